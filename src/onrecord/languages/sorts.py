"""What a noun outside the lists of a pack names: somebody, several people, a thing, a place."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal

Sort = Literal["person", "people", "thing", "place", "other"]
"""``other`` is a known word that is no noun: an adverb, a verb, a pronoun."""


def sorts(language: str) -> Callable[[str], Sort | None]:
    """The function from a word to its :data:`Sort`, null for one that nothing is known of: ``ru`` or ``uk``.

    Nominatives go before other cases, since they are asked of the heads of sources. ModuleNotFoundError for other languages.
    """
    function: Callable[[str], Sort | None] = import_module(f"onrecord.languages.{language}.sorts").sort
    return function
