"""Who can speak: words for people, bodies and documents, given names, and the words of service and its end.

Two data files of each language pack, beside those of :mod:`onrecord.languages.pack`:

``people.toml``
    Lists as everywhere in a pack (``|`` and line breaks part entries, ``{a,b}`` are alternatives, ``#`` comments).
    ``[nouns]``, ``[names]``, ``[behalf]`` and ``[chains]`` are classes of words. Their English entries stand in the
    singular, and ``persons``, ``bodies`` and ``documents`` also match in the plural. In Russian and Ukrainian ``генерал+``
    matches with every case ending, ``глав~`` too, and is a feminine, whose endings say less about its number.
    ``[service]`` holds phrases: a word may end in ``*`` for any ending.
``given_names.txt``
    Given names after ``m:``, ``f:`` or ``x:`` (either), in the nominative.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.languages.pack import SUPPORTED, entries
from onrecord.languages.phrases import Phrases

Number = Literal["one", "many", "either"]
Gender = Literal["m", "f", "x"]

_CASES = frozenset(
    [
        "а",
        "у",
        "ю",
        "я",
        "є",
        "е",
        "и",
        "і",
        "ї",
        "ы",
        "о",
        "ь",
        "й",
        "ом",
        "ем",
        "ём",
        "єм",
        "ой",
        "ей",
        "єй",
        "ою",
        "ею",
        "єю",
        "ові",
        "еві",
        "єві",
        "ам",
        "ям",
        "ах",
        "ях",
        "ами",
        "ями",
        "ов",
        "ев",
        "ёв",
        "ів",
        "їв",
        "ий",
        "ый",
        "ого",
        "его",
        "ому",
        "ему",
        "им",
        "ым",
        "ая",
        "яя",
        "ую",
        "юю",
        "ої",
        "ій",
        "їй",
        "ое",
        "ее",
        "ие",
        "ые",
        "их",
        "ых",
        "ими",
        "ыми",
        "їх",
        "їм",
        "її",
    ]
)
_MANY = frozenset(
    "ы|и|і|ї|ам|ям|ах|ях|ами|ями|ов|ев|ёв|ів|їв|ие|ые|их|ых|ими|ыми|їх".split("|")  # noqa: SIM905
)
_MANY_UNLESS_FEMININE = frozenset({"ей", "єй"})
_FEMININE_EITHER = frozenset({"ы", "и", "і", "ї"})

_ASKED = 8_192
"""Words that a class remembers its answer for: texts ask for the same ones."""


class Nouns:
    """A class of nouns that knows their forms; :meth:`number` is null for a word outside it."""

    __slots__ = ("_asked", "_number", "_stems")

    def __init__(self, words: Iterable[str], *, english: bool, plurals: bool) -> None:
        self._number: dict[str, Number] = {}
        self._stems: dict[str, bool] = {}
        self._asked: dict[str, Number | None] = {}
        for word in words:
            if word[-1] in "+~" and len(word) > 1:
                self._stems[word[:-1]] = word[-1] == "~"
                continue
            self._number.setdefault(word, "one")
            if english and plurals:
                for plural in _plurals(word):
                    self._number.setdefault(plural, "many")

    def number(self, word: str) -> Number | None:
        """Whether ``word`` (small letters) is a singular or a plural of this class; null where it is not of it."""
        found = self._number.get(word)
        if found or not self._stems:
            return found
        try:
            return self._asked[word]
        except KeyError:
            if len(self._asked) >= _ASKED:
                self._asked.clear()
            self._asked[word] = found = self._by_stem(word)
            return found

    def _by_stem(self, word: str) -> Number | None:
        if word in self._stems:
            return "many" if self._stems[word] else "one"
        for length in range(1, min(5, len(word) - 1)):
            feminine = self._stems.get(word[:-length])
            if feminine is None:
                continue
            ending = word[-length:]
            if ending not in _CASES:
                continue
            if feminine and ending in _FEMININE_EITHER:
                return "either"
            return "many" if ending in _MANY or (not feminine and ending in _MANY_UNLESS_FEMININE) else "one"
        return None

    def __contains__(self, word: str) -> bool:
        return word in self._number or (bool(self._stems) and self.number(word) is not None)


def _plurals(word: str) -> list[str]:
    head = word
    if head.endswith("man"):
        return [head[:-3] + "men"]
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return [head[:-1] + "ies"]
    if head.endswith(("s", "x", "ch", "sh")):
        return [head + "es"]
    if " of " in head:
        first, rest = head.split(" ", 1)
        return [f"{first}s {rest}"]
    return [head + "s"]


@dataclass(frozen=True, slots=True)
class People:
    """What a language knows of those who can speak. ``service`` maps a class to its phrases."""

    language: str
    nouns: Mapping[str, Nouns]
    chains: Mapping[str, frozenset[str]]
    service: Mapping[str, Phrases]
    high: tuple[Nouns, ...]
    """Offices and ranks, the highest first."""
    given: Mapping[str, Gender]
    aliases: tuple[tuple[str, str], ...]
    """Phrases for an office, each with the noun that it stands for: ``head of state`` for ``president``."""


@cache
def people(language: str) -> People:
    """The words of a language; KeyError for one without a pack, ValueError for a damaged file. Loaded once."""
    if language not in SUPPORTED:
        raise KeyError(language)
    folder = files("onrecord.languages") / language
    table = tomllib.loads((folder / "people.toml").read_text(encoding="utf-8"))
    english = language == "en"

    def nouns(section: str, name: str, *, plurals: bool = False) -> Nouns:
        return Nouns(entries(table[section][name]), english=english, plurals=plurals)

    counted = {"persons", "bodies", "documents", "generic"}
    classes = {
        name: nouns(section, name, plurals=name in counted)
        for section in ("nouns", "names")
        for name in table[section]
        if name != "aliases"
    }
    classes["offices"] = nouns("nouns", "high")
    classes["spokes"] = nouns("behalf", "spokes")
    service = {name: Phrases(source) for name, source in table["service"].items()}
    service |= {f"behalf_{name}": Phrases(table["behalf"][name]) for name in ("phrases", "signed")}
    return People(
        language=language,
        nouns=classes,
        chains={
            **{name: frozenset(entries(source)) for name, source in table["chains"].items()},
            "own": frozenset(entries(table["behalf"]["own"])),
        },
        service=service,
        high=tuple(
            Nouns([entry], english=english, plurals=False) for entry in entries(table["nouns"]["high"])
        ),
        aliases=tuple(
            (left.strip(), right.strip())
            for left, mark, right in (each.partition("=") for each in entries(table["nouns"]["aliases"]))
            if mark
        ),
        given=_given((folder / "given_names.txt").read_text(encoding="utf-8")),
    )


def _given(source: str) -> dict[str, Gender]:
    found: dict[str, Gender] = {}
    for line in source.splitlines():
        kind, mark, names = line.partition(":")
        if not mark or line.startswith("#"):
            continue
        if kind not in ("m", "f", "x"):
            raise ValueError(f"given names need m:, f: or x: before them, not {kind!r}")
        for name in entries(names):
            found[name] = kind if found.get(name, kind) == kind else "x"  # type: ignore[assignment]
    return found
