"""What the words of a source are: a name, a pronoun, a title, a group, a body, a document, nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.languages.people import Number
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.matching import bare
from onrecord.speakers.page import Page
from onrecord.text.document import Span
from onrecord.text.tokens import Token

Shape = Literal["nobody", "pronoun", "person", "persons", "title", "group", "body", "document", "unknown"]
_TITLE_WORDS = 6
Kind = Literal["named_person", "unnamed_person", "group", "organisation", "document", "anonymous"]


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


_PRONOUNS = ("first", "first_plural", "second", "he", "she", "it", "they", "relative", "both")


class Reader:
    """Reads the sources of one page."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page, self.cast = page, cast
        self.nouns, self.chains = page.people.nouns, page.people.chains
        self.english = page.language == "en"

    def read(self, spans: Sequence[Span]) -> Phrase:
        """The phrase of one source; ``nobody`` for an empty one."""
        found = self._read(spans)
        if not any(" ".join(found.words[:size]) in self.chains["none"] for size in (1, 2, 3)):
            return found
        return replace(found, none=True, definite=False)

    def _read(self, spans: Sequence[Span]) -> Phrase:
        tokens: list[Token] = [token for span in spans for token in self.page.tokens(span)]
        while tokens and not tokens[0].is_word and tokens[0].text not in '%«“"':
            tokens = tokens[1:]
        if not tokens:
            return Phrase("nobody", spans[0] if spans else Span(0, 0))
        whole = Span(tokens[0].start, tokens[-1].end)
        lows = [self.page.low[token.start : token.end] for token in tokens]
        words = [low for low, token in zip(lows, tokens, strict=True) if token.is_word or token.text == "%"]
        if pronoun := self._pronoun(words):
            return Phrase("pronoun", whole, tuple(words), words[0], pronoun=pronoun)
        while (
            len(lows) > 1 and lows[0] in self.chains["leading"] and lows[0] not in self.nouns["quantifiers"]
        ):
            tokens, lows = tokens[1:], lows[1:]
        if " ".join(words) in self.chains["both"] and len(words) > 1:
            return Phrase("pronoun", whole, tuple(words), words[0], pronoun="both")
        if " ".join(words) in self.nouns["vague"] or (
            len(words) <= 2 and words[0] in ("some", "others") and words[-1] == "else"
        ):
            return Phrase("nobody", whole, tuple(words), words[0])
        mentions = [each for span in spans for each in self.cast.within(span)]
        if self.english:
            return self._english(tokens, lows, whole, mentions)
        return self._slavic(tokens, lows, whole, mentions)

    def _pronoun(self, words: list[str]) -> str:
        rest = [
            word
            for word in words
            if word not in ("himself", "herself", "themselves", "сам", "сама", "сами", "самі")
        ]
        if len({*rest}) != 1 and not (rest and all(word == rest[0] for word in rest)):
            return ""
        return next((name for name in _PRONOUNS if rest[0] in self.chains[name]), "")

    # English: the head is the last word of the first part

    def _english(
        self, tokens: list[Token], lows: list[str], whole: Span, mentions: list[tuple[Span, Person]]
    ) -> Phrase:
        end = self._first_part(tokens, lows, mentions)
        words = tuple(lows)
        main = tuple(lows[:end])
        inside = [each for each in mentions if each[0].end <= tokens[end - 1].end]
        if coordinated := self._coordinated(mentions, lows, tokens):
            return Phrase("persons", whole, words, persons=coordinated, main=main, number="many")
        last = tokens[end - 1]
        closing = [each for each in inside if last.start < each[0].end]
        if closing and len(lows) > end and lows[end] in self.chains["and"] and len(mentions) == 1:
            return Phrase("group", whole, words, "and", "many", main=main)
        if closing:
            return Phrase("person", whole, words, lows[end - 1], persons=(closing[-1][1],), main=main)
        head_at = self._head(lows, end)
        head = lows[head_at]
        number = self.nouns["persons"].number(head)
        if head in ("one", "another") and end < len(lows) and lows[end] == "of":
            return Phrase("title", whole, words, head, main=main)
        if number == "one":
            apposed = self._apposed(tokens, lows, end, mentions)
            if apposed:
                return Phrase("person", whole, words, head, persons=(apposed,), main=main)
        return self._common(words, main, head, whole, lows[0])

    def _apposed(
        self, tokens: list[Token], lows: list[str], end: int, mentions: list[tuple[Span, Person]]
    ) -> Person | None:
        """The name after a title and a comma, also with a second title: ``the chairman, retired Colonel Ann Lee``."""
        if end >= len(lows) or tokens[end].is_word:
            return None
        for span, person in mentions:
            between = [
                (token, low)
                for token, low in zip(tokens, lows, strict=True)
                if tokens[end].end <= token.start < span.start
            ]
            if (
                span.start >= tokens[end].end
                and len(between) <= _TITLE_WORDS
                and all(self._may_be_title(token, low) for token, low in between)
            ):
                return person
        return None

    def _may_be_title(self, token: Token, low: str) -> bool:
        titles = self.page.pack.titles
        return (
            token.text in "-.'’"
            or token.text[0].isupper()
            or low in self.nouns["persons"]
            or low in titles
            or self.page.people.service["former_before"].fullmatch(low) is not None
            or (not self.english and low not in self.chains["relative"] and token.is_word)
        )

    def _first_part(self, tokens: list[Token], lows: list[str], mentions: list[tuple[Span, Person]]) -> int:
        stop = self.chains["stop"]
        named = {position for span, _ in mentions for position in range(span.start, span.end)}
        for number in range(1, len(lows)):
            token = tokens[number]
            if token.start in named:
                continue
            if lows[number] in stop or (
                not token.is_word
                and lows[number] not in ("'", "’", "-", "/", "&", ".", "%", "”", "“", '"', "$")
            ):
                if lows[number] == "of" and self._of_name(tokens, number):
                    continue
                return number
            if (
                lows[number].endswith(("ing", "ed"))
                and number > 1
                and lows[number] not in self.nouns["persons"]
                and number + 1 < len(lows)
                and (
                    lows[number - 1] in self.nouns["persons"]
                    or lows[number - 1] in self.nouns["documents"]
                    or lows[number - 1] in self.nouns["bodies"]
                )
                and tokens[number].text[0].islower()
            ):
                return number
        return len(lows)

    def _of_name(self, tokens: list[Token], number: int) -> bool:
        """Whether ``of`` stands inside a name in capitals: ``Secretary of State John Hill``, ``Chief of Staff``."""
        return (
            number + 1 < len(tokens)
            and tokens[number - 1].text[0].isupper()
            and tokens[number + 1].text[0].isupper()
            and self.page.low[tokens[number - 1].start : tokens[number - 1].end] in self.nouns["persons"]
        )

    def _head(self, lows: list[str], end: int) -> int:
        last = end - 1
        while last > 0 and not (lows[last][0].isalnum() or lows[last] == "%"):
            last -= 1
        for at in range(last, max(-1, last - 4), -1):
            if self._class(lows[at]):
                return at
        return last

    def _class(self, low: str) -> str:
        low = low.removesuffix("'s").removesuffix("'")
        order = ("persons", "documents", "groups", "bodies", "places", "outlets")
        return next((name for name in order if low in self.nouns[name]), "")

    def _coordinated(
        self, mentions: list[tuple[Span, Person]], lows: list[str], tokens: list[Token]
    ) -> tuple[Person, ...]:
        different = list({person.number: person for _, person in mentions}.values())
        if len(different) < 2 or not any(low in self.chains["and"] or low == "," for low in lows):
            return ()
        (first, one), (second, two) = mentions[0], mentions[1]
        if one is two:
            return ()
        between = [
            low for token, low in zip(tokens, lows, strict=True) if first.end <= token.start < second.start
        ]
        joins = [low for low in between if low in self.chains["and"] or low == ","]
        others = [low for low in between if low not in joins]
        titles = self.page.pack.titles
        if (
            len(joins) == 1
            and all(
                low in titles
                or f"{low}." in titles
                or low in self.nouns["persons"]
                or low in self.nouns["places"]
                or low in "."
                or low in self.page.people.given
                or self.page.people.service["former_before"].fullmatch(low)
                for low in others
            )
            and (joins[0] != "," or len(lows) <= 6)
        ):
            return tuple(different[:2]) if len(different) == 2 or joins[0] != "," else tuple(different)
        return ()

    # Russian and Ukrainian: the head is the first noun

    def _slavic(
        self, tokens: list[Token], lows: list[str], whole: Span, mentions: list[tuple[Span, Person]]
    ) -> Phrase:
        words = tuple(lows)
        end = next(
            (
                number
                for number in range(1, len(lows))
                if lows[number] in (",", "(", "—", "–", ";", ":") or lows[number] in self.chains["relative"]
            ),
            len(lows),
        )
        main = tuple(lows[:end])
        if coordinated := self._coordinated(mentions, lows, tokens):
            return Phrase("persons", whole, words, persons=coordinated, main=main, number="many")
        inside = [each for each in mentions if each[0].end <= tokens[end - 1].end]
        for number, low in enumerate(lows[:end]):
            token = tokens[number]
            starting = next((each for each in inside if each[0].start == token.start), None)
            if starting:
                return Phrase("person", whole, words, low, persons=(starting[1],), main=main)
            found = self._slavic_noun(lows, number)
            if not found:
                continue
            if (
                low in self.nouns["one_of"]
                and number + 1 < end
                and lows[number + 1] not in ("из", "із", "зі", "з", "с")
            ):
                continue
            if found == "persons" and self.nouns["persons"].number(low) != "many":
                agreeing = self._agreeing(tokens, number, inside)
                if agreeing:
                    return Phrase("person", whole, words, low, persons=(agreeing,), main=main)
                if (
                    number + 1 < end
                    and self._slavic_noun(lows, number + 1) == "persons"
                    and self._nominal(lows[number + 1])
                ):
                    continue
                apposed = self._apposed(tokens, lows, end, mentions)
                if apposed:
                    return Phrase("person", whole, words, low, persons=(apposed,), main=main)
            return self._common(words, main, low, whole, lows[0])
        return self._common(words, main, lows[0], whole, lows[0])

    def _slavic_noun(self, lows: list[str], number: int) -> str:
        low = lows[number]
        if low in self.nouns["quantifiers"] or low in self.nouns["one_of"]:
            return "quantifiers"
        found = self._class(low)
        if not found and "-" in low:
            found = self._class(low.rsplit("-", 1)[1]) or self._class(low.split("-", 1)[0])
        return found

    def _nominal(self, low: str) -> bool:
        return not low.endswith(("ого", "его", "их", "ых", "ой", "ої", "ів", "ов"))

    def _agreeing(self, tokens: list[Token], number: int, inside: list[tuple[Span, Person]]) -> Person | None:
        """The person whose name stands in apposition to a title, not as its genitive (``пресс-секретарь Иванова``)."""
        after = [each for each in inside if each[0].start > tokens[number].start]
        if not after:
            return None
        span, person = after[-1]
        from onrecord.languages.forms import Form, forms

        flags = forms(self.page.language)
        head, name = (
            flags(tokens[number].text.rsplit("-", 1)[-1]),
            flags(self.page.text[span.start : span.end].split()[-1]),
        )
        words = self.page.text[span.start : span.end].split()
        if len(words) == 1 and span.start in {mention.span.start for mention in person.mentions}:
            subject = head & Form.NOMINATIVE and not head & Form.OBLIQUE
            low = bare(words[0])
            fullest = bare(person.fullest[-1])
            if subject and not name & Form.NOMINATIVE and low != fullest:
                return None
            if subject and low != fullest and low.startswith(fullest) and len(low) > len(fullest):
                return None
        return person

    # What a common noun makes of a source

    def _common(
        self, words: tuple[str, ...], main: tuple[str, ...], head: str, whole: Span, first: str
    ) -> Phrase:
        nouns = self.nouns
        head = head.removesuffix("'s").removesuffix("'")
        definite = first in self.chains["the"] or (not self.english and first not in self.chains["a"])
        many = first in nouns["quantifiers"] or any(word in nouns["quantifiers"] for word in main[:3])
        single = first in self.chains["a"] or first in nouns["one_of"]

        def phrase(shape: Shape, number: Number = "one") -> Phrase:
            return Phrase(shape, whole, words, head, number, definite=definite and not single, main=main)

        name = " ".join(main).removesuffix("'s").strip('«»"“” ')
        if name.removeprefix("the ") in nouns["places"] or name in nouns["outlets"]:
            return phrase("body")
        if (
            self.english
            and head in nouns["quantifiers"]
            and len(words) > len(main)
            and words[len(main)] == "of"
        ):
            return self._quantified(words[len(main) :], phrase)
        kind = self._class(head) or (self._class(head.rsplit("-", 1)[-1]) if "-" in head else "")
        if head in nouns["one_of"] and not self.english:
            return phrase("title")
        if (self.english and head == "percent") or head == "%":
            return phrase("group", "many")
        capitals = self._capitals(whole, main)
        if (
            self.english
            and capitals >= 2
            and kind in ("persons", "documents")
            and nouns["persons"].number(head) != "many"
            and not (kind == "persons" and definite)
            and self.page.text[whole.start].isupper()
            and first in ("the",)
        ):
            return phrase("document" if kind == "documents" else "body")
        if kind == "persons":
            number = (
                nouns["persons"].number(head) or nouns["persons"].number(head.rsplit("-", 1)[-1]) or "one"
            )
            if number == "either":
                lead = self.page.low[max(0, whole.start - 24) : whole.start].split()[-1:]
                number = "one" if lead and lead[0] in self.chains["with_source"] else "many"
            if number == "many" or (many and not single):
                return phrase("group", "many")
            return phrase("title", number)
        if kind == "documents":
            return phrase("document")
        if kind == "groups":
            return phrase("group", "many")
        if kind in ("bodies", "places", "outlets"):
            return phrase("body")
        if head in nouns["quantifiers"] or many:
            return self._quantified(words, phrase)
        return phrase(
            "unknown", "many" if self.english and head.endswith("s") and not head.endswith("ss") else "one"
        )

    def _quantified(self, words: tuple[str, ...], phrase: Callable[..., Phrase]) -> Phrase:
        for word in words[1:]:
            kind = self._class(word)
            if kind == "documents":
                return phrase("document")
            if kind in ("bodies", "places", "outlets"):
                return phrase("body")
            if kind:
                break
        return phrase("group", "many")

    def _capitals(self, whole: Span, main: tuple[str, ...]) -> int:
        size = sum(len(word) + 1 for word in main)
        text = self.page.text[whole.start : whole.start + size]
        return sum(word[:1].isupper() for word in text.split() if word.lower() not in ("the", "a", "an"))
