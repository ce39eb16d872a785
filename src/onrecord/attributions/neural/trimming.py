"""Borders of what the model found: whole words, and no comma or full stop at a content that is not the content's own."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.text.document import Span
from onrecord.text.quotes import Quotation

_DOTTED = re.compile(r"(?:^|[^\w.])(?:\w\.)*\w$|\.\w+$")
"""Before a full stop: an initial or an abbreviation with inner points, whose own the full stop is."""


class Trimmer:
    """Trims the contents of one text, whose quotations it knows."""

    def __init__(self, text: str, quoted: Sequence[Quotation]) -> None:
        self.text = text
        outer = [each.span for each in quoted if each.depth == 0]
        self.starts = [span.start for span in outer]
        self.ends = [span.end for span in outer]

    def content(self, spans: Sequence[Span]) -> list[Span]:
        """The spans of a content without marks at their borders that belong to the sentence around it."""
        trimmed = (self._trim(span) for span in self.whole(spans))
        kept: list[Span] = []
        for span in sorted(span for span in trimmed if any(map(str.isalnum, span.of(self.text)))):
            # A hard-wrapped line parts nothing; a blank line does.
            if kept and self.text[kept[-1].end : span.start] in {"", " ", "\n"}:
                kept[-1] = Span(kept[-1].start, span.end)
            else:
                kept.append(span)
        return kept

    def source(self, spans: Sequence[Span], relatives: frozenset[str]) -> list[Span]:
        """The spans of a source; with ``relatives`` without a mark, or a pronoun that opens a clause, at its end.

        Only Russian and Ukrainian have them: English gold often has the comma after an apposition.
        """
        found = self.whole(spans)
        if not relatives or not found:
            return found
        start, end = found[-1]
        while end > start:
            last = self.text[start:end].split()[-1:]
            if self.text[end - 1].isspace() or self._foreign(start, end):
                end -= 1
            elif (
                len(found) == 1
                and last[0].lower() in relatives
                and self.text[start:end].rstrip()[: -len(last[0])].rstrip().endswith(",")
            ):
                end -= len(last[0])
            else:
                break
        return [*found[:-1], Span(start, end)] if end > start else found

    def whole(self, spans: Sequence[Span]) -> list[Span]:
        """The spans with the rest of a word that one of them cuts: pieces are shorter than words."""
        return [Span(self._word_start(span.start), self._word_end(span.end)) for span in spans]

    def _word_start(self, at: int) -> int:
        text = self.text
        if not 0 < at < len(text) or not text[at].isalnum():
            return at
        while at and text[at - 1].isalnum():
            at -= 1
        return at

    def _word_end(self, at: int) -> int:
        text = self.text
        if not 0 < at < len(text) or not text[at - 1].isalnum():
            return at
        while at < len(text) and (text[at].isalnum() or unicodedata.combining(text[at])):
            at += 1
        return at

    def _trim(self, span: Span) -> Span:
        start, end = span
        text = self.text
        while end > start and (text[end - 1].isspace() or self._foreign(start, end)):
            end -= 1
        while start < end and (text[start].isspace() or (text[start] in ",;:" and not self._quoted(start))):
            start += 1
        return Span(start, end)

    def _foreign(self, start: int, end: int) -> bool:
        """Whether the last character of ``[start, end)`` is the mark of a sentence that the content stands in."""
        mark = self.text[end - 1]
        if mark not in ",;:." or self._quoted(end - 1):
            return False
        return mark != "." or not _DOTTED.search(self.text, max(start, end - 13), end - 1)

    def _quoted(self, at: int) -> bool:
        number = bisect_right(self.starts, at) - 1
        return number >= 0 and at < self.ends[number]
