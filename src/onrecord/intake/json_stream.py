"""Walking through a JSON file of any length, one value at a time, keeping the exact characters of each."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from onrecord.errors import DamagedInput
from onrecord.intake.material import too_large

_CHUNK = 256 * 1024
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER_TO_THE_END = re.compile(r"[\w.+-]*\Z")


class Value(NamedTuple):
    """A JSON value, and the exact characters it was written with."""

    value: Any
    written: str


class JsonStream:
    """A cursor in a JSON text in UTF-8. No more of it is held than one value and a chunk.

    Raises ``DamagedInput`` where the text is not JSON or stops, ``InputTooLarge`` for a value longer than
    ``limit`` characters.
    """

    def __init__(self, name: str, stream: BinaryIO, limit: int) -> None:
        self._name = name
        self._stream = stream
        self._limit = limit
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
        self._scanner = json.JSONDecoder(strict=False)
        self._text = ""
        self._at = 0
        self._dropped = 0
        self._ended = False
        if self.peek() == "\ufeff":
            self._at += 1

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            assert found
            self._at = found.end()
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self, wanted: str) -> None:
        """Step over ``wanted``, one character."""
        if self.peek() != wanted:
            raise self._damaged(f"{wanted!r} is missing")
        self._at += 1

    def value(self) -> Value:
        """The value at the cursor, which moves behind it."""
        self.peek()
        while True:
            try:
                value, end = self._scanner.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # Text that stops in the middle of a value fails near its end; a fault further back stays one.
                if self._ended or not self._may_go_on(error.pos):
                    raise self._damaged(error.msg) from None
            except RecursionError:
                raise self._damaged("values nested too deep") from None
            else:
                may_be_cut = isinstance(value, int | float) and _NUMBER_TO_THE_END.match(self._text, end)
                if self._ended or not may_be_cut:
                    written = self._text[self._at : end]
                    self._at = end
                    return Value(value, written)
            if len(self._text) - self._at > self._limit:
                raise too_large(self._name, "value in it", self._limit)
            self._more(len(self._text) - self._at)

    def members(self) -> Iterator[str]:
        """The keys of the object at the cursor; between two of them the caller takes the value."""
        self.take("{")
        if self.peek() != "}":
            while True:
                key = self.value().value
                if not isinstance(key, str):
                    raise self._damaged("a key that is no string")
                self.take(":")
                yield key
                if self.peek() != ",":
                    break
                self.take(",")
        self.take("}")

    def elements(self) -> Iterator[int]:
        """The numbers, from 1, of the elements of the array at the cursor; the caller takes each value."""
        self.take("[")
        number = 0
        if self.peek() != "]":
            while True:
                number += 1
                yield number
                if self.peek() != ",":
                    break
                self.take(",")
        self.take("]")

    def _may_go_on(self, position: int) -> bool:
        return position > len(self._text) - 20 or '"' in self._text[position : position + 1]

    def _more(self, atleast: int = 0) -> bool:
        """Read on, at least as much again as is held, so that long values are not scanned over and over."""
        if self._ended:
            return False
        data = self._stream.read(max(_CHUNK, atleast))
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise self._damaged("it is not UTF-8") from None
        self._ended = not data
        self._dropped += self._at
        self._text = self._text[self._at :] + text
        self._at = 0
        return bool(data)

    def _damaged(self, reason: str) -> DamagedInput:
        where = self._dropped + self._at + 1
        if self._ended and self._at >= len(self._text.rstrip()):
            return DamagedInput(self._name, "the JSON is cut short")
        return DamagedInput(self._name, f"not JSON from character {where} on: {reason}")
