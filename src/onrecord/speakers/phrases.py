"""What the words of a source are: a name, a pronoun, a title, a group, a body, a document, nobody.

What a :class:`Reader` does for all languages stands here; :mod:`onrecord.speakers.readers` has the one for a page.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.languages.people import Number
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.page import Page
from onrecord.speakers.surroundings import introduced
from onrecord.text.document import Span
from onrecord.text.tokens import Token

Shape = Literal["nobody", "pronoun", "person", "persons", "title", "group", "body", "document", "unknown"]
Kind = Literal["named_person", "unnamed_person", "group", "organisation", "document", "anonymous"]

_TITLE_WORDS = 6
"""Words and marks, at most, of a second title between a title and its name."""

_SHORT_LIST = 6
"""Words and marks of a source, at most, in which a comma alone stands for *and* between two names."""

_LEAD = 24
"""Characters before a source in which the word before it stands."""

_PRONOUNS = ("first", "first_plural", "second", "he", "she", "it", "they", "relative", "both", "latter")
_CLASSES = ("persons", "documents", "groups", "bodies", "places", "outlets")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as read: its ``shape``, the ``head`` word that decided, the ``persons`` it names.

    ``words`` are the small letters of the phrase, ``span`` its first and last character, ``definite`` whether it can point
    back to somebody named before.
    """

    shape: Shape
    span: Span
    words: tuple[str, ...] = ()
    head: str = ""
    number: Number = "one"
    persons: tuple[Person, ...] = ()
    definite: bool = False
    pronoun: str = ""
    main: tuple[str, ...] = field(default=())
    """The words of the first part, before a comma or a clause."""
    none: bool = False
    """Whether it says that there is no such person (``no serving general``)."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The words and marks of a source, at least one, and the persons named in it.

    ``lows`` are the small letters of ``tokens``, ``span`` is the first and last character. Marks count as words here.
    """

    tokens: Sequence[Token]
    lows: Sequence[str]
    span: Span
    mentions: Sequence[tuple[Span, Person]]

    def phrase(
        self, shape: Shape, head: str, end: int, number: Number = "one", persons: tuple[Person, ...] = ()
    ) -> Phrase:
        """The source as a phrase whose first part are the words before ``end``."""
        return Phrase(
            shape, self.span, tuple(self.lows), head, number, persons=persons, main=tuple(self.lows[:end])
        )

    def between(self, start: int, end: int) -> list[tuple[Token, str]]:
        """The words that begin at the character ``start`` or later and before ``end``, each with its small letters."""
        pairs = zip(self.tokens, self.lows, strict=True)
        return [(token, low) for token, low in pairs if start <= token.start < end]

    def named_before(self, end: int) -> list[tuple[Span, Person]]:
        """The mentions among the words before ``end``, which is 1 at least."""
        return [each for each in self.mentions if each[0].end <= self.tokens[end - 1].end]


@dataclass(frozen=True, slots=True)
class Noun:
    """A source that names no person, by the noun that decides what it is.

    ``word`` is the noun, ``kind`` its class of the pack's ``[nouns]``, empty for one in none; ``main`` is the first part.
    """

    parts: Parts
    main: tuple[str, ...]
    word: str
    kind: str
    definite: bool

    def phrase(self, shape: Shape, number: Number = "one") -> Phrase:
        """The source as a phrase."""
        parts = self.parts
        return Phrase(
            shape, parts.span, tuple(parts.lows), self.word, number, definite=self.definite, main=self.main
        )


class Reader(ABC):
    """Reads the sources of one page; a subclass knows where its language has the head of a noun phrase."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page, self.cast = page, cast
        self.nouns, self.chains = page.people.nouns, page.people.chains

    def read(self, spans: Sequence[Span]) -> Phrase:
        """The phrase of one source, whose parts lie in the text; ``nobody`` for an empty one. Raises nothing."""
        spans = [span for span in spans if not self._aside(span, spans)] or spans
        found = self._read(spans)
        # Asked of the text, since the phrase is without a leading "not".
        first = self.page.low[found.span.start : found.span.end].split()[:3]
        if not any(" ".join(first[:size]) in self.chains["none"] for size in (1, 2, 3)):
            return found
        return replace(found, none=True, definite=False)

    # What a language tells

    @abstractmethod
    def _noun_phrase(self, parts: Parts) -> Phrase:
        """A source that is neither a pronoun nor nobody."""

    @abstractmethod
    def _aside(self, span: Span, spans: Sequence[Span]) -> bool:
        """Whether ``span``, one of several parts, says nothing of who speaks."""

    @abstractmethod
    def _ends_in_apposition(self, before: Sequence[Token]) -> bool:
        """Whether a name of several words at the end of a source stands in apposition to the words ``before`` it."""

    @abstractmethod
    def _definite(self, first: str) -> bool:
        """Whether a source with this ``first`` word can point back."""

    @abstractmethod
    def _told_by_head(self, noun: Noun) -> Phrase | None:
        """What the language tells from a noun before its class does; null for nothing."""

    @abstractmethod
    def _is_masthead(self, noun: Noun) -> bool:
        """Whether a noun for documents stands in the name of a newspaper."""

    @abstractmethod
    def _is_crowd(self, noun: Noun) -> bool:
        """Whether a noun for several of anything stands for people: ``a group of deputies``."""

    @abstractmethod
    def _counted(self, words: Sequence[str]) -> list[str]:
        """The class of the noun that the number opening ``words`` counts, if it is known."""

    @abstractmethod
    def _number(self, word: str) -> Number:
        """The number of a noun that is in no class."""

    # Pronouns, and what is nobody

    def _read(self, spans: Sequence[Span]) -> Phrase:
        tokens: list[Token] = [token for span in spans for token in self.page.tokens(span)]
        while tokens and not tokens[0].is_word and tokens[0].text not in '%«“"':
            tokens = tokens[1:]
        if not tokens:
            return Phrase("nobody", spans[0] if spans else Span(0, 0))
        whole = Span(tokens[0].start, tokens[-1].end)
        lows = [self.page.low[token.start : token.end] for token in tokens]
        words = [low for low, token in zip(lows, tokens, strict=True) if token.is_word or token.text == "%"]
        if pronoun := self._pronoun(words) or self._led_by_pronoun(tokens, lows):
            return Phrase("pronoun", whole, tuple(words), words[0], pronoun=pronoun)
        # What follows is the clause that leaves somebody unnamed.
        if len(words) > 1 and " ".join(words[:2]) in self.chains["name_withheld"]:
            return Phrase("pronoun", whole, tuple(words), words[0], pronoun="relative")
        while (
            len(lows) > 1 and lows[0] in self.chains["leading"] and lows[0] not in self.nouns["quantifiers"]
        ):
            tokens, lows = tokens[1:], lows[1:]
        if " ".join(words) in self.chains["both"] and len(words) > 1:
            return Phrase("pronoun", whole, tuple(words), words[0], pronoun="both")
        if " ".join(words) in self.nouns["vague"]:
            return Phrase("nobody", whole, tuple(words), words[0])
        mentions = [each for span in spans for each in self.cast.within(span)]
        return self._noun_phrase(Parts(tokens, lows, whole, mentions))

    def _pronoun(self, words: Sequence[str]) -> str:
        """The class of a pronoun that is all of a source, also with *himself* or said twice; empty for other words."""
        rest = {word for word in words if word not in self.chains["self"]}
        if len(rest) != 1:
            return ""
        (pronoun,) = rest
        return next((name for name in _PRONOUNS if pronoun in self.chains[name]), "")

    def _led_by_pronoun(self, tokens: Sequence[Token], lows: Sequence[str]) -> str:
        """The pronoun before a mark: ``мы, матери солдат``, ``он «Вестнику»``, ``she (the mayor)``."""
        if len(tokens) < 2 or tokens[1].is_word or tokens[1].text in "-'’.":
            return ""
        inside = self.cast.within(Span(tokens[0].start, tokens[-1].end))
        if tokens[1].text == "," and any(span.start > tokens[1].start for span, _ in inside):
            return ""
        return self._pronoun(lows[:1]) if lows[0] in self.chains["subject_pronouns"] else ""

    # Names

    def _class(self, low: str) -> str:
        """The class of a noun, empty for one in none."""
        low = low.removesuffix("'s").removesuffix("'")
        return next((name for name in _CLASSES if low in self.nouns[name]), "")

    def _coordinated(self, parts: Parts) -> tuple[Person, ...]:
        """The persons whom a source names side by side, two at least: ``Ann Lee and Tom Hale``; else none."""
        mentions, lows = parts.mentions, parts.lows
        different = list({person.number: person for _, person in mentions}.values())
        if len(different) < 2 or not any(low in self.chains["and"] or low == "," for low in lows):
            return ()
        (first, one), (second, two) = mentions[0], mentions[1]
        if one is two:
            return ()
        between = [low for _, low in parts.between(first.end, second.start)]
        joins = [low for low in between if low in self.chains["and"] or low == ","]
        if len(joins) != 1 or (joins[0] == "," and len(lows) > _SHORT_LIST):
            return ()
        if not all(self._belongs_to_name(low) for low in between if low not in joins):
            return ()
        return tuple(different[:2]) if len(different) == 2 or joins[0] != "," else tuple(different)

    def _belongs_to_name(self, low: str) -> bool:
        """Whether a word can stand before the second of two names that are joined."""
        titles = self.page.pack.titles
        return (
            low in titles
            or f"{low}." in titles
            or low in self.nouns["persons"]
            or low in self.nouns["places"]
            or low == "."
            or low in self.page.people.given
            or self.page.people.service["former_before"].fullmatch(low) is not None
        )

    def _at_the_end(self, parts: Parts) -> Person | None:
        """The name that ends a source: ``a clerk at the lodge, Earl Pickett``, ``the head of the Harbour Board Ann Lee``."""
        if not parts.mentions:
            return None
        span, person = parts.mentions[-1]
        if any(token.is_word for token in parts.tokens if token.start >= span.end):
            return None
        before = [token for token in parts.tokens if token.end <= span.start]
        if not before:
            return None
        if before[-1].text == "," or introduced(self.page, span.start):
            return person
        if " " not in self.page.text[span.start : span.end]:
            return None
        return person if self._ends_in_apposition(before) else None

    def _apposed(self, parts: Parts, end: int) -> Person | None:
        """The name after a title and a comma, also with a second title: ``the chairman, retired Colonel Ann Lee``."""
        tokens = parts.tokens
        if end >= len(tokens) or tokens[end].is_word:
            return None
        for span, person in parts.mentions:
            between = parts.between(tokens[end].end, span.start)
            if (
                span.start >= tokens[end].end
                and len(between) <= _TITLE_WORDS
                and all(self._may_be_title(token, low) for token, low in between)
            ):
                return person
        return None

    def _may_be_title(self, token: Token, low: str) -> bool:
        """Whether a word or mark can stand in the title before a name."""
        return (
            token.text in "-.'’"
            or token.text[0].isupper()
            or low in self.nouns["persons"]
            or low in self.page.pack.titles
            or self.page.people.service["former_before"].fullmatch(low) is not None
        )

    # What a common noun makes of a source

    def _common(self, parts: Parts, end: int, head: str, *, kind: str = "") -> Phrase:
        """A source without a name, by its noun ``head``; ``kind`` is the noun's class where the lists do not tell it."""
        nouns, first, main = self.nouns, parts.lows[0], tuple(parts.lows[:end])
        head = head.removesuffix("'s").removesuffix("'")
        many = first in nouns["quantifiers"] or any(word in nouns["quantifiers"] for word in main[:3])
        single = first in self.chains["a"] or first in nouns["one_of"]
        kind = kind or self._class(head) or (self._class(head.rsplit("-", 1)[-1]) if "-" in head else "")
        noun = Noun(parts, main, head, kind, self._definite(first) and not single)
        name = " ".join(main).removesuffix("'s").strip('«»"“” ')
        if self._without_article(name) in nouns["places"] or name in nouns["outlets"]:
            return noun.phrase("body")
        if told := self._told_by_head(noun):
            return told
        if kind == "persons":
            number = self._number_of_persons(noun)
            if number == "many" or (many and not single):
                return noun.phrase("group", "many")
            return noun.phrase("title", number)
        if kind == "documents":
            return noun.phrase("body" if self._is_masthead(noun) else "document")
        if kind == "groups" or self._is_crowd(noun):
            return noun.phrase("group", "many")
        if kind in ("bodies", "places", "outlets"):
            return noun.phrase("body")
        if head in nouns["quantifiers"] or many:
            return self._quantified(noun, parts.lows)
        return noun.phrase("unknown", self._number(head))

    def _without_article(self, name: str) -> str:
        first, _, rest = name.partition(" ")
        return rest if first in self.chains["definite_article"] and rest else name

    def _number_of_persons(self, noun: Noun) -> Number:
        """The number of a noun for persons; where its form tells none, the word before the source does."""
        persons, start = self.nouns["persons"], noun.parts.span.start
        number = persons.number(noun.word) or persons.number(noun.word.rsplit("-", 1)[-1]) or "one"
        if number != "either":
            return number
        lead = self.page.low[max(0, start - _LEAD) : start].split()[-1:]
        return "one" if lead and lead[0] in self.chains["with_source"] else "many"

    def _quantified(self, noun: Noun, words: Sequence[str]) -> Phrase:
        """``some of the reports``, ``both of his senators``: what the noun after the number, the first word, tells."""
        known = self._counted(words)
        if known == ["documents"]:
            return noun.phrase("document")
        if known and known[0] in ("bodies", "places", "outlets"):
            return noun.phrase("body")
        return noun.phrase("group", "many")
