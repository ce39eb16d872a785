"""The whole way from a document to its attributions, by rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from onrecord.attributions import english, slavic
from onrecord.attributions.joining import ReadSentence, join
from onrecord.attributions.lexing import Lexicon, Sentence, borders_of, lexicon, sentences_of
from onrecord.attributions.nesting import outer_of
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Mode
from onrecord.attributions.rules import Draft
from onrecord.languages.pack import SUPPORTED
from onrecord.text.document import Document, Span, Warning
from onrecord.text.quotes import Quotation, quotations
from onrecord.text.sentences import paragraphs
from onrecord.text.tokens import tokens
from onrecord.version import RULES_VERSION


def read(document: Document) -> Reading:
    """The reading of a document; see :func:`onrecord.attributions.attribute`."""
    language = document.language
    if language not in SUPPORTED:
        name = language or "unknown"
        warning = Warning("no-attributions-language", f"no attributions: language {name}")
        return Reading(
            document=document,
            attributions=(),
            made_by="none",
            version=RULES_VERSION,
            warnings=(*document.warnings, warning),
        )
    return Reading(
        document=document,
        attributions=find(document.text, language),
        made_by=f"rules-{language}",
        version=RULES_VERSION,
        warnings=document.warnings,
    )


def find(text: str, language: str) -> tuple[Attribution, ...]:
    """The attributions of ``text`` in reading order. ``language`` is one that has a pack."""
    words = lexicon(language)
    blocks = paragraphs(text)
    quoted = quotations(text, blocks)
    borders = borders_of(text, language)
    outer = [each for each in quoted if each.depth == 0]
    read_sentences: Iterable[ReadSentence] = (
        ReadSentence(sentence, _read_sentence(sentence, text, words))
        for sentence in sentences_of(text, Span(0, len(text)), borders, blocks, outer, words)
    )
    if words.pack.syntax.free_subject:
        read_sentences = list(read_sentences)
        slavic.complete(read_sentences)
    drafts = join(read_sentences)
    drafts.extend(_inside(drafts, text, quoted, borders, blocks, words))
    drafts = sorted(filter(None, map(_tidy, drafts)), key=_order)
    return _numbered(drafts, text, quoted)


def _read_sentence(sentence: Sentence, text: str, words: Lexicon) -> list[Draft]:
    """Languages that mark their cases have rules of their own."""
    if words.pack.syntax.free_subject:
        return slavic.read_sentence(sentence, text, words)
    return english.read_sentence(sentence, text, words)


def _inside(
    drafts: Sequence[Draft],
    text: str,
    quoted: Sequence[Quotation],
    borders: Sequence[int],
    blocks: Sequence[Span],
    words: Lexicon,
) -> Iterator[Draft]:
    """What the quotations that somebody says report in their turn."""
    reached = -1
    spans = sorted(span for draft in drafts for span in draft.content)
    deeper = [each for each in quoted if each.depth == 1]
    number = 0
    for quotation in quoted:
        if quotation.depth or quotation.span.start < reached:
            continue
        while number < len(spans) and spans[number].end < quotation.inner.end:
            number += 1
        if number == len(spans) or spans[number].start > quotation.inner.start:
            continue
        reached = quotation.span.end
        for sentence in sentences_of(text, quotation.inner, borders, blocks, deeper, words):
            yield from _read_sentence(sentence, text, words)


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


def _numbered(drafts: Sequence[Draft], text: str, quoted: Sequence[Quotation]) -> tuple[Attribution, ...]:
    outer = outer_of(drafts)
    starts = [each.span.start for each in quoted]
    return tuple(
        Attribution(
            id=f"a{number}",
            source=tuple(draft.source),
            cue=tuple(draft.cue),
            content=tuple(draft.content),
            mode=_mode(draft.content, text, quoted, starts),
            nested_in=None if holder is None else f"a{holder + 1}",
            reasons=draft.rules,
        )
        for number, (draft, holder) in enumerate(zip(drafts, outer, strict=True), 1)
    )


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
