"""The roles of the people of a document, and those of a statement with their status at its time."""

from __future__ import annotations

import re

from onrecord.attributions.record import Attribution, Role
from onrecord.languages.ranks import is_bare_rank
from onrecord.speakers.beside import Beside
from onrecord.speakers.biography import biography
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.held import Event, Held
from onrecord.speakers.matching import keys
from onrecord.speakers.offices import Offices
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Phrase
from onrecord.speakers.posts import Posts
from onrecord.speakers.service import end_of_service, marker, marker_of, not_a_date
from onrecord.text.document import Span

_YEARS = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


class Roles:
    """Reads and keeps the roles of all persons of a page."""

    def __init__(self, page: Page, cast: Cast, chains: Chains) -> None:
        self.page, self.cast, self.chains = page, cast, chains
        self.nouns, self.people = page.people.nouns, page.people
        self.posts = Posts(page)
        self.offices = Offices(page, self.posts)
        self.beside = Beside(page, cast, self.posts)
        self._of: dict[int, list[Held]] = {}
        self._told: dict[int, list[Held]] = {}
        self._titles: dict[int, list[tuple[tuple[str, ...], int]]] = {}
        self._traders: dict[int, bool] = {}
        self.events: dict[int, list[Event]] = {}

    def read_all(self) -> None:
        """Find what sentences tell of the persons; what stands beside a name is read when it is asked for."""
        told = biography(self.page, self.cast, self.chains, self.posts, self)
        for event in told.events:
            self.events.setdefault(event.person, []).append(event)
        for number, held in told.held:
            self._told.setdefault(number, []).append(held)
        self._of.clear()
        self._titles.clear()
        self._traders.clear()

    def of(self, person: Person) -> list[Held]:
        """Every role of a person."""
        if person.number not in self._of:
            found: list[Held] = []
            for mention in person.mentions:
                for held in self.beside.all(mention):
                    if self._of_another_gender(held, person):
                        continue  # "Преемница Халдина": her title, not his
                    if held.status == "former":
                        # "Colonel Ann Lee (ret.)": what stands after the name corrects what stands before it.
                        found[:] = [other for other in found if other.span != held.span]
                    found.append(held)
            self._of[person.number] = found + self._told.get(person.number, [])
        return self._of[person.number]

    def _of_another_gender(self, held: Held, person: Person) -> bool:
        """Whether a feminine title stands beside a man's name in Russian or Ukrainian."""
        return self.page.language != "en" and person.gender == "m" and held.head in self.nouns["female"]

    def titles(self, person: Person) -> list[tuple[tuple[str, ...], int]]:
        """The words of each role of a person with the place it stands."""
        if person.number not in self._titles:
            self._titles[person.number] = [
                (tuple(low for token, low in self.page.words(held.span) if token.is_word), held.span.start)
                for held in self.of(person)
            ]
        return self._titles[person.number]

    def give(self, person: Person, phrase: Phrase) -> None:
        """Add the title of a source as a role of the person it leads to."""
        status = marker_of(" ".join(phrase.main), phrase.head, self.people)
        held = Held(
            self._title_span(phrase), phrase.head, status[0] if status else None, status[1] if status else ""
        )
        self._told.setdefault(person.number, []).append(held)
        self._of.pop(person.number, None)
        self._titles.pop(person.number, None)
        self._traders.pop(person.number, None)

    def holds_office(self, person: Person) -> bool:
        """Whether a person speaks for more than himself when saying ``we``: an office, not a trade."""
        spokes, trade = self.nouns["spokes"], self.offices.lowest - 1
        return any(self.offices.rank(held) < trade or held.head in spokes for held in self.of(person))

    def body_of(self, person: Person) -> str | None:
        """The body in a person's role, if it names one."""
        return next((found for held in self.of(person) if (found := self.offices.body(held))), None)

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
            named = int(held.told and not self.posts.is_person(held.head))
            trade = self.offices.rank(held) == self.offices.lowest
            rank = self.offices.rank(held) * 2 + (status == "former") if tied else named * 2 + trade
            judged.append((tied, rank, held.span.start, held, status, why))
        judged.sort(key=lambda each: each[:3])
        if judged and self._only_kept(judged[0][3], judged[0][4]):
            # "Colonel Lee commanded the garrison until 2014": the rank goes on, the service does not.
            over = [each for each in judged if each[4] == "former" and each[3].told]
            if over:
                judged[0] = (*judged[0][:4], "former", over[0][5])
        roles, reasons = [], []
        for _, _, _, held, status, why in judged:
            title = " ".join(self.page.text[held.span.start : held.span.end].split())
            low = title.lower()
            if low in seen or any(low in other for other in seen):
                continue
            seen.add(low)
            roles.append(Role(title=title, body=self.offices.body(held), status=status, span=held.span))
            reasons.append(f"{status}: {why}")
        if not roles:
            return self._bare(person, attribution, at)
        return roles, reasons[0]

    def _only_kept(self, held: Held, status: str) -> bool:
        """Whether a role is a rank without a word on whether it is served in."""
        title = self.page.text[held.span.start : held.span.end]
        return status == "current" and not held.clue and is_bare_rank(title)

    def _bare(self, person: Person, attribution: Attribution, at: int) -> tuple[list[Role], str]:
        """Without a title in the text, what it tells of a service that is over is all the role there is."""
        when = self._when(attribution, at)
        for event in self.events.get(person.number, ()):
            if event.post is None:
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
            if not_a_date(self.page.low, match.start(), match.end()):
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
            if self.people.service["current_then"].match(held.clue) and not same:
                return "former", f"{held.clue}, of another time"
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
        if not held.told and self._retired(attribution, at):
            return "former", "said in retirement"
        # "Retired Colonel Ann Lee, head of the union": of roles given with one name, the unmarked one goes on.
        contrasted = not held.told and any(
            other.status == "former" and not other.told and other is not held for other in self.of(person)
        )
        for event in () if contrasted else self.events.get(person.number, ()):
            if self._ends(event, held, person, at, when):
                return "former", event.clue
        return "current", held.clue or "given as the role of the speaker"

    def _trade_only(self, person: Person) -> bool:
        """Whether a person holds no office, only trades."""
        if person.number not in self._traders:
            lowest = self.offices.lowest
            self._traders[person.number] = all(self.offices.rank(held) == lowest for held in self.of(person))
        return self._traders[person.number]

    def _retired(self, attribution: Attribution, at: int) -> bool:
        """Whether the sentence of the statement, without its content, says that it was made after the service."""
        sentence = self.page.sentences[self.page.sentence_of(at)]
        found = self.people.service["retirement"].search(self.page.low, sentence.start, sentence.end)
        return found is not None and not any(
            span.start <= found.start() < span.end for span in attribution.content
        )

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
        if self.offices.rank(held) == self.offices.lowest:
            armed = self.people.service["armed"].search(event.clue.lower())
            if armed and not held.told and not is_bare_rank(held.head):
                return False  # an analyst who left the army is an analyst still
            return self._trade_only(person)
        return True

    def _shared(self, left: Span, right: Span) -> bool:
        def parts(span: Span) -> set[str]:
            return {
                key
                for token, low in self.page.words(span)
                if self.posts.is_person(low)
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
            and self.posts.is_person(head)
            and (head not in self.nouns["not_roles"] or (len(phrase.main) > 2 and self.page.language == "en"))
        ):
            span = self._title_span(phrase)
            status = marker(words.split(head)[0] + head, self.people)
            after = self.people.service["former_after"].search(self.page.low[span.start : span.end + 16])
            if not status and after:
                status = ("former", after.group())
            status = status or self._ended_in(phrase)
            title = " ".join(self.page.text[span.start : span.end].split())
            given = status or ("current", "what the source is called")
            return [Role(title=title, status=given[0], span=span)], f"{given[0]}: {given[1]}"
        if kind == "group" and phrase.shape == "group":
            status = marker(words, self.people)
            # ``retired personnel`` is marked itself; of ``a number of retired and active officers`` only some are retired.
            marked = status is not None and any(low in self.nouns["groups"] for low in phrase.main)
            after = self.people.service["former_after"].search(
                self.page.low[phrase.span.start : phrase.span.end]
            )
            if not status and after:
                status = ("former", after.group())
            if status and (marked or any(self.posts.is_person(low) for low in phrase.main)):
                span = self._title_span(phrase)
                title = " ".join(self.page.text[span.start : span.end].split())
                return [Role(title=title, status=status[0], span=span)], f"{status[0]}: {status[1]}"
        return [], "no role"

    def _ended_in(self, phrase: Phrase) -> tuple[str, str] | None:
        """``a guard who was discharged last year``: the end that the clause behind a title tells, and what it says."""
        tail = self._title_span(phrase).end
        found = end_of_service(self.people, self.page.low, tail, phrase.span.end)
        if found is None or self.people.service["not_ended"].search(self.page.low, tail, found.start()):
            return None
        return "former", found.group()

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
