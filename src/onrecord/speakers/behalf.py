"""For whom somebody speaks."""

from __future__ import annotations

from onrecord.attributions.record import Attribution
from onrecord.speakers.naming import Person
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Phrase
from onrecord.speakers.roles import Roles


def speaks_for(page: Page, attribution: Attribution, person: Person | None, phrase: Phrase, roles: Roles) -> str | None:
    """The body, group or person spoken for, in the words of the document, or null."""
    return None
