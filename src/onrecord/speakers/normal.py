"""The normal form of a name: the nominative, in the document's language and script.

A nominative that the document itself has is best. Else Russian names are declined back with pymorphy3, Ukrainian ones by the
rules of :mod:`onrecord.languages.uk.lemmas`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.languages.people import Gender

_POSSESSIVE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$")
_OBLIQUE = re.compile(r"(?:ого|его|ому|ему|ыми|ими|[ыи]м|[оеё]м|єм|ою|ею|єю|ові|еві|єві|у|ю|ої|ых|их)$")


def plain(words: Sequence[str]) -> str:
    """The words of a name as one string, a possessive ending cut off."""
    if not words:
        return ""
    *first, last = words
    return " ".join([*first, _POSSESSIVE.sub("", last) or last])


def normal(
    forms: Sequence[tuple[tuple[str, ...], bool]],
    language: str,
    given: Mapping[str, Gender],
    gender: str | None,
) -> str:
    """The normal form of a name that stands in the document in these forms, each with whether it is a subject there."""
    full = max(len(words) for words, _ in forms)
    counts = Counter((plain(words), subject) for words, subject in forms if len(words) == full)
    if language == "en":
        return max(counts, key=lambda key: (counts[key], key[1], key[0]))[0]
    best = max(
        counts, key=lambda key: (_nominative(key[0], given) * 3 + key[1] * 2, counts[key], -len(key[0]))
    )
    if _nominative(best[0], given) > 0 or best[1]:
        return best[0]
    return declined_back(best[0], language, given, gender)


def _nominative(name: str, given: Mapping[str, Gender]) -> int:
    """1 for a name that looks like a nominative, -1 for one that looks like another case, 0 where nothing tells."""
    words = name.lower().replace("’", "'").split()
    if len(words) > 1 and words[0] in given:
        # A given name in its dictionary form settles all but feminines whose other cases look alike.
        return 1 if not _OBLIQUE.search(words[-1]) or words[0][-1] in "оіе" else 0
    return -1 if _OBLIQUE.search(words[-1]) and len(words[-1]) > 4 else 0


def declined_back(name: str, language: str, given: Mapping[str, Gender], gender: str | None) -> str:
    """The nominative of a name of which the document has only other cases; unchanged where nothing is known of it."""
    from onrecord.speakers.matching import keys

    words = name.split()
    first = keys(words[0], language)
    known = (
        next((form for form in given if form in first or keys(form, language) & first), None)
        if len(words) > 1
        else None
    )
    gender = gender or (given.get(known) if known else None)
    if language == "ru":
        return " ".join(
            _russian(word, gender, known if number == 0 else None) for number, word in enumerate(words)
        )
    return " ".join(
        _ukrainian(word, gender, known if number == 0 else None) for number, word in enumerate(words)
    )


def _cased(form: str, like: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in form.split("-")) if like[:1].isupper() else form


def _russian(word: str, gender: str | None, known: str | None) -> str:
    from onrecord.languages.ru.lemmas import parses_of

    if known:
        return _cased(known, word)
    wanted = {"f": "femn", "m": "masc"}.get(gender or "m", "masc")
    for parse in parses_of(word):
        if (
            parse.tag.grammemes & {"Surn", "Name", "Patr"}
            and "plur" not in parse.tag.grammemes
            and str(parse.tag.gender or wanted) == wanted
        ):
            nominative = parse.inflect({"nomn"})
            if nominative is not None:
                return _cased(str(nominative.word), word)
    return word


def _ukrainian(word: str, gender: str | None, known: str | None) -> str:
    from onrecord.languages.uk.lemmas import lemma

    if known:
        return _cased(known, word)
    low = word.lower()
    if gender == "f":
        for oblique, nominative in (("ської", "ська"), ("ській", "ська"), ("ську", "ська"), ("ською", "ська"), ("ової", "ова"),
                                    ("ову", "ова"), ("овою", "ова"), ("овій", "ова"), ("евої", "ева"), ("іної", "іна")):  # fmt: skip
            if low.endswith(oblique):
                return word[: -len(oblique)] + nominative
        return word
    if not _OBLIQUE.search(low) and not low.endswith(("а", "я")):
        return word
    return _cased(lemma(word), word)
