"""How far a content goes: where clauses and objects end, and what stands to the left of a cue."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.lexing import Is, Item

_VERBAL = Is.FINITE | Is.AUXILIARY


@dataclass(frozen=True, slots=True)
class Extent:
    """Items ``[first, stop)`` of a content and the frame that found it."""

    first: int
    stop: int
    frame: str


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
        if (
            index > first
            and item.flags & Is.SUBORDINATOR
            and not item.flags & (Is.PREPOSITION | Is.COMPLEMENTISER | Is.QUESTION | Is.RELATIVE)
        ):
            break
        if (
            index > first
            and item.flags & Is.TIME
            and item.flags & Is.CAPITAL
            and not items[index - 1].flags & Is.CAPITAL
        ):
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
    return (
        item.low.endswith("ed")
        and following is not None
        and bool(
            following.flags
            & (Is.DETERMINER | Is.POSSESSIVE | Is.CAPITAL | Is.COMPLEMENTISER | Is.OBJECT | Is.INFINITIVE)
        )
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
        (item.flags & Is.VERB != 0 and item.low.endswith("ing"))
        or bool(item.flags & (_VERBAL | Is.MODIFIER))
        or _second_verb(items, index)
    )


def _list_goes_on(items: list[Item], index: int) -> bool:
    """Whether what follows a coordinator is one more noun phrase, without a verb of its own."""
    if not items[index].flags & Is.COORDINATOR:
        return False
    return not any(
        item.flags & _VERBAL or (item.flags & Is.VERB and not item.flags & Is.PERSON)
        for item in items[index : index + 12]
    )


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
            or (items[first].low in {"and", "but"} and first + 3 > end)
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
