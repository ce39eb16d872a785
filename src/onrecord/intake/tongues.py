"""Declared languages, as pages and rows write them, turned into ISO 639-1 codes."""

from __future__ import annotations

import re

_NAMES = {
    "eng": "en", "english": "en", "rus": "ru", "russian": "ru", "русский": "ru", "ukr": "uk", "ua": "uk",
    "ukrainian": "uk", "українська": "uk", "deu": "de", "ger": "de", "german": "de", "fra": "fr", "fre": "fr",
    "french": "fr", "pol": "pl", "polish": "pl", "spa": "es", "spanish": "es", "bel": "be", "belarusian": "be",
}  # fmt: skip


def language_code(written: str) -> str | None:
    """``en-GB``, ``en_US``, ``eng`` and ``English`` are ``en``; null for what is no language."""
    word = re.split(r"[-_,;\s]", written.strip().lower(), maxsplit=1)[0]
    if word in _NAMES:
        return _NAMES[word]
    return word if re.fullmatch(r"[a-z]{2}", word) else None
