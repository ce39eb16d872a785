"""What a document and a reading say beside text and attributions, as it goes into the tables and comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.attributions.reading import Reading
from onrecord.ledger.encoding import to_json
from onrecord.text.document import Document, Finding, Span, Warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that one extraction found of a document, less its text."""

    path: str
    media_type: str
    locator: str | None = None
    language: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    findings: tuple[Finding, ...] = ()
    pages: tuple[Span, ...] = ()
    warnings: tuple[Warning, ...] = ()


_SHOWN = ("path", "media_type", "locator", "language", "title", "outlet", "published", "url")


def facts_of(document: Document) -> Facts:
    """The facts of a document."""
    shown: dict[str, Any] = {name: getattr(document, name) for name in _SHOWN}
    return Facts(
        **shown,
        byline=document.byline,
        findings=document.findings,
        pages=document.pages,
        warnings=document.warnings,
    )


def columns_of(document: Document) -> dict[str, Any]:
    """The facts that have columns of their own, for listings and filters."""
    return {**{name: getattr(document, name) for name in _SHOWN}, "byline": to_json(document.byline)}


def warnings_of(reading: Reading) -> tuple[Warning, ...]:
    """The warnings of a reading and of its document, each once, the document's first."""
    return tuple(dict.fromkeys((*reading.document.warnings, *reading.warnings)))


def speaker_key(*names: str | None) -> str:
    """What a filter by speaker looks into: the names and words, in one letter case, a line each."""
    return "\n".join(dict.fromkeys(name.casefold() for name in names if name))
