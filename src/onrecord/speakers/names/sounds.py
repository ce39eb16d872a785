"""What a name sounds like, in any script and spelling, and how unlike two sounds are.

A word becomes a string of sounds, one character each, by ``data/letters.toml``: the longest spelling wins, letters that
several sounds hide behind keep a sign of their own (Latin ``j``, ``ch``, soft ``c``). Two strings are compared by the
cheapest way to turn one into the other, where a vowel costs less than a consonant and neighbours less than strangers:
Wagner and Fischer's algorithm (1974) with costs as data. The costs were set by hand from how English, German, Polish and
Arabic names are written in Russian and Ukrainian, and looked at on one half of SlavicNER's names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.speakers.names.scripts import CYRILLIC
from onrecord.speakers.names.tables import table

VOWELS = frozenset("aeiouO")
_BESIDE = VOWELS | {"j"}
_WEIGHT_OF_VOWEL = 0.5
_LONG = 4.5
"""The weight from which on a word is long: a consonant that differs counts as in a word of this weight."""
_DOUBLED = re.compile(r"([^aeiou])\1+")
_BULGARIAN = re.compile("ъ(?=[бвгджзклмнпрстфхцчшщ])")


@cache
def _spellings(script: str) -> tuple[dict[str, str], re.Pattern[str], tuple[str, ...]]:
    """Spelling → sounds of a script; a pattern that finds the longest spelling at a place; the sounds of its groups."""
    known: dict[str, str] = dict(table("letters.toml")[script])

    def pattern(spelling: str) -> str:
        inner = re.escape(spelling.removeprefix("^").removesuffix("$"))
        return ("^" if spelling[0] == "^" else "") + inner + ("$" if spelling[-1] == "$" else "")

    longest_first = sorted(known, key=lambda each: (-len(each.strip("^$")), "$" not in each, each))
    found = re.compile("|".join(f"({pattern(each)})" for each in longest_first))
    return known, found, tuple(known[each] for each in longest_first)


@lru_cache(maxsize=262_144)
def sounds(word: str) -> str:
    """The sounds of a word in small letters without marks inside; doubled consonants count once.

    Empty for a word without a Latin or Cyrillic letter.
    """
    script = "cyrillic" if CYRILLIC.search(word) else "latin"
    found = _spell(word, script)
    return _DOUBLED.sub(r"\1", found) or found


def _spell(word: str, script: str) -> str:
    if "ъ" in word:
        word = _BULGARIAN.sub("а", word)
    known, pattern, order = _spellings(script)
    if not known.keys() >= set(word):
        word = "".join(letter if letter in known else _bare(letter) for letter in word)
    return "".join(order[match.lastindex - 1] for match in pattern.finditer(word) if match.lastindex)


def _bare(letter: str) -> str:
    """A letter without its marks: ``á`` has no sound of its own in the table."""
    return "".join(
        each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each)
    ).lower()


@cache
def _costs() -> dict[str, float]:
    found: dict[str, float] = {}
    for pair, cost in table("letters.toml")["costs"].items():
        found[pair] = found[pair[::-1]] = float(cost)
    return found


@lru_cache(maxsize=262_144)
def _gaps(word: str) -> tuple[float, ...]:
    """What it costs to leave out each sound of ``word``."""
    missing = table("letters.toml")["missing"]
    costs = []
    for place, sound in enumerate(word):
        if sound in VOWELS:
            beside = bool(_BESIDE.intersection(word[max(0, place - 1) : place] + word[place + 1 : place + 2]))
            final = sound == "e" and place == len(word) - 1 and place > 1
            costs.append(missing["final_e"] if final else missing["beside" if beside else "vowel"])
        else:
            costs.append(missing.get(sound, missing["consonant"]))
    return tuple(costs)


@lru_cache(maxsize=262_144)
def weight(word: str) -> float:
    """How much there is to a word: a consonant counts 1, a vowel half, a glide nothing much."""
    return sum(_WEIGHT_OF_VOWEL if each in VOWELS else 0.2 if each in "jh" else 1.0 for each in word)


def distance(left: str, right: str) -> float:
    """The least cost to turn the sounds ``left`` into ``right``; 0 for the same, symmetric."""
    if left == right:
        return 0.0
    costs = _costs()
    gaps_left, gaps_right = _gaps(left), _gaps(right)
    row = [0.0]
    total = 0.0
    for gap in gaps_right:
        total += gap
        row.append(total)
    for sound, gap in zip(left, gaps_left, strict=True):
        diagonal = row[0]
        above = row[0] = diagonal + gap
        for place, other in enumerate(right):
            best = diagonal if sound == other else diagonal + costs.get(sound + other, 1.0)
            diagonal = row[place + 1]
            if diagonal + gap < best:
                best = diagonal + gap
            if above + gaps_right[place] < best:
                best = above + gaps_right[place]
            above = row[place + 1] = best
    return row[-1]


def likeness(left: str, right: str) -> float:
    """How alike two strings of sounds are: 1 for the same, 0 for nothing in common or nothing to compare. Symmetric."""
    if not left or not right:
        return 0.0
    whole = (weight(left) + weight(right)) / 2
    if not whole:
        return 0.0
    cost = distance(left, right)
    # One other consonant makes another surname however long it is; many small things in a long one add up to nothing.
    hard = min(cost, Levenshtein.distance(consonants(left), consonants(right)))
    return max(0.0, 1.0 - (cost - hard) / whole - hard / min(whole, _LONG))


_CONSONANTS = str.maketrans(
    {
        "W": "v",
        "u": None,
        "J": "j",
        "K": "h",
        "g": "h",
        "G": "h",
        "c": "s",
        "T": "s",
        "z": "s",
        "S": "s",
        "Z": "s",
    }
    | {
        "X": "s",
        "C": "s",
        "D": "j",
        "R": "r",
        "j": None,
        "a": None,
        "e": None,
        "i": None,
        "o": None,
        "O": None,
    }
)


@lru_cache(maxsize=262_144)
def consonants(word: str) -> str:
    """The coarse consonants of a string of sounds: enough to see quickly that two words have nothing in common."""
    return word.translate(_CONSONANTS)
