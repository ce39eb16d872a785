"""The people of a document: every mention of them, joined to persons by their names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from onrecord.languages.people import Gender, Nouns
from onrecord.speakers.matching import PATRONYMICS, bare, keys
from onrecord.speakers.normal import normal
from onrecord.speakers.page import Page
from onrecord.text.document import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name with its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named: ``span`` is the name, ``prefix`` where a title in capitals before it starts."""

    span: Span
    words: tuple[str, ...]
    prefix: int


@dataclass(slots=True)
class Person:
    """A person of the document: the mentions in order, the gender where something tells it."""

    number: int
    mentions: list[Mention] = field(default_factory=list)
    gender: Gender | None = None
    subjects: set[int] = field(default_factory=set)
    """Starts of the mentions that are subjects, hence nominatives."""

    @property
    def fullest(self) -> tuple[str, ...]:
        """The words of the longest form."""
        return max((mention.words for mention in self.mentions), key=len)


class Cast:
    """All persons of a document."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.persons: list[Person] = []
        self._by_last: dict[str, list[Person]] = {}
        self._by_any: dict[str, list[Person]] = {}
        self.mentions: list[tuple[Span, Person]] = []
        self._names: dict[int, str] = {}

    def name(self, person: Person) -> str:
        """The normal form of a person's name."""
        if person.number not in self._names:
            forms = [(mention.words, mention.span.start in person.subjects) for mention in person.mentions]
            self._names[person.number] = normal(
                forms, self.page.language, self.page.people.given, person.gender
            )
        return self._names[person.number]

    @property
    def stems(self) -> set[str]:
        """Every stem that a word of a known name may have."""
        return {*self._by_last, *self._by_any}

    def find(self, word: str, gender: Gender | None = None) -> Person | None:
        """The person whom one word names: by surname first, else by any part of the name, the most named one first."""
        for index in (self._by_last, self._by_any):
            found = {
                person.number: person
                for key in keys(word, self.page.language)
                for person in index.get(key, ())
            }
            fitting = [each for each in found.values() if not gender or each.gender in (gender, None, "x")]
            if fitting:
                return max(
                    fitting, key=lambda each: (sum(len(m.words) > 1 for m in each.mentions), -each.number)
                )
        return None

    def within(self, span: Span) -> list[tuple[Span, Person]]:
        """The mentions inside a stretch, in order."""
        first = bisect_left(self.mentions, span.start, key=lambda each: each[0].start)
        found = []
        for each in self.mentions[first:]:
            if each[0].start >= span.end:
                break
            if each[0].end <= span.end:
                found.append(each)
        return found

    def add(self, mention: Mention, gender: Gender | None = None) -> Person:
        """Join a mention to the person it can name, or to a new one."""
        person = self._known(mention, gender)
        if person is None:
            person = Person(len(self.persons), gender=gender)
            self.persons.append(person)
        person.mentions.append(mention)
        person.gender = person.gender or gender
        for word in mention.words if len(mention.words) > 1 else mention.words[-1:]:
            for key in keys(word, self.page.language):
                _append(self._by_any, key, person)
        last = _surname(mention.words, self.page.people.nouns["suffixes"])
        for key in keys(last, self.page.language):
            _append(self._by_last, key, person)
        return person

    def _known(self, mention: Mention, gender: Gender | None) -> Person | None:
        language = self.page.language
        if len(mention.words) == 1:
            return self.find(mention.words[0], gender)
        wanted = [keys(word, language) for word in mention.words]
        if len(wanted) == 2 and mention.words[-1].lower().endswith(PATRONYMICS):
            same = [
                each
                for each in self.persons
                if len(each.fullest) > 1 and keys(each.fullest[0], language) & wanted[0]
            ]
            if len(same) == 1 and not any(word.lower().endswith(PATRONYMICS) for word in same[0].fullest):
                return same[0]  # "Маргарита Яковлевна" for "Маргарита Штерн", where no other Маргарита is
        # Whoever it is shares a stem of the last word: no need to look at all.
        candidates = {person.number: person for key in wanted[-1] for person in self._by_any.get(key, ())}
        for person in candidates.values():
            for other in person.mentions:
                if len(other.words) == 1:
                    same_last = keys(other.words[0], language) & wanted[-1]
                    if same_last and len(person.fullest) == 1 and not _differ(person.gender, gender):
                        return person
                    continue
                # The first and the last word must agree: a middle name or a patronymic may be missing.
                if keys(other.words[-1], language) & wanted[-1] and (
                    keys(other.words[0], language) & wanted[0] or _initial(other.words[0], mention.words[0])
                ):
                    return person
                # The first two of three names, the surname left out: "Тихон Лукич" for "Тихон Лукич Перегуд".
                if (
                    len(wanted) == 2
                    and len(other.words) == 3
                    and all(
                        keys(word, language) & key for word, key in zip(other.words, wanted, strict=False)
                    )
                ):
                    return person
        return None


def _append(index: dict[str, list[Person]], key: str, person: Person) -> None:
    entry = index.setdefault(key, [])
    if person not in entry:
        entry.append(person)


def _differ(left: Gender | None, right: Gender | None) -> bool:
    return {left, right} == {"m", "f"}


def _initial(left: str, right: str) -> bool:
    short, long = sorted((bare(left), bare(right)), key=len)
    return len(short) == 1 and long.startswith(short)


def _surname(words: tuple[str, ...], suffixes: Nouns) -> str:
    for word in reversed(words):
        if bare(word) not in suffixes:
            return word
    return words[-1]
