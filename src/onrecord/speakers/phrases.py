"""What the words of a source are: a name, a pronoun, a title, a group, a body, a document, nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from typing import Literal

from onrecord.languages.people import Number
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.matching import bare
from onrecord.speakers.naming import introduced
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


_WITHIN = frozenset(("в", "во", "у", "на", "из", "із", "зі", "з", "серед", "среди"))
_WHEREABOUTS = frozenset(
    [
        "городе",
        "городке",
        "деревне",
        "селе",
        "посёлке",
        "поселке",
        "округе",
        "крае",
        "районе",
        "севере",
        "юге",
        "востоке",
        "западе",
        "стране",
        "столице",
        "провинции",
        "народе",
        "месте",
        "місті",
        "містечку",
        "селі",
        "селищі",
        "окрузі",
        "краї",
        "районі",
        "півночі",
        "півдні",
        "сході",
        "заході",
        "країні",
        "столиці",
        "провінції",
        "народі",
        "побережье",
        "острове",
        "островах",
        "узбережжі",
        "острові",
        "островах",
    ]
)
"""Where people say something who are not named: ``в деревне побаиваются``."""

_THOSE = frozenset(["те", "тех", "тем", "ті", "тих", "тим"])
_EVERY = frozenset(["каждый", "каждая", "каждого", "кожен", "кожний", "кожна", "кожного"])
_GROUP = re.compile(r"груп(?:п?[аыиуеіою]|пой|пами|ами|пах|ах|п)?")
_FROM = frozenset(("из", "із", "зі", "з", "с"))
_THEM = frozenset(("них", "нас", "вас", "тех", "тих", "этих", "цих"))

_WHOSE, _NAMES = frozenset(["чью", "чьё", "чье", "чиє", "чию"]), frozenset(["имя", "фамилию", "ім'я", "прізвище"])
"""``чиновник, чьё имя редакция не называет``: what follows is the clause that leaves him unnamed."""
_SPEECH = frozenset(
    ["вопрос", "вопросу", "вопросы", "слова", "слово", "запитання", "питання", "прохання", "просьбу", "просьба", "запрос", "запросу", "запит"]
)
"""What is said, and not who says it: ``на вопрос «Вестника»``."""

_CROWDS = frozenset(
    [
        "group",
        "army",
        "slew",
        "team",
        "host",
        "wave",
        "band",
        "circle",
        "wing",
        "array",
        "chorus",
        "string",
        "legion",
    ]
)
_MASTHEADS = frozenset(("post", "bulletin", "chronicle", "dispatch"))
"""What is a document in small letters, and a newspaper in a name: ``the Washington Post``."""

_ARTICLES = frozenset(("a", "an", "the"))
_SUBJECTS = frozenset(
    [
        "i",
        "we",
        "you",
        "he",
        "she",
        "they",
        "я",
        "мы",
        "вы",
        "ты",
        "он",
        "она",
        "они",
        "ми",
        "ви",
        "ти",
        "він",
        "вона",
        "вони",
    ]
)
_PRONOUNS = ("first", "first_plural", "second", "he", "she", "it", "they", "relative", "both")


class Reader:
    """Reads the sources of one page."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page, self.cast = page, cast
        self.nouns, self.chains = page.people.nouns, page.people.chains
        self.english = page.language == "en"

    def read(self, spans: Sequence[Span]) -> Phrase:
        """The phrase of one source; ``nobody`` for an empty one."""
        spans = [span for span in spans if not self._aside(span, spans)] or spans
        found = self._read(spans)
        if not any(" ".join(found.words[:size]) in self.chains["none"] for size in (1, 2, 3)):
            return found
        return replace(found, none=True, definite=False)

    def _aside(self, span: Span, spans: Sequence[Span]) -> bool:
        """Whether the first of several parts only tells where: ``В письме … она``."""
        if self.english or len(spans) < 2 or span is not spans[0]:
            return False
        first = self.page.low[span.start : span.end].split()[:1]
        return bool(first) and first[0] in self.page.pack.words.prepositions

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
        if len(words) > 1 and words[0] in _WHOSE and words[1] in _NAMES:
            return Phrase("pronoun", whole, tuple(words), words[0], pronoun="relative")
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

    def _led_by_pronoun(self, tokens: list[Token], lows: list[str]) -> str:
        """The pronoun before a mark: ``мы, матери солдат``, ``он «Вестнику»``, ``she (the mayor)``."""
        if len(tokens) < 2 or tokens[1].is_word or tokens[1].text in "-'’.":
            return ""
        if tokens[1].text == "," and any(span.start > tokens[1].start for span, _ in self._inside(tokens)):
            return ""
        return self._pronoun(lows[:1]) if lows[0] in _SUBJECTS else ""

    def _inside(self, tokens: list[Token]) -> list[tuple[Span, Person]]:
        return self.cast.within(Span(tokens[0].start, tokens[-1].end))

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
        if len(mentions) > 1 and self._and_others(lows) and not self._relative_in(lows):
            return Phrase("group", whole, words, "and", "many", main=main)
        if coordinated := self._coordinated(mentions, lows, tokens):
            return Phrase("persons", whole, words, persons=coordinated, main=main, number="many")
        last = tokens[end - 1]
        closing = [each for each in inside if last.start < each[0].end]
        if closing and self._named_body(tokens, lows, closing[-1][0]):
            return Phrase("body", whole, words, lows[end - 1], main=main)
        if closing and len(lows) > end and lows[end] in self.chains["and"] and len(mentions) == 1:
            return Phrase("group", whole, words, "and", "many", main=main)
        if closing:
            return Phrase("person", whole, words, lows[end - 1], persons=(closing[-1][1],), main=main)
        head_at = self._head(lows, end)
        head = lows[head_at]
        number = self.nouns["persons"].number(head)
        if end + 1 < len(lows) and lows[end] == "of":
            of_them = lows[end + 1] in ("them", "us", "you", "these", "those")
            if head in ("one", "another") or (of_them and head.endswith("est")):
                return Phrase("title", whole, words, head, main=main)
        if (
            number == "one"
            or head in ("one", "another")
            or (lows[0] in ("the", "one") and not self._class(head))
        ):
            apposed = self._apposed(tokens, lows, end, mentions) or self._at_the_end(tokens, mentions)
            if apposed:
                return Phrase("person", whole, words, head, persons=(apposed,), main=main)
        if head in ("one", "another") and len(main) == 1:
            return Phrase("title", whole, words, head, main=main)
        return self._common(words, main, head, whole, lows[0])

    def _relative_in(self, lows: list[str]) -> bool:
        return any(low in ("who", "whose", "which", "whom") for low in lows)

    def _and_others(self, lows: list[str]) -> bool:
        """``Ann Lee, Tom Hale and other members``."""
        return any(
            low in self.chains["and"] and following in ("other", "others", "many", "dozens")
            for low, following in pairwise(lows)
        )

    def _named_body(self, tokens: list[Token], lows: list[str], name: Span) -> bool:
        """``the newspaper Politika``: a small noun for a body right before a name of one word."""
        before = [
            (token, low)
            for token, low in zip(tokens, lows, strict=True)
            if token.end <= name.start and token.is_word
        ]
        if not before or " " in self.page.text[name.start : name.end] or not before[-1][0].text.islower():
            return False
        return before[-1][1] in self.nouns["bodies"] or before[-1][1] in self.nouns["outlets"]

    def _at_the_end(self, tokens: list[Token], mentions: list[tuple[Span, Person]]) -> Person | None:
        """The name that ends a source: ``a clerk at the lodge, Earl Pickett``, ``the head of the Ministry of Health Ann Lee``."""
        if not mentions:
            return None
        span, person = mentions[-1]
        if any(token.is_word for token in tokens if token.start >= span.end):
            return None
        before = [token for token in tokens if token.end <= span.start]
        if not before:
            return None
        if before[-1].text == "," or introduced(self.page, span.start):
            return person
        if " " not in self.page.text[span.start : span.end]:
            return None
        if self.english:
            return person if before[-1].is_word and before[-1].text[0].isupper() else None
        return person if any(token.text == "," for token in before) else None

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
            if token.start in named or (number == 1 and lows[0] in _ARTICLES):
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
        closing = self._at_the_end(tokens, mentions)
        if closing and not inside and end < len(lows) and lows[end] == "," and self._one(lows[:end]):
            head = next((low for low in reversed(main) if self._class(low) == "persons"), lows[0])
            return Phrase("person", whole, words, head, persons=(closing,), main=main)
        if (end > 1 and lows[0] in _EVERY) or self._those_who(lows):
            return Phrase("group", whole, words, lows[0], "many", main=main)
        if lows[0] in _WITHIN and 1 < end <= 4 and any(low in _WHEREABOUTS for low in lows[1:end]):
            return Phrase("group", whole, words, lows[1], "many", main=main)
        if 1 < end <= 2 and lows[0] in _WITHIN and self._pointing(lows[1]):
            return Phrase("document", whole, words, lows[1], main=main)
        for number, low in enumerate(lows[:end]):
            token = tokens[number]
            starting = next((each for each in inside if each[0].start == token.start), None)
            if starting:
                return Phrase("person", whole, words, low, persons=(starting[1],), main=main)
            if low in _SPEECH and number + 1 < end:
                continue
            found = self._slavic_noun(lows, number)
            if not found and number + 2 < end and lows[number + 1] in _FROM and lows[number + 2] in _THEM:
                return Phrase("title", whole, words, low, main=main)
            if not found:
                other = self._other_noun(tokens, lows, number, inside)
                if other == "persons" and (of := self._agreeing(tokens, number, inside)):
                    return Phrase("person", whole, words, low, persons=(of,), main=main)
                if other:
                    return self._common(words, main, low, whole, lows[0], kind=other)
                continue
            if found == "persons" and self._attribute(tokens, lows, number, end):
                continue
            if found in ("bodies", "documents") and self._dependent(tokens, lows, number):
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

    def _one(self, lows: list[str]) -> bool:
        """Whether the words before a comma are of one person: ``один из них``, ``третья``, ``автор закона``."""
        number = self.nouns["persons"].number
        if any(low in self.nouns["one_of"] or number(low) in ("one", "either") for low in lows):
            return True
        from onrecord.languages.sorts import sorts

        return sorts(self.page.language)(lows[0]) == "person"

    def _those_who(self, lows: list[str]) -> bool:
        return lows[0] in _THOSE and len(lows) > 2 and lows[1] == "," and lows[2] in self.chains["relative"]

    def _pointing(self, low: str) -> bool:
        """Whether a pronoun behind a preposition stands for what something is written in: ``в нём``, ``в котором``."""
        return any(low in self.chains[name] for name in ("he", "she", "it", "relative"))

    def _attribute(self, tokens: list[Token], lows: list[str], number: int, end: int) -> bool:
        """Whether a noun for a person is an adjective of the body behind it: ``слідчий комітет``."""
        if number + 1 >= end or self._class(lows[number + 1]) not in ("bodies", "groups"):
            return False
        from onrecord.languages.forms import Form, forms

        return bool(forms(self.page.language)(tokens[number].text) & Form.ADJECTIVE)

    def _other_noun(
        self, tokens: list[Token], lows: list[str], number: int, inside: list[tuple[Span, Person]]
    ) -> str:
        """The class of a noun that is in no list, as far as dictionary or endings tell; empty for another word."""
        token, low = tokens[number], lows[number]
        if not token.is_word or len(low) < 3 or low in self.page.closed:
            return ""
        if low in self.page.pack.words.prepositions:
            return ""
        if tokens[0].text in '«„“"' or (token.text[0].isupper() and token.start not in self.page.starts):
            return ""
        from onrecord.languages.forms import Form, forms
        from onrecord.languages.sorts import sorts

        flags = forms(self.page.language)(token.text)
        before_noun = number + 1 < len(tokens) and tokens[number + 1].is_word
        if not flags & Form.NOUN or (flags & Form.ADJECTIVE and before_noun):
            return ""
        found = sorts(self.page.language)(token.text)
        if found == "person":
            following = next((each.text for each in tokens[number + 1 :] if each.text not in ","), "")
            named = following in '«„“"' and following
            return "bodies" if named or self._class(following.lower()) == "bodies" else "persons"
        if found == "people":
            return "groups"
        if found == "thing" and not any(span.start == token.end + 1 for span, _ in inside):
            return "" if self._dependent(tokens, lows, number) else "bodies"
        return ""

    def _dependent(self, tokens: list[Token], lows: list[str], number: int) -> bool:
        """Whether a noun depends on a participle before it, and somebody follows: ``лишённый мандата депутат``."""
        if not number or not any(low in self.nouns["persons"] for low in lows[number + 1 :]):
            return False
        from onrecord.languages.forms import Form, forms

        return bool(forms(self.page.language)(tokens[number - 1].text) & Form.PARTICIPLE)

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
        self,
        words: tuple[str, ...],
        main: tuple[str, ...],
        head: str,
        whole: Span,
        first: str,
        *,
        kind: str = "",
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
        kind = kind or self._class(head) or (self._class(head.rsplit("-", 1)[-1]) if "-" in head else "")
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
            masthead = self.english and capitals >= 2 and head in _MASTHEADS
            return phrase("body" if masthead else "document")
        if kind == "groups" or self._crowd(head, words, main):
            return phrase("group", "many")
        if kind in ("bodies", "places", "outlets"):
            return phrase("body")
        if head in nouns["quantifiers"] or many:
            return self._quantified(words, phrase)
        return phrase(
            "unknown", "many" if self.english and head.endswith("s") and not head.endswith("ss") else "one"
        )

    def _crowd(self, head: str, words: tuple[str, ...], main: tuple[str, ...]) -> bool:
        if self.english:
            return head in _CROWDS and self._of_people(words)
        if not _GROUP.fullmatch(head) or head not in main:
            return False
        following = main[main.index(head) + 1 :][:2]
        return any(self.nouns["persons"].number(word) == "many" for word in following)

    def _of_people(self, words: tuple[str, ...]) -> bool:
        """``a group of deputies``, ``an army of supporters``."""
        after = list(words[words.index("of") + 1 :]) if "of" in words else []
        inner = takewhile(lambda word: word not in self.chains["stop"], after)
        number = self.nouns["persons"].number
        return any(number(word) == "many" or word in self.nouns["groups"] for word in inner)

    def _quantified(self, words: tuple[str, ...], phrase: Callable[..., Phrase]) -> Phrase:
        """``some of the reports``, ``both of his senators``: what the noun after the number tells."""
        stop = self.chains["stop"]
        if self.english:
            # The head is the last noun before whatever else follows.
            inner = list(takewhile(lambda word: word not in stop, words[1:]))
            known = [kind for word in inner if (kind := self._class(word))][-1:]
        else:
            known = [kind for word in words[1:] if (kind := self._class(word))][:1]
        if known == ["documents"]:
            return phrase("document")
        if known and known[0] in ("bodies", "places", "outlets"):
            return phrase("body")
        return phrase("group", "many")

    def _capitals(self, whole: Span, main: tuple[str, ...]) -> int:
        size = sum(len(word) + 1 for word in main)
        text = self.page.text[whole.start : whole.start + size]
        return sum(word[:1].isupper() for word in text.split() if word.lower() not in ("the", "a", "an"))
