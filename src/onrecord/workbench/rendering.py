"""Templates, and the rule that captured text is only ever shown as text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from onrecord.ledger.rows import DocumentRow
from onrecord.text.document import Span

LANGUAGES = {"en": "English", "ru": "Russian", "uk": "Ukrainian"}

# Control characters have no place in HTML, lone surrogates none in UTF-8.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with each character that a page cannot hold replaced by one sign, so that offsets stay."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def web_link(url: str | None) -> str | None:
    """The URL where it leads to the web, else null: ``javascript:`` and the like are shown, never linked."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def language_name(code: str | None) -> str:
    """The English name of a language that has rules, else its code."""
    return LANGUAGES.get(code or "", code or "unknown")


def day(published: str | None) -> str:
    """A date or time with the precision of its source, cut at the day."""
    return (published or "")[:10]


def moment(captured_at: str) -> str:
    """A UTC time as it is read: ``2025-03-01 10:00:00 UTC``."""
    return captured_at.replace("T", " ").replace("+00:00", " UTC").replace("Z", " UTC")


def name_of(document: DocumentRow) -> str:
    """What to call a document: its title, else the last part of its identity, which may be a long path or URL."""
    return document.title or document.identity.rstrip("/").rsplit("/", 1)[-1] or document.identity


def short_place(ledger_place: str) -> str:
    """The last folder and the name of a ledger's file: enough to know it by, and not a whole home directory."""
    return "/".join(ledger_place.replace("\\", "/").split("?")[0].rstrip("/").split("/")[-2:])


def marked_words(text: str, at: int, spans: tuple[Span, ...]) -> list[tuple[str, bool]]:
    """``text``, which begins at offset ``at`` of a document, as pieces that lie in one of ``spans`` or do not."""
    pieces: list[tuple[str, bool]] = []
    position = 0
    for span in sorted(spans):
        start, end = max(span.start - at, position), min(span.end - at, len(text))
        if start < end:
            pieces += [(text[position:start], False), (text[start:end], True)]
            position = end
    return [piece for piece in (*pieces, (text[position:], False)) if piece[0]]


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if type(value) is str else value


@cache
def environment() -> Environment:
    """The templates, with everything put into them escaped and made visible."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
    )
    made.filters.update(
        web_link=web_link,
        language_name=language_name,
        day=day,
        moment=moment,
        name_of=name_of,
        short_place=short_place,
    )
    made.globals.update(languages=LANGUAGES, marked_words=marked_words)
    return made


def page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """One page from its template."""
    return HTMLResponse(
        environment().get_template(template).render(values, status=status), status_code=status
    )
