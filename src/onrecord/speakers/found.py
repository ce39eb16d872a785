"""Who a source turned out to be."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Kind, Phrase


@dataclass(frozen=True, slots=True)
class Found:
    """Who speaks: the kind, the name, the person where it is a named one, and why."""

    kind: Kind
    name: str | None
    why: str
    person: Person | None = None
    persons: tuple[Person, ...] = ()
    sure: bool = False
    """Whether the words settle the kind, so that no network is asked."""


def named(cast: Cast, person: Person, why: str) -> Found:
    """A person of the document, by the normal form of the name."""
    return Found("named_person", cast.name(person), why, person)


def words_of(page: Page, phrase: Phrase) -> str:
    """The words of a source as the text has them, white space made single, without marks at the ends."""
    return " ".join(page.text[phrase.span.start : phrase.span.end].split()).strip(" ,;:—–-")
