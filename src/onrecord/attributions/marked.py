"""A text cut at the borders of its attributions, so that any page or terminal can mark it.

Spans of several attributions overlap and nest; a page needs flat pieces. Each :class:`Piece` knows which part of
which attribution it belongs to, outermost first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Generic, Literal, NamedTuple, TypeVar

from onrecord.attributions.record import Attribution
from onrecord.text.document import Span

Part = Literal["source", "cue", "content"]
PARTS: tuple[Part, ...] = ("source", "cue", "content")
Label = TypeVar("Label")


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


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Label]):
    """A stretch of text ``[start, end)`` and the labelled spans that cover it whole, outermost first."""

    start: int
    end: int
    over: tuple[tuple[Span, Label], ...]


def stretches(
    within: Span, spans: Iterable[tuple[Span, Label]], *, cuts: Iterable[int] = ()
) -> Iterator[Stretch[Label]]:
    """Cut the range ``within`` at the borders of all ``spans`` and at ``cuts``; the stretches leave no gaps.

    Of two spans with the same borders the one given first counts as the outer one. Empty spans cover nothing.
    """
    meeting = sorted(
        (span.start, -span.end, number, label)
        for number, (span, label) in enumerate(spans)
        if max(span.start, within.start) < min(span.end, within.end)
    )
    borders = {*within, *cuts, *(entry[0] for entry in meeting), *(-entry[1] for entry in meeting)}
    following = 0
    covering: list[tuple[int, int, int, Label]] = []
    for start, end in pairwise(sorted(border for border in borders if within.start <= border <= within.end)):
        covering = [entry for entry in covering if -entry[1] > start]
        while following < len(meeting) and meeting[following][0] <= start:
            covering.append(meeting[following])
            following += 1
        yield Stretch(start, end, tuple((Span(left, -right), label) for left, right, _, label in covering))


def parts(attributions: Iterable[Attribution]) -> Iterator[tuple[Span, tuple[str, Part]]]:
    """Every span of the attributions, labelled with the attribution's id and the part it belongs to."""
    for attribution in attributions:
        for part in PARTS:
            for span in getattr(attribution, part):
                yield span, (attribution.id, part)


def pieces(length: int, attributions: Iterable[Attribution]) -> Iterator[Piece]:
    """Cut a text of ``length`` code points at the borders of all spans; the pieces cover it without gaps."""
    for at in stretches(Span(0, length), parts(attributions)):
        marks = (
            Mark(name, part, span.start == at.start, span.end == at.end) for span, (name, part) in at.over
        )
        yield Piece(at.start, at.end, tuple(marks))


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
