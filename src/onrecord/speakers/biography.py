"""What a document tells of people's service in sentences about them: ``led the staff from 1996 to 2001``, ``его уволили``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.languages.people import Gender, people
from onrecord.speakers.chains import Chains
from onrecord.speakers.naming import Cast, Person
from onrecord.speakers.page import Page
from onrecord.speakers.service import period, years
from onrecord.text.document import Span
from onrecord.text.tokens import Token

if TYPE_CHECKING:
    from onrecord.speakers.roles import Held, Roles

_CLASSES = ("ended", "ended_passive", "ended_nouns", "roles_past", "roles_now")
_WORD = re.compile(r"[^\W\d_][\w']*")
_BACK = 110
_NEXT = re.compile(r"\s+([\w'-]+)")
_LEADS = frozenset(
    [
        "a",
        "an",
        "the",
        "its",
        "his",
        "her",
        "once",
        "then",
        "now",
        "currently",
        "also",
        "still",
        "formerly",
        "previously",
        "one",
        "briefly",
        "long",
        "deputy",
        "acting",
        "chief",
        "head",
        "prime",
        "foreign",
    ]
)
_SUCCESSION = re.compile(
    r"(?:succeeded|replaced|took over from|succeeding|replacing|сменил[аи]?|сменивш\w+|заменил[аи]?|замінив|замінила|змінив|змінила|replaces|succeeds)\s+(?:\w+\s+){0,3}?$"
)


@dataclass(frozen=True, slots=True)
class Event:
    """The end of a service: whose (null where it is an unnamed one's), where told, in which year, of which post."""

    person: int | None
    place: int
    clue: str
    year: int | None = None
    post: Span | None = None
    before: bool = False
    """Told as later than the statement of its sentence: ``shortly before his dismissal``."""
    later: bool = False
    """Told as coming after what stands before: ``was dismissed two days later``."""


@cache
def _prefixes(language: str) -> dict[str, tuple[str, ...]]:
    """The first four letters of every phrase of service, to the classes that have it: a filter, for speed."""
    found: dict[str, set[str]] = {}
    service = people(language).service
    for name in _CLASSES:
        for first in re.findall(r"(?:^|\|)(?:\(\?<!\[\\w\]\)\(\?:)?([^\W\d_]+)", service[name].pattern):
            found.setdefault(first[:3], set()).add(name)
    return {prefix: tuple(name for name in _CLASSES if name in names) for prefix, names in found.items()}


def biography(
    page: Page, cast: Cast, chains: Chains, roles: Roles
) -> tuple[list[tuple[int, Held]], list[Event]]:
    """The roles that sentences tell, each with its person's number, and the ends of services."""
    reader = _Reader(page, cast, chains, roles)
    if cast.persons:
        reader.read()
    return reader.held, reader.events


class _Reader:
    def __init__(self, page: Page, cast: Cast, chains: Chains, roles: Roles) -> None:
        self.page, self.cast, self.chains, self.roles = page, cast, chains, roles
        self.service, self.words = page.people.service, page.people.chains
        self.english = page.language == "en"
        self.held: list[tuple[int, Held]] = []
        self.events: list[Event] = []

    def read(self) -> None:
        prefixes, low = _prefixes(self.page.language), self.page.low
        until = 0
        for match in _WORD.finditer(low):
            classes = prefixes.get(match.group()[:3])
            if not classes or match.start() < until:
                continue
            hits = [
                (found.end(), name)
                for name in classes
                if (found := self.service[name].match(low, match.start()))
            ]
            # The longest phrase wins: "was appointed" is no "was".
            for end, name in sorted(hits, key=lambda each: -each[0]):
                if self._take(name, Span(match.start(), end)):
                    until = end
                    break
        self._successions()

    def _take(self, name: str, hit: Span) -> bool:
        sentence = self.page.sentences[self.page.sentence_of(hit.start)]
        before = self.page.low[max(sentence.start, hit.start - 30) : hit.start]
        last = before.split()[-4:]
        if name.startswith("ended"):
            if self.service["rumour"].search(self.page.low, sentence.start, sentence.end):
                return False
            if (
                any(self.service["not_ended"].fullmatch(word.strip(",")) for word in last[-3:])
                and name != "ended_nouns"
            ):
                return False
            if name == "ended_passive" and not self._passive(hit, sentence, before):
                return False
            if name == "ended_nouns":
                return self._noun(hit, sentence)
            if self.english and self._before_noun(hit, sentence):
                return False
            person = self._subject(hit, sentence)
            if person is None:
                return False
            self._ended(person, hit, sentence)
            return True
        return self._role(name, hit, sentence)

    def _before_noun(self, hit: Span, sentence: Span) -> bool:
        """``retired officers``: the word belongs to a noun and tells of nobody in particular."""
        following = self.page.tokens(Span(hit.end, min(sentence.end, hit.end + 40)))[:3]
        lows = [self.page.low[token.start : token.end] for token in following]
        for low in lows:
            if (
                self.roles._is_person(low)
                or low in self.page.pack.titles
                or f"{low}." in self.page.pack.titles
            ):
                return True
            if low in self.page.closed or not low[0].isalpha():
                return False
        return False

    def _passive(self, hit: Span, sentence: Span, before: str) -> bool:
        """Whether a participle is passive: ``was dismissed``, ``, fired in May,``; not ``dismissed the claim``."""
        if not self.english:
            return True
        if re.search(
            r"\b(?:was|were|been|being|got|gets|is)\s+(?:\w+ly\s+|later\s+|then\s+|also\s+|since\s+|once\s+)?(?:\w+ly\s+)?$",
            before,
        ):
            return not re.search(
                r"\b(?:will|would|may|might|could|should|must|to|not|never|n't)\s+(?:\w+\s+)?(?:be|been|being)?\s*$",
                re.sub(r"(?:was|were|been|being|got|gets|is)\s+\S*\s*$", "", before),
            )
        starting = not before.strip() or before.rstrip().endswith((",", "—", "–", "("))
        following = self.page.low[hit.end : hit.end + 12].split()[:1]
        return (
            starting
            and bool(following)
            and following[0].strip(",")
            in (
                "in",
                "last",
                "by",
                "from",
                "over",
                "after",
                "as",
                "this",
                "on",
                "earlier",
                "two",
                "three",
                "for",
                "amid",
                "recently",
                "during",
                "when",
                "a",
                "following",
                "",
            )
        )

    def _noun(self, hit: Span, sentence: Span) -> bool:
        """``until his retirement in 2001``, ``после отставки``: a noun of an end, with whose it is."""
        low = self.page.low
        lead = low[max(sentence.start, hit.start - 40) : hit.start].split()
        possessive = [
            word
            for word in lead[-3:]
            if word in self.words["he"]
            or word in self.words["she"]
            or word in self.page.people.chains["own"]
            or word in ("свой", "своего", "своей", "свого", "своєї", "whose")
        ]
        tail = low[max(sentence.start, hit.start - 60) : hit.start]
        after = bool(
            re.search(
                r"\b(?:until|till|after|since|following|до|після|после|с|з|від|from|upon)\s+(?:\S+\s+){0,3}$",
                tail,
            )
        )
        ahead = bool(self.service["before"].search(tail[-45:])) or bool(
            re.search(r"\b(?:before|перед|незадолго до|незадовго до)\s+(?:\S+\s+){0,2}$", tail)
        )
        if not (possessive or after or ahead):
            return False
        if not ahead and any(self.service["not_ended"].fullmatch(word) for word in lead[-3:]):
            return False
        # "called for his resignation", "demanded his dismissal": nothing has ended.
        if (
            not after
            and not ahead
            and not re.search(r"(?:successor|преемни|наступни)", low[hit.start : hit.end])
        ):
            return False
        person = self._nearest(hit.start, sentence, self._gender(possessive))
        if person is None:
            return False
        until = bool(re.search(r"\b(?:until|till|до)\s+(?:\S+\s+){0,3}$", tail))
        year = self._year(hit, sentence)
        told = until and any(
            self.service["roles_past"].search(low, sentence.start, hit.start) is not None for _ in (0,)
        )
        self.events.append(
            Event(
                person.number,
                hit.start,
                self._clue(hit),
                year,
                before=(ahead and not told and not after) or (until and not told and ahead),
            )
        )
        return True

    def _gender(self, words: list[str]) -> Gender | None:
        if any(word in self.words["she"] for word in words):
            return "f"
        return "m" if any(word in self.words["he"] for word in words) else None

    def _ended(self, person: Person, hit: Span, sentence: Span) -> None:
        low = self.page.low
        head = low[max(sentence.start, hit.start - 45) : hit.start]
        tail = low[hit.end : min(sentence.end, hit.end + 45)]
        ahead = bool(
            re.search(
                r"\b(?:before|перед тем|до того|незадолго|незадовго|перед|накануне|напередодні|поки|until)\b[^,.]{0,30}$",
                head,
            )
        )
        later = bool(self.service["later"].search(tail)) or bool(self.service["later"].search(head[-25:]))
        post = self._post(hit, sentence)
        year = self._year(hit, sentence)
        event = Event(person.number, hit.start, self._clue(hit), year, post, before=ahead, later=later)
        self.events.append(event)
        if post is not None:
            from onrecord.speakers.roles import Held

            self.held.append((person.number, Held(post, self._head(post), None, self._clue(hit), told=True)))

    def _post(self, hit: Span, sentence: Span) -> Span | None:
        """The post that an end names: ``resigned as minister``, ``с поста министра обороны``."""
        tokens = self.page.tokens(Span(hit.end, min(sentence.end, hit.end + 90)))
        lows = [self.page.low[token.start : token.end] for token in tokens]
        links = {
            "as",
            "from",
            "of",
            "the",
            "post",
            "position",
            "office",
            "job",
            "his",
            "her",
            "с",
            "со",
            "з",
            "із",
            "поста",
            "посади",
            "должности",
            "пост",
            "посаду",
            "должность",
        }
        at = 0
        while at < len(lows) and lows[at] in links:
            at += 1
        if at == 0 and not (not self.english and lows[:1] and self.roles._is_person(lows[0])):
            return None
        return self._noun_phrase(tokens, lows, at)

    def _noun_phrase(self, tokens: list[Token], lows: list[str], at: int) -> Span | None:
        """The words of a role from ``at``: up to a mark, a verb, a year."""
        first, head = at, None
        while at < len(lows):
            token, low = tokens[at], lows[at]
            if (not token.is_word and token.text not in "-'’.«»\"“”&") or (
                token.text == "." and (at + 1 == len(lows) or len(lows[at - 1]) > 3)
            ):
                break
            if (low.isdigit() and len(low) == 4) or (
                self.page.people.service["until"].fullmatch(low) and head is not None
            ):
                break
            if self.roles._is_person(low) and head is None:
                if self.roles.nouns["persons"].number(low) == "many" and self.english:
                    return None
                head = at
            elif head is None and (
                at - first > 6
                or (
                    low in self.page.closed
                    and low not in ("the", "a", "an", "its", "of", "его", "её", "в", "у", "перший", "первый")
                )
            ):
                return None
            elif head is not None and (
                self.roles._verbal(low)
                or (
                    low
                    in (
                        "from",
                        "since",
                        "when",
                        "before",
                        "after",
                        "and",
                        "but",
                        "с",
                        "до",
                        "з",
                        "until",
                        "till",
                        "in",
                        "by",
                        "under",
                        "под",
                        "в",
                        "у",
                        "и",
                        "і",
                        "а",
                        "та",
                    )
                    and low not in ("of",)
                    and not self._inside(tokens, lows, at)
                )
            ):
                break
            at += 1
        if head is None:
            return None
        while first < head and lows[first] in ("a", "an", "the", "its"):
            first += 1
        end = at
        while end > head + 1 and not tokens[end - 1].is_word:
            end -= 1
        return Span(tokens[first].start, tokens[end - 1].end)

    def _inside(self, tokens: list[Token], lows: list[str], at: int) -> bool:
        return False

    def _head(self, span: Span) -> str:
        return next(
            (low for _, low in self.page.words(span) if self.roles._is_person(low)),
            self.page.low[span.start : span.end].split()[-1],
        )

    def _clue(self, hit: Span) -> str:
        return " ".join(self.page.text[hit.start : hit.end].split())

    def _year(self, hit: Span, sentence: Span) -> int | None:
        near = years(self.page.low[hit.end : min(sentence.end, hit.end + 60)])
        if near:
            return near[0]
        earlier = years(self.page.low[max(sentence.start, hit.start - 60) : hit.start])
        return earlier[-1] if earlier else None

    # told roles

    def _role(self, name: str, hit: Span, sentence: Span) -> bool:
        from onrecord.speakers.roles import Held

        if re.search(r"\b(?:has|have)\s+(?:\w+\s)?$", self.page.low[max(0, hit.start - 16) : hit.start]):
            name = "roles_now"  # "has worked there for ten years"

        verb = self.page.low[hit.start : hit.end]
        if self.english and verb in self.page.pack.words.be and not self._may_predicate(hit):
            return False
        tail = Span(hit.end, min(sentence.end, hit.end + 140))
        tokens = self.page.tokens(tail)
        lows = [self.page.low[token.start : token.end] for token in tokens]
        at = 0
        links = {
            "as",
            "the",
            "a",
            "an",
            "post",
            "position",
            "office",
            "rank",
            "job",
            "of",
            "to",
            "пост",
            "должность",
            "должности",
            "посаду",
            "посаді",
            "на",
            "посту",
            "в",
            "звании",
            "званні",
            "обязанности",
            "обов'язки",
            "кресло",
            "крісло",
            "role",
            "once",
            "also",
            "then",
            "его",
            "її",
            "ранее",
            "раніше",
            "у",
            "previously",
            "formerly",
            "himself",
        }
        while at < len(lows) and lows[at] in links:
            at += 1
        role = self._noun_phrase(tokens, lows, at)
        copula = verb in self.page.pack.words.be or (
            verb.split()[0] in ("was", "is", "been", "were", "had", "has")
            and verb.split()[-1] in ("been", "was", "is", "currently", "now", "once")
        )
        if role is None or (not copula and role.start - hit.end > 45):
            if copula or not self._object(verb, tokens, lows):
                return self._held_until(name, hit, sentence, verb)
            role = Span(hit.start, self._object_end(tokens, lows))
        elif copula and not self._predicate(tokens, lows, role):
            return False
        if self.page.quoted(hit.start) and not self.page.quoted(sentence.start):
            return False
        before = self.page.low[max(sentence.start, hit.start - 30) : hit.start].split()[-3:]
        if any(
            word
            in (
                "not",
                "never",
                "n't",
                "не",
                "would",
                "will",
                "should",
                "could",
                "might",
                "может",
                "будет",
                "если",
                "if",
            )
            for word in before
        ):
            return False
        person = self._subject(hit, sentence)
        if person is None:
            return False
        clause = self.page.low[max(sentence.start, hit.start - 60) : min(sentence.end, hit.end + 150)]
        when = period(clause)
        lead = self.page.low[max(sentence.start, hit.start - 28) : hit.start]
        meanwhile = bool(
            re.search(
                r"(?:\bwhen|\bwhile|\bwho then|когда|пока|будучи|поки|коли|тогда|тоді)\s+(?:\S+\s+)?(?:still\s+|ещё\s+|еще\s+|ще\s+)?$",
                lead,
            )
        )
        past = name == "roles_past"
        since = when.start is not None and when.end is None
        if re.search(
            r"\buntil\b|\btill\b|\bдо\s+(?:недавн|минул|прошл|цього|этого|январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд|\d|конца|кінця|осен|весн|осін|свое|свого|отстав|відстав|увольн|звільн)",
            clause[clause.find(verb) :],
        ):
            past, since = True, False
        status = "former" if past and not since else "current"
        held = Held(
            role,
            self._head(role),
            status,
            self._clue(hit),
            when.start,
            when.end,
            told=True,
            meanwhile=meanwhile and past,
        )
        self.held.append((person.number, held))
        return True

    def _may_predicate(self, hit: Span) -> bool:
        """A quick look at the word after a form of *be*, since most are auxiliaries."""
        match = _NEXT.match(self.page.low, hit.end)
        return bool(match) and (
            match[1] in _LEADS
            or match[1].endswith("'s")
            or self.page.text[match.start(1)].isupper()
            or self.roles._is_person(match[1])
        )

    def _held_until(self, name: str, hit: Span, sentence: Span, verb: str) -> bool:
        """``which he headed until last year``: the end of something named elsewhere."""
        tail = self.page.low[hit.end : min(sentence.end, hit.end + 30)]
        if (
            name != "roles_past"
            or verb in self.page.pack.words.be
            or not re.match(r"\s*(?:until|till|up to|from|for|до|протягом|в течение|с|з)\b", tail)
        ):
            return False
        if not re.search(r"\b(?:until|till|до|to|по)\b", tail):
            return False
        person = self._subject(hit, sentence)
        if person is None:
            return False
        self.events.append(Event(person.number, hit.start, self._clue(hit), period(tail).end))
        return True

    def _object(self, verb: str, tokens: list[Token], lows: list[str]) -> bool:
        """Whether what is led or served in is a body."""
        if verb.split()[0] in ("held", "holds", "became", "assumed", "was", "is", "стал", "став", "стала"):
            return False
        for token, low in list(zip(tokens, lows, strict=True))[:6]:
            if not token.is_word and token.text not in "«\"“'-":
                return False
            if (
                low in self.roles.nouns["bodies"]
                or (token.text[0].isupper() and not self.cast.within(Span(token.start, token.end)))
                or low in _SERVED
            ):
                return True
        return False

    def _object_end(self, tokens: list[Token], lows: list[str]) -> int:
        end, seen = tokens[0].end, False
        for number, (token, low) in enumerate(zip(tokens, lows, strict=True)):
            if number > 8 or (not token.is_word and token.text not in "-'’«»\"“”&") or low.isdigit():
                break
            if seen and (
                low in self.page.closed
                or low
                in (
                    "from",
                    "until",
                    "since",
                    "till",
                    "between",
                    "in",
                    "when",
                    "с",
                    "до",
                    "з",
                    "по",
                    "в",
                    "у",
                    "и",
                    "і",
                )
            ):
                break
            seen = seen or low not in self.page.closed
            end = token.end
        return end

    def _predicate(self, tokens: list[Token], lows: list[str], role: Span) -> bool:
        """Whether after a copula the noun is the predicate: ``was the minister``, not ``was with the minister``."""
        for token, low in zip(tokens, lows, strict=True):
            if token.start >= role.start:
                break
            if low in self.page.closed and low not in (
                "the",
                "a",
                "an",
                "its",
                "once",
                "then",
                "also",
                "still",
                "now",
                "one",
                "of",
                "их",
                "его",
                "то",
            ):
                return False
        if self.english:
            return True
        from onrecord.languages.forms import Form, forms

        head = self._head(role)
        form = forms(self.page.language)(head)
        return bool(form & Form.OBLIQUE) or self.page.language == "uk"

    # whose it is

    def _subject(self, hit: Span, sentence: Span) -> Person | None:
        """Whom a verb speaks of: walking back to the first name, pronoun or title; in Slavic languages also forward."""
        low = self.page.low
        start = max(sentence.start, hit.start - _BACK)
        tokens = self.page.tokens(Span(start, hit.start))
        inside = self.cast.within(Span(start, hit.start))
        ends = {span.end: person for span, person in inside}
        for number in range(len(tokens) - 1, -1, -1):
            token = tokens[number]
            word = low[token.start : token.end]
            person = next((each for end, each in ends.items() if token.start < end <= token.end), None)
            if person is not None:
                if self._owns(token, tokens, number):
                    return None if self._noun_between(tokens, number, hit) else person
                return person
            if word in self.words["he"] or word in self.words["she"]:
                if number + 1 < len(tokens) and self._possessed(tokens, number, hit):
                    return None
                gender: Gender = "f" if word in self.words["she"] else "m"
                return self.chains.person(token.start, gender=gender)
            if word in self.words["relative"] and word not in ("that", "что", "що", "which"):
                before = [
                    each
                    for each in self.cast.mentions
                    if each[0].end <= token.start and each[0].start >= sentence.start
                ]
                if before:
                    return before[-1][1]
            if self.roles._is_person(word) and word not in self.page.closed:
                found = self._by_noun(tokens, number, word, sentence)
                if found is not None or not self._apposed(tokens, number):
                    return found
        if not inside and self.page.sentence_of(hit.start) > 0 and not self.english:
            ahead = list(self.cast.within(Span(hit.end, min(sentence.end, hit.end + 90))))
            if ahead:
                return ahead[0][1]
            return self.chains.person(hit.start) if hit.start - sentence.start < 45 else None
        ahead = self.cast.within(Span(hit.end, min(sentence.end, hit.end + 90)))
        return ahead[0][1] if ahead and (not self.english or hit.start - sentence.start < 12) else None

    def _owns(self, token: Token, tokens: list[Token], number: int) -> bool:
        after = self.page.low[token.end - 2 : token.end + 2]
        return "'s" in after

    def _noun_between(self, tokens: list[Token], number: int, hit: Span) -> bool:
        return any(
            self.roles._is_person(self.page.low[token.start : token.end]) for token in tokens[number + 1 :]
        )

    def _possessed(self, tokens: list[Token], number: int, hit: Span) -> bool:
        """``his deputy was dismissed``: the pronoun owns the subject and is not it."""
        word = self.page.low[tokens[number].start : tokens[number].end]
        if word in ("he", "she", "он", "она", "він", "вона", "him"):
            return False
        following = self.page.low[tokens[number + 1].start : tokens[number + 1].end]
        return self.roles._is_person(following) or any(
            self.roles._is_person(self.page.low[token.start : token.end])
            for token in tokens[number + 1 :][:3]
        )

    def _apposed(self, tokens: list[Token], number: int) -> bool:
        """Whether a noun stands in an apposition: a comma before it, the name before that."""
        return any(token.text in ",(—–" for token in tokens[max(0, number - 6) : number])

    def _by_noun(self, tokens: list[Token], number: int, word: str, sentence: Span) -> Person | None:
        lead = [self.page.low[token.start : token.end] for token in tokens[max(0, number - 3) : number]]
        if any(each in self.words["he"] or each in self.words["she"] for each in lead):
            return None
        if self.english and not any(each in ("the", "this", "that") for each in lead):
            return None
        from onrecord.speakers.titles import fitting

        found = fitting(self.page, self.cast, self.chains, self.roles, tokens[number].start, (word,), word)
        if (
            found is None
            and len(self.cast.persons) == 1
            and self.roles.nouns["persons"].number(word) == "one"
        ):
            return self.cast.persons[0]
        return found

    def _nearest(self, at: int, sentence: Span, gender: Gender | None) -> Person | None:
        here = [
            each
            for each in self.cast.within(Span(sentence.start, sentence.end))
            if gender is None or each[1].gender in (gender, None, "x")
        ]
        before = [each for each in here if each[0].start < at]
        if not before and gender is not None:
            found = self.chains.person(at, gender=gender)
            if found is not None:
                return found
        if before:
            return before[-1][1] if gender is None else before[0][1]
        return here[0][1] if here else self.chains.person(at, gender=gender)

    def _successions(self) -> None:
        """``replaced Orlov as minister``: the one who was replaced holds the post no more."""
        for span, person in self.cast.mentions:
            if _SUCCESSION.search(self.page.low[max(0, span.start - 50) : span.start]):
                sentence = self.page.sentences[self.page.sentence_of(span.start)]
                event = Event(person.number, span.start, "replaced by another", self._year(span, sentence))
                self.events.append(event)
                post = self._post(span, sentence)
                if post is not None:
                    from onrecord.speakers.roles import Held

                    self.held.append(
                        (
                            person.number,
                            Held(post, self._head(post), "former", event.clue, end=event.year, told=True),
                        )
                    )


_SERVED = frozenset(
    [
        "army",
        "navy",
        "military",
        "force",
        "forces",
        "service",
        "government",
        "ministry",
        "staff",
        "fleet",
        "troops",
        "brigade",
        "division",
        "cabinet",
        "police",
        "intelligence",
        "армии",
        "армию",
        "флоте",
        "флотом",
        "войсками",
        "войсках",
        "войска",
        "штабом",
        "штаб",
        "полком",
        "бригадой",
        "дивизией",
        "округом",
        "группировкой",
        "правительстве",
        "милиции",
        "полиции",
        "разведке",
        "генштабе",
        "армії",
        "війську",
        "війську",
        "флоті",
        "флотом",
        "військами",
        "військах",
        "штабом",
        "полком",
        "бригадою",
        "дивізією",
        "округом",
        "уряді",
        "поліції",
        "розвідці",
        "генштабі",
        "службою",
    ]
)
