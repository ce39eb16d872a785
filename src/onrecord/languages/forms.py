"""What a Russian or Ukrainian word form can be, as far as the rules need it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module


class Form:
    """Readings of a word form; several at once, none (0) for a word that nothing is known of. Plain integers, for speed."""

    FINITE = 1 << 0
    INFINITIVE = 1 << 1
    GERUND = 1 << 2
    PARTICIPLE = 1 << 3
    NOMINATIVE = 1 << 4
    OBLIQUE = 1 << 5
    NOUN = 1 << 6
    ADJECTIVE = 1 << 7
    INVARIABLE = 1 << 8
    """Adverbs, particles, conjunctions: what can stand anywhere and be nobody."""
    PREDICATE = 1 << 9
    """Words that make a clause without a verb: ``уверен``, ``нельзя``, short participles."""


def forms(language: str) -> Callable[[str], int]:
    """The function from a word to its :class:`Form` flags: ``ru`` or ``uk`` (else ModuleNotFoundError)."""
    function: Callable[[str], int] = import_module(f"onrecord.languages.{language}.forms").forms
    return function
