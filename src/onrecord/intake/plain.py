"""Plain text: its content decoded, a leading byte-order mark removed, nothing else changed."""

from __future__ import annotations

from onrecord.errors import UnsupportedInput
from onrecord.intake.decoding import decode, looks_binary, nul_warning
from onrecord.intake.material import Extract, Format, Piece
from onrecord.settings import Settings


def _extract(piece: Piece, settings: Settings) -> Extract:
    if looks_binary(piece.content):
        raise UnsupportedInput(piece.label, "binary content")
    decoded = decode(piece.content, piece.charset)
    return Extract(
        text=decoded.text,
        warnings=(*decoded.warnings, *nul_warning(decoded.text)),
        details={"encoding": decoded.encoding},
    )


FORMAT = Format(
    name="text",
    media_types=("text/plain",),
    suffixes=(".txt", ".text"),
    recognises=lambda head: False,
    extract=_extract,
)
