"""Drafts become attributions: tidy, in reading order, numbered, with their mode and what they lie in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.attributions.nesting import outer_of
from onrecord.attributions.record import Attribution, Mode
from onrecord.attributions.rules import Draft
from onrecord.languages.pack import pack
from onrecord.text.document import Span
from onrecord.text.quotes import Quotation
from onrecord.text.tokens import tokens


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that have a content, tidied and in reading order."""
    return sorted(filter(None, map(_tidy, drafts)), key=_order)


def _tidy(draft: Draft) -> Draft | None:
    """The draft with its spans in order, not empty and not overlapping; null where no content is left."""
    draft.source, draft.cue, draft.content = (
        _clean(part) for part in (draft.source, draft.cue, draft.content)
    )
    draft.content = _without(draft.content, (*draft.source, *draft.cue))
    return draft if draft.content else None


def _without(content: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The content without characters that are source or cue of the same attribution."""
    left = list(content)
    for other in others:
        pieces = []
        for span in left:
            if other.end <= span.start or span.end <= other.start:
                pieces.append(span)
                continue
            pieces.extend(
                piece
                for piece in (Span(span.start, other.start), Span(other.end, span.end))
                if piece.end > piece.start
            )
        left = pieces
    return left


def _clean(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(span for span in spans if span.end > span.start):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def _order(draft: Draft) -> tuple[int, int]:
    parts = (*draft.source, *draft.cue, *draft.content)
    return min(span.start for span in parts), draft.head


def numbered(
    drafts: Sequence[Draft], text: str, language: str, quoted: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """The attributions of a text's drafts, which are in reading order; ``quoted`` are its quotations."""
    citing = pack(language).citing
    outer = outer_of(drafts, [_words(draft.cue, text) in citing for draft in drafts])
    starts = [each.span.start for each in quoted]
    return tuple(
        Attribution(
            id=f"a{number}",
            source=tuple(draft.source),
            cue=tuple(draft.cue),
            content=tuple(draft.content),
            mode=_mode(draft.content, text, quoted, starts),
            nested_in=None if holder is None else f"a{holder + 1}",
            confidence=draft.confidence,
            reasons=draft.rules,
        )
        for number, (draft, holder) in enumerate(zip(drafts, outer, strict=True), 1)
    )


def _words(spans: Sequence[Span], text: str) -> str:
    return " ".join(" ".join(span.of(text) for span in spans).lower().split())


def _mode(content: Sequence[Span], text: str, quoted: Sequence[Quotation], starts: Sequence[int]) -> Mode:
    """Direct where all words of the content stand in quotation marks that it includes, mixed where some do."""
    inside = outside = 0
    for span in content:
        marks = [
            each.span
            for each in quoted[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            if each.span.end <= span.end
        ]
        for token in tokens(text, span.start, span.end):
            if token.is_word:
                held = any(mark.start <= token.start < mark.end for mark in marks)
                inside, outside = inside + held, outside + (not held)
    return "indirect" if not inside else "mixed" if outside else "direct"
