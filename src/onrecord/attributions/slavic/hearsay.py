"""What needs no cue verb with a subject: hearsay (``сообщается, что``, ``якобы``), cue nouns, a name and a colon."""

from __future__ import annotations

from onrecord.attributions.cues import markers
from onrecord.attributions.lexing import Is
from onrecord.attributions.rules import Draft
from onrecord.attributions.slavic.clauses import Clauses, trimmed
from onrecord.attributions.slavic.contents import Part, after, before, clause_stop, object_stop
from onrecord.attributions.slavic.cues import ends
from onrecord.attributions.slavic.phrases import around
from onrecord.attributions.slavic.reading import Reading, add
from onrecord.attributions.slavic.speech import BEFORE, opens_about
from onrecord.attributions.slavic.subjects import phrase_stop, subject_left
from onrecord.attributions.slavic.verbs import lowest
from onrecord.languages.forms import Form
from onrecord.languages.pack import Cue
from onrecord.text.document import Span

_POINTING = frozenset(
    {"этом", "этого", "це", "цьому", "том", "это", "чём", "чем", "що", "тому", "те", "тем", "тим"}
)


_LABELS = frozenset(
    {"источник", "джерело", "фото", "видео", "відео", "читайте", "смотрите", "дивіться", "справка", "довідка"}
)
"""What stands before a colon and is no speaker."""

_HIDDEN = Cue("", "speech", frozenset({"that", "colon", "quotation"}))
"""What an impersonal marker can introduce."""


def hearsay(reading: Reading) -> None:
    """``Сообщается, что …``; ``…, говорится в заявлении``; ``якобы``."""
    clauses, pack = reading.clauses, reading.clauses.words.pack
    for first, stop in markers(reading.items, pack.hearsay_adverbs):
        _adverb(reading, first, stop)
    for first, stop in markers(reading.items, pack.hearsay_clauses):
        if first in reading.taken or reading.items[first].start in {draft.head for draft in reading.drafts}:
            continue
        source, rest = _place(clauses, first, stop)
        if _about_this(reading, first, rest, source):
            continue
        part = _reported(reading, first, stop, rest)
        if part is None or (not source and subject_left(clauses, first) is not None):
            continue
        reading.taken.update(range(first, stop))
        add(reading, clauses.spans(first, stop), source, [part], "hearsay", first, speech=bool(source))


def _reported(reading: Reading, first: int, stop: int, rest: int) -> Part | None:
    """The content of an impersonal marker at items ``[first, stop)`` whose place ends before item ``rest``."""
    clauses = reading.clauses
    part = after(clauses, _HIDDEN, rest, reading.stops, direct=True)
    if part is not None and part.frame != "quotation":
        return part
    opens = first == clauses.clause_start(first) and clauses.has(stop, Is.COMMA)
    if opens and stop + 2 < len(reading.items):
        return Part(stop + 1, clause_stop(clauses, stop + 1, reading.stops), "clause")  # ``Говорят, X ушёл``
    left = before(clauses, first, lowest(clauses, first))
    if left is None or not ends(clauses, rest) or (left.frame == "parenthesis" and rest == stop):
        return None
    return left


def _adverb(reading: Reading, first: int, stop: int) -> None:
    """``якобы`` in its clause; ``по слухам`` before or within one."""
    clauses = reading.clauses
    after_comma = clauses.has(first - 1, Is.COMMA)
    source: list[Span] = []
    if (
        after_comma
        and any(hit.stop <= first - 1 <= hit.stop + 4 for hit in reading.hits)
        and stop - first == 1
    ):
        return  # ``заявил, якобы …``: the verb takes it
    if first == 0 and clauses.has(stop, Is.COMMA) and stop + 1 < len(reading.items):
        parts = [Part(stop + 1, clause_stop(clauses, stop + 1, reading.stops), "clause")]
    elif after_comma and first > 1 and stop - first > 1:
        end = next((at for at in range(stop, len(reading.items)) if clauses.has(at, Is.COMMA)), stop)
        parts = around(reading, first, end)
        named, rest = _place(clauses, first, stop)  # ``как сообщается в статье``
        if rest == end:
            source = named
    else:
        parts = _clause_without(reading, first, stop)
    if parts:
        reading.taken.update(range(first, stop))
        add(reading, clauses.spans(first, stop), source, parts, "hearsay adverb", first, speech=bool(source))


def _about_this(reading: Reading, first: int, rest: int, source: list[Span]) -> bool:
    """``Об этом говорится в статье X``: what is said stands in the sentence before."""
    clauses = reading.clauses
    opening = opens_about(clauses)
    if opening is None or not opening + 2 <= first <= opening + 4 or not source or not ends(clauses, rest):
        return False
    reading.taken.update(range(opening, rest))
    reading.drafts.append(
        Draft(
            source=source,
            cue=clauses.spans(opening, first + 1),
            content=[],
            head=reading.items[first].start,
            rules={"span": f"about this: {reading.items[first].low}", "content": BEFORE},
        )
    )
    return True


def _place(clauses: Clauses, first: int, stop: int) -> tuple[list[Span], int]:
    """The document that ``говорится`` names, before (``В письме говорится``) or after it, and where its words end."""
    if (
        clauses.items[stop : stop + 1]
        and clauses.items[stop].low in ("в", "у", "во", "на")
        and stop + 1 < len(clauses.items)
    ):
        end = phrase_stop(clauses, stop + 1)
        if end > stop + 1 and not clauses.has(end, Is.COLON):
            return clauses.spans(stop + 1, end), end
        return clauses.spans(stop + 1, end), max(end, stop)
    if not clauses.items[stop - 1].low.endswith(("ся", "сь")):
        return [], stop
    start = clauses.clause_start(first)
    while start < first and clauses.light(start):
        start += 1
    if start < first and clauses.items[start].low in ("в", "у", "во") and start + 1 < first:
        end = first
        while end > start + 1 and clauses.light(end - 1):
            end -= 1
        return clauses.spans(start + 1, end), stop
    return [], stop


def _clause_without(reading: Reading, first: int, stop: int) -> list[Part]:
    """The clause around a hearsay adverb, in two parts."""
    clauses = reading.clauses
    start = first
    while start > 0 and not clauses.border(start - 1):
        if clauses.has(start - 1, Is.RELATIVE) and clauses.has(start - 2, Is.COMMA):
            start -= 1
            break
        start -= 1
    end = stop
    while clauses.has(end, Is.COMMA):
        end += 1
    parts = [Part(start, trimmed(reading.items, start, first), "clause")] if first > start else []
    if end < len(reading.items):
        parts.append(Part(end, object_stop(clauses, end, reading.stops), "clause"))
    return (
        [part for part in parts if part.stop > part.first]
        if any(clauses.finite(at) for at in range(start, len(reading.items)))
        else []
    )


def nouns(reading: Reading) -> None:
    """``заявление X о том, что …``; ``его мнение, что …``; ``обещание X не делать``."""
    clauses, pack = reading.clauses, reading.clauses.words.pack
    taken = {span.start for draft in reading.drafts for span in draft.cue}
    for index, item in enumerate(reading.items):
        if (
            item.low not in pack.nouns
            or item.start in taken
            or any(span.start <= item.start < span.end for draft in reading.drafts for span in draft.cue)
        ):
            continue
        form = pack.nouns[item.low][0]
        frames = frozenset().union(*(each.cue.takes for each in pack.nouns[item.low]))
        head = index + 1 + len(form.cue.tail)
        owner = _owner(clauses, index, head)
        rest = owner[1] if owner and owner[0] >= head else head
        part = _noun_content(reading, rest, frames, named=owner is not None)
        if part is None:
            continue
        source = clauses.spans(*owner) if owner else []
        add(reading, clauses.spans(index, head), source, [part], f"noun {part.frame}", index, speech=True)


def _owner(clauses: Clauses, noun: int, head: int) -> tuple[int, int] | None:
    """Whose statement it is: ``ЕГО заявление``, ``заявление МИНИСТРА``."""
    if noun and clauses.has(noun - 1, Is.POSSESSIVE):
        return noun - 1, noun
    if (
        head < len(clauses.items)
        and clauses.can_be(head, Form.OBLIQUE)
        and not clauses.has(head, Is.PREPOSITION | Is.OBJECT | Is.COORDINATOR)
    ):
        stop = phrase_stop(clauses, head)
        if any(clauses.has(at, Is.CAPITAL | Is.PERSON | Is.TITLE) for at in range(head, stop)):
            return head, stop
    return None


def _noun_content(reading: Reading, rest: int, frames: frozenset[str], *, named: bool) -> Part | None:
    clauses, items = reading.clauses, reading.items
    if (
        "infinitive" in frames
        and named
        and clauses.can_be(rest + clauses.has(rest, Is.NEGATION), Form.INFINITIVE)
    ):
        return Part(rest, object_stop(clauses, rest, reading.stops), "infinitive")
    if "that" not in frames:
        return None
    for at in range(rest, min(len(items), rest + 4)):
        if clauses.has(at, Is.COMMA):
            if clauses.has(at + 1, Is.COMPLEMENTISER) and at + 2 < len(items):
                return Part(at + 2, clause_stop(clauses, at + 2, reading.stops), "that")
            return None
        if not (clauses.has(at, Is.PREPOSITION) or items[at].low in _POINTING):
            return None
    return None


def _several_words(clauses: Clauses, index: int) -> bool:
    return " " in clauses.text[clauses.items[index].start : clauses.items[index].end].strip()


def speaker_colon(reading: Reading) -> None:
    """``Дубов: «Мы не готовы»``, as in headlines."""
    clauses = reading.clauses
    for at in range(1, min(9, len(clauses.items) - 1)):
        if clauses.has(at, Is.COLON):
            speech = clauses.has(at + 1, Is.QUOTATION) and _several_words(clauses, at + 1)
            named = any(clauses.has(index, Is.CAPITAL) for index in range(at)) and clauses.nominative(0)
            if clauses.items[0].low in _LABELS:
                return
            if speech and named and not clauses.any_finite(0, at) and not reading.drafts:
                add(
                    reading,
                    [],
                    clauses.spans(0, at),
                    [Part(at + 1, at + 2, "quotation")],
                    "speaker and colon",
                    0,
                    speech=True,
                )
            return
