"""A text cut at the borders of its attributions, so that any page or terminal can mark it.

Spans of several attributions overlap and nest; a page needs flat pieces. Each :class:`Piece` knows which part of
which attribution it belongs to, outermost first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord.attributions.record import Attribution

Part = Literal["source", "cue", "content"]
PARTS: tuple[Part, ...] = ("source", "cue", "content")


class Mark(NamedTuple):
    """One part of one attribution, as it covers a piece; ``begins`` and ``ends`` tell whether the span does so here."""

    attribution: str
    part: Part
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text ``[start, end)`` in code points, over which no border of a span lies."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def pieces(length: int, attributions: Sequence[Attribution]) -> Iterator[Piece]:
    """Cut a text of ``length`` code points at the borders of all spans; the pieces cover it without gaps."""
    spans = [
        (span.start, -span.end, number, part, attribution.id)
        for number, attribution in enumerate(attributions)
        for part in PARTS
        for span in getattr(attribution, part)
    ]
    spans.sort()
    borders = sorted({0, length, *(s[0] for s in spans), *(-s[1] for s in spans)})
    following = 0
    open_spans: list[tuple[int, int, int, Part, str]] = []
    for start, end in pairwise(borders):
        open_spans = [span for span in open_spans if -span[1] > start]
        while following < len(spans) and spans[following][0] <= start:
            open_spans.append(spans[following])
            following += 1
        yield Piece(
            start,
            end,
            tuple(
                Mark(name, part, left == start, -right == end) for left, right, _, part, name in open_spans
            ),
        )


def to_html(text: str, attributions: Sequence[Attribution], *, anchors: bool = True) -> str:
    """The text as escaped HTML with its spans marked; nothing of the captured text is ever live HTML.

    Every marked piece is a ``span`` of classes ``source``, ``cue``, ``content`` with ``data-attribution`` naming the
    attributions, innermost last. With ``anchors`` the first piece of each attribution carries ``id="a1"``.
    """
    parts: list[str] = []
    anchored: set[str] = set()
    for piece in pieces(len(text), attributions):
        words = escape(text[piece.start : piece.end])
        if not piece.marks:
            parts.append(words)
            continue
        identity = ""
        names = list(dict.fromkeys(mark.attribution for mark in piece.marks))
        if anchors:
            fresh = [name for name in names if name not in anchored]
            anchored.update(names)
            # An HTML element has one id; a piece that starts two attributions gets empty anchors for the others.
            parts.extend(f'<a id="{escape(name)}"></a>' for name in fresh[1:])
            identity = f' id="{escape(fresh[0])}"' if fresh else ""
        classes = " ".join(dict.fromkeys(mark.part for mark in piece.marks))
        parts.append(
            f'<span class="{classes}"{identity} data-attribution="{escape(" ".join(names))}">{words}</span>'
        )
    return "".join(parts)


def to_plain(text: str, attributions: Iterable[Attribution]) -> str:
    """The text with its spans in brackets, for a pipe: ``[a1 source: The minister] [a1 cue: said]``."""
    listed = list(attributions)
    parts: list[str] = []
    for piece in pieces(len(text), listed):
        begins = [mark for mark in piece.marks if mark.begins]
        ends = [mark for mark in piece.marks if mark.ends]
        parts.extend(f"[{mark.attribution} {mark.part}: " for mark in begins)
        parts.append(text[piece.start : piece.end])
        parts.append("]" * len(ends))
    return "".join(parts)
