"""Times that only an event tells: ``before the invasion``, ``во время блокады``. They stay words."""

from __future__ import annotations

from onrecord.attributions.dating.clauses import Clause, Page, Stretch
from onrecord.attributions.lexing import Is
from onrecord.languages.dates import UNITS
from onrecord.text.document import Span

_LONGEST = 14
_DIRECTIONS = frozenset({"before", "до", "перед"})
"""Of time at the head of a clause, of place or direction behind its verb."""
_EMPTY = frozenset({"того", "этого", "цього", "тим", "that", "this", "which", "all", "как", "як"})


def event(page: Page, clause: Clause, others: list[tuple[int, int]]) -> Span | None:
    """The words that tie a statement to an event; null where its clause has none."""
    for stretch in clause.stretches:
        if stretch.opened == "(" or any(
            first < stretch.stop and stretch.first < stop for first, stop in others
        ):
            continue
        found = _event(page, clause, stretch)
        if found:
            return found
    return None


def _event(page: Page, clause: Clause, stretch: Stretch) -> Span | None:
    own = clause.own(stretch)
    for index in range(stretch.first, stretch.stop):
        if not _opens(page, stretch, index) or any(first <= index < stop for first, stop in clause.sources):
            continue
        if not own and not _heads(page, stretch, index):
            continue
        if own and not _beside(page, clause, stretch, index):
            continue
        begin = _measure(page, stretch, index)
        if page.words.words[index].low in _DIRECTIONS and begin == index and not _heads(page, stretch, index):
            continue
        stop = _stop(page, clause, stretch, index)
        if _told(page, index, stop) and not _occasion(page, index, stop):
            first = stretch.first if _heads(page, stretch, index) else begin
            while first == begin and begin > stretch.first and page.words.codes[begin - 1] in "iT":
                first = begin = begin - 1
            return page.words.span(first, stop)
    return None


def _opens(page: Page, stretch: Stretch, index: int) -> bool:
    """Whether words for an event begin: ``before``, ``at the end of``, ``on the day of``, ``в день``."""
    codes = page.words.codes
    if codes[index] == "B":
        return True
    if page.moment_at(index) is not None or index + 1 >= stretch.stop or index == stretch.first:
        return codes[index] == "p" and page.moment_at(index) is None and index + 1 < stretch.stop
    if codes[index] == "p":
        return True
    day = codes[index] == "h" or (codes[index] == "u" and page.words.words[index].value == UNITS.index("day"))
    if not day:
        return False
    if page.language == "en":
        return codes[index + 1] == "o"
    return codes[index - 1] == "i" and codes[index + 1] == "_" and not page.verbal(index + 1)


def _measure(page: Page, stretch: Stretch, index: int) -> int:
    """Where the words begin that measure the distance: ``three weeks before``, ``за три недели до``."""
    words, begin = page.words, index
    while begin > stretch.first and words.codes[begin - 1] in "uYNda":
        begin -= 1
    if (
        begin < index
        and begin > stretch.first
        and words.words[begin - 1].low in ("за", "some", "через", "спустя", "лишь")
    ):
        begin -= 1
    return begin


def _told(page: Page, index: int, stop: int) -> bool:
    """Whether it names an event at all: not a mere ``after that``."""
    return any(
        page.words.words[at].low not in _EMPTY and not page.flags(at) & (Is.SUBJECT | Is.OBJECT)
        for at in range(index + 1, stop)
    )


def _heads(page: Page, stretch: Stretch, index: int) -> bool:
    """Whether only adverbs stand before it: ``shortly before``, ``ещё до``."""
    return all(
        page.flags(at) & Is.MODIFIER or page.words.codes[at] in "ipuYNda"
        for at in range(stretch.first, index)
    )


def _beside(page: Page, clause: Clause, stretch: Stretch, index: int) -> bool:
    """Whether no verb but the cue stands between it and the cue or the head of the clause."""
    cue = min(
        (cue for cue in clause.cues if cue[0] < stretch.stop),
        default=None,
        key=lambda cue: abs(cue[0] - index),
    )
    if cue is None:
        return False
    first = cue[1] if index >= cue[1] else stretch.first
    return not any(page.verbal(at) or page.opens_clause(at) for at in range(first, index))


def _stop(page: Page, clause: Clause, stretch: Stretch, index: int) -> int:
    """Where the words of the event end: before the cue, the source, or what is said."""
    heads = _heads(page, stretch, index) and not clause.own(stretch)
    stop = index + 1
    while stop < min(stretch.stop, index + _LONGEST):
        if any(first <= stop < end for first, end in (*clause.cues, *clause.sources)):
            break
        if not heads and (page.verbal(stop) or page.opens_clause(stop)):
            break
        stop += 1
    return stop


def _occasion(page: Page, first: int, stop: int) -> bool:
    """Whether it names where something was said (``during a briefing``), or people (``before reporters``)."""
    for index in range(first + 1, min(stop, first + 5)):
        if page.place(index) or page.flags(index) & (Is.PERSON | Is.TITLE):
            return True
        if page.moment_at(index) is not None or page.words.words[index].low[0].isdigit():
            return True
    return False
