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
    return _rank(_plain(title)) is not None


def is_bare_rank(title: str) -> bool:
    """Whether a role is a rank alone, which is kept in retirement: ``General``, not ``serving General``."""
    low = _plain(title)
    rank = _rank(low)
    if rank is None or _phrases()["serving"].search(low):
        return False
    return not low.replace(rank, "", 1).strip(" ,.-")


def _rank(low: str) -> str | None:
    """The words of a rank in a title in small letters; null for a title of another kind (``secretary-general``)."""
    found = _phrases()["ranks"].search(low)
    return found.group() if found and not _phrases()["others"].search(low) else None


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())
