"""Attributions by the rules of the language packs, with no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.attributions import english, slavic
from onrecord.attributions.joining import ReadSentence, join
from onrecord.attributions.lexing import Lexicon, Sentence, borders_of, lexicon, sentences_of
from onrecord.attributions.numbering import in_order, numbered
from onrecord.attributions.record import Attribution
from onrecord.attributions.resuming import resume
from onrecord.attributions.rules import Draft
from onrecord.attributions.turns import turns
from onrecord.text.document import Span
from onrecord.text.quotes import Quotation, quotations
from onrecord.text.sentences import paragraphs


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out: its paragraphs, its quotations, and where its sentences begin."""

    blocks: list[Span]
    quoted: list[Quotation]
    borders: list[int]


def layout_of(text: str, language: str) -> Layout:
    """The layout of a text in a language that has a pack."""
    blocks = paragraphs(text)
    return Layout(blocks, quotations(text, blocks), borders_of(text, language))


def find(text: str, language: str) -> tuple[Attribution, ...]:
    """The attributions of ``text`` in reading order. ``language`` is one that has a pack."""
    layout = layout_of(text, language)
    return numbered(drafts(text, language, layout), text, language, layout.quoted)


def drafts(text: str, language: str, layout: Layout) -> list[Draft]:
    """The same before they are numbered: tidy drafts in reading order."""
    words = lexicon(language)
    blocks, quoted, borders = layout.blocks, layout.quoted, layout.borders
    outer = [each for each in quoted if each.depth == 0]
    read_sentences: Iterable[ReadSentence] = (
        ReadSentence(sentence, _read_sentence(sentence, text, words))
        for sentence in sentences_of(text, Span(0, len(text)), borders, blocks, outer, words)
    )
    if words.pack.syntax.free_subject:
        read_sentences = list(read_sentences)
        slavic.complete(read_sentences)
    spoken = turns(text)
    # A turn's own sentence may have been read as a name and a colon already.
    colons = {turn.head for turn in spoken}
    found = [draft for draft in join(read_sentences) if not (draft.cue and draft.cue[0].start in colons)]
    found.extend(spoken)
    resume(found, text, quoted)
    found.extend(_inside(found, text, quoted, borders, blocks, words))
    return in_order(found)


def _read_sentence(sentence: Sentence, text: str, words: Lexicon) -> list[Draft]:
    """Languages that mark their cases have rules of their own."""
    if words.pack.syntax.free_subject:
        return slavic.read_sentence(sentence, text, words)
    return english.read_sentence(sentence, text, words)


def _inside(
    found: Sequence[Draft],
    text: str,
    quoted: Sequence[Quotation],
    borders: Sequence[int],
    blocks: Sequence[Span],
    words: Lexicon,
) -> Iterator[Draft]:
    """What the quotations that somebody says report in their turn."""
    reached = -1
    spans = sorted(span for draft in found for span in draft.content)
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
