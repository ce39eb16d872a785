"""What the words of a Russian or Ukrainian source are: the head is the first noun."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.languages.forms import Form, forms
from onrecord.languages.people import Number
from onrecord.languages.sorts import sorts
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.matching import bare
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Noun, Parts, Phrase, Reader
from onrecord.text.document import Span
from onrecord.text.tokens import Token

_PART_ENDS = (",", "(", "—", "–", ";", ":")
_QUOTES = '«„“"'
_GENITIVES = ("ого", "его", "их", "ых", "ой", "ої", "ів", "ов")
"""Endings of a noun or adjective that depends on the noun before it."""

_SHORTEST_NOUN = 3
_WHEREABOUTS_WORDS = 4
"""Words, at most, of a source that only says where people speak."""


class SlavicReader(Reader):
    """Reads the sources of a Russian or Ukrainian page."""

    def __init__(self, page: Page, cast: Cast) -> None:
        super().__init__(page, cast)
        self._forms, self._sorts = forms(page.language), sorts(page.language)

    def _noun_phrase(self, parts: Parts) -> Phrase:
        lows = parts.lows
        end = self._first_part(lows)
        if coordinated := self._coordinated(parts):
            return parts.phrase("persons", "", end, "many", coordinated)
        inside = parts.named_before(end)
        closing = self._at_the_end(parts)
        if closing and not inside and end < len(lows) and lows[end] == "," and self._one(lows[:end]):
            head = next((low for low in reversed(lows[:end]) if self._class(low) == "persons"), lows[0])
            return parts.phrase("person", head, end, persons=(closing,))
        if told := self._told_by_opening(parts, end):
            return told
        for number in range(end):
            if told := self._told_by_word(parts, number, end, inside):
                return told
        return self._common(parts, end, lows[0])

    def _first_part(self, lows: Sequence[str]) -> int:
        """The number of words before a mark or a relative pronoun; 1 at least."""
        ends = (
            number
            for number in range(1, len(lows))
            if lows[number] in _PART_ENDS or lows[number] in self.chains["relative"]
        )
        return next(ends, len(lows))

    def _told_by_opening(self, parts: Parts, end: int) -> Phrase | None:
        """What the first words tell whatever follows: ``каждый …``, ``те, кто …``, ``в деревне``, ``в котором``."""
        lows = parts.lows
        if (end > 1 and lows[0] in self.chains["every"]) or self._those_who(lows):
            return parts.phrase("group", lows[0], end, "many")
        if end < 2 or lows[0] not in self.chains["whereabouts_after"]:
            return None
        if end <= _WHEREABOUTS_WORDS and any(low in self.chains["whereabouts"] for low in lows[1:end]):
            return parts.phrase("group", lows[1], end, "many")
        if end == 2 and self._pointing(lows[1]):
            return parts.phrase("document", lows[1], end)
        return None

    def _told_by_word(
        self, parts: Parts, number: int, end: int, inside: Sequence[tuple[Span, Person]]
    ) -> Phrase | None:
        """What one word of the first part makes of a source; null for one that is not its head."""
        tokens, lows = parts.tokens, parts.lows
        low, next_low = lows[number], lows[number + 1] if number + 1 < end else ""
        for span, person in inside:
            if span.start == tokens[number].start:
                return parts.phrase("person", low, end, persons=(person,))
        # What is said, and not who says it: "на вопрос «Вестника»".
        if next_low and low in self.chains["utterances"]:
            return None
        found = self._known_noun(low)
        if not found:
            out_of_them = number + 2 < end and next_low in self.chains["out_of"]
            if out_of_them and lows[number + 2] in self.chains["of_them"]:
                return parts.phrase("title", low, end)
            return self._told_by_other_noun(parts, number, end, inside)
        if found == "persons" and self._attribute(parts, number, end):
            return None
        if found in ("bodies", "documents") and self._dependent(parts, number):
            return None
        if next_low and low in self.nouns["one_of"] and next_low not in self.chains["out_of"]:
            return None
        if found == "persons" and self.nouns["persons"].number(low) != "many":
            if agreeing := self._agreeing(parts, number, inside):
                return parts.phrase("person", low, end, persons=(agreeing,))
            if next_low and self._known_noun(next_low) == "persons" and not next_low.endswith(_GENITIVES):
                return None
            if apposed := self._apposed(parts, end):
                return parts.phrase("person", low, end, persons=(apposed,))
        return self._common(parts, end, low)

    def _one(self, lows: Sequence[str]) -> bool:
        """Whether the words before a comma are of one person: ``один из них``, ``третья``, ``автор закона``."""
        number = self.nouns["persons"].number
        if any(low in self.nouns["one_of"] or number(low) in ("one", "either") for low in lows):
            return True
        return self._sorts(lows[0]) == "person"

    def _those_who(self, lows: Sequence[str]) -> bool:
        return (
            lows[0] in self.chains["those"]
            and len(lows) > 2
            and lows[1] == ","
            and lows[2] in self.chains["relative"]
        )

    def _pointing(self, low: str) -> bool:
        """Whether a pronoun behind a preposition stands for what something is written in: ``в нём``, ``в котором``."""
        return any(low in self.chains[name] for name in ("he", "she", "it", "relative"))

    # Nouns

    def _known_noun(self, low: str) -> str:
        """The class of a noun in the lists, also of half a compound, or ``quantifiers``; empty for another word."""
        if low in self.nouns["quantifiers"] or low in self.nouns["one_of"]:
            return "quantifiers"
        found = self._class(low)
        if not found and "-" in low:
            found = self._class(low.rsplit("-", 1)[1]) or self._class(low.split("-", 1)[0])
        return found

    def _attribute(self, parts: Parts, number: int, end: int) -> bool:
        """Whether a noun for a person is an adjective of the body behind it: ``слідчий комітет``."""
        if number + 1 >= end or self._class(parts.lows[number + 1]) not in ("bodies", "groups"):
            return False
        return bool(self._forms(parts.tokens[number].text) & Form.ADJECTIVE)

    def _told_by_other_noun(
        self, parts: Parts, number: int, end: int, inside: Sequence[tuple[Span, Person]]
    ) -> Phrase | None:
        kind = self._other_noun(parts, number, inside)
        if not kind:
            return None
        low = parts.lows[number]
        if kind == "persons" and (named := self._agreeing(parts, number, inside)):
            return parts.phrase("person", low, end, persons=(named,))
        return self._common(parts, end, low, kind=kind)

    def _other_noun(self, parts: Parts, number: int, inside: Sequence[tuple[Span, Person]]) -> str:
        """The class of a noun that is in no list, as far as dictionary or endings tell; empty for another word."""
        tokens, token = parts.tokens, parts.tokens[number]
        if not self._may_be_other_noun(parts, number):
            return ""
        found = self._sorts(token.text)
        if found == "person":
            following = next((each.text for each in tokens[number + 1 :] if each.text != ","), "")
            of_body = following in _QUOTES or self._class(following.lower()) == "bodies"
            return "bodies" if following and of_body else "persons"
        if found == "people":
            return "groups"
        if found == "thing" and not any(span.start == token.end + 1 for span, _ in inside):
            return "" if self._dependent(parts, number) else "bodies"
        return ""

    def _may_be_other_noun(self, parts: Parts, number: int) -> bool:
        tokens, token, low = parts.tokens, parts.tokens[number], parts.lows[number]
        if not token.is_word or len(low) < _SHORTEST_NOUN or low in self.page.closed:
            return False
        if low in self.page.pack.words.prepositions:
            return False
        if tokens[0].text in _QUOTES or (token.text[0].isupper() and not self.page.opens(token.start)):
            return False
        flags = self._forms(token.text)
        before_word = number + 1 < len(tokens) and tokens[number + 1].is_word
        return bool(flags & Form.NOUN) and not (flags & Form.ADJECTIVE and before_word)

    def _dependent(self, parts: Parts, number: int) -> bool:
        """Whether a noun depends on a participle before it, and somebody follows: ``лишённый мандата депутат``."""
        if not number or not any(low in self.nouns["persons"] for low in parts.lows[number + 1 :]):
            return False
        return bool(self._forms(parts.tokens[number - 1].text) & Form.PARTICIPLE)

    def _agreeing(self, parts: Parts, number: int, inside: Sequence[tuple[Span, Person]]) -> Person | None:
        """The person whose name stands in apposition to a title, not as its genitive (``пресс-секретарь Иванова``)."""
        token = parts.tokens[number]
        after = [each for each in inside if each[0].start > token.start]
        if not after:
            return None
        span, person = after[-1]
        words = self.page.text[span.start : span.end].split()
        if len(words) > 1 or all(mention.span.start != span.start for mention in person.mentions):
            return person
        head = self._forms(token.text.rsplit("-", 1)[-1])
        if not head & Form.NOMINATIVE or head & Form.OBLIQUE:
            return person
        low, fullest = bare(words[0]), bare(person.fullest[-1])
        longer = low.startswith(fullest) and len(low) > len(fullest)
        genitive = low != fullest and (longer or not self._forms(words[0]) & Form.NOMINATIVE)
        return None if genitive else person

    # What the language tells

    def _aside(self, span: Span, spans: Sequence[Span]) -> bool:
        """Whether the first of several parts only tells where: ``В письме … она``."""
        if len(spans) < 2 or span is not spans[0]:
            return False
        first = self.page.low[span.start : span.end].split()[:1]
        return bool(first) and first[0] in self.page.pack.words.prepositions

    def _ends_in_apposition(self, before: Sequence[Token]) -> bool:
        return any(token.text == "," for token in before)

    def _may_be_title(self, token: Token, low: str) -> bool:
        return super()._may_be_title(token, low) or (token.is_word and low not in self.chains["relative"])

    def _definite(self, first: str) -> bool:
        return first in self.chains["the"] or first not in self.chains["a"]

    def _told_by_head(self, noun: Noun) -> Phrase | None:
        if noun.word in self.nouns["one_of"]:
            return noun.phrase("title")
        return noun.phrase("group", "many") if noun.word in self.chains["percent"] else None

    def _is_masthead(self, noun: Noun) -> bool:
        return False

    def _is_crowd(self, noun: Noun) -> bool:
        if noun.word not in self.chains["crowds"] or noun.word not in noun.main:
            return False
        following = noun.main[noun.main.index(noun.word) + 1 :][:2]
        return any(self.nouns["persons"].number(word) == "many" for word in following)

    def _counted(self, words: Sequence[str]) -> list[str]:
        return [kind for word in words[1:] if (kind := self._class(word))][:1]

    def _number(self, word: str) -> Number:
        return "one"
