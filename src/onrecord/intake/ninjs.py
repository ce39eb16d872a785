"""ninjs, the IPTC's JSON for news items: versions 1 (``body_text``, ``body_html``) and 2/3 (``bodies``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.errors import DamagedInput
from onrecord.intake.decoding import decode, nul_warning
from onrecord.intake.html import page_text
from onrecord.intake.jsonl import parse_object
from onrecord.intake.material import Extract, Format, Piece
from onrecord.intake.names import split_names
from onrecord.settings import Settings
from onrecord.text.document import Finding

_SIGNS = (b'"body_text"', b'"body_html"', b'"body_xhtml"', b'"bodies"', b'"versioncreated"', b'"pubstatus"')


def _extract(piece: Piece, settings: Settings) -> Extract:
    decoded = decode(piece.content)
    item = parse_object(decoded.text, piece.label)
    text = _body(item)
    if text is None:
        raise DamagedInput(piece.label, "the news item has no body")
    uri = item.get("uri")
    return Extract(
        text=text,
        id=uri if isinstance(uri, str) and uri else None,
        findings=tuple(_findings(item)),
        warnings=(*decoded.warnings, *nul_warning(text)),
    )


def _body(item: dict[str, Any]) -> str | None:
    if isinstance(text := item.get("body_text"), str) and text.strip():
        return text
    for key in ("body_html", "body_xhtml"):
        if isinstance(markup := item.get(key), str) and markup.strip():
            return page_text(markup)
    bodies = [each for each in item.get("bodies") or [] if isinstance(each, dict)]
    bodies.sort(key=lambda each: "html" in str(each.get("contenttype", each.get("contentType", ""))))
    for body in bodies:
        if isinstance(value := body.get("value"), str) and value.strip():
            return (
                page_text(value)
                if "html" in str(body.get("contenttype", body.get("contentType", "")))
                else value
            )
    return None


def _findings(item: dict[str, Any]) -> Iterator[Finding]:
    for key in ("headline", "title"):
        if isinstance(value := item.get(key), str):
            yield Finding("title", page_text(value), f"ninjs:{key}")
    for value in _values(item.get("headlines"), "value"):
        yield Finding("title", page_text(value), "ninjs:headlines")
    for key in ("byline", "by"):
        if isinstance(value := item.get(key), str):
            yield from (Finding("byline", name, f"ninjs:{key}") for name in split_names(value))
    for key in ("infosource", "infosources", "provider", "source", "copyrightholder"):
        for value in _values(item.get(key), "name"):
            yield Finding("outlet", value, f"ninjs:{key}")
    for key in ("published", "versioncreated", "versionCreated", "firstcreated", "firstCreated"):
        if isinstance(value := item.get(key), str):
            yield Finding("published", value, f"ninjs:{key}")
    if isinstance(language := item.get("language"), str):
        yield Finding("language", language, "ninjs:language")
    for key in ("canonicalurl", "url"):
        if isinstance(value := item.get(key), str):
            yield Finding("url", value, f"ninjs:{key}")


def _values(found: Any, key: str) -> list[str]:
    """The text itself, or the ``key`` of an object or of each object in a list."""
    several = found if isinstance(found, list) else [found]
    values = [each.get(key) if isinstance(each, dict) else each for each in several]
    return [each for each in values if isinstance(each, str)]


FORMAT = Format(
    name="ninjs",
    media_types=("application/vnd.iptc.g2.newsitem+json", "application/ninjs+json"),
    suffixes=(".ninjs",),
    recognises=lambda head: (
        head.lstrip().startswith(b"{") and b'"uri"' in head and any(each in head for each in _SIGNS)
    ),
    extract=_extract,
)
