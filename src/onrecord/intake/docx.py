"""Word documents (.docx): paragraphs and tables in the order of the body, and the core properties.

Insertions under revision count, deletions do not, as if the changes were accepted.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from onrecord.errors import DamagedInput, InputTooLarge
from onrecord.intake.material import Extract, Format, Piece
from onrecord.intake.names import split_names
from onrecord.settings import Settings
from onrecord.text.document import Finding

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "\u2011"}
_LEFT_OUT = (_W + "del", _W + "moveFrom", _FALLBACK)


def _extract(piece: Piece, settings: Settings) -> Extract:
    import docx

    _check_sizes(piece, settings)
    try:
        document = docx.Document(io.BytesIO(piece.content))
        blocks = list(_blocks(document.element.body))
        properties = document.core_properties
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        raise DamagedInput(piece.label, f"a Word document that cannot be opened ({error})") from None
    return Extract(
        text="\n".join(line for block in blocks if (line := block.strip())),
        findings=tuple(_findings(properties)),
    )


def _check_sizes(piece: Piece, settings: Settings) -> None:
    """Refuse a zip bomb before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(piece.content)) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise DamagedInput(piece.label, "a Word document that is cut short or damaged") from None
    if size > settings.max_unpacked_bytes:
        raise InputTooLarge(
            piece.label,
            f"it unpacks to {size:,} bytes, more than {settings.max_unpacked_bytes:,}",
            "ONRECORD_MAX_UNPACKED_BYTES raises the limit",
        )


def _blocks(body: Any) -> Iterator[str]:
    """A line for each paragraph and each table row, at any depth of content controls."""
    for element in body.iterchildren():
        if element.tag == _W + "p":
            yield _words(element)
        elif element.tag == _W + "tbl":
            for row in element.iter(_W + "tr"):
                cells = (
                    " ".join(map(_words, cell.iter(_W + "p"))).strip() for cell in row.iterchildren(_W + "tc")
                )
                yield "\t".join(cells)
        elif element.tag not in _LEFT_OUT:
            yield from _blocks(element)


def _words(element: Any) -> str:
    if element.tag in _LEFT_OUT:
        return ""
    if element.tag == _W + "t":
        return element.text or ""
    if element.tag in _MARKS:
        return _MARKS[element.tag]
    if element.tag == _W + "pPr":
        return ""
    return "".join(map(_words, element.iterchildren()))


def _findings(properties: Any) -> Iterator[Finding]:
    if title := (properties.title or "").strip():
        yield Finding("title", title, "docx:title")
    for name in split_names(properties.author or ""):
        yield Finding("byline", name, "docx:author")
    if language := (properties.language or "").strip():
        yield Finding("language", language, "docx:language")
    if properties.created:
        yield Finding("published", properties.created.isoformat(), "docx:created")


FORMAT = Format(
    name="docx",
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    suffixes=(".docx",),
    recognises=lambda head: head.startswith(b"PK\x03\x04") and b"word/" in head,
    extract=_extract,
    binary=True,
)
