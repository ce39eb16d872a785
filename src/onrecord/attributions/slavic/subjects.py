"""Who speaks, in Russian and Ukrainian: noun phrases by the forms of their words.

Word order is free and cases are marked, so a subject is looked for by its form: on the left of its verb in the same
clause, else on the right.
"""

from __future__ import annotations

import re

from onrecord.attributions.lexing import Is
from onrecord.attributions.slavic.clauses import MARKS, Clauses
from onrecord.languages.forms import Form

_LONGEST = 45
"""No source has more items than this."""

_ALWAYS_LINKING = frozenset({"по", "при", "из", "от", "від", "з", "із", "зі", "для"})

_CITING = frozenset({"посиланням", "ссылкой"})
_OTHER_PRONOUNS = Is.DETERMINER | Is.PERSON | Is.RELATIVE | Is.IMPERSONAL | Is.QUESTION
_OUT_OF = frozenset({"из", "з", "із", "зі"})
_RETIRED = frozenset({"отставке", "відставці", "запасе", "запасі"})
_LATIN = re.compile("[a-z]")
_AT = frozenset({"в", "во", "у"})
_PLURAL = (
    "ли",
    "лись",
    "лися",
    "ют",
    "ут",
    "ят",
    "ат",
    "ются",
    "утся",
    "ятся",
    "атся",
    "ють",
    "уть",
    "ять",
    "ать",
    "ються",
    "уться",
    "яться",
    "аться",
)
"""Endings of the third person plural, past and present."""


def subject_left(clauses: Clauses, verb: int) -> tuple[int, int] | None:
    """The subject that ends before the verb group at item ``verb``: its first item and the item after its last."""
    stop = verb
    while stop > 0 and (clauses.light(stop - 1) or clauses.has(stop - 1, Is.AUXILIARY | Is.BE)):
        stop -= 1
    if stop and clauses.has(stop - 1, Is.COMMA):
        return across_commas(clauses, stop - 1)
    first = clauses.clause_start(stop)
    if first == stop or clauses.any_finite(first, stop):
        return None
    if clauses.has(first, Is.RELATIVE) and clauses.has(first - 1, Is.COMMA) and clauses.nominative(first):
        if clauses.items[first].low.startswith(("чь", "чи", "чє", "чей")):
            return within(clauses, first + 1, stop)
        return antecedent(clauses, first - 1)
    found = within(clauses, first, stop)
    if found is None and clauses.has(first - 1, Is.COMMA) and not clauses.has(first, Is.COORDINATOR):
        return across_commas(clauses, first - 1)  # ``X, который …, в среду сообщил``
    return found


def within(clauses: Clauses, first: int, stop: int) -> tuple[int, int] | None:
    """The subject in the part of a clause ``[first, stop)`` that stands before its verb."""
    head = _pronoun(clauses, first, stop)
    if head is None:
        head = _head(clauses, first, stop)
    if head is None:
        return None
    end = next(
        (at for at in range(head + 1, stop) if clauses.has(at, Is.MODIFIER) or _cites(clauses, at)), stop
    )
    while end > head + 1 and not _can_end(clauses, end - 1, head):
        end -= 1
    end = _without_time(clauses, head, end)
    if clauses.has(head, Is.SUBJECT) and not clauses.has(head, Is.DETERMINER | Is.PERSON) and end > head + 1:
        end = _pronoun_stop(clauses, head)
    return head, end


def _cites(clauses: Clauses, index: int) -> bool:
    """Whether ``со ссылкой на`` begins at ``index``."""
    return (
        clauses.has(index, Is.PREPOSITION)
        and index + 1 < len(clauses.items)
        and clauses.items[index + 1].low in _CITING
    )


def _pronoun(clauses: Clauses, first: int, stop: int) -> int | None:
    """A personal pronoun in the nominative, which is a subject wherever it stands."""
    for index in range(first, stop):
        personal = clauses.has(index, Is.SUBJECT) and not clauses.has(index, _OTHER_PRONOUNS)
        if personal and not clauses.has(index - 1, Is.PREPOSITION):
            return index
    return None


def _head(clauses: Clauses, first: int, stop: int) -> int | None:
    """Where the subject begins: the first nominative that belongs to no prepositional phrase before it."""
    index = first
    while index < stop:
        if clauses.has(index, Is.NUMBER) and clauses.has(index + 1, Is.TIME):
            index += 1
            while index < stop and clauses.has(index, Is.TIME | Is.NUMBER):
                index += 1
        elif clauses.has(index, Is.PREPOSITION) and not (
            clauses.has(index, Is.CAPITAL) and index and index > first
        ):
            index = _after_preposition(clauses, index, stop)
        elif clauses.can_be(index, Form.GERUND) and not clauses.can_be(index, Form.NOUN):
            return None
        elif clauses.nominative(index) and not clauses.light(index):
            return index
        else:
            index += 1
    return None


def _after_preposition(clauses: Clauses, index: int, stop: int) -> int:
    """The item after the prepositional phrase at ``index``: its noun, with what depends on it."""
    index += 1
    nouns = 0
    while index < stop:
        modifies = clauses.has(index - 1, Is.PREPOSITION) and clauses.can_be(index, Form.ADJECTIVE)
        pronoun = clauses.has(index, Is.SUBJECT) and not modifies
        if pronoun or clauses.has(index, Is.PREPOSITION | Is.COMMA) or clauses.light(index):
            break
        if nouns and _starts_subject(clauses, index):
            break
        if (
            clauses.forms[index] & Form.NOUN
            or clauses.has(index, Is.NUMBER | Is.TIME)
            or clauses.is_name(index)
        ):
            nouns += 1
        elif clauses.forms[index] == 0 and not clauses.has(index, Is.COORDINATOR | Is.WORD):
            break
        index += 1
    return index


def _starts_subject(clauses: Clauses, index: int) -> bool:
    form = clauses.forms[index]
    if clauses.has(index, Is.NUMBER):
        return False
    if form & Form.NOMINATIVE and not form & Form.OBLIQUE:
        return True
    if not clauses.nominative(index):
        return False
    if clauses.has(index - 1, Is.TIME) and form & Form.ADJECTIVE:
        return True
    before = clauses.items[index - 1].flags
    if clauses.has(index, Is.CAPITAL):
        return not before & Is.CAPITAL and not clauses.forms[index - 1] & Form.ADJECTIVE
    return (
        clauses.has(index, Is.PERSON | Is.TITLE)
        and clauses.nominative(index)
        and bool(before & (Is.TIME | Is.NUMBER))
    )


def _can_end(clauses: Clauses, index: int, head: int) -> bool:
    item = clauses.items[index]
    if item.flags & Is.OBJECT and clauses.items[index - 1].low in _OUT_OF:
        return True
    if clauses.light(index) or item.flags & (Is.OBJECT | Is.PREPOSITION | Is.COORDINATOR | Is.DASH):
        return False
    dated = item.flags & Is.NUMBER or clauses.forms[index] & Form.ADJECTIVE
    if dated and clauses.has(index + 1, Is.TIME) and not item.flags & Is.CAPITAL and index > head:
        return False  # ``Дубов 19 июня``, ``Дубов прошлой осенью``
    if item.flags & Is.TIME and not item.flags & Is.PERSON:
        return index > head and clauses.has(index - 1, Is.CAPITAL)
    return clauses.nominal(index) or bool(item.flags & (Is.CLOSE | Is.SUBJECT | Is.RELATIVE))


def _without_time(clauses: Clauses, first: int, stop: int) -> int:
    """Leave out ``в пятницу``, ``на брифинге`` at the end of a phrase."""
    for index in range(stop - 1, first, -1):
        if clauses.has(index, Is.PREPOSITION):
            if any(clauses.has(at, Is.TIME) for at in range(index + 1, min(stop, index + 3))):
                return index
            break
    return stop


def antecedent(clauses: Clauses, comma: int) -> tuple[int, int] | None:
    """The noun phrase, in any case, that ends before the comma at ``comma``: what a relative clause tells about."""
    first = comma
    while first > 0 and comma - first < 12:
        index = first - 1
        if clauses.items[index].low in _AT and clauses.items[index + 1].low in _RETIRED:
            first -= 1
            continue
        if not clauses.nominal(index) or clauses.finite(index) or clauses.can_be(index, Form.INFINITIVE):
            break
        first -= 1
    return (first, comma) if first < comma else None


def across_commas(clauses: Clauses, comma: int) -> tuple[int, int] | None:
    """``X, глава Y, сообщил``; ``X, который …, сообщил``: the phrase with what stands between its commas."""
    aside = _before_aside(clauses, comma)
    if aside is not None:
        return aside
    index = comma - 1
    lowest = max(0, comma - _LONGEST)
    while index > lowest:
        if clauses.has(index, Is.COMMA) and _tells_more(clauses, index + 1, comma):
            first = clauses.clause_start(index)
            if first < index and not clauses.any_finite(first, index):
                found = within(clauses, first, index)
                if found is not None and found[1] == index:
                    return _with_name_before(clauses, found[0], index), comma
            return None
        if clauses.has(index, Is.COLON | Is.STOP) or (
            clauses.has(index, Is.QUOTATION) and not clauses.is_name(index)
        ):
            return None
        index -= 1
    return None


def _with_name_before(clauses: Clauses, first: int, stop: int) -> int:
    """``X, глава Y, который …, сообщил``: from the name that the phrase of items ``[first, stop)`` is an apposition to."""
    if not clauses.has(first - 1, Is.COMMA) or not _tells_more(clauses, first, stop):
        return first
    earlier = clauses.clause_start(first - 1)
    if clauses.any_finite(earlier, first - 1):
        return first
    found = within(clauses, earlier, first - 1)
    named = found is not None and any(clauses.has(at, Is.CAPITAL) for at in range(*found))
    return found[0] if found is not None and found[1] == first - 1 and named else first


def _before_aside(clauses: Clauses, comma: int) -> tuple[int, int] | None:
    """``X, например, сообщил``: the subject before a short aside that is no part of it."""
    opening = next((at for at in range(comma - 1, max(0, comma - 5), -1) if clauses.has(at, Is.COMMA)), None)
    if opening is None or clauses.any_finite(opening + 1, comma):
        return None
    if not (clauses.has(opening + 1, Is.PREPOSITION) or clauses.light(opening + 1)) or clauses.has(
        opening + 2, Is.RELATIVE
    ):
        return None
    first = clauses.clause_start(opening)
    return within(clauses, first, opening) if not clauses.any_finite(first, opening) else None


def _tells_more(clauses: Clauses, first: int, stop: int) -> bool:
    """Whether items ``[first, stop)``, from one comma to another, can tell more about the noun before them."""
    if first >= stop or stop - first > 30:
        return False
    if clauses.has(first, Is.RELATIVE) or (
        clauses.has(first, Is.PREPOSITION) and clauses.has(first + 1, Is.RELATIVE)
    ):
        return True
    if clauses.any_finite(first, stop):
        return False
    form = clauses.forms[first]
    if form & (Form.PARTICIPLE | Form.NOMINATIVE) or clauses.is_name(first) or clauses.has(first, Is.NUMBER):
        return not clauses.has(first, Is.COORDINATOR | Is.SUBJECT) and not clauses.light(first)
    return False


def subject_right(clauses: Clauses, start: int, *, reach: int = 7) -> tuple[int, int] | None:
    """The subject that follows a verb: adverbs, an addressee and a time may stand between."""
    index = start
    total = len(clauses.items)
    while index < total and index - start <= reach:
        if clauses.has(index, MARKS) or clauses.border(index) or clauses.finite(index):
            return None
        if clauses.has(index, Is.PREPOSITION):
            index = _after_preposition(clauses, index, total)
            continue
        if clauses.nominative(index) and not clauses.light(index):
            index = _past_addressee(clauses, index)
            stop = phrase_stop(clauses, index)
            return index, _with_apposition(clauses, stop)
        index += 1
    return None


def _past_addressee(clauses: Clauses, index: int) -> int:
    """``сказал Reuters Дубов``: a name in Latin letters before one in Cyrillic is whom it was said to."""
    at = index
    while at < len(clauses.items) and clauses.has(at, Is.CAPITAL) and _LATIN.match(clauses.items[at].low):
        at += 1
    if (
        at > index
        and clauses.has(at, Is.CAPITAL | Is.PERSON | Is.TITLE)
        and clauses.can_be(at, Form.NOMINATIVE)
    ):
        return at
    return index


def place_source(clauses: Clauses, verb: int, stop: int) -> tuple[int, int] | None:
    """``В Кремле заявили``, ``отметили в компании``: those at a place, for a verb in the plural without a subject."""
    if not clauses.items[verb].low.endswith(_PLURAL):
        return None
    first = clauses.clause_start(verb)
    while first < verb and clauses.light(first):
        first += 1
    if clauses.items[first].low in _AT and first + 1 < verb and _institution(clauses, first + 1):
        end = first + 1
        while end < verb and (clauses.nominal(end) or clauses.has(end, Is.PREPOSITION | Is.OPEN | Is.CLOSE)):
            end += 1
        return first + 1, _without_time(clauses, first + 1, end)
    if stop + 1 < len(clauses.items) and clauses.items[stop].low in _AT and _institution(clauses, stop + 1):
        return stop + 1, phrase_stop(clauses, stop + 1)
    return None


def _institution(clauses: Clauses, index: int) -> bool:
    return clauses.has(index, Is.CAPITAL | Is.PERSON | Is.TITLE) and not clauses.has(index, Is.TIME)


def phrase_stop(clauses: Clauses, first: int) -> int:
    """Where the noun phrase that begins at ``first`` ends: with its genitives, names and some of its prepositions."""
    items = clauses.items
    partitive = first + 1 < len(items) and items[first + 1].low in _OUT_OF
    if clauses.has(first, Is.SUBJECT) and (partitive or not clauses.has(first, Is.DETERMINER | Is.PERSON)):
        return _pronoun_stop(clauses, first)
    index, named = first, False
    while index < len(items) and index - first < _LONGEST:
        item = items[index]
        if item.flags & Is.OPEN:
            close = next(
                (at for at in range(index + 1, min(len(items), index + 16)) if items[at].flags & Is.CLOSE),
                None,
            )
            if close is None:
                break
            index = close
        elif item.flags & Is.PREPOSITION and not (item.flags & Is.CAPITAL):
            if not _links(clauses, index, named=named):
                break
        elif item.flags & Is.COORDINATOR:
            if index + 1 >= len(items) or not clauses.nominal(index + 1) or clauses.finite(index + 1):
                break
        elif (
            _is_time(clauses, index, first)
            or not clauses.nominal(index)
            or clauses.finite(index)
            or (item.flags & Is.OBJECT and not item.flags & Is.POSSESSIVE)
            or (index > first and item.flags & Is.SUBJECT and not item.flags & (Is.DETERMINER | Is.PERSON))
        ):
            break
        named = named or (bool(item.flags & Is.CAPITAL) and item.flags & Is.PREPOSITION == 0)
        index += 1
    while index > first + 1 and items[index - 1].low in {".", "-", "/"} and index == len(items):
        index -= 1
    return index


def _pronoun_stop(clauses: Clauses, first: int) -> int:
    """``одна из них``, ``многие из офицеров``: a pronoun with the group it is taken from."""
    following = clauses.items[first + 1].low if first + 1 < len(clauses.items) else ""
    if following not in _OUT_OF or first + 2 >= len(clauses.items):
        return first + 1
    return first + 3 if clauses.has(first + 2, Is.OBJECT) else max(phrase_stop(clauses, first + 2), first + 1)


def _is_time(clauses: Clauses, index: int, first: int) -> bool:
    """Whether the word at ``index`` is a time or venue of its own, not the head of the phrase from ``first``."""
    return (
        index > first
        and clauses.has(index, Is.TIME)
        and not (clauses.has(index, Is.CAPITAL) or _described(clauses, index))
    )


def _described(clauses: Clauses, index: int) -> bool:
    """Whether an adjective that belongs to the noun at ``index`` stands before it: ``техническом сообщении``."""
    return bool(clauses.forms[index - 1] & Form.ADJECTIVE) and not clauses.has(
        index - 1, Is.CAPITAL | Is.NUMBER
    )


def _links(clauses: Clauses, index: int, *, named: bool) -> bool:
    """Whether the preposition at ``index`` goes on with the noun phrase (``министр по делам …``)."""
    if (
        index + 1 >= len(clauses.items)
        or clauses.has(index + 1, Is.TIME | Is.OBJECT)
        or clauses.has(index + 2, Is.TIME)
    ):
        return False
    if not clauses.nominal(index + 1) or clauses.items[index + 1].low in _CITING:
        return False
    low = clauses.items[index].low
    return low in _ALWAYS_LINKING or (clauses.has(index, Is.LINKING) and not named)


def _with_apposition(clauses: Clauses, stop: int) -> int:
    """``сказал Дубов, глава штаба``: with what tells more, up to the next comma or the end."""
    if not clauses.has(stop, Is.COMMA) or stop + 1 >= len(clauses.items):
        return stop
    end = next(
        (at for at in range(stop + 1, len(clauses.items)) if clauses.has(at, MARKS) or clauses.border(at)),
        len(clauses.items),
    )
    while end > stop + 1 and clauses.items[end - 1].low == ".":
        end -= 1
    if not _tells_more(clauses, stop + 1, end):
        return stop
    named = clauses.has(stop - 1, Is.CAPITAL) or clauses.is_name(stop - 1)
    if named and clauses.has(stop + 1, Is.CAPITAL) and not clauses.has(stop + 1, Is.TITLE | Is.PERSON):
        return stop  # ``Как сообщило «Время», Лесной освобождён``
    return _without_time(clauses, stop + 2, end)
