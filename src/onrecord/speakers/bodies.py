"""What a body or a document is called: without whose it is, in the nominative, by the fullest name that the text has."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from onrecord.languages.forms import Form, forms
from onrecord.languages.nominatives import nominatives
from onrecord.speakers.chains import Chains
from onrecord.speakers.matching import bare, keys
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Phrase
from onrecord.speakers.runs import UPPER
from onrecord.text.document import Span

_QUOTE_ENDS = '»”“"'
_NEAR = 40
"""Characters before the noun of a body in which its name begins."""


class Bodies:
    """Names the bodies of one page."""

    def __init__(self, page: Page, chains: Chains) -> None:
        self.page, self.chains = page, chains
        self.english = page.language == "en"
        self.words = page.people.chains
        self._fuller = lru_cache(maxsize=256)(self._look_for_fuller)

    def name(self, phrase: Phrase, words: str) -> str:
        """The name of the body or document of a source whose ``words`` these are."""
        named = self._english(phrase, words) if self.english else self._slavic(phrase, words)
        if phrase.definite and bare(named) == phrase.head:
            return self._fuller(phrase.head) or self._spoken_of(phrase) or named
        return named

    def _spoken_of(self, phrase: Phrase) -> str | None:
        """``the assembly``: the body that spoke before; ``the company``: any."""
        if not self.english:
            return None
        at = phrase.span.start
        known = self.chains.body(at, phrase.head)
        return known or (self.chains.body(at) if phrase.head in self.words["generic_bodies"] else None)

    def _english(self, phrase: Phrase, words: str) -> str:
        parts = words.split()
        while len(parts) > 1 and (
            parts[0].lower() in self.words["definite_article"]
            or parts[0].lower() in self.words["possessives"]
        ):
            parts = parts[1:]
        parts = self._before_verb(parts, phrase.head)
        head = next(
            (at for at, part in enumerate(parts) if bare(part) == phrase.head and part.islower()), None
        )
        if head is not None and parts[head + 1 :] and all(part[0].isupper() for part in parts[head + 1 :]):
            return " ".join(parts[head + 1 :])  # "the news site Linia Obriiu"
        return " ".join(parts)

    def _before_verb(self, parts: list[str], head: str) -> list[str]:
        """The words up to the head where a verb follows it: ``officers' assembly had demanded …``."""
        words = self.page.pack.words
        for at, (part, following) in enumerate(pairwise(parts)):
            verb = following in words.be or following in words.have or following in words.auxiliaries
            if verb and bare(part) == head:
                return parts[: at + 1]
        return parts

    def _slavic(self, phrase: Phrase, words: str) -> str:
        parts = words.split()
        head = next((at for at, part in enumerate(parts) if bare(part).strip(".,;:") == phrase.head), None)
        if head is None:
            return words
        quoted = " ".join(parts[head + 1 :])
        if quoted and quoted[0] in '«„“"' and quoted[-1] in _QUOTE_ENDS and quoted.count(quoted[0]) < 3:
            return quoted  # агентство «Вестник»
        first = head
        flags = forms(self.page.language)
        while first and flags(parts[first - 1]) & Form.ADJECTIVE and parts[first - 1][0].isalpha():
            first -= 1
        made = nominatives(self.page.language)(parts[first:], head - first)
        while len(made) > 1 and made[0].lower() in self.words["possessives"]:
            made = made[1:]
        return " ".join(made)

    def _look_for_fuller(self, head: str) -> str | None:
        """The name in capitals that the text most often gives a body with this head.

        ``the assembly`` → ``Veterans' Assembly``.
        """
        found = self._capitals(head) if self.english else self._attributed(head)
        counted = Counter(found)
        return max(counted, key=lambda name: (counted[name], len(name))) if counted else None

    def _capitals(self, head: str) -> list[str]:
        noun = re.escape(head.capitalize())
        links = "|".join(sorted(map(re.escape, self.words["body_links"]), key=len, reverse=True))
        pattern = rf"(?<![\w’'-])((?:{UPPER}[\w'’.\-]*\s(?:(?:{links})\s)?){{1,5}}{noun})(?![\w-])"
        found, given = [], self.page.people.given
        for match in re.finditer(pattern, self.page.text):
            parts = match[1].split()
            for at in range(len(parts) - 1, 0, -1):
                low = parts[at - 1].lower()
                possessive = parts[at - 1].endswith(("'s", "’s"))
                if possessive or low in self.words["definite_article"] or low in given:
                    parts = parts[at:]
                    break
            if len(parts) > 1:
                found.append(" ".join(parts))
        return found

    def _attributed(self, head: str) -> list[str]:
        flags, stems = forms(self.page.language), keys(head, self.page.language)
        found = []
        for match in re.finditer(rf"(?<!\w){re.escape(head[:4])}\w*", self.page.low):
            if not keys(match.group(), self.page.language) & stems:
                continue
            before = self.page.tokens(Span(max(0, match.start() - _NEAR), match.start()))
            words = [self.page.text[match.start() : match.end()]]
            for token in reversed(before):
                if (
                    not token.is_word
                    or not flags(token.text) & Form.ADJECTIVE
                    or token.text.lower() in self.words["possessives"]
                ):
                    break
                words.insert(0, token.text)
            while len(words) > 1 and words[0][0].islower():
                words = words[1:]
            if len(words) > 1 and words[0][0].isupper():
                found.append(" ".join(nominatives(self.page.language)(words, len(words) - 1)))
        return found
