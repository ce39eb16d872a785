"""How far two names of organisations can be one body's: words in any order, legal forms aside, numbers to the letter.

Simpler than people's names and less sure: a word of difference (*Bank of Armenia*, *Bank of America*) is another body.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.languages.pack import entries
from onrecord.speakers.names.comparing import NameComparison
from onrecord.speakers.names.parts import LIMIT, clean_text
from onrecord.speakers.names.sounds import likeness, sounds
from onrecord.speakers.names.tables import text as data_text

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SAME_WORD = 0.9
"""Likeness by sound from which two words are one: lower than that are other words, not other spellings."""


@cache
def _light() -> frozenset[str]:
    return frozenset(entries(data_text("legal_forms.txt")))


def compare_organisations(left: str, right: str) -> NameComparison:
    """Compare two names of organisations. Symmetric; 1 for a name and itself.

    The score is the share of words that both have, squared. A shorter name that is made of the initials of the longer
    gets 0.75. Raises ValueError for a name without letters or digits or of more than
    :data:`onrecord.speakers.names.parts.LIMIT` code points.
    """
    one, two = sorted((left, right))
    words, others = _words(one), _words(two)
    if words == others:
        return NameComparison(1.0, ("all words that carry weight are the same",))
    if _initials(words, others) or _initials(others, words):
        return NameComparison(0.75, ("one is the initials of the other",))
    common, rest = 0, list(others)
    missing = []
    for word in words:
        match = max(rest, key=lambda each: (_alike(word, each), each), default="")
        if match and _alike(word, match) >= _SAME_WORD:
            rest.remove(match)
            common += 1
        else:
            missing.append(word)
    share = 2 * common / (len(words) + len(others))
    sentences = [f"{common} of {max(len(words), len(others))} words are the same"]
    if missing or rest:
        sentences.append("not in both: " + ", ".join(sorted(missing + rest)))
    return NameComparison(round(share * share, 4), tuple(sentences))


def _words(name: str) -> tuple[str, ...]:
    """The words that carry weight, in small letters; all of them where none does."""
    if len(name) > LIMIT:
        raise ValueError(f"a name of {len(name):,} characters: a name may have {LIMIT}")
    found = [each.casefold().replace(".", "").removesuffix("'s") for each in _WORD.findall(clean_text(name))]
    if not found:
        raise ValueError(f"no name in {name!r}: a name has letters or digits")
    return tuple(each for each in found if each not in _light()) or tuple(found)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(each[0] for each in long)


def _alike(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if any(each.isdigit() for each in one + two):
        return 0.0
    return likeness(sounds(one), sounds(two))
