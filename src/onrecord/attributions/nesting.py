"""Which attribution lies inside the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions.rules import Draft


def outer_of(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the smallest other one that holds it; null for an outer one.

    A draft is held where its cue (its content, if it has none) begins within a content of the other, and the other's content
    is the longer one. Linear in the text: contents overlap only a few deep.
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
    return found


def _place(draft: Draft) -> int:
    return draft.cue[0].start if draft.cue else draft.content[0].start
