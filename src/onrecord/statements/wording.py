"""The words of a report, read for comparing them with those of another: lemmas, names, numbers, negations, quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.languages.pack import SUPPORTED, pack
from onrecord.languages.search import lemmas
from onrecord.text.tokens import tokens

_QUOTED = re.compile('["“”„«»](?P<words>[^"“”„«»]{3,})["“”„«»]')
_OPENS = frozenset('"“”„«»([—–-:…')
_ENDS = frozenset(".!?")
_DIGITS = re.compile(r"\d[\d.,\u00a0 ]*\d|\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a content says, for comparing.

    ``words`` are all words in order, in small letters; ``lemmas`` the dictionary forms of those that carry meaning, as a
    set; ``names`` those of them that are names (capitals inside a sentence); ``heard`` the sounds of the names and the
    digits, which stay the same across languages; ``numbers`` are written in digits. ``quotes`` are the runs of words in
    quotation marks, all of it where ``direct``. ``negated`` counts negations.
    """

    language: str | None
    words: tuple[str, ...]
    lemmas: frozenset[str]
    names: frozenset[str]
    heard: frozenset[str]
    numbers: frozenset[str]
    quotes: tuple[tuple[str, ...], ...]
    negated: int
    direct: bool


@lru_cache(maxsize=20_000)
def wording(content: str, language: str | None, mode: str) -> Wording:
    """The wording of a content; ``mode`` is that of its attribution."""
    known = language if language in SUPPORTED else None
    small = _small_words(known) if known else frozenset()
    kept: set[str] = set()
    names: set[str] = set()
    spelled: list[str] = []
    inside = _inside_sentences(content)
    for lemma, span in lemmas(content, language):
        written = content[span.start : span.end]
        if written.casefold() in small or lemma in small or (len(lemma) < 2 and not lemma.isdigit()):
            continue
        kept.add(lemma)
        if written[:1].isupper() and span.start in inside:
            names.add(lemma)
            spelled.append(written)
    direct = mode == "direct"
    quoted = [match["words"] for match in _QUOTED.finditer(content)] if mode == "mixed" else []
    numbers = frozenset(numbers_of(content))
    return Wording(
        language=language,
        words=_plain_words(content),
        lemmas=frozenset(kept),
        names=frozenset(names),
        heard=frozenset(numbers) | frozenset(map(heard, spelled)),
        numbers=numbers,
        quotes=tuple(_plain_words(part) for part in ([content] if direct else quoted)),
        negated=sum(word in _negations(known) or word.endswith("n't") for word in _plain_words(content))
        if known
        else 0,
        direct=direct,
    )


def numbers_of(text: str) -> list[str]:
    """The numbers written in digits, without marks between the digits: ``20,000`` and ``20 000`` are one."""
    return ["".join(filter(str.isdigit, match[0])) for match in _DIGITS.finditer(text)]


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(token.text.casefold().replace("’", "'") for token in tokens(text) if token.is_word)


def _inside_sentences(text: str) -> frozenset[int]:
    """Where words begin that do not open a sentence or a quotation: a capital there is a name's."""
    found, opens = set(), True
    for token in tokens(text):
        if token.is_word:
            if not opens:
                found.add(token.start)
            opens = False
        elif token.text in _ENDS or token.text in _OPENS:
            opens = True
    return frozenset(found)


def heard(word: str) -> str:
    """The first sounds of a name's word, without the vowels that a case ending changes."""
    from onrecord.speakers.names.sounds import VOWELS, sounds

    return "".join(sound for sound in sounds(word.casefold()) if sound not in VOWELS)[:5]


@cache
def small_words() -> frozenset[str]:
    """The small words of all three languages, for words whose language nobody knows."""
    return frozenset().union(*map(_small_words, SUPPORTED))


@cache
def _small_words(language: str) -> frozenset[str]:
    """Words that carry no meaning of their own: the closed classes of the pack, negations among them."""
    words = pack(language).words
    classes = (
        words.complementisers, words.questions, words.relatives, words.subjects, words.objects, words.impersonal,
        words.possessives, words.determiners, words.prepositions, words.linking, words.coordinators,
        words.subordinators, words.be, words.have, words.auxiliaries, words.negations,
    )  # fmt: skip
    return frozenset().union(*classes)


@cache
def _negations(language: str | None) -> frozenset[str]:
    return pack(language).words.negations if language else frozenset()
