"""Which attribution lies inside the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions.rules import Draft

_NEAR = 3
"""How many drafts away one that cites may stand from the one it cites for."""

_SAME = 0.8
"""The share of characters that two contents have in common from which on they are one."""


def outer_of(drafts: Sequence[Draft], citing: Sequence[bool] = ()) -> list[int | None]:
    """For each draft the number of the smallest other one that holds it; null for an outer one.

    A draft is held where its cue (its content, if it has none) begins within a content of the other, and the other's content
    is the longer one. One that only names where another has its content from (``citing`` true: ``X reports, citing
    Y, that Z``) is
    held by that other, though its cue stands outside. Linear in the text: contents overlap only a few deep.
    """
    sizes = [sum(span.end - span.start for span in draft.content) for draft in drafts]
    events = sorted(
        (span.start, -span.end, number) for number, draft in enumerate(drafts) for span in draft.content
    )
    places = sorted((_place(draft), number) for number, draft in enumerate(drafts))
    found: list[int | None] = [None] * len(drafts)
    open_spans: list[tuple[int, int]] = []
    position = 0
    for place, number in places:
        while position < len(events) and events[position][0] <= place:
            open_spans.append((-events[position][1], events[position][2]))
            position += 1
        open_spans = [each for each in open_spans if each[0] > place]
        holders = [
            (sizes[other], other)
            for _, other in open_spans
            if other != number and (sizes[other], -other) > (sizes[number], -number)
        ]
        if holders:
            found[number] = min(holders)[1]
    for number, passes_on in enumerate(citing):
        if passes_on and found[number] is None:
            found[number] = _same_content(number, drafts, citing, found)
    return found


def _same_content(
    number: int, drafts: Sequence[Draft], citing: Sequence[bool], found: Sequence[int | None]
) -> int | None:
    """The draft near this one, in reading order, that has the same content and a cue of its own making.

    Not one that this one holds itself: two drafts do not lie in each other.
    """
    for other in range(max(0, number - _NEAR), min(len(drafts), number + _NEAR + 1)):
        if not citing[other] and not _is_inside(other, number, found):
            ours, theirs = drafts[number].content, drafts[other].content
            shared = sum(
                max(0, min(left.end, right.end) - max(left.start, right.start))
                for left in ours
                for right in theirs
            )
            size = sum(span.end - span.start for span in (*ours, *theirs)) - shared
            if shared >= _SAME * size:
                return other
    return None


def _is_inside(number: int, outer: int, found: Sequence[int | None]) -> bool:
    """Whether a draft is another one or lies in it, however deep."""
    at: int | None = number
    while at is not None and at != outer:
        at = found[at]
    return at == outer


def _place(draft: Draft) -> int:
    return draft.cue[0].start if draft.cue else draft.content[0].start
