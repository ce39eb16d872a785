"""What a reader asked for in the address of a page: filters, places and the number of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar
from urllib.parse import quote, urlencode

from onrecord.errors import UsageError
from onrecord.text.document import Span

ROWS = 50
"""Rows on one page of a listing."""
MOST_PLACES = 50
_NUMBER = re.compile(r"[0-9]{1,9}")
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Asked:
    """The query of an address: one value a name, trimmed; empty ones count as not given."""

    path: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, path: str, query: Iterable[tuple[str, str]]) -> Asked:
        """From the parts of an address."""
        trimmed = ((name, value.strip()) for name, value in query)
        return cls(path, {name: value for name, value in trimmed if value})

    def get(self, name: str) -> str | None:
        """The value, or null where it was not given."""
        return self.values.get(name)

    @property
    def page_number(self) -> int:
        """The page of the listing, from 1; 1 also for what is no number (which :func:`listed` refuses)."""
        value = self.values.get("page", "1")
        return max(int(value), 1) if _NUMBER.fullmatch(value) else 1

    def number(self, name: str) -> int | None:
        """A whole number from 0, or null where none was given. Raises :class:`UsageError` for anything else."""
        value = self.values.get(name)
        if value is None:
            return None
        if not _NUMBER.fullmatch(value):
            raise UsageError(f"{name}={value}: not a whole number")
        return int(value)

    def spans(self, name: str) -> tuple[Span, ...]:
        """Places in a text, as ``12-20.31-35``. Raises :class:`UsageError` for anything else."""
        value = self.values.get(name)
        if value is None:
            return ()
        found = [_RANGE.fullmatch(piece) for piece in value.split(".")[:MOST_PLACES]]
        if None in found:
            raise UsageError(f"{name}={value}: not places in a text (12-20.31-35)")
        return tuple(Span(int(match[1]), int(match[2])) for match in found if match)

    def link(self, **changes: object) -> str:
        """The address of the same page with other values; null takes one out."""
        values = {**self.values, **changes}
        query = urlencode({name: str(value) for name, value in values.items() if value is not None})
        return f"{self.path}?{query}" if query else self.path


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """One page of a listing; ``before`` and ``after`` are the addresses of its neighbours, where there are any."""

    rows: tuple[Row, ...]
    first: int
    before: str | None
    after: str | None

    @property
    def last(self) -> int:
        """The number of the last row shown, counted from 1 over the whole listing."""
        return self.first + len(self.rows) - 1


def listed(asked: Asked, rows: Callable[[int], Generator[Row]]) -> Listed[Row]:
    """The page that was asked for. ``rows`` gives the listing up to a limit; one row more tells of a next page."""
    number = max(asked.number("page") or 1, 1)
    skipped = (number - 1) * ROWS
    # Closed here, as the ledger must not be closed under a listing that still streams.
    with closing(rows(skipped + ROWS + 1)) as stream:
        shown = tuple(islice(stream, skipped, skipped + ROWS + 1))
    before = asked.link(page=number - 1 if number > 2 else None) if number > 1 else None
    after = asked.link(page=number + 1) if len(shown) > ROWS else None
    return Listed(shown[:ROWS], skipped + 1, before, after)


def place_link(
    document: str, spans: Iterable[Span], anchor: str, found: Iterable[Span] = (), version: int | None = None
) -> str:
    """The address of exact characters: the document at the part that holds them, the words found marked."""
    starts = [span.start for span in spans]
    query = {"version": str(version)} if version is not None else {}
    if starts:
        query["at"] = str(min(starts))
    marked = ".".join(f"{span.start}-{span.end}" for span in list(found)[:MOST_PLACES])
    if marked:
        query["found"] = marked
    return f"/documents/{quote(document)}?{urlencode(query)}#{anchor}"
