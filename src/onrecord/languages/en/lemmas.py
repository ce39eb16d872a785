"""English words to their dictionary forms, by simplemma."""

from __future__ import annotations

import re
from functools import lru_cache

_POSSESSIVE = re.compile(r"['’ʼ](?:s|)$")


@lru_cache(maxsize=65_536)
def lemma(word: str) -> str:
    """The dictionary form of ``word`` in small letters; a possessive ``'s`` is cut off, unknown words stay as they are."""
    import simplemma

    bare = _POSSESSIVE.sub("", word.lower().replace("’", "'").replace("ʼ", "'"))
    return simplemma.lemmatize(bare, lang="en").lower() if bare else word.lower()


def lemmas_of(word: str) -> tuple[str, ...]:
    """Every dictionary form that ``word`` may have: in English the one."""
    return (lemma(word),)
