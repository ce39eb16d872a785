"""The document: one text as captured, with what is known about it and where each fact came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of Unicode code points in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether both have a character in common; an empty one has none."""
        return max(self.start, other.start) < min(self.end, other.end)


@dataclass(frozen=True, slots=True)
class Warning:
    """Something about a document that a person should look at.

    ``code`` is a stable word for programs (``byline-conflict``, ``no-attributions-language``), ``message``
    one sentence for people, ``spans`` the places in the text it speaks of.
    """

    code: str
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about a document and the place it came from.

    ``field`` is a field of :class:`Document` (``title``, ``byline``, …), ``place`` names where in the
    original it stood (``json-ld:NewsArticle.headline``, ``meta:og:title``, ``text:closing-line``, ``row:title``,
    ``detected``), ``span`` the characters where it also stands in the extracted text.
    """

    field: str
    value: str
    place: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text with its metadata, as an intake reader or a caller made it.

    ``id`` is the document's identity: the id it came with, else its canonical URL, else its path.
    ``text`` is the extracted text, in which all offsets count code points. ``sha256`` is the digest of
    the original bytes. ``language`` is an ISO 639-1 code or null where it could not be told.
    ``published`` is an ISO 8601 date or time with the precision of its source.
    ``pages`` are the spans of the pages of a paged original, in order.
    ``locator`` says which part of a container the original is (``row 3``, ``message 17``), else null.
    """

    id: str
    path: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    locator: str | None = None
    language: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    findings: tuple[Finding, ...] = ()
    pages: tuple[Span, ...] = ()
    warnings: tuple[Warning, ...] = field(default=())

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8 (lone surrogates, which UTF-8 cannot hold, pass through as they are)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def page_of(self, offset: int) -> int | None:
        """The number, from 1, of the page that holds the character at ``offset``; null without pages."""
        for number, page in enumerate(self.pages, 1):
            if page.start <= offset < page.end:
                return number
        return None
