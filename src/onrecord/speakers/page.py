"""A document's text as the resolver looks at it: its sentences, its quotations, its words.

The borders are those of a quick eye, not of :mod:`onrecord.text.sentences`: what is asked here is only how far
back a name stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from onrecord.languages.pack import LanguagePack, pack
from onrecord.languages.people import People, people
from onrecord.text.document import Span
from onrecord.text.tokens import Token, tokens

_END = re.compile(
    r"(?:[.!?…]++[\"'”’»)\]]*+[ \t\u00a0]++(?=[\"'“‘„«(\[—–-]*+\s?[^\W_a-zа-яёіїєґ]))|[.!?…]*+[\r\n]+"
)
_LAST_WORD = re.compile(r"(\w+(?:\.\w+)*)\.$")
_QUOTED = re.compile(
    r"“[^”\n]{1,4000}|«[^»\n]{1,4000}|„[^“”\n]{1,4000}|(?<!\w)\"[^\"\n]{1,4000}|(?<!\w)''[^\n]{1,4000}?''"
)
_REACH = 12
_HELD = 1_024
"""Stretches whose words are kept at a time: memory must not grow with the text."""


@dataclass(frozen=True)
class Page:
    """One text and what was seen in it. All places are code points of ``text``."""

    text: str
    language: str
    pack: LanguagePack = field(repr=False)
    people: People = field(repr=False)

    @cached_property
    def low(self) -> str:
        """The text in small letters, character for character, with plain apostrophes."""
        low = self.text.lower()
        if len(low) != len(self.text):
            low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in self.text)
        return low.replace("’", "'").replace("ʼ", "'")

    @cached_property
    def starts(self) -> list[int]:
        """Where the sentences start, the first at 0."""
        found = [0]
        titles = self.pack.titles
        for match in _END.finditer(self.text):
            if match.group()[0] == "." and "\n" not in match.group():
                before = _LAST_WORD.search(self.text[max(0, match.start() - _REACH) : match.start() + 1])
                if before and (len(before[1]) == 1 or f"{before[1].lower()}." in titles or "." in before[1]):
                    continue
            if match.end() < len(self.text):
                found.append(match.end())
        return found

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, which leave no gaps."""
        return [Span(left, right) for left, right in pairwise([*self.starts, len(self.text)])]

    def opens(self, offset: int) -> bool:
        """Whether a sentence starts right at ``offset``."""
        return self.starts[self.sentence_of(offset)] == offset

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)

    @cached_property
    def _quoted(self) -> list[Span]:
        return [Span(*match.span()) for match in _QUOTED.finditer(self.text)]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [span.start for span in self._quoted]

    def quoted(self, offset: int) -> bool:
        """Whether ``offset`` stands within quotation marks."""
        number = bisect_right(self._quote_starts, offset) - 1
        return number >= 0 and offset < self._quoted[number].end

    def tokens(self, span: Span) -> list[Token]:
        """The words and marks of a stretch."""
        # The same few stretches (the words before a name, a source) are asked for again and again.
        held = self._held
        found = held.get(span)
        if found is None:
            if len(held) >= _HELD:
                held.clear()
            found = held[span] = tuple(tokens(self.text, max(0, span.start), min(span.end, len(self.text))))
        return list(found)

    @cached_property
    def _held(self) -> dict[Span, tuple[Token, ...]]:
        return {}

    def words(self, span: Span) -> Iterator[tuple[Token, str]]:
        """The words of a stretch, each with its small letters."""
        for token in self.tokens(span):
            yield token, self.low[token.start : token.end]

    @cached_property
    def closed(self) -> frozenset[str]:
        """Words of the language that are no part of a name though a sentence may start with them."""
        words = self.pack.words
        return frozenset().union(
            words.complementisers, words.questions, words.relatives, words.subjects, words.objects, words.impersonal,
            words.nobody, words.possessives, words.determiners, words.prepositions, words.linking, words.coordinators,
            words.subordinators, words.be, words.have, words.auxiliaries, words.negations, words.modifiers, words.times,
            self.people.chains["a"], self.people.chains["the"], self.pack.as_words,
        )  # fmt: skip


def page(text: str, language: str) -> Page:
    """The page of a text. Raises KeyError for a language without a pack."""
    return Page(text, language, pack(language), people(language))
