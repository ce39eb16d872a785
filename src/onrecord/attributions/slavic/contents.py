"""Russian and Ukrainian contents: what stands after a cue, what stands before it, and where each ends."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.cues import follows
from onrecord.attributions.lexing import Is, Item
from onrecord.attributions.slavic.clauses import Clauses, trimmed
from onrecord.languages.forms import Form
from onrecord.languages.pack import Cue

_FAR = 16
"""How many items may stand between a cue and the clause or quotation that it introduces."""

_ABOUT = frozenset(
    {"о", "об", "обо", "про", "за", "против", "проти", "на", "щодо", "в", "у", "к", "до", "с", "з"}
)
_WHETHER = "ли"
_CONTRAST = frozenset(
    {"однако", "зато", "причём", "причем", "хотя", "тогда", "проте", "однак", "натомість", "хоча", "тоді"}
)
"""Words that open a main clause of the author's own after a comma."""

_MEANWHILE = (
    ("в", "то", "время", "как"),
    ("тогда", "как"),
    ("тоді", "як"),
    ("у", "той", "час", "як"),
    ("в", "той", "час", "як"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a content: items ``[first, stop)``, and the kind of construction that gave it."""

    first: int
    stop: int
    frame: str


def clause_stop(clauses: Clauses, first: int, stops: frozenset[int]) -> int:
    """Where a reported clause that begins at ``first`` ends: before the next cue's words, ``;`` or the sentence's end."""
    items = clauses.items
    for index in range(first, len(items)):
        if index > first and (index in stops or items[index].low == ";"):
            return trimmed(items, first, index)
        if items[index].flags & Is.COMMA and any(follows(items, index + 1, words) for words in _MEANWHILE):
            return trimmed(items, first, index)
        if items[index].flags & Is.CLOSE and not any(each.flags & Is.OPEN for each in items[first:index]):
            return trimmed(items, first, index)
    return trimmed(items, first, len(items))


def object_stop(clauses: Clauses, first: int, stops: frozenset[int]) -> int:
    """Where an object or infinitive phrase that begins at ``first`` ends: with its clause."""
    items = clauses.items
    index = first + 1
    while index < len(items):
        item = items[index]
        if (
            index in stops
            or item.flags & (Is.STOP | Is.COLON)
            or (item.flags & Is.DASH and items[index - 1].flags & Is.COMMA)
        ):
            break
        if item.flags & Is.COMMA and _new_clause(clauses, index + 1):
            break
        if item.flags & Is.COORDINATOR and _new_predicate(clauses, index + 1):
            break
        index += 1
    return trimmed(items, first, index)


def _new_clause(clauses: Clauses, index: int) -> bool:
    if index >= len(clauses.items):
        return True
    item = clauses.items[index]
    if item.low in _CONTRAST:
        return True
    if item.flags & Is.COORDINATOR:
        closing = (at for at in range(index + 1, len(clauses.items)) if clauses.has(at, Is.COMMA))
        return clauses.any_finite(index + 1, next(closing, len(clauses.items)))
    if item.flags & (Is.RELATIVE | Is.SUBORDINATOR):
        return False
    return clauses.can_be(index, Form.GERUND) or clauses.finite(index)


def _new_predicate(clauses: Clauses, index: int) -> bool:
    while index < len(clauses.items) and clauses.light(index):
        index += 1
    return index < len(clauses.items) and clauses.finite(index)


def after(clauses: Clauses, cue: Cue, start: int, stops: frozenset[int], *, direct: bool) -> Part | None:
    """The content after a cue whose words (and source) end before item ``start``.

    ``direct`` is true where nothing stands between: a question word or an object must follow its verb at once.
    """
    items = clauses.items
    takes = cue.takes
    index = start
    while index < len(items) and clauses.light(index):
        index += 1
    if index >= len(items):
        return None
    found = _introduced(clauses, cue, start, stops, direct=direct)
    if found is not None:
        return found
    if "infinitive" in takes:
        found = _infinitive(clauses, index, stops)
        if found is not None:
            return found
    if not direct or items[index].flags & (Is.COMMA | Is.DASH | Is.COLON | Is.STOP):
        return None
    if (
        "preposition" in takes
        and items[index].low in _ABOUT
        and (cue.tail or items[index].low in {"о", "об", "обо", "про"})
    ):
        return Part(index, object_stop(clauses, index, stops), "preposition")
    if "preposition" in takes and cue.tail and items[index].flags & (Is.WORD | Is.QUOTATION):
        return Part(index, object_stop(clauses, index, stops), "preposition")
    if "object" in takes and _object_at(clauses, index):
        return Part(index, object_stop(clauses, index, stops), "object")
    return None


def _introduced(
    clauses: Clauses, cue: Cue, start: int, stops: frozenset[int], *, direct: bool
) -> Part | None:
    """A clause with a complementiser or question word, a quotation, or what a colon introduces."""
    items = clauses.items
    quotation, that = "quotation" in cue.takes, "that" in cue.takes
    for at in range(start, min(len(items), start + _FAR)):
        item = items[at]
        if at > start and at in stops:
            return None
        if item.flags & Is.COLON:
            speech = clauses.has(at + 1, Is.QUOTATION)
            if not (speech and quotation) and (
                "colon" not in cue.takes or at - start > 3 or cue.kind == "thought"
            ):
                return None
            return _after_colon(clauses, at, stops)
        if item.flags & Is.QUOTATION and (item.speech or at == start):
            before = items[at - 1]
            if (
                clauses.is_name(at)
                and not item.speech
                and (clauses.has(at + 1, Is.COLON) or _complementiser(clauses, at + 1))
            ):
                continue  # ``рассказал «Вечеру», что``
            if quotation and (at == start or before.flags & (Is.COMMA | Is.DASH)):
                return Part(at, at + 1, "quotation")
            return None
        if item.flags & Is.COMMA:
            if not that:
                return None
            part = _subordinate(clauses, at, start, stops, direct=direct)
            if part is not None:
                return part
            if not (
                clauses.can_be(at + 1, Form.GERUND)
                or clauses.has(at + 1, Is.PREPOSITION)
                or clauses.light(at + 1)
            ):
                if not any(
                    _complementiser(clauses, later) for later in range(at + 2, min(len(items), at + _FAR))
                ):
                    return None
                if clauses.any_finite(at + 1, min(len(items), at + 3)):
                    return None
        elif clauses.finite(at) or item.flags & (Is.DASH | Is.STOP):
            return None
    return None


def _complementiser(clauses: Clauses, comma: int) -> bool:
    return clauses.has(comma, Is.COMMA) and clauses.has(comma + 1, Is.COMPLEMENTISER)


def _subordinate(
    clauses: Clauses, comma: int, start: int, stops: frozenset[int], *, direct: bool
) -> Part | None:
    items = clauses.items
    first = comma + 1
    if first >= len(items):
        return None
    item = items[first]
    if item.flags & Is.COMPLEMENTISER:
        if first + 1 >= len(items) or _pointed_at(clauses, comma - 1):
            return None
        first += 1
        while clauses.has(first, Is.COMMA):
            first += 1  # ``сказал, что, если …``
        return Part(first, clause_stop(clauses, first, stops), "that") if first < len(items) else None
    near = comma - start <= 2
    asked = any(items[at].low == _WHETHER for at in range(first + 1, min(len(items), first + 4)))
    if asked or (direct and near and item.flags & Is.QUESTION and not item.low.startswith("котор")):
        return Part(first, clause_stop(clauses, first, stops), "that")
    if direct and near and item.flags & Is.PREPOSITION and clauses.has(first + 1, Is.QUESTION):
        return Part(first, clause_stop(clauses, first, stops), "that")
    return None


def _pointed_at(clauses: Clauses, index: int) -> bool:
    """``сказал то, что должен``: no reported clause, but ``про те, що`` is one."""
    return clauses.items[index].low in ("то", "те", "всё", "все") and not clauses.has(
        index - 1, Is.PREPOSITION
    )


def _after_colon(clauses: Clauses, colon: int, stops: frozenset[int]) -> Part | None:
    items = clauses.items
    first = colon + 1
    if first >= len(items):
        return None
    if items[first].flags & Is.QUOTATION and not clauses.is_name(first):
        return Part(first, first + 1, "quotation")
    return Part(first, clause_stop(clauses, first, stops), "colon")


def _infinitive(clauses: Clauses, index: int, stops: frozenset[int]) -> Part | None:
    """An infinitive after the cue, perhaps after whom it is asked of: ``призвал США держаться подальше``."""
    if clauses.has(index, Is.QUOTATION) and not clauses.items[index].speech:
        return Part(index, object_stop(clauses, index, stops), "infinitive")
    passed = index
    for at in range(index, min(len(clauses.items), index + 14)):
        if at < passed:
            continue
        if clauses.can_be(at, Form.INFINITIVE):
            return Part(at if passed > index else index, object_stop(clauses, at, stops), "infinitive")
        item = clauses.items[at]
        if item.flags & Is.COMMA and (
            clauses.can_be(at + 1, Form.PARTICIPLE) or clauses.has(at + 1, Is.RELATIVE)
        ):
            closing = (later for later in range(at + 1, len(clauses.items)) if clauses.has(later, Is.COMMA))
            passed = next(closing, len(clauses.items)) + 1
            continue
        if item.flags & (Is.COMMA | Is.COLON | Is.DASH | Is.STOP) or clauses.finite(at):
            return None
    return None


def _object_at(clauses: Clauses, index: int) -> bool:
    item = clauses.items[index]
    if item.flags & Is.QUOTATION:
        return True
    if (
        item.flags & (Is.PREPOSITION | Is.COORDINATOR | Is.COMPLEMENTISER | Is.SUBJECT)
        and not item.flags & Is.POSSESSIVE
    ):
        return False
    return (
        bool(item.flags & Is.WORD) and not clauses.can_be(index, Form.INFINITIVE) and clauses.nominal(index)
    )


def before(clauses: Clauses, stop: int, lowest: int) -> Part | None:
    """The content that ends before a cue or source at item ``stop``: a quotation, or a clause up to a comma (and dash)."""
    items = clauses.items
    end = stop
    if end > lowest and items[end - 1].flags & Is.DASH:
        end -= 1
        dashed = True
    else:
        dashed = False
    if end > lowest and items[end - 1].flags & Is.COMMA:
        end -= 1
    elif (end > lowest and dashed and not items[end - 1].flags & (Is.QUOTATION | Is.STOP)) or (
        not dashed and not (end > lowest and items[end - 1].flags & Is.QUOTATION)
    ):
        return None
    if end <= lowest:
        return None
    if items[end - 1].flags & Is.QUOTATION and not clauses.is_name(end - 1):
        return Part(_quoted_start(clauses, end - 1, lowest), end, "quotation")
    if items[end - 1].flags & Is.QUOTATION and stop - end and dashed and end - 1 == lowest:
        return Part(end - 1, end, "quotation")
    first = lowest
    while first < end and not items[first].flags & (Is.WORD | Is.QUOTATION | Is.OPEN):
        first += 1
    return Part(first, end, "dialogue" if dashed else "parenthesis") if end > first else None


def _quoted_start(clauses: Clauses, at: int, lowest: int) -> int:
    """Where a content that ends with the quotation at ``at`` begins: at it, or with the clause it is a part of."""
    item = clauses.items[at]
    quotation = item.quotation
    if quotation is None or at == lowest:
        return at
    opening = clauses.text[quotation.inner.start : quotation.inner.start + 1]
    previous: Item = clauses.items[at - 1]
    if previous.flags & Is.WORD and opening.islower():
        first = at
        while first > lowest and not clauses.items[first - 1].flags & (Is.STOP | Is.COLON):
            first -= 1
        while first < at and not clauses.items[first].flags & (Is.WORD | Is.QUOTATION | Is.OPEN):
            first += 1
        return first
    return at
