"""A name as it is written → its words, without titles, particles and marks.

Letters of the other script that hide in a word are turned into the ones they look like; a Latin ``C`` before ``ергей`` is
a Cyrillic one. What stands in brackets or quotation marks is optional, and a whole name in brackets is another spelling.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.languages.pack import SUPPORTED, entries, titles_of
from onrecord.speakers.names.declension import languages_of, readings
from onrecord.speakers.names.scripts import CYRILLIC
from onrecord.speakers.names.tables import text as data_text
from onrecord.speakers.names.words import Word, ordinals, particles, word

LIMIT = 300
"""Code points that a name may have. The longest in SlavicNER has 55; a text is not a name."""

_LATIN = re.compile("[a-z]", re.IGNORECASE)
_TO_CYRILLIC = str.maketrans("aeopcyxikmhtbABEKMHOPCTXIiSsJj", "аеорсухікмнтвАВЕКМНОРСТХІіЅѕЈј")
_TO_LATIN = str.maketrans("аеорсухікАВЕКМНОРСТХІ", "aeopcyxikABEKMHOPCTXI")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]|[«“„\"]([^«»“”„\"]*)[»”“\"]")
_CAMEL = re.compile(r"(?<=[а-яіїєґё])(?=[А-ЯІЇЄҐЁ])")
_JOINED = re.compile(r"(?<=[a-z]{3})(?<!\bMac)(?=[A-Z][a-z]{2})")
_DROPPED = re.compile("[\u00ad\u0300\u0301\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*['’ʼ]?\.?|\d+|,")
_APOSTROPHES = str.maketrans("‘ʻʹ′´`", "’’’’’’")
_DIGRAPHS = frozenset(
    {"дж", "дз", "ю", "я", "ch", "sh", "yu", "ya", "ye", "zh", "kh", "ts", "dz", "ph", "th", "st", "вл", "вс"}
)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: ``words`` in their order, the ``titles`` left out, what tells father from son (``ordinal``, or 0).

    ``other``: the same name in another spelling that stood beside it in brackets, or null. ``rank_only``: nothing but
    titles was there, and ``words`` are these.
    """

    text: str
    words: tuple[Word, ...]
    titles: tuple[str, ...] = ()
    ordinal: int = 0
    other: Name | None = None
    rank_only: bool = False

    @property
    def whole(self) -> bool:
        """Whether it has two words or more that are no initials: only then it can say alone who is meant."""
        return sum(not each.initial and not each.optional for each in self.words) > 1


@lru_cache(maxsize=65_536)
def parse(text: str) -> Name:
    """Take a name apart. Raises ValueError for one without letters, and for one of more than :data:`LIMIT` code points."""
    if len(text) > LIMIT:
        raise ValueError(
            f"a name of {len(text):,} characters ({text[:20]!r}…): a name may have {LIMIT}; give the name alone"
        )
    clean = clean_text(text)
    if not any(each.isalpha() for each in clean):
        raise ValueError(f"no name in {text!r}: a name has letters" if text.strip() else "an empty name")
    main, other, optional = _without_brackets(clean)
    words, titles, ordinal, rank_only = _words(main)
    words += [word(each, optional=True) for each in optional if each.casefold() not in particles()]
    if not words:  # nothing but particles: they are the name then
        words = [word(each.strip(".")) for each in _TOKEN.findall(main) if each.strip(".,").isalpha()]
    if not words:
        words = [word("".join(each for each in clean if each.isalpha()))]
    return Name(text, tuple(words), titles, ordinal, parse(other) if other else None, rank_only)


def clean_text(text: str) -> str:
    """NFC, without invisible marks and stress marks, each word in the letters of one script."""
    # Stress marks are no letters, but й and ї may come as a letter and a mark: compose first.
    text = _DROPPED.sub("", unicodedata.normalize("NFC", text)).replace("_", " ").replace("@", " ")
    text = text.translate(_APOSTROPHES)
    if CYRILLIC.search(text) and _LATIN.search(text):
        return re.sub(r"[^\W\d_]+", lambda match: _one_script(match[0]), text)
    return text


def _one_script(token: str) -> str:
    cyrillic, latin = len(CYRILLIC.findall(token)), len(_LATIN.findall(token))
    if not cyrillic or not latin:
        return token
    changed = token.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
    wrong = _LATIN if cyrillic >= latin else CYRILLIC
    return token if wrong.search(changed) else changed


def _without_brackets(text: str) -> tuple[str, str, list[str]]:
    """The name without what is in brackets; a whole name that was in them; single words that were."""
    other, optional = "", []

    def take(match: re.Match[str]) -> str:
        nonlocal other
        inner = match[1] if match[1] is not None else match[2]
        found = [each for each in _TOKEN.findall(inner) if each.strip(".,").isalpha()]
        if match[1] is not None and len(found) > 1:
            other = other or inner
        else:
            optional.extend(found)
        return " "

    main = _BRACKETS.sub(take, text)
    if any(each.isalpha() for each in main):
        return main, other, optional
    return re.sub(r"[()\[\]«»“”„\"]", " ", text), "", []


def _words(text: str) -> tuple[list[Word], tuple[str, ...], int, bool]:
    if len(text.split()) == 1:
        text = _JOINED.sub(" ", text)
    tokens = _TOKEN.findall(_CAMEL.sub(" ", text))
    kept, titles = _without_titles(tokens)
    rank_only = not kept
    ordinal = 0
    words: list[Word] = []
    for token in kept or [each for each in tokens if each != ","]:
        low = token.casefold().strip(".")
        if low in ordinals() and words:
            ordinal = ordinals()[low]
        elif low in particles() and not token.endswith("."):
            continue
        elif low and not low.isdigit() and low != ",":
            words.append(
                word(_POSSESSIVE.sub("", token).strip("."), initial=_is_initial(token, low, len(kept)))
            )
    return words, titles, ordinal, rank_only


def _is_initial(token: str, low: str, count: int) -> bool:
    if count < 2 or not token[:1].isupper():
        return False
    return len(low) == 1 or (token.endswith(".") and low in _DIGRAPHS)


@cache
def _titles() -> frozenset[str]:
    """All titles in small letters."""
    known = {*entries(data_text("titles.txt"))}.union(*map(titles_of, SUPPORTED))
    return frozenset(each.casefold() for each in known)


def _is_title(phrase: str) -> bool:
    titles = _titles()
    if phrase in titles or phrase + "." in titles:
        return True
    if not CYRILLIC.search(phrase) or " " in phrase:
        return False
    return any(
        each.nominative in titles for language in languages_of(phrase) for each in readings(phrase, language)
    )


def is_title(text: str) -> bool:
    """Whether a word, in any case, is a rank, a title or a post."""
    return _is_title(text.casefold().strip("."))


def _without_titles(tokens: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The tokens of the name itself, and the titles before it and after a comma. If all are titles, no token is left."""
    kept = [each for each in tokens if each != ","]
    titles: list[str] = []
    while kept:
        for length in (3, 2, 1):
            phrase = " ".join(each.casefold().strip(".") for each in kept[:length])
            if length <= len(kept) and phrase and _is_title(phrase):
                titles.append(" ".join(kept[:length]))
                kept = kept[length:]
                break
        else:
            break
    if "," in tokens and len(kept) > 1:
        tail = tokens[len(tokens) - 1 - tokens[::-1].index(",") + 1 :]
        if tail and len(tail) < len(kept) and all(is_title(each) for each in tail):
            titles.append(" ".join(tail))
            kept = kept[: -len(tail)]
    return kept, tuple(titles)
