"""Whose relative somebody is: who is only that has no role, whatever posts the words around hold."""

from __future__ import annotations

import re
from itertools import islice

from onrecord.speakers.cast import Person
from onrecord.speakers.page import Page
from onrecord.text.document import Span

_APPOSED = re.compile(r"['’]?s?\s*[,(—–]\s*")
_BEFORE, _AFTER = 24, 60
_WORDS = 3
"""Words, at most, from a comma behind a name to the noun: ``, the younger sister of``."""


def is_relative(page: Page, person: Person) -> bool:
    """Whether some mention of a person is called a relative: ``his widow Ann Lee``, ``Ann Lee, the ex-wife of``."""
    return any(_before(page, each.prefix) or _after(page, each.span.end) for each in person.mentions)


def _before(page: Page, start: int) -> bool:
    words = [low for token, low in page.words(Span(max(0, start - _BEFORE), start)) if token.is_word]
    adjacent = page.text[max(0, start - 1) : start] in (" ", "\u00a0")
    return adjacent and bool(words) and words[-1] in page.people.nouns["kin"]


def _after(page: Page, end: int) -> bool:
    match = _APPOSED.match(page.text, end)
    if match is None:
        return False
    behind = page.words(Span(match.end(), min(match.end() + _AFTER, len(page.text))))
    for token, low in islice(behind, _WORDS):
        if not token.is_word:
            return False
        if low in page.people.nouns["kin"]:
            return True
    return False
