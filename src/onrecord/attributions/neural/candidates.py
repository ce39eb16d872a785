"""What the model finds and what the rules find, as candidates with the scores that decide over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attributions.neural.confidence import HEARSAY, INNER, OUTER, RULES, TURN
from onrecord.attributions.neural.decoding import Decoder, Found, Run
from onrecord.attributions.neural.pairing import BEGIN_CONTENT, BEGIN_SOURCE
from onrecord.attributions.neural.pieces import Pieces
from onrecord.attributions.neural.windows import Seen
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span

_SAME = 0.5
"""Jaccard index of contents from which on two attributions with one cue are one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution that may be kept: how it was found, its scores, and its spans in characters.

    ``rules`` and ``rules_source`` are the reason and the source of the rules, where these found the same.
    """

    way: str
    scores: Mapping[str, float]
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    rules: Mapping[str, str]
    rules_source: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """An attribution as sets of pieces."""

    cue: frozenset[int]
    content: frozenset[int]
    source: frozenset[int]


def candidates(
    seen: Seen, decoder: Decoder, borders: Sequence[int], by_rules: Sequence[Draft]
) -> list[Candidate]:
    """Everything that the model or the rules found in a text.

    ``borders`` are the characters at which sentences begin, in order; ``by_rules`` what the rules found in the same text.
    """
    pieces = seen.pieces
    found = decoder.decode(seen, pieces.sentences(borders))
    drafted = [_parts_of(draft, pieces) for draft in by_rules]
    fixed = frozenset(number for number, draft in enumerate(by_rules) if _fixed_way(draft))
    result = []
    matched: set[int] = set()
    for each in found:
        own = _parts_of_found(each)
        twin = _twin(own, drafted, fixed)
        scores = dict(each.scores)
        rules: Mapping[str, str] = {}
        rules_source: Sequence[Span] = ()
        if twin is not None:
            matched.add(twin)
            scores["rules"] = 1.0
            scores["rules_source"] = float(
                bool(own.source & drafted[twin].source) or not (own.source or drafted[twin].source)
            )
            rules, rules_source = by_rules[twin].rules, by_rules[twin].source
        else:
            scores["rules_cue"] = float(any(own.cue & other.cue for other in drafted))
        way = OUTER if each.holder is None else INNER
        result.append(
            Candidate(
                way,
                scores,
                spans_of(pieces, each.source),
                spans_of(pieces, [each.cue] if each.cue else []),
                spans_of(pieces, each.content),
                rules,
                rules_source,
            )
        )
    result = [each for each in result if each.content]
    left = [number for number in range(len(by_rules)) if number not in matched]
    result.extend(_of_rules(seen, decoder, found, by_rules, drafted, left))
    return result


def _of_rules(
    seen: Seen,
    decoder: Decoder,
    found: Sequence[Found],
    by_rules: Sequence[Draft],
    drafted: Sequence[_Parts],
    left: Sequence[int],
) -> list[Candidate]:
    """What only the rules found, with what the model thinks of it."""
    own = [_parts_of_found(each) for each in found]
    cues = frozenset[int]().union(*(each.cue for each in own)) if own else frozenset()
    contents = frozenset[int]().union(*(each.content for each in own)) if own else frozenset()
    usable = [number for number in left if drafted[number].content]
    runs = [_run(drafted[number].cue or drafted[number].content) for number in usable]
    views = decoder.pair.views(seen, runs)
    result = []
    for number, run, view in zip(usable, runs, views, strict=True):
        parts, draft = drafted[number], by_rules[number]
        way = _fixed_way(draft) or RULES
        content = _runs_of(parts.content)
        source = _runs_of(parts.source)
        cue_share = max(
            float(np.logaddexp(seen.flat[run[0] : run[1], 3], seen.flat[run[0] : run[1], 4]).mean()),
            float(np.logaddexp(seen.inner[run[0] : run[1], 1], seen.inner[run[0] : run[1], 2]).mean()),
        )
        scores = {
            "cue": max(cue_share, -8.0),
            "content_pair": float(np.mean([view.mean(each, BEGIN_CONTENT) for each in content])),
            "source_pair": max((view.mean(each, BEGIN_SOURCE) for each in source), default=-8.0),
            "has_source": float(bool(source)),
            "has_cue": float(bool(parts.cue)),
            "size": float(np.log(len(parts.content))),
            "rival": float(bool(parts.cue & cues)),
            "covered": len(parts.content & contents) / len(parts.content),
            "quoted": float(seen.pieces.quoted[sorted(parts.content)].mean()),
        }
        result.append(
            Candidate(way, scores, list(draft.source), list(draft.cue), list(draft.content), draft.rules)
        )
    return result


def _parts_of(draft: Draft, pieces: Pieces) -> _Parts:
    return _Parts(
        *(
            frozenset(number for span in spans for number in pieces.within(span))
            for spans in (draft.cue, draft.content, draft.source)
        )
    )


def _parts_of_found(found: Found) -> _Parts:
    return _Parts(
        frozenset(range(*found.cue)) if found.cue else frozenset(),
        frozenset(number for run in found.content for number in range(*run)),
        frozenset(number for run in found.source for number in range(*run)),
    )


def _fixed_way(draft: Draft) -> str | None:
    """The way of what the rules find and the model does not overrule; null for the rest."""
    reason = draft.rules.get("span", "")
    if reason == "turn":
        return TURN
    return HEARSAY if reason.startswith("hearsay") and not draft.source else None


def _twin(own: _Parts, drafted: Sequence[_Parts], fixed: frozenset[int]) -> int | None:
    """The rules' attribution that is the same one: the same cue, and half of the content."""
    best, most = None, _SAME
    for number, other in enumerate(drafted):
        if number in fixed:
            continue
        if (own.cue & other.cue) or not (own.cue or other.cue):
            together = own.content | other.content
            share = len(own.content & other.content) / len(together) if together else 0.0
            if share >= most:
                best, most = number, share
    return best


def _run(numbers: frozenset[int]) -> Run:
    return min(numbers), max(numbers) + 1


def _runs_of(numbers: frozenset[int]) -> list[Run]:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number:
            runs[-1][1] = number + 1
        else:
            runs.append([number, number + 1])
    return [(start, end) for start, end in runs]


def spans_of(pieces: Pieces, runs: Sequence[Run]) -> list[Span]:
    """The characters of runs of pieces, line breaks and pieces without characters at their ends aside."""

    def is_blank(number: int) -> bool:
        return pieces.is_break(number) or bool(pieces.starts[number] == pieces.ends[number])

    spans = []
    for start, end in runs:
        while start < end and is_blank(start):
            start += 1
        while end > start and is_blank(end - 1):
            end -= 1
        if end > start:
            spans.append(Span(int(pieces.starts[start]), int(pieces.ends[end - 1])))
    return spans
