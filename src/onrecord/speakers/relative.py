"""Whom a relative pronoun means: the noun or name before its clause."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.found import Found, named
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Kind, Phrase
from onrecord.text.document import Span
from onrecord.text.tokens import Token

_BACK = 14
"""Words and marks before the pronoun among which its noun is looked for."""

_NEAR = 4
"""Words and marks, fewer than, from a title to the pronoun after the title's name, in English."""

_CLASSES = ("persons", "groups", "bodies", "documents", "places")

ByTitle = Callable[[int, tuple[str, ...], str], Found | None]
"""The person that a title leads to, from its place, its words and its head; null for nobody known."""


class Relatives:
    """Reads the relative pronouns of one page."""

    def __init__(self, page: Page, cast: Cast, chains: Chains, by_title: ByTitle) -> None:
        self.page, self.cast, self.chains, self._by_title = page, cast, chains, by_title
        self._english = page.language == "en"

    def found(self, phrase: Phrase) -> Found:
        """Who a source is that starts with a relative pronoun."""
        words, at = self.page.people.chains, phrase.span.start
        person = self.chains.before(at)
        if person is not None and phrase.head not in words["relative_things"]:
            return named(self.cast, person, "a relative clause after the name")
        if found := self._antecedent(phrase):
            return found
        if phrase.head in words["people_relative"]:
            person = self.chains.person(at)
            if person is not None:
                return named(self.cast, person, "a relative clause")
            return Found("group", None, "a relative clause")
        kind: Kind = "document" if phrase.head in words["relative_documents"] else "organisation"
        return Found(kind, None, "a relative clause")

    def _antecedent(self, phrase: Phrase) -> Found | None:
        """The nearest noun before the pronoun, in its sentence."""
        page, at = self.page, phrase.span.start
        tokens = page.tokens(Span(page.sentences[page.sentence_of(at)].start, at))[-_BACK:]
        for back in range(len(tokens) - 1, -1, -1):
            low = page.low[tokens[back].start : tokens[back].end]
            after = tokens[back + 1] if back + 1 < len(tokens) else None
            if after and after.is_word and page.low[after.start : after.end] not in page.closed:
                continue  # "Russian" before "army" is no noun here
            if found := self._by_noun(phrase, tokens, back, low):
                return found
            if low in page.people.chains["those_who"]:
                return Found("group", low, "those who")
        return None

    def _by_noun(self, phrase: Phrase, tokens: list[Token], back: int, low: str) -> Found | None:
        nouns = self.page.people.nouns
        of_people = self._english and phrase.head in self.page.people.chains["people_relative"]
        for kind in _CLASSES:
            number = nouns[kind].number(low)
            if number is None or (of_people and kind in ("documents", "bodies", "places")):
                continue
            name, why = tokens[back].text, f"a relative clause after {low}"
            match kind:
                case "persons" if number != "many":
                    return self._by_person(phrase.span.start, tokens, back, low)
                case "persons" | "groups":
                    return Found("group", name, why)
                case "documents":
                    return Found("document", name, why)
                case _:
                    return Found("organisation", name, why)
        return None

    def _by_person(self, at: int, tokens: list[Token], back: int, low: str) -> Found:
        inside = self._named_after(tokens[back].start, at)
        if inside is not None and (not self._english or back + _NEAR > len(tokens)):
            return named(self.cast, inside, "a relative clause after the name")
        return self._by_title(at, (low,), low) or Found(
            "unnamed_person", tokens[back].text, f"a relative clause after {low}"
        )

    def _named_after(self, start: int, end: int) -> Person | None:
        """The last person named between a noun and the pronoun."""
        inside = [person for span, person in self.cast.within(Span(start, end)) if span.start > start]
        return inside[-1] if inside else None
