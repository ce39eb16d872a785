"""Unpacking with limits: a few kilobytes of gzip can hold gigabytes."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from onrecord.errors import DamagedInput, InputTooLarge
from onrecord.settings import Settings

_CHUNK = 64 * 1024
_AUTOMATIC = zlib.MAX_WBITS | 32
"""zlib's window setting for "gzip or zlib, as the data begin"."""


class Unpacker:
    """Unpacks gzip or deflate as it arrives; raises ``InputTooLarge`` over ``limit`` unpacked bytes."""

    def __init__(self, name: str, limit: int, advice: str) -> None:
        self._name = name
        self._limit = limit
        self._advice = advice
        self._inflater: zlib._Decompress | None = None
        self._size = 0

    def feed(self, data: bytes) -> bytes:
        """What ``data`` unpacks to, together with what came before."""
        parts = []
        while data:
            if self._inflater is None:
                self._inflater = self._begun(data)
            try:
                part = self._inflater.decompress(data, self._limit - self._size + 1)
            except zlib.error as error:
                raise DamagedInput(self._name, f"its packed content is damaged ({error})") from None
            self._size += len(part)
            parts.append(part)
            if self._size > self._limit:
                raise InputTooLarge(
                    self._name, f"it unpacks to more than {self._limit:,} bytes", self._advice
                )
            data = self._inflater.unconsumed_tail
            if self._inflater.eof:
                data = self._inflater.unused_data.lstrip(b"\x00")
                self._inflater = None
        return b"".join(parts)

    def finish(self) -> None:
        """Raises ``DamagedInput`` where the packed data stopped in the middle."""
        if self._inflater is not None:
            raise DamagedInput(self._name, "its packed content is cut short")

    @staticmethod
    def _begun(data: bytes) -> zlib._Decompress:
        """Some servers call bare deflate data "deflate" without zlib's header."""
        has_header = data[:1] == b"\x1f" or (
            len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
        )
        return zlib.decompressobj(_AUTOMATIC if has_header else -zlib.MAX_WBITS)


def unpacked(name: str, data: bytes, encoding: str, limit: int, advice: str) -> bytes:
    """``data`` without its HTTP content coding; raises ``DamagedInput`` for a coding that is not known."""
    for coding in reversed([each.strip().lower() for each in encoding.split(",") if each.strip()]):
        if coding in {"gzip", "x-gzip", "deflate"}:
            unpacker = Unpacker(name, limit, advice)
            data = unpacker.feed(data)
            unpacker.finish()
        elif coding != "identity":
            raise DamagedInput(name, f"its content is packed as {coding}, which is not read")
    return data


class GzipStream(io.RawIOBase):
    """The unpacked bytes of a gzip file of many members, for archives of any length.

    Unpacking stops with ``InputTooLarge`` where it has given more than ``max_unpacked_bytes`` and also more than
    ``max_unpacked_ratio`` times what was read: text packs ten times, a bomb a thousand.
    """

    def __init__(self, name: str, packed: BinaryIO, settings: Settings) -> None:
        self._name = name
        self._packed = packed
        self._settings = settings
        self._inflater = zlib.decompressobj(_AUTOMATIC)
        self._pending = b""
        self._read = 0
        self._given = 0
        self._begun = False

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next unpacked bytes; raises ``InputTooLarge`` for a bomb, ``DamagedInput`` for broken data."""
        while True:
            if not self._pending and not self._more():
                return 0
            try:
                data = self._inflater.decompress(self._pending, len(buffer))
            except zlib.error as error:
                raise DamagedInput(self._name, f"its packed content is damaged ({error})") from None
            self._begun = True
            self._pending = self._inflater.unconsumed_tail
            if self._inflater.eof:
                self._pending = self._inflater.unused_data
                self._inflater, self._begun = zlib.decompressobj(_AUTOMATIC), False
            if data:
                self._count(len(data))
                buffer[: len(data)] = data
                return len(data)

    def _more(self) -> bool:
        self._pending = self._packed.read(_CHUNK)
        self._read += len(self._pending)
        if not self._pending and self._begun:
            raise DamagedInput(self._name, "its packed content is cut short")
        return bool(self._pending)

    def _count(self, size: int) -> None:
        self._given += size
        limit, ratio = self._settings.max_unpacked_bytes, self._settings.max_unpacked_ratio
        if self._given > limit and self._given > ratio * self._read:
            raise InputTooLarge(
                self._name,
                f"it unpacks to more than {limit:,} bytes and {ratio} times its size",
                "ONRECORD_MAX_UNPACKED_BYTES raises the limit",
            )
