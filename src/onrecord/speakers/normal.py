"""The normal form of a name: the nominative, in the document's language and script.

A nominative that the document itself has is best. Else the commonest form is declined back
(:mod:`onrecord.speakers.names.normal`), with what the document tells of the gender and of the other forms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.languages.people import Gender
from onrecord.speakers.matching import PATRONYMICS, keys
from onrecord.speakers.names.normal import normal_form

_POSSESSIVE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$")
_OBLIQUE = re.compile(r"(?:ого|его|ому|ему|ыми|ими|[ыи]м|[оеё]м|єм|ою|ею|єю|ові|еві|єві|у|ю|ої|ых|их)$")

Form = tuple[tuple[str, ...], bool]
"""The words of a name as they stand in one place, and whether they are a subject there."""


def plain(words: Sequence[str]) -> str:
    """The words of a name as one string, a possessive ending cut off."""
    if not words:
        return ""
    *first, last = words
    return " ".join([*first, _POSSESSIVE.sub("", last) or last])


def normal(forms: Sequence[Form], language: str, given: Mapping[str, Gender], gender: str | None) -> str:
    """The normal form of a name that stands in the document in these forms (at least one)."""
    # A given name with a patronymic is no whole name where another form has the surname.
    forms = [each for each in forms if not plain(each[0]).lower().endswith(PATRONYMICS)] or forms
    full = max(len(words) for words, _ in forms)
    counts = Counter((plain(words), subject) for words, subject in forms if len(words) == full)
    if language == "en":
        return max(counts, key=lambda key: (counts[key], key[1], key[0]))[0]

    subjects = {plain(words).split()[-1] for words, subject in forms if subject}

    def fitness(key: tuple[str, bool]) -> tuple[int, int, int]:
        return _nominative(key[0], language, given) * 3 + key[1] * 2, counts[key], -len(key[0])

    best, subject = max(counts, key=fitness)
    # "Вилена Осокина" is no nominative where "Осокин" is a subject, whoever else is called Вилена.
    likely = _nominative(best, language, given) > 0 and (not subjects or best.split()[-1] in subjects)
    if subject or likely:
        return best
    # A surname that is a subject in another form settles the case, and so the gender, better than the given name.
    surname = best.split()[-1]
    other = sorted(subjects - {surname})
    told = [each for each in other if keys(each, language) & keys(surname, language)]
    try:
        everything = [*dict.fromkeys(plain(words) for words, _ in forms)]
        made = normal_form(best, language, everything, None if told else gender)
    except ValueError:  # a run of capitalised words too long for a name
        return best
    *others, _ = made.split()
    return " ".join([*others, told[0]]) if others and told else made


def _nominative(name: str, language: str, given: Mapping[str, Gender]) -> int:
    """1 for a name that looks like a nominative, -1 for one that looks like another case, 0 where nothing tells."""
    words = name.lower().replace("’", "'").split()
    if len(words) > 1 and words[0] in given:
        # A given name in its dictionary form settles all but feminines whose other cases look alike.
        return 1 if not _OBLIQUE.search(words[-1]) or words[0][-1] in "оіе" else 0
    if _OBLIQUE.search(words[-1]) and len(words[-1]) > 4:
        return -1
    if language == "ru" and len(words) > 1:
        cases = {str(parse.tag.case) for parse in _parses(words[0]) if "Name" in parse.tag.grammemes}
        if cases:
            return 1 if "nomn" in cases else -1
    return 0


def _parses(word: str) -> list[Any]:
    """The readings of a Russian word for one person: ``Юлии`` is a case of Юлия, not several men of that name."""
    from onrecord.languages.ru.lemmas import parses_of

    return [parse for parse in parses_of(word) if "plur" not in parse.tag.grammemes]
