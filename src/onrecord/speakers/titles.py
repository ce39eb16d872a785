"""Titles that lead to a name: ``the retired general``, ``the Kremlin spokesman``, ``министр``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Protocol

from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.matching import keys
from onrecord.speakers.page import Page
from onrecord.speakers.service import marker, marker_of


class Titled(Protocol):
    """What knows the words of each role of a person, with the place it stands."""

    def titles(self, person: Person) -> list[tuple[tuple[str, ...], int]]:
        """The roles of a person, each as its words in small letters and its place."""
        ...


def fitting(
    page: Page, cast: Cast, chains: Chains, roles: Titled, at: int, words: Sequence[str], head: str
) -> Person | None:
    """The person whose roles hold the head of a title; for a word that fits anybody, the last person before."""
    nouns = page.people.nouns
    head = head.removesuffix("'s")
    wanted = {
        key
        for word in words
        if word != head and word.isalpha() and word not in page.closed and len(word) > 2
        for key in keys(word, page.language)
    }
    heads = keys(head.rsplit("-", 1)[-1], page.language) | keys(head, page.language)
    for alias, meant in page.people.aliases:
        if alias in " ".join(words):
            heads |= keys(meant, page.language)
            wanted = set()
    gender = "f" if head in nouns["female"] else "m" if head in nouns["male"] else None
    best: tuple[float, int] | None = None
    chosen: Person | None = None
    for person in cast.persons:
        if gender and person.gender in ("m", "f") and person.gender != gender:
            continue
        for title, place in roles.titles(person):
            if not heads & {key for word in _leading(title, page) for key in _keys(word, page.language)}:
                continue
            parts = {key for word in title for key in _keys(word, page.language)}
            extra = len(wanted & parts)
            if (
                wanted
                and not extra
                and len(title) > 1
                and not any(word in nouns["generic"] for word in (head,))
            ):
                modifiers = [
                    word
                    for word in title
                    if not keys(word, page.language) & heads and word not in page.closed
                ]
                if modifiers and _countries(page, wanted):
                    continue
            near = -abs(page.sentence_of(place) - page.sentence_of(at))
            before = 0.0 if place <= at else -5.0
            score = (
                extra * 3.0
                + near * 0.3
                + before
                + (2.0 if person in [each for _, each in chains.spoke[-2:]] else 0.0),
                -person.number,
            )
            if best is None or score > best:
                best, chosen = score, person
    if chosen is not None:
        return chosen
    status = marker_of(" ".join(words), head, page.people)
    if status and status[0] == "former":
        # "The retired man" is nobody of whom the text does not say so.
        left = [each for each in cast.persons if _has_left(page, each, roles)]
        return left[0] if len(left) == 1 and head in nouns["generic"] else None
    if (head in nouns["generic"] and not wanted) or (
        head in nouns["generic"] and page.language == "en" and words[:1] == ("the",)
    ):
        return chains.person(at, gender=gender)  # type: ignore[arg-type]
    return None


def _has_left(page: Page, person: Person, roles: Titled) -> bool:
    """Whether some role of a person is marked as over."""
    for words, _ in roles.titles(person):
        title = " ".join(words)
        status = marker(title, page.people)
        if (status and status[0] == "former") or page.people.service["former_after"].search(title):
            return True
    return False


def _keys(word: str, language: str) -> frozenset[str]:
    """The keys of a word and of what stands between its hyphens."""
    return frozenset(key for half in {word, *word.split("-")} for key in keys(half, language))


def _leading(title: Sequence[str], page: Page) -> list[str]:
    """The words of a role that its title may be, without whom it serves: no president is a president's secretary.

    In English whatever has no possessive ending and stands before a preposition; elsewhere all but a person right after
    a person (``пресс-секретарь президента``).
    """
    if page.language == "en":
        before = takewhile(lambda word: word not in page.pack.words.prepositions, title)
        return [word for word in before if not word.endswith(("'s", "’s"))]
    number = page.people.nouns["persons"].number
    return [
        word
        for before, word in zip(("", *title), title, strict=False)
        if not (number(before) in ("one", "either") and number(word) in ("one", "either"))
    ]


def _countries(page: Page, wanted: set[str]) -> bool:
    return any(key in page.people.nouns["places"] for key in wanted)
