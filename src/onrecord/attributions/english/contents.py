"""The content to the right of a cue: a quotation, a clause, an infinitive, an object."""

from __future__ import annotations

from onrecord.attributions.english.cues import Hit
from onrecord.attributions.english.extents import Extent, clause_stop, object_stop
from onrecord.attributions.lexing import Is, Item, Lexicon

_VERBAL = Is.FINITE | Is.AUXILIARY

_FAR = 16
"""How many items may stand between a cue and its complementiser or quotation (``told reporters in Iowa on Monday that``)."""


def to_the_right(
    items: list[Item],
    hit: Hit,
    start: int,
    stops: frozenset[int],
    words: Lexicon,
    text: str,
    *,
    relative: bool = False,
) -> Extent | None:
    """The content after the cue, whose words (and inverted source) end before item ``start``.

    ``relative``: the cue stands in a relative clause, so that its object ends before the main verb.
    """
    index = _skip_light(items, start)
    if index >= len(items):
        return None
    found = _quotation(items, hit, start, index, stops, text) or _complement(
        items, hit, start, index, stops, words
    )
    if found is not None:
        return found
    item = items[index]
    if item.flags & Is.COLON:
        return _after_colon(items, hit, index, stops)
    if not item.flags & (Is.WORD | Is.OPEN | Is.QUOTATION):
        return None
    if hit.takes("infinitive") and infinitive_at(items, index, words):
        return Extent(index, object_stop(items, index, stops), "infinitive")
    if hit.takes("clause"):
        first = _bare_clause(items, index, stops, words)
        if first is not None:
            first = _after_addressee(items, first) if hit.takes("addressee") else first
            return Extent(first, clause_stop(items, first, stops), "clause")
    addressed = hit.takes("addressee") and hit.takes("infinitive")
    if addressed and _infinitive_after_addressee(items, index, words) is not None:
        return Extent(index, object_stop(items, index, stops), "infinitive")
    if hit.takes("object") and _object_at(items, index):
        first = _with_adverb(items, index, start)
        return Extent(first, object_stop(items, first, stops, relative=relative), "object")
    if hit.takes("preposition"):
        return Extent(index, object_stop(items, index, stops), "preposition")
    return None


def _after_colon(items: list[Item], hit: Hit, index: int, stops: frozenset[int]) -> Extent | None:
    """What follows a colon at ``index``, where the cue is surely a verb (``questions:`` is none)."""
    sure = hit.slot in ("past", "gerund") or (hit.head > 0 and items[hit.head - 1].flags & Is.SUBJECT)
    if hit.takes("colon") and index + 1 < len(items) and sure:
        return Extent(index + 1, clause_stop(items, index + 1, stops), "colon")
    return None


def _with_adverb(items: list[Item], index: int, start: int) -> int:
    """The start of an object with the adverb of its adjective: ``highly qualified soldiers``, ``even stricter wording``."""
    if (
        index > start
        and items[index - 1].flags & Is.MODIFIER
        and not items[index].flags & (Is.DETERMINER | Is.CAPITAL)
    ):
        return index - 1
    return index


def _skip_light(items: list[Item], index: int) -> int:
    """Leave out adverbs and days between a cue and what follows."""
    while index < len(items):
        item = items[index]
        if (
            item.flags & Is.PREPOSITION
            and index + 1 < len(items)
            and items[index + 1].flags & Is.TIME
            and items[index + 1].flags & Is.CAPITAL
        ):
            index += 2
        elif item.flags & (Is.TIME | Is.MODIFIER) and not item.flags & (
            Is.PREPOSITION | Is.DETERMINER | Is.SUBORDINATOR | Is.COORDINATOR | Is.SUBJECT | Is.NEGATION
        ):
            if _opens_clause(items, index):
                break
            index += 1
        else:
            break
    return index


def _opens_clause(items: list[Item], index: int) -> bool:
    """Whether a word that may be an adverb is a subject here: ``said there were no plans``."""
    verbal = Is.BE | Is.HAVE | Is.AUXILIARY
    return bool(
        items[index].flags & Is.IMPERSONAL and index + 1 < len(items) and items[index + 1].flags & verbal
    )


def _quotation(
    items: list[Item], hit: Hit, start: int, index: int, stops: frozenset[int], text: str
) -> Extent | None:
    """A quotation right after the cue, or after an addressee or a place: ``he told reporters in Iowa, "…"``."""
    if not hit.takes("quotation"):
        return None
    for at in range(start, min(len(items), start + _FAR)):
        item = items[at]
        if item.flags & Is.QUOTATION:
            near = at <= index + 1
            before = items[at - 1]
            if near or (before.flags & (Is.COMMA | Is.COLON) and item.speech):
                if (
                    not near
                    and not before.flags & Is.COLON
                    and any(each.flags & (_VERBAL | Is.COMPLEMENTISER) for each in items[start : at - 1])
                ):
                    return None
                return Extent(at, _quoted_stop(items, at, stops, text), "quotation")
            return None
        if (at in stops and at > start) or item.low == ";" or item.flags & (Is.COMPLEMENTISER | _VERBAL):
            return None
    return None


def _quoted_stop(items: list[Item], at: int, stops: frozenset[int], text: str) -> int:
    """The end of a content that begins with a quotation: the quotation, or the clause that goes on after it."""
    following = items[at + 1] if at + 1 < len(items) else None
    quotation = items[at].quotation
    assert quotation is not None
    last = text[quotation.inner.start : quotation.inner.end].rstrip()[-1:]
    if following is None or not following.flags & (Is.WORD | Is.QUOTATION) or last in ",.!?":
        return at + 1
    if items[at].speech and (following.flags & (_VERBAL | Is.COORDINATOR) or following.low.endswith("ed")):
        return at + 1
    if following.flags & (Is.SUBORDINATOR | Is.TIME) and not following.flags & (
        Is.PREPOSITION | Is.COMPLEMENTISER
    ):
        return at + 1
    return object_stop(items, at, stops)


def _complement(
    items: list[Item], hit: Hit, start: int, index: int, stops: frozenset[int], words: Lexicon
) -> Extent | None:
    """A clause with a complementiser or a question word, perhaps after an addressee, a place or a time."""
    if not hit.takes("that"):
        return None
    direct = (
        hit.takes("addressee") or not _object_at(items, index) or bool(items[index].flags & Is.COMPLEMENTISER)
    )
    for at in range(start, min(len(items), start + _FAR)):
        item = items[at]
        if item.flags & Is.COMPLEMENTISER and at > index and not direct:
            return None
        if item.flags & Is.COMPLEMENTISER and not _is_demonstrative(items, at):
            return Extent(at + 1, clause_stop(items, at + 1, stops), "that") if at + 1 < len(items) else None
        if item.flags & Is.QUESTION and (
            at == index or (hit.takes("addressee") and at <= index + 8 and not item.flags & Is.RELATIVE)
        ):
            return Extent(at, clause_stop(items, at, stops), "that")
        if (at in stops and at > start) or item.flags & (
            _VERBAL | Is.STOP | Is.QUOTATION | Is.COLON | Is.COORDINATOR
        ):
            return None
        if item.flags & Is.SUBJECT and not item.flags & Is.DETERMINER and not hit.takes("addressee"):
            return None
        if item.flags & Is.COMMA and not _comma_may_stand(items, at, words):
            return None
    return None


def _comma_may_stand(items: list[Item], at: int, words: Lexicon) -> bool:
    """Whether a comma between cue and complementiser is part of the way there: ``said, for example, that``."""
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None:
        return False
    if words.pack.syntax.comma_before_clause:
        return True
    return bool(
        following.flags & (Is.PREPOSITION | Is.MODIFIER | Is.COMPLEMENTISER | Is.TITLE | Is.DETERMINER)
    )


def _is_demonstrative(items: list[Item], at: int) -> bool:
    """Whether ``that`` is no complementiser: ``said that was wrong``, ``of that``."""
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None or not following.flags & (Is.WORD | Is.QUOTATION | Is.COMMA | Is.DASH):
        return True
    if not items[at].flags & Is.DETERMINER:
        return False
    return bool(following.flags & (Is.BE | Is.FINITE)) and not following.flags & Is.VERB


def infinitive_at(items: list[Item], index: int, words: Lexicon) -> bool:
    """Whether an infinitive begins at ``index``: its marker with a plain verb after it."""
    if not items[index].flags & Is.INFINITIVE:
        return False
    if not words.pack.syntax.infinitive_marker:
        return True
    following = items[index + 1] if index + 1 < len(items) else None
    return (
        following is not None
        and bool(following.flags & (Is.WORD | Is.QUOTATION))
        and not following.flags & (Is.DETERMINER | Is.CAPITAL | Is.POSSESSIVE | Is.OBJECT | Is.NUMBER)
    )


def _infinitive_after_addressee(items: list[Item], index: int, words: Lexicon) -> int | None:
    for at in range(index + 1, min(len(items), index + 8)):
        if items[at].flags & Is.INFINITIVE and infinitive_at(items, at, words):
            return at
        if items[at].flags & (_VERBAL | Is.COMMA | Is.STOP | Is.QUOTATION):
            return None
    return None


def _bare_clause(items: list[Item], index: int, stops: frozenset[int], words: Lexicon) -> int | None:
    """Where a reported clause without a complementiser begins: a noun phrase with a finite verb after it."""
    item = items[index]
    if item.flags & (Is.COORDINATOR | Is.COMPLEMENTISER) or (
        item.flags & Is.INFINITIVE and item.flags & Is.PREPOSITION
    ):
        return None
    for at in range(index, min(len(items), index + 30)):
        flags = items[at].flags
        if (at > index and flags & (_VERBAL | Is.BE | Is.HAVE)) or (at > index and _looks_finite(items, at)):
            return _clause_start(items, index, at, words)
        if flags & (Is.STOP | Is.COLON):
            return None
        if at > index and at in stops:
            return None
    return None


def _after_addressee(items: list[Item], first: int) -> int:
    """Where the clause begins after whom it is told: ``told the Post [she would]``, ``told reporters [the plan]``."""
    if items[first].flags & Is.OBJECT and not items[first].flags & Is.POSSESSIVE:
        return first + 1
    for at in range(first + 1, min(len(items), first + 10)):
        item = items[at]
        if item.flags & (_VERBAL | Is.COMMA):
            break
        if item.flags & Is.SUBJECT and not item.flags & (Is.DETERMINER | Is.RELATIVE):
            return at
        if item.flags & (Is.DETERMINER | Is.POSSESSIVE) and not items[at - 1].flags & (
            Is.PREPOSITION | Is.DETERMINER | Is.COORDINATOR
        ):
            return at
    return first


def _looks_finite(items: list[Item], at: int) -> bool:
    """A form that is mostly a finite verb after a noun phrase."""
    item = items[at]
    if item.flags & (Is.CAPITAL | Is.PREPOSITION | Is.DETERMINER) or not item.flags & Is.WORD:
        return False
    if items[at - 1].flags & (Is.DETERMINER | Is.PREPOSITION | Is.POSSESSIVE):
        return False
    return (item.low.endswith("ed") and not items[at - 1].flags & Is.BE) or (
        bool(item.flags & Is.VERB) and bool(items[at - 1].flags & (Is.SUBJECT | Is.CAPITAL))
    )


def _clause_start(items: list[Item], index: int, verb: int, words: Lexicon) -> int | None:
    """Leave out an adverbial between the cue and its clause: ``said in an interview with X she would``."""
    if not items[index].flags & Is.PREPOSITION:
        return index
    for at in range(verb - 1, index, -1):
        item = items[at]
        if item.flags & Is.SUBJECT and not item.flags & Is.DETERMINER:
            return at
        if item.flags & Is.DETERMINER and not items[at - 1].flags & (Is.PREPOSITION | Is.DETERMINER):
            return at
        if item.flags & Is.COMMA:
            return at + 1
        if item.flags & Is.CAPITAL and not items[at - 1].flags & (
            Is.CAPITAL | Is.PREPOSITION | Is.DETERMINER
        ):
            return at
    return None


def _object_at(items: list[Item], index: int) -> bool:
    """Whether a noun phrase can begin at ``index``."""
    item = items[index]
    if item.flags & Is.VERB and not item.flags & (Is.CAPITAL | Is.PERSON) and index + 1 == len(items) - 1:
        return False
    if item.flags & Is.QUOTATION:
        return True
    if item.flags & (Is.COORDINATOR | Is.COMPLEMENTISER | Is.AUXILIARY | Is.INFINITIVE):
        return bool(item.flags & Is.DETERMINER)
    if item.flags & (Is.PREPOSITION | Is.SUBORDINATOR | Is.MODIFIER) and not item.flags & (
        Is.DETERMINER | Is.QUESTION
    ):
        return False
    return bool(item.flags & Is.WORD)
