"""Quotations that resume: ``“The dam,” she said, tapping the map, “is not the problem.”`` is one content in two parts.

The first part closes on a comma (or its cue follows a dash), the second goes on with a small letter after a comma
or a dash, in the same paragraph. Whoever says the first part says the second, whatever stands between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from onrecord.attributions.rules import Draft
from onrecord.text.document import Span
from onrecord.text.quotes import Quotation

_REACH = 300
"""How many characters may stand between the two parts."""

_BEFORE = ",—–-"


def resume(drafts: Sequence[Draft], text: str, quoted: Sequence[Quotation]) -> None:
    """Add to the drafts the second parts of their quotations that belong to no draft yet. Linear in the text."""
    outer = [each for each in quoted if each.depth == 0]
    holders = sorted(
        (span.start, span.end, number) for number, draft in enumerate(drafts) for span in draft.content
    )
    starts = [start for start, _, _ in holders]
    for first, second in pairwise(outer):
        between = text[first.span.end : second.span.start]
        if len(between) > _REACH or "\n" in between or not _resumes(text, first, between, second):
            continue
        if _holder(holders, starts, second.span) is not None:
            continue
        number = _holder(holders, starts, first.span)
        if number is not None:
            drafts[number].content.append(second.span)
            place = bisect_right(starts, second.span.start)
            holders.insert(place, (*second.span, number))
            starts.insert(place, second.span.start)


def _resumes(text: str, first: Quotation, between: str, second: Quotation) -> bool:
    head = text[second.inner.start : second.inner.start + 1]
    closes = (
        text[first.inner.start : first.inner.end].rstrip()[-1:] in ",—–-" or between.lstrip()[:1] in ",—–"
    )
    return closes and head.islower() and between.rstrip()[-1:] in _BEFORE and between.strip() not in _BEFORE


def _holder(holders: Sequence[tuple[int, int, int]], starts: Sequence[int], span: Span) -> int | None:
    """The draft whose content covers the middle of a quotation."""
    middle = (span.start + span.end) // 2
    for number in range(bisect_right(starts, middle) - 1, max(-1, bisect_right(starts, middle) - 6), -1):
        start, end, draft = holders[number]
        if start <= middle < end:
            return draft
    return None
