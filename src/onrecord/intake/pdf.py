"""PDF: the text of each page by PDFium, its lines joined to paragraphs, the spans of the pages kept.

A file that is cut short is refused even where a viewer would show its first pages: half a document that looks
whole is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import DamagedInput, EmptyInput, InputTooLarge
from onrecord.intake.decoding import nul_warning
from onrecord.intake.material import Extract, Format, Piece
from onrecord.intake.names import split_names
from onrecord.intake.reflow import paragraphs, without_running_lines, words_of
from onrecord.settings import Settings
from onrecord.text.document import Finding, Span

_LENGTH = re.compile(rb"/Linearized[^>]{0,300}?/L\s+(\d+)|/L\s+(\d+)[^>]{0,300}?/Linearized")
_TAIL = 4096
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d))?\s*(Z|[+-]\d\d'?\d\d)?'?.*")


def _extract(piece: Piece, settings: Settings) -> Extract:
    import pypdfium2

    data = piece.content
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(piece.label, data, str(error)) from None
    try:
        _check_whole(piece.label, data)
        lines = _page_lines(document, piece.label, settings)
        metadata = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise DamagedInput(piece.label, f"a PDF that cannot be read ({error})") from None
    finally:
        document.close()
    text, pages = _assembled(without_running_lines(lines))
    if not text.strip():
        raise EmptyInput(
            piece.label, "the PDF holds no text, perhaps a scan", "run text recognition (OCR) over it"
        )
    return Extract(
        text=text,
        findings=tuple(_findings(metadata)),
        pages=tuple(pages),
        warnings=nul_warning(text),
        details={"pages": str(len(pages))},
    )


def _not_opened(label: str, data: bytes, reason: str) -> DamagedInput:
    if "password" in reason.lower():
        return DamagedInput(label, "the PDF is encrypted", "save it without a password")
    if _is_cut(data):
        return DamagedInput(label, "the PDF is cut short", "fetch or copy it again")
    return DamagedInput(label, f"a PDF that cannot be opened ({reason})")


def _check_whole(label: str, data: bytes) -> None:
    if _is_cut(data):
        raise DamagedInput(label, "the PDF is cut short", "fetch or copy it again")


def _is_cut(data: bytes) -> bool:
    """Whether the end is missing: no end mark, objects long after the last one, or less than a linearized file says."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        return True
    if len(data) - end > _TAIL and b" obj" in data[end:]:
        return True
    found = _LENGTH.search(data[:2048])
    return found is not None and len(data) < int(found[1] or found[2])


def _page_lines(document: Any, label: str, settings: Settings) -> list[list[str]]:
    pages, characters = [], 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        text = text_page.get_text_range().replace(
            "\ufffe", "-\n"
        )  # PDFium's sign for a hyphen at a line's end
        text_page.close()
        page.close()
        characters += len(text)
        if characters > settings.max_text_characters:
            raise InputTooLarge(
                label,
                f"its text is longer than {settings.max_text_characters:,} characters",
                "ONRECORD_MAX_TEXT_CHARACTERS raises the limit",
            )
        pages.append(re.split(r"\r\n|\r|\n", text))
    return pages


def _assembled(pages: list[list[str]]) -> tuple[str, list[Span]]:
    """The pages as one text, and the span of each; a sentence that goes on over the page is not broken by it."""
    words = words_of(pages)
    spans: list[Span] = []
    parts: list[str] = []
    length = 0
    previous = ""
    for lines in pages:
        part = paragraphs(lines, words)
        if previous and part:
            goes_on = previous[-1].isalpha() or previous[-1] in ",-–"
            separator = " " if goes_on and part[0].islower() else "\n"
            parts.append(separator)
            length += len(separator)
            if spans:
                spans[-1] = Span(spans[-1].start, length)
        spans.append(Span(length, length + len(part)))
        parts.append(part)
        length += len(part)
        previous = part or previous
    return "".join(parts), spans


def _findings(metadata: dict[str, str]) -> Iterator[Finding]:
    if title := metadata.get("Title", "").strip():
        yield Finding("title", title, "pdf:Title")
    for name in split_names(metadata.get("Author", "")):
        yield Finding("byline", name, "pdf:Author")
    if date := _pdf_date(metadata.get("CreationDate", "")):
        yield Finding("published", date, "pdf:CreationDate")


def _pdf_date(written: str) -> str | None:
    """``D:20241205100000+02'00'`` as ISO 8601, with the precision it has."""
    if not (found := _DATE.fullmatch(written.strip())):
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    date = "-".join(each for each in (year, month, day) if each)
    if not hour:
        return date
    digits = (zone or "").replace("'", "")
    offset = digits if digits in {"", "Z"} else f"{digits[:3]}:{digits[3:]}"
    return f"{date}T{hour}:{minute}:{second}{offset}"


FORMAT = Format(
    name="pdf",
    media_types=("application/pdf",),
    suffixes=(".pdf",),
    recognises=lambda head: b"%PDF-" in head[:1024],
    extract=_extract,
    binary=True,
)
