"""The label network over the attributions of a text: what each does, how sure it is, what its speaker's status is.

The network goes on from what the lower layers of the attribution network made of the pieces (``context``), so a text is
read once. Its upper layers see a window as it is; then each attribution asks its own questions of it
(``training/label_network.py`` has the network).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.neural.files import FOLDER, LABELS
from onrecord.attributions.neural.marking import Floats, marks
from onrecord.attributions.neural.pieces import Pieces
from onrecord.attributions.neural.windows import Seen, log_softmax
from onrecord.attributions.scores import Scores
from onrecord.text.document import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

VALUES: Mapping[str, tuple[str, ...]] = {
    "act": (
        "state", "criticise", "support", "demand", "promise", "threaten",
        "warn", "predict", "deny", "confirm", "ask", "feel",
    ),
    "status": ("current", "former", "unknown"),
    "strength": ("certain", "probable", "possible", "unknown"),
    "prediction": ("no", "yes"),
    "reportative": ("no", "yes"),
}  # fmt: skip
"""The outputs of the network and their values, in its order."""

SPANS = ("role", "clue", "toward")
"""The tags of the network, in its order."""

_LIKELY: Mapping[str, float] = {"role": 0.5, "clue": 0.3, "toward": 0.15}
"""Probability from which on a piece belongs to a span. What a target is, others decide by its highest piece."""

_WINDOWS = 1
_LOOKED = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """The spans of an attribution that is to be labelled, in characters of the text."""

    source: Sequence[Span]
    cue: Sequence[Span]
    content: Sequence[Span]


class LabelNetwork(Protocol):
    """Answers for ``A`` attributions in ``W`` windows of ``L`` pieces.

    Takes ``context`` float32 [W, L, 384], ``row`` int64 [A] (the window of each), ``shares`` float32 [A, 4, L] and
    ``near`` int64 [A, L] of :mod:`onrecord.attributions.neural.marking`. Gives for each output of :data:`VALUES` the
    scores [A, values], then the tags' scores [A, L, 3], then how much of its attention each piece has for the act
    [A, L].
    """

    def __call__(
        self, context: Floats, row: NDArray[np.int64], shares: Floats, near: NDArray[np.int64]
    ) -> Sequence[Floats]:
        """Run the network."""
        ...


class SessionLabels:
    """The label network of an ONNX session."""

    def __init__(self, session: InferenceSession) -> None:
        self.session = session

    def __call__(
        self, context: Floats, row: NDArray[np.int64], shares: Floats, near: NDArray[np.int64]
    ) -> Sequence[Floats]:
        """Run the network."""
        given = {"context": context, "row": row, "shares": shares, "near": near}
        found: Sequence[Floats] = self.session.run(None, given)
        return found


@cache
def label_network(folder: Path = FOLDER) -> SessionLabels | None:
    """The label network of ``folder``, loaded once a process, on one thread; null where its file is not there."""
    if not (folder / LABELS).is_file():
        return None
    from onrecord.attributions.neural.sessions import session_of

    return SessionLabels(session_of(folder / LABELS))


def scored(seen: Seen, asked: Sequence[Parts], network: LabelNetwork) -> list[Scores]:
    """The scores of each of ``asked``, in their order."""
    by_window: dict[int, list[int]] = defaultdict(list)
    for number, parts in enumerate(asked):
        by_window[seen.window_of(_middle(parts, seen.pieces))].append(number)
    result: dict[int, Scores] = {}
    windows = sorted(by_window)
    for first in range(0, len(windows), _WINDOWS):
        chosen = windows[first : first + _WINDOWS]
        numbers = [(row, number) for row, window in enumerate(chosen) for number in by_window[window]]
        context = np.stack([seen.context[window] for window in chosen]).astype(np.float32)
        length = context.shape[1]
        marked = [
            marks(_places(asked[number], seen.pieces, seen.borders[chosen[row]][0]), length)
            for row, number in numbers
        ]
        answers = network(
            context,
            np.array([row for row, _ in numbers], np.int64),
            np.stack([each.shares for each in marked]),
            np.stack([each.near for each in marked]),
        )
        for place, (row, number) in enumerate(numbers):
            start, end = seen.borders[chosen[row]]
            result[number] = _scores([each[place] for each in answers], seen.pieces.part(start, end))
    return [result[number] for number in range(len(asked))]


def _middle(parts: Parts, pieces: Pieces) -> float:
    """The piece where an attribution stands: the middle of its cue, source and nearest content, as far as a window holds."""
    for spans in (parts.cue, parts.source, parts.content):
        for span in spans:
            within = pieces.within(span)
            if len(within):
                return (within[0] + within[-1]) / 2
    return 0.0


def _places(parts: Parts, pieces: Pieces, start: int) -> list[list[int]]:
    """The places of the parts in the window that begins with piece ``start``, its opening piece counted."""
    return [
        [place - start + 1 for span in spans for place in pieces.within(span)]
        for spans in (parts.source, parts.cue, parts.content, ())
    ]


def _scores(answers: Sequence[Floats], pieces: Pieces) -> Scores:
    values = {
        name: dict(zip(names, map(float, log_softmax(row)), strict=True))
        for (name, names), row in zip(VALUES.items(), answers, strict=False)
    }
    tags, weight = answers[len(VALUES)], answers[len(VALUES) + 1]
    probability: Floats = (1 / (1 + np.exp(-tags[1:-1]))).astype(np.float32)
    return Scores(
        values=values,
        spans={
            name: _runs(probability[:, column], pieces, _LIKELY[name]) for column, name in enumerate(SPANS)
        },
        looked=tuple(
            Span(int(pieces.starts[place]), int(pieces.ends[place]))
            for place in sorted(np.argsort(-weight[1:-1])[:_LOOKED].tolist())
        ),
    )


def _runs(probability: Floats, pieces: Pieces, least: float) -> tuple[tuple[Span, float], ...]:
    """Runs of likely pieces as spans with the probability of their likeliest piece, the likeliest first."""
    likely = np.flatnonzero(probability > least)
    if not len(likely):
        return ()
    groups = np.split(likely, np.flatnonzero(np.diff(likely) > 1) + 1)
    found = [
        (Span(int(pieces.starts[group[0]]), int(pieces.ends[group[-1]])), float(probability[group].max()))
        for group in groups
    ]
    return tuple(sorted(found, key=lambda each: -each[1]))
