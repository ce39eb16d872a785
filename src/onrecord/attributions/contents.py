"""How far a content goes: to the right of its cue, to the left of it, or both."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.cues import Hit
from onrecord.attributions.lexing import Is, Item, Lexicon

_VERBAL = Is.FINITE | Is.AUXILIARY
_FAR = 16
"""How many items may stand between a cue and its complementiser or quotation (``told reporters in Iowa on Monday that``)."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Items ``[first, stop)`` of a content and the frame that found it."""

    first: int
    stop: int
    frame: str


def speech_like(item: Item, text: str) -> bool:
    """Whether a folded quotation is something said, not a few words within a phrase."""
    return item.speech


def trimmed(items: list[Item], first: int, stop: int) -> int:
    """The end of a content without the final marks that stand outside its quotation."""
    while stop > first and not items[stop - 1].flags & (Is.WORD | Is.QUOTATION | Is.CLOSE):
        if items[stop - 1].low not in {
            ".",
            ",",
            ";",
            ":",
            "—",
            "–",
            "-",
            "―",
            "!",
            "?",
            "…",
            '"',
            "'",
            "”",
            "’",
            "''",
        }:
            break
        stop -= 1
    return stop


def clause_stop(items: list[Item], first: int, stops: frozenset[int]) -> int:
    """Where a reported clause that begins at ``first`` ends: the sentence's end, or before the next cue's own words."""
    for index in range(first, len(items)):
        if index in stops and index > first:
            return trimmed(items, first, index)
        if items[index].low == ";":
            return trimmed(items, first, index)
    return trimmed(items, first, len(items))


def second_verb_stop(items: list[Item], first: int) -> set[int]:
    """Where the clause of a noun ends that is itself a subject: ``his claim that it fell [was false]``."""
    groups = 0
    for index in range(first, min(len(items), first + 40)):
        flags = items[index].flags
        if flags & (Is.COMMA | Is.COORDINATOR | Is.SUBORDINATOR | Is.QUESTION | Is.COMPLEMENTISER | Is.STOP):
            return set()
        if flags & _VERBAL and not items[index - 1].flags & (Is.AUXILIARY | Is.MODIFIER | Is.NEGATION):
            groups += 1
            if groups == 2:
                return {index}
    return set()


def object_stop(items: list[Item], first: int, stops: frozenset[int], *, relative: bool = False) -> int:
    """Where the object of a cue ends: with its clause.

    ``relative``: the cue stands in a relative clause, whose end is the next finite verb (``those who back X are …``).
    """
    index = first
    inner = False
    while index < len(items):
        item = items[index]
        if index > first and (index in stops or item.low == ";" or item.flags & Is.DASH):
            break
        if index > first and item.flags & Is.COMMA and _clause_after(items, index + 1):
            break
        if index > first and item.flags & Is.COORDINATOR and _second_verb(items, index + 1):
            break
        if index > first and item.flags & Is.SUBORDINATOR and not item.flags & (
            Is.PREPOSITION | Is.COMPLEMENTISER | Is.QUESTION | Is.RELATIVE
        ):
            break
        if index > first and item.flags & Is.TIME and item.flags & Is.CAPITAL and not items[index - 1].flags & Is.CAPITAL:
            break
        inner = inner or bool(item.flags & (Is.RELATIVE | Is.QUESTION | Is.COMPLEMENTISER | Is.INFINITIVE))
        if relative and not inner and index > first and item.flags & (Is.FINITE | Is.AUXILIARY):
            break
        index += 1
    while index > first + 1 and items[index - 1].flags & (Is.PREPOSITION | Is.COORDINATOR | Is.MODIFIER):
        index -= 1
    return trimmed(items, first, index)


def _second_verb(items: list[Item], index: int) -> bool:
    """Whether a second finite verb is coordinated with the cue: ``praised X and called Y``, ``…, and he left``."""
    while index < len(items) and items[index].flags & Is.MODIFIER and not items[index].flags & Is.SUBJECT:
        index += 1
    if index >= len(items):
        return True
    item = items[index]
    if item.flags & Is.CAPITAL and not item.flags & Is.SUBJECT:
        return False
    if item.flags & Is.SUBJECT and not item.flags & (Is.DETERMINER | Is.PERSON):
        return True
    following = items[index + 1] if index + 1 < len(items) else None
    if item.flags & (Is.FINITE | Is.AUXILIARY):
        return True
    return item.low.endswith("ed") and following is not None and bool(
        following.flags & (Is.DETERMINER | Is.POSSESSIVE | Is.CAPITAL | Is.COMPLEMENTISER | Is.OBJECT | Is.INFINITIVE)
    )


def _clause_after(items: list[Item], index: int) -> bool:
    """Whether a new clause begins after a comma."""
    if index >= len(items):
        return True
    item = items[index]
    if item.flags & (Is.SUBORDINATOR | Is.COORDINATOR) and not item.flags & Is.COMPLEMENTISER:
        return not _list_goes_on(items, index)
    if item.flags & Is.SUBJECT and not item.flags & (Is.DETERMINER | Is.RELATIVE):
        return True
    return (
        (item.flags & Is.VERB != 0
        and item.low.endswith("ing"))
        or bool(item.flags & (_VERBAL | Is.MODIFIER)) or _second_verb(items, index)
    )


def _list_goes_on(items: list[Item], index: int) -> bool:
    """Whether what follows a coordinator is one more noun phrase, without a verb of its own."""
    if not items[index].flags & Is.COORDINATOR:
        return False
    return not any(
        item.flags & _VERBAL or (item.flags & Is.VERB and not item.flags & Is.PERSON)
        for item in items[index : index + 12]
    )


def to_the_right(
    items: list[Item], hit: Hit, start: int, stops: frozenset[int], words: Lexicon, text: str, *, relative: bool = False
) -> Extent | None:
    """The content after the cue, whose words (and inverted source) end before item ``start``."""
    total = len(items)
    index = _skip_light(items, start)
    if index >= total:
        return None
    quoted = _quotation(items, hit, start, index, stops, text)
    if quoted is not None:
        return quoted
    item = items[index]
    clause = _complement(items, hit, start, index, stops, words)
    if clause is not None:
        return clause
    if item.flags & Is.COLON:
        sure = hit.slot in ("past", "gerund") or hit.head > 0 and items[hit.head - 1].flags & Is.SUBJECT
        if hit.takes("colon") and index + 1 < total and sure:
            return Extent(index + 1, clause_stop(items, index + 1, stops), "colon")
        return None
    if item.flags & (Is.COMMA | Is.DASH) or not item.flags & (Is.WORD | Is.OPEN | Is.QUOTATION):
        return None
    if item.flags & Is.INFINITIVE and hit.takes("infinitive") and infinitive_at(items, index, words):
        return Extent(index, object_stop(items, index, stops), "infinitive")
    if hit.takes("clause"):
        first = _bare_clause(items, index, stops, words)
        if first is not None:
            if hit.takes("addressee"):
                first = _after_addressee(items, first)
            return Extent(first, clause_stop(items, first, stops), "clause")
    if hit.takes("addressee") and hit.takes("infinitive"):
        marker = _infinitive_after_addressee(items, index, words)
        if marker is not None:
            return Extent(index, object_stop(items, index, stops), "infinitive")
    if hit.takes("object") and _object_at(items, index):
        if index > start and items[index - 1].flags & Is.MODIFIER and not items[index].flags & (Is.DETERMINER | Is.CAPITAL):
            index -= 1
        return Extent(index, object_stop(items, index, stops, relative=relative), "object")
    if hit.takes("preposition") and item.flags & (Is.WORD | Is.QUOTATION):
        return Extent(index, object_stop(items, index, stops), "preposition")
    return None


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
            index += 1
        else:
            break
    return index


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
    direct = hit.takes("addressee") or not _object_at(items, index) or bool(items[index].flags & Is.COMPLEMENTISER)
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
        if (
            (at in stops
            and at > start)
            or item.flags & (_VERBAL | Is.STOP | Is.QUOTATION | Is.COLON | Is.COORDINATOR)
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
        and bool(following.flags & Is.WORD)
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
    if (
        item.flags & (Is.COORDINATOR | Is.COMPLEMENTISER)
        or (item.flags & Is.INFINITIVE
        and item.flags & Is.PREPOSITION)
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
        ) and True:
            return at
    return first


def _looks_finite(items: list[Item], at: int) -> bool:
    """A form that is mostly a finite verb after a noun phrase."""
    item = items[at]
    if item.flags & (Is.CAPITAL | Is.PREPOSITION | Is.DETERMINER) or not item.flags & Is.WORD:
        return False
    if items[at - 1].flags & (Is.DETERMINER | Is.PREPOSITION | Is.POSSESSIVE):
        return False
    return (
        (item.low.endswith("ed")
        and not items[at - 1].flags & Is.BE)
        or (bool(item.flags & Is.VERB)
        and bool(items[at - 1].flags & (Is.SUBJECT | Is.CAPITAL)))
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


def to_the_left(items: list[Item], stop: int, lowest: int, text: str) -> Extent | None:
    """The content before a cue or source that begins at item ``stop``: a quotation, or the clause up to the comma."""
    if stop <= lowest:
        return None
    end = stop
    mark = items[end - 1]
    if mark.flags & (Is.COMMA | Is.DASH):
        end -= 1
    if end <= lowest:
        return None
    if items[end - 1].flags & Is.QUOTATION:
        return Extent(_quoted_start(items, end, lowest, text), end, "quotation")
    if mark.flags & Is.COMMA:
        first = lowest
        while first < end and (
            not items[first].flags & (Is.WORD | Is.QUOTATION | Is.OPEN)
            or (items[first].low in {"and", "but"}
            and first + 3 > end)
        ):
            first += 1
        return Extent(first, trimmed(items, first, end), "parenthesis") if end - first >= 2 else None
    return None


def _quoted_start(items: list[Item], end: int, lowest: int, text: str) -> int:
    """The start of a content that ends with a quotation: the quotation, or the clause around it."""
    first = end - 1
    if first == lowest:
        return first
    before = items[first - 1]
    quotation = items[first].quotation
    assert quotation is not None
    opening = text[quotation.inner.start : quotation.inner.start + 1]
    if before.flags & (Is.WORD | Is.QUOTATION) or (before.flags & Is.COMMA and opening.islower()):
        while first > lowest and not items[first - 1].flags & (Is.STOP | Is.COLON):
            first -= 1
        while first < end - 1 and not items[first].flags & (Is.WORD | Is.QUOTATION | Is.OPEN):
            first += 1
    return first
