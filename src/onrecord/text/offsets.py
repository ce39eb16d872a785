"""Offsets at the edge: code points inside, UTF-16 units in a browser, bytes in a UTF-8 file.

Each function converts many offsets in one pass over the text and gives them back in the order they came. An offset outside
the text, or inside a character, raises ValueError. A lone surrogate, which a broken input can bring, counts as one
UTF-16 unit and three UTF-8 bytes (Python's ``surrogatepass``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def to_utf16(text: str, offsets: Iterable[int]) -> list[int]:
    """Code point offsets as offsets in UTF-16 code units (what JavaScript counts)."""
    wanted = _within(offsets, len(text), "code points")
    astral = [match.start() for match in _ASTRAL.finditer(text)]
    return [offset + bisect_left(astral, offset) for offset in wanted]


def from_utf16(text: str, offsets: Iterable[int]) -> list[int]:
    """Offsets in UTF-16 code units as code point offsets."""
    # The second unit of each pair: an offset equal to it cuts the character in two.
    halves = [match.start() + index + 1 for index, match in enumerate(_ASTRAL.finditer(text))]
    found = []
    for offset in _within(offsets, len(text) + len(halves), "UTF-16 units"):
        pairs = bisect_left(halves, offset)
        if pairs < len(halves) and halves[pairs] == offset:
            raise ValueError(f"offset {offset} falls inside a character")
        found.append(offset - pairs)
    return found


def to_utf8(text: str, offsets: Iterable[int]) -> list[int]:
    """Code point offsets as byte offsets in the text's UTF-8 form."""
    wanted = _within(offsets, len(text), "code points")
    if text.isascii():
        return wanted
    place: dict[int, int] = {}
    at = size = 0
    for offset in sorted(set(wanted)):
        size += len(text[at:offset].encode("utf-8", "surrogatepass"))
        place[offset] = size
        at = offset
    return [place[offset] for offset in wanted]


def from_utf8(text: str, offsets: Iterable[int]) -> list[int]:
    """Byte offsets in the text's UTF-8 form as code point offsets."""
    if text.isascii():
        return _within(offsets, len(text), "bytes")
    data = text.encode("utf-8", "surrogatepass")
    wanted = _within(offsets, len(data), "bytes")
    place: dict[int, int] = {}
    at = count = 0
    for offset in sorted(set(wanted)):
        if offset < len(data) and data[offset] & 0xC0 == 0x80:
            raise ValueError(f"offset {offset} falls inside a character")
        count += len(data[at:offset].decode("utf-8", "surrogatepass"))
        place[offset] = count
        at = offset
    return [place[offset] for offset in wanted]


def _within(offsets: Iterable[int], size: int, unit: str) -> list[int]:
    wanted = list(offsets)
    for offset in wanted:
        if not 0 <= offset <= size:
            raise ValueError(f"offset {offset} is outside the text of {size} {unit}")
    return wanted
