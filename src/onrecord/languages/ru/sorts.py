"""What a Russian noun names, by the dictionary of pymorphy3."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from onrecord.languages.ru.lemmas import parses_of
from onrecord.languages.sorts import Sort

_NAMES = frozenset({"Name", "Surn", "Patr"})
_PLACES = frozenset({"Geox"})
_ATTRIBUTES = frozenset({"ADJF", "PRTF"})


@lru_cache(maxsize=65_536)
def sort(word: str) -> Sort | None:
    """The sort of ``word``; null for one that no dictionary knows, and for one that can be somebody's name.

    An adjective or participle alone is a person, in the plural people: ``бастующие``.
    """
    readings = [parse for parse in parses_of(word) if parse.is_known and parse.tag.POS]
    if not readings or any(parse.tag.grammemes & _NAMES for parse in readings):
        return None
    if any(parse.tag.POS == "NUMR" for parse in readings):
        return "other"
    nouns = [parse for parse in readings if parse.tag.POS == "NOUN"]
    if nouns:
        return _of_noun(max(nouns, key=_weight))
    attributes = [parse for parse in readings if parse.tag.POS in _ATTRIBUTES]
    if attributes:
        return "people" if max(attributes, key=_weight).tag.number == "plur" else "person"
    return "other"


def _weight(parse: Any) -> tuple[bool, float]:
    return parse.tag.case == "nomn", parse.score


def _of_noun(parse: Any) -> Sort:
    tag = parse.tag
    if tag.grammemes & _PLACES:
        return "place"
    if "anim" in tag:
        return "people" if tag.number == "plur" else "person"
    return "thing"
