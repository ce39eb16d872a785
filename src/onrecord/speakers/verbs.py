"""First-person endings of Russian and Ukrainian verbs, which name their speaker without a pronoun."""

from __future__ import annotations

import re

_SINGULAR = {
    "ru": re.compile(r"\w{2,}(?:[аяеиуы]ю|жу|чу|шу|щу|лю)(?:сь)?$"),
    "uk": re.compile(r"\w{2,}(?:[аяіуи]ю|жу|чу|шу|щу|лю|’ятаю|дую)(?:ся|сь)?$"),
}
_PLURAL = {
    "ru": re.compile(r"\w{2,}(?:[аяеиу]ем|им)(?:ся)?$"),
    "uk": re.compile(r"\w{2,}(?:ємо|емо|имо|їмо)(?:ся|сь)?$"),
}


def first_person(word: str, language: str) -> str:
    """``first`` or ``first_plural`` for a verb (small letters) that ends like that, else the empty string."""
    if _SINGULAR[language].match(word):
        return "first"
    return "first_plural" if _PLURAL[language].match(word) else ""
