"""An attribution as a citation that leads back to the exact characters of the captured original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.attributions.record import Attribution
from onrecord.text.document import Document, Span

JOINT = " … "
"""What stands between the pieces of a split part."""


def citation(
    attribution: Attribution, document: Document, *, captured_at: str, captured_from: str = ""
) -> str:
    """The citation of one attribution of a document as it was captured at ``captured_at`` (UTC, ISO 8601)."""

    def words(spans: Iterable[Span]) -> str:
        return JOINT.join(span.of(document.text) for span in spans)

    return cite(
        speaker=words(attribution.source),
        cue=words(attribution.cue),
        content=words(attribution.content),
        content_spans=attribution.content,
        title=document.title,
        byline=document.byline,
        outlet=document.outlet,
        published=document.published,
        url=document.url,
        path=document.path,
        captured_at=captured_at,
        captured_from=captured_from,
        sha256=document.sha256,
        pages=sorted({page for span in attribution.content if (page := document.page_of(span.start))}),
    )


def cite(
    *,
    speaker: str,
    cue: str,
    content: str,
    content_spans: Sequence[Span],
    title: str | None,
    byline: Sequence[str],
    outlet: str | None,
    published: str | None,
    url: str | None,
    path: str,
    captured_at: str,
    captured_from: str,
    sha256: str | None,
    pages: Sequence[int] = (),
) -> str:
    """One citation from its facts; what is not known is left out, and what was not said by anybody named says so."""
    said = (
        f"{_squeezed(speaker) or '(no source given)'}, {_squeezed(cue) or '(no cue)'}: {_squeezed(content)}"
    )
    where = ", ".join(f"{span.start}–{span.end}" for span in content_spans)
    page = f"p. {', '.join(map(str, pages))}" if pages else ""
    whole = [
        said,
        ", ".join(byline),
        f"“{_squeezed(title)}”" if title else "",
        ", ".join(part for part in (outlet, (published or "")[:10] or "no date", page) if part),
        url or path,
        f"Captured {captured_at}"
        + (f" from {captured_from}" if captured_from and captured_from != url else ""),
        f"SHA-256 {sha256}" if sha256 else "original erased by forget",
        f"characters {where}",
    ]
    return " · ".join(part for part in whole if part)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
