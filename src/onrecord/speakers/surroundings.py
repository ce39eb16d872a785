"""What tells from its surroundings that a run of words in capitals is a person's name, or is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice

from onrecord.languages.forms import Form, forms
from onrecord.languages.people import Gender
from onrecord.languages.sorts import sorts
from onrecord.speakers.cast import Word
from onrecord.speakers.matching import PATRONYMIC_FEMALE, PATRONYMIC_MALE, bare
from onrecord.speakers.page import Page
from onrecord.text.document import Span

OF_A_COUNTRY = ("ии", "ії", "ией", "ією", "ию", "ію")
"""Endings of a country's name that no surname has: ``генерал Торвенії``."""

_NEAR, _REACH = 40, 60
"""Characters before or after a name in which something tells of it."""

_BEFORE = re.compile(r"([\w'’.\-]+)[ \u00a0]+$")
_NEXT_WORDS = re.compile(r"\s+(?=\w)")
_OPENING_MARK = re.compile(r"\s+[\"«“„]?")


def in_quotes(page: Page, span: Span) -> bool:
    """Whether a name stands alone in quotation marks, as those of papers and firms do."""
    before, after = page.text[span.start - 1 : span.start], page.text[span.end : span.end + 1]
    return (before, after) in (("«", "»"), ("„", "“"), ("“", "”"), ('"', '"'))


class Sources:
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
        if page.language == "en" and before and is_body(page, before[-1]):
            return False  # "the independent channel Northern Postman"
        if page.language == "en" and self._firm(words[-1].end, source.end):
            return False
        if any(page.people.nouns["persons"].number(low) in ("one", "either") for low in before):
            return True
        if before and is_person(page, before[-1]):
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

    def _firm(self, start: int, end: int) -> bool:
        """Whether a title in small letters follows right away: ``Farrow Steel finance chief Ann Lee`` serves the run."""
        page = self.page
        for token, low in islice(page.words(Span(start, max(start, end))), 3):
            if not token.is_word or not page.text[token.start].islower():
                return False
            if page.people.nouns["persons"].number(low) == "one":
                return True
        return False


def is_adjective(page: Page, word: Word) -> bool:
    """Whether one word in capitals is an adjective that a small noun follows: ``Генерального штаба``."""
    if page.language == "en":
        return False
    following = page.low[word.end : word.end + 30].split()[:1]
    if not following or not page.text[word.end : word.end + 1].isspace() or not following[0][0].isalpha():
        return False
    if page.text[word.end + 1 : word.end + 2].isupper():
        return False
    low = bare(word.text)
    return bool(forms(page.language)(low) & Form.ADJECTIVE) and bool(
        forms(page.language)(following[0].strip(".,")) & (Form.NOUN | Form.ADJECTIVE)
    )


def after_preposition(page: Page, start: int) -> bool:
    """Whether a word is the place of a post: ``колишній посол у Морвенії Олег Козоріз``."""
    match = _BEFORE.search(page.low[max(0, start - 12) : start])
    return page.language != "en" and match is not None and match[1] in page.pack.words.prepositions


def belongs_before(page: Page, word: str) -> bool:
    """Whether a word in capitals can stand before a name without being of it: a body, a place, letters, a role."""
    nouns, low = page.people.nouns, bare(word)
    prefix, hyphen, _ = low.partition("-")
    if prefix + hyphen in page.people.chains["former_prefixes"]:
        low = low.rsplit("-", 1)[-1]
    if page.language != "en" and low.endswith(OF_A_COUNTRY):
        return True
    return word.isupper() or any(low in nouns[kind] for kind in ("places", "bodies", "outlets", "persons"))


def is_body(page: Page, low: str) -> bool:
    """Whether a word in small letters is a noun for a body or the name of one that publishes."""
    nouns = page.people.nouns
    return low in nouns["bodies"] or low in nouns["outlets"]


def role_before(page: Page, start: int) -> bool:
    """Whether a role in small letters stands right before a name: ``attorney``, ``отставной генерал``."""
    match = _BEFORE.search(page.low[max(0, start - _NEAR) : start])
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


def body_before(page: Page, word: str) -> bool:
    """Whether the text somewhere calls a name a body's: ``the newspaper Politika``."""
    places = re.finditer(rf"([a-z]+) {re.escape(word)}\b", page.text)
    return any(is_body(page, match[1]) for match in places)


def introduced(page: Page, start: int) -> bool:
    """Whether the words before a name say that it is somebody's: ``gave his name as``, ``по имени``."""
    found = page.people.service["introduced"].finditer(page.low, max(0, start - _REACH), start)
    return any(_OPENING_MARK.fullmatch(page.low, match.end(), start) for match in found)


def is_person(page: Page, low: str) -> bool:
    """Whether a word outside the lists is a noun for one person, by dictionary or ending: ``ґрунтознавець``."""
    if page.language == "en" or low in page.closed:
        return False
    return sorts(page.language)(low) == "person"


def has_people(page: Page, word: str) -> bool:
    """Whether an English text has the people of a country too: ``Torvenian`` beside ``Torvenia``, which is nobody's name."""
    if not word.endswith("a") or bare(word) in page.people.given:
        return False
    return re.search(rf"\b{re.escape(word)}ns?\b", page.text) is not None


def known_word(page: Page, word: str, start: int) -> bool:
    """Whether a source of one word is no person's name: a known word at the beginning of a sentence, or a place.

    A place is told by a locative (``в Карсені``), in English by its people (``Torvenia``, ``Torvenian``).
    """
    if page.language == "en":
        return has_people(page, word)
    found = sorts(page.language)(word)
    if found == "place":
        return True
    if found is not None and page.opens(start):
        places = (match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", page.text))
        return all(page.opens(place) for place in places)
    stem = re.escape(bare(word)[:-1] if len(word) > 4 else bare(word))
    within = "|".join(sorted(page.people.chains["within"]))
    near = "|".join(sorted(page.people.chains["within_or_near"]))
    # Behind a preposition that also means "near", only the ending of a locative tells a place.
    place = rf"(?<!\w)(?:(?:{within}) {stem}\w{{0,2}}|(?:{near}) {stem}\w?[іїе])(?!\w)"
    return re.search(place, page.low) is not None


def subject_of_more(page: Page, run: list[Word], words: list[Word]) -> bool:
    """Whether two words open a sentence, a verb follows, and soon a pronoun for a person."""
    if len(words) != 2 or not page.opens(words[0].start) or run[0] is not words[0]:
        return False
    match = re.match(r"\s+(\w+)", page.low[words[-1].end : words[-1].end + 24])
    if not match:
        return False
    he, she = page.people.chains["he"], page.people.chains["she"]
    following = {low for _, low in page.words(Span(words[-1].end, min(words[-1].end + 250, len(page.text))))}
    return is_verb(page, match[1]) and not following.isdisjoint(he | she)


def is_verb(page: Page, low: str) -> bool:
    """Whether a word in small letters can be a finite verb."""
    if page.language != "en":
        return bool(forms(page.language)(low) & Form.FINITE)
    known = page.pack.words
    return low in known.be or low in known.have or low in known.auxiliaries or low in page.pack.verbs


def title_ahead(page: Page, start: int) -> bool:
    """Whether a title stands before a name and a comma: ``The railway's former boss, Hana Virt,``."""
    if page.text[max(0, start - 2) : start] != ", " or page.language != "en":
        return False
    before = page.low[max(0, start - _REACH) : start - 2].split()[-6:]
    number = page.people.nouns["persons"].number
    return (
        bool(before)
        and number(before[-1].strip(".'")) == "one"
        and any(word in page.people.chains["before_title"] or word.endswith("'s") for word in before)
    )


def serves(page: Page, end: int) -> bool:
    """Whether a name is the subject of a verb of service: ``Sten Rask was chief of``, ``commands the fleet``."""
    service, nouns = page.people.service, page.people.nouns
    between = page.people.chains["between_auxiliaries"]
    for match in _NEXT_WORDS.finditer(page.low, end, end + 24):
        if match.start() != end and page.low[end : match.start()].strip() not in between:
            return False
        for name in ("ended", "roles_past", "roles_now"):
            found = service[name].match(page.low, match.end())
            if found is None:
                continue
            following = [
                low for _, low in page.words(Span(found.end(), min(found.end() + _REACH, len(page.low))))
            ][:6]
            if name == "ended" or any(
                nouns["persons"].number(low) in ("one", "either") or low in page.people.chains["served"]
                for low in following
            ):
                return True
    return False


def apposition(page: Page, end: int) -> bool:
    """Whether a role follows a name after a comma: ``, a professor at``, ``, который``."""
    match = re.match(r"['’]?s?\s*[,—–]\s*", page.text[end : end + 8])
    if not match:
        return False
    words = [
        low for _, low in page.words(Span(end + match.end(), min(end + match.end() + _REACH, len(page.text))))
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


def gender_before(page: Page, run: list[Word], first: int) -> Gender | None:
    """The gender that words before a name or its patronymic tell; the name starts at the word ``first`` of its run."""
    before = page.low[max(0, run[0].start - _NEAR) : run[first].start].split()[-3:]
    female, pronouns = page.people.nouns["female"], page.people.chains["female_pronouns"]
    if any(lead in female and lead not in pronouns for lead in before):
        return "f"
    for word in run[first:]:
        low = word.text.lower()
        if low.endswith(PATRONYMIC_FEMALE):
            return "f"
        if low.endswith(PATRONYMIC_MALE):
            return "m"
    return None
