"""Who a pronoun, a title or a bare surname points back to: chains of those that speak or are spoken about.

No coreference of everything: a candidate is a person or a body that was named, and the nearest fitting one of weight wins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.languages.people import Gender
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.matching import keys
from onrecord.speakers.page import Page
from onrecord.text.document import Span

_BODIES = 40
"""How many of the last bodies and groups are looked at."""
_BACK = 8
"""How many sentences back an antecedent may stand."""


@dataclass(slots=True)
class Chains:
    """What has been said of whom so far, in reading order: fills up while a document is resolved."""

    page: Page
    cast: Cast
    spoke: list[tuple[int, Person]] = field(default_factory=list)
    """Places where a person spoke, by name or not, in the order they were resolved."""
    bodies: list[tuple[int, str, str]] = field(default_factory=list)
    """Places, heads and names of bodies."""
    groups: list[tuple[int, str, str]] = field(default_factory=list)
    """Places, kinds and names of groups and of several bodies."""

    def person(
        self,
        at: int,
        *,
        gender: Gender | None = None,
        without: Iterable[Person] = (),
    ) -> Person | None:
        """The person a pronoun or title at ``at`` means."""
        cast, page = self.cast, self.page
        here = page.sentence_of(at)
        barred = {person.number for person in without}
        scores: dict[int, float] = {}
        places = self._places(at)
        seen_first: set[int] = set()
        quoted_here = page.quoted(at)
        for place, person, spoken in places:
            sentence = page.sentence_of(place)
            if sentence < here - _BACK or person.number in barred:
                continue
            if gender in ("m", "f") and person.gender in ("m", "f") and person.gender != gender:
                continue
            score = 10.0 - 2.0 * (here - sentence)
            # An object that comes first is no subject: "Президента Тормасова раскритиковал генерал Буремин".
            if sentence not in seen_first and not self._oblique(place, person):
                seen_first.add(sentence)
                score += 1.6
            if spoken:
                score += 1.4
            if not quoted_here and page.quoted(place):
                score -= 3.0
            if gender in ("m", "f") and person.gender == gender:
                score += 0.5
            scores[person.number] = max(scores.get(person.number, float("-inf")), score)
        if not scores:
            return None
        weight = {
            number: score + min(0.8, 0.08 * len(cast.persons[number].mentions))
            for number, score in scores.items()
        }
        best = max(weight, key=lambda number: (weight[number], -number))
        return cast.persons[best] if weight[best] > float("-inf") else None

    def _oblique(self, place: int, person: Person) -> bool:
        """Whether a name stands in another case than its nominative, which other mentions or its endings tell."""
        if self.page.language == "en":
            return False
        mentions = self.cast.mentions
        number = bisect_left(mentions, place, key=lambda each: each[0].start)
        if number == len(mentions) or mentions[number][0].start != place:
            return False
        words = mentions[number][0].of(self.page.text).split()
        return words[-1:] != self.cast.name(person).split()[-1:]

    def _places(self, at: int) -> list[tuple[int, Person, bool]]:
        page, cast = self.page, self.cast
        here = page.sentence_of(at)
        start = page.sentences[max(0, here - _BACK)].start
        first = bisect_left(cast.mentions, start, key=lambda each: each[0].start)
        last = bisect_right(cast.mentions, at - 1, key=lambda each: each[0].start)
        begin = bisect_left(self.spoke, start, key=lambda each: each[0])
        recent = [each for each in self.spoke[begin:] if each[0] < at]
        spoken = {place for place, _ in recent}
        found = [(span.start, person, span.start in spoken) for span, person in cast.mentions[first:last]]
        known = {place for place, _, _ in found}
        found += [(place, person, True) for place, person in recent if place not in known]
        return sorted(found, key=lambda each: each[0])

    def speaks(self, at: int, person: Person) -> None:
        """Remember that a person spoke at a place."""
        position = bisect_left(self.spoke, at, key=lambda each: each[0])
        self.spoke.insert(position, (at, person))

    def before(self, at: int) -> Person | None:
        """The person named right before ``at``: what a relative pronoun means."""
        number = bisect_right(self.cast.mentions, at, key=lambda each: each[0].end) - 1
        if number < 0:
            return None
        span, person = self.cast.mentions[number]
        return person if len(self.page.text[span.end : at].strip(" ,\u00a0(")) == 0 else None

    def last(self, at: int, gender: Gender) -> Person | None:
        """The last person of a gender, or of an unknown one, named in this sentence or the one before."""
        start = self.page.sentences[max(0, self.page.sentence_of(at) - 1)].start
        inside = self.cast.within(Span(start, at))
        return next((person for _, person in reversed(inside) if person.gender in (gender, None, "x")), None)

    def body(self, at: int, head: str = "") -> str | None:
        """The name of the body that ``the company`` or ``it`` at ``at`` means, with that head where it has one."""
        language = self.page.language
        for place, known, name in reversed(self.bodies[-_BODIES:]):
            same = not head or known == head or head in name.lower()
            if place < at and (same or keys(known, language) & keys(head, language)):
                return name
        return None

    def group(self, at: int) -> tuple[str, str] | None:
        """Kind and name of the group or bodies that ``they`` means."""
        here = self.page.sentence_of(at)
        for place, kind, name in reversed(self.groups[-_BODIES:]):
            if place < at:
                return (kind, name) if self.page.sentence_of(place) >= here - 3 else None
        return None
