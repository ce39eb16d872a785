"""Given names: which words are one, and which are forms of the same one (``data/given_names.txt``).

A line of the table is a family: Николай, Микола, Nicholas, Nick. A word may belong to several: Sasha is Alexander and
Alexandra. Latin spellings that are not in the table are found by their sound: Jewgeni, Yevgeniy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.speakers.names.scripts import CYRILLIC
from onrecord.speakers.names.sounds import sounds
from onrecord.speakers.names.tables import text

_NONE: frozenset[int] = frozenset()
_LOOSE = str.maketrans({"J": "j", "W": "v", "G": "g", "K": "h", "c": "s", "O": "e", "R": "r", "X": "S"})


@dataclass(frozen=True, slots=True)
class Families:
    """The table, turned to be looked up by word and by sound. A family is its number in the table.

    ``firsts``: the sounds that the names of a family begin with.
    """

    labels: tuple[str, ...]
    genders: tuple[str, ...]
    firsts: tuple[frozenset[str], ...]
    words: dict[str, frozenset[int]]
    heard: dict[str, frozenset[int]]


def plain(word: str) -> str:
    """Small letters, ``е`` for ``ё``, no apostrophes: how words are looked up."""
    return word.casefold().replace("ё", "е").replace("'", "").replace("’", "").replace("ʼ", "")


@cache
def families() -> Families:
    """The table, read once. Raises ValueError for a line that does not tell a gender."""
    labels: list[str] = []
    genders: list[str] = []
    firsts: list[frozenset[str]] = []
    words: dict[str, set[int]] = {}
    heard: dict[str, set[int]] = {}
    for line in text("given_names.txt").splitlines():
        gender, _, names = line.partition("#")[0].partition(":")
        if not names.strip():
            continue
        if gender not in ("m", "f"):
            raise ValueError(f"given_names.txt: a line needs 'm:' or 'f:' before its names: {line!r}")
        number = len(labels)
        forms = names.replace("~", " ").split()
        labels.append(forms[0])
        genders.append(gender)
        firsts.append(frozenset(sounds(plain(form))[:1] for form in forms) - {""})
        for form in forms:
            words.setdefault(plain(form), set()).add(number)
            heard.setdefault(_loose(sounds(plain(form))), set()).add(number)
    return Families(
        tuple(labels),
        tuple(genders),
        tuple(firsts),
        {word: frozenset(numbers) for word, numbers in words.items()},
        {sound: frozenset(numbers) for sound, numbers in heard.items() if len(sound) > 3},
    )


def _loose(heard: str) -> str:
    """Sounds without glides: Evgeny, Yevgeniy and Jewgeni are one."""
    return heard.translate(_LOOSE).replace("j", "").replace("ii", "i")


@lru_cache(maxsize=262_144)
def families_of(word: str) -> frozenset[int]:
    """The families of a word in the nominative, any capitals; empty for no given name. By sound where the word is Latin."""
    known = families()
    found = known.words.get(plain(word), _NONE)
    if not found and word and not CYRILLIC.search(word):
        found = known.heard.get(_loose(sounds(plain(word))), _NONE)
    return found


def label(family: int) -> str:
    """A name for a family, to be shown to people."""
    return families().labels[family]


def gender(family: int) -> str:
    """``m`` or ``f``."""
    return families().genders[family]
