"""The nominative of what a body or a document is called: ``администрации президента`` → ``администрация президента``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module


def nominatives(language: str) -> Callable[[Sequence[str], int], list[str]]:
    """The function for ``ru`` or ``uk`` (else ModuleNotFoundError).

    It takes the words of a name and the place of its head, and gives the words with the head and the adjectives before it in
    the nominative of their own number; what follows the head stays. Where the head is a nominative, or no dictionary knows
    better, the words come back as they are.
    """
    function: Callable[[Sequence[str], int], list[str]] = import_module(
        f"onrecord.languages.{language}.nominatives"
    ).nominative
    return function


def cased(word: str, like: str) -> str:
    """``word`` with the capitals of ``like``."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
