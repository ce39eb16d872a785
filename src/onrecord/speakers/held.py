"""What is known of a person's service: roles held, and their ends."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.text.document import Span


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a person held: where it stands, its noun, what marks its time, the years where given."""

    span: Span
    head: str
    status: str | None
    clue: str
    start: int | None = None
    end: int | None = None
    told: bool = False
    """Told in a sentence about the person, not given with the name."""
    meanwhile: bool = False
    """Told of the time of the statement (``when he was minister``)."""


@dataclass(frozen=True, slots=True)
class Event:
    """The end of a service: whose, where it is told, in which year, of which post."""

    person: int
    place: int
    clue: str
    year: int | None = None
    post: Span | None = None
    before: bool = False
    """Told as later than the statement of its sentence: ``shortly before his dismissal``."""
    later: bool = False
    """Told as coming after what stands before: ``was dismissed two days later``."""
