"""Backup and restore: ledger and originals as one file that proves itself.

The file is a zip: ``ledger.db`` (the database as it stood at one moment), ``originals/ab/cd/abcd…`` and, last,
``manifest.json`` with the digest of the database and the list of the originals, whose names are their digests.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from onrecord.archive import OriginalStore
from onrecord.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerNotFound,
    LedgerTooNew,
    NoSuchRecord,
    StorageFull,
    UsageError,
)
from onrecord.ledger import sqlite
from onrecord.ledger.encoding import now
from onrecord.ledger.opening import Opened, originals_of, path_of
from onrecord.ledger.schema import REVISIONS

DATABASE = "ledger.db"
MANIFEST = "manifest.json"
FORMAT = 1

_ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")
_BLOCK = 1 << 20
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``originals`` counts the files, ``sha256`` is the digest of the database."""

    format: int
    made_at: str
    revision: str
    sha256: str
    originals: int


def backup(opened: Opened, target: Path) -> None:
    """Write the backup; see :meth:`Ledger.backup`."""
    if target.exists():
        raise UsageError(f"{target}: is there already (give another name, or delete it first)")
    unfinished = target.with_name(target.name + ".unfinished")
    copy = target.with_name(target.name + ".database")
    with _explained(target):
        try:
            for attempt in range(1, _TRIES + 1):
                if _write(opened, copy, unfinished):
                    break
                if attempt == _TRIES:
                    raise LedgerDamaged(f"{opened.path}: originals are missing (run: onrecord verify)")
            os.replace(unfinished, target)  # noqa: PTH105
        finally:
            for path in (copy, unfinished):
                with suppress(FileNotFoundError):
                    path.unlink()


def _write(opened: Opened, copy: Path, unfinished: Path) -> bool:
    """Write the file; false where an original was forgotten after the database was copied."""
    with sqlite.translated(str(opened.path)):
        with suppress(FileNotFoundError):
            copy.unlink()
        sqlite.copy_file(opened.path, copy, opened.wait_seconds)
        with sqlite.opened_copy(copy) as (revision, originals), unfinished.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                archive.write(copy, DATABASE)
                count = 0
                for sha256 in originals:
                    try:
                        original = opened.originals.get(sha256)
                    except NoSuchRecord:
                        return False
                    archive.writestr(f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}", original)
                    count += 1
                manifest = Manifest(FORMAT, now(), revision, _digest(copy), count)
                archive.writestr(MANIFEST, msgspec.json.encode(manifest))
            file.flush()
            os.fsync(file.fileno())
    return True


def restore(archive: Path, where: str) -> None:
    """Make a ledger from a backup; see :meth:`Ledger.restore`."""
    path = path_of(where)
    if path.exists():
        raise UsageError(f"{path}: is there already (restore to another place; nothing is overwritten)")
    if not path.parent.is_dir():
        raise LedgerNotFound(f"{path}: there is no folder {path.parent} to restore into (make it first)")
    unfinished = path.with_name(path.name + ".restoring")
    with _explained(path):
        try:
            with zipfile.ZipFile(archive) as opened:
                _restore(archive, opened, unfinished, OriginalStore(originals_of(path)))
            # The ledger appears last and whole: what was killed before leaves originals, which do no harm.
            _appear(unfinished, path)
        except FileExistsError:
            raise UsageError(f"{path}: is there already (restore to another place)") from None
        except FileNotFoundError:
            raise LedgerNotFound(f"{archive}: there is no such file") from None
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise LedgerDamaged(f"{archive}: not a whole backup: {error} (use another)") from None
        finally:
            with suppress(FileNotFoundError):
                unfinished.unlink()


def _appear(unfinished: Path, path: Path) -> None:
    """Give the finished file its name, which must not be taken. Raises :class:`FileExistsError`."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on a memory stick
        if path.exists():
            raise FileExistsError(path) from None
        os.rename(unfinished, path)  # noqa: PTH104


def _restore(place: Path, archive: zipfile.ZipFile, database: Path, originals: OriginalStore) -> None:
    names = archive.namelist()
    wrong = [name for name in names if name not in (DATABASE, MANIFEST) and not _ORIGINAL.fullmatch(name)]
    if wrong or names.count(DATABASE) != 1 or names.count(MANIFEST) != 1:
        what = f"holds {wrong[0]!r}" if wrong else "lacks its database or its manifest"
        raise LedgerDamaged(f"{place}: not a backup of a ledger: {what} (use another)")
    try:
        manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
    except msgspec.MsgspecError as error:
        raise LedgerDamaged(f"{place}: its manifest cannot be read: {error} (use another)") from None
    if manifest.format != FORMAT or manifest.revision not in REVISIONS:
        raise LedgerTooNew(f"{place}: a newer version of onrecord made this backup (upgrade onrecord)")
    if manifest.originals != len(names) - 2:
        raise LedgerDamaged(
            f"{place}: {manifest.originals} originals were packed, {len(names) - 2} are there"
        )
    with archive.open(DATABASE) as source:
        if _copy(source, database) != manifest.sha256:
            raise LedgerDamaged(f"{place}: the database is not the one that was packed (use another backup)")
    for name in names:
        match = _ORIGINAL.fullmatch(name)
        if match is None:
            continue
        original = archive.read(name)
        if hashlib.sha256(original).hexdigest() != match[3]:
            raise LedgerDamaged(f"{place}: {name} is not the original that was packed (use another backup)")
        originals.put(original, match[3])


def _copy(source: IO[bytes], target: Path) -> str:
    """Copy a stream to a file that reaches the disk; the digest of what was copied."""
    digest = hashlib.sha256()
    with target.open("wb") as file:
        for block in _blocks(source):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in _blocks(file):
            digest.update(block)
    return digest.hexdigest()


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn the system's errors while writing into ours."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(
                f"{path}: the disk is full (free some space, then run the same again)"
            ) from error
        raise LedgerError(f"{path}: cannot be written: {error.strerror} (check the folder)") from error
