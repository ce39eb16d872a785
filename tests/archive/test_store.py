"""The store of originals keeps bytes as they are, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive import OriginalStore
from onrecord.errors import LedgerError, NoSuchRecord, StorageFull


@given(st.lists(st.binary(max_size=200), max_size=6))
def test_what_is_put_comes_back(originals: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = OriginalStore(Path(folder) / "originals")
        digests = [store.put(original) for original in originals]
        assert [store.get(digest) for digest in digests] == originals
        assert list(store) == sorted({hashlib.sha256(original).hexdigest() for original in originals})


def test_lies_in_two_levels_of_folders_and_cannot_be_written(tmp_path: Path) -> None:
    store = OriginalStore(tmp_path)
    digest = store.put(b"as captured")
    path = tmp_path / digest[:2] / digest[2:4] / digest
    assert path.read_bytes() == b"as captured"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert store.exists(digest)
    assert store.digest(digest) == digest


def test_the_same_bytes_are_written_once(tmp_path: Path) -> None:
    store = OriginalStore(tmp_path)
    first = store.path(store.put(b"twice")).stat()
    second = store.path(store.put(b"twice")).stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


def test_delete_leaves_no_empty_folders(tmp_path: Path) -> None:
    store = OriginalStore(tmp_path)
    digest = store.put(b"to be forgotten")
    assert store.delete(digest)
    assert not store.delete(digest)
    assert not store.exists(digest)
    assert list(store) == []
    assert not (tmp_path / digest[:2]).exists()
    with pytest.raises(NoSuchRecord, match="not in"):
        store.get(digest)


def test_a_changed_file_shows_in_its_digest(tmp_path: Path) -> None:
    store = OriginalStore(tmp_path)
    digest = store.put(b"as captured")
    store.path(digest).chmod(0o644)
    store.path(digest).write_bytes(b"as changed")
    assert store.digest(digest) == hashlib.sha256(b"as changed").hexdigest()
    assert store.digest("0" * 64) is None


@pytest.mark.parametrize("name", ["", "abc", "../../etc/passwd", "A" * 64, "0" * 63 + "/"])
def test_only_digests_are_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        OriginalStore(tmp_path).path(name)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    store = OriginalStore(tmp_path)

    def full(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull, match="disk is full"):
        store.put(b"too much")
    assert list(store) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_another_failure_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    with pytest.raises(LedgerError, match=r"cannot keep originals there: Permission denied"):
        OriginalStore(tmp_path).put(b"anything")


def test_leavings_of_a_killed_writer_are_cleared_when_they_are_old(tmp_path: Path) -> None:
    store = OriginalStore(tmp_path)
    store.put(b"whole")
    old, new = tmp_path / ".unfinished" / "old", tmp_path / ".unfinished" / "new"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    assert store.clear_unfinished() == 1
    assert new.exists()
    assert not old.exists()
    assert len(list(store)) == 1
