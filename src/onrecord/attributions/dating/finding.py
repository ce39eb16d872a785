"""From the attributions of one text to the same with when and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.attributions.dating.belonging import Placed, belonging
from onrecord.attributions.dating.carrying import Carrier
from onrecord.attributions.dating.clauses import Clause, Page
from onrecord.attributions.dating.contents import Contents
from onrecord.attributions.dating.events import event
from onrecord.attributions.dating.moment import Moment
from onrecord.attributions.dating.partial import PartialDate, read
from onrecord.attributions.dating.resolving import told
from onrecord.attributions.dating.venues import venue
from onrecord.attributions.record import Attribution
from onrecord.text.document import Span


@dataclass(frozen=True, slots=True)
class When:
    """When something was said: the date or null, the words, and the rule."""

    date: PartialDate | None
    words: Span
    rule: str


_EXPLICIT = {"date": 3, "old and new": 3, "weekday": 2, "vague": 0, "of another": 0}
"""Of two expressions equally fine the more explicit one counts: ``yesterday, 18 December``."""


def _with_year(page: Page, moment: Moment, placed: Sequence[Placed]) -> Moment:
    """``In 2019, on 3 March,``, ``last year, in March``: the year stands in an expression of its own."""
    if moment.year is not None or moment.back is not None or moment.kind not in ("date", "old and new"):
        return moment
    for each in placed:
        other = each.moment
        if (
            other.kind == "date"
            and other.month is None
            and (other.year is not None or other.back is not None)
        ):
            return replace(moment, year=other.year, back=other.back)
        if other.kind in ("ago", "span") and other.unit == "year" and other.back is not None:
            return replace(moment, back=-other.back if other.kind == "ago" else other.back)
        if other.kind == "of another" and "Y" in page.words.codes[other.first : other.stop]:
            return replace(moment, kind="of another")
    return moment


def find(
    text: str, language: str, published: str | None, attributions: Sequence[Attribution]
) -> list[Attribution]:
    """See :func:`onrecord.attributions.dating.date_all`; ``language`` is one that has a pack."""
    return _Dating(text, language, published, attributions).all()


class _Dating:
    def __init__(
        self, text: str, language: str, published: str | None, attributions: Sequence[Attribution]
    ) -> None:
        self.text, self.given = text, attributions
        parts = (span for each in attributions for span in (*each.cue, *each.source, *each.content[:1]))
        self.page = Page(text, language, (span.start for span in parts if 0 <= span.start < len(text)))
        self.published = read(published)
        self.contents = Contents(
            span for each in attributions for span in each.content if 0 <= span.start < span.end <= len(text)
        )
        self.by_id = {each.id: number for number, each in enumerate(attributions)}
        self.clauses = [self.page.clause(each, self.contents) for each in attributions]
        self.by_sentence: dict[int, list[int]] = {}
        for number, clause in enumerate(self.clauses):
            if clause is not None:
                self.by_sentence.setdefault(clause.first, []).append(number)
        self.carrier = Carrier(self.page, attributions, self.clauses, self.contents)
        self.whens: dict[int, When | None] = {}
        self.wheres = [self._where(number) for number in range(len(attributions))]

    def all(self) -> list[Attribution]:
        found: list[Attribution] = []
        for number, each in enumerate(self.given):
            when = self.when(number)
            where, why = self.wheres[number]
            if when is None or where is None:
                when, where, why = self._carried(number, when, where, why)
            self.whens[number], self.wheres[number] = when, (where, why)
            found.append(self._filled(each, when, where, why))
        return found

    def _carried(
        self, number: int, when: When | None, where: Span | None, why: str | None
    ) -> tuple[When | None, Span | None, str | None]:
        """What the words before add to what the clause of the cue tells."""
        before = self.carrier.goes_on_with(number)
        if before is not None:
            rule = f"the occasion of {self.given[before].id}, which it goes on with"
            old, (old_where, _) = self.whens.get(before), self.wheres[before]
            if when is None and old is not None and old.date is not None:
                when = When(old.date, old.words, rule)
            if where is None and old_where is not None:
                where, why = old_where, f"“{old_where.of(self.text)}”, {rule}"
        if when is not None:
            return when, where, why
        scene = self.carrier.introduced(number)
        if scene is None:
            return when, where, why
        if scene.moment is not None:
            result = told(scene.moment, self.anchor(number))
            when = When(result.date, scene.moment.span, f"{scene.rule}; {result.why}")
        if where is None and scene.where is not None:
            where, why = scene.where, f"“{scene.where.of(self.text)}”, {scene.rule}"
        return when, where, why

    def anchor(self, number: int, depth: int = 0) -> PartialDate | None:
        """What relative words count from: the statement that holds this one, where that is dated, else the publication."""
        outer = self.by_id.get(self.given[number].nested_in or "")
        if outer is None or outer == number or depth > 8:
            return self.published
        when = self.when(outer, depth + 1)
        return when.date if when else self.anchor(outer, depth + 1)

    def when(self, number: int, depth: int = 0) -> When | None:
        """When the attribution was said, as its own clause tells."""
        if number not in self.whens:
            self.whens[number] = None  # a chain that bites its tail ends here
            self.whens[number] = self._when(number, depth)
        return self.whens[number]

    def _others(self, number: int, clause: Clause) -> list[tuple[int, int]]:
        """The cues of other attributions in the same sentence, but for those of the same words as source."""
        own = self.given[number].source
        found: list[tuple[int, int]] = []
        for at in self.by_sentence.get(clause.first, ()):
            other = self.clauses[at]
            if at == number or other is None:
                continue
            if not own or self.given[at].source != own:
                found.extend(cue for cue in other.cues if cue not in clause.cues)
        return found

    def _when(self, number: int, depth: int) -> When | None:
        clause = self.clauses[number]
        if clause is None:
            return None
        others = self._others(number, clause)
        anchor = self.anchor(number, depth)
        placed = belonging(self.page, clause, others)
        best: tuple[tuple[int, int], When] | None = None
        for each in placed:
            moment = _with_year(self.page, each.moment, placed)
            found = told(moment, anchor)
            when = When(found.date, moment.span, f"{each.rule}; {found.why}")
            worth = (len(str(found.date)) if found.date else 0, _EXPLICIT.get(moment.kind, 1))
            if best is None or worth > best[0]:
                best = (worth, when)
        if best is not None and best[0] > (0, 0):
            return best[1]
        words = event(self.page, clause, others)
        if words is not None:
            return When(None, words, "an event, which stays words")
        return best[1] if best else None

    def _where(self, number: int) -> tuple[Span | None, str | None]:
        """Where the attribution was said, as its own clause tells, and why."""
        clause = self.clauses[number]
        found = venue(self.page, clause, self._others(number, clause)) if clause else None
        return found, f"“{found.of(self.text)}”, in the clause of the cue" if found else None

    def _filled(
        self, each: Attribution, when: When | None, where: Span | None, why: str | None
    ) -> Attribution:
        if when is not None and where is not None and when.date is None and when.words.overlaps(where):
            where = None  # “in the first days of the war” is when, not where
        if when is None and where is None:
            return each
        reasons = dict(each.reasons)
        if when is not None:
            reasons["said_at"] = f"“{when.words.of(self.text)}”, {when.rule}"
        if where is not None and why:
            reasons["venue"] = why
        return replace(
            each,
            said_at=str(when.date) if when and when.date else None,
            said_at_text=when.words.of(self.text) if when else None,
            venue=where.of(self.text) if where else None,
            reasons=reasons,
        )
