"""Military ranks: whether a role is an officer's or a soldier's, and whether a name means the armed forces as a whole.

``ranks.toml`` has the words of all languages together, in the form of the packs' phrases.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from onrecord.languages.phrases import Phrases


@cache
def _phrases() -> dict[str, Phrases]:
    text = (files("onrecord.languages") / "ranks.toml").read_text(encoding="utf-8")
    return {name: Phrases(source) for name, source in tomllib.loads(text).items()}


def means_forces(name: str) -> bool:
    """Whether ``name`` means the armed forces as a whole: ``army``, ``ЗСУ``."""
    return _phrases()["forces"].fullmatch(_plain(name)) is not None


def is_rank(title: str) -> bool:
    """Whether a role is held by a rank of the armed forces: ``retired Colonel-General``, not ``Secretary-General``."""
    low = _plain(title)
    known = _phrases()
    return known["ranks"].search(low) is not None and known["others"].search(low) is None


def is_bare_rank(title: str) -> bool:
    """Whether a role is a rank alone, which is kept in retirement: ``General``, not ``serving General``."""
    low = _plain(title)
    known = _phrases()
    found = known["ranks"].search(low)
    if found is None or known["others"].search(low) or known["serving"].search(low):
        return False
    return not low.replace(found.group(), "", 1).strip(" ,.-")


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())
