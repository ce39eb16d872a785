"""Set phrases around a source: ``как сообщает X``, ``по словам X``, ``на его взгляд``, ``со ссылкой на X``."""

from __future__ import annotations

import re

from onrecord.attributions.cues import follows, source_phrases
from onrecord.attributions.lexing import Is
from onrecord.attributions.rules import Draft
from onrecord.attributions.slavic.clauses import Clauses, trimmed
from onrecord.attributions.slavic.contents import Part, after, clause_stop
from onrecord.attributions.slavic.reading import Hit, Reading, add
from onrecord.attributions.slavic.speech import BEFORE, opens_about
from onrecord.attributions.slavic.subjects import phrase_stop, place_source, subject_left, subject_right
from onrecord.languages.forms import Form

_CYRILLIC_STEM = re.compile("[бвгджзклмнпрстфхцчшщй]$")
_POINTERS = frozenset({"того", "тем", "тим", "так", "том", "те", "то", "тому"})


def as_clauses(reading: Reading) -> None:
    """``Как сообщает X, …``; ``…, как отметил X, …``; with ``со ссылкой на Y`` inside."""
    clauses = reading.clauses
    for hit in reading.hits:
        opening = _as_word(clauses, hit)
        if opening is None:
            continue
        between = subject_left(clauses, hit.start)
        if between is not None and between[0] > opening:
            if not clauses.has(between[0], Is.SUBJECT):
                continue  # ``зафиксировали, как протестующие кричали``
            found: tuple[int, int] | None = between
        else:
            found = _named(clauses, subject_right(clauses, hit.stop)) or place_source(
                clauses, hit.head, hit.stop
            )
        end = max(hit.stop, found[1] if found else hit.stop)
        while end < len(clauses.items) and not clauses.has(end, Is.COMMA | Is.DASH | Is.STOP):
            if clauses.finite(end) or clauses.has(end, Is.COLON | Is.COMPLEMENTISER):
                break
            end += 1
        parts = around(reading, opening, end)
        if not parts:
            continue
        reading.taken.add(hit.head)
        source = clauses.spans(*found) if found else []
        cue = [*clauses.spans(opening, opening + 1), *clauses.spans(hit.start, hit.stop)]
        if hit.start == opening + 1:
            cue = clauses.spans(opening, hit.stop)
        reading.sources[hit.head] = source
        draft = add(reading, cue, source, parts, "as", hit.head, speech=True)
        if draft is not None and parts[0].first == opens_about(clauses):
            draft.content, draft.rules["content"] = [], BEFORE  # ``Как передаёт X, об этом сообщил Y``


def _named(clauses: Clauses, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
    """``Как пишет «Вечер», глава штаба …``: a newspaper has no apposition, what follows is the clause."""
    if phrase is None or not any(clauses.is_name(at) for at in range(*phrase)):
        return phrase
    comma = next((at for at in range(*phrase) if clauses.has(at, Is.COMMA)), phrase[1])
    return phrase[0], comma


def _as_word(clauses: Clauses, hit: Hit) -> int | None:
    """The ``как`` that makes a source phrase of the cue's clause."""
    for index in range(hit.start - 1, max(-1, hit.start - 7), -1):
        if (
            clauses.has(index, Is.COMMA)
            and index > 0
            and (clauses.light(index - 1) or clauses.light(index + 1))
        ):
            continue  # ``как, вероятно, считает X``
        if clauses.items[index].low in clauses.words.pack.as_words - {"так", "что", "що"}:
            if clauses.has(index - 1, Is.COMMA) and index > 1 and _points_at(clauses, index - 2):
                return None
            free = index == 0 or clauses.has(index - 1, Is.COMMA | Is.DASH | Is.OPEN | Is.COMPLEMENTISER)
            return index if free else None
        if clauses.border(index) or clauses.finite(index):
            return None
    return None


def _points_at(clauses: Clauses, index: int) -> bool:
    """``после того, как X сказал``; ``видели, как X кричал``: no source phrase."""
    return clauses.items[index].low in _POINTERS or clauses.finite(index)


def around(reading: Reading, first: int, end: int) -> list[Part]:
    """The clause that the source phrase of items ``[first, end)`` stands in, without the phrase."""
    clauses, items = reading.clauses, reading.items
    left: list[Part] = []
    start = first
    while start > 0 and not clauses.has(start - 1, Is.COMPLEMENTISER | Is.STOP | Is.COLON | Is.OPEN):
        if clauses.has(start - 1, Is.RELATIVE) and clauses.has(start - 2, Is.COMMA):
            start -= 1
            break
        start -= 1
    while start < first and not clauses.has(start, Is.WORD | Is.QUOTATION):
        start += 1
    opens = all(
        clauses.has(at, Is.COMMA | Is.COORDINATOR) or (clauses.light(at) and not clauses.has(at, Is.NEGATION))
        for at in range(start, first)
    )
    stop = trimmed(items, start, first)
    if not opens and stop > start:
        left = [Part(start, stop, "clause")]
    following = end
    while clauses.has(following, Is.COMMA | Is.DASH):
        following += 1
    if following >= len(items) or (left and not clauses.has(end, Is.COMMA | Is.DASH)):
        return left
    if left and clauses.has(following, Is.SUBORDINATOR) and clauses.finite_before(first):
        return left
    rest = Part(following, clause_stop(clauses, following, reading.stops - {end}), "clause")
    return [*left, rest] if rest.stop > rest.first else left


def source_clauses(reading: Reading) -> None:
    """``По словам X, …``; ``…, по словам X, …``; ``на его взгляд``; ``со ссылкой на X``."""
    clauses = reading.clauses
    reached = 0
    for phrase, first, inside in source_phrases(reading.items, clauses.words):
        if first < reached:
            continue
        if phrase.after:
            last = _around_source(clauses, phrase.after, inside)
            if last is None:
                continue
            source, end = clauses.spans(inside, last), last + len(phrase.after)
            cue = [*clauses.spans(first, inside), *clauses.spans(last, end)]
        else:
            last = _genitive_stop(clauses, inside)
            if last <= inside:
                continue
            source, end = clauses.spans(inside, last), last
            cue = clauses.spans(first, inside)
        if phrase.before[0] in ("відповідно",) and first != clauses.clause_start(first):
            continue  # ``діє відповідно до потреб``
        reached = end
        citing = phrase.before[-1] == "на" and phrase.before[0] not in ("на",) and not phrase.after
        parts = _cited(reading, first) if citing else around(reading, first, end)
        if parts:
            add(reading, cue, source, parts, "phrase", first, speech=True)


def _cited(reading: Reading, first: int) -> list[Part]:
    """What ``со ссылкой на Y`` covers: the content of the cue before it in the sentence, else the clause around it."""
    for draft in reversed(reading.drafts):
        if draft.head < reading.items[first].start:
            return _parts_of(reading, draft)
    for hit in reversed(reading.hits):
        if hit.head < first:
            part = after(reading.clauses, hit.cue, hit.stop, reading.stops, direct=False)
            if part is not None:
                return [part]
    following = next((hit for hit in reading.hits if hit.head > first), None)
    if following is not None and not reading.clauses.has(following.start - 1, Is.COMMA):
        part = after(reading.clauses, following.cue, following.stop, reading.stops, direct=True)
        return [part] if part is not None else []
    end = next(
        (at for at in range(first, len(reading.items)) if reading.clauses.has(at, Is.COMMA)),
        len(reading.items),
    )
    return around(reading, first, end)


def _parts_of(reading: Reading, draft: Draft) -> list[Part]:
    starts = {item.start: index for index, item in enumerate(reading.items)}
    ends = {item.end: index + 1 for index, item in enumerate(reading.items)}
    return [
        Part(starts[span.start], ends[span.end], "clause")
        for span in draft.content
        if span.start in starts and span.end in ends
    ]


def _around_source(clauses: Clauses, tail: tuple[str, ...], inside: int) -> int | None:
    """Where the last words of a phrase around its source begin: ``по его МНЕНИЮ``."""
    for at in range(inside + 1, min(len(clauses.items), inside + 4)):
        if follows(clauses.items, at, tail) is not None:
            return at if clauses.has(inside, Is.POSSESSIVE) else None
        if not clauses.nominal(at) and not clauses.has(at, Is.POSSESSIVE):
            return None
    return None


def _opens_clause(clauses: Clauses, index: int) -> bool:
    """``Согласно материалам Дубов, …``: a name in the nominative right after a noun that has none."""
    before = clauses.forms[index - 1]
    if (
        clauses.has(index - 1, Is.PERSON | Is.TITLE | Is.CAPITAL)
        or not before & Form.NOUN
        or before & Form.NOMINATIVE
    ):
        return False
    name = clauses.items[index].low
    return (
        clauses.has(index, Is.CAPITAL)
        and clauses.can_be(index, Form.NOMINATIVE)
        and bool(_CYRILLIC_STEM.search(name))
    )


def _genitive_stop(clauses: Clauses, first: int) -> int:
    """Where the source of a set phrase ends: at its comma, or before what can only be a subject or a verb."""
    if (
        first >= len(clauses.items)
        or clauses.has(first, Is.RELATIVE)
        or not (clauses.nominal(first) or clauses.has(first, Is.OBJECT | Is.SUBJECT))
    ):
        return first
    if clauses.has(first, Is.OBJECT) and not clauses.has(first, Is.POSSESSIVE):
        return first + 1
    stop = phrase_stop(clauses, first)
    for index in range(first + 1, stop):
        form = clauses.forms[index]
        if form & Form.NOMINATIVE and not form & Form.OBLIQUE and not clauses.has(index, Is.CAPITAL):
            stop = index
            break
        if _opens_clause(clauses, index):
            stop = index
            break
    if clauses.has(stop, Is.COMMA):
        closing = next((at for at in range(stop + 1, len(clauses.items)) if clauses.has(at, Is.COMMA)), None)
        lead = clauses.forms[stop + 1] if stop + 1 < len(clauses.items) else 0
        genitive = lead & Form.OBLIQUE and (
            not lead & Form.NOMINATIVE or clauses.has(stop + 1, Is.PERSON | Is.TITLE)
        )
        relative = clauses.has(stop + 1, Is.RELATIVE)
        if (
            closing
            and clauses.has(closing, Is.COMMA)
            and (relative or (genitive and not clauses.any_finite(stop + 1, closing)))
        ):
            return closing
    return stop
