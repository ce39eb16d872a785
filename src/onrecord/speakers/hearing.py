"""The networks heard on the statuses of a document's speakers, beside what the rules said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log

from onrecord.attributions.record import Role
from onrecord.attributions.scores import Scores
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.kin import is_relative
from onrecord.speakers.page import Page
from onrecord.speakers.service import end_of_service, is_marker
from onrecord.speakers.standing import settled
from onrecord.text.document import Span

SINGLE = frozenset({"named_person", "unnamed_person"})
"""Kinds of speakers that the network is heard on."""

_SAID_IN = re.compile(r"said in \d{4}$")

_LEAD = log(3)
"""How much likelier the networks must find somebody in office than out of it, to put the role that goes on first."""

_LEAST = 3
"""Letters of words that tell something."""


class Hearing:
    """What the network says of each statement (``seen``, by its number), and whose statement it is (``speakers``)."""

    def __init__(
        self, page: Page, cast: Cast, seen: Mapping[int, Scores], speakers: Mapping[int, Person | None]
    ) -> None:
        self.page, self.cast, self.seen, self.speakers = page, cast, seen, speakers
        self._of: dict[int, list[Scores]] = defaultdict(list)
        for number, scores in seen.items():
            person = speakers[number]
            if person is not None:
                self._of[person.number].append(scores)
        self._judged: dict[tuple[int, str, str, str], str] = {}

    def status(
        self, number: int, kind: str, roles: list[Role], status: str, why: str, source: str = ""
    ) -> tuple[list[Role], str, str]:
        """Roles, status and reason of a statement once the network has been heard; what the rules said where it was not.

        What the networks cannot weigh stands (:meth:`_stands`), and so does what the rules say of groups and bodies.
        """
        if number not in self.seen or kind not in SINGLE:
            return roles, status, why
        if self._stands(number, roles, status, why, source):
            return roles, status, why
        chosen = self._judge(number, kind, status, why)
        if chosen == status == "former" and not self._ended(why) and self._goes_on(number, roles):
            chosen = "current"
        going_on = [each for each in roles[1:] if each.status == chosen == "current"]
        if chosen == status or (going_on and self._ended(why)):
            # Of two roles the network does not say which it means; an end that is told in so many words stands.
            return roles, status, why
        marked = [self._words(self._whole(span)) for span, _ in self.seen[number].spans.get("clue", ())[:1]]
        clues = [each for each in marked if len(each) >= _LEAST]
        why = f"{chosen}: read in context{f', “{clues[0]}”' if clues else ''}; the rules alone: {why}"
        if going_on:
            return [going_on[0], *(each for each in roles if each is not going_on[0])], chosen, why
        if chosen == "unknown":
            return [], chosen, why
        if roles:
            return [replace(roles[0], status=chosen), *roles[1:]], chosen, why
        told = [self._whole(span) for span, _ in self.seen[number].spans.get("role", ())[:1]]
        own = [span for span in told if not self._of_another(span, self.speakers[number])]
        return [Role(title=self._words(span), status=chosen, span=span) for span in own], chosen, why

    def _goes_on(self, number: int, roles: list[Role]) -> bool:
        """Whether another role goes on beside one that a mere *was* calls over, and the networks hear no end."""
        heard = self._statements(number)
        lead = sum(each.values["status"]["current"] - each.values["status"]["former"] for each in heard)
        return any(each.status == "current" for each in roles[1:]) and lead > _LEAD * len(heard)

    def _stands(self, number: int, roles: list[Role], status: str, why: str, source: str) -> bool:
        """Whether the rules know what the networks cannot weigh.

        A role that is marked itself (``the retired general``), an end that the words of the ``source`` tell (``Lee, who
        left the army``), dates (``from 1971 to 1989``, said in 1983), a mere relative of somebody in office, and an end
        of service that the networks mark with the rules' own words.
        """
        clue = why.removeprefix(f"{status}: ")
        if is_marker(clue, self.page.people) or (status == "former" and f" {clue.lower()} " in f" {source} "):
            return True
        person = self.speakers[number]
        if not roles:
            return status == "unknown" and person is not None and is_relative(self.page, person)
        if _SAID_IN.search(why):
            return True
        if status != "former" or not self._ended(why) or not self._told(person, [self.seen[number]]):
            return False
        marked = [self._words(span).lower() for span, _ in self.seen[number].spans.get("clue", ())[:1]]
        return any(len(each) >= _LEAST and each in clue.lower() for each in marked)

    def _whole(self, span: Span) -> Span:
        """The words that a stretch touches, whole."""
        text, start, end = self.page.text, span.start, span.end
        while start and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        return Span(start, end)

    def _of_another(self, span: Span, person: Person | None) -> bool:
        """Whether a name right behind a role says whose it is, and it is not the speaker's."""
        behind = self.cast.within(Span(span.end, min(len(self.page.text), span.end + 40)))[:1]
        return any(named.start <= span.end + 2 and other is not person for named, other in behind)

    def _ended(self, why: str) -> bool:
        """Whether what the rules say rests on an event: ``left the army``, no mere ``was``."""
        return end_of_service(self.page.people, why) is not None

    def _judge(self, number: int, kind: str, status: str, why: str) -> str:
        """The status by all statements of the speaker; made once for statements of which the rules said the same."""
        person, heard = self.speakers[number], self._statements(number)
        if person is None:
            return self._heard(None, kind, status, why, heard)
        key = person.number, kind, status, why
        if key not in self._judged:
            self._judged[key] = self._heard(person, kind, status, why, heard)
        return self._judged[key]

    def _statements(self, number: int) -> list[Scores]:
        """What the networks say of all statements of a statement's speaker."""
        person = self.speakers[number]
        return self._of[person.number] if person is not None else [self.seen[number]]

    def _heard(self, person: Person | None, kind: str, status: str, why: str, heard: Sequence[Scores]) -> str:
        return settled(status, why, kind == "named_person", heard, untold=not self._told(person, heard))

    def _told(self, person: Person | None, heard: Sequence[Scores]) -> bool:
        """Whether some words tell of an end of service, in a sentence that names ``person`` or nobody."""
        for clue in (each.spans["clue"][0][0] for each in heard if each.spans.get("clue")):
            if sum(letter.isalpha() for letter in clue.of(self.page.text)) < _LEAST:
                continue
            named = self.cast.within(self.page.sentences[self.page.sentence_of(clue.start)])
            if not named or any(each is person for _, each in named):
                return True
        return False

    def _words(self, span: tuple[int, int]) -> str:
        return " ".join(self.page.text[span[0] : span[1]].split())
