"""Long lists of phrases, found in a text as whole words: by the first letters of a word, so that the length of a list costs
nothing at the words that open none of its entries, and only what a text opens is made into a pattern.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from onrecord.languages.pack import entries

_KEY = 3
"""Letters of a word by which entries are kept."""

_OPENING = re.compile(rf"(?<!\w)(?:\w{{1,{_KEY}}}|[^\w\s])")
_NEVER = re.compile(r"(?!)")


class Phrases:
    """Phrases in small letters: any white space between words, ``*`` at the end of a word any ending, the longest first.

    :meth:`match`, :meth:`search`, :meth:`fullmatch` and :meth:`finditer` are those of a compiled pattern.
    """

    __slots__ = ("_by_key", "_made", "_stems")

    def __init__(self, source: str) -> None:
        """``source`` is a list as the files of a pack have them."""
        self._by_key: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        self._made: dict[str, re.Pattern[str]] = {}
        for entry in sorted(set(entries(source)), key=lambda each: (-len(each), each)):
            found = _OPENING.match(entry)
            key = found.group() if found else entry[0]
            # A stem shorter than a key opens words with other keys.
            short = len(key) < _KEY and entry[len(key) :].startswith("*")
            (self._stems if short else self._by_key).setdefault(key, []).append(entry)

    def openings(self, size: int) -> set[str]:
        """The first letters of its entries, ``size`` at most."""
        return {key[:size] for key in (*self._by_key, *self._stems)}

    def _pattern(self, key: str) -> re.Pattern[str]:
        found = self._made.get(key)
        if found is None:
            fitting = list(self._by_key.get(key, ()))
            for length in range(1, len(key) + 1):
                fitting += self._stems.get(key[:length], ())
            found = self._made[key] = _compiled(sorted(fitting, key=lambda each: (-len(each), each)))
        return found

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The phrase at ``start``, where a word begins."""
        opening = _OPENING.match(text, start, end)
        return self._pattern(opening.group()).match(text, start, end) if opening else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The phrase that is all of ``text``."""
        opening = _OPENING.match(text)
        return self._pattern(opening.group()).fullmatch(text) if opening else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All phrases in a stretch, none within another."""
        until = start
        for opening in _OPENING.finditer(text, start, end):
            if opening.start() < until:
                continue
            pattern = self._pattern(opening.group())
            if pattern is not _NEVER and (found := pattern.match(text, opening.start(), end)):
                until = found.end()
                yield found

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first phrase in a stretch."""
        return next(self.finditer(text, start, end), None)


def _compiled(found: Iterable[str]) -> re.Pattern[str]:
    parts = [r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in entry.split()) for entry in found]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)") if parts else _NEVER
