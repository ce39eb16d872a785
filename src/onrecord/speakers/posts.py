"""The words of a post in a sentence: ``deputy head of the staff`` after ``served as``, ``с поста министра обороны``."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.languages.people import Number
from onrecord.speakers.page import Page
from onrecord.text.document import Span
from onrecord.text.tokens import Token

_MARKS = "-'’.«»\"“”&"
_FARTHEST = 6
"""How many words may stand before the noun of a post."""


class Posts:
    """Finds posts among the words of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.nouns, self.words = page.people.nouns, page.people.chains
        self.english = page.language == "en"

    def is_person(self, low: str) -> bool:
        """Whether a word is a noun for a person, also as the last part of a compound."""
        return low in self.nouns["persons"] or ("-" in low and low.rsplit("-", 1)[1] in self.nouns["persons"])

    def number(self, low: str) -> Number | None:
        """Whether a noun for a person is a singular or a plural."""
        return self.nouns["persons"].number(low)

    def verbal(self, low: str) -> bool:
        """Whether a word is likely a finite verb, where a role ends."""
        words = self.page.pack.words
        if self.english:
            if low in words.be or low in words.auxiliaries:
                return True
            if low in self.page.pack.nouns or low in self.words["nominal_verbs"] or self.is_person(low):
                return False
            return any(reading.slot in ("past", "present") for reading in self.page.pack.verbs.get(low, ()))
        from onrecord.languages.forms import Form, forms

        form = forms(self.page.language)(low)
        return bool(form & Form.FINITE) and not form & (Form.NOUN | Form.ADJECTIVE)

    def head(self, span: Span) -> str:
        """The noun for a person in a stretch, else its last word."""
        words = [low for token, low in self.page.words(span) if token.is_word]
        return next((low for low in words if self.is_person(low)), words[-1] if words else "")

    def after(self, start: int, end: int, *, linked: bool) -> Span | None:
        """The post in ``[start, end)``, right after a verb.

        With ``linked`` a word such as ``as``, ``from``, ``с поста`` must lead to it.
        """
        tokens = self.page.tokens(Span(start, end))
        lows = self.lows(tokens)
        at = 0
        while at < len(lows) and lows[at] in self.words["to_role"]:
            at += 1
        if linked and at == 0 and (self.english or not lows or not self.is_person(lows[0])):
            return None
        return self._phrase(tokens, lows, at)

    def lows(self, tokens: Sequence[Token]) -> list[str]:
        """The small letters of tokens."""
        return [self.page.low[token.start : token.end] for token in tokens]

    def _phrase(self, tokens: list[Token], lows: list[str], first: int) -> Span | None:
        """The post from word ``first`` on, up to a mark, a verb, a year; null without a noun for one person."""
        head: int | None = None
        at = first
        while at < len(lows) and not self._ends(tokens, lows, at):
            low = lows[at]
            if head is None and self.is_person(low):
                if self.english and self.number(low) == "many":
                    return None
                head = at
            elif head is None:
                if at - first > _FARTHEST or (
                    low in self.page.closed and low not in self.words["inside_role"]
                ):
                    return None
            elif self.verbal(low) or low in self.words["after_role"]:
                break
            at += 1
        if head is None:
            return None
        while first < head and lows[first] in self.words["inside_role"] and self.english:
            first += 1
        while at > head + 1 and not tokens[at - 1].is_word:
            at -= 1
        return Span(tokens[first].start, tokens[at - 1].end)

    def _ends(self, tokens: list[Token], lows: list[str], at: int) -> bool:
        token = tokens[at]
        if not token.is_word:
            short = at > 0 and len(lows[at - 1]) <= 3
            return token.text not in _MARKS or (token.text == "." and (at + 1 == len(lows) or not short))
        return lows[at].isdigit() and len(lows[at]) == 4

    def led(self, verb: Span, end: int) -> Span | None:
        """``led the General Staff``, ``командовал флотом``: the verb with the body it has as its object, as a role."""
        tokens = self.page.tokens(Span(verb.end, end))[:10]
        lows = self.lows(tokens)
        if self.page.low[verb.start : verb.end].split()[0] in self.words["no_object"]:
            return None
        if not self._has_body(tokens[:6], lows) or lows[0] in self.words["a"]:
            return None  # "runs a bakery" is no office
        if self.english and lows[0] == "in" and self.page.low.startswith("remain", verb.start):
            return None  # "remains in Ilmarian hands"
        last, seen = tokens[0].end, False
        for token, low in zip(tokens, lows, strict=True):
            if (not token.is_word and token.text not in _MARKS.replace(".", "")) or low.isdigit():
                break
            if seen and (low in self.page.closed or low in self.words["after_role"]):
                break
            seen = seen or low not in self.page.closed
            last = token.end
        return Span(verb.start, last)

    def _has_body(self, tokens: list[Token], lows: list[str]) -> bool:
        for token, low in zip(tokens, lows, strict=False):
            if not token.is_word and token.text not in "«\"“'-":
                return False
            if (
                low in self.nouns["bodies"]
                or low in self.words["served"]
                or (token.text[0].isupper() and low not in self.page.people.given)
            ):
                return True
        return False
