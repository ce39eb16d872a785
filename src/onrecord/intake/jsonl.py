"""JSON Lines: one document a row, its ``text`` unchanged, read one line at a time.

Known keys beside ``text``: ``id`` (or ``doc_id``), ``outlet``, ``url``, ``title``, ``byline`` (text or a list),
``language``, ``published``. Other keys are left in the original.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import DamagedInput, InputError, UnsupportedInput
from onrecord.intake.decoding import decode, marked_encoding, nul_warning
from onrecord.intake.material import Extract, Format, Material, Piece, too_large
from onrecord.intake.names import split_names
from onrecord.settings import Settings
from onrecord.text.document import Finding

_KEYS = ("title", "outlet", "url", "language", "published")


def rows(material: Material) -> Iterator[Piece | InputError]:
    """The lines of a material as pieces, blank ones left out; a line over the limit is an error of its own."""
    limit = material.settings.max_document_bytes
    number = 0
    while line := material.stream.readline(limit + 2):
        number += 1
        if number == 1 and (marked := marked_encoding(line)):
            if marked[0] != "utf-8":
                raise UnsupportedInput(material.name, f"JSON Lines in {marked[0]}", "save it as UTF-8")
            line = line[marked[1] :]
        row = line.rstrip(b"\r\n")
        locator = f"row {number}"
        if len(row) > limit:
            while line and not line.endswith(b"\n"):
                line = material.stream.readline(limit)
            yield too_large(f"{material.name}#{locator}", "row", limit)
        elif row.strip():
            yield Piece(data=row, name=material.name, locator=locator)


def _extract(piece: Piece, settings: Settings) -> Extract:
    decoded = decode(piece.content)
    row = parse_object(decoded.text, piece.label)
    text = row.get("text")
    if not isinstance(text, str):
        raise DamagedInput(piece.label, 'the row has no "text" that is a string')
    return Extract(
        media_type="application/json",
        text=text,
        id=_id(row),
        findings=tuple(_findings(row)),
        warnings=(*decoded.warnings, *nul_warning(text)),
    )


def parse_object(text: str, label: str) -> dict[str, Any]:
    """The JSON object that ``text`` is; raises ``DamagedInput`` with the place of the fault."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise DamagedInput(label, f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except (RecursionError, ValueError) as error:
        raise DamagedInput(label, f"JSON that cannot be read: {error}") from None
    if not isinstance(value, dict):
        raise DamagedInput(label, f"a JSON object is wanted, here is a {type(value).__name__}")
    return value


def _id(row: dict[str, Any]) -> str | None:
    for key in ("id", "doc_id"):
        value = row.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value):
            return str(value)
    return None


def _findings(row: dict[str, Any]) -> Iterator[Finding]:
    for key in _KEYS:
        if (value := row.get(key)) and isinstance(value, (str, int, float)):
            yield Finding(key, str(value), f"row:{key}")
    byline = row.get("byline")
    names = byline if isinstance(byline, list) else [byline]
    for written in names:
        if isinstance(written, str):
            yield from (Finding("byline", name, "row:byline") for name in split_names(written))


def _recognises(head: bytes) -> bool:
    """Whether the first line is (the beginning of) an object with a ``text``, or several objects stand in lines."""
    line, newline, rest = head.lstrip().partition(b"\n")
    if not line.startswith(b"{"):
        return False
    if not newline and len(head) >= 60_000:  # one long row, cut
        return re.search(rb'"text"\s*:\s*"', line) is not None
    try:
        first = json.loads(line.decode("utf-8", "replace"))
    except ValueError:
        return False
    return isinstance(first, dict) and ("text" in first or rest.lstrip().startswith(b"{"))


FORMAT = Format(
    name="jsonl",
    media_types=(
        "application/x-ndjson",
        "application/jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
    ),
    suffixes=(".jsonl", ".ndjson"),
    recognises=_recognises,
    extract=_extract,
    split=rows,
)
