"""Where a content must end because another attribution begins: second cues, parentheses, main clauses."""

from __future__ import annotations

from onrecord.attributions.cues import source_phrases
from onrecord.attributions.english.cues import Hit
from onrecord.attributions.english.reading import Reading
from onrecord.attributions.english.runs import Phrase
from onrecord.attributions.english.sources import possessor
from onrecord.attributions.english.subjects import subject_before
from onrecord.attributions.lexing import Is, Item


def find_stops(reader: Reading) -> frozenset[int]:
    """Where a content to the left must end: a second cue of the same source, or a source phrase, begins there."""
    items = reader.items
    found: set[int] = set()
    for hit in reader.hits:
        if hit.start == 0 or hit.form not in ("gerund", "finite"):
            continue
        before = items[hit.start - 1]
        if hit.form == "gerund" and before.flags & (Is.COMMA | Is.DASH):
            found.add(hit.start - 1)
        elif hit.form == "finite" and before.flags & Is.COORDINATOR and introduces(items, hit):
            comma = hit.start > 1 and items[hit.start - 2].flags & Is.COMMA
            found.add(hit.start - 2 if comma else hit.start - 1)
    for hit in reader.hits:
        begin = _parenthesis(reader, hit)
        if begin is not None:
            found.add(begin)
    for phrase, first, inside in source_phrases(items, reader.words):
        if not phrase.after or possessor(reader, phrase.after, inside):
            found.add(first)
    return frozenset(found)


def _parenthesis(reader: Reading, hit: Hit) -> int | None:
    """Where ``…, he said`` begins, at its comma, if this cue stands in or after its content."""
    items = reader.items
    if hit.form != "finite" or not hit.takes("parenthesis") or hit.start < 3:
        return None
    after = items[hit.stop] if hit.stop < len(items) else None
    if (
        after is not None
        and after.flags & Is.WORD
        and not after.flags & (Is.PREPOSITION | Is.TIME | Is.MODIFIER)
    ):
        return None
    subject = subject_before(items, hit.start, reader.words)
    if subject is None or subject.relative is not None or subject.first < 2:
        return None
    before = items[subject.first - 1]
    return subject.first - 1 if before.flags & Is.COMMA else None


def introduces(items: list[Item], hit: Hit) -> bool:
    """Whether the cue has a complementiser or a quotation close after it: a statement of its own."""
    for item in items[hit.stop : hit.stop + 6]:
        if item.flags & (Is.COMPLEMENTISER | Is.QUOTATION | Is.COLON | Is.QUESTION):
            return True
    return False


def own_stops(reader: Reading, hit: Hit, subject: Phrase) -> set[int]:
    """Where the clause of this cue ends when it is a subordinate or relative one: at the comma before the main clause."""
    items = reader.items
    opener = items[subject.first - 1] if subject.first else None
    found = coordinated_stops(items, hit)
    subordinate = opener is not None and opener.flags & Is.SUBORDINATOR and subject.first <= 3
    relative = subject.relative is not None and bool(items[subject.relative - 1].flags & Is.COMMA)
    if not (subordinate or relative):
        return found
    for index in range(hit.stop + 1, len(items) - 1):
        if not items[index].flags & Is.COMMA:
            continue
        following = items[index + 1]
        if relative and (
            following.flags & (Is.FINITE | Is.AUXILIARY)
            or following.flags & Is.VERB
            or following.low.endswith("ed")
        ):
            return found | {index}
        if subordinate and (
            following.flags & (Is.CAPITAL | Is.DETERMINER | Is.PERSON) or following.flags & Is.SUBJECT
        ):
            return found | {index}
    return found


def coordinated_stops(items: list[Item], hit: Hit) -> set[int]:
    """Where a second verb of the same form is coordinated with the cue: ``praising X and calling Y``."""
    if hit.form != "gerund":
        return set()
    for index in range(hit.stop + 1, len(items) - 1):
        following = items[index + 1]
        if (
            items[index].flags & Is.COORDINATOR
            and following.flags & Is.VERB
            and following.low.endswith("ing")
        ):
            return {index}
    return set()
