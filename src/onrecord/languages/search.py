"""Words as search keys: what the ledger indexes, and what a query has to look up.

A key is a dictionary form in small letters without hyphens and apostrophes, so that any full-text index takes it for
one word. A word is looked up in the language its letters allow: Latin words in a Russian text are read as English,
Cyrillic words in an English one as Ukrainian or Russian.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from onrecord.text.document import Span
from onrecord.text.tokens import tokens

LANGUAGES = ("en", "ru", "uk")

_PART = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad]|['’ʼ`´](?=\w))*+")
_CYRILLIC = re.compile("[а-яёіїєґ]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_UKRAINIAN_ONLY = re.compile("[іїєґ'’ʼ]", re.IGNORECASE)
_RUSSIAN_ONLY = re.compile("[ыэъё]", re.IGNORECASE)
_APOSTROPHES = re.compile("['’ʼ`´]")
_STRESS = re.compile("[\u0300\u0301\u00ad]")

# ``Путина`` is a case of a surname and a noun of its own; both lose their vowel, so that they meet. The key is
# only ever compared with other keys, so nothing is lost but the difference between ``картина`` and ``картин``.
_SURNAME = re.compile(r"(?<=[а-яіїєґ]{2})(ин|ын|ов|ев|ін|їн|єв)[аоы]$")


def lemmas(text: str, language: str | None) -> Iterator[tuple[str, Span]]:
    """The search key of every word of ``text`` in order, with the place of the word.

    The parts of a hyphenated word are words of their own, so that ``полковник`` finds ``генерал-полковник`` and a
    phrase stays one. ``language`` is an ISO 639-1 code; for one without a lemmatiser the key is the word itself.
    """
    for start, end, word in _words(text):
        yield _key(word, language), Span(start, end)


def query_lemmas(query: str, language: str | None = None) -> list[tuple[str, ...]]:
    """For each word of ``query``, in order, the keys that any word meaning the same may be indexed under.

    With no ``language`` all three lemmatisers are asked, besides the word itself, as a document in another language is
    indexed by its bare words. A document matches a query word if it holds any of its keys.
    """
    return [_alternatives(word, language) for _, _, word in _words(query)]


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for token in tokens(text):
        if token.is_word:
            for part in _PART.finditer(token.text):
                yield token.start + part.start(), token.start + part.end(), part.group()


@lru_cache(maxsize=262_144)
def _key(word: str, language: str | None) -> str:
    # Stress marks are no letters, but й and ї are letters that may come as a letter and a mark.
    word = unicodedata.normalize("NFC", _STRESS.sub("", word)) or word
    if language is not None and language not in LANGUAGES:
        return _plain(word)
    owner = _owner(word, language)
    return _plain(_lemmatiser(owner).lemma(word)) if owner else _plain(word)


@lru_cache(maxsize=4_096)
def _alternatives(word: str, language: str | None) -> tuple[str, ...]:
    bare = unicodedata.normalize("NFC", _STRESS.sub("", word)) or word
    forms = [bare]
    for each in (language,) if language else LANGUAGES:
        owner = _owner(bare, each)
        if owner:
            # A query is typed in small letters as often as not; a name has another lemma with a capital.
            for written in (bare, bare.capitalize()):
                forms.extend(_lemmatiser(owner).lemmas_of(written))
    keys = [_plain(form) for form in forms]
    return tuple(dict.fromkeys(keys[1:] + keys[:1]))


def _owner(word: str, language: str | None) -> str | None:
    """The language whose lemmatiser reads ``word`` in a text of ``language``; null for numbers and other scripts."""
    if _CYRILLIC.search(word):
        if language in ("ru", "uk"):
            other, marks = ("uk", _UKRAINIAN_ONLY) if language == "ru" else ("ru", _RUSSIAN_ONLY)
            return other if marks.search(word) else language
        return "uk" if _UKRAINIAN_ONLY.search(word) else "ru"
    return "en" if _LATIN.search(word) else None


def _lemmatiser(language: str) -> Any:
    """The module of a language's lemmatiser, loaded when first needed: dictionaries are heavy."""
    return import_module(f"onrecord.languages.{language}.lemmas")


def _plain(form: str) -> str:
    plain = _APOSTROPHES.sub("", form.casefold().replace("ё", "е"))
    return _SURNAME.sub(r"\1", plain) or form
