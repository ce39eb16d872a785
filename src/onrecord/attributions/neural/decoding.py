"""From scores to spans: which pieces are sources, cues and contents, and which of them belong together.

Three steps. The flat tags give spans that do not overlap (Viterbi over tags that may follow each other). Each cue
then says, through
the pair head, which contents and which source are its own; distance, sentences, paragraphs and cues in between have a say
(:class:`Constants`, chosen on held-out documents). Last, inner cues read their source and content inside the contents found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.neural.pairing import (
    BEGIN_CONTENT,
    BEGIN_SOURCE,
    PairHead,
    View,
)
from onrecord.attributions.neural.pieces import Pieces
from onrecord.attributions.neural.windows import WINDOW, Floats, Seen

SOURCE, CUE, CONTENT = 0, 1, 2

_CITED_REACH, _CITED_SOURCE, _CITED_LEAST = 60, 24, -0.7
"""How far, in pieces, a cue that cites may stand from the one it cites for, and its source from it; the least it
must read."""

Run = tuple[int, int]
"""Pieces ``[start, end)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """What the decoder weighs by. Chosen on documents of PolNeAR's train part that were kept out of training, but for
    ``cue_bias`` and ``content_bias``, which were chosen on its development part."""

    cue_bias: float = 0.4
    content_bias: float = -0.3
    source_bias: float = 0.5
    sentence: float = 15.0
    paragraph: float = 30.0
    between: float = 5.0
    after: float = 2.0
    content_pair: float = 20.0
    source_pair: float = 10.0
    source_reach: float = 90.0
    least_content: float = -8.0
    second_cue: float = 0.03
    inner_cue: float = 0.5
    inner_bias: float = 0.0


@dataclass(slots=True)
class Found:
    """One attribution in numbers of pieces. ``scores`` are what the calibration looks at; ``holder`` the one it lies in."""

    source: list[Run]
    cue: Run | None
    content: list[Run]
    scores: dict[str, float] = field(default_factory=dict)
    holder: Found | None = None


def runs(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """Spans ``(role, start, end)`` of BIO tags (0 is O, then B and I of each role)."""
    found: list[list[int]] = []
    open_role = -1
    for place, tag in enumerate(tags):
        if tag == 0:
            open_role = -1
            continue
        role = (tag - 1) // 2
        if tag % 2 or role != open_role:
            found.append([role, place, place + 1])
        else:
            found[-1][2] = place + 1
        open_role = role
    return [(role, start, end) for role, start, end in found]


def without_gaps(tags: list[int], pieces: Pieces) -> list[int]:
    """The tags with pieces that hold no character (a bare ``▁``) given to the span that goes on after them."""
    for place in np.flatnonzero(pieces.ends[1:-1] == pieces.starts[1:-1]) + 1:
        before, after = tags[place - 1], tags[place + 1]
        if tags[place] == 0 and before and after and (before - 1) // 2 == (after - 1) // 2:
            tags[place] = tags[place + 1] = 2 * ((before - 1) // 2) + 2
    return tags


def viterbi(scores: Floats) -> list[int]:
    """The best sequence of BIO tags for log scores [n, k]: an inside tag only after its own kind."""
    length, size = scores.shape
    if not length:
        return []
    allowed = np.zeros((size, size), np.float32)
    for tag in range(2, size, 2):
        allowed[:, tag] = -1e9
        allowed[tag - 1 : tag + 1, tag] = 0
    back = np.zeros((length, size), np.int32)
    best = allowed[0] + scores[0]
    columns = np.arange(size)
    for place in range(1, length):
        ways = best[:, None] + allowed
        chosen = ways.argmax(0)
        back[place] = chosen
        best = ways[chosen, columns] + scores[place]
    tags = [int(best.argmax())]
    for place in range(length - 1, 0, -1):
        tags.append(int(back[place, tags[-1]]))
    return tags[::-1]


def _near(starts: list[int], run: Run) -> range:
    """The numbers of the runs, by where they start, that can stand in one window with ``run``."""
    return range(bisect_left(starts, run[0] - WINDOW), bisect_left(starts, run[1] + WINDOW))


class Decoder:
    """Turns what the network saw into attributions."""

    def __init__(self, pair: PairHead, constants: Constants) -> None:
        self.pair = pair
        self.constants = constants

    def decode(self, seen: Seen, sentence: NDArray[np.int32]) -> list[Found]:
        """The attributions of a text, outer ones first. ``sentence`` [n] is the number of each piece's sentence."""
        spans = self._flat(seen)
        contents = [(start, end) for role, start, end in spans if role == CONTENT]
        cues = [(start, end) for role, start, end in spans if role == CUE]
        sources = [(start, end) for role, start, end in spans if role == SOURCE]
        if not contents:
            return []
        cues = sorted(cues + self._second_cues(seen, contents, cues, sentence))
        linked = self._link(seen, sentence, cues, contents, sources)
        return linked + self._inside(seen, linked)

    def _flat(self, seen: Seen) -> list[tuple[int, int, int]]:
        scores = seen.flat.copy()
        scores[:, 1:3] += self.constants.source_bias
        scores[:, 3:5] += self.constants.cue_bias
        scores[:, 5:7] += self.constants.content_bias
        return runs(without_gaps(viterbi(scores), seen.pieces))

    def _second_cues(
        self, seen: Seen, contents: list[Run], cues: list[Run], sentence: NDArray[np.int32]
    ) -> list[Run]:
        """For a content in whose sentence no cue was found, the likeliest pieces beside it, if they are likely at all."""
        share = np.exp(np.logaddexp(seen.flat[:, 3], seen.flat[:, 4]))
        taken = np.zeros(len(share), bool)
        for start, end in (*contents, *cues):
            taken[start:end] = True
        with_cue = {int(sentence[start]) for start, _ in cues}
        found: list[Run] = []
        for start, end in contents:
            near = {int(sentence[start]), int(sentence[end - 1])}
            if near & with_cue:
                continue
            places = np.flatnonzero(
                (sentence >= min(near))
                & (sentence <= max(near))
                & ~taken
                & (share > self.constants.second_cue)
            )
            if len(places):
                best = int(places[share[places].argmax()])
                low = high = best
                while low - 1 in places:
                    low -= 1
                while high + 1 in places:
                    high += 1
                found.append((low, high + 1))
                taken[low : high + 1] = True
        return found

    def _link(
        self,
        seen: Seen,
        sentence: NDArray[np.int32],
        cues: list[Run],
        contents: list[Run],
        sources: list[Run],
    ) -> list[Found]:
        views = self.pair.views(seen, cues)
        paragraph = seen.pieces.paragraph
        found = [Found([], cue, []) for cue in cues]
        own: list[list[float]] = [[] for _ in cues]
        constants = self.constants
        starts = [cue[0] for cue in cues]
        for content in contents:
            near = _near(starts, content)
            scores = [views[number].mean(content, BEGIN_CONTENT) for number in near]
            costs = [
                self._distance(cues[number], content, sentence, paragraph, starts)
                - (constants.after if content[0] >= cues[number][1] else 0)
                - constants.content_pair * score
                for number, score in zip(near, scores, strict=True)
            ]
            best = int(np.argmin(costs)) if costs else -1
            if best >= 0 and scores[best] >= constants.least_content:
                found[near[best]].content.append(content)
                own[near[best]].append(scores[best])
            elif self._stands_alone(seen, content):
                found.append(Found([], None, [content], self._scores(seen, None, [content], [], 0.0, -8.0)))
        source_starts = [source[0] for source in sources]
        for number, (cue, view) in enumerate(zip(cues, views, strict=True)):
            each = found[number]
            if not each.content:
                continue
            source_score = -8.0
            if near := _near(source_starts, cue):
                source_scores = [view.mean(sources[place], BEGIN_SOURCE) for place in near]
                costs = [
                    self._distance(cue, sources[place], sentence, paragraph, starts)
                    + (1 if sources[place][0] >= cue[1] else 0)
                    - constants.source_pair * score
                    for place, score in zip(near, source_scores, strict=True)
                ]
                best = int(np.argmin(costs))
                if costs[best] < constants.source_reach:
                    each.source = [sources[near[best]]]
                    source_score = source_scores[best]
            each.scores = self._scores(
                seen, cue, each.content, each.source, float(np.mean(own[number])), source_score
            )
        return [each for each in found if each.content]

    def _stands_alone(self, seen: Seen, content: Run) -> bool:
        """Whether a content without a cue is a quotation: bare speech, whose speaker the context tells."""
        return bool(seen.pieces.quoted[content[0] : content[1]].mean() > 0.8) and content[1] - content[0] > 5

    def _distance(
        self,
        cue: Run,
        span: Run,
        sentence: NDArray[np.int32],
        paragraph: NDArray[np.int32],
        cue_starts: list[int],
    ) -> float:
        low, high = (cue[1], span[0]) if span[0] >= cue[1] else (span[1], cue[0])
        apart = min(abs(int(sentence[cue[0]]) - int(sentence[place])) for place in (span[0], span[1] - 1))
        lines = min(abs(int(paragraph[cue[0]]) - int(paragraph[place])) for place in (span[0], span[1] - 1))
        between = max(0, bisect_left(cue_starts, high) - bisect_left(cue_starts, low))
        constants = self.constants
        return (
            max(0, high - low)
            + constants.sentence * apart
            + constants.paragraph * lines
            + constants.between * between
        )

    def _scores(
        self,
        seen: Seen,
        cue: Run | None,
        contents: list[Run],
        sources: list[Run],
        content_pair: float,
        source_pair: float,
    ) -> dict[str, float]:
        def tagged(spans: Sequence[Run], begin: int) -> float:
            parts = [
                np.logaddexp(seen.flat[start:end, begin], seen.flat[start:end, begin + 1])
                for start, end in spans
            ]
            return float(np.concatenate(parts).mean()) if parts else -8.0

        return {
            "content": tagged(contents, 5),
            "cue": tagged([cue] if cue else [], 3),
            "source": tagged(sources, 1),
            "content_pair": content_pair,
            "source_pair": source_pair,
            "begin": float(seen.flat[contents[0][0], 5]),
            "size": float(np.log(sum(end - start for start, end in contents))),
            "parts": float(len(contents)),
            "has_source": float(bool(sources)),
            "has_cue": float(cue is not None),
            "quoted": float(np.mean([seen.pieces.quoted[start:end].mean() for start, end in contents])),
        }

    def _inside(self, seen: Seen, outer: list[Found]) -> list[Found]:
        """Attributions inside the contents found, and inside those again."""
        scores = seen.inner.copy()
        scores[:, 1:] += self.constants.inner_bias
        share = np.exp(np.logaddexp(seen.inner[:, 1], seen.inner[:, 2]))
        holder_of: dict[int, Found] = {}
        for each in outer:
            for start, end in each.content:
                holder_of.update(dict.fromkeys(range(start, end), each))
        cues = []
        for _, start, end in runs(viterbi(scores)):
            if share[start:end].max() >= self.constants.inner_cue:
                cues.append(((start, end), holder_of.get(start)))
        views = self.pair.views(seen, [cue for cue, _ in cues])
        found = []
        for (cue, holder), view in zip(cues, views, strict=True):
            inner = self._read_inside(cue, view, holder or self._cited(cue, view, outer))
            if inner is not None:
                inner.scores |= {"inner": float(share[cue[0] : cue[1]].mean())}
                found.append(inner)
        return found

    def _cited(self, cue: Run, view: View, outer: list[Found]) -> Found | None:
        """Whose content an inner cue outside of all contents (``citing the ministry``) reads: one that it reads whole."""
        rated = [
            (float(np.mean([view.mean(span, BEGIN_CONTENT) for span in each.content])), number)
            for number, each in enumerate(outer)
            if each.cue is not None and each.cue != cue and abs(each.cue[0] - cue[0]) < _CITED_REACH
        ]
        best, number = max(rated, default=(-8.0, 0))
        return outer[number] if best > _CITED_LEAST else None

    def _read_inside(self, cue: Run, view: View, holder: Found | None) -> Found | None:
        """What an inner cue reads: the best roles of the pieces of the content that holds it, and its source
        beside the cue."""
        if holder is None:
            return None
        scores = view.roles.copy()
        inside = np.zeros(len(scores), bool)
        for start, end in holder.content:
            inside[max(0, start - view.start) : max(0, end - view.start)] = True
        if not any(start <= cue[0] < end for start, end in holder.content):
            inside[max(0, cue[0] - view.start - _CITED_SOURCE) : cue[1] - view.start + _CITED_SOURCE] = True
        inside[max(0, cue[0] - view.start) : cue[1] - view.start] = False
        scores[~inside, 1:] = -1e9
        spans = [(role, start + view.start, end + view.start) for role, start, end in runs(viterbi(scores))]
        contents = [(start, end) for role, start, end in spans if role == 1]
        sources = [(start, end) for role, start, end in spans if role == 0]
        if not contents:
            return None
        if len(sources) > 1:
            sources = [max(sources, key=lambda span: view.mean(span, BEGIN_SOURCE))]
        content_pair = float(np.mean([view.mean(span, BEGIN_CONTENT) for span in contents]))
        source_pair = view.mean(sources[0], BEGIN_SOURCE) if sources else -8.0
        return Found(
            sources,
            cue,
            contents,
            {
                "content_pair": content_pair,
                "source_pair": source_pair,
                "size": float(np.log(sum(end - start for start, end in contents))),
                "parts": float(len(contents)),
                "has_source": float(bool(sources)),
            },
            holder,
        )
