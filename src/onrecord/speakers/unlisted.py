"""What kind of speaker words are that no list of a language pack has: numbers, plurals, names of nobody known."""

from __future__ import annotations

import re
from collections.abc import Collection

from onrecord.speakers.cast import Cast
from onrecord.speakers.chains import Chains
from onrecord.speakers.found import Found, named, words_of
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Phrase
from onrecord.speakers.surroundings import has_people

_INITIALS = re.compile(r"[A-Z]{2,}s")
"""``AMs``, ``MPs``."""

_SINGULAR_ENDINGS = ("ss", "us", "is")
_NAME_WORDS = 3
"""Words of a person's name, at most, that starts with a given name."""


def unlisted(page: Page, cast: Cast, chains: Chains, phrase: Phrase, cue: Collection[str] = ()) -> Found:
    """Who a source of the shape ``unknown`` is; ``chains`` lead to the person meant by an age;
    ``cue`` are the words of the cue, small."""
    words = words_of(page, phrase)
    if phrase.words[0][0].isdigit() or phrase.head[0].isdigit():
        joined = " ".join(phrase.words)
        if any(aged in joined for aged in page.people.chains["aged"]):
            person = chains.person(phrase.span.start)
            if person is not None:
                return named(cast, person, "an age: the last person before")
        return Found("group", words, "a number of people")
    if words.lower() in page.people.chains["there"]:
        return Found("organisation", None, "a place")
    if words.startswith("@"):
        return Found("named_person", words, "an account's name")
    if _without_article(page, words)[:1].isupper():
        return _in_capitals(page, cast, phrase, words, cue)
    if phrase.number == "many":
        return Found("group", words, "a plural")
    return Found("organisation", words, "neither a person nor a document")


def _in_capitals(page: Page, cast: Cast, phrase: Phrase, words: str, cue: Collection[str]) -> Found:
    parts = words.split()
    english = page.language == "en"
    if english and _INITIALS.fullmatch(parts[-1]):
        return Found("group", words, "a plural of initials")
    bare = _without_article(page, words)
    if bare != words or any(part.isupper() and len(part) > 1 and "." not in part for part in parts):
        return Found("organisation", bare, "a name that is no person's")
    lows = [word for word in phrase.main if word[0].isalpha()]
    known = lows and (lows[0] in page.people.given or cast.find(parts[0]))
    if known and len(parts) <= _NAME_WORDS:
        return Found("named_person", words.removesuffix("'s").removesuffix("’s"), "a given name")
    if len(parts) > 1 or not words.isalpha() or not words[0].isupper():
        return Found("organisation", words, "a name that is no person's")
    plural = english and words.endswith("s") and not words.endswith(_SINGULAR_ENDINGS)
    if plural and page.opens(phrase.span.start):
        return Found("group", words, "a plural")
    if not english and words.isascii():
        return Found("organisation", words, "a name in foreign letters")
    if english and has_people(page, words):
        return Found("organisation", words, "a country, by the name of its people")
    if not page.people.chains["publishes"].isdisjoint(cue):
        return Found("organisation", words, "a name of one word that publishes", sure=True)
    return Found("named_person", words, "a name of one word")


def _without_article(page: Page, words: str) -> str:
    """``words`` without the article of an English name, which stands before one in other languages, too."""
    first, space, rest = words.partition(" ")
    return rest if space and first.lower() in page.people.chains["definite_article"] else words
