"""Looking up the words and phrases of a language pack in the items of a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.attributions.lexing import Is, Item, Lexicon
from onrecord.languages.pack import SourcePhrase


def follows(items: list[Item], at: int, words: tuple[str, ...], gap: int = 0) -> int | None:
    """The item after ``words`` where they stand from item ``at`` on, up to ``gap`` modifiers before the first."""
    index = at
    for number, word in enumerate(words):
        while number == 0 and gap and index < len(items) and items[index].low != word:
            if not items[index].flags & Is.MODIFIER:
                return None
            index, gap = index + 1, gap - 1
        if index >= len(items) or items[index].low != word:
            return None
        index += 1
    return index


def blocked(items: list[Item], idioms: Mapping[str, tuple[tuple[str, ...], ...]]) -> set[int]:
    """The items that belong to an idiom in which a cue word is none."""
    found: set[int] = set()
    for index, item in enumerate(items):
        for tail in idioms.get(item.low, ()):
            stop = follows(items, index + 1, tail)
            if stop is not None:
                found.update(range(index, stop))
    return found


def source_phrases(items: list[Item], words: Lexicon) -> list[tuple[SourcePhrase, int, int]]:
    """The set phrases around a source (``according to …``): the phrase, its first item, the item after its first words."""
    found = []
    for index, item in enumerate(items):
        for phrase in words.pack.source_phrases.get(item.low, ()):
            stop = follows(items, index + 1, phrase.before[1:])
            if stop is not None:
                found.append((phrase, index, stop))
    return found


def markers(items: list[Item], entries: Mapping[str, tuple[tuple[str, ...], ...]]) -> list[tuple[int, int]]:
    """Where the words of ``entries`` stand, longest first: first item and the item after the last."""
    found = []
    reached = 0
    for index, item in enumerate(items):
        if index < reached:
            continue
        for tail in entries.get(item.low, ()):
            stop = follows(items, index + 1, tail)
            if stop is not None:
                found.append((index, stop))
                reached = stop
                break
    return found
