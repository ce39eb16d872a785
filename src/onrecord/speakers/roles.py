"""Roles: placeholder."""

from __future__ import annotations

from onrecord.attributions.record import Attribution, Role
from onrecord.speakers.chains import Chains
from onrecord.speakers.naming import Cast, Person
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Phrase


class Roles:
    def __init__(self, page: Page, cast: Cast, chains: Chains) -> None:
        self.page, self.cast = page, cast

    def read_all(self) -> None: ...

    def titles(self, person: Person) -> list[tuple[tuple[str, ...], int]]:
        out = []
        for m in person.mentions:
            t = self.page.low[max(0, m.prefix - 60): m.span.start]
            out.append((tuple(t.split()[-6:]), m.span.start))
        return out

    def holds_office(self, person: Person) -> bool:
        return False

    def body_of(self, person: Person) -> str | None:
        return None

    def for_statement(self, attribution: Attribution, person: Person | None, phrase: Phrase, kind: str) -> tuple[list[Role], str]:
        return [], "no role"
