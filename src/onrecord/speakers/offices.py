"""Offices: how high a role is, and which body it belongs to."""

from __future__ import annotations

import re

from onrecord.speakers.held import Held
from onrecord.speakers.page import Page
from onrecord.speakers.posts import Posts
from onrecord.speakers.service import marker
from onrecord.text.document import Span

_BODY_OF = re.compile(r"\b(?:of|at|for|with|in)\s+(?:the\s+)?([^,;]+)$")


class Offices:
    """Ranks roles and names their bodies."""

    def __init__(self, page: Page, posts: Posts) -> None:
        self.page, self.posts = page, posts
        self.people, self.nouns = page.people, page.people.nouns
        self._ranks: dict[Span, int] = {}

    @property
    def lowest(self) -> int:
        """The rank of what is a trade, not an office."""
        return len(self.people.high)

    def rank(self, held: Held) -> int:
        """How high an office is: the smaller the higher."""
        if held.span not in self._ranks:
            self._ranks[held.span] = self._rank(held)
        return self._ranks[held.span]

    def _rank(self, held: Held) -> int:
        # "assistant to the minister" is no minister: only what stands before the first preposition counts.
        words = {held.head}
        for token, low in self.page.words(held.span) if self.page.language == "en" else ():
            if low in self.page.pack.words.prepositions:
                break
            words |= {low} if token.is_word else set()
        words |= {word.rsplit("-", 1)[1] for word in words if "-" in word}
        words = {word for word in words if word in self.nouns["offices"]}
        for number, office in enumerate(self.people.high if words else ()):
            if any(word in office for word in words):
                return number
        return self.lowest

    def body(self, held: Held) -> str | None:
        """The body that a role names: what stands in capitals beside its head, or what it is the head of."""
        text = self.page.text[held.span.start : held.span.end]
        return self._english(text) if self.page.language == "en" else self._slavic(text)

    def _english(self, text: str) -> str | None:
        match = _BODY_OF.search(text)
        if match and (
            match[1][:1].isupper() or any(word.lower() in self.nouns["bodies"] for word in match[1].split())
        ):
            return match[1].strip()
        lead: list[str] = []
        for word in text.split():
            low = word.strip(".,'’").lower()
            if (
                not word[:1].isupper()
                or low in self.nouns["persons"]
                or word.lower() in self.page.pack.titles
                or marker(low, self.people)
            ):
                break
            lead.append(word)
        if lead and (lead[0].isupper() or any(word.lower() in self.nouns["bodies"] for word in lead)):
            return " ".join(lead).removesuffix("'s").removesuffix("’s")
        return None

    def _slavic(self, text: str) -> str | None:
        words = text.split()
        head = next((number for number, word in enumerate(words) if self.posts.is_person(word.lower())), None)
        rest = words[head + 1 :] if head is not None else []
        if any(word[:1].isupper() or word.lower().strip('«»"') in self.nouns["bodies"] for word in rest):
            return " ".join(rest)
        return None
