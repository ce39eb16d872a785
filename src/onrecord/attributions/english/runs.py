"""Runs of words that can be one noun phrase, without a parser."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.lexing import Is, Item

LONGEST = 60
"""How many items a source may have, appositions and relative clauses included."""

_CLAUSE_END = Is.STOP | Is.COLON

_VERBAL = Is.FINITE | Is.AUXILIARY | Is.BE | Is.HAVE

_NO_NOUN = (
    Is.PREPOSITION
    | Is.COORDINATOR
    | Is.SUBORDINATOR
    | Is.AUXILIARY
    | Is.MODIFIER
    | Is.TIME
    | Is.OBJECT
    | Is.NEGATION
    | Is.RELATIVE
    | Is.COMPLEMENTISER
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Items ``[first, stop)``; ``relative`` is the pronoun that stands for them (``who``), where one is the subject."""

    first: int
    stop: int
    relative: int | None = None


def is_name(item: Item) -> bool:
    """A capitalised word that is no small word at the start of a sentence."""
    return bool(item.flags & Is.CAPITAL) and not item.flags & (
        Is.PREPOSITION
        | Is.SUBORDINATOR
        | Is.COORDINATOR
        | Is.DETERMINER
        | Is.AUXILIARY
        | Is.TIME
        | Is.QUESTION
    )


def is_fragment(item: Item) -> bool:
    """Whether a quotation is a few words within a phrase (``the "elite"``), not speech."""
    return not item.speech


def matching_open(items: list[Item], close: int) -> int | None:
    """The bracket that the one at ``close`` closes, if it stands near."""
    for index in range(close - 1, max(-1, close - 20), -1):
        if items[index].flags & Is.OPEN:
            return index
    return None


def run_left(items: list[Item], stop: int) -> int:
    """The first item of the run of words that ends at ``stop`` and can be one noun phrase."""
    index = stop - 1
    lowest = max(0, stop - LONGEST)
    while index >= lowest:
        item = items[index]
        if item.flags & (_CLAUSE_END | Is.DASH | Is.SUBORDINATOR) and not item.flags & Is.PREPOSITION:
            if item.flags & (Is.RELATIVE | Is.COMPLEMENTISER) and _relative_inside(items, index, stop):
                index -= 1
                continue
            return index + 1
        if item.flags & (Is.COMPLEMENTISER | Is.QUESTION | Is.RELATIVE):
            if _relative_inside(items, index, stop):
                index -= 1
                continue
            return index + 1
        if item.flags & Is.CLOSE:
            opening = matching_open(items, index)
            if opening is None:
                return index + 1
            index = opening - 1
            continue
        if item.flags & Is.OPEN or (item.flags & Is.QUOTATION and not is_fragment(item)):
            return index + 1
        if item.flags & Is.COMMA:
            if not _list_comma(items, index, stop):
                return index + 1
        elif item.flags & _VERBAL or _finite_cue(items, index, stop):
            relative = _relative_left_of(items, index)
            if relative is None:
                return index + 1
            index = relative - 1
            continue
        elif (
            (item.flags & Is.COORDINATOR and not _coordinated(items, index, stop))
            or (item.flags & Is.SUBJECT and not item.flags & (Is.DETERMINER | Is.PERSON) and index < stop - 1)
            or (item.flags & Is.OBJECT and not item.flags & Is.POSSESSIVE and index < stop - 1)
        ):
            return index + 1
        index -= 1
    return max(index + 1, lowest)


def _finite_cue(items: list[Item], index: int, stop: int) -> bool:
    """A cue verb in the middle of the run that can hardly be a noun there."""
    item = items[index]
    if (
        not item.flags & Is.VERB
        or item.flags & (Is.CAPITAL | Is.PERSON | Is.PREPOSITION)
        or index == stop - 1
    ):
        return False
    if index and items[index - 1].flags & (Is.DETERMINER | Is.POSSESSIVE | Is.PREPOSITION):
        return False
    following = items[index + 1]
    return bool(following.flags & (Is.DETERMINER | Is.CAPITAL | Is.SUBJECT | Is.POSSESSIVE))


def looks_finite(items: list[Item], index: int) -> bool:
    """A word that is probably the finite verb of a clause: listed, a cue verb after a noun, or a past form."""
    item = items[index]
    if item.flags & (Is.FINITE | Is.AUXILIARY):
        return True
    if not item.flags & Is.WORD or item.flags & (Is.CAPITAL | Is.PREPOSITION | Is.DETERMINER) or index == 0:
        return False
    before = items[index - 1]
    if before.flags & (Is.DETERMINER | Is.PREPOSITION | Is.POSSESSIVE | Is.BE | Is.COORDINATOR):
        return False
    if item.low.endswith("ed") and index + 1 < len(items):
        following = items[index + 1]
        return (
            not following.flags & Is.STOP
            and following.low != "by"
            and bool(
                following.flags
                & (
                    Is.DETERMINER
                    | Is.CAPITAL
                    | Is.POSSESSIVE
                    | Is.PREPOSITION
                    | Is.NUMBER
                    | Is.OBJECT
                    | Is.MODIFIER
                )
            )
        )
    return bool(item.flags & Is.VERB) and bool(before.flags & (Is.SUBJECT | Is.CAPITAL | Is.PERSON))


def _relative_inside(items: list[Item], index: int, stop: int) -> bool:
    """Whether the pronoun at ``index`` opens a relative clause that ends before ``stop``: a verb stands inside."""
    return index > 0 and any(item.flags & _VERBAL for item in items[index + 1 : stop])


def _relative_left_of(items: list[Item], verb: int) -> int | None:
    """The relative pronoun whose clause has its verb at ``verb``, close to the left."""
    for index in range(verb - 1, max(0, verb - 8), -1):
        flags = items[index].flags
        if (
            flags & Is.RELATIVE
            and index > 0
            and not items[index - 1].flags & (Is.COMMA | Is.VERB | Is.AUXILIARY)
        ):
            return index
        if flags & (Is.COMMA | Is.STOP | Is.QUOTATION | Is.COORDINATOR):
            return None
    return None


def _list_comma(items: list[Item], index: int, stop: int) -> bool:
    """Whether the comma parts names of a list that a coordinator ends: ``A, B and C said``."""
    if index == 0:
        return False
    if not any(item.flags & Is.COORDINATOR for item in items[index + 1 : min(stop, index + 12)]):
        return False
    piece = items[index - 1]
    follow = items[index + 1] if index + 1 < stop else piece
    return is_name(piece) and (is_name(follow) or bool(follow.flags & Is.COORDINATOR))


def _coordinated(items: list[Item], index: int, stop: int) -> bool:
    """Whether the coordinator at ``index`` joins two noun phrases (``X and Y said``), not two clauses."""
    if index == 0 or index + 1 >= stop:
        return False
    left, right = items[index - 1], items[index + 1]
    if left.flags & (Is.COMMA | Is.QUOTATION | Is.OBJECT):
        return False
    if right.flags & Is.SUBJECT and not right.flags & (Is.DETERMINER | Is.PERSON):
        return False
    for item in reversed(items[max(0, index - 12) : index]):
        if item.flags & (Is.COMMA | _CLAUSE_END | Is.COMPLEMENTISER | Is.QUOTATION):
            break
        if item.flags & (_VERBAL | Is.INFINITIVE) or (item.flags & Is.VERB and not item.flags & Is.CAPITAL):
            return False
        if item.low.endswith("ed") and not item.flags & Is.CAPITAL:
            return False
    return True


def checked(items: list[Item], first: int, stop: int) -> Phrase | None:
    """Strip what cannot begin or end a source; null where nothing is left that names anybody."""
    first = _strip_lead(items, first, stop)
    while stop > first and items[stop - 1].flags & (Is.MODIFIER | Is.COMMA | Is.DASH | Is.COORDINATOR):
        if items[stop - 1].flags & (Is.CAPITAL | Is.PERSON) and not items[stop - 1].flags & Is.TIME:
            break
        stop -= 1
    stop = _strip_time(items, first, stop)
    if stop <= first or (stop - first == 1 and items[first].flags & _NO_NOUN and not is_name(items[first])):
        return None
    if not any(item.flags & Is.WORD for item in items[first:stop]):
        return None
    if items[stop - 1].flags & (Is.PREPOSITION | Is.OBJECT) and not items[stop - 1].flags & (
        Is.SUBJECT | Is.CAPITAL
    ):
        return None
    return Phrase(first, stop)


def _strip_lead(items: list[Item], first: int, stop: int) -> int:
    """Leave out what opens a clause before its subject: ``and``, ``But``, ``On Monday``, ``Later``."""
    while first < stop:
        item = items[first]
        if item.flags & Is.PREPOSITION and not item.flags & Is.PERSON:
            after = _after_adverbial(items, first, stop)
            if after is None:
                return first + 1 if first + 1 < stop else first
            first = after
        elif item.flags & (Is.COORDINATOR | Is.COMMA | Is.DASH | Is.NEGATION | Is.CLOSE):
            first += 1
        elif item.flags & (Is.SUBORDINATOR | Is.MODIFIER | Is.TIME | Is.COMPLEMENTISER) and not item.flags & (
            Is.DETERMINER | Is.SUBJECT
        ):
            if (
                item.flags & Is.CAPITAL
                and first + 1 < stop
                and items[first + 1].flags & Is.CAPITAL
                and first > 0
            ):
                break
            first += 1
        elif not item.flags & (Is.WORD | Is.QUOTATION | Is.OPEN) and first + 1 < stop:
            first += 1
        else:
            break
    return first


def _after_adverbial(items: list[Item], first: int, stop: int) -> int | None:
    """Where the subject begins after ``On Monday``, ``In Iowa on Tuesday``; null where the border cannot be told."""
    index = first + 1
    while index < stop and (items[index].flags & (Is.TIME | Is.NUMBER) or items[index].low in {"the", "."}):
        index += 1
    if index > first + 1 and index < stop:
        return index
    for index in range(stop - 1, first + 1, -1):
        if items[index].flags & (Is.DETERMINER | Is.TITLE | Is.SUBJECT) and not items[index - 1].flags & (
            Is.PREPOSITION | Is.DETERMINER
        ):
            return index
    return None


def _strip_time(items: list[Item], first: int, stop: int) -> int:
    """Leave out a time at the end: ``Trump on Monday said``, ``Trump Tuesday said``."""
    end = stop
    while end > first + 1 and items[end - 1].flags & Is.TIME and not items[end - 1].flags & Is.PREPOSITION:
        end -= 1
        if end > first + 1 and items[end - 1].flags & Is.PREPOSITION:
            end -= 1
    return end
