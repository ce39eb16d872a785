"""The normal form of a name: the nominative, in the document's language and script.

A nominative that the document itself has is best. Else Russian names are declined back with pymorphy3, Ukrainian ones by the
rules of :mod:`onrecord.languages.uk.lemmas`; of a name that neither knows, the commonest case endings are cut off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.languages.people import Gender
from onrecord.speakers.matching import keys

_POSSESSIVE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$")
_OBLIQUE = re.compile(r"(?:ого|его|ому|ему|ыми|ими|[ыи]м|[оеё]м|єм|ою|ею|єю|ові|еві|єві|у|ю|ої|ых|их)$")
_VOWELS = "аеёиоуыэюяіїє"
# fmt: off
_MASCULINE = (
    ("ові", ""), ("еві", "ь"), ("ом", ""), ("ем", "ь"), ("ым", ""), ("им", ""), ("а", ""), ("я", "ь"), ("у", ""), ("ю", "ь"),
)
_FEMININE = (
    ("ської", "ська"), ("ській", "ська"), ("ську", "ська"), ("ською", "ська"), ("ової", "ова"), ("ову", "ова"),
    ("овою", "ова"), ("овій", "ова"), ("евої", "ева"), ("іної", "іна"),
)
# fmt: on

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
    full = max(len(words) for words, _ in forms)
    counts = Counter((plain(words), subject) for words, subject in forms if len(words) == full)
    if language == "en":
        return max(counts, key=lambda key: (counts[key], key[1], key[0]))[0]

    def fitness(key: tuple[str, bool]) -> tuple[int, int, int]:
        return _nominative(key[0], language, given) * 3 + key[1] * 2, counts[key], -len(key[0])

    best, subject = max(counts, key=fitness)
    if subject or _nominative(best, language, given) > 0:
        return best
    return declined_back(best, language, given, gender)


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


def declined_back(name: str, language: str, given: Mapping[str, Gender], gender: str | None) -> str:
    """The nominative of a name of which the document has only other cases; unchanged where nothing is known of it."""
    words = name.split()
    known = _given_of(words[0], language, given, gender) if len(words) > 1 else None
    if gender not in ("m", "f") and known:
        gender = given.get(known) or _gender_of(known, language)
    oblique = known is not None and known != words[0].lower()
    first = [_cased(known, words[0])] if known else []
    decline = _russian if language == "ru" else _ukrainian
    return " ".join([*first, *(decline(word, gender, oblique=oblique) for word in words[len(first) :])])


def _given_of(word: str, language: str, given: Mapping[str, Gender], gender: str | None) -> str | None:
    """The given name of which ``word`` is a case: of the right gender, the one that shares most letters with it."""
    stems, low = keys(word, language), word.lower().replace("’", "'")
    if low in given:
        return low
    if language == "ru":
        for parse in _parses(word):
            if "Name" in parse.tag.grammemes and gender in (str(parse.tag.gender)[:1], "x", None):
                return str(parse.normal_form)
    fitting = [
        form
        for form, kind in given.items()
        if form[:2] == low[:2]
        and keys(form, language) & stems
        and (gender not in ("m", "f") or kind in (gender, "x"))
    ]
    return max(fitting, key=lambda form: (_shared(form, low), -len(form)), default=None)


def _gender_of(name: str, language: str) -> str | None:
    if language != "ru":
        return None
    return next((str(parse.tag.gender)[:1] for parse in _parses(name) if "Name" in parse.tag.grammemes), None)


def _shared(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(left), len(right)))


def _cased(form: str, like: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in form.split("-")) if like[:1].isupper() else form


def _russian(word: str, gender: str | None, *, oblique: bool) -> str:
    wanted = "femn" if gender == "f" else "masc"
    for parse in _parses(word):
        tag = parse.tag
        if (
            not tag.grammemes & {"Surn", "Name", "Patr"}
            or str(tag.gender or wanted) != wanted
            or (oblique and str(tag.case) == "nomn")
        ):
            continue
        nominative = parse.inflect({"nomn"})
        if nominative is not None:
            return _cased(str(nominative.word), word)
    return _masculine(word) if oblique and gender == "m" else word


def _masculine(word: str) -> str:
    """A man's surname that no dictionary knows, from another case: ``Келя``, ``Оскелем``, ``Грунда``."""
    for ending, nominative in _MASCULINE:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and stem[-1] not in _VOWELS:
            return stem + nominative
    return word


def _ukrainian(word: str, gender: str | None, *, oblique: bool) -> str:
    from onrecord.languages.uk.lemmas import lemma

    low = word.lower()
    if gender == "f":
        found = next((pair for pair in _FEMININE if low.endswith(pair[0])), None)
        return word[: -len(found[0])] + found[1] if found else word
    if not oblique and not _OBLIQUE.search(low):
        return word
    made = lemma(word)
    if made != low:
        return _cased(made, word)
    return _masculine(word) if oblique else word
