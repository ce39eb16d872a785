"""Set phrases around a source (``according to X``, ``in X's opinion``) and a name with a colon."""

from __future__ import annotations

from onrecord.attributions.cues import source_phrases
from onrecord.attributions.english.extents import Extent, clause_stop, trimmed
from onrecord.attributions.english.parentheses import reach_left
from onrecord.attributions.english.reading import Reading, add_draft
from onrecord.attributions.english.runs import is_name
from onrecord.attributions.english.subjects import subject_after
from onrecord.attributions.lexing import Is, Item
from onrecord.text.document import Span


def read_source_phrases(reader: Reading) -> None:
    """``According to X, …``; ``…, according to X``; ``in X's opinion, …``."""
    items = reader.items
    for phrase, first, inside in source_phrases(items, reader.words):
        if first in reader.taken:
            continue
        if phrase.after:
            found = possessor(reader, phrase.after, inside)
            if found is None:
                continue
            source_first, source_stop, stop = found
            cue = [reader.sentence.spaced(first, inside), reader.sentence.spaced(source_stop, stop)]
        else:
            source_phrase = subject_after(items, inside, reader.words, closed=first < 2)
            if source_phrase is None:
                run = _loose_source(items, inside)
                if run == inside:
                    continue
                source_first, source_stop = inside, run
            else:
                source_first, source_stop = source_phrase.first, source_phrase.stop
            stop = source_stop
            cue = [reader.sentence.spaced(first, inside)]
        extents = _phrase_extents(reader, first, stop)
        if extents:
            reader.taken.update(range(first, stop))
            source = [reader.sentence.spaced(source_first, source_stop)]
            reader.sources[first] = source
            add_draft(reader, cue, source, extents, "source phrase", first)


def possessor(reader: Reading, after: tuple[str, ...], inside: int) -> tuple[int, int, int] | None:
    """The possessor between the two parts of a phrase: ``in [his] opinion``, ``in [Mayor Lee's] opinion``."""
    items = reader.items
    for index in range(inside, min(len(items), inside + 7)):
        item = items[index]
        if item.low == after[0] and index > inside and items[index - 1].flags & Is.POSSESSIVE:
            stop = index + len(after)
            if [each.low for each in items[index:stop]] == list(after):
                return inside, index, stop
        if not item.flags & Is.WORD or item.flags & (Is.PREPOSITION | Is.AUXILIARY):
            return None
    return None


def _loose_source(items: list[Item], first: int) -> int:
    """The end of a source in small letters without a determiner: ``according to people close to him``."""
    index = first
    while (
        index < len(items)
        and items[index].flags & (Is.WORD | Is.QUOTATION)
        and not items[index].flags & (Is.FINITE | Is.AUXILIARY | Is.SUBORDINATOR)
    ):
        index += 1
    return index


def _phrase_extents(reader: Reading, first: int, stop: int) -> list[Extent]:
    """The content of a source phrase that is items ``[first, stop)``: what follows its comma, else what stands before."""
    items = reader.items
    leading = all(
        item.flags & (Is.COORDINATOR | Is.MODIFIER | Is.DASH | Is.OPEN | Is.SUBORDINATOR)
        or not item.flags & Is.WORD
        for item in items[:first]
    )
    if leading:
        begin = stop
        while begin < len(items) and not items[begin].flags & (Is.WORD | Is.QUOTATION | Is.OPEN):
            begin += 1
        extent = Extent(begin, clause_stop(items, begin, reader.stops), "phrase")
        return [extent] if extent.stop > extent.first else []
    before = first
    if items[before - 1].flags & (Is.COMMA | Is.DASH):
        before -= 1
    lead = reach_left(reader, before)
    left = Extent(lead, trimmed(items, lead, before), "phrase")
    extents = [left] if left.stop > left.first else []
    if (
        stop < len(items)
        and items[stop].flags & Is.COMMA
        and items[before].flags & Is.COMMA
        and stop + 1 < len(items)
    ):
        following = items[stop + 1]
        if not (following.flags & Is.VERB and following.low.endswith("ing")):
            right = Extent(stop + 1, clause_stop(items, stop + 1, reader.stops), "phrase")
            if right.stop > right.first:
                extents.append(right)
    return extents


def read_colon_turn(reader: Reading) -> None:
    """``Ann Lee: "…"``, an interview's turn or a caption: the name is the source, the colon the cue."""
    items = reader.items
    for index in range(1, min(len(items) - 1, 9)):
        if not items[index].flags & Is.COLON:
            continue
        if any(draft.content[0].start >= items[index].end for draft in reader.drafts):
            return
        name = items[:index]
        if not all(is_name(item) or item.low == "." for item in name):
            return
        if len(name) == 1 and not items[index + 1].flags & Is.QUOTATION:
            return
        extent = Extent(index + 1, trimmed(items, index + 1, len(items)), "colon")
        if extent.stop <= extent.first:
            return
        add_draft(
            reader,
            [Span(items[index].start, items[index].end)],
            [reader.sentence.spaced(0, index)],
            [extent],
            "name and colon",
            index,
        )
        return
