"""Keys under which a name is found again, in any script, spelling and case: blocking, so that nothing is compared pairwise.

A word has a key for each of its given-name families (``#12``) or else for its consonants, coarsely heard. A whole name has
a key for every pair of its words, in no order (``#12+ptn``), and one for every word that can be a surname (``=ptn``);
a single word has ``=ptn`` and ``!ptn``, so that whole names can be asked for single ones without meeting all their
namesakes. Two mentions of one person share a key, unless one is a given name alone or they have no part in common.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, islice, product

from onrecord.speakers.names.parts import parse
from onrecord.speakers.names.sounds import VOWELS
from onrecord.speakers.names.words import Word

_MOST_WORDS = 5
"""Words of a name that are paired; a longer one is paired by its first three and last two."""
_MOST_VARIANTS = 6

# One character for what is hard to tell apart; alternatives where letters hide several sounds, "" for none.
_HEARD: dict[str, tuple[str, ...]] = {
    "K": ("h", "s", "k"),
    "J": ("j", ""),
    "W": ("v", ""),
    "G": ("h", "j", "s"),
    "D": ("j", "s"),
    "c": ("s", "k"),
    "h": ("h", ""),
}
_FOLD = str.maketrans("gTzSZXCRf", "hssssssrv")


def keys(name: str) -> frozenset[str]:
    """All keys of a name: what an index keeps. Raises ValueError as :func:`onrecord.speakers.names.parts.parse` does."""
    pairs, singles, alone = _keys(name)
    return (
        pairs | frozenset("=" + each for each in singles) | frozenset("!" + each for each in singles if alone)
    )


def lookups(name: str) -> frozenset[str]:
    """The keys to look a mention up by: for a whole name its pairs and the single words like its own, else all."""
    pairs, singles, alone = _keys(name)
    return (
        frozenset("=" + each for each in singles)
        if alone
        else pairs | frozenset("!" + each for each in singles)
    )


@lru_cache(maxsize=65_536)
def _keys(name: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """The pair keys, the keys of single words, and whether the name is one word."""
    parsed = parse(name)
    words = [each for each in parsed.words if not each.initial]
    initials = [each for each in parsed.words if each.initial]
    if len(words) > _MOST_WORDS:
        words = words[:3] + words[-2:]
    alone = len(words) <= 1
    own = [_word_keys(each) for each in words]
    pairs = {
        "+".join(sorted((one, two)))
        for first, second in combinations(own, 2)
        for one, two in product(first, second)
    }
    singles = {
        key
        for place, (each, its) in enumerate(zip(words, own, strict=True))
        if alone or place == len(words) - 1 or not each.families
        for key in its
    }
    if parsed.other:
        pairs |= _keys(parsed.other.text)[0]
    if not words:
        singles = {each.plain for each in initials}
    return frozenset(pairs), frozenset(singles), alone


@lru_cache(maxsize=131_072)
def _word_keys(word: Word) -> tuple[str, ...]:
    found = [f"#{each}" for each in sorted(word.families)]
    # A slip in a known given name, or a spelling of a language we do not read, still has its consonants.
    for form in word.forms[:1] if word.as_written else (*word.forms, *word.declined):
        found.extend(_skeletons(form))
    return tuple(dict.fromkeys(found)) or (word.plain,)


@lru_cache(maxsize=131_072)
def _skeletons(form: str) -> tuple[str, ...]:
    """The consonants of a string of sounds, coarsely; several where letters are ambiguous. A first vowel leaves an ``a``."""
    bare = form.lstrip("jJ") or form
    first = ("v", "a") if bare[0] == "W" else ("a" if bare[0] in VOWELS else "",)
    heard = {each: each.translate(_FOLD) for each in form}
    # One letter is heard alike through a word, so that it doubles where its sound does.
    doubtful = [each for each in dict.fromkeys(form) if each in _HEARD and each not in "h"]
    doubtful += ["h"] if "h" in form[1:] else []
    found: list[str] = []
    for choice in islice(product(*(_HEARD[each] for each in doubtful)), _MOST_VARIANTS):
        heard.update(zip(doubtful, choice, strict=True))
        body = "".join(
            each if place == 0 and each == "h" else heard[each]
            for place, each in enumerate(form)
            if each not in VOWELS and each != "j" and not (place == 0 and each == "W")
        )
        found.extend(_undoubled(each + body) or "a" for each in first)
    return tuple(dict.fromkeys(found))


def _undoubled(skeleton: str) -> str:
    return "".join(
        each for place, each in enumerate(skeleton) if skeleton[place - 1 : place] != each or not place
    )
