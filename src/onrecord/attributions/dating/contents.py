"""The contents of all attributions of a text, by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from onrecord.text.document import Span

_MOST = 400
"""Contents looked back over: more than these lie over one sentence in no text."""


class Contents:
    """The contents of all attributions of a text, to be asked which lie over a stretch of it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(set(spans))
        self._starts = [span.start for span in self._spans]
        # The furthest end of any span up to here tells how far back a search must go.
        self._reached = list(accumulate((span.end for span in self._spans), max))

    def over(self, stretch: Span) -> Iterator[Span]:
        """The contents that share a character with ``stretch``, from the last to the first."""
        last = bisect_left(self._starts, stretch.end) - 1
        for at in range(last, max(-1, last - _MOST), -1):
            if self._reached[at] <= stretch.start:
                return
            if self._spans[at].end > stretch.start:
                yield self._spans[at]
