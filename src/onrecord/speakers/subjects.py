"""Whose a verb or noun of service is: the person before it by name, pronoun or title; in Slavic languages also after it."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.languages.people import Gender
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.page import Page
from onrecord.speakers.posts import Posts
from onrecord.speakers.titles import Titled, fitting
from onrecord.text.document import Span
from onrecord.text.tokens import Token

_EARLIER = frozenset(
    "last previous предыдущий предыдущая прежний прежняя попередній попередня колишній колишня".split()  # noqa: SIM905
)
"""Words before a title that say that it is somebody else's who had it."""

_BACK = 110
_AHEAD = 90
_NEAR_START = 45


class Subjects:
    """Finds whom the sentences of one page speak of."""

    def __init__(self, page: Page, cast: Cast, chains: Chains, posts: Posts, roles: Titled) -> None:
        self.page, self.cast, self.chains, self.posts, self.roles = page, cast, chains, posts, roles
        self.words = page.people.chains
        self.english = page.language == "en"

    def of_verb(self, hit: Span, sentence: Span) -> Person | None:
        """Whom the verb at ``hit`` speaks of, null where that is somebody unnamed."""
        start = max(sentence.start, hit.start - _BACK)
        tokens = self.page.tokens(Span(start, hit.start))
        inside = self.cast.within(Span(start, hit.start))
        for number in range(len(tokens) - 1, -1, -1):
            token = tokens[number]
            word = self.page.low[token.start : token.end]
            person = next((each for span, each in inside if token.start < span.end <= token.end), None)
            if person is not None:
                owns = "'s" in self.page.low[token.end - 2 : token.end + 2]
                return None if owns and self._person_noun(tokens[number + 1 :]) else person
            if word in self.words["he"] or word in self.words["she"]:
                if word not in self.words["subject"] and self._person_noun(tokens[number + 1 :][:3]):
                    return None  # "his deputy was dismissed"
                return self.chains.person(token.start, gender=self._gender([word]))
            if word in self.words["relative"] and word not in self.words["to_person"]:
                found = self._before_relative(token.start, sentence)
                if found:
                    return found
            if self.posts.is_person(word) and word not in self.page.closed:
                if self._owned(tokens, number):
                    return None  # "whose predecessor resigned", "his deputy was dismissed"
                found = self._by_noun(tokens, number, word)
                if found is not None or not self._apposed(tokens, number):
                    return found
        return self._ahead(hit, sentence, bool(inside))

    def _before_relative(self, at: int, sentence: Span) -> Person | None:
        number = bisect_right(self.cast.mentions, at, key=lambda each: each[0].end) - 1
        if number >= 0 and self.cast.mentions[number][0].start >= sentence.start:
            return self.cast.mentions[number][1]
        return None

    def _ahead(self, hit: Span, sentence: Span, inside: bool) -> Person | None:
        """The person after the verb: usual in Slavic languages (``ушёл в отставку генерал Орлов``)."""
        ahead = self.cast.within(Span(hit.end, min(sentence.end, hit.end + _AHEAD)))
        if ahead and (not self.english or hit.start - sentence.start < 12):
            return ahead[0][1]
        if (
            not self.english
            and not inside
            and sentence.start > 0
            and hit.start - sentence.start < _NEAR_START
            and not self._unnamed_subject(hit, sentence)
        ):
            return self.chains.person(hit.start)  # no subject at all: the one of the sentence before
        return None

    def _unnamed_subject(self, hit: Span, sentence: Span) -> bool:
        """Whether the subject after a verb is somebody without a name: ``Звільнився головний лікар``."""
        from onrecord.languages.forms import Form, forms

        flags = forms(self.page.language)
        for token, low in self.page.words(Span(hit.end, min(sentence.end, hit.end + _NEAR_START))):
            if not token.is_word or low in self.page.pack.words.prepositions:
                return False
            if self.posts.is_person(low):
                return bool(flags(low) & Form.NOMINATIVE)
        return False

    def _person_noun(self, tokens: list[Token]) -> bool:
        return any(self.posts.is_person(self.page.low[token.start : token.end]) for token in tokens)

    def _owned(self, tokens: list[Token], number: int) -> bool:
        lead = self.posts.lows(tokens[max(0, number - 2) : number])
        owners = self.words["he"] | self.words["she"] | self.words["whose"]
        return any(low in owners and low not in self.words["subject"] for low in lead)

    def _apposed(self, tokens: list[Token], number: int) -> bool:
        """Whether a noun stands in an apposition: a comma before it, the name before that."""
        return any(token.text in ",(—–" for token in tokens[max(0, number - 6) : number])

    def _by_noun(self, tokens: list[Token], number: int, word: str) -> Person | None:
        lead = self.posts.lows(tokens[max(0, number - 3) : number])
        if any(each in self.words["he"] or each in self.words["she"] or each in _EARLIER for each in lead):
            return None
        if self.english and not any(each in self.words["the"] for each in lead):
            return None
        found = fitting(self.page, self.cast, self.chains, self.roles, tokens[number].start, (word,), word)
        if found is None and len(self.cast.persons) == 1 and self.posts.number(word) == "one":
            return self.cast.persons[0]
        return found

    def of_noun(self, at: int, sentence: Span, lead: list[str]) -> Person | None:
        """Whose the retirement or dismissal at ``at`` is; ``lead`` are the words before it."""
        gender = self._gender(lead)
        here = [
            each
            for each in self.cast.within(sentence)
            if gender is None or each[1].gender in (gender, None, "x")
        ]
        before = [person for span, person in here if span.start < at]
        if before:
            return before[-1] if gender is None else before[0]
        if gender is not None:
            found = self.chains.person(at, gender=gender)
            if found is not None:
                return found
        return here[0][1] if here else self.chains.person(at, gender=gender)

    def _gender(self, words: list[str]) -> Gender | None:
        if any(word in self.words["she"] for word in words):
            return "f"
        return "m" if any(word in self.words["he"] for word in words) else None
