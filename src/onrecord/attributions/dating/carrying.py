"""Occasions told once and meant for more: in a heading, in the sentence before, or taken up by ``he added``.

Nothing is carried on the strength of one speaker alone: the words must do it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attributions.dating.belonging import belonging
from onrecord.attributions.dating.clauses import Clause, Page
from onrecord.attributions.dating.contents import Contents
from onrecord.attributions.dating.moment import Moment
from onrecord.attributions.lexing import Is
from onrecord.attributions.record import Attribution
from onrecord.text.document import Span

_NEAR = 8
_OPENING = frozenset("\"“„«'‘—–")


@dataclass(frozen=True, slots=True)
class Introduced:
    """What the sentence before tells of the occasion: the expression of time, the words for where, the rule."""

    moment: Moment | None
    where: Span | None
    rule: str


class Carrier:
    """Looks for the occasion of attributions whose own clause does not tell it."""

    def __init__(
        self, page: Page, given: Sequence[Attribution], clauses: Sequence[Clause | None], contents: Contents
    ) -> None:
        self.page, self.given, self.clauses, self.contents = page, given, clauses, contents

    def goes_on_with(self, number: int) -> int | None:
        """The attribution just before, of the same speaker in the same paragraph, that ``he added`` goes on with."""
        clause, each = self.clauses[number], self.given[number]
        if clause is None or not number or not self._adds(clause, each):
            return None
        for at in range(number - 1, max(-1, number - _NEAR), -1):
            other, before = self.given[at], self.clauses[at]
            if other.nested_in != each.nested_in:
                continue
            if (
                before is None
                or not self._same_paragraph(before, clause)
                or not self._same_speaker(other, each)
            ):
                return None
            return at
        return None

    def introduced(self, number: int) -> Introduced | None:
        """The occasion that the sentence before tells; null where it does not."""
        clause, each = self.clauses[number], self.given[number]
        if clause is None or each.nested_in is not None:
            return None
        words = self.page.words.words
        starts = [words[clause.first].start] if clause.first < len(words) else []
        starts += [span.start for span in each.content if span.start < len(self.page.text)]
        start = min(starts, default=0)
        block = self.page.paragraph(start)
        head = self.page.text[block.start : start].rstrip(' \t\r\n“"«„')
        if not head:
            return None
        before = self.page.sentence(block.start + len(head) - 1)
        first, stop = self.page.indices(Span(before.start, min(before.end, start)))
        if first >= stop:
            return None
        return (
            self._heading(first, stop)
            or self._scene(number, first, stop)
            or self._said_before(number, before, first, stop)
        )

    def _adds(self, clause: Clause, each: Attribution) -> bool:
        adding = self.page.known.adding
        return any(
            self.page.words.words[index].low in adding
            for first, stop in clause.cues
            for index in range(first, stop)
        )

    def _same_paragraph(self, one: Clause, other: Clause) -> bool:
        starts = [
            self.page.words.words[min(each.first, len(self.page.words.words) - 1)].start
            for each in (one, other)
        ]
        return self.page.paragraph(starts[0]) == self.page.paragraph(starts[1])

    def _same_speaker(self, one: Attribution, other: Attribution) -> bool:
        if one.speaker.name and other.speaker.name:
            return one.speaker.name == other.speaker.name
        return not other.source or self._pronoun(other)

    def _pronoun(self, each: Attribution) -> bool:
        if len(each.source) != 1:
            return False
        first, stop = self.page.indices(each.source[0])
        return stop - first == 1 and bool(self.page.flags(first) & Is.SUBJECT)

    def _heading(self, first: int, stop: int) -> Introduced | None:
        """``2024-12-05.`` or ``Entry for 5 December 2024:`` as a sentence of its own."""
        moment = self.page.moment_at(first)
        if moment is None and (self.page.place(first) == "O" or self.page.words.words[first].capital):
            moment = next(iter(self.page.between(first, stop)), None)
        if moment is None or moment.bounded or moment.kind not in ("date", "old and new", "weekday"):
            return None
        rest = [
            index
            for index in (*range(first, moment.first), *range(moment.stop, stop))
            if self.page.words.words[index].low[0].isalnum()
        ]
        named = self.page.place(first) or all(self.page.words.words[index].capital for index in rest)
        if len(rest) > 3 or not named or any(self.page.verbal(index) for index in rest):
            return None
        return Introduced(moment, None, "the heading before it")

    def _scene(self, number: int, first: int, stop: int) -> Introduced | None:
        """``At a briefing in Torvik on 3 March the minister listed … .`` before what the same speaker says."""
        each = self.given[number]
        if not (self._pronoun(each) or not each.source or self._subject_again(each, first, stop)):
            return None
        for moment in self.page.between(first, stop):
            if moment.bounded or moment.at_noun or moment.kind in ("years", "vague", "of another", "decade"):
                continue
            occasion, where = self._occasion_beside(moment, first, stop)
            if occasion:
                return Introduced(moment, where, "the occasion in the sentence before")
        return None

    def _said_before(self, number: int, sentence: Span, first: int, stop: int) -> Introduced | None:
        """``Dunmore said on Tuesday … . She added …``, ``The minister spoke in Torvik on 3 March. “…,” he said.``

        For ``added`` any verb of saying in the sentence before will do; else it must be one that only sets the scene,
        and a quotation by the same speaker must follow.
        """
        each, clause = self.given[number], self.clauses[number]
        assert clause is not None
        adds = self._adds(clause, each)
        if not adds and not (self._quoted(each) and self._pronoun(each)):
            return None
        if not (self._pronoun(each) or self._subject_again(each, first, stop)):
            return None
        for index in range(first, stop):
            spoken = (
                self.page.reports(index)
                if adds
                else self.page.words.words[index].low in self.page.known.scenes
            )
            if not spoken or self.page.inside_quotation(self.page.words.words[index].start):
                continue
            verb = self.page.words.words[index]
            pseudo = Attribution(
                id="", cue=(Span(verb.start, verb.end),), content=(Span(verb.end, verb.end),), mode="indirect"
            )
            told_by = self.page.clause(pseudo, self.contents)
            if told_by is None:
                return None
            for placed in belonging(self.page, told_by, []):
                rule = (
                    "what it goes on with, in the sentence before"
                    if adds
                    else "the scene in the sentence before"
                )
                return Introduced(placed.moment, None, rule)
            return None
        return None

    def _quoted(self, each: Attribution) -> bool:
        return (
            bool(each.content)
            and self.page.text[each.content[0].start : each.content[0].start + 1] in _OPENING
        )

    def _subject_again(self, each: Attribution, first: int, stop: int) -> bool:
        """Whether the source's last word stands in the sentence before as well: a name, in its first letters."""
        if not each.source:
            return False
        last = self.page.indices(each.source[-1])[1] - 1
        stem = self.page.words.words[last].low[:5]
        return len(stem) > 3 and any(
            word.low.startswith(stem) and word.capital for word in self.page.words.words[first:stop]
        )

    def _occasion_beside(self, moment: Moment, first: int, stop: int) -> tuple[bool, Span | None]:
        """Whether an occasion stands beside a time with no verb between them, and its words after *at* or *in*."""
        page = self.page
        low, high = max(first, moment.first - _NEAR), min(stop, moment.stop + _NEAR)
        for step in (-1, 1):
            index = moment.first - 1 if step < 0 else moment.stop
            while low <= index < high:
                verb = page.verbal(index) and not page.saying(index) and not page.flags(index) & Is.BE
                if verb or page.opens_clause(index):
                    break
                word = page.words.words[index]
                if word.code == "B" or word.low in page.known.about:
                    break
                if page.place(index) == "O":
                    begin = self._preposition(index, first)
                    end = moment.first if step < 0 else index + 1
                    where = page.words.span(begin, end) if begin is not None and begin < end else None
                    return where is not None or self._dated(index, moment), where
                index += step
        return False, None

    def _dated(self, index: int, moment: Moment) -> bool:
        """``The letter is dated 30 January``: the date of the document itself."""
        return any(
            word.low.startswith(("dated", "датир", "датов"))
            for word in self.page.words.words[index + 1 : moment.first + 1]
        )

    def _preposition(self, index: int, first: int) -> int | None:
        """The preposition of place a few words before a noun."""
        for at in range(index - 1, max(first, index - 5) - 1, -1):
            if self.page.known.at.get(self.page.words.words[at].low.split()[0]):
                return at
            if self.page.verbal(at):
                return None
        return None
