"""The label network over the attributions of a text: what each does, how sure it is, what its speaker's status is.

The network goes on from what the lower layers of the attribution network made of the pieces (``context``), so a text is
read once. Its upper layers see a window as it is; then each attribution asks its own questions of it
(``training/labelling/network.py`` has the network).
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

_LOOKED = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """The spans of an attribution that is to be labelled, in characters of the text; a target only in training."""

    source: Sequence[Span]
    cue: Sequence[Span]
    content: Sequence[Span]
    target: Sequence[Span] = ()


class LabelNetwork(Protocol):
    """Answers for ``A`` attributions in one window of ``L`` pieces.

    Takes ``context`` float32 [1, L, 384], ``shares`` float32 [A, 4, L] and ``near`` int64 [A, L] of
    :mod:`onrecord.attributions.neural.marking`. Gives for each output of :data:`VALUES` the scores [A, values], then
    the tags' scores [A, L, 3], then how much of its attention each piece has for the act
    [A, L].
    """

    def __call__(self, context: Floats, shares: Floats, near: NDArray[np.int64]) -> Sequence[Floats]:
        """Run the network."""
        ...


class SessionLabels:
    """The label network of an ONNX session."""

    def __init__(self, session: InferenceSession) -> None:
        self.session = session

    def __call__(self, context: Floats, shares: Floats, near: NDArray[np.int64]) -> Sequence[Floats]:
        """Run the network."""
        given = {"context": context, "shares": shares, "near": near}
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
        by_window[seen.window_of(middle(parts, seen.pieces))].append(number)
    result: dict[int, Scores] = {}
    for window, numbers in by_window.items():
        start, end = seen.borders[window]
        context = seen.context[window].astype(np.float32)[None]
        marked = [marks(places(asked[number], seen.pieces, start), context.shape[1]) for number in numbers]
        answers = network(
            context, np.stack([each.shares for each in marked]), np.stack([each.near for each in marked])
        )
        for place, number in enumerate(numbers):
            result[number] = _scores([each[place] for each in answers], seen.pieces.part(start, end))
    return [result[number] for number in range(len(asked))]


def middle(parts: Parts, pieces: Pieces) -> float:
    """The piece where an attribution stands: the middle of its cue, source and nearest content, as far as a window holds."""
    for spans in (parts.cue, parts.source, parts.content):
        for span in spans:
            within = pieces.within(span)
            if len(within):
                return (within[0] + within[-1]) / 2
    return 0.0


def places(parts: Parts, pieces: Pieces, start: int) -> list[list[int]]:
    """The places of the parts in the window that begins with piece ``start``, its opening piece counted."""
    return [
        [place - start + 1 for span in spans for place in pieces.within(span)]
        for spans in (parts.source, parts.cue, parts.content, parts.target)
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
