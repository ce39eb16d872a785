"""The people whom a document names: every mention, joined to persons by their names.

A run of capitalised words is a person's name where a title or a role stands before it, where it starts with a known given
name, or where the text treats it as one (an age or an apposition after it, its last word alone elsewhere).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from onrecord.languages.people import Gender
from onrecord.speakers.matching import bare, keys
from onrecord.speakers.normal import normal
from onrecord.speakers.page import Page
from onrecord.text.document import Span

_UPPER = r"[^\W\d_a-zß-öø-ÿāăąćčďđēęěğīłńňőœřśşšťūůźżžа-яёіїєґў]"
_WORD = rf"{_UPPER}[\w\u0301]*+(?:['’ʼ\-‑]\w+)*+"
_AGE = re.compile(r"\s*[,(]\s*\d{2}\b")
_MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name with its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named: ``span`` is the name alone, ``prefix`` where a title before it in capitals starts."""

    span: Span
    words: tuple[str, ...]
    prefix: int


@dataclass(slots=True)
class Person:
    """A person of the document: the mentions in order, the gender where something tells it."""

    number: int
    mentions: list[Mention] = field(default_factory=list)
    gender: Gender | None = None
    subjects: set[int] = field(default_factory=set)
    """Starts of the mentions that are subjects, hence nominatives."""

    @property
    def fullest(self) -> tuple[str, ...]:
        """The words of the longest form."""
        return max((mention.words for mention in self.mentions), key=len)


class Cast:
    """All persons of a document."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.persons: list[Person] = []
        self._by_last: dict[str, list[Person]] = {}
        self._by_any: dict[str, list[Person]] = {}
        self.mentions: list[tuple[Span, Person]] = []
        self._names: dict[int, str] = {}

    def name(self, person: Person) -> str:
        """The normal form of a person's name."""
        if person.number not in self._names:
            forms = [(mention.words, mention.span.start in person.subjects) for mention in person.mentions]
            self._names[person.number] = normal(
                forms, self.page.language, self.page.people.given, person.gender
            )
        return self._names[person.number]

    def find(self, word: str, gender: Gender | None = None) -> Person | None:
        """The person whom one word names: by surname first, else by any part of the name, the most named one first."""
        for index in (self._by_last, self._by_any):
            found = {
                person.number: person
                for key in keys(word, self.page.language)
                for person in index.get(key, ())
            }
            fitting = [each for each in found.values() if not gender or each.gender in (gender, None, "x")]
            if fitting:
                return max(
                    fitting, key=lambda each: (sum(len(m.words) > 1 for m in each.mentions), -each.number)
                )
        return None

    def within(self, span: Span) -> list[tuple[Span, Person]]:
        """The mentions inside a stretch, in order."""
        from bisect import bisect_left

        first = bisect_left(self.mentions, span.start, key=lambda each: each[0].start)
        found = []
        for each in self.mentions[first:]:
            if each[0].start >= span.end:
                break
            if each[0].end <= span.end:
                found.append(each)
        return found

    def add(self, mention: Mention, gender: Gender | None = None) -> Person:
        """Join a mention to the person it can name, or to a new one."""
        person = self._known(mention, gender)
        if person is None:
            person = Person(len(self.persons), gender=gender)
            self.persons.append(person)
        person.mentions.append(mention)
        person.gender = person.gender or gender
        for word in mention.words if len(mention.words) > 1 else mention.words[-1:]:
            for key in keys(word, self.page.language):
                _append(self._by_any, key, person)
        last = _surname(mention.words, self.page.people.nouns["suffixes"])
        for key in keys(last, self.page.language):
            _append(self._by_last, key, person)
        return person

    def _known(self, mention: Mention, gender: Gender | None) -> Person | None:
        language = self.page.language
        if len(mention.words) == 1:
            return self.find(mention.words[0], gender)
        wanted = [keys(word, language) for word in mention.words]
        for person in self.persons:
            for other in person.mentions:
                if len(other.words) == 1:
                    same_last = keys(other.words[0], language) & wanted[-1]
                    if same_last and len(person.fullest) == 1 and not _differ(person.gender, gender):
                        return person
                    continue
                # The first and the last word must agree: a middle name or a patronymic may be missing.
                if keys(other.words[-1], language) & wanted[-1] and (
                    keys(other.words[0], language) & wanted[0] or _initial(other.words[0], mention.words[0])
                ):
                    return person
        return None


def _append(index: dict[str, list[Person]], key: str, person: Person) -> None:
    entry = index.setdefault(key, [])
    if person not in entry:
        entry.append(person)


def _differ(left: Gender | None, right: Gender | None) -> bool:
    return {left, right} == {"m", "f"}


def _initial(left: str, right: str) -> bool:
    short, long = sorted((bare(left), bare(right)), key=len)
    return len(short) == 1 and long.startswith(short)


def _surname(words: tuple[str, ...], suffixes: object) -> str:
    for word in reversed(words):
        if bare(word) not in ("jr", "sr", "ii", "iii", "iv"):
            return word
    return words[-1]


def cast_of(page: Page, sources: Iterable[Span] = ()) -> Cast:
    """The persons of a page; ``sources`` are places where somebody speaks, which make a doubtful name a person's."""
    cast = Cast(page)
    sources = list(sources)
    speaking = {span.start for span in sources}
    runs = [run for run in _runs(page) if not _headline(page, run[0].start)]
    singles = Counter(bare(run[-1].text) for run in runs if len(run) == 1)
    taken: list[Span] = []
    waiting: list[list[Word]] = []
    for run in runs:
        made = _named(page, cast, run, singles, speaking)
        if made is None:
            waiting.append(run)
        else:
            taken.append(made)
    _one_word_sources(page, cast, sources)
    _surnames(page, cast, taken)
    cast.mentions.sort(key=lambda each: each[0])
    return cast


def _headline(page: Page, offset: int) -> bool:
    """Whether the line of ``offset`` has capitals on nearly every word and no full stop: its runs are no names."""
    start = page.text.rfind("\n", 0, offset) + 1
    if start > 400 and offset > 600:
        return False
    end = page.text.find("\n", offset)
    line = page.text[start : end if end >= 0 else len(page.text)]
    if len(line) > 200 or line.rstrip().endswith("."):
        return False
    words = [word for word in line.split() if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


@cache
def _run_pattern(language: str) -> re.Pattern[str]:
    from onrecord.languages.pack import pack
    from onrecord.languages.people import people

    titles = sorted(
        (
            re.escape(title[:-1])
            for title in pack(language).titles
            if title.endswith(".") and " " not in title
        ),
        key=len,
        reverse=True,
    )
    dotted = "|".join(titles) or "Mr"
    particles = "|".join(
        ["de", "da", "di", "du", "del", "der", "van", "von", "al", "bin", "ibn", "фон", "ван", "де", "аль"]
    )
    word = rf"(?:{_UPPER}\.(?:\s?{_UPPER}\.)*|(?i:{dotted})\.(?=\s*[^\W\d_])|{_WORD})"
    assert people(language)
    return re.compile(
        rf"(?<![\w’'-]){word}(?:[ \u00a0]+(?:(?:{particles})[ \u00a0]+){{0,2}}{word}|-{_UPPER}\w+)*"
    )


_PIECE = re.compile(r"[^\s]+")


def _runs(page: Page) -> Iterator[list[Word]]:
    """Runs of capitalised words, cut after a possessive, without the small word that a sentence starts with."""
    starts = set(page.starts)
    times = page.pack.words.times
    for match in _run_pattern(page.language).finditer(page.text):
        words = [
            Word(match.start() + piece.start(), match.start() + piece.end(), piece.group())
            for piece in _PIECE.finditer(match.group())
        ]
        first = bare(words[0].text)
        if first in page.closed and (
            match.start() in starts or len(words) == 1 or not words[0].text[1:].isupper()
        ):
            words = words[1:]
        elif (
            len(words) > 1
            and match.start() in starts
            and not _given(page, words[0].text)
            and f" {words[0].text.lower()} " in page.text
        ):
            # A word that the text also writes small opens the sentence, not a name: "Given Obama's record".
            words = words[1:]
        run: list[Word] = []
        for word in words:
            if bare(word.text) in times:
                if run:
                    yield run
                run = []
                continue
            run.append(word)
            if word.text.endswith(("'s", "’s", "'", "’")):
                yield run
                run = []
        if run:
            yield run


def _named(page: Page, cast: Cast, run: list[Word], singles: Counter[str], speaking: set[int]) -> Span | None:
    """Take the person's name out of a run, if it holds one, and give the place of the name."""
    first, titled, gender = _name_start(page, run)
    words = run[first:]
    if not words or len(words) > _MAX_WORDS:
        return None
    prefix = run[0].start
    lows = [bare(word.text) for word in words]
    nouns = page.people.nouns
    if any(_is_body(page, low) for low in lows[-1:]) or " ".join(lows) in nouns["places"]:
        return None
    known = _given(page, words[0].text)
    if len(words) == 1:
        role = titled or (_role_before(page, words[0].start) and lows[0] not in nouns["places"])
        if (
            not role
            or words[0].text.isupper()
            or any(lows[0] in nouns[each] for each in ("persons", "places", "outlets"))
        ):
            return None
    elif not (titled or known or _role_before(page, words[0].start)):
        if any(
            low in nouns[kind]
            for low in lows
            for kind in ("persons", "places", "bodies", "documents", "outlets")
        ):
            return None
        person = (
            _AGE.match(page.text, words[-1].end)
            or (_apposition(page, words[-1].end))
            or (singles[lows[-1]] and not words[-1].text.isupper())
            or (page.language != "en" and run[0].start in speaking)
            or any(low.endswith(("ович", "евич", "овна", "евна", "івна", "йович", "ївна")) for low in lows)
        )
        if not person or any(word.text.isupper() and len(word.text) > 2 for word in words):
            return None
    span = Span(words[0].start, words[-1].end)
    gender = (known if known in ("m", "f") else None) or gender or _gender_before(page, run, first) or known
    mention = Mention(_without_possessive(page, span), tuple(word.text for word in words), prefix)
    person_ = cast.add(mention, gender)
    cast.mentions.append((mention.span, person_))
    return span


def _one_word_sources(page: Page, cast: Cast, sources: Iterable[Span]) -> None:
    """A source of one capitalised word that is no body's and no place's name is taken for a person, also elsewhere."""
    nouns = page.people.nouns
    known = {span.start for span, _ in cast.mentions}
    for span in sources:
        span = _without_possessive(page, span)
        word = page.text[span.start : span.end]
        low = bare(word)
        if (
            not word.isalpha()
            or not word[0].isupper()
            or word.isupper()
            or span.start in known
            or cast.find(word)
        ):
            continue
        if (
            low in page.closed
            or any(low in nouns[kind] for kind in _COMMON)
            or low in page.people.chains["both"]
        ):
            continue
        if page.language != "en" and word.isascii():
            continue
        if page.language == "en" and low.endswith("s") and low[:-1] in page.low.split():
            continue
        if f" {word.lower()} " in page.text or (span.start in page.starts and page.text.count(word) == 1):
            continue
        cast.add(Mention(span, (word,), span.start))


_COMMON = ("persons", "bodies", "documents", "groups", "vague", "quantifiers", "one_of", "places", "outlets")


def _without_possessive(page: Page, span: Span) -> Span:
    end = span.end
    if page.low[end - 2 : end] == "'s":
        end -= 2
    elif page.low[end - 1 : end] == "'":
        end -= 1
    return Span(span.start, max(end, span.start + 1))


def _name_start(page: Page, run: list[Word]) -> tuple[int, bool, Gender | None]:
    """Where in a run the name starts: after the last title, else at a known given name; with the gender that titles tell."""
    nouns, titles = page.people.nouns, page.pack.titles
    first, titled = 0, False
    gender: Gender | None = None
    for number, word in enumerate(run):
        low = word.text.lower().replace("’", "'")
        noun = low.strip(".,")
        if (
            low in titles
            or noun in titles
            or low in nouns["titles_weak"]
            or nouns["persons"].number(noun) == "one"
        ):
            if number and noun in page.people.given and number + 1 < len(run) and first == number:
                continue
            if number == len(run) - 1 and number and titled is False and noun not in titles:
                continue
            first, titled = number + 1, True
            gender = (
                "f"
                if noun in nouns["female"] or low in nouns["female"]
                else "m"
                if low in nouns["male"]
                else gender
            )
    if first >= len(run):
        return len(run), titled, gender
    for number in range(first, len(run) - 1):
        if _given(page, run[number].text):
            ahead = run[first:number]
            if len(ahead) == 1 and not titled and not _belongs_before(page, ahead[0].text):
                break
            return number, titled, gender
    if titled:
        while first < len(run) - 1 and (
            bare(run[first].text) in nouns["places"]
            or (run[first].text.isupper() and "." not in run[first].text)
        ):
            first += 1
    return first, titled, gender


def _belongs_before(page: Page, word: str) -> bool:
    """Whether a word in capitals can stand before a name without being of it: a body, a place, letters, a role."""
    nouns, low = page.people.nouns, bare(word)
    low = low.rsplit("-", 1)[-1] if low.startswith(("ex-", "экс-", "екс-", "then-")) else low
    return word.isupper() or any(low in nouns[kind] for kind in ("places", "bodies", "outlets", "persons"))


def _given(page: Page, word: str) -> Gender | None:
    low = word.lower().replace("’", "'").strip(".")
    given = page.people.given
    if page.language == "en":
        return given.get(bare(word))
    return given.get(low) or _given_form(low, page.language)


@cache
def _given_stems(language: str) -> dict[str, Gender]:
    from onrecord.languages.people import people

    stems: dict[str, Gender] = {}
    for name, gender in people(language).given.items():
        for key in keys(name, language):
            if len(key) > 3 or key == name:
                stems[key] = gender if stems.get(key, gender) == gender else "x"
    return stems


def _given_form(low: str, language: str) -> Gender | None:
    stems = _given_stems(language)
    for key in sorted(keys(low, language), key=len, reverse=True):
        if key in stems:
            return stems[key]
    return None


def _is_body(page: Page, low: str) -> bool:
    nouns = page.people.nouns
    return low in nouns["bodies"] or low in nouns["outlets"]


_BEFORE = re.compile(r"([\w'’.\-]+)[ \u00a0]+$")
_AFTER = re.compile(r"\s*[,—–(-]\s*(?:[\w'’-]+\s+){0,4}?")


def _role_before(page: Page, start: int) -> bool:
    """Whether a role in small letters stands right before a name: ``attorney``, ``отставной генерал``."""
    match = _BEFORE.search(page.low[max(0, start - 40) : start])
    if not match:
        return False
    word = match[1].strip("'")
    if word not in page.people.nouns["persons"] and "-" in word:
        word = word.rsplit("-", 1)[1]
    return page.people.nouns["persons"].number(word) in ("one", "either") or match[1] in page.pack.titles


def _apposition(page: Page, end: int) -> bool:
    """Whether a role follows a name after a comma: ``, a professor at``, ``, который``."""
    match = re.match(r"['’]?s?\s*[,—–]\s*", page.text[end : end + 8])
    if not match:
        return False
    words = [
        low for _, low in page.words(Span(end + match.end(), min(end + match.end() + 60, len(page.text))))
    ][:6]
    for word in words:
        if word in {",", ".", ";"}:
            return False
        if word in page.people.chains["people_relative"] or page.people.nouns["persons"].number(word) in (
            "one",
            "either",
        ):
            return True
        if word in page.people.chains["relative"]:
            return page.language != "en"
    return False


def _gender_before(page: Page, run: list[Word], first: int) -> Gender | None:
    before = page.low[max(0, run[0].start - 40) : run[first].start].split()[-3:]
    nouns = page.people.nouns
    for word in before:
        if word in nouns["female"] and word not in ("her", "she", "она", "ее", "её", "вона", "її", "ей"):
            return "f"
    for word in run[first:]:
        low = word.text.lower()
        if low.endswith(("овна", "евна", "івна", "ївна")):
            return "f"
        if low.endswith(("ович", "евич", "йович")):
            return "m"
    return None


_SINGLE = re.compile(rf"(?<![\w’'-]){_WORD}")


def _surnames(page: Page, cast: Cast, taken: list[Span]) -> None:
    """Every single word that names a person already known, also in headlines."""
    if not cast.persons:
        return
    covered = {span.start: span.end for span in taken}
    until = 0
    titles = page.people.nouns["titles_weak"]
    wanted = {key for index in (cast._by_last, cast._by_any) for key in index}
    known: dict[str, bool] = {}
    for match in _SINGLE.finditer(page.text):
        if match.start() in covered:
            until = covered[match.start()]
        word = match.group()
        if word not in known:
            known[word] = not keys(word, page.language).isdisjoint(wanted)
        if not known[word] or match.start() < until:
            continue
        low = bare(match.group())
        if low in page.closed or low in page.people.nouns["particles"]:
            continue
        before = page.low[max(0, match.start() - 10) : match.start()].split()[-1:]
        gender: Gender | None = None
        prefix = match.start()
        if before and before[0] in titles:
            gender = "f" if before[0] in page.people.nouns["female"] else "m"
            prefix = match.start() - len(before[0]) - 1
        person = cast.find(match.group(), gender)
        if person is None:
            continue
        span = _without_possessive(page, Span(*match.span()))
        if all(mention.span != span for mention in person.mentions[-1:]):
            person.mentions.append(Mention(span, (match.group(),), prefix))
        if gender and not person.gender:
            person.gender = gender
        cast.mentions.append((span, person))
    cast.mentions.sort(key=lambda each: each[0])
    _joined(page, cast)


def _joined(page: Page, cast: Cast) -> None:
    """Adjacent words that name one person are one mention: ``Ted Cruz`` in a headline."""
    joined: list[tuple[Span, Person]] = []
    for span, person in cast.mentions:
        if (
            joined
            and joined[-1][1] is person
            and page.text[joined[-1][0].end : span.start] in (" ", "\u00a0")
        ):
            joined[-1] = (Span(joined[-1][0].start, span.end), person)
        else:
            joined.append((span, person))
    cast.mentions = joined
