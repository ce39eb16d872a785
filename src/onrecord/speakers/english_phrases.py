"""What the words of an English source are: the head is the last noun of the first part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from onrecord.languages.people import Number
from onrecord.speakers.phrases import Noun, Parts, Phrase, Reader
from onrecord.text.document import Span
from onrecord.text.tokens import Token

_INSIDE = ("'", "’", "-", "/", "&", ".", "%", "”", "“", '"', "$")
"""Marks that end no part of a noun phrase."""

_PARTICIPLES = ("ing", "ed")
_SUPERLATIVE = "est"
_HEAD_WORDS = 4
"""Words at the end of a part, at most, among which its head is looked for."""


class EnglishReader(Reader):
    """Reads the sources of an English page."""

    def _noun_phrase(self, parts: Parts) -> Phrase:
        lows = parts.lows
        end = self._first_part(parts)
        if coordinated := self._coordinated(parts):
            return parts.phrase("persons", "", end, "many", coordinated)
        if len(parts.mentions) > 1 and self._and_others(lows) and not self._has_clause(lows):
            return parts.phrase("group", "and", end, "many")
        if named := self._by_closing_name(parts, end):
            return named
        head = lows[self._head(lows, end)]
        if self._one_of_several(lows, end, head):
            return parts.phrase("title", head, end)
        if (
            self.nouns["persons"].number(head) == "one"
            or head in self.chains["single"]
            or (lows[0] in self.chains["leads_to_one"] and not self._class(head))
        ) and (apposed := self._apposed(parts, end) or self._at_the_end(parts)):
            return parts.phrase("person", head, end, persons=(apposed,))
        if head in self.chains["single"] and end == 1:
            return parts.phrase("title", head, end)
        return self._common(parts, end, head)

    def _by_closing_name(self, parts: Parts, end: int) -> Phrase | None:
        """A source whose first part ends with a name: that person, a body of that name, or several with that person."""
        lows, last = parts.lows, parts.tokens[end - 1]
        closing = [each for each in parts.named_before(end) if last.start < each[0].end]
        if not closing:
            return None
        span, person = closing[-1]
        if self._names_a_body(parts, span):
            return parts.phrase("body", lows[end - 1], end)
        if len(lows) > end and lows[end] in self.chains["and"] and len(parts.mentions) == 1:
            return parts.phrase("group", "and", end, "many")
        return parts.phrase("person", lows[end - 1], end, persons=(person,))

    def _one_of_several(self, lows: Sequence[str], end: int, head: str) -> bool:
        """``one of the officers``, ``the youngest of them``."""
        if end + 1 >= len(lows) or lows[end] not in self.chains["of"]:
            return False
        of_them = lows[end + 1] in self.chains["of_them"]
        return head in self.chains["single"] or (of_them and head.endswith(_SUPERLATIVE))

    def _has_clause(self, lows: Sequence[str]) -> bool:
        return any(low in self.chains["clause_openers"] for low in lows)

    def _and_others(self, lows: Sequence[str]) -> bool:
        """``Ann Lee, Tom Hale and other members``."""
        return any(
            low in self.chains["and"] and following in self.chains["and_others"]
            for low, following in pairwise(lows)
        )

    def _names_a_body(self, parts: Parts, name: Span) -> bool:
        """``the newspaper Politika``: a small noun for a body right before a name of one word."""
        before = [(token, low) for token, low in parts.between(0, name.start) if token.end <= name.start]
        before = [(token, low) for token, low in before if token.is_word]
        if not before or " " in self.page.text[name.start : name.end] or not before[-1][0].text.islower():
            return False
        return before[-1][1] in self.nouns["bodies"] or before[-1][1] in self.nouns["outlets"]

    def _first_part(self, parts: Parts) -> int:
        """The number of words before a preposition, a clause or a mark that ends the first part; 1 at least."""
        tokens, lows = parts.tokens, parts.lows
        named = {position for span, _ in parts.mentions for position in range(span.start, span.end)}
        for number in range(1, len(lows)):
            if tokens[number].start in named or (number == 1 and lows[0] in self.chains["articles"]):
                continue
            ends = lows[number] in self.chains["stop"] or (
                not tokens[number].is_word and lows[number] not in _INSIDE
            )
            if ends and lows[number] in self.chains["of"] and self._of_name(parts, number):
                continue
            if ends or self._is_participle(parts, number):
                return number
        return len(lows)

    def _is_participle(self, parts: Parts, number: int) -> bool:
        """Whether a word opens a clause without a verb after its noun: ``officers serving abroad``."""
        tokens, lows = parts.tokens, parts.lows
        if number < 2 or number + 1 >= len(lows) or not lows[number].endswith(_PARTICIPLES):
            return False
        if lows[number] in self.nouns["persons"] or not tokens[number].text[0].islower():
            return False
        return any(lows[number - 1] in self.nouns[kind] for kind in ("persons", "documents", "bodies"))

    def _of_name(self, parts: Parts, number: int) -> bool:
        """Whether ``of`` stands inside a name in capitals: ``Secretary of State John Hill``, ``Chief of Staff``."""
        tokens = parts.tokens
        return (
            number + 1 < len(tokens)
            and tokens[number - 1].text[0].isupper()
            and tokens[number + 1].text[0].isupper()
            and self.page.low[tokens[number - 1].start : tokens[number - 1].end] in self.nouns["persons"]
        )

    def _head(self, lows: Sequence[str], end: int) -> int:
        """Where the head of the words before ``end`` stands: the last one of a known class, else the last word."""
        last = end - 1
        while last > 0 and not (lows[last][0].isalnum() or lows[last] == "%"):
            last -= 1
        for at in range(last, max(-1, last - _HEAD_WORDS), -1):
            if self._class(lows[at]):
                return at
        return last

    def _aside(self, span: Span, spans: Sequence[Span]) -> bool:
        return False

    def _ends_in_apposition(self, before: Sequence[Token]) -> bool:
        return before[-1].is_word and before[-1].text[0].isupper()

    def _definite(self, first: str) -> bool:
        return first in self.chains["the"]

    def _told_by_head(self, noun: Noun) -> Phrase | None:
        lows, main, head = noun.parts.lows, noun.main, noun.word
        if (
            head in self.nouns["quantifiers"]
            and len(lows) > len(main)
            and lows[len(main)] in self.chains["of"]
        ):
            return self._quantified(noun, lows[len(main) :])
        if head in self.chains["percent"]:
            return noun.phrase("group", "many")
        if self._is_title_of_its_own(noun):
            return noun.phrase("document" if noun.kind == "documents" else "body")
        return None

    def _is_title_of_its_own(self, noun: Noun) -> bool:
        """Whether capitals make a body of a noun for persons, or one document: ``The Young Farmers``."""
        return (
            noun.kind in ("persons", "documents")
            and self._capitals(noun) >= 2
            and self.nouns["persons"].number(noun.word) != "many"
            and not (noun.kind == "persons" and noun.definite)
            and self.page.text[noun.parts.span.start].isupper()
            and noun.parts.lows[0] in self.chains["definite_article"]
        )

    def _is_masthead(self, noun: Noun) -> bool:
        return noun.word in self.chains["mastheads"] and self._capitals(noun) >= 2

    def _capitals(self, noun: Noun) -> int:
        """The words in capitals of the first part, articles left out."""
        start, size = noun.parts.span.start, sum(len(word) + 1 for word in noun.main)
        words = self.page.text[start : start + size].split()
        return sum(word[:1].isupper() for word in words if word.lower() not in self.chains["articles"])

    def _is_crowd(self, noun: Noun) -> bool:
        return noun.word in self.chains["crowds"] and self._of_people(noun.parts.lows)

    def _of_people(self, lows: Sequence[str]) -> bool:
        """``a group of deputies``, ``an army of supporters``."""
        of = next((at for at, low in enumerate(lows) if low in self.chains["of"]), len(lows))
        inner = takewhile(lambda word: word not in self.chains["stop"], lows[of + 1 :])
        number = self.nouns["persons"].number
        return any(number(word) == "many" or word in self.nouns["groups"] for word in inner)

    def _counted(self, words: Sequence[str]) -> list[str]:
        # The head is the last noun before whatever else follows.
        inner = takewhile(lambda word: word not in self.chains["stop"], words[1:])
        return [kind for word in inner if (kind := self._class(word))][-1:]

    def _number(self, word: str) -> Number:
        return "many" if word.endswith("s") and not word.endswith("ss") else "one"
