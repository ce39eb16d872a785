"""The noun phrase that names a source, before its cue or after it, with its appositions."""

from __future__ import annotations

from onrecord.attributions.english.runs import Phrase, checked, is_fragment, is_name, matching_open, run_left
from onrecord.attributions.lexing import Is, Item, Lexicon

LONGEST = 60
"""How many items a source may have, appositions and relative clauses included."""

_CLAUSE_END = Is.STOP | Is.COLON

_NAMES = Is.CAPITAL | Is.TITLE | Is.PERSON

_VERBAL = Is.FINITE | Is.AUXILIARY | Is.BE | Is.HAVE

_BEFORE_NOUN = Is.DETERMINER | Is.POSSESSIVE | Is.NUMBER

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


def subject_before(items: list[Item], stop: int, words: Lexicon) -> Phrase | None:
    """The noun phrase that ends at item ``stop`` (exclusive), with its appositions; null where there is none."""
    end = _skip_modifiers_left(items, stop)
    if end <= 0:
        return None
    last = items[end - 1]
    if (
        last.flags & Is.SUBJECT
        and not last.flags & (Is.RELATIVE | Is.QUESTION)
        and not last.flags & Is.PERSON
    ):
        if last.flags & Is.DETERMINER and end > 1 and items[end - 2].flags & (Is.DETERMINER | Is.CAPITAL):
            return checked(items, run_left(items, end), end)
        return Phrase(end - 1, end)
    if last.flags & (Is.RELATIVE | Is.QUESTION):
        return _antecedent(items, end)
    if last.flags & (Is.COMMA | Is.DASH | Is.CLOSE):
        return _before_apposition(items, end)
    if last.flags & _CLAUSE_END or (last.flags & Is.QUOTATION and end == stop and not is_fragment(last)):
        return None
    return checked(items, run_left(items, end), end)


def _skip_modifiers_left(items: list[Item], stop: int) -> int:
    """Leave out adverbs and short time phrases between a subject and its verb."""
    end = stop
    while end > 0 and stop - end < 8:
        item = items[end - 1]
        if item.flags & (Is.MODIFIER | Is.TIME | Is.NEGATION) and not item.flags & (
            Is.DETERMINER | Is.SUBJECT | Is.PREPOSITION | Is.COORDINATOR
        ):
            end -= 1
            if end > 0 and items[end - 1].flags & Is.PREPOSITION and item.flags & Is.TIME:
                end -= 1
            continue
        break
    return end


def _antecedent(items: list[Item], end: int) -> Phrase | None:
    """``X who said``, ``X, who said``: the phrase X with its pronoun."""
    pronoun = end - 1
    if not items[pronoun].flags & Is.RELATIVE:
        return None
    before = pronoun
    if before > 0 and items[before - 1].flags & (Is.COMMA | Is.DASH):
        before -= 1
    if before == 0:
        return None
    first = run_left(items, before)
    phrase = checked(items, first, before)
    if phrase is None:
        return None
    return Phrase(phrase.first, phrase.stop, pronoun)


def _before_apposition(items: list[Item], end: int) -> Phrase | None:
    """``X, the head of Y, said``; ``X, who …, said``; ``X (R) said``: X with what stands between the marks."""
    closing = items[end - 1]
    if closing.flags & Is.CLOSE:
        opening = matching_open(items, end - 1)
        return None if opening is None else checked(items, run_left(items, opening), end)
    kind = Is.COMMA if closing.flags & Is.COMMA else Is.DASH
    index = end - 2
    lowest = max(0, end - LONGEST)
    while index > lowest:
        item = items[index]
        if item.flags & kind:
            if _opens_apposition(items, index + 1, end - 1):
                first = run_left(items, index)
                phrase = checked(items, first, index)
                if phrase is not None and _nominal(items, phrase.first, index):
                    return Phrase(_before_more(items, phrase.first), end - 1)
                if not items[index + 1].flags & (Is.RELATIVE | Is.PREPOSITION):
                    index -= 1
                    continue
            return None
        if item.flags & _CLAUSE_END or (item.flags & Is.QUOTATION and not is_fragment(item)):
            return None
        index -= 1
    return None


def _before_more(items: list[Item], first: int) -> int:
    """The start of ``Ann Lee, 30, of Tarn, who …`` where ``of Tarn`` alone was taken for the name."""
    for _ in range(3):
        comma = first - 1
        if comma > 0 and items[comma].flags & Is.PREPOSITION:
            comma -= 1
        if comma < 1 or not items[comma].flags & Is.COMMA:
            break
        lead = items[comma + 1]
        if not lead.flags & (Is.NUMBER | Is.PREPOSITION | Is.CAPITAL):
            break
        phrase = checked(items, run_left(items, comma), comma)
        if phrase is None or not any(
            is_name(item) or item.flags & Is.NUMBER for item in items[phrase.first : comma]
        ):
            break
        if any(item.flags & _VERBAL for item in items[phrase.first : comma]):
            break
        first = phrase.first
    return first


def _opens_apposition(items: list[Item], first: int, stop: int) -> bool:
    """Whether what stands between two commas can tell more about the name before it."""
    if first >= stop:
        return False
    lead = items[first]
    verbal = any(item.flags & (Is.FINITE | Is.AUXILIARY) for item in items[first:stop])
    if lead.flags & (Is.RELATIVE | Is.QUESTION):
        return True
    relative = any(item.flags & (Is.RELATIVE | Is.QUESTION) for item in items[first:stop])
    if verbal and not relative:
        return False
    return not lead.flags & (Is.SUBORDINATOR | Is.COORDINATOR | Is.SUBJECT) or bool(
        lead.flags & Is.DETERMINER
    )


def _nominal(items: list[Item], first: int, stop: int) -> bool:
    """Whether the phrase is a name, a title or a noun after a determiner, not an adverbial."""
    return any(item.flags & _NAMES for item in items[first:stop]) or bool(items[first].flags & _BEFORE_NOUN)


def subject_after(items: list[Item], first: int, words: Lexicon, *, closed: bool = False) -> Phrase | None:
    """The noun phrase that begins at item ``first``, with its appositions: ``said Ann Lee, head of the union, …``.

    ``closed``: more of the sentence must follow, so an apposition ends with a comma (``according to X, the head of Y, …``).
    """
    total = len(items)
    if first >= total:
        return None
    lead = items[first]
    if lead.flags & Is.SUBJECT and not lead.flags & (Is.DETERMINER | Is.PERSON):
        return Phrase(first, first + 1)
    if not (lead.flags & (Is.CAPITAL | _BEFORE_NOUN | Is.TITLE | Is.PERSON)) or lead.flags & Is.QUOTATION:
        return None
    if (
        lead.flags & (Is.PREPOSITION | Is.SUBORDINATOR | Is.TIME | Is.COMPLEMENTISER)
        and not lead.flags & Is.DETERMINER
    ):
        return None
    stop = _run_right(items, first)
    if stop == first or not any(item.flags & Is.WORD for item in items[first:stop]):
        return None
    end = _with_apposition(items, first, stop)
    if end < len(items) and items[end].flags & Is.RELATIVE and not items[end].flags & Is.COMPLEMENTISER:
        while end < len(items) and not items[end].flags & (Is.COMMA | Is.STOP | Is.QUOTATION | Is.DASH):
            end += 1
        while items[end - 1].low in {".", "!", "?"}:
            end -= 1
    if closed and (end >= len(items) or not items[end].flags & Is.COMMA):
        end = stop
    return Phrase(first, end)


def _run_right(items: list[Item], first: int) -> int:
    index = first
    total = min(len(items), first + LONGEST)
    while index < total:
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        if item.flags & Is.PREPOSITION and not item.flags & Is.CAPITAL:
            if not item.flags & Is.LINKING or following is None or not _noun_follows(following, item):
                break
        elif item.flags & Is.COORDINATOR:
            if (
                following is None
                or not following.flags & (_NAMES | _BEFORE_NOUN)
                or following.flags & Is.SUBJECT
            ):
                break
        elif item.flags & Is.OPEN:
            close = _matching_close(items, index)
            if close is None:
                break
            index = close
        elif item.flags & Is.WORD:
            if item.flags & Is.CAPITAL and not item.flags & (Is.TIME | Is.SUBORDINATOR):
                pass
            elif (item.flags & (_NO_NOUN | _VERBAL) and not item.flags & Is.DETERMINER) or _verb_right(
                items, index, first
            ):
                break
        elif item.low != ".":
            break
        index += 1
    while index > first and items[index - 1].low == "." and index == len(items):
        index -= 1
    return index


def _verb_right(items: list[Item], index: int, first: int) -> bool:
    item = items[index]
    if index == first or not item.flags & Is.VERB or item.flags & (Is.CAPITAL | Is.PERSON | Is.TITLE):
        return False
    return not items[index - 1].flags & (Is.DETERMINER | Is.POSSESSIVE)


def _noun_follows(following: Item, preposition: Item) -> bool:
    if following.flags & (Is.TIME | Is.QUOTATION):
        return False
    return bool(following.flags & (_NAMES | _BEFORE_NOUN)) or preposition.low == "of"


def _matching_close(items: list[Item], opening: int) -> int | None:
    for index in range(opening + 1, min(len(items), opening + 20)):
        if items[index].flags & Is.CLOSE:
            return index
    return None


def _with_apposition(items: list[Item], first: int, stop: int) -> int:
    """``Ann Lee, the head of the union``: with the apposition up to the next comma or the end of the sentence."""
    if stop + 1 >= len(items) or not items[stop].flags & Is.COMMA:
        return stop
    lead = items[stop + 1]
    if lead.flags & (Is.COORDINATOR | Is.SUBORDINATOR | Is.SUBJECT | Is.QUOTATION) and not lead.flags & (
        Is.DETERMINER | Is.RELATIVE
    ):
        return stop
    if lead.flags & Is.VERB and not lead.flags & (Is.PERSON | Is.TITLE | Is.CAPITAL):
        return stop
    relative = bool(lead.flags & (Is.RELATIVE | Is.QUESTION))
    if not (relative or lead.flags & (_BEFORE_NOUN | _NAMES)):
        return stop
    index = stop + 1
    while index < len(items) and index < first + LONGEST:
        item = items[index]
        if item.flags & (Is.COMMA | _CLAUSE_END | Is.QUOTATION | Is.DASH):
            break
        if not relative and item.flags & (Is.FINITE | Is.AUXILIARY):
            return stop
        index += 1
    while index > stop + 1 and items[index - 1].low in {".", "!", "?"}:
        index -= 1
    return index
