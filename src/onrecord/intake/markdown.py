"""Markdown to plain text, a block a line, with what its front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.intake.decoding import decode, nul_warning
from onrecord.intake.html import page_text
from onrecord.intake.material import Extract, Format, Piece
from onrecord.intake.names import split_names
from onrecord.settings import Settings
from onrecord.text.document import Finding

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^([A-Za-z_-]+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_FIELDS = {
    "title": "title", "author": "byline", "authors": "byline", "byline": "byline", "date": "published",
    "published": "published", "lang": "language", "language": "language", "url": "url", "canonical": "url",
    "canonical_url": "url", "outlet": "outlet", "publisher": "outlet", "source": "outlet",
}  # fmt: skip


def _extract(piece: Piece, settings: Settings) -> Extract:
    from markdown_it import MarkdownIt

    decoded = decode(piece.content, piece.charset)
    front = _FRONT.match(decoded.text)
    body = decoded.text[front.end() :] if front else decoded.text
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    text = "".join(_blocks(tokens))
    lines = (line.strip() for line in text.split("\n"))
    return Extract(
        text="\n".join(line for line in lines if line),
        findings=(*_front_findings(front[1] if front else ""), *_heading(tokens)),
        warnings=(*decoded.warnings, *nul_warning(decoded.text)),
        details={"encoding": decoded.encoding},
    )


def _front_findings(front: str) -> Iterator[Finding]:
    """The simple ``key: value`` lines of a front matter; nested ones are left alone."""
    for found in _ENTRY.finditer(front):
        key, value = found[1].lower(), found[2].strip("\"'[] ")
        if field := _FIELDS.get(key):
            for each in split_names(value) if field == "byline" else (value,):
                yield Finding(field, each, f"front-matter:{key}")


def _heading(tokens: list[Token]) -> Iterator[Finding]:
    """The first heading of the first rank is the title."""
    for at, token in enumerate(tokens[:-1]):
        if token.type == "heading_open" and token.tag == "h1":
            yield Finding("title", _inline(tokens[at + 1]), "markdown:h1")
            return


def _blocks(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _inline(token)
        elif token.type in {"fence", "code_block"}:
            yield "\n" + token.content + "\n"
        elif token.type == "html_block":
            yield "\n" + page_text(token.content) + "\n"
        elif token.type in {"td_close", "th_close"}:
            yield "\t"
        elif token.block:
            yield "\n"


def _inline(token: Token) -> str:
    """The words of a run of inline marks; a line broken in the source is no break in the text."""
    parts = []
    for each in token.children or []:
        if each.type in {"text", "code_inline"}:
            parts.append(each.content)
        elif each.type == "softbreak":
            parts.append(" ")
        elif each.type == "hardbreak":
            parts.append("\n")
    return "".join(parts)


FORMAT = Format(
    name="markdown",
    media_types=("text/markdown",),
    suffixes=(".md", ".markdown"),
    recognises=lambda head: False,
    extract=_extract,
)
