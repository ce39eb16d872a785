"""The formats that intake reads, and which of them an input is.

To add a format, write one module with a ``FORMAT`` (:class:`~onrecord.intake.material.Format`) and add its name
to ``_READERS``.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from onrecord.errors import DamagedInput, UnsupportedInput
from onrecord.intake.decoding import looks_binary, marked_encoding
from onrecord.intake.material import Format

_READERS = (
    "pdf",
    "docx",
    "warc",
    "feed",
    "html",
    "telegram",
    "jsonl",
    "ninjs",
    "subtitles",
    "mail",
    "markdown",
    "plain",
)
"""Modules of this package, in the order in which their formats are tried on an input's first bytes."""

_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "sound, video or a WebP image"),
    (b"ID3", "an MP3 sound file"),
    (b"OggS", "an Ogg sound or video file"),
    (b"\x1aE\xdf\xa3", "a Matroska video"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file"),
    (b"PK\x03\x04", "a zip archive or an office file of another kind"),
    (b"\x1f\x8b", "gzip-packed data that is no WARC"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "a rich text (RTF) file"),
)
_ADVICE = "save it as one of: txt, md, html, pdf, docx, eml, srt, vtt, JSON Lines, WARC"


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format, in the order in which they are tried."""
    return tuple(import_module(f"onrecord.intake.{name}").FORMAT for name in _READERS)


def format_named(name: str) -> Format:
    """The format of that name; raises ``KeyError`` where there is none."""
    return {each.name: each for each in all_formats()}[name]


def choose_format(head: bytes, name: str, media_type: str | None = None) -> Format:
    """The format of an input by its first bytes, then its name, then its declared media type.

    Raises ``UnsupportedInput`` for content without a reader and ``DamagedInput`` where name and content disagree.
    """
    shown = _as_utf8(head)
    suffix = _suffix(name)
    named = next((each for each in all_formats() if suffix in each.suffixes), None)
    is_text_by_name = named is not None and named.name == "text"
    for each in all_formats():
        if is_text_by_name and not each.binary:
            continue
        if each.recognises(shown):
            return each
    if named and named.binary:
        raise DamagedInput(name, f"it is named {suffix} but its content is something else")
    if (kind := _signature(head)) or looks_binary(head):
        raise UnsupportedInput(name, f"binary content{f', {kind}' if kind else ''}", _ADVICE)
    if named:
        return named
    return _by_media_type(name, media_type) or _unnamed(suffix, name)


def _by_media_type(name: str, media_type: str | None) -> Format | None:
    if not media_type or media_type in {"application/octet-stream", "text/plain"}:
        return None
    for each in all_formats():
        if media_type in each.media_types and not each.binary:
            return each
    if media_type.startswith("text/"):
        return None
    raise UnsupportedInput(name, f"content of the type {media_type} is not read", _ADVICE)


def _unnamed(suffix: str, name: str) -> Format:
    if suffix in {".json", ".xml"}:
        raise UnsupportedInput(name, f"{suffix[1:].upper()} of a kind that is not known", _ADVICE)
    return format_named("text")


def _suffix(name: str) -> str:
    """The lower-case suffix of a path or of a URL's path; the one before ``.gz`` for packed files."""
    path = urlsplit(name).path if "://" in name else name
    pure = PurePosixPath(path.replace("\\", "/").lower())
    return PurePosixPath(pure.stem).suffix + ".gz" if pure.suffix == ".gz" else pure.suffix


def _as_utf8(head: bytes) -> bytes:
    """The head for recognisers: UTF-16 and UTF-32 recoded, a byte-order mark removed."""
    if not (marked := marked_encoding(head)):
        return head
    encoding, length = marked
    return head[length:].decode(encoding, "ignore").encode("utf-8", "ignore")


def _signature(head: bytes) -> str | None:
    return next((kind for mark, kind in _SIGNATURES if head.startswith(mark)), None)
