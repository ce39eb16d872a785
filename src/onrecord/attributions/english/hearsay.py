"""Attributions that name nobody: ``it is believed that``, ``X is said to``, ``X reportedly``."""

from __future__ import annotations

from onrecord.attributions.cues import markers
from onrecord.attributions.english.extents import Extent, clause_stop, object_stop, trimmed
from onrecord.attributions.english.reading import Reading, add_draft
from onrecord.attributions.english.subjects import subject_before
from onrecord.attributions.lexing import Is, Item
from onrecord.text.document import Span


def read_hearsay(reader: Reading) -> None:
    """Add ``it is believed that …``, ``X is said to …`` and ``X reportedly …``."""
    items, pack = reader.items, reader.words.pack
    for first, stop in markers(items, pack.hearsay_clauses):
        _clause(reader, first, stop)
    for index in range(1, len(items) - 1):
        if items[index].low in pack.hearsay_passives and items[index + 1].flags & Is.INFINITIVE:
            _hearsay_passive(reader, index)
    for first, stop in markers(items, pack.hearsay_adverbs):
        if first not in reader.taken and not _in_group(reader, first, stop):
            _adverb(reader, first, stop)


def _clause(reader: Reading, first: int, stop: int) -> None:
    """``It is believed that …``, ``there is concern among officers about …``."""
    items = reader.items
    if stop + 1 >= len(items) or not items[stop].flags & Is.WORD:
        return
    source: list[Span] = []
    begin = stop
    if items[begin].low in reader.words.pack.words.among:
        begin = _among(items, begin)
        if begin >= len(items) - 1 or begin == stop + 1:
            return
        source = [reader.sentence.spaced(stop + 1, begin)]
    if items[begin].flags & Is.COMPLEMENTISER:
        begin += 1
    extent = Extent(begin, clause_stop(items, begin, reader.stops), "that")
    if extent.stop > extent.first:
        reader.taken.update(range(first, stop))
        add_draft(reader, [reader.sentence.spaced(first, stop)], source, [extent], "hearsay", first)


def _adverb(reader: Reading, first: int, stop: int) -> None:
    """``The minister reportedly resigned``: the clause on both sides of the adverb."""
    items = reader.items
    lead = _adverb_clause(items, first)
    extents = [
        Extent(lead, trimmed(items, lead, first), "hearsay"),
        Extent(stop, clause_stop(items, stop, frozenset()), "hearsay"),
    ]
    reader.taken.update(range(first, stop))
    extents = [each for each in extents if each.stop > each.first]
    add_draft(reader, [reader.sentence.spaced(first, stop)], [], extents, "hearsay", first)


def _in_group(reader: Reading, first: int, stop: int) -> bool:
    """Whether the adverb belongs to a cue (``has reportedly said``), whose attribution it only colours."""
    return any(hit.start - 1 <= first and stop <= hit.head for hit in reader.hits if hit.form == "finite")


def _among(items: list[Item], first: int) -> int:
    """The end of ``among officers``, ``at the highest levels of government``, before what is thought there."""
    index = first + 1
    while index < len(items):
        item = items[index]
        if item.flags & (Is.COMPLEMENTISER | Is.COMMA | Is.FINITE | Is.AUXILIARY):
            break
        if item.flags & Is.PREPOSITION and not item.flags & Is.LINKING:
            break
        index += 1
    return index


def _adverb_clause(items: list[Item], at: int) -> int:
    """The start of the clause that the adverb at ``at`` stands in."""
    for index in range(at - 1, max(-1, at - 25), -1):
        if items[index].flags & (Is.COMPLEMENTISER | Is.STOP | Is.COLON | Is.RELATIVE | Is.QUOTATION):
            return index + 1
        if items[index].flags & Is.COMMA and index < at - 1:
            return index + 1
    return max(0, at - 25)


def _hearsay_passive(reader: Reading, index: int) -> None:
    items = reader.items
    start = index
    while start > 0 and items[start - 1].flags & (Is.AUXILIARY | Is.BE | Is.HAVE | Is.MODIFIER | Is.NEGATION):
        start -= 1
    if not any(item.flags & Is.BE for item in items[start:index]) or index in reader.taken:
        return
    subject = subject_before(items, start, reader.words)
    if subject is None:
        return
    extents = [
        Extent(subject.first, subject.stop, "hearsay"),
        Extent(index + 1, object_stop(items, index + 1, reader.stops), "hearsay"),
    ]
    reader.taken.update(range(start, index + 1))
    add_draft(reader, [reader.sentence.spaced(start, index + 1)], [], extents, "hearsay passive", index)
