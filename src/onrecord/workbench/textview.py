"""A document's text as a page shows it: parts, paragraphs, and stretches with what is marked over them.

Nothing of the text is lost or added: the stretches' words, joined, are the part's text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.attributions.marked import PARTS, parts, stretches
from onrecord.attributions.record import Attribution
from onrecord.text.document import Span

PART_CHARACTERS = 60_000
"""How much of a long text one page shows, in code points; up to half as much again is shown in one piece."""
LINE_CHARACTERS = 100
"""A line shorter than this, with no blank line after it, is a line of verse, dialogue or a PDF, not a paragraph."""

# A line break and the blank lines after it. Possessive, so that megabytes of white space cost one pass.
_GAP = re.compile(r"(?:\r\n|[\r\n\f])(?:[^\S\r\n\f]*+(?:\r\n|[\r\n\f]))*+")
_BREAK = re.compile(r"\r\n|[\r\n\f]")

Kind = Literal["source", "cue", "content", "place", "found"]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters that something on the page links to: a warning's, a fact's, or words that were searched for."""

    name: str
    span: Span
    kind: Literal["place", "found"] = "place"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words over which nothing changes, in document order.

    ``part`` is what the innermost mark says they are, ``depth`` how many contents hold them, ``names`` the names of
    everything that covers them and ``starts`` of what begins here. ``page`` is the number of the page that does.
    ``gap`` is true for the line breaks between two paragraphs.
    """

    words: str
    part: str | None
    depth: int
    found: bool
    names: tuple[str, ...]
    starts: tuple[str, ...]
    page: int | None
    gap: bool
    title: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one short line of a block; ``tight`` is true where the next line belongs to the same block."""

    stretches: tuple[Stretch, ...]
    tight: bool


def divided(text: str, size: int = PART_CHARACTERS) -> tuple[Span, ...]:
    """The parts in which a text is shown, in order; cut at line breaks, else at spaces, where there are any.

    A part has about ``size`` code points, and never more than half as many again.
    """
    found = []
    start = 0
    while len(text) - start > size * 3 // 2:
        latest = start + size
        earliest = latest - size // 2
        cut = text.rfind("\n", earliest, latest) + 1 or text.rfind(" ", earliest, latest) + 1 or latest
        found.append(Span(start, cut))
        start = cut
    return (*found, Span(start, len(text)))


def part_at(divisions: Sequence[Span], offset: int) -> int:
    """The index of the part that holds the character at ``offset``; the last one for an offset past the end."""
    return max(bisect_right([part.start for part in divisions], offset) - 1, 0)


def paragraphs(
    text: str,
    part: Span,
    attributions: Sequence[Attribution],
    places: Iterable[Place] = (),
    pages: Sequence[Span] = (),
) -> Iterator[Paragraph]:
    """The paragraphs of one part of a text, with the attributions and places marked."""
    # A dict, as a page border may fall on the border of a paragraph.
    first_of_page = {page.start: number for number, page in enumerate(pages, 1)}
    anchored: set[str] = set()
    blocks = list(_blocks(text, part))
    cuts = [*first_of_page, *(border for block in blocks for border in block[:3])]
    following = _stretches(text, part, attributions, places, cuts)
    open_block: list[Stretch] = []
    position = part.start
    for _, body_end, end, tight in blocks:
        while position < end:
            at, over = next(following)
            names = tuple(dict.fromkeys(name for name, _ in over))
            starts = tuple(name for name in names if name not in anchored)
            anchored.update(starts)
            kinds = [kind for _, kind in over]
            labels = [kind for kind in kinds if kind in PARTS]
            open_block.append(
                Stretch(
                    words=at.of(text),
                    part=labels[-1] if labels else None,
                    depth=labels.count("content"),
                    found="found" in kinds,
                    names=names,
                    starts=starts,
                    page=first_of_page.get(at.start),
                    gap=at.start >= body_end,
                    title=" · ".join(f"{name} {kind}" for name, kind in over if kind in PARTS),
                )
            )
            position = at.end
        yield Paragraph(tuple(open_block), tight)
        open_block = []


def _stretches(
    text: str,
    part: Span,
    attributions: Sequence[Attribution],
    places: Iterable[Place],
    cuts: Iterable[int],
) -> Iterator[tuple[Span, list[tuple[str, Kind]]]]:
    labelled: list[tuple[Span, tuple[str, Kind]]] = [*parts(attributions)]
    labelled += [(place.span, (place.name, place.kind)) for place in places]
    for at in stretches(part, labelled, cuts=cuts):
        yield Span(at.start, at.end), [label for _, label in at.over]


def _blocks(text: str, part: Span) -> Iterator[tuple[int, int, int, bool]]:
    """Where each paragraph starts, where its words end, where the gap after it ends, and whether it is tight."""
    start = part.start
    for gap in _GAP.finditer(text, part.start, part.end):
        breaks = sum(1 for _ in _BREAK.finditer(gap[0]))
        yield start, gap.start(), gap.end(), breaks == 1 and gap.start() - start < LINE_CHARACTERS
        start = gap.end()
    if start < part.end:
        yield start, part.end, part.end, False
