"""Which expression of time dates the statement, and which an event or a post that the same sentence names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.attributions.dating.clauses import Clause, Page, Stretch
from onrecord.attributions.dating.moment import Moment
from onrecord.attributions.lexing import Is

_NEAR_NOUN = 4
_NEAR_OF = 6
_DATELINE = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression that dates a statement, and the rule that says so."""

    moment: Moment
    rule: str


def belonging(page: Page, clause: Clause, others: list[tuple[int, int]]) -> list[Placed]:
    """The expressions of a reporting clause that date its statement. ``others`` are the cues of other attributions."""
    found: list[Placed] = []
    if _hearsay(page, clause):
        return found
    for moment, stretch in clause.moments(page):
        rule = _rule(page, clause, moment, stretch, others)
        if rule:
            found.append(Placed(moment, rule))
    return found


def _hearsay(page: Page, clause: Clause) -> bool:
    """``reportedly``, ``якобы``: nobody said it at a time, and the dates beside it are those of what is told."""
    return not clause.sources and any(
        page.words.words[first].low in page.hearsay
        for first, _ in clause.cues
        if first < len(page.words.words)
    )


def _rule(
    page: Page, clause: Clause, moment: Moment, stretch: Stretch, others: list[tuple[int, int]]
) -> str | None:
    if moment.kind == "years" or _dateline(page, moment, stretch):
        return None
    if not _at_occasion(page, moment) or not _of_document(page, moment, stretch):
        return None
    if _in_source(page, clause, moment):
        return None
    if stretch.opened == "(":
        return _in_brackets(page, clause, moment, stretch)
    if clause.own(stretch):
        return None if _bounded(page, moment) else _beside_cue(page, clause, moment, stretch)
    return _apart(page, clause, moment, stretch, others)


def _dateline(page: Page, moment: Moment, stretch: Stretch) -> bool:
    """``TORVIK, March 3 (Northwire) - ``: the date of the report."""
    start = page.words.words[moment.first].start
    block = page.paragraph(start)
    if start - block.start > _DATELINE or not start > block.start:
        return False
    head = re.findall(r"[^\W\d_]+", page.text[block.start : start])
    tail = page.text[page.words.words[moment.stop - 1].end :][:30]
    dash = min((tail.find(mark) for mark in ("—", "–", "--", " - ") if mark in tail), default=-1)
    return (
        bool(head)
        and len(head[0]) > 2
        and dash >= 0
        and all(word[0].isupper() for word in head)
        and head[0].isupper()
    )


def _at_occasion(page: Page, moment: Moment) -> bool:
    """Whether a date of a noun (``a 2019 study``, ``Monday's strike``) is that of something said."""
    words = page.words
    following = words.codes[moment.stop : moment.stop + 1]
    if moment.at_noun == "before":
        return bool(moment.first and page.document(moment.first - 1))
    if moment.at_noun == "after" or following == "'":
        for index in range(moment.stop, min(moment.stop + _NEAR_NOUN, len(words.words))):
            if page.document(index):
                return True
            if index > moment.stop and (page.verbal(index) or words.codes[index] in ",.;("):
                return False
        return False
    return True


def _bounded(page: Page, moment: Moment) -> bool:
    """Whether it only bounds a time; ``a statement from 3 March`` does not."""
    before = moment.first - 1
    of_document = before > 0 and page.words.words[before].low == "from" and page.document(before - 1)
    return moment.bounded and not of_document


def _before_or_after(page: Page, moment: Moment) -> bool:
    """Whether it is the bound of a time that is not told: ``a letter sent after 3 March``, not ``letter from 3 March``."""
    if not moment.first or not moment.bounded:
        return False
    word = page.words.words[moment.first - 1]
    return word.code == "B" or (word.code == "b" and word.low not in page.known.dating)


def _of_document(page: Page, moment: Moment, stretch: Stretch) -> bool:
    """Whether a date tied by ``of`` or ``от`` is that of something said: ``письмо от 3 марта``, no ``attack of 3 March``."""
    before = moment.first - 1
    if before < 0 or page.words.codes[before] != "o":
        return True
    if before and page.words.codes[before - 1] in "uhp":
        return True  # the week of, the morning of
    return any(
        page.place(at) or page.document(at) for at in range(max(stretch.first, before - _NEAR_OF), before)
    )


def _in_source(page: Page, clause: Clause, moment: Moment) -> bool:
    """Whether it lies in the words of the source, which are a person's, not a letter's or study's."""
    for first, stop in clause.sources:
        if first <= moment.first and moment.stop <= stop:
            for index in range(first, min(moment.stop + _NEAR_NOUN, stop)):
                if page.document(index):
                    return False
                if page.person(index) and page.words.codes[index + 1 : index + 2] != "'":
                    return True  # “the author of the 2019 report”
            return True
    return False


def _in_brackets(page: Page, clause: Clause, moment: Moment, stretch: Stretch) -> str | None:
    """``the Aldermoor conference (14-16 May 2022)``: only a date, after an occasion."""
    if stretch.first != moment.first or stretch.stop - moment.stop > 1 or moment.bounded:
        return None
    previous = _before(clause, stretch)
    if previous is None or previous.stop != stretch.first - 1:
        return None
    words = range(max(previous.first, previous.stop - 6), previous.stop)
    if any(page.place(index) for index in words):
        return "in brackets after the occasion"
    return None


def _before(clause: Clause, stretch: Stretch) -> Stretch | None:
    at = clause.stretches.index(stretch)
    return clause.stretches[at - 1] if at else None


def _foreign(page: Page, clause: Clause, first: int, stop: int) -> bool:
    """Whether words ``[first, stop)`` hold a verb with a time of its own, or open a clause.

    Verbs of saying have none, nor has a clause about a document (``a letter that was published on 3 March``).
    """
    for index in range(first, stop):
        following = index + 1 if index + 1 < stop else index
        if page.opens_clause(index):
            about = index > first and page.document(index - 1) and page.flags(index) & Is.RELATIVE
            when = index == first and (page.saying(following) and following > index)
            if not (about or when):
                return True
        elif page.verbal(index) and not page.saying(index) and not _cue(clause, index):
            helps = page.flags(index) & (Is.BE | Is.HAVE) and following > index and page.saying(following)
            if not helps:
                return True
    return False


def _cue(clause: Clause, index: int) -> bool:
    return any(first <= index < stop for first, stop in clause.cues)


def _beside_cue(page: Page, clause: Clause, moment: Moment, stretch: Stretch) -> str | None:
    """In the stretch of the cue itself: nothing between them may have a time of its own."""
    cue = min(clause.cues, key=lambda each: _distance(each, moment))
    if moment.first >= cue[1]:
        if _foreign(page, clause, cue[1], moment.first) or _of_event(page, cue[1], moment.first):
            return None
        return "after the cue"
    first = stretch.first + bool(page.opens_clause(stretch.first))  # “who last year said …”
    if _foreign(page, clause, first, moment.first) or _of_event(page, stretch.first, moment.first):
        return None
    ends = [cue[0], *(first for first, _ in clause.sources if first >= moment.stop)]
    if _foreign(page, clause, moment.stop, min(ends)):
        return None
    return "before the cue"


def _distance(cue: tuple[int, int], moment: Moment) -> int:
    return max(cue[0] - moment.stop, moment.first - cue[1])


def _of_event(page: Page, first: int, stop: int) -> bool:
    """Whether a date at ``stop`` belongs to what is spoken of: ``told them about the strike on Monday``."""
    occasion = False
    for index in range(first, stop):
        word = page.words.words[index]
        event = word.code == "A" or (word.code == "B" and not _occasion_near(page, index, stop))
        if event and not (occasion and word.low in _TOWARDS):
            return True
        if word.low in page.known.about and not occasion and not _pronoun_follows(page, index):
            return True
        occasion = occasion or page.place(index) in ("O", "M", "C")
    return False


_TOWARDS = frozenset({"до", "перед"})
"""After an occasion they say to whom, not before what: ``у листі до сестри``."""


def _pronoun_follows(page: Page, index: int) -> bool:
    """``предупреждал об этом в январе``: what is spoken of is no event with a date."""
    following = page.flags(index + 1) if index + 1 < len(page.words.words) else 0
    return bool(following & (Is.OBJECT | Is.IMPERSONAL))


def _occasion_near(page: Page, index: int, stop: int) -> bool:
    """``during a briefing``, ``before a select committee``: where it was said, not when."""
    return any(page.place(at) for at in range(index + 1, min(index + 4, stop)))


def _apart(
    page: Page, clause: Clause, moment: Moment, stretch: Stretch, others: list[tuple[int, int]]
) -> str | None:
    """In a stretch without the cue: an adverbial of the clause, or words about the occasion."""
    if any(first < stretch.stop and stretch.first < stop for first, stop in others):
        return None
    previous = _before(clause, stretch)
    if previous is not None and _about_occasion(page, clause, moment, stretch, previous):
        return None if _before_or_after(page, moment) else "of the occasion"
    if moment.bounded or (stretch.opened == "…" and not _after_cue(clause, stretch)):
        return None
    spoken = page.saying(stretch.first) or (
        page.opens_clause(stretch.first)
        and stretch.first + 1 < stretch.stop
        and page.saying(stretch.first + 1)
    )
    if _foreign(page, clause, stretch.first, moment.first if spoken else stretch.stop):
        return "before a colon" if _before_colon(clause, moment, stretch) else None
    if _of_event(page, stretch.first, moment.first):
        return None
    if _in_own_clause(page, clause, stretch):
        return None
    head = stretch.first == clause.first
    if not (head or _neighbours(page, clause, stretch)) or (head and _done_by_others(page, clause, moment)):
        return None
    if moment.first == stretch.first:
        return "at the head of the clause" if head else "apart in the clause"
    return _adverbial(page, moment, stretch)


def _before_colon(clause: Clause, moment: Moment, stretch: Stretch) -> bool:
    """``In December the softness was gone: he said …``: what follows the colon tells of that time."""
    at = clause.stretches.index(stretch)
    return (
        moment.first == stretch.first == clause.first
        and stretch.closed == ":"
        and at + 1 < len(clause.stretches)
        and clause.own(clause.stretches[at + 1])
    )


def _in_own_clause(page: Page, clause: Clause, stretch: Stretch) -> bool:
    """Whether the cue stands in a relative clause of its own, which the rest of the sentence does not date."""
    return any(
        clause.own(each)
        and each is not stretch
        and page.flags(each.first) & Is.RELATIVE
        and not page.flags(each.first) & Is.DETERMINER
        for each in clause.stretches
    )


def _neighbours(page: Page, clause: Clause, stretch: Stretch) -> bool:
    """Whether the stretch stands next to that of the cue or of the source, adverbials between them aside."""
    at = clause.stretches.index(stretch)
    spans = (*clause.cues, *clause.sources)
    for step in (-1, 1):
        beside = at + step
        while 0 <= beside < len(clause.stretches):
            each = clause.stretches[beside]
            if any(first < each.stop and each.first < stop for first, stop in spans):
                return True
            if _foreign(page, clause, each.first, each.stop):
                break
            beside += step
    return False


def _done_by_others(page: Page, clause: Clause, moment: Moment) -> bool:
    """Whether a date at the head dates another verb, on which the cue hangs: ``In 2007 Brakna accepted his request``."""
    first = min(clause.cues, default=None)
    if first is None:
        return False
    cue = first[0]
    before = page.words.words[cue - 1] if cue else None
    if page.language == "en" and page.words.words[cue].low.endswith("ing"):
        return before is not None and before.low in _FOR
    if not _foreign(page, clause, moment.stop, cue):
        return False
    if before is not None and (before.code == "'" or before.low.endswith("s'")):
        return True
    a_verb = page.flags(cue) & (Is.VERB | Is.FINITE) and not page.flags(cue - 1) & Is.DETERMINER
    return not (page.verbal(cue) or a_verb)


_FOR = frozenset({"for", "after", "of", "from", "without", "before", "about", "against", "despite"})


def _after_cue(clause: Clause, stretch: Stretch) -> bool:
    """Whether the stretch follows the cue with nothing left out between."""
    return any(first < stretch.first for first, _ in clause.cues) and stretch.opened != "…"


def _about_occasion(page: Page, clause: Clause, moment: Moment, stretch: Stretch, previous: Stretch) -> bool:
    """``in talks with the paper, which ran from 3 to 5 March``: a clause or participle about an occasion just named."""
    if not any(page.place(index) in ("O", "M") for index in range(previous.first, previous.stop)):
        return False
    if page.saying(stretch.first):
        return not _foreign(page, clause, stretch.first, moment.first)
    flags = page.flags(stretch.first)
    return bool(flags & Is.RELATIVE) and page.words.words[stretch.first].low not in ("who", "кто", "хто")


def _adverbial(page: Page, moment: Moment, stretch: Stretch) -> str | None:
    """``At a briefing in Torvik on 3 March,``: begins with a preposition of place and names an occasion or a place."""
    first = stretch.first
    if page.opens_clause(first) and first + 1 < stretch.stop and page.saying(first + 1):
        first += 1  # “when asked on Tuesday”
    begins = bool(page.flags(first) & (Is.PREPOSITION | Is.MODIFIER | Is.COORDINATOR)) or (page.saying(first))
    between = range(first, moment.first)
    named = moment.at_noun == "after" or any(page.place(index) for index in between)
    if begins and (named or _only_names(page, between)):
        return "with the occasion"
    if named and page.place(first) == "O" and stretch.closed in (":", ","):
        return "in a heading"
    return None


def _only_names(page: Page, between: range) -> bool:
    """``In Torvik on 3 March``: a preposition, then names only; or a verb of saying."""
    rest = [
        index for index in between if not page.flags(index) & (Is.PREPOSITION | Is.MODIFIER | Is.COORDINATOR)
    ]
    return all(
        page.words.words[index].capital or page.saying(index) or page.words.codes[index] == "T"
        for index in rest
    )
