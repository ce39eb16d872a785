"""The normal form of a name: Терезою Мей → Тереза Мей, Джоном Кейсиком → Джон Кейсик.

Word by word there is no telling: Путина is a case of Путин or his wife, Мартина a woman or a case of a man. So the words
of a name are read together: case and gender must agree over all of them, and every word says how well it fits them
(``data/weights.toml``, ``[normal]``). Known given names weigh most; a form seen elsewhere in the document may decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from onrecord.speakers.names.declension import CASES, Reading, readings
from onrecord.speakers.names.given import families_of, label, plain
from onrecord.speakers.names.given import gender as gender_of
from onrecord.speakers.names.parts import LIMIT, clean_text, is_title
from onrecord.speakers.names.scripts import CYRILLIC
from onrecord.speakers.names.tables import table
from onrecord.speakers.names.words import particles

LANGUAGES = ("en", "ru", "uk")
"""The languages that have rules here."""

_PIECE = re.compile(r"([^\W\d_]+(?:['’ʼ`][^\W\d_]+)*\.?)")
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’ʼ`]s|(?<=s)['’ʼ`])$", re.IGNORECASE)
_QUOTED = re.compile(r"^[«“„\"']+|[»”“\"',;:]+$")
_SIGNED = re.compile(r"\w{2,} \w{1,2}\.(?: ?\w\.)?$")
_SKI = re.compile("(?:ск|цк|ськ|цьк|зьк)(?:ий|ая|а)$")
_OBLIQUE = re.compile("..(?:ом|ем|єм|ым|им|[ои][вн]ой|ской|цкой|ою|ею|ої|ию|ію|ии|ії|ові|еві)$")
_VOWELS = "аеёиоуыэюяіїє"


def normal_form(mention: str, language: str, others: Iterable[str] = (), gender: str | None = None) -> str:
    """The name as it stands in the nominative, feminine surnames feminine, the writer's capitals and order kept.

    ``language`` is ``ru``, ``uk`` or ``en``; English names only lose their possessive. ``others`` are other mentions
    in the same document, ``gender`` is ``m`` or ``f`` where something else tells it. Words in Latin letters, initials and
    particles stay as they are; so does what no rule reads.
    Raises ValueError for another language, for an empty name, and for one of more than
    :data:`onrecord.speakers.names.parts.LIMIT` code points.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no rules for names in {language!r}: there are some for {', '.join(LANGUAGES)}")
    if len(mention) > LIMIT:
        raise ValueError(f"a name of {len(mention):,} characters: a name may have {LIMIT}")
    text = _QUOTED.sub("", " ".join(clean_text(mention).split()))
    if not any(each.isalpha() for each in text):
        raise ValueError(
            f"no name in {mention!r}: a name has letters" if mention.strip() else "an empty name"
        )
    if language == "en":
        return _POSSESSIVE.sub("", text)
    sexes = gender if gender in ("m", "f") else "mf"
    return _in_nominative(text, language, _seen(text, language, others), sexes)


def _seen(text: str, language: str, others: Iterable[str]) -> frozenset[str]:
    """The nominatives that other mentions hold: whole names by their own normal form, single words as they stand."""
    found: set[str] = set()
    for other in others:
        if other == text or not CYRILLIC.search(other) or len(other) > LIMIT:
            continue
        words = _PIECE.findall(clean_text(other))
        if len(words) > 1:
            words = _PIECE.findall(_in_nominative(clean_text(other), language, frozenset()))
            found.update(plain(each) for each in words)
        else:
            found.update(low for each in words if (low := plain(each))[-1:] not in _VOWELS + "мй")
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _in_nominative(text: str, language: str, seen: frozenset[str], sexes: str = "mf") -> str:
    pieces = _PIECE.split(text)
    places = [place for place in range(1, len(pieces), 2) if _declines(pieces[place], text)]
    if not places:
        return text
    weights = _weights()
    signed = weights["signed"] if _SIGNED.search(text) else 0.0
    best: tuple[float, list[str]] | None = None
    for sex in sexes:
        for case in CASES:
            total = weights[case] + (weights["woman"] if sex == "f" else 0.0)
            total += signed if case == "nominative" else 0.0
            nominatives = []
            for number, place in enumerate(places):
                score, nominative = _best(pieces[place].lower(), case, sex, language, seen, number == 0)
                total += score
                nominatives.append(nominative)
            if best is None or total > best[0] + 1e-9:
                best = (total, nominatives)
    assert best is not None
    for place, nominative in zip(places, best[1], strict=True):
        pieces[place] = _as_written(pieces[place], nominative)
    return "".join(pieces)


def _declines(piece: str, text: str) -> bool:
    """Whether a piece is a word that can have a case: not Latin, no initial, no particle."""
    if not CYRILLIC.search(piece) or len(piece.strip(".")) < 2 or (piece.endswith(".") and len(piece) <= 4):
        return False
    return piece.lower() not in particles() or piece.lower() == text.lower()


def _best(
    low: str, case: str, sex: str, language: str, seen: frozenset[str], first: bool
) -> tuple[float, str]:
    """The best reading of a word in a case and gender: its weight, and its nominative."""
    found = [
        (
            _weigh(each, low, case, sex, first)
            + (_weights()["seen"] if plain(each.nominative) in seen else 0.0),
            each,
        )
        for each in readings(low, language)
        if case in each.cases
    ]
    weight, reading = max(found, key=lambda each: (each[0], -len(each[1].nominative)))
    return weight, reading.nominative


def _weigh(reading: Reading, low: str, case: str, sex: str, first: bool) -> float:
    weights = _weights()
    given = [each for each in families_of(reading.nominative) if gender_of(each) == sex]
    masculine = reading.gender == "m"
    if given and not reading.surname and _fits(reading, low, sex):
        own = any(CYRILLIC.search(label(each)) for each in given)
        return weights["given_name" if own else "foreign_name"] * (1.0 if first else weights["later"])
    if is_title(reading.nominative) and reading.paradigm and not (masculine and sex == "f"):
        return weights["title"]
    if reading.listed:
        return weights["unlisted"]
    if reading.paradigm == "":
        return _indeclinable(low, sex)
    if (masculine and sex == "f") or (reading.surname and reading.gender != sex):
        return -9.0
    return _declined(reading, low, case, sex, first)


def _fits(reading: Reading, low: str, sex: str) -> bool:
    """Whether a given name of that gender goes by that paradigm: no man's consonant is indeclinable, a woman's is."""
    if reading.paradigm:
        return reading.gender == sex or reading.gender == "f"
    return low[-1] in _VOWELS or sex == "f"


def _indeclinable(low: str, sex: str) -> float:
    weights = _weights()
    if _OBLIQUE.search(low):
        return weights["looks_oblique"] - (0.0 if sex == "f" or low[-1] in _VOWELS else 1.0)
    if low[-1] in "ая":
        return weights["vowel_a"]
    if low[-1] in "ую" and low[-2:-1] not in _VOWELS:
        return weights["vowel_u"]
    if low[-1] in _VOWELS:
        return weights["vowel"]
    return weights["consonant_woman" if sex == "f" else "consonant_man"]


def _declined(reading: Reading, low: str, case: str, sex: str, first: bool) -> float:
    weights = _weights()
    name = reading.paradigm
    if "possessive" in name:
        return weights["possessive_man" if sex == "m" else "possessive_woman"]
    if "adjective" in name:
        if _SKI.search(reading.nominative):
            return weights["adjective"]
        strong = low.endswith(("ого", "ому", "его", "ему"))
        return weights["oblique_adjective" if strong else "other_adjective"]
    if name == "m-enko":
        return weights["enko"]
    if name == "ija":
        if low[-2:-1] not in "иіїь":
            return weights["a_word"]
        return weights["iju" if low.endswith("ю") else "ija"]
    if reading.gender == "f":
        if first and sex == "f":
            return weights["first_a_doubtful" if low[-1] in "ауяю" and name != "ija" else "first_a"]
        own = weights["a_nominative" if case == "nominative" else "a_word"]
        return own + (weights["a_man"] if sex == "m" else 0.0)
    if case == "nominative":
        return weights["consonant_nominative"] + (weights["looks_oblique"] if _OBLIQUE.search(low) else 0.0)
    return weights["soft" if name in ("m-j", "m-ij", "m-soft") else "consonant"]


def _as_written(piece: str, nominative: str) -> str:
    """The nominative with the capitals of the piece."""
    if piece.isupper() and len(piece) > 1:
        return nominative.upper()
    kept = 0
    while kept < min(len(piece), len(nominative)) and piece[kept].lower() == nominative[kept]:
        kept += 1
    return piece[:kept] + nominative[kept:] if kept else nominative.capitalize()


@cache
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in table("weights.toml")["normal"].items()}
