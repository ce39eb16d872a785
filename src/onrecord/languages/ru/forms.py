"""What a Russian word form can be, by pymorphy3. Readings of little weight are left out."""

from __future__ import annotations

from functools import lru_cache

from onrecord.languages.forms import Form
from onrecord.languages.ru.lemmas import parses_of

_LEAST = 0.04
"""The smallest share of belief that a reading must have: ``для`` as a gerund has less."""

_INVARIABLE = frozenset({"ADVB", "PRCL", "CONJ", "INTJ", "PREP", "COMP"})
_NOMINAL = frozenset({"NOUN", "NPRO", "NUMR", "ADJF", "PRTF"})


@lru_cache(maxsize=65_536)
def forms(word: str) -> int:
    """The :class:`Form` flags of ``word``; a word in Latin letters or digits is an indeclinable noun."""
    found = 0
    for parse in parses_of(word):
        tag = parse.tag
        part = tag.POS
        if part is None:
            found |= Form.NOUN | Form.NOMINATIVE | Form.OBLIQUE
            continue
        if parse.score < _LEAST and found:
            continue
        if part == "VERB":
            found |= 0 if tag.mood == "impr" else Form.FINITE
        elif part == "INFN":
            found |= Form.INFINITIVE
        elif part == "GRND":
            found |= Form.GERUND
        elif part in ("PRTS", "ADJS", "PRED"):
            found |= Form.PREDICATE
        elif part in _INVARIABLE:
            found |= Form.INVARIABLE
        if part in _NOMINAL:
            found |= Form.NOMINATIVE if tag.case == "nomn" else Form.OBLIQUE
            found |= Form.ADJECTIVE if part in ("ADJF", "PRTF") else Form.NOUN
            if part == "PRTF":
                found |= Form.PARTICIPLE
    return int(found)
