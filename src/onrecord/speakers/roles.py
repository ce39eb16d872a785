"""The roles of the people of a document: before a name, after it, in what is told of them; and the one of a statement."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.attributions.record import Attribution, Role
from onrecord.speakers.biography import Event, biography
from onrecord.speakers.chains import Chains
from onrecord.speakers.naming import Cast, Mention, Person
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Phrase
from onrecord.speakers.service import marker, period
from onrecord.text.document import Span
from onrecord.text.tokens import Token

_REACH = 160
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a person held: where it stands, what marks its time, the years."""

    span: Span
    head: str
    status: str | None
    clue: str
    start: int | None = None
    end: int | None = None
    told: bool = False
    """Told in a sentence about the person, not given with the name."""
    meanwhile: bool = False
    """Told of the time of the statement (``when he was minister``)."""


class Roles:
    """Reads and keeps the roles of all persons of a page."""

    def __init__(self, page: Page, cast: Cast, chains: Chains) -> None:
        self.page, self.cast, self.chains = page, cast, chains
        self.nouns, self.people = page.people.nouns, page.people
        self.english = page.language == "en"
        self._of: dict[int, list[Held]] = {}
        self._told: dict[int, list[Held]] = {}
        self._ranks: dict[Span, int] = {}
        self.events: list[Event] = []

    def read_all(self) -> None:
        """Find what sentences tell of the persons; what stands beside a name is read when it is asked for."""
        told, self.events = biography(self.page, self.cast, self.chains, self)
        for number, held in told:
            self._told.setdefault(number, []).append(held)
        self._of.clear()

    def of(self, person: Person) -> list[Held]:
        """Every role of a person."""
        if person.number not in self._of:
            found: list[Held] = []
            for mention in person.mentions:
                for held in (
                    self.before(mention),
                    self.after(mention),
                    self.ahead(mention),
                    self._shared_title(mention),
                ):
                    if held and held.status == "former":
                        # "Colonel Ann Lee (ret.)": what stands after the name corrects what stands before it.
                        found[:] = [other for other in found if other.span != held.span]
                    if held:
                        found.append(held)
            self._of[person.number] = found + self._told.get(person.number, [])
        return self._of[person.number]

    def titles(self, person: Person) -> list[tuple[tuple[str, ...], int]]:
        """The words of each role of a person with the place it stands."""
        return [
            (tuple(low for token, low in self.page.words(held.span) if token.is_word), held.span.start)
            for held in self.of(person)
        ]

    def give(self, person: Person, phrase: Phrase) -> None:
        """Add the title of a source as a role of the person it leads to."""
        status = marker(" ".join(phrase.main), self.people)
        held = Held(
            self._title_span(phrase), phrase.head, status[0] if status else None, status[1] if status else ""
        )
        self._told.setdefault(person.number, []).append(held)
        self._of.pop(person.number, None)

    # a role before a name

    def before(self, mention: Mention) -> Held | None:
        """The role right before a name: ``Retired Colonel-General``, ``министр обороны``."""
        floor = max(
            self.page.sentences[self.page.sentence_of(mention.span.start)].start, mention.span.start - _REACH
        )
        tokens = self.page.tokens(Span(floor, mention.span.start))
        if not tokens:
            return None
        lows = [self.page.low[token.start : token.end] for token in tokens]
        first = (
            self._start_english(tokens, lows, mention) if self.english else self._start_slavic(tokens, lows)
        )
        while first is not None and first < len(tokens) and not tokens[first].is_word:
            first += 1
        if first is None or first >= len(tokens):
            return None
        last = len(tokens) - 1
        while last > first and not tokens[last].is_word and tokens[last].text not in ".)":
            last -= 1
        span = Span(tokens[first].start, tokens[last].end)
        words = " ".join(lows[first : last + 1]).replace(" .", ".").replace(" - ", "-")
        head = next(
            (low for low in reversed(lows[first : last + 1]) if low in self.nouns["persons"]), lows[last]
        )
        if not self.english:
            head = next((low for low in lows[first : last + 1] if self._is_person(low)), lows[last])
        if words in self.nouns["titles_weak"] or (head in self.nouns["titles_weak"] and first == last):
            return None
        if head in self.nouns["not_roles"]:
            return None
        status = marker(words, self.people)
        after = None if status else self.people.service["former_after"].search(words)
        if after:
            status = ("former", after.group())
        return Held(span, head, status[0] if status else None, status[1] if status else "")

    def _may_have_title(self, mention: Mention) -> bool:
        """A quick look at the word before a name, since most names have no title."""
        if mention.prefix < mention.span.start:
            return True
        match = _LAST.search(self.page.low, max(0, mention.span.start - 40), mention.span.start)
        if not match:
            return False
        word = match[1].strip("'.")
        return word not in self.page.closed and (
            not self.english or self._is_person(word) or f"{word}." in self.page.pack.titles
        )

    def _is_person(self, low: str) -> bool:
        return low in self.nouns["persons"] or ("-" in low and low.rsplit("-", 1)[1] in self.nouns["persons"])

    def _start_english(self, tokens: list[Token], lows: list[str], mention: Mention) -> int | None:
        last = len(lows) - 1
        dotted = lows[last] == "." and last and f"{lows[last - 1]}." in self.page.pack.titles
        head = last - 1 if dotted else last
        weak = 0
        while head >= 0 and (
            lows[head] in self.nouns["titles_weak"] or f"{lows[head]}." in self.nouns["titles_weak"]
        ):
            # "candidate Dr. Ben Carson": the role is what stands before the honorific.
            weak += 1
            head -= 1
            if head >= 0 and lows[head] == ".":
                head -= 1
        for back in (2, 3):
            # "Secretary of State", "Chief of the General Staff": the head stands before an "of" in capitals.
            at_of = head - back + 1
            if (
                at_of >= 1
                and lows[at_of] == "of"
                and self._is_person(lows[at_of - 1])
                and tokens[head].text[0].isupper()
            ):
                head = at_of - 1
                break
        if head < 0 or not (
            self._is_person(lows[head])
            or lows[head] in self.page.pack.titles
            or f"{lows[head]}." in self.page.pack.titles
        ):
            return None
        plural = self.nouns["persons"].number(lows[head]) == "many" or lows[head] in ("sens", "reps", "gens")
        if plural and not _JOINED.match(self.page.text, mention.span.end):
            return None
        at = head
        while at > 0 and head - at < _LONGEST:
            low, token = lows[at - 1], tokens[at - 1]
            if low == "of" and at >= 2 and self._is_person(lows[at - 2]):
                at -= 2
                continue
            if low == "and" and at >= 2 and (self._is_person(lows[at - 2])):
                at -= 2
                continue
            if (
                low in (".", "-", "'", "’", "/", '"', "”", "“", "&")
                and at >= 2
                and (low != "." or len(lows[at - 2]) < 5)
            ):
                at -= 1
                continue
            if not token.is_word:
                break
            marking = marker(low, self.people) is not None
            if (
                not marking
                and not token.text[0].isupper()
                and (
                    low in self.page.closed
                    or low in self.page.pack.verbs
                    or (low in self.page.pack.nouns and not self._is_person(low))
                    or (low.endswith("ly") and low not in ("newly", "recently"))
                )
            ):
                break
            if not marking and low in self.page.closed:
                break
            at -= 1
        return at

    def _start_slavic(self, tokens: list[Token], lows: list[str]) -> int | None:
        from onrecord.languages.forms import Form, forms

        flags = forms(self.page.language)
        at, leftmost, nominative = len(lows), None, None
        closing = set(self.page.people.chains["relative"]) | {"что", "що"}
        while at > 0 and len(lows) - at < _LONGEST + 4:
            low, token = lows[at - 1], tokens[at - 1]
            if not token.is_word and token.text not in '-.«»"“”„()':
                break
            if token.text == "." and at >= 2 and len(lows[at - 2]) > 2:
                break
            if low in closing or (
                low in self.page.closed
                and low
                not in (
                    "по",
                    "в",
                    "у",
                    "и",
                    "на",
                    "с",
                    "з",
                    "і",
                    "й",
                    "та",
                    "из",
                    "із",
                    "первый",
                    "главный",
                    "при",
                    "от",
                    "во",
                    "до",
                    "тогдашний",
                    "по",
                )
            ):
                break
            if token.is_word and not self._is_person(low) and not token.text[0].isupper():
                form = flags(token.text)
                if (
                    form & Form.FINITE
                    and not form & (Form.NOUN | Form.ADJECTIVE)
                    and not marker(low, self.people)
                ):
                    break
            if token.is_word and self._is_person(low) and self.nouns["persons"].number(low) != "many":
                leftmost = at - 1
                if flags(token.text) & Form.NOMINATIVE:
                    nominative = at - 1
            at -= 1
        chosen = (
            nominative
            if nominative is not None
            and leftmost is not None
            and leftmost < nominative
            and not flags(tokens[leftmost].text) & Form.NOMINATIVE
            else leftmost
        )
        if chosen is None:
            return None
        while chosen > 0:
            low = lows[chosen - 1]
            if marker(low, self.people) or (
                low in ("и", "о", ".", "в", "т", "-") and "." in lows[max(0, chosen - 3) : chosen]
            ):
                chosen -= 1
                continue
            if (
                tokens[chosen - 1].is_word
                and low not in self.page.closed
                and flags(tokens[chosen - 1].text) & Form.ADJECTIVE
            ):
                chosen -= 1
                continue
            break
        while chosen < len(tokens) and not tokens[chosen].is_word:
            chosen += 1
        return chosen

    # a role after a name

    def _shared_title(self, mention: Mention) -> Held | None:
        """``Sens. Ann Lee and John Orr``: the second has the plural title of the first."""
        number = bisect_left(self.cast.mentions, mention.span.start, key=lambda each: each[0].start)
        if number == 0:
            return None
        span, other = self.cast.mentions[number - 1]
        between = self.page.low[span.end : mention.prefix].strip()
        if between not in self.page.people.chains["and"] and between != ",":
            return None
        first = next((each for each in other.mentions if each.span == span), None)
        held = self.before(first) if first else None
        if held and (self.nouns["persons"].number(held.head) == "many" or held.head.endswith("s")):
            return held
        return None

    def after(self, mention: Mention) -> Held | None:
        """The apposition after a name: ``, a professor at``, ``— глава комитета``, ``(ret.)``."""
        end = mention.span.end
        if self.page.low[end : end + 2] == "'s":
            end += 2
        sentence = self.page.sentences[self.page.sentence_of(mention.span.start)]
        match = _OPENING.match(self.page.text, end, sentence.end)
        service = self.people.service
        loose = service["former_after"].match(self.page.low, _skip(self.page.text, end, sentence.end))
        if loose:
            before = self.before(mention)
            if before:
                return replace(before, status="former", clue=loose.group())
            return Held(Span(*loose.span()), loose.group(), "former", loose.group())
        if not match:
            return None
        tokens = self.page.tokens(Span(match.end(), min(sentence.end, match.end() + _REACH)))
        lows = [self.page.low[token.start : token.end] for token in tokens]
        return self._chunk(tokens, lows, mention, closing=match.group().strip()[-1:])

    def _chunk(self, tokens: list[Token], lows: list[str], mention: Mention, closing: str) -> Held | None:
        first = 0
        while first < len(lows) and (
            lows[first] in ("a", "an", "the", "also", "now", "one-time") or lows[first] in ("это", "це")
        ):
            first += 1
        at, head = first, None
        while at < len(lows):
            token, low = tokens[at], lows[at]
            if not token.is_word and token.text not in "-'’.«»\"“”/&":
                break
            if token.text == "." and (at == 0 or len(lows[at - 1]) > 3):
                break
            if (
                head is None
                and (low in self.page.closed or self._verbal(low))
                and not marker(low, self.people)
                and low not in ("один", "одна", "one")
            ):
                return None
            if (
                head is not None
                and (self._verbal(low) or low in self.people.chains["relative"])
                and not self._is_person(low)
            ):
                break
            if head is None and (
                self._is_person(low) or f"{low}." in self.page.pack.titles or low in self.nouns["one_of"]
            ):
                if low in self.nouns["one_of"] and low not in ("один", "одна", "one"):
                    return None
                head = at
            if head is None and at - first > 7:
                return None
            at += 1
        if head is None:
            return self._retired_after(tokens, lows)
        if lows[head] in self.nouns["not_roles"] and lows[head] not in self.nouns["one_of"]:
            return None
        if self.nouns["persons"].number(lows[head]) == "many" and lows[head] not in self.nouns["one_of"]:
            return None
        at = self._with_place(tokens, lows, at)
        while at > first and not tokens[at - 1].is_word:
            at -= 1
        if at <= first:
            return None
        span = Span(tokens[first].start, tokens[at - 1].end)
        before_head = " ".join(lows[: head + 1])
        whole = " ".join(lows[first:at])
        status = marker(before_head, self.people)
        after = self.people.service["former_after"].search(
            self.page.low, span.start, min(span.end + 14, len(self.page.low))
        )
        when = period(self.page.low[span.start : span.end + 30].split("\n")[0])
        if not status and after:
            status = ("former", after.group())
        return (
            Held(
                span,
                lows[head],
                status[0] if status else None,
                status[1] if status else "",
                when.start,
                when.end,
            )
            if whole
            else None
        )

    def _retired_after(self, tokens: list[Token], lows: list[str]) -> Held | None:
        if not tokens:
            return None
        found = self.people.service["former_after"].match(self.page.low, tokens[0].start)
        return Held(Span(*found.span()), found.group(), "former", found.group()) if found else None

    def _with_place(self, tokens: list[Token], lows: list[str], at: int) -> int:
        """``gynecologist from Englewood, New Jersey,``: a place after the comma belongs to the role."""
        if self.english and at + 2 < len(lows) and lows[at] == "," and tokens[at + 1].text[0].isupper():
            rest = at + 1
            while rest < len(tokens) and tokens[rest].is_word and tokens[rest].text[0].isupper():
                rest += 1
            if " ".join(lows[at + 1 : rest]) in self.nouns["places"]:
                return rest
        return at

    def _verbal(self, low: str) -> bool:
        if self.english:
            forms = self.page.pack.verbs.get(low, ())
            finite = (
                any(form.slot in ("past", "present") for form in forms) and low not in self.page.pack.nouns
            )
            return (
                (finite and not self._is_person(low) and low not in _NOUNISH)
                or low in self.page.pack.words.be
                or low in self.page.pack.words.auxiliaries
            )
        from onrecord.languages.forms import Form, forms

        form = forms(self.page.language)(low)
        return bool(form & Form.FINITE) and not form & (Form.NOUN | Form.ADJECTIVE)

    # a role ahead of a name, parted by a comma

    def ahead(self, mention: Mention) -> Held | None:
        """``The country's foreign minister, Ann Lee,``: a title in front of a comma."""
        start = mention.prefix
        sentence = self.page.sentences[self.page.sentence_of(start)]
        text = self.page.text
        if text[max(0, start - 2) : start] != ", ":
            return None
        opening = max(
            text.rfind(mark, sentence.start, start - 2) for mark in (",", "—", "–", ";", ":", "(", "“", '"')
        )
        begin = max(sentence.start, opening + 1)
        tokens = self.page.tokens(Span(begin, start - 2))
        lows = [self.page.low[token.start : token.end] for token in tokens]
        if not 1 <= len(lows) <= _LONGEST or self.cast.within(Span(begin, start - 2)):
            return None
        if any(self._verbal(low) for low in lows[1:]):
            return None
        if self.english and not (
            lows[0] in ("the", "its", "their", "his", "her", "a")
            or "'s" in "".join(lows[:4])
            or begin == sentence.start
            or self._is_person(lows[0])
        ):
            return None
        first = 1 if lows[0] in ("the", "a", "an") else 0
        while (
            first < len(lows)
            and (lows[first] in self.page.closed and not marker(lows[first], self.people))
            and first < 2
        ):
            first += 1
        heads = [
            number
            for number, low in enumerate(lows)
            if self._is_person(low) and self.nouns["persons"].number(low) != "many"
        ]
        if not heads or heads[0] > 7:
            return None
        span = Span(tokens[first].start, tokens[-1].end) if first < len(tokens) else None
        if span is None:
            return None
        status = marker(" ".join(lows[first : heads[0] + 1]), self.people)
        return Held(span, lows[heads[0]], status[0] if status else None, status[1] if status else "")

    # offices

    def rank(self, held: Held) -> int:
        """How high an office is: the smaller the higher."""
        if held.span not in self._ranks:
            self._ranks[held.span] = self._rank(held)
        return self._ranks[held.span]

    def _rank(self, held: Held) -> int:
        words = {low for token, low in self.page.words(held.span) if token.is_word} | {held.head}
        words |= {word.rsplit("-", 1)[1] for word in words if "-" in word}
        words = {word for word in words if word in self.nouns["offices"]}
        for number, office in enumerate(self.people.high if words else ()):
            if any(word in office for word in words):
                return number
        return len(self.people.high)

    def holds_office(self, person: Person) -> bool:
        """Whether a person speaks for more than himself when saying ``we``: an office, not a trade."""
        spokes = self.nouns["spokes"]
        return any(self.rank(held) < self._officials or held.head in spokes for held in self.of(person))

    @cached_property
    def _officials(self) -> int:
        return len(self.people.high) - 1

    def body_of(self, person: Person) -> str | None:
        """The body in a person's role, if it names one."""
        return next((found for held in self.of(person) if (found := self.body(held))), None)

    def body(self, held: Held) -> str | None:
        """The body that a role names: what stands in capitals beside its head, or what it is the head of."""
        text = self.page.text[held.span.start : held.span.end]
        if self.english:
            match = _BODY_OF.search(text)
            if match and (
                match[1][:1].isupper()
                or any(word.lower() in self.nouns["bodies"] for word in match[1].split())
            ):
                return match[1].strip()
            names = [
                word
                for word in text.split()
                if word[:1].isupper() and word.strip(".,'’").lower() not in self.nouns["persons"]
            ]
            lead = [
                word
                for word in names
                if f"{word.lower()}" not in self.page.pack.titles and not marker(word.lower(), self.people)
            ]
            if (
                lead
                and text.startswith(lead[0])
                and (lead[0].isupper() or any(word.lower() in self.nouns["bodies"] for word in lead))
            ):
                return " ".join(lead).removesuffix("'s").removesuffix("’s")
            return None
        words = text.split()
        for number, word in enumerate(words):
            if self._is_person(word.lower()):
                rest = words[number + 1 :]
                if rest and (
                    any(
                        part[:1].isupper() or part.lower().strip('«»"') in self.nouns["bodies"]
                        for part in rest
                    )
                ):
                    return " ".join(rest)
                return None
        return None

    # the roles of one statement

    def for_statement(
        self, attribution: Attribution, person: Person | None, phrase: Phrase, kind: str
    ) -> tuple[list[Role], str]:
        """The roles of who speaks, the one tied to the statement first, each with its status then; and what decided."""
        if person is None:
            return self._unnamed(phrase, kind)
        if kind != "named_person":
            return [], "no role: several speak"
        at = phrase.span.start
        when = self._when(attribution, at)
        source = Span(max(0, phrase.span.start), phrase.span.end)
        judged: list[tuple[int, int, int, Held, str, str]] = []
        seen: set[str] = set()
        for held in self.of(person):
            status, why = self._status(held, person, attribution, at, when)
            tied = 0 if source.start <= held.span.start < source.end or self._adjacent(held, source) else 1
            named = int(held.told and not self._is_person(held.head))
            rank = self.rank(held) * 2 + (status == "former") if tied else named
            judged.append((tied, rank, held.span.start, held, status, why))
        judged.sort(key=lambda each: each[:3])
        roles, reasons = [], []
        for _, _, _, held, status, why in judged:
            title = " ".join(self.page.text[held.span.start : held.span.end].split())
            low = title.lower()
            if low in seen or any(low in other for other in seen):
                continue
            seen.add(low)
            roles.append(Role(title=title, body=self.body(held), status=status, span=held.span))
            reasons.append(f"{status}: {why}")
        if not roles:
            return self._bare(person, attribution, at)
        return roles, reasons[0]

    def _bare(self, person: Person, attribution: Attribution, at: int) -> tuple[list[Role], str]:
        """Without a title in the text, what it tells of a service that is over is all the role there is."""
        when = self._when(attribution, at)
        for event in self.events:
            if event.person == person.number and event.post is None:
                told = Held(Span(event.place, event.place + len(event.clue)), "", None, event.clue, told=True)
                if self._ends(event, told, person, at, when):
                    span = Span(event.place, min(event.place + len(event.clue), len(self.page.text)))
                    return [Role(title=event.clue, status="former", span=span)], f"former: {event.clue}"
        return [], "no role given"

    def _adjacent(self, held: Held, source: Span) -> bool:
        """Whether a role stands right beside the source, though its spans leave it out."""
        return 0 <= source.start - held.span.end <= 2 or 0 <= held.span.start - source.end <= 3

    def _when(self, attribution: Attribution, at: int) -> int | None:
        """The year of the statement where its own sentence gives one outside the content."""
        sentence = self.page.sentences[self.page.sentence_of(at)]
        cue = attribution.cue[0] if attribution.cue else Span(at, at)
        blocked = [*attribution.content]
        found = []
        for match in _YEARS.finditer(self.page.text, sentence.start, sentence.end):
            if any(span.start <= match.start() < span.end for span in blocked):
                continue
            if _SPAN_BEFORE.search(
                self.page.low[max(0, match.start() - 14) : match.start()]
            ) or _SPAN_AFTER.match(self.page.text[match.end() : match.end() + 6]):
                continue
            found.append((abs(match.start() - cue.start), int(match.group())))
        return min(found)[1] if found else None

    def _status(
        self, held: Held, person: Person, attribution: Attribution, at: int, when: int | None
    ) -> tuple[str, str]:
        """The status of one role at the time of the statement."""
        same = self.page.sentence_of(held.span.start) == self.page.sentence_of(at)
        if held.meanwhile:
            return ("current", held.clue) if same else ("former", held.clue)
        if held.status == "current" and held.clue and not held.told:
            return "current", held.clue
        if (
            when is not None
            and held.end is not None
            and (held.start is None or held.start <= when)
            and when < held.end
        ):
            return "current", f"held until {held.end}, said in {when}"
        if held.status == "former":
            return "former", held.clue
        if held.end is not None:
            return "former", f"held until {held.end}"
        # "Retired Colonel Ann Lee, head of the union": of roles given with one name, the unmarked one goes on.
        contrasted = not held.told and any(
            other.status == "former" and not other.told and other is not held for other in self.of(person)
        )
        for event in () if contrasted else self.events:
            if event.person == person.number and self._ends(event, held, person, at, when):
                return "former", event.clue
        return "current", held.clue or "given as the role of the speaker"

    def _ends(self, event: Event, held: Held, person: Person, at: int, when: int | None) -> bool:
        here, there = self.page.sentence_of(at), self.page.sentence_of(event.place)
        if event.before and here == there:
            return False
        if event.later and there >= here:
            return False
        if event.year is not None and when is not None and when < event.year:
            return False
        if (
            held.told
            and held.status == "current"
            and (held.span.start > event.place or (held.start or 0) >= (event.year or 9999))
        ):
            return False
        if event.post is not None:
            return bool(self._shared(event.post, held.span))
        if self.rank(held) == len(self.people.high):
            if _ARMED.search(event.clue.lower()) and not held.told:
                return False  # an analyst who left the army is an analyst still
            return all(self.rank(other) == len(self.people.high) for other in self.of(person))
        return True

    def _shared(self, left: Span, right: Span) -> bool:
        from onrecord.speakers.matching import keys

        def parts(span: Span) -> set[str]:
            return {
                key
                for token, low in self.page.words(span)
                if self._is_person(low)
                for key in keys(low, self.page.language)
            }

        return bool(parts(left) & parts(right))

    def _unnamed(self, phrase: Phrase, kind: str) -> tuple[list[Role], str]:
        """The role of an unnamed person or group is what the source calls them."""
        words = " ".join(phrase.main or phrase.words)
        head = phrase.head
        if (
            kind == "unnamed_person"
            and phrase.shape == "title"
            and head
            and self._is_person(head)
            and (head not in self.nouns["not_roles"] or len(phrase.main) > 2)
        ):
            span = self._title_span(phrase)
            status = marker(words.split(head)[0] + head, self.people)
            after = self.people.service["former_after"].search(self.page.low[span.start : span.end + 16])
            event = next(
                (
                    each
                    for each in self.events
                    if each.person is None and phrase.span.start <= each.place <= phrase.span.end + 60
                ),
                None,
            )
            if not status and after:
                status = ("former", after.group())
            if not status and event:
                status = ("former", event.clue)
            title = " ".join(self.page.text[span.start : span.end].split())
            given = status or ("current", "what the source is called")
            return [Role(title=title, status=given[0], span=span)], f"{given[0]}: {given[1]}"
        if kind == "group" and phrase.shape == "group":
            status = marker(words, self.people)
            after = self.people.service["former_after"].search(
                self.page.low[phrase.span.start : phrase.span.end]
            )
            if not status and after:
                status = ("former", after.group())
            if status and any(self._is_person(low) for low in phrase.main):
                span = self._title_span(phrase)
                title = " ".join(self.page.text[span.start : span.end].split())
                return [Role(title=title, status=status[0], span=span)], f"{status[0]}: {status[1]}"
        return [], "no role"

    def _title_span(self, phrase: Phrase) -> Span:
        start = phrase.span.start
        tokens = self.page.tokens(phrase.span)
        while len(tokens) > 1 and (
            self.page.low[tokens[0].start : tokens[0].end] in self.people.chains["a"]
            or self.page.low[tokens[0].start : tokens[0].end] in self.people.chains["the"]
            or self.page.low[tokens[0].start : tokens[0].end] in self.nouns["quantifiers"]
        ):
            tokens = tokens[1:]
            start = tokens[0].start
        size = len(phrase.main)
        inside = self.page.tokens(phrase.span)[: max(size, 1)]
        end = max(start + 1, inside[-1].end if inside else phrase.span.end)
        return Span(start, min(end, phrase.span.end))


_ARMED = re.compile(
    r"army|military|forces|service|navy|police|арм[ииюії]|служб|флот|полиц|поліц|войськ|військ"
)
_LAST = re.compile(r"([^\s,;:—–(]+)[\s\"“”«»]*$")
_JOINED = re.compile(r"\s*(?:,|and\b|и\b|та\b|і\b|й\b)")
_NOUNISH = frozenset(["head", "heads", "lead", "leads", "chair", "chairs", "report", "reports", "host"])
_OPENING = re.compile(
    r"\s*(?:[,(]\s*\d{2}\s*[,)]\s*|\s*\([^)]{1,20}\)\s*,\s*|,\s+|\s+[—–]\s+|\s+\(|\s*,\s*\d{2}-\w+\s+)"
)
_YEARS = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_SPAN_BEFORE = re.compile(
    r"(?:until|till|from|since|to|before|after|between|[-–—]|до|по|с|со|после|перед|з|із|від|після|и|і|and)\s*(?:\w+\s)?$"
)
_SPAN_AFTER = re.compile(r"\s*[-–—]\s*\d")
_BODY_OF = re.compile(r"\b(?:of|at|for|with|in)\s+(?:the\s+)?([^,;]+)$")


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \u00a0,(":
        at += 1
    return at
