"""The people whom a document names.

A run of capitalised words is a person's name where a title or a role stands before it, where it starts with a known given
name, or where the text treats it as one: an age or an apposition after it, its last word alone elsewhere, somebody speaking.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from onrecord.languages.people import Gender
from onrecord.speakers.cast import Cast, Mention, Person, Word
from onrecord.speakers.matching import bare, keys
from onrecord.speakers.page import Page
from onrecord.speakers.runs import WORD, given_gender, headline, runs_of
from onrecord.text.document import Span

_AGE = re.compile(r"\s*[,(]\s*\d{2}\b")
_MAX_WORDS = 4
_OF_A_COUNTRY = ("ии", "ії", "ией", "ією", "ию", "ію")
"""Endings of a country's name that no surname has: ``генерал Торвенії``."""

_PATRONYMIC = ("ович", "евич", "йович", "овна", "евна", "івна", "ївна")


def cast_of(page: Page, sources: Iterable[Span] = ()) -> Cast:
    """The persons of a page; ``sources`` are places where somebody speaks, which make a doubtful name a person's."""
    cast = Cast(page)
    sources = list(sources)
    said = _Sources(page, sources)
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


def _named(page: Page, cast: Cast, run: list[Word], singles: Counter[str], said: _Sources) -> Span | None:
    """Take the person's name out of a run, if it holds one, and give the place of the name."""
    first, titled, gender = _name_start(page, run)
    first = _shorter(page, run, first)
    words = run[first:]
    if not words or len(words) > _MAX_WORDS:
        return None
    if page.language != "en" and not titled and all(word.text.isascii() for word in words):
        return None  # a body's name in the letters of its country
    if page.language != "en" and _in_quotes(page, Span(words[0].start, words[-1].end)):
        return None  # «Вечерний Вестник»
    prefix = run[0].start
    lows = [bare(word.text) for word in words]
    nouns = page.people.nouns
    if any(_is_body(page, low) for low in lows[-1:]) or " ".join(lows) in nouns["places"]:
        return None
    known = given_gender(page, words[0].text)
    if len(words) == 1:
        english = page.language == "en"
        role = (
            titled
            or introduced(page, words[0].start)
            or (_role_before(page, words[0].start) and lows[0] not in nouns["places"])
        )
        if (
            not role
            or words[0].text.isupper()
            # "Поляков" is a name here, not of the Poles.
            or (nouns["persons"].number(lows[0]) in ("one", "either", english and "many"))
            or any(lows[0] in nouns[each] for each in ("places", "outlets"))
            or _adjective(page, words[0])
            or (page.language != "en" and not known and lows[0].endswith(_OF_A_COUNTRY))
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
            or said.by_person(words)
            or _serves(page, words[-1].end)
            or _title_ahead(page, run[0].start)
            or _subject_of_more(page, run, words)
            or any(low.endswith(_PATRONYMIC) for low in lows)
        )
        if not person or any(word.text.isupper() and len(word.text) > 2 for word in words):
            return None
    span = Span(words[0].start, words[-1].end)
    gender = (known if known in ("m", "f") else None) or gender or _gender_before(page, run, first) or known
    mention = Mention(_without_possessive(page, span), tuple(word.text for word in words), prefix)
    person_ = cast.add(mention, gender)
    cast.mentions.append((mention.span, person_))
    return span


def _in_quotes(page: Page, span: Span) -> bool:
    """Whether a name stands alone in quotation marks, as those of papers and firms do."""
    before, after = page.text[span.start - 1 : span.start], page.text[span.end : span.end + 1]
    return (before, after) in (("«", "»"), ("„", "“"), ("“", "”"), ('"', '"'))


class _Sources:
    """Whether a run of words is named as a speaker."""

    def __init__(self, page: Page, spans: Iterable[Span]) -> None:
        self.page = page
        self.spans = sorted(spans)
        self._starts = [span.start for span in self.spans]

    def by_person(self, words: list[Word]) -> bool:
        """Whether the source that holds a run calls it a person, or starts with what looks like one's name."""
        number = bisect_right(self._starts, words[0].start) - 1
        if number < 0 or words[-1].end > self.spans[number].end + 2:
            return False
        page, source = self.page, self.spans[number]
        before = [low for token, low in page.words(Span(source.start, words[0].start)) if token.is_word]
        if page.language == "en" and before and _is_body(page, before[-1]):
            return False  # "the independent channel Northern Postman"
        if any(page.people.nouns["persons"].number(low) in ("one", "either") for low in before):
            return True
        if before and _other_person(page, before[-1]):
            return True
        if before and before[0] in page.people.chains["one_of_them"]:
            return page.text.endswith(", ", 0, words[0].start)
        possessive = page.low[words[0].start - 3 : words[0].start - 1] in ("'s", "’s")
        if before and before[-1] not in page.people.chains["and"] and not (possessive and len(words) == 2):
            return False
        if page.language != "en":
            return True
        # What the text also writes small, and what ends like no surname, is a title or a firm.
        return len(words) in (2, 3) and not any(
            f" {word.text.lower()} " in page.text
            or word.text.lower().endswith(("ism", "ing", "ion", "ern", "ics"))
            for word in words
        )


def _shorter(page: Page, run: list[Word], first: int) -> int:
    """In Russian and Ukrainian, where a genitive in capitals before a name ends: ``мер Ваштеля Ріна Соль``."""
    words = run[first:]
    if page.language == "en" or len(words) < 3 or given_gender(page, words[0].text):
        return first
    lows = [bare(word.text) for word in words]
    if any(low.endswith(_PATRONYMIC) or _PATRONYMIC_CASES.search(low) for low in lows) or all(
        len(low) <= 4 for low in lows
    ):
        return first
    if not (first or _role_before(page, words[0].start) or _belongs_before(page, words[0].text)):
        return first
    return len(run) - 2


_PATRONYMIC_CASES = re.compile(r"(?:[оеё]вич|йович|[оеёії]вн)(?:а|у|ем|е|ой|ою|ы|и|і|ові)$")


def _adjective(page: Page, word: Word) -> bool:
    """Whether one word in capitals is an adjective that a small noun follows: ``Генерального штаба``."""
    if page.language == "en":
        return False
    following = page.low[word.end : word.end + 30].split()[:1]
    if not following or not page.text[word.end : word.end + 1].isspace() or not following[0][0].isalpha():
        return False
    if page.text[word.end + 1 : word.end + 2].isupper():
        return False
    from onrecord.languages.forms import Form, forms

    low = bare(word.text)
    return bool(forms(page.language)(low) & Form.ADJECTIVE) and bool(
        forms(page.language)(following[0].strip(".,")) & (Form.NOUN | Form.ADJECTIVE)
    )


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
        if page.language != "en" and (word.isascii() or _in_quotes(page, span)):
            continue
        if page.language == "en" and low.endswith("s") and low[:-1] in page.low.split():
            continue
        if page.language == "en" and _body_before(page, word):
            continue
        if f" {word.lower()} " in page.text or (span.start in page.starts and page.text.count(word) == 1):
            continue
        if _common(page, word, span.start):
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
                and not _belongs_before(page, ahead[0].text)
                and not _after_preposition(page, ahead[0].start)
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


def _after_preposition(page: Page, start: int) -> bool:
    """Whether a word is the place of a post: ``колишній посол у Морвенії Олег Козоріз``."""
    match = _BEFORE.search(page.low[max(0, start - 12) : start])
    return page.language != "en" and match is not None and match[1] in page.pack.words.prepositions


def _belongs_before(page: Page, word: str) -> bool:
    """Whether a word in capitals can stand before a name without being of it: a body, a place, letters, a role."""
    nouns, low = page.people.nouns, bare(word)
    low = low.rsplit("-", 1)[-1] if low.startswith(("ex-", "экс-", "екс-", "then-")) else low
    return word.isupper() or any(low in nouns[kind] for kind in ("places", "bodies", "outlets", "persons"))


def _is_body(page: Page, low: str) -> bool:
    nouns = page.people.nouns
    return low in nouns["bodies"] or low in nouns["outlets"]


_BEFORE = re.compile(r"([\w'’.\-]+)[ \u00a0]+$")


def _role_before(page: Page, start: int) -> bool:
    """Whether a role in small letters stands right before a name: ``attorney``, ``отставной генерал``."""
    match = _BEFORE.search(page.low[max(0, start - 40) : start])
    if not match:
        return False
    word = match[1].strip("'")
    if word not in page.people.nouns["persons"] and "-" in word:
        word = word.rsplit("-", 1)[1]
    nouns = page.people.nouns
    return (
        nouns["persons"].number(word) in ("one", "either")
        or match[1] in page.pack.titles
        or (page.language != "en" and word in nouns["titles_weak"])
    )


def _body_before(page: Page, word: str) -> bool:
    """Whether the text somewhere calls a name a body's: ``the newspaper Politika``."""
    places = re.finditer(rf"([a-z]+) {re.escape(word)}\b", page.text)
    return any(_is_body(page, match[1]) for match in places)


_INTRODUCED = re.compile(
    r"(?:\b(?:gave (?:his|her|their) (?:first |last )?name (?:only )?as|identified (?:him|her)self (?:only )?as|"
    r"who goes by|going by|by the name of|(?:man|woman|boy|girl|resident|soldier|officer) (?:named|called))|"
    r"\b(?:по имени|по фамилии|с фамилией|з прізвищем|із прізвищем|по прозвищу|под именем|назвавш\w+ся|представивш\w+ся|на ім['’]я|на прізвище|на прізвисько|"
    r"назва(?:вся|лася)|представи(?:вся|лася)))\s+[\"«“„]?$"
)


def introduced(page: Page, start: int) -> bool:
    """Whether the words before a name say that it is somebody's: ``gave his name as``, ``по имени``."""
    return _INTRODUCED.search(page.low[max(0, start - 60) : start]) is not None


def _other_person(page: Page, low: str) -> bool:
    """Whether a word outside the lists is a noun for one person, by dictionary or ending: ``ґрунтознавець``."""
    if page.language == "en" or low in page.closed:
        return False
    from onrecord.languages.sorts import sorts

    return sorts(page.language)(low) == "person"


def _common(page: Page, word: str, start: int) -> bool:
    """Whether a source of one word is no name: a known word at the beginning of a sentence, or a place (``в Карсені``)."""
    if page.language == "en":
        return False
    from onrecord.languages.sorts import sorts

    found = sorts(page.language)(word)
    if found == "place":
        return True
    if found is not None and start in page.starts:
        places = (match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", page.text))
        return all(place in page.starts for place in places)
    stem = re.escape(bare(word)[:-1] if len(word) > 4 else bare(word))
    return re.search(rf"(?<!\w)(?:(?:в|во) {stem}\w{{0,2}}|у {stem}\w?[іїе])(?!\w)", page.low) is not None


def _subject_of_more(page: Page, run: list[Word], words: list[Word]) -> bool:
    """Whether two words open a sentence, a verb follows, and soon a pronoun for a person."""
    if len(words) != 2 or words[0].start not in page.starts or run[0] is not words[0]:
        return False
    match = re.match(r"\s+(\w+)", page.low[words[-1].end : words[-1].end + 24])
    if not match:
        return False
    known, he, she = page.pack.words, page.people.chains["he"], page.people.chains["she"]
    if page.language == "en":
        verb = (
            match[1] in known.be
            or match[1] in known.have
            or match[1] in known.auxiliaries
            or match[1] in page.pack.verbs
        )
    else:
        from onrecord.languages.forms import Form, forms

        verb = bool(forms(page.language)(match[1]) & Form.FINITE)
    following = {low for _, low in page.words(Span(words[-1].end, min(words[-1].end + 250, len(page.text))))}
    return verb and not following.isdisjoint(he | she)


def _title_ahead(page: Page, start: int) -> bool:
    """Whether a title stands before a name and a comma: ``The railway's former boss, Hana Virt,``."""
    if page.text[max(0, start - 2) : start] != ", " or page.language != "en":
        return False
    before = page.low[max(0, start - 60) : start - 2].split()[-6:]
    number = page.people.nouns["persons"].number
    return (
        bool(before)
        and number(before[-1].strip(".'")) == "one"
        and any(word in page.people.chains["before_title"] or word.endswith("'s") for word in before)
    )


def _serves(page: Page, end: int) -> bool:
    """Whether a name is the subject of a verb of service: ``Sten Rask was chief of``, ``commands the fleet``."""
    service, nouns = page.people.service, page.people.nouns
    for match in _NEXT_WORDS.finditer(page.low, end, end + 24):
        if match.start() != end and page.low[end : match.start()].strip() not in _BETWEEN_AUX:
            return False
        for name in ("ended", "roles_past", "roles_now"):
            found = service[name].match(page.low, match.end())
            if found is None:
                continue
            following = [
                low for _, low in page.words(Span(found.end(), min(found.end() + 60, len(page.low))))
            ][:6]
            if name == "ended" or any(
                nouns["persons"].number(low) in ("one", "either") or low in page.people.chains["served"]
                for low in following
            ):
                return True
    return False


_NEXT_WORDS = re.compile(r"\s+(?=\w)")
_BETWEEN_AUX = frozenset(
    {"has", "had", "have", "once", "long", "then", "also", "ранее", "раніше", "тогда", "тоді"}
)


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
    for lead in before:
        if lead in nouns["female"] and lead not in ("her", "she", "она", "ее", "её", "вона", "її", "ей"):
            return "f"
    for word in run[first:]:
        low = word.text.lower()
        if low.endswith(_PATRONYMIC[3:]):
            return "f"
        if low.endswith(_PATRONYMIC[:3]):
            return "m"
    return None


_SINGLE = re.compile(rf"(?<![\w’'-]){WORD}")


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
