"""Russian words to their dictionary forms, by pymorphy3 and its OpenCorpora dictionary.

A stemmer will not do: Snowball gives the genitive plural ``генералов`` another stem than ``генерал``.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import Any

_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
_PROPER_SHARE = 0.25
"""A capitalised word is taken for a name where names have this share of its readings: ``Волков`` (0.64) is a name,
``Генералов`` (0.14), at the start of a sentence, is not."""


@cache
def analyser() -> Any:
    """The morphological analyser, loaded once."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def parses_of(word: str) -> list[Any]:
    """The readings of ``word``; none for one with a letter that Unicode has no name for, which pymorphy3 refuses."""
    try:
        return list(analyser().parse(word))
    except ValueError:
        return []


@lru_cache(maxsize=262_144)
def lemma(word: str) -> str:
    """The dictionary form of ``word`` in small letters, with ``е`` for ``ё``.

    The likeliest one by pymorphy3's scores, summed over the readings that share a form; a name where the word has a
    capital and may well be one, and where no dictionary knows it.
    """
    weights: dict[str, float] = defaultdict(float)
    names: dict[str, float] = defaultdict(float)
    parses = parses_of(word)
    for parse in parses:
        weights[parse.normal_form] += parse.score
        if parse.tag.grammemes & _PROPER or (not parse.is_known and "anim" in parse.tag):
            names[parse.normal_form] += parse.score
    if word[:1].isupper() and names:
        known = any(parse.is_known for parse in parses)
        if not known or sum(names.values()) >= _PROPER_SHARE * sum(weights.values()):
            weights = names
    return _fold(max(weights, key=weights.__getitem__)) if weights else _fold(word.lower())


@lru_cache(maxsize=4_096)
def lemmas_of(word: str) -> tuple[str, ...]:
    """Every dictionary form that ``word`` may have, likeliest first: what a query has to look up."""
    forms = [lemma(word), *(_fold(parse.normal_form) for parse in parses_of(word))]
    return tuple(dict.fromkeys(forms))


def _fold(form: str) -> str:
    return str(form).lower().replace("ё", "е")
