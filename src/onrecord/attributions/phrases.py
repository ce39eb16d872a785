"""Noun phrases without a parser: the words that name a source, to the left or the right of its cue."""

from __future__ import annotations

from dataclasses import dataclass

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
            return _checked(items, _run_left(items, end), end)
        return Phrase(end - 1, end)
    if last.flags & (Is.RELATIVE | Is.QUESTION):
        return _antecedent(items, end)
    if last.flags & (Is.COMMA | Is.DASH | Is.CLOSE):
        return _before_apposition(items, end)
    if last.flags & _CLAUSE_END or (last.flags & Is.QUOTATION and end == stop and not _fragment(last)):
        return None
    return _checked(items, _run_left(items, end), end)


def _fragment(item: Item) -> bool:
    """Whether a quotation is a few words within a phrase (``the "elite"``), not speech."""
    return not item.speech


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
    first = _run_left(items, before)
    phrase = _checked(items, first, before)
    if phrase is None:
        return None
    return Phrase(phrase.first, phrase.stop, pronoun)


def _before_apposition(items: list[Item], end: int) -> Phrase | None:
    """``X, the head of Y, said``; ``X, who …, said``; ``X (R) said``: X with what stands between the marks."""
    closing = items[end - 1]
    if closing.flags & Is.CLOSE:
        opening = _matching_open(items, end - 1)
        return None if opening is None else _checked(items, _run_left(items, opening), end)
    kind = Is.COMMA if closing.flags & Is.COMMA else Is.DASH
    index = end - 2
    lowest = max(0, end - LONGEST)
    while index > lowest:
        item = items[index]
        if item.flags & kind and not (kind == Is.COMMA and _in_list(items, index)):
            if _opens_apposition(items, index + 1, end - 1):
                first = _run_left(items, index)
                phrase = _checked(items, first, index)
                if phrase is not None and _nominal(items, phrase.first, index):
                    return Phrase(_before_more(items, phrase.first), end - 1)
                if not items[index + 1].flags & (Is.RELATIVE | Is.PREPOSITION):
                    index -= 1
                    continue
            return None
        if item.flags & _CLAUSE_END or (item.flags & Is.QUOTATION and not _fragment(item)):
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
        phrase = _checked(items, _run_left(items, comma), comma)
        if phrase is None or not any(is_name(item) or item.flags & Is.NUMBER for item in items[phrase.first : comma]):
            break
        if any(item.flags & _VERBAL for item in items[phrase.first : comma]):
            break
        first = phrase.first
    return first


def _in_list(items: list[Item], index: int) -> bool:
    """Whether the comma at ``index`` parts the items of a list inside an apposition (``billionaire, star and nominee``)."""
    return False


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


def _matching_open(items: list[Item], close: int) -> int | None:
    for index in range(close - 1, max(-1, close - 20), -1):
        if items[index].flags & Is.OPEN:
            return index
    return None


def _run_left(items: list[Item], stop: int) -> int:
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
            opening = _matching_open(items, index)
            if opening is None:
                return index + 1
            index = opening - 1
            continue
        if item.flags & Is.OPEN or (item.flags & Is.QUOTATION and not _fragment(item)):
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
        elif (item.flags & Is.COORDINATOR and not _coordinated(items, index, stop)) or (item.flags & Is.SUBJECT and not item.flags & (Is.DETERMINER | Is.PERSON) and index < stop - 1) or (item.flags & Is.OBJECT and not item.flags & Is.POSSESSIVE and index < stop - 1):
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
        return not following.flags & Is.STOP and following.low != "by" and bool(
            following.flags & (Is.DETERMINER | Is.CAPITAL | Is.POSSESSIVE | Is.PREPOSITION | Is.NUMBER | Is.OBJECT | Is.MODIFIER)
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


def _checked(items: list[Item], first: int, stop: int) -> Phrase | None:
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
            elif (
                (item.flags & (_NO_NOUN | _VERBAL)
                and not item.flags & Is.DETERMINER)
                or _verb_right(items, index, first)
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
