"""The store of original bytes: one read-only file for each content, named by its SHA-256.

``ab/cd/abcd…`` under the root. A file appears whole or not at all: it is written under another name, brought to
the disk and renamed. Nothing here ever changes a file; only :meth:`OriginalStore.delete` takes one away.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import LedgerError, NoSuchRecord, StorageFull

_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished"
_STALE_SECONDS = 3600
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class OriginalStore:
    """Original bytes under ``root``, which is made when the first is put."""

    root: Path

    def path(self, sha256: str) -> Path:
        """Where the bytes with this digest lie, or would. Raises :class:`ValueError` for what is no digest."""
        if not _NAME.fullmatch(sha256):
            raise ValueError(f"not a SHA-256 in lower-case hexadecimal: {sha256!r}")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def put(self, original: bytes, sha256: str | None = None) -> str:
        """Keep ``original`` and return its digest; nothing is written where it is held already.

        ``sha256`` is the digest, where the caller has computed it. Raises :class:`StorageFull` where
        the disk takes no more and :class:`LedgerError` where the folder cannot be written.
        """
        sha256 = sha256 or hashlib.sha256(original).hexdigest()
        if self.exists(sha256):
            return sha256
        path = self.path(sha256)
        try:
            self._write(path, original)
        except OSError as error:
            raise self._explain(error) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes. Raises :class:`NoSuchRecord` where they are not held."""
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise NoSuchRecord(
                f"{sha256}: the original is not in {self.root} (run: onrecord verify)"
            ) from None

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are held."""
        return os.path.exists(self.path(sha256))  # noqa: PTH110 (asked twice for every document added)

    def delete(self, sha256: str) -> bool:
        """Take the bytes away for good; false where they were not held."""
        path = self.path(sha256)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        self._flush_folder(path.parent)
        for folder in (path.parent, path.parent.parent):
            with suppress(OSError):  # not empty, or somebody is just writing there
                folder.rmdir()
        return True

    def digest(self, sha256: str) -> str | None:
        """The digest of what the file now holds, read a block at a time; null where there is no file."""
        found = hashlib.sha256()
        try:
            with self.path(sha256).open("rb") as file:
                while block := file.read(_BLOCK):
                    found.update(block)
        except FileNotFoundError:
            return None
        return found.hexdigest()

    def __iter__(self) -> Iterator[str]:
        """The digests held, in order."""
        for first in _folders(self.root):
            for second in _folders(first):
                yield from sorted(
                    path.name
                    for path in second.iterdir()
                    if _NAME.fullmatch(path.name) and path.name.startswith(first.name + second.name)
                )

    def clear_unfinished(self) -> int:
        """Delete what a killed writer left behind more than an hour ago; how many files that were."""
        cleared = 0
        folder = self.root / _UNFINISHED
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                    path.unlink()
                    cleared += 1
        return cleared

    def _write(self, path: Path, original: bytes) -> None:
        folder = self.root / _UNFINISHED
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(original)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o444)  # noqa: PTH101 (a plain name: this is the hot path)
            for attempt in (1, 2, 3):
                path.parent.mkdir(parents=True, exist_ok=True)
                try:
                    os.replace(name, path)  # noqa: PTH105
                    break
                except FileNotFoundError:  # a delete has just taken the empty folder away
                    if attempt == 3:
                        raise
        except BaseException:
            with suppress(OSError):
                os.unlink(name)  # noqa: PTH108
            raise
        self._flush_folder(path.parent)

    @staticmethod
    def _flush_folder(folder: Path) -> None:
        """Bring a folder's entries to the disk, where the system can."""
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _explain(self, error: OSError) -> LedgerError:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return StorageFull(f"{self.root}: the disk is full (free some space, then run the same again)")
        return LedgerError(
            f"{self.root}: cannot keep originals there: {error.strerror} (check the permissions)"
        )


def _folders(folder: Path) -> list[Path]:
    """The two-letter folders in ``folder``, in order."""
    if not folder.is_dir():
        return []
    return sorted(
        path for path in folder.iterdir() if re.fullmatch("[0-9a-f]{2}", path.name) and path.is_dir()
    )
