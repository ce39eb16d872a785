"""Ukrainian names of bodies and documents in the nominative, by simplemma and the endings of adjectives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.languages.nominatives import cased
from onrecord.languages.uk.lemmas import lemma

_PLURAL = re.compile(r"(?:ів|їв|ам|ям|ами|ями|ах|ях)$")
_INDECLINABLE = frozenset(["бюро", "депо", "радіо", "журі", "метро", "кафе"])
_COUNCIL = frozenset(("ради", "раді", "раду", "радою"))
"""Which the lemmas take for another word: ``ради``, for the sake of."""

_PREFIXES = ("прес-", "прес", "держ", "спец", "теле", "телеграм-", "радіо", "мін")
_ATTRIBUTE = re.compile(r"(.{2,}?)(ого|ому|ої|ій|ою|ую|им|ім|их|іх|ьої|ьому|ього|ю|у)$")


def nominative(words: Sequence[str], head: int) -> list[str]:
    """The words with the head and the adjectives before it in the nominative; see :mod:`onrecord.languages.nominatives`.

    Plurals stay as they are: their nominative cannot be told from the lemma.
    """
    made = list(words)
    base = _base(words[head].lower().replace("’", "'"))
    if base is None:
        return made
    attributes = [_attribute(word, base) for word in words[:head]]
    if any(each is None for each in attributes):
        return made
    return [cased(each or "", words[place]) for place, each in enumerate([*attributes, base])] + made[
        head + 1 :
    ]


def _base(low: str) -> str | None:
    """The nominative of a noun in the singular; null for a nominative, for a plural and for what no dictionary knows."""
    import simplemma

    if low in _INDECLINABLE:
        return low
    if low in _COUNCIL:
        return "рада"
    for prefix in ("", *_PREFIXES):
        rest = low.removeprefix(prefix)
        if low.startswith(prefix) and simplemma.is_known(rest, lang="uk"):
            base = lemma(rest)
            return None if base == rest or _PLURAL.search(rest) else prefix + base
    return None


def _attribute(word: str, noun: str) -> str | None:
    """An adjective as it stands before the nominative ``noun``; null for a word that is none."""
    low = word.lower().replace("’", "'")
    base = lemma(low)
    if base == low or not base.endswith(("ий", "ій", "їй")):
        return None if not _ATTRIBUTE.search(low) or not base.endswith(("ий", "ій")) else base
    soft = base.endswith(("ій", "їй"))
    stem = base[:-2]
    if noun.endswith(("ння", "ття", "лля", "о", "е")):
        return stem + ("є" if soft else "е")
    if noun.endswith(("а", "я")):
        return stem + ("я" if soft else "а")
    return base
