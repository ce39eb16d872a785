"""What a Russian or Ukrainian word form can be, as far as the rules need it."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntFlag, auto
from importlib import import_module


class Form(IntFlag):
    """Readings of a word form; several at once, none for a word that nothing is known of."""

    FINITE = auto()
    INFINITIVE = auto()
    GERUND = auto()
    PARTICIPLE = auto()
    NOMINATIVE = auto()
    OBLIQUE = auto()
    NOUN = auto()
    ADJECTIVE = auto()
    INVARIABLE = auto()
    """Adverbs, particles, conjunctions: what can stand anywhere and be nobody."""
    PREDICATE = auto()
    """Words that make a clause without a verb: ``уверен``, ``нельзя``, short participles."""


def forms(language: str) -> Callable[[str], int]:
    """The function from a word to its :class:`Form` flags: ``ru`` or ``uk`` (else ModuleNotFoundError)."""
    function: Callable[[str], int] = import_module(f"onrecord.languages.{language}.forms").forms
    return function
