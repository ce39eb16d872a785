"""From the attributions of a document to the same with their speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Speaker
from onrecord.attributions.scores import Scores
from onrecord.languages.forms import Form, forms
from onrecord.languages.pack import SUPPORTED
from onrecord.languages.people import Gender
from onrecord.languages.ranks import is_bare_rank, is_rank
from onrecord.speakers import subjectless
from onrecord.speakers.behalf import speaks_for
from onrecord.speakers.bodies import Bodies
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.first_person import FirstPerson
from onrecord.speakers.found import Found, named, words_of
from onrecord.speakers.hearing import Hearing
from onrecord.speakers.kinds import Kinds
from onrecord.speakers.naming import cast_of
from onrecord.speakers.page import Page, page
from onrecord.speakers.phrases import Kind, Phrase
from onrecord.speakers.readers import reader
from onrecord.speakers.relative import Relatives
from onrecord.speakers.roles import Roles
from onrecord.speakers.targets import Targets
from onrecord.speakers.titles import fitting
from onrecord.speakers.unlisted import unlisted
from onrecord.speakers.verbs import first_person
from onrecord.text.document import Document, Span

_BEHIND = 60
"""Characters behind a source in which words stand that keep its name back."""

_APPOSED = 60
"""Characters after a source in which a name in apposition ends."""


def resolve(
    document: Document, attributions: Sequence[Attribution], scores: Mapping[str, Scores] | None = None
) -> list[Attribution]:
    """The attributions of ``document``, each with its speaker; in the order given, all other fields as they are.

    Any text and any spans are accepted: spans outside the text name nobody. A document in a language without a pack
    comes back unchanged. ``scores`` are what a label network says of the attributions, by their id: with them the status of
    speakers is told from the rules and the network together. Deterministic; no network. ``reasons`` gets ``speaker``,
    ``kind`` and ``status``.
    """
    if document.language not in SUPPORTED or not attributions:
        return list(attributions)
    return _Resolver(document, page(document.text, document.language), attributions, scores or {}).all()


def resolved(reading: Reading) -> Reading:
    """A reading with the speakers of its attributions."""
    return replace(
        reading, attributions=tuple(resolve(reading.document, reading.attributions, reading.scores))
    )


class _Resolver:
    def __init__(
        self,
        document: Document,
        seen: Page,
        attributions: Sequence[Attribution],
        scores: Mapping[str, Scores],
    ) -> None:
        self.document, self.page, self.given = document, seen, attributions
        size = len(seen.text)
        self.attributions = [
            replace(each, cue=_within(each.cue, size), content=_within(each.content, size))
            for each in attributions
        ]
        self.sources = [_within(each.source, size) for each in self.attributions]
        self.cast: Cast = cast_of(seen, [spans[0] for spans in self.sources if spans])
        self.reader = reader(seen, self.cast)
        self.chains = Chains(seen, self.cast)
        self.bodies = Bodies(seen, self.chains)
        self.roles = Roles(seen, self.cast, self.chains)
        self.targets = Targets(self.cast, self.chains, self.reader, self.roles)
        self.relatives = Relatives(seen, self.cast, self.chains, self._by_title)
        self.first_person = FirstPerson(document, seen, self.cast, self.chains, self.roles)
        self.seen = {number: scores[each.id] for number, each in enumerate(attributions) if each.id in scores}
        self.kinds = Kinds(seen, self.cast, self.chains, self.seen)
        self.found: dict[int, Found] = {}
        self.phrases: list[Phrase] = []
        self._contents = sorted(
            (span.start, span.end, number)
            for number, each in enumerate(self.attributions)
            for span in each.content
        )
        self._by_id = {each.id: number for number, each in enumerate(self.attributions)}

    def all(self) -> list[Attribution]:
        phrases = self.phrases = [self.reader.read(spans) for spans in self.sources]
        self._subjects(phrases)
        self.roles.read_all()
        order = sorted(range(len(phrases)), key=self._place)
        for number in order:
            self.found[number] = self._told(number)
            self._remember(number, phrases[number])
        speakers = {number: found.person for number, found in self.found.items()}
        hearing = Hearing(self.page, self.cast, self.seen, speakers)
        return [self._filled(number, phrases[number], hearing) for number in range(len(phrases))]

    def _place(self, number: int) -> tuple[int, int]:
        spans = self.sources[number] or self.attributions[number].content or (Span(0, 0),)
        return spans[0].start, number

    def _subjects(self, phrases: Sequence[Phrase]) -> None:
        """Names that are subjects of their cues stand in the nominative."""
        if self.page.language == "en":
            return
        oblique = set(self.page.pack.source_phrases)
        for number, phrase in enumerate(phrases):
            cue = self.attributions[number].cue
            words = self.page.low[cue[0].start : cue[0].end].split() if cue else []
            if phrase.shape != "person" or not words or words[0] in oblique:
                continue
            if forms(self.page.language)(words[-1]) & Form.FINITE:
                for span, person in self.cast.within(phrase.span)[:1]:
                    person.subjects.add(span.start)

    # one source

    def _told(self, number: int) -> Found:
        """Who a source is, by the rules and the network together."""
        phrase = self.phrases[number]
        return self.kinds.heard(number, phrase, self._resolve(number, phrase))

    def _resolve(self, number: int, phrase: Phrase) -> Found:
        cue = self.attributions[number].cue
        if subjectless.unnamed(self.page, cue, phrase):
            return Found("anonymous", None, f"a verb without a subject: “{phrase.head}” does not agree")
        if subjectless.written_in(self.page, cue, phrase):
            why = f"what something is written in: {phrase.words[0]} …"
            return Found("document", words_of(self.page, phrase), why)
        if phrase.none and phrase.shape in ("title", "group"):
            return Found("anonymous", None, f"there is none: {' '.join(phrase.words)}")
        if phrase.shape == "title" and self._masked(phrase):
            return Found(
                "unnamed_person", words_of(self.page, phrase), "one who is not to be named", sure=True
            )
        match phrase.shape:
            case "nobody":
                return self._nobody(number, phrase)
            case "pronoun":
                return self._pronoun(number, phrase)
            case "person":
                if (
                    self.roles.posts.is_person(phrase.head)
                    and phrase.head not in self.page.people.nouns["not_roles"]
                    and phrase.words[: len(phrase.main)] == phrase.main
                ):
                    self._give_title(phrase)
                return named(self.cast, phrase.persons[0], "named in the source")
            case "persons":
                return self._several(phrase.persons, "several people named in the source")
            case "title":
                return self._title(number, phrase)
            case "group":
                return Found("group", words_of(self.page, phrase), f"a plural: {phrase.head}")
            case "body" | "document":
                kind: Kind = "organisation" if phrase.shape == "body" else "document"
                name = self.bodies.name(phrase, words_of(self.page, phrase))
                return Found(kind, name, f"a {phrase.shape}: {phrase.head}")
        said = [low for span in cue for _, low in self.page.words(span)]
        return unlisted(self.page, self.cast, self.chains, phrase, said)

    def _masked(self, phrase: Phrase) -> bool:
        """Whether the words of a title, or those right behind it, say that its name is kept back: it leads to nobody."""
        sentence = self.page.sentences[self.page.sentence_of(phrase.span.start)]
        end = min(phrase.span.end + _BEHIND, sentence.end)
        return self.page.people.service["masked"].search(self.page.low, phrase.span.start, end) is not None

    def _give_title(self, phrase: Phrase) -> None:
        """``the chairman, retired Colonel Ann Lee``: the title before the comma is the one tied to the statement."""
        end = phrase.span.start + len("".join(phrase.main)) + len(phrase.main)
        if not self.cast.within(Span(phrase.span.start, end)):
            self.roles.give(phrase.persons[0], phrase)

    def _several(self, persons: Sequence[Person], why: str) -> Found:
        (joint,) = self.page.people.chains["joint"]
        names = f" {joint} ".join(self.cast.name(person) for person in persons)
        return Found("group", names, why, persons=tuple(persons))

    def _nobody(self, number: int, phrase: Phrase) -> Found:
        attribution = self.attributions[number]
        if phrase.words:
            return Found("anonymous", None, f"nobody in particular: {' '.join(phrase.words)}")
        if attribution.cue:
            first = self._first_person_cue(attribution)
            if first:
                return self._first_person(number, first)
            return Found("anonymous", None, "no source")
        if self._is_quotation(attribution):
            person = self._quotation_speaker(number)
            if person is not None:
                return named(self.cast, person, "a quotation whose speaker the text names")
        return Found("anonymous", None, "no source")

    def _is_quotation(self, attribution: Attribution) -> bool:
        first = attribution.content[0] if attribution.content else Span(0, 0)
        words = self.page.text[first.start : first.end]
        return any(mark in words for mark in "\"“”«»„'‘’")

    def _quotation_speaker(self, number: int) -> Person | None:
        at = self._place(number)[0]
        here = self.page.sentence_of(at)
        spoken = [
            person
            for place, person in self.chains.spoke
            if place < at and self.page.sentence_of(place) >= here - 3
        ]
        if spoken:
            return spoken[-1]
        later = [
            phrase.persons[0]
            for phrase in self.phrases
            if phrase.shape == "person" and phrase.span.start > at
        ]
        return later[0] if later else None

    def _first_person_cue(self, attribution: Attribution) -> str:
        if self.page.language == "en":
            return ""
        words = self.page.low[attribution.cue[0].start : attribution.cue[0].end].split()
        return next((kind for word in words if (kind := first_person(word, self.page.language))), "")

    # pronouns

    def _pronoun(self, number: int, phrase: Phrase) -> Found:
        at = phrase.span.start
        match phrase.pronoun:
            case "first" | "first_plural":
                return self._first_person(number, phrase.pronoun)
            case "second":
                addressed = tuple(word for word in phrase.words[1:] if word[0].isalpha())
                found = self._by_title(at, addressed, addressed[-1]) if addressed else None
                return found or Found("unnamed_person", None, "the one addressed")
            case "relative":
                return self.relatives.found(phrase)
            case "they":
                group = self.chains.group(at)
                if group:
                    return Found(group[0], group[1], "they: the last group named")  # type: ignore[arg-type]
                return Found("group", None, "they")
            case "both":
                return self._both(at)
            case "latter":
                return self._latter(phrase)
            case "it":
                known = self.chains.body(at)
                return Found("organisation", known, "it: the last body named")
        gender: Gender = "f" if phrase.pronoun == "she" else "m"
        person = self.chains.person(at, gender=gender, without=self._outer(number, gender))
        if person is None:
            return Found("unnamed_person", None, f"{phrase.pronoun}: nobody named before")
        return named(self.cast, person, f"{phrase.words[0]}: the last fitting person before")

    def _latter(self, phrase: Phrase) -> Found:
        """``та боится``, ``Та, Ann Lee, …``: the last one named before, or right behind."""
        apposed = self._apposed_after(phrase)
        if apposed is not None:
            return named(self.cast, apposed, "a name in apposition")
        gender: Gender = "f" if phrase.head in self.page.people.chains["latter_female"] else "m"
        person = self.chains.last(phrase.span.start, gender)
        if person is None:
            return Found("unnamed_person", None, f"{phrase.head}: nobody named before")
        return named(self.cast, person, f"{phrase.head}: the last one named before")

    def _outer(self, number: int, gender: str) -> list[Person]:
        """The speaker of the quotation that holds this source: ``he`` in it is somebody else."""
        at = self._place(number)[0]
        if not self.page.quoted(at):
            return []
        holder = self._holder(number)
        person = self.found[holder].person if holder is not None and holder in self.found else None
        return [person] if person else []

    def _holder(self, number: int) -> int | None:
        attribution = self.attributions[number]
        if attribution.nested_in in self._by_id:
            return self._by_id[attribution.nested_in]
        at = self._place(number)[0]
        held = [
            (end - start, other)
            for start, end, other in self._contents
            if start <= at < end and other != number
        ]
        return min(held)[1] if held else None

    def _first_person(self, number: int, pronoun: str) -> Found:
        holder = self._holder(number)
        seen = {number}
        while holder is not None and holder not in seen:
            seen.add(holder)
            if holder not in self.found:
                self.found[holder] = self._told(holder)
            outer = self.found[holder]
            if outer.kind != "anonymous":
                return self.first_person.of(outer, pronoun, "the speaker of the words around it")
            holder = self._holder(holder)
        at = self._place(number)[0]
        if self.page.quoted(at):
            person = self._near_speaker(at)
            if person:
                outer = named(self.cast, person, "")
                return self.first_person.of(outer, pronoun, "the speaker of the quotation")
        return self.first_person.of_writer(at, pronoun)

    def _near_speaker(self, at: int) -> Person | None:
        """Who speaks in the sentences around a quotation."""
        here = self.page.sentence_of(at)
        near = []
        for number, spans in enumerate(self.sources):
            if not spans or self.page.quoted(spans[0].start):
                continue
            found = self.found.get(number)
            if found and found.person and abs(self.page.sentence_of(spans[0].start) - here) <= 1:
                near.append((abs(spans[0].start - at), found.person))
        if near:
            return min(near, key=lambda each: each[0])[1]
        before = [person for place, person in self.chains.spoke if place < at]
        return before[-1] if before else None

    def _both(self, at: int) -> Found:
        here = self.page.sentence_of(at)
        start = self.page.sentences[max(0, here - 3)].start
        persons: dict[int, Person] = {}
        for _, person in reversed(self.cast.within(Span(start, at))):
            persons.setdefault(person.number, person)
            if len(persons) == 2:
                break
        chosen = tuple(sorted(persons.values(), key=lambda each: each.number))
        if len(chosen) < 2:
            return Found("group", None, "both")
        return self._several(chosen, "both: the last two people named")

    # titles

    def _title(self, number: int, phrase: Phrase) -> Found:
        apposed = self._apposed_after(phrase)
        if apposed is not None:
            return named(self.cast, apposed, "a name in apposition")
        if phrase.definite or (self.page.language == "en" and self._bare_title(phrase)):
            found = self._by_title(phrase.span.start, phrase.main, phrase.head)
            found = found or self._named_next(number, phrase) or self._of_that_rank(phrase)
            if found:
                return found
        why = f"one person without a name: {phrase.head}"
        return Found("unnamed_person", words_of(self.page, phrase), why)

    def _of_that_rank(self, phrase: Phrase) -> Found | None:
        """``The officers' chairman, Ann Lee, spoke. … said the general``: a rank, after sentences that name one person."""
        if len(phrase.main) > 2 or not is_bare_rank(phrase.head):
            return None
        at = phrase.span.start
        here = self.page.sentence_of(at)
        before = Span(self.page.sentences[max(0, here - 2)].start, at)
        near = {person.number: person for _, person in self.cast.within(before)}
        soldiers = self.page.people.service["soldiers"].search(self.page.low, before.start, before.end)
        if len(near) != 1 or not soldiers:
            return None
        (person,) = near.values()
        titles = " ".join(word for words, _ in self.roles.titles(person) for word in words)
        if is_rank(titles) or self.page.people.service["civil"].search(titles):
            return None
        return named(self.cast, person, f"a rank, after sentences that name one person: {phrase.head}")

    def _apposed_after(self, phrase: Phrase) -> Person | None:
        """``said one of them, Ann Lee.``: the name after a comma, in a source or right after one that stops short of it."""
        text, end = self.page.text, phrase.span.end
        for span, person in self.cast.within(phrase.span)[:1]:
            if phrase.main and phrase.main[0] in self.page.people.chains["one_of_them"]:
                return person if text.endswith(", ", 0, span.start) else None
        if text[end : end + 2] != ", ":
            return None
        for span, person in self.cast.within(Span(end, min(len(text), end + _APPOSED)))[:1]:
            after = text[span.end : span.end + 2]
            closed = not after or after[0] in ",.;:!?—–)" or after in (" —", " –")
            return person if closed and span.start == end + 2 else None
        return None

    def _named_next(self, number: int, phrase: Phrase) -> Found | None:
        """``The country's foreign minister said …. Ann Lee told …``: the title comes first, the name right after it."""
        if not any(phrase.head in office for office in self.page.people.high):
            return None
        here = self.page.sentence_of(phrase.span.start)
        for other in range(number + 1, min(number + 4, len(self.sources))):
            if not self.sources[other] or self.page.sentence_of(self.sources[other][0].start) > here + 2:
                continue
            later = self.phrases[other]
            if later.shape != "person" or not later.persons:
                continue
            person = later.persons[0]
            first = min(mention.span.start for mention in person.mentions)
            if first < phrase.span.start or self.roles.titles(person):
                return None
            self.roles.give(person, phrase)
            return named(self.cast, person, "a title whose name follows")
        return None

    def _bare_title(self, phrase: Phrase) -> bool:
        """``North Korea's foreign minister``, ``Interior Secretary`` in a headline: definite without an article."""
        words = self.page.people.chains
        return phrase.words[0] not in words["a"] and phrase.words[0] not in words["single"]

    def _by_title(self, at: int, words: Sequence[str], head: str) -> Found | None:
        person = fitting(self.page, self.cast, self.chains, self.roles, at, words, head)
        return named(self.cast, person, f"the title leads to the name: {' '.join(words)}") if person else None

    # what later ones look back to

    def _remember(self, number: int, phrase: Phrase) -> None:
        found, at = self.found[number], self._place(number)[0]
        if found.person is not None:
            self.chains.speaks(at, found.person)
        if found.kind == "organisation" and found.name and phrase.shape != "pronoun":
            self.chains.bodies.append((at, phrase.head, found.name))
            self.chains.groups.append((at, "organisation", found.name))
        elif found.kind == "group" and phrase.shape != "pronoun":
            self.chains.groups.append((at, "group", found.name or ""))

    def _filled(self, number: int, phrase: Phrase, hearing: Hearing) -> Attribution:
        attribution, found = self.attributions[number], self.found[number]
        roles, why = self.roles.for_statement(attribution, found.person, phrase, found.kind)
        first = roles[0] if roles else None
        status = (first.status or "unknown") if first else "unknown"
        roles, status, why = hearing.status(number, found.kind, roles, status, why, " ".join(phrase.words))
        first = roles[0] if roles else None
        speaker = Speaker(
            name=found.name or None,
            kind=found.kind,
            role=first.title if first else None,
            status=status,
            roles=tuple(roles),
            speaks_for=speaks_for(self.page, attribution, found.person, phrase, self.roles),
        )
        reasons = {**attribution.reasons, "speaker": found.why, "kind": found.why, "status": why}
        # Of whom there is none, none takes a side.
        toward = None if phrase.none else self.targets.named(attribution.toward, found.person)
        return replace(self.given[number], speaker=speaker, toward=toward, reasons=reasons)


def _within(spans: Sequence[Span], size: int) -> tuple[Span, ...]:
    """The spans that lie in a text of ``size`` characters and hold something."""
    return tuple(span for span in spans if 0 <= span.start < span.end <= size)
