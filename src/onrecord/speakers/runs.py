"""Runs of capitalised words, of which some are names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from onrecord.languages.people import Gender
from onrecord.speakers.cast import Word
from onrecord.speakers.matching import bare, keys
from onrecord.speakers.page import Page
from onrecord.speakers.surroundings import is_verb

UPPER = r"[^\W\d_a-zß-öø-ÿāăąćčďđēęěğīłńňőœřśşšťūůźżžа-яёіїєґў]"
WORD = rf"{UPPER}[\w\u0301]*+(?:['’ʼ\-‑]\w+)*+"


_SIGNATURE = 8
"""Words, at most, of a line below the first that is a signature if it begins with a title: ``Maj. Gen. Ann Lee (Ret.)``."""


def headline(page: Page, offset: int) -> bool:
    """Whether the line of ``offset`` has capitals on nearly every word and no full stop: its runs are no names."""
    start = page.text.rfind("\n", 0, offset) + 1
    if start > 400 and offset > 600:
        return False
    end = page.text.find("\n", offset)
    line = page.text[start : end if end >= 0 else len(page.text)]
    if len(line) > 200 or line.rstrip().endswith("."):
        return False
    if start and len(line.split()) <= _SIGNATURE and line.split()[0].lower() in page.pack.titles:
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
    word = rf"(?:{UPPER}\.(?:\s?{UPPER}\.)*|(?i:{dotted})\.(?=\s*[^\W\d_])|{WORD})"
    assert people(language)
    return re.compile(
        rf"(?<![\w’'-]){word}(?:[ \u00a0]+(?:(?:{particles})[ \u00a0]+){{0,2}}{word}|-{UPPER}\w+)*"
    )


_PIECE = re.compile(r"[^\s]+")


def runs_of(page: Page) -> Iterator[list[Word]]:
    """Runs of capitalised words, cut after a possessive, without the small word that a sentence starts with."""
    times = page.pack.words.times
    for match in _run_pattern(page.language).finditer(page.text):
        words = [Word(*piece.span(), piece.group()) for piece in _PIECE.finditer(page.text, *match.span())]
        first = bare(words[0].text)
        opens = page.opens(match.start())
        if (
            first in page.closed
            and (opens or len(words) == 1 or not words[0].text[1:].isupper())
            and not (len(words) > 1 and not opens and _small_given_name(page, words[0].text))
        ):
            words = words[1:]
        elif (
            len(words) > 1
            and opens
            and not given_gender(page, words[0].text)
            and (f" {words[0].text.lower()} " in page.text or _opens_as_verb(page, first))
        ):
            # A word that the text also writes small, or a verb, opens the sentence, not a name: "Given Obama's record".
            words = words[1:]
        run: list[Word] = []
        for word in words:
            # In Russian and Ukrainian months and days are small: "Марта" in capitals is a woman.
            if bare(word.text) in times and (page.language == "en" or page.opens(word.start)):
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


def _opens_as_verb(page: Page, low: str) -> bool:
    """Whether a word that opens a sentence is a finite verb: ``Умер Всеволод Ханжев``. In English none does."""
    return page.language != "en" and is_verb(page, low)


def _small_given_name(page: Page, word: str) -> bool:
    """Whether a small word is a given name, too, in Russian and Ukrainian: ``пенсіонер Яким Рудь``."""
    return page.language != "en" and given_gender(page, word) is not None


def given_gender(page: Page, word: str) -> Gender | None:
    """The gender of a given name, also in another case; null for what is none."""
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


@lru_cache(maxsize=16_384)
def _given_form(low: str, language: str) -> Gender | None:
    stems = _given_stems(language)
    for key in sorted(keys(low, language), key=len, reverse=True):
        if key in stems:
            return stems[key]
    return None
