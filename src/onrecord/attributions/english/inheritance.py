"""The source of a cue without a subject of its own: ``…, adding that``, ``and warned that``."""

from __future__ import annotations

from onrecord.attributions.english.borders import introduces
from onrecord.attributions.english.cues import Hit
from onrecord.attributions.english.reading import Reading, phrase_spans
from onrecord.attributions.english.runs import looks_finite
from onrecord.attributions.english.subjects import subject_after, subject_before
from onrecord.attributions.lexing import Is, Item
from onrecord.text.document import Span


def inherited_source(reader: Reading, hit: Hit) -> list[Span]:
    """The source of the cue before this one in its clause, else the subject of the clause, else how the sentence begins."""
    items = reader.items
    begin = _clause_begin(items, hit.start)
    if hit.form == "finite" and introduces(items, hit):
        begin = 0
    for head in sorted(reader.sources, reverse=True):
        if begin <= head < hit.head:
            return reader.sources[head]
    known = {other.head for other in reader.hits if other.form == "finite"}
    certain = [
        index
        for index in range(begin, hit.start)
        if items[index].flags & (Is.FINITE | Is.AUXILIARY) or index in known
    ]
    for index in certain[:1] or range(begin, hit.start):
        if index in known or looks_finite(items, index):
            start = index
            while start > begin and items[start - 1].flags & (Is.MODIFIER | Is.AUXILIARY | Is.NEGATION):
                start -= 1
            subject = subject_before(items, start, reader.words)
            if subject is not None and subject.first >= begin:
                return phrase_spans(reader, subject)
    for head in sorted(reader.sources, reverse=True):
        if head < hit.head:
            return reader.sources[head]
    opening = subject_after(items, begin, reader.words)
    if opening is None or opening.stop > hit.start:
        return []
    return [reader.sentence.spaced(opening.first, opening.stop)]


def _clause_begin(items: list[Item], stop: int) -> int:
    """Where the clause begins that a verb without a subject at item ``stop`` depends on."""
    for index in range(stop - 2, max(0, stop - 60), -1):
        item = items[index]
        if item.flags & (Is.STOP | Is.COMPLEMENTISER) or (item.flags & Is.QUOTATION and item.speech):
            return index + 1
        if item.flags & (Is.SUBORDINATOR | Is.QUESTION) and not item.flags & (Is.PREPOSITION | Is.RELATIVE):
            return index + 1
        if item.flags & Is.DASH and index < 8 and items[0].flags & Is.CAPITAL:
            return index + 1
    return 0
