"""Bytes to text: which encoding, and how sure.

The order is: byte-order mark, the pattern of UTF-16, strict UTF-8, what the input declares, a guess
(:mod:`onrecord.intake.guessing`). Nothing is changed but a leading byte-order mark, which is removed. A guess is always
told as the warning ``encoding-guessed``; bytes that the encoding does not have become U+FFFD under the warning
``encoding-damaged``.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from onrecord.text.document import Span, Warning

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ABOVE_ASCII = bytes(range(128, 256))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b\x00")) + b"\x7f"
_PLACES_TOLD = 20
_VALID_PER_DAMAGED = 20
"""So many good multi-byte characters must stand against one bad byte for text to count as damaged UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the Python name of its encoding, and what a person should know of the decoding."""

    text: str
    encoding: str
    warnings: tuple[Warning, ...] = ()


def marked_encoding(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte-order mark tells, and the mark's length; null without one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-32-le" and not _is_utf32(data[4:]):
                continue  # FF FE 00 00 also begins UTF-16 whose first character is NUL
            return encoding, len(mark)
    return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is the high byte of a Latin or Cyrillic letter, the others vary."""
    sample = data[:2000]
    if len(sample) < 16 or b"\x00" not in sample:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[first::2], sample[1 - first :: 2]
        if sum(each in (0, 4) for each in high) > 0.9 * len(high) and low.count(0) < 0.1 * len(low):
            return encoding
    return None


def _is_utf32(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-32-le")("surrogatepass").decode(data[: len(data) // 4 * 4])
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """``data`` as text; ``declared`` is the encoding that a header or the document itself names."""
    if marked := marked_encoding(data):
        return _decode_marked(data, *marked)
    if wide := _unmarked_utf16(data):
        return _guessed(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    try:  # lone surrogates, written by programs that encode UTF-16 units one by one
        return Decoded(data.decode("utf-8", "surrogatepass"), "utf-8")
    except UnicodeDecodeError:
        pass
    if damaged := _damaged_utf8(data):
        return damaged
    if declared and (found := _decode_declared(data, declared)):
        return found
    from onrecord.intake.guessing import guess_encoding

    return _guessed(data, guess_encoding(data))


def _decode_marked(data: bytes, encoding: str, length: int) -> Decoded:
    body = data[length:]
    try:
        return Decoded(body.decode(encoding, "surrogatepass"), encoding)
    except UnicodeDecodeError:
        return _with_damage(body, encoding)


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes (cut short, pasted together), or null where it is something else."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - bad - len(data.translate(None, _ABOVE_ASCII))
    return _with_damage(data, "utf-8") if good >= bad * _VALID_PER_DAMAGED else None


def _with_damage(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    places = _places("\ufffd+", text)
    message = f"{text.count(chr(0xFFFD))} characters could not be read as {encoding} and stand as \ufffd"
    return Decoded(text, encoding, (Warning("encoding-damaged", message, places),))


def python_encoding(declared: str) -> str | None:
    """Python's name for a declared encoding, as browsers understand it; null where it is none."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    try:
        "".encode(name)
    except LookupError:  # codecs that are no text encodings (base64, rot13)
        return None
    # The web's rule: who declares Latin-1 or ASCII sends Windows-1252.
    return "cp1252" if name in {"iso8859-1", "ascii", "latin-1"} else name


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    encoding = python_encoding(declared)
    if encoding is None or encoding.startswith("utf-8"):
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    from onrecord.intake.guessing import is_plausible

    return Decoded(text, encoding) if is_plausible(text, encoding) else None


def _guessed(data: bytes, encoding: str) -> Decoded:
    message = f"the encoding is not told; read as {encoding}"
    guessed = Warning("encoding-guessed", message)
    try:
        return Decoded(data.decode(encoding), encoding, (guessed,))
    except UnicodeDecodeError:
        damaged = _with_damage(data, encoding)
        return Decoded(damaged.text, encoding, (guessed, *damaged.warnings))


def looks_binary(data: bytes) -> bool:
    """Whether ``data`` (a whole input or its first part) is not text in any encoding that is read here.

    A few stray NUL bytes do not make text binary: text copied out of old systems has them.
    """
    if marked_encoding(data) or _unmarked_utf16(data):
        return False
    nuls = data.count(0)
    readable = _is_utf8_start(data)
    if nuls and nuls > 3 and nuls * (10 if readable else 200) > len(data):
        return True
    if readable:
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls * 50 > len(data)


def _is_utf8_start(data: bytes) -> bool:
    """Whether it is UTF-8, the last character perhaps cut through."""
    try:
        codecs.getincrementaldecoder("utf-8")("surrogatepass").decode(data)
    except UnicodeDecodeError:
        return False
    return True


def nul_warning(text: str) -> tuple[Warning, ...]:
    """The warning ``nul-bytes`` where the text holds NUL characters, which programs downstream may stop at."""
    if "\x00" not in text:
        return ()
    message = f"the text holds {text.count(chr(0))} NUL characters; it may have been damaged on its way"
    return (Warning("nul-bytes", message, _places("\x00+", text)),)


def _places(pattern: str, text: str) -> tuple[Span, ...]:
    """The first few places; damaged text may have millions."""
    return tuple(Span(at.start(), at.end()) for at in islice(re.finditer(pattern, text), _PLACES_TOLD))
