"""Who *I* and *we* are: whoever speaks the words around them, else who writes or publishes the document."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from onrecord.speakers.authors import author_of
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.found import Found, named
from onrecord.speakers.page import Page
from onrecord.speakers.roles import Roles
from onrecord.text.document import Document


class FirstPerson:
    """The first person of one document; ``pronoun`` is ``first`` or ``first_plural`` everywhere."""

    def __init__(self, document: Document, page: Page, cast: Cast, chains: Chains, roles: Roles) -> None:
        self.document, self.page, self.cast, self.chains, self.roles = document, page, cast, chains, roles

    def of(self, outer: Found, pronoun: str, why: str) -> Found:
        """The first person in the words of ``outer``: *we* of who holds an office is the body."""
        if pronoun == "first":
            return replace(outer, why=f"first person: {why}")
        person = outer.person
        if person is not None and self.roles.holds_office(person):
            body = self.roles.body_of(person)
            return Found("organisation", body, f"we: {why} with the body", persons=(person,))
        if outer.kind == "named_person":
            return Found("group", None, f"we: {why} and others", persons=(person,) if person else ())
        return replace(outer, why=f"we: {why}")

    def of_writer(self, at: int, pronoun: str) -> Found:
        """The first person at the place ``at`` of words that nobody in the document speaks."""
        author = self._author
        if isinstance(author, Person):
            return self.of(named(self.cast, author, ""), pronoun, "the author")
        if author and not self._is_body(author):
            return self.of(Found("named_person", author, ""), pronoun, "the author")
        if pronoun != "first_plural":
            return Found("unnamed_person", None, "the author, who is not named")
        if author:
            return Found("organisation", author, "we: the body that writes")
        body = self.chains.body(at) if not self.page.quoted(at) else None
        if body is not None:
            return Found("organisation", body, "we: the body that spoke before")
        outlet = self.document.outlet
        return Found("organisation" if outlet else "group", outlet, "we: who publishes")

    @cached_property
    def _author(self) -> Person | str | None:
        return author_of(self.document, self.page, self.cast)

    def _is_body(self, name: str) -> bool:
        """Whether a byline names a body and no person."""
        nouns = self.page.people.nouns
        return any(word.strip(".,'’") in nouns["bodies"] for word in name.lower().split())
