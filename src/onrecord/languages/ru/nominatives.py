"""Russian names of bodies and documents in the nominative, by pymorphy3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.languages.nominatives import cased
from onrecord.languages.ru.lemmas import parses_of

_ATTRIBUTES = frozenset({"ADJF", "PRTF"})


def nominative(words: Sequence[str], head: int) -> list[str]:
    """The words with the head and the adjectives before it in the nominative; see :mod:`onrecord.languages.nominatives`."""
    made = list(words)
    readings = [each for each in parses_of(words[head]) if each.tag.POS == "NOUN" and each.is_known]
    attributes = [_attributes(word) for word in words[:head]]
    for noun in sorted(readings, key=lambda each: -each.score):
        if not all(not each or any(_agrees(one, noun) for one in each) for each in attributes):
            continue
        if noun.tag.case == "nomn":
            return made
        inflected = noun.inflect({"nomn"})
        if inflected is None:
            return made
        made[head] = cased(inflected.word, words[head])
        for place, each in enumerate(attributes):
            agreeing = next((one for one in each if _agrees(one, noun)), None)
            wanted = {"nomn", noun.tag.number} | ({noun.tag.gender} if noun.tag.number == "sing" else set())
            changed = agreeing.inflect(wanted - {None}) if agreeing is not None else None
            if changed is not None:
                made[place] = cased(changed.word, words[place])
        return made
    return made


def _attributes(word: str) -> list[Any]:
    return [each for each in parses_of(word) if each.tag.POS in _ATTRIBUTES]


def _agrees(attribute: Any, noun: Any) -> bool:
    same = attribute.tag.case == noun.tag.case and attribute.tag.number == noun.tag.number
    return bool(same and (noun.tag.number == "plur" or attribute.tag.gender in (noun.tag.gender, None)))
