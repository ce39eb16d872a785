"""Where the cue verbs of a Russian or Ukrainian sentence stand, and where contents must end for them."""

from __future__ import annotations

from onrecord.attributions.cues import blocked, follows
from onrecord.attributions.lexing import Is
from onrecord.attributions.slavic.clauses import Clauses
from onrecord.attributions.slavic.reading import Hit, Reading
from onrecord.attributions.slavic.subjects import across_commas, subject_right
from onrecord.languages.pack import Cue


def hits(clauses: Clauses) -> list[Hit]:
    """The cue verbs of the sentence, in order; infinitives only after an auxiliary (``не смог уточнить``)."""
    items, pack = clauses.items, clauses.words.pack
    banned = blocked(items, pack.not_cues)
    found: list[Hit] = []
    reached = 0
    for index, item in enumerate(items):
        if index < reached or index in banned or not item.flags & Is.WORD or item.low not in pack.verbs:
            continue
        for form in pack.verbs[item.low]:
            stop = follows(items, index + 1, form.cue.tail, gap=2 if form.cue.tail else 0)
            if stop is None:
                continue
            start = _group_start(clauses, index, form.slot)
            if start is not None:
                found.append(Hit(form.cue, form.slot, start, index, stop))
                reached = stop
                break
    known = {hit.head for hit in found}
    found.extend(
        _by_place(clauses, index)
        for index in range(len(items))
        if index not in known and _placed(clauses, index)
    )
    return sorted(found, key=lambda hit: hit.head)


def _placed(clauses: Clauses, index: int) -> bool:
    """Whether a verb that is no listed cue stands where only one of speech can.

    ``«…», — отшутился X``; ``X вскипел: «…»``.
    """
    if not clauses.finite(index) or clauses.has(index, Is.BE | Is.AUXILIARY | Is.FINITE | Is.CAPITAL):
        return False
    if clauses.has(index + 1, Is.COLON) and clauses.has(index + 2, Is.QUOTATION):
        return clauses.items[index + 2].speech
    before = index - 1
    while before > 0 and clauses.light(before):
        before -= 1
    if not clauses.has(before, Is.DASH) or before < 2:
        return False
    comma = clauses.has(before - 1, Is.COMMA)
    quotation = before - 2 if comma else before - 1
    if clauses.has(quotation, Is.QUOTATION):
        return clauses.items[quotation].speech
    return comma and clauses.has(0, Is.DASH)


def _by_place(clauses: Clauses, index: int) -> Hit:
    cue = Cue(clauses.items[index].low, "speech", frozenset({"quotation", "parenthesis"}))
    return Hit(cue, "past", index, index, index + 1)


def _group_start(clauses: Clauses, head: int, slot: str) -> int | None:
    """Where the verb group begins; null for an infinitive that nothing makes a statement of."""
    start = head
    while start > 0 and clauses.has(start - 1, Is.NEGATION):
        start -= 1
    if slot != "infinitive":
        return start
    index = start - 1
    while index > 0 and clauses.light(index) and not clauses.has(index, Is.NEGATION):
        index -= 1
    if not clauses.has(index, Is.AUXILIARY):
        return None
    while index > 0 and clauses.has(index - 1, Is.NEGATION):
        index -= 1
    return index


def stops(reading: Reading) -> frozenset[int]:
    """Where a content must end: another statement of the same source, or a source phrase, begins there."""
    clauses, found = reading.clauses, set()
    for hit in reading.hits:
        at = hit.start
        while at > 0 and clauses.light(at - 1):
            at -= 1
        if hit.slot == "gerund" and clauses.has(at - 1, Is.COMMA):
            found.add(at - 1)
        elif hit.slot != "infinitive" and clauses.has(at - 1, Is.COORDINATOR) and _introduces(clauses, hit):
            found.add(at - 2 if clauses.has(at - 2, Is.COMMA) else at - 1)
        elif clauses.has(at - 1, Is.DASH) and clauses.has(at - 2, Is.COMMA):
            found.add(at - 2)
        elif (
            clauses.has(at - 1, Is.COMMA)
            and hit.cue.kind in ("speech", "writing")
            and _closing(clauses, hit)
            and not across_commas(clauses, at - 1)
        ):
            found.add(at - 1)
    return frozenset(found)


def _introduces(clauses: Clauses, hit: Hit) -> bool:
    return any(
        clauses.has(index, Is.COMPLEMENTISER | Is.COLON | Is.QUOTATION | Is.QUESTION)
        for index in range(hit.stop, min(len(clauses.items), hit.stop + 6))
    )


def _closing(clauses: Clauses, hit: Hit) -> bool:
    """Whether the cue after a comma, with its subject, closes the sentence: ``…, сообщил министр.``"""
    subject = subject_right(clauses, hit.stop)
    return subject is not None and ends(clauses, subject[1])


def ends(clauses: Clauses, index: int) -> bool:
    """Whether only a time, a place or an addressee follows item ``index`` before the clause ends."""
    items = clauses.items
    while index < len(items) and not items[index].flags & (Is.COMMA | Is.DASH | Is.STOP | Is.COLON):
        if clauses.finite(index) or (
            items[index].flags & (Is.QUOTATION | Is.COMPLEMENTISER) and not clauses.is_name(index)
        ):
            return False
        index += 1
    return index >= len(items) or not (
        items[index].flags & Is.COLON or clauses.has(index + 1, Is.COMPLEMENTISER)
    )
