"""What a document tells of people's service in sentences about them: ``led the staff until 2001``, ``его уволили``.

Phrases of the language pack (``[service]`` in ``people.toml``) are looked for; :mod:`onrecord.speakers.subjects` says whose
they are, :mod:`onrecord.speakers.posts` of which post.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.languages.people import people
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.held import Event, Held
from onrecord.speakers.page import Page
from onrecord.speakers.posts import Posts
from onrecord.speakers.service import marker, period, years
from onrecord.speakers.subjects import Subjects
from onrecord.speakers.titles import Titled
from onrecord.text.document import Span

_CLASSES = ("ended", "ended_passive", "ended_terms", "ended_nouns", "roles_past", "roles_now")
_WORD = re.compile(r"[^\W\d_][\w']*")
_NEXT = re.compile(r"\s+([\w'-]+)")
_PREFIX = 3
_RELATIVE = re.compile(r",\s+(\w+)\s")


@cache
def _prefixes(language: str) -> dict[str, tuple[str, ...]]:
    """The first letters of every phrase of service, to the classes that have it: a filter, for speed."""
    found: dict[str, set[str]] = {}
    service = people(language).service
    for name in _CLASSES:
        for first in service[name].openings(_PREFIX):
            found.setdefault(first, set()).add(name)
    return {prefix: tuple(name for name in _CLASSES if name in names) for prefix, names in found.items()}


@dataclass(frozen=True, slots=True)
class Biography:
    """The roles that sentences tell, each with its person's number, and the ends of services."""

    held: tuple[tuple[int, Held], ...]
    events: tuple[Event, ...]


def biography(page: Page, cast: Cast, chains: Chains, posts: Posts, roles: Titled) -> Biography:
    """What the sentences of a page tell of its persons. Linear in the text."""
    reader = _Reader(page, cast, posts, Subjects(page, cast, chains, posts, roles))
    if cast.persons:
        reader.read()
    return Biography(tuple(reader.held), tuple(reader.events))


class _Reader:
    def __init__(self, page: Page, cast: Cast, posts: Posts, subjects: Subjects) -> None:
        self.page, self.cast, self.posts, self.subjects = page, cast, posts, subjects
        self.service, self.words = page.people.service, page.people.chains
        self.english = page.language == "en"
        self.held: list[tuple[int, Held]] = []
        self.events: list[Event] = []

    def read(self) -> None:
        prefixes, low = _prefixes(self.page.language), self.page.low
        until = 0
        for match in _WORD.finditer(low):
            classes = prefixes.get(match[0][:_PREFIX])
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
        if not name.startswith("ended"):
            return self._role(name, hit, sentence)
        if self.service["rumour"].search(self.page.low, sentence.start, sentence.end):
            return False
        before = self.page.low[max(sentence.start, hit.start - 30) : hit.start]
        if name == "ended_nouns":
            return self._noun(hit, sentence)
        if name == "ended_terms":
            return self._term(hit, sentence)
        if self._is_denied(hit.start, sentence):
            return False
        one_word = " " not in self.page.low[hit.start : hit.end]
        if name == "ended_passive" and one_word and self._before_noun(hit, sentence):
            return False  # ``отстранённый ректор`` is told of a rector, whoever that is
        if self.english and (
            self._before_noun(hit, sentence) or (name == "ended_passive" and not self._passive(hit, before))
        ):
            return False
        person = self.subjects.of_verb(hit, sentence)
        if person is None:
            return False
        self._ended(person, hit, sentence)
        return True

    def _is_denied(self, at: int, sentence: Span) -> bool:
        """Whether one of the words before an end says that it has not come: ``did not resign``, ``may be dismissed``."""
        before = self.page.low[max(sentence.start, at - 30) : at]
        return any(self.service["not_ended"].fullmatch(word.strip(",")) for word in before.split()[-3:])

    # the end of a service

    def _before_noun(self, hit: Span, sentence: Span) -> bool:
        """``retired officers``: the word belongs to a noun and tells of nobody in particular."""
        for token, low in list(self.page.words(Span(hit.end, min(sentence.end, hit.end + 40))))[:3]:
            if (
                self.posts.is_person(low)
                or low in self.page.pack.titles
                or f"{low}." in self.page.pack.titles
            ):
                return True
            if low in self.page.closed or not token.is_word:
                return False
        return False

    def _passive(self, hit: Span, before: str) -> bool:
        """Whether an English participle is passive: ``was dismissed``, ``, fired in May,``; not ``dismissed the claim``."""
        words = before.split()
        for back in range(1, min(4, len(words) + 1)):
            if self.service["be"].fullmatch(words[-back]):
                return not any(self.service["modal"].fullmatch(word) for word in words[-back - 2 : -back])
            if (
                not words[-back].endswith("ly")
                and not self.service["later"].fullmatch(words[-back])
                and words[-back] not in self.words["inside_role"]
            ):
                break
        starting = not words or before.rstrip().endswith((",", "—", "–", "("))
        following = self.page.low[hit.end : hit.end + 12].split()[:1]
        return starting and (
            not following
            or following[0].strip(",") in self.words["after_passive"]
            or following[0].startswith(",")
        )

    def _ended(self, person: Person, hit: Span, sentence: Span) -> None:
        low = self.page.low
        head = low[max(sentence.start, hit.start - 45) : hit.start]
        tail = low[hit.end : min(sentence.end, hit.end + 45)]
        ahead = self.service["ahead"].search(re.split(r"[,.]", head)[-1]) is not None
        later = self.service["later"].search(tail) or self.service["later"].search(head[-25:])
        post = self.posts.after(hit.end, min(sentence.end, hit.end + 90), linked=True)
        self.events.append(
            Event(
                person.number,
                hit.start,
                self._clue(hit),
                self._year(hit, sentence),
                post,
                before=ahead,
                later=bool(later),
            )
        )
        if post is not None:
            held = Held(post, self.posts.head(post), None, self._clue(hit), told=True)
            self.held.append((person.number, held))

    def _term(self, hit: Span, sentence: Span) -> bool:
        """``her term as governor ended``."""
        low = self.page.low
        person = self.subjects.of_noun(
            hit.start, sentence, low[max(sentence.start, hit.start - 40) : hit.start].split()[-3:]
        )
        if person is None:
            return False
        self.events.append(Event(person.number, hit.start, self._clue(hit), self._year(hit, sentence)))
        return True

    def _noun(self, hit: Span, sentence: Span) -> bool:
        """``until his retirement in 2001``, ``после отставки``: a noun of an end, with whose it is."""
        low = self.page.low
        lead = low[max(sentence.start, hit.start - 40) : hit.start].split()
        tail = low[max(sentence.start, hit.start - 60) : hit.start].split()[-4:]
        after = any(self.service["after"].fullmatch(word) for word in tail)
        ahead = self.service["before"].search(
            low[max(sentence.start, hit.start - 45) : hit.start]
        ) is not None or any(self.service["ahead"].fullmatch(word) for word in tail[-3:])
        until = any(
            self.service["until"].fullmatch(word) and self.service["after"].fullmatch(word) for word in tail
        )
        if not ahead and any(self.service["not_ended"].fullmatch(word) for word in lead[-3:]):
            return False
        # "called for his resignation", "demanded his dismissal": nothing has ended.
        if not after and not ahead and not self.service["successor"].match(low, hit.start):
            return False
        person = self.subjects.of_noun(hit.start, sentence, lead[-3:])
        if person is None:
            return False
        told = until and self.service["roles_past"].search(low, sentence.start, hit.start) is not None
        yet = ahead and not told and (until or not after)
        self.events.append(
            Event(person.number, hit.start, self._clue(hit), self._year(hit, sentence), before=yet)
        )
        return True

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
        """``served as minister``, ``был послом``: a role with the person and the years."""
        low = self.page.low
        verb = low[hit.start : hit.end]
        if verb in self.page.pack.words.be and not self._may_predicate(hit):
            return False
        end = min(sentence.end, hit.end + 140)
        role = self._post_of(verb, hit, end)
        before = low[max(sentence.start, hit.start - 30) : hit.start].split()
        if role is None:
            return name == "roles_past" and (
                self._held_until(hit, sentence, verb) or self._was_something(hit, sentence, verb)
            )
        if any(word in self.words["denials"] for word in before[-3:]):
            return False
        if self.page.quoted(hit.start) and not self.page.quoted(sentence.start):
            return False
        person = self.subjects.of_verb(hit, sentence)
        if person is None:
            return False
        self.held.append((person.number, self._told(name, hit, sentence, role, before)))
        return True

    def _post_of(self, verb: str, hit: Span, end: int) -> Span | None:
        copula = verb in self.page.pack.words.be or verb.split()[-1] in self.page.pack.words.be
        role = self.posts.after(hit.end, end, linked=False)
        if role is not None and (copula or role.start - hit.end <= 45):
            return role if not copula or self._predicate(hit.end, role) else None
        return None if copula else self.posts.led(hit, end)

    def _told(self, name: str, hit: Span, sentence: Span, role: Span, before: list[str]) -> Held:
        low = self.page.low
        # "has worked there for ten years" goes on; a range of years tells for itself.
        past = name == "roles_past" and not any(
            self.service["perfect"].fullmatch(word) for word in before[-2:]
        )
        when = period(low[max(sentence.start, hit.start - 60) : min(sentence.end, hit.end + 150)])
        meanwhile = any(self.service["meanwhile"].fullmatch(word) for word in before[-3:])
        over = past and not (when.start is not None and when.end is None)
        if name == "roles_past" and self.service["until_end"].search(
            low, hit.end, min(sentence.end, hit.end + 150)
        ):
            over = True
        marked = marker(self._lead(role), self.page.people)
        status = marked[0] if marked else "former" if over else "current"
        return Held(
            role,
            self.posts.head(role),
            status,
            self._clue(hit),
            when.start,
            when.end,
            told=True,
            meanwhile=meanwhile and past,
        )

    def _lead(self, role: Span) -> str:
        """The words of a role up to its noun: markers after it speak of others (``to replace the retired …``)."""
        words = low_words(self.page, role)
        noun = next((number for number, low in enumerate(words) if self.posts.is_person(low)), len(words))
        return " ".join(words[: noun + 1])

    def _may_predicate(self, hit: Span) -> bool:
        """A quick look at the word after a form of *be*, since most are auxiliaries."""
        if not self.english:
            return True
        following = [low for _, low in self.page.words(Span(hit.end, min(hit.end + 45, len(self.page.low))))][
            :4
        ]
        return any(self.posts.is_person(low) for low in following) or bool(
            following and (following[0] in self.words["before_predicate"] or "'s" in following[0])
        )

    def _predicate(self, start: int, role: Span) -> bool:
        """Whether after a copula the noun is the predicate: ``was the minister``, not ``was with the minister``."""
        for token, low in self.page.words(Span(start, role.start)):
            if low in self.page.closed and low not in self.words["inside_role"] and token.is_word:
                return False
        if self.page.language != "ru":
            return True
        from onrecord.languages.forms import Form, forms

        return bool(forms("ru")(self.posts.head(role)) & Form.OBLIQUE)

    def _was_something(self, hit: Span, sentence: Span, verb: str) -> bool:
        """``was the port's harbour master until 2010``: a noun that no list has, but an end that is told."""
        low = self.page.low
        match = _NEXT.match(low, hit.end)
        if (
            verb not in self.page.pack.words.be
            or not match
            or (self.english and match[1] not in self.words["inside_role"])
        ):
            return False
        if not self.service["until_end"].search(low, sentence.start, sentence.end):
            return False
        if self.posts.after(hit.end, sentence.end, linked=False) is not None:
            return False
        person = self.subjects.of_verb(hit, sentence)
        if person is None:
            return False
        self.events.append(
            Event(person.number, hit.start, self._clue(hit), period(low[sentence.start : sentence.end]).end)
        )
        return True

    def _held_until(self, hit: Span, sentence: Span, verb: str) -> bool:
        """``which he headed until last year``: the end of something named elsewhere."""
        tail = self.page.low[hit.end : min(sentence.end, hit.end + 30)]
        first = tail.split()[:1]
        if verb in self.page.pack.words.be or not first:
            return False
        if not self.service["until"].fullmatch(first[0]) and not (
            self.service["since"].fullmatch(first[0]) and self.service["until"].search(tail)
        ):
            return False
        person = self.subjects.of_verb(hit, sentence)
        if person is None:
            return False
        self.events.append(Event(person.number, hit.start, self._clue(hit), period(tail).end))
        return True

    def _successions(self) -> None:
        """``replaced Orlov as minister``: the one who was replaced holds the post no more."""
        for span, person in self.cast.mentions:
            self._whom(span, person)
            start = max(0, span.start - 50)
            every = list(self.service["succession"].finditer(self.page.low, start, span.start))
            found = every[-1] if every else None
            if found is None or len(self.page.low[found.end() : span.start].split()) > 3:
                continue
            sentence = self.page.sentences[self.page.sentence_of(span.start)]
            if found.start() < sentence.start or self.cast.within(Span(found.end(), span.start)):
                continue
            if self._is_denied(found.start(), sentence):
                continue
            between = low_words(self.page, Span(found.end(), span.start))
            if (
                not all(
                    self.posts.is_person(low)
                    or low in self.page.pack.titles
                    or low in self.words["before_title"]
                    or not low.isalpha()
                    or marker(low, self.page.people)
                    for low in between
                )
                and self.english
            ):
                continue
            if self.page.low[span.end : span.end + 2] == "'s":
                continue  # "dismissed Orlov's claims"
            year = self._year(span, sentence)
            clue = " ".join(self.page.text[found.start() : found.end()].split())
            self.events.append(Event(person.number, found.start(), clue, year))
            post = self.posts.after(span.end, min(sentence.end, span.end + 90), linked=True)
            if post is not None:
                held = Held(post, self.posts.head(post), "former", clue, end=year, told=True)
                self.held.append((person.number, held))

    def _whom(self, span: Span, person: Person) -> None:
        """``Orlov, whom Lee succeeded as minister``."""
        match = _RELATIVE.match(self.page.low, span.end)
        if not match or match[1] not in self.words["whom"]:
            return
        sentence = self.page.sentences[self.page.sentence_of(span.start)]
        end = min(sentence.end, match.end() + 60)
        found = self.service["succession"].search(self.page.low, match.end(), end)
        if found and "," not in self.page.low[match.end() : found.start()]:
            clue = " ".join(self.page.text[found.start() : found.end()].split())
            self.events.append(
                Event(person.number, found.start(), clue, self._year(Span(*found.span()), sentence))
            )
            post = self.posts.after(found.end(), min(sentence.end, found.end() + 90), linked=True)
            if post is not None:
                held = Held(post, self.posts.head(post), "former", clue, told=True)
                self.held.append((person.number, held))


def low_words(page: Page, span: Span) -> list[str]:
    """The small letters of the words of a stretch."""
    return [low for token, low in page.words(span) if token.is_word]
