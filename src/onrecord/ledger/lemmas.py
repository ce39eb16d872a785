"""Lemmas as the full-text index keeps them: letters and digits only, one token for each word of the text."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.text.document import Span

_PIECE = 100_000


@dataclass(frozen=True, slots=True)
class Lemmas:
    """The tokens of a text in order, with where their words begin and end in it; small also for a long text."""

    tokens: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("L"))
    ends: array[int] = field(default_factory=lambda: array("L"))

    def line(self) -> str:
        """All tokens as one line for the index."""
        return " ".join(self.tokens)

    def line_within(self, spans: Sequence[Span]) -> str:
        """The tokens whose words begin within ``spans``, as one line."""
        bounds = ((bisect_left(self.starts, start), bisect_left(self.starts, end)) for start, end in spans)
        return " ".join(" ".join(self.tokens[first:last]) for first, last in bounds)


def lemmas_of(text: str, language: str | None) -> Lemmas:
    """The tokens of ``text``."""
    from onrecord.languages.search import lemmas

    found = Lemmas()
    for piece in pieces(text, _PIECE):
        for lemma, span in lemmas(piece.of(text), language):
            token = lemma if lemma.isalnum() else "".join(filter(str.isalnum, lemma))
            if token:
                found.tokens.append(token)
                found.starts.append(piece.start + span.start)
                found.ends.append(piece.start + span.end)
    return found


def pieces(text: str, length: int) -> Iterator[Span]:
    """The text in pieces of about ``length`` characters that end before a space, so that no word is cut."""
    start = 0
    while start < len(text):
        end = min(start + length, len(text))
        while end < min(start + 2 * length, len(text)) and not text[end].isspace():
            end += 1
        yield Span(start, end)
        start = end
