"""Cue nouns: ``his claim that …``, ``their view is that …``, ``calls for …``."""

from __future__ import annotations

from onrecord.attributions.english.contents import infinitive_at
from onrecord.attributions.english.cues import Hit
from onrecord.attributions.english.extents import Extent, clause_stop, object_stop, second_verb_stop
from onrecord.attributions.english.reading import Reading, add_draft
from onrecord.attributions.lexing import Is, Item


def read_noun(reader: Reading, hit: Hit) -> None:
    """``his claim that …``, ``Lee's promise to …``, ``calls for …``, ``their view is that …``."""
    found = _content(reader, hit)
    if found is None:
        return
    cue_stop, extent = found
    owner = _owner(reader.items, hit.head)
    if owner is None or extent.stop <= extent.first:
        return
    cue = reader.sentence.spaced(hit.start, cue_stop)
    add_draft(reader, [cue], [reader.sentence.spaced(*owner)], [extent], f"noun {extent.frame}", hit)


def _content(reader: Reading, hit: Hit) -> tuple[int, Extent] | None:
    """Where the cue ends, and its content."""
    items, index, stops = reader.items, hit.stop, reader.stops
    if index >= len(items):
        return None
    item = items[index]
    if item.flags & Is.BE and index + 1 < len(items) and items[index + 1].flags & Is.COMPLEMENTISER:
        return index + 1, Extent(index + 2, clause_stop(items, index + 2, stops), "that")
    if item.flags & Is.COMPLEMENTISER and hit.takes("that"):
        stop = clause_stop(items, index + 1, stops | second_verb_stop(items, index + 1))
        return hit.stop, Extent(index + 1, stop, "that")
    if hit.takes("infinitive") and infinitive_at(items, index, reader.words):
        return hit.stop, Extent(index, object_stop(items, index, stops), "infinitive")
    if hit.takes("preposition"):
        return hit.stop, Extent(index, object_stop(items, index, stops), "preposition")
    return None


def _owner(items: list[Item], head: int) -> tuple[int, int] | None:
    """The possessor before the noun at ``head``: ``his``, ``Mayor Lee's``, with adjectives in between or none."""
    start = head
    while start > 0 and head - start < 3 and _may_describe(items[start - 1]):
        start -= 1
    if start == 0 or not items[start - 1].flags & Is.POSSESSIVE:
        return None
    first = start - 1
    if items[first].flags & (Is.DETERMINER | Is.SUBJECT):
        return first, start
    while (
        first > 0
        and items[first - 1].flags & (Is.CAPITAL | Is.DETERMINER | Is.TITLE)
        and not items[first - 1].flags & (Is.PREPOSITION | Is.SUBORDINATOR | Is.COORDINATOR)
    ):
        first -= 1
    return first, start


def _may_describe(item: Item) -> bool:
    no_adjective = (
        Is.POSSESSIVE | Is.DETERMINER | Is.PREPOSITION | Is.COMMA | Is.VERB | Is.AUXILIARY | Is.SUBJECT
    )
    return bool(item.flags & Is.WORD) and not item.flags & no_adjective
