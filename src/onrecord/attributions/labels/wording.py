"""The words of an attribution as the lists need them: normal forms with the characters they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.attributions.record import Attribution
from onrecord.languages.labelwords import normal
from onrecord.text.document import Span

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ‘`\-‑][^\W_]+)*|''|[?!.,;:…«»“”„\"—–]")
_LONGEST = 1_500
"""Characters of a span that are read: what a statement does is said early, and some contents run over pages."""

_GAP = 40
"""Characters between two parts that are read with the cue (``, что якобы``); more is another clause."""

Signals = dict[str, Span | None]
"""Signals by name, with the characters that gave each, null where no word did (``cue:bare``)."""

QUOTES = frozenset({'"', "''", "«", "»", "“", "”", "„"})
ENDS = frozenset({".", "!", "?", "…", ":"})


@dataclass(slots=True)
class Words:
    """Words in normal form and, for each, the characters it came from (one word may give two: ``won't``)."""

    words: list[str]
    spans: list[Span]

    def span(self, start: int, end: int) -> Span:
        """The characters of the words ``[start, end)``."""
        return Span(self.spans[start].start, self.spans[end - 1].end)


@dataclass(slots=True)
class Wording:
    """The words of the three parts, and of the gap between cue or source and the content that follows it."""

    source: Words
    cue: Words
    gap: Words
    content: Words


def words_of(text: str, spans: Iterable[tuple[int, int]]) -> Words:
    """The words in ``spans``, in order; spans outside of the text give what of them lies inside."""
    words: list[str] = []
    places: list[Span] = []
    for start, end in spans:
        for match in _TOKEN.finditer(text, start, min(end, start + _LONGEST)):
            place = Span(*match.span())
            for word in normal(match[0]):
                words.append(word)
                places.append(place)
    return Words(words, places)


def wording(attribution: Attribution, text: str) -> Wording:
    """The words of the parts of an attribution."""
    return Wording(
        source=words_of(text, attribution.source),
        cue=words_of(text, attribution.cue),
        gap=words_of(text, _gaps(attribution)),
        content=words_of(text, attribution.content),
    )


def _gaps(attribution: Attribution) -> Sequence[tuple[int, int]]:
    """What stands between the last character before a content and that content, if it is short."""
    before = [end for _, end in (*attribution.source, *attribution.cue)]
    found = []
    for start, _ in attribution.content[:1]:
        ends = [end for end in before if end <= start]
        if ends and 0 < start - max(ends) <= _GAP:
            found.append((max(ends), start))
    return found
