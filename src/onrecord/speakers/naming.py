"""The people whom a document names.

A run of capitalised words is a person's name where a title or a role stands before it, where it starts with a known given
name, or where the text treats it as one: an age or an apposition after it, its last word alone elsewhere, somebody speaking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from onrecord.languages.people import Gender
from onrecord.speakers.cast import Cast, Mention, Person, Word
from onrecord.speakers.matching import PATRONYMICS, bare, keys
from onrecord.speakers.page import Page
from onrecord.speakers.runs import WORD, given_gender, headline, runs_of
from onrecord.speakers.surroundings import (
    OF_A_COUNTRY,
    Sources,
    after_preposition,
    apposition,
    belongs_before,
    body_before,
    gender_before,
    in_quotes,
    introduced,
    is_adjective,
    is_body,
    known_word,
    role_before,
    serves,
    subject_of_more,
    title_ahead,
)
from onrecord.text.document import Span

_AGE = re.compile(r"\s*[,(]\s*\d{2}\b")
_MAX_WORDS = 4

_PATRONYMIC_CASES = re.compile(r"(?:[оеё]вич|йович|[оеёії]вн)(?:а|у|ем|е|ой|ою|ы|и|і|ові)$")
_SINGLE = re.compile(rf"(?<![\w’'-]){WORD}")
_COMMON = ("persons", "bodies", "documents", "groups", "vague", "quantifiers", "one_of", "places", "outlets")
"""Classes of nouns that no source of one word is a name in."""


def cast_of(page: Page, sources: Iterable[Span] = ()) -> Cast:
    """The persons of a page; ``sources`` are places where somebody speaks, which make a doubtful name a person's."""
    cast = Cast(page)
    sources = list(sources)
    said = Sources(page, sources)
    runs = [run for run in runs_of(page) if not headline(page, run[0].start)]
    singles = Counter(bare(run[-1].text) for run in runs if len(run) == 1)
    taken: list[Span] = []
    for run in runs:
        made = _named(page, cast, run, singles, said)
        if made is not None:
            taken.append(made)
    _one_word_sources(page, cast, sources)
    _surnames(page, cast, taken)
    return cast


def _named(page: Page, cast: Cast, run: list[Word], singles: Counter[str], said: Sources) -> Span | None:
    """Take the person's name out of a run, if it holds one, and give the place of the name."""
    first, titled, gender = _name_start(page, run)
    first = _shorter(page, run, first)
    words = run[first:]
    if not words or len(words) > _MAX_WORDS:
        return None
    if page.language != "en" and not titled and all(word.text.isascii() for word in words):
        return None  # a body's name in the letters of its country
    if page.language != "en" and in_quotes(page, Span(words[0].start, words[-1].end)):
        return None  # «Вечерний Вестник»
    prefix = run[0].start
    lows = [bare(word.text) for word in words]
    nouns = page.people.nouns
    if any(is_body(page, low) for low in lows[-1:]) or " ".join(lows) in nouns["places"]:
        return None
    known = given_gender(page, words[0].text)
    if len(words) == 1:
        english, number = page.language == "en", nouns["persons"].number(lows[0])
        role = (
            titled
            or introduced(page, words[0].start)
            or (role_before(page, words[0].start) and lows[0] not in nouns["places"])
        )
        if (
            not role
            or words[0].text.isupper()
            # "Поляков" is a name here, not of the Poles.
            or number in ("one", "either")
            or (english and number == "many")
            or any(lows[0] in nouns[each] for each in ("places", "outlets"))
            or is_adjective(page, words[0])
            or (page.language != "en" and not known and lows[0].endswith(OF_A_COUNTRY))
        ):
            return None
    elif not (titled or known or role_before(page, words[0].start)):
        if any(
            low in nouns[kind]
            for low in lows
            for kind in ("persons", "places", "bodies", "documents", "outlets")
        ):
            return None
        person = (
            _AGE.match(page.text, words[-1].end)
            or (apposition(page, words[-1].end))
            or (singles[lows[-1]] and not words[-1].text.isupper())
            or said.by_person(words)
            or serves(page, words[-1].end)
            or title_ahead(page, run[0].start)
            or subject_of_more(page, run, words)
            or any(low.endswith(PATRONYMICS) for low in lows)
        )
        if not person or any(word.text.isupper() and len(word.text) > 2 for word in words):
            return None
    span = Span(words[0].start, words[-1].end)
    gender = (known if known in ("m", "f") else None) or gender or gender_before(page, run, first) or known
    mention = Mention(_without_possessive(page, span), tuple(word.text for word in words), prefix)
    person_ = cast.add(mention, gender)
    cast.mentions.append((mention.span, person_))
    return span


def _shorter(page: Page, run: list[Word], first: int) -> int:
    """In Russian and Ukrainian, where a genitive in capitals before a name ends: ``мер Ваштеля Ріна Соль``."""
    words = run[first:]
    if page.language == "en" or len(words) < 3 or given_gender(page, words[0].text):
        return first
    lows = [bare(word.text) for word in words]
    if any(low.endswith(PATRONYMICS) or _PATRONYMIC_CASES.search(low) for low in lows) or all(
        len(low) <= 4 for low in lows
    ):
        return first
    if not (first or role_before(page, words[0].start) or belongs_before(page, words[0].text)):
        return first
    return len(run) - 2


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
        if page.language != "en" and (word.isascii() or in_quotes(page, span)):
            continue
        if page.language == "en" and low.endswith("s") and low[:-1] in page.low.split():
            continue
        if page.language == "en" and body_before(page, word):
            continue
        if f" {word.lower()} " in page.text or (page.opens(span.start) and page.text.count(word) == 1):
            continue
        if known_word(page, word, span.start):
            continue
        cast.add(Mention(span, (word,), span.start))


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
            or ("-" in noun and noun.rsplit("-", 1)[1] in titles)
        ):
            if number and noun in page.people.given and number + 1 < len(run) and first == number:
                continue
            if number == len(run) - 1 and number and titled is False and noun not in titles:
                continue
            if page.language != "en" and number == len(run) - 1 and number > first:
                continue  # "Брокер Юліус Пан": nothing follows that could be a name
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
        if given_gender(page, run[number].text):
            ahead = run[first:number]
            if (
                len(ahead) == 1
                and not titled
                and not belongs_before(page, ahead[0].text)
                and not after_preposition(page, ahead[0].start)
            ):
                break
            return number, titled, gender
    if titled:
        while first < len(run) - 1 and (
            bare(run[first].text) in nouns["places"]
            or (run[first].text.isupper() and "." not in run[first].text)
        ):
            first += 1
    return first, titled, gender


def _surnames(page: Page, cast: Cast, taken: list[Span]) -> None:
    """Every single word that names a person already known, also in headlines."""
    if not cast.persons:
        return
    covered = {span.start: span.end for span in taken}
    until = 0
    titles = page.people.nouns["titles_weak"]
    wanted = cast.stems
    known: dict[str, bool] = {}
    for match in _SINGLE.finditer(page.text):
        if match.start() in covered:
            until = covered[match.start()]
        single = match.group()
        if single not in known:
            known[single] = not keys(single, page.language).isdisjoint(wanted)
        if not known[single] or match.start() < until:
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
