"""The label and speaker networks over the attributions of a text: what each does, how sure it is, who its speaker is.

The label network goes on from what the lower layers of the attribution network made of the pieces (``context``), and
the speaker network from what the label network's lower layers made of that, so a text is read once. Their upper
layers see a window as it is; then each attribution asks its own questions of it (``training/labelling/network.py``
has the networks).
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

from onrecord.attributions.neural.files import FOLDER, LABELS, SPEAKERS
from onrecord.attributions.neural.marking import Floats, marks
from onrecord.attributions.neural.pieces import Pieces
from onrecord.attributions.neural.windows import Seen, log_softmax
from onrecord.attributions.scores import Scores
from onrecord.text.document import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

VALUES: dict[str, tuple[str, ...]] = {
    "act": (
        "state", "criticise", "support", "demand", "promise", "threaten",
        "warn", "predict", "deny", "confirm", "ask", "feel",
    ),
    "status": ("current", "former", "unknown"),
    "strength": ("certain", "probable", "possible", "unknown"),
    "prediction": ("no", "yes"),
    "reportative": ("no", "yes"),
}  # fmt: skip
"""The outputs of the label network and their values, in its order."""

OF_SPEAKER: dict[str, tuple[str, ...]] = {
    "status": VALUES["status"],
    "kind": ("named_person", "unnamed_person", "group", "organisation", "document", "anonymous"),
}
"""The outputs of the speaker network and their values, in its order."""

TAGS, LOOKED = "tags", "looked"
"""The other outputs of either network: of each piece, what it belongs to, and how much the act was asked of it."""

SPANS = ("role", "clue", "toward")
"""The tags of either network, in its order."""

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
    :mod:`onrecord.attributions.neural.marking`. Gives by name the scores [A, values] of each output of :data:`VALUES` and,
    where there is a speaker network, of :data:`OF_SPEAKER`; the tags' scores [A, L, 3] (:data:`TAGS`); and how much of its
    attention each piece has for the act [A, L] (:data:`LOOKED`).
    """

    def __call__(self, context: Floats, shares: Floats, near: NDArray[np.int64]) -> Mapping[str, Floats]:
        """Run the network."""
        ...


class SessionLabels:
    """The label network of an ONNX session, and the speaker network of another where there is one.

    The status is what both say: the mean of their log probabilities. The words of roles and ends of service are the speaker
    network's.
    """

    def __init__(self, labels: InferenceSession, speakers: InferenceSession | None = None) -> None:
        self.labels, self.speakers = labels, speakers
        self.names = [each.name for each in labels.get_outputs()]

    def __call__(self, context: Floats, shares: Floats, near: NDArray[np.int64]) -> Mapping[str, Floats]:
        """Run the networks."""
        asked = {"shares": shares, "near": near}
        told = dict(zip(self.names, self.labels.run(None, {"context": context, **asked}), strict=True))
        answers = {name: told[name] for name in (*VALUES, TAGS, LOOKED)}
        if self.speakers is None:
            return answers
        # The last output of the label network is what its lower layers made of the pieces (training/context.py).
        status, kind, tags = self.speakers.run(None, {"context": told[self.names[-1]], **asked})
        answers["status"] = _both(answers["status"], status)
        answers["kind"] = kind
        of_target = SPANS.index("toward")
        tags[..., of_target] = answers[TAGS][..., of_target]
        answers[TAGS] = tags
        return answers


def _both(left: Floats, right: Floats) -> Floats:
    """The mean of the log probabilities [A, values] of two networks."""
    mean: Floats = (log_softmax(left) + log_softmax(right)) * np.float32(0.5)
    return mean


@cache
def label_network(folder: Path = FOLDER) -> SessionLabels | None:
    """The networks of ``folder``, loaded once a process, on one thread; null where the label network is not there."""
    if not (folder / LABELS).is_file():
        return None
    from onrecord.attributions.neural.sessions import session_of

    speakers = session_of(folder / SPEAKERS, fused=False) if (folder / SPEAKERS).is_file() else None
    return SessionLabels(session_of(folder / LABELS), speakers)


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
            own = {name: each[place] for name, each in answers.items()}
            result[number] = _scores(own, seen.pieces.part(start, end))
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


def _scores(answers: Mapping[str, Floats], pieces: Pieces) -> Scores:
    values = {
        name: dict(zip(names, map(float, log_softmax(answers[name])), strict=True))
        for name, names in (VALUES | OF_SPEAKER).items()
        if name in answers
    }
    tags, weight = answers[TAGS], answers[LOOKED]
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
