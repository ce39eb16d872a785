"""Backup and restore: one file, consistent while others write, checked before it is trusted."""

from __future__ import annotations

import json
import os
import threading
import zipfile
from pathlib import Path

import pytest
from tests.ledger.fakes import add, capture, content_of, numbered

from onrecord.archive import OriginalStore
from onrecord.errors import LedgerDamaged, LedgerError, LedgerNotFound, LedgerTooNew, StorageFull, UsageError
from onrecord.ledger import Ledger, sqlite


@pytest.fixture
def packed(ledger: Ledger, tmp_path: Path) -> Path:
    for number in range(5):
        add(ledger, numbered(number))
    ledger.judge("accept", ["a1"], by="Ann")
    target = tmp_path / "press.zip"
    ledger.backup(target)
    return target


def test_what_is_restored_is_what_was_packed(
    ledger: Ledger, packed: Path, place: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again" / "onrecord.db"
    again.parent.mkdir()
    Ledger.restore(packed, str(again))
    assert content_of(again) == content_of(place)
    with Ledger.open(str(again)) as restored:
        assert restored.verify().problems == ()
        assert {hit.ref for hit in restored.search('"bridge 3"')} == {"d4", "a7"}
        assert add(restored, numbered(9)).document_id == 6
    assert [path.name for path in sorted(again.parent.iterdir()) if "restoring" in path.name] == []


def test_nothing_is_overwritten(ledger: Ledger, packed: Path, place: Path) -> None:
    size = packed.stat().st_size
    with pytest.raises(UsageError, match="is there already"):
        ledger.backup(packed)
    with pytest.raises(UsageError, match="is there already"):
        Ledger.restore(packed, str(place))
    assert packed.stat().st_size == size
    assert len(list(ledger.documents())) == 5


def test_a_backup_while_others_write_is_of_one_moment(ledger: Ledger, place: Path, tmp_path: Path) -> None:
    add(ledger, numbered(0))
    stop = threading.Event()

    def write() -> None:
        number = 1
        with Ledger.open(str(place), wait_seconds=30) as writer, writer.run(["stream"]) as run:
            while not stop.is_set():
                writer.add(numbered(number), capture(numbered(number)), run)
                number += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(4):
            ledger.backup(tmp_path / f"{number}.zip")
    finally:
        stop.set()
        thread.join()
    held = []
    for number in range(4):
        Ledger.restore(tmp_path / f"{number}.zip", str(tmp_path / f"{number}.db"))
        with Ledger.open(str(tmp_path / f"{number}.db")) as restored:
            report = restored.verify()
            assert (report.problems, report.orphans) == ((), 0)
            assert report.attributions == 2 * report.texts
            held.append(report.texts)
    assert held == sorted(held)
    assert held[-1] <= len(list(ledger.documents()))


def test_an_original_forgotten_meanwhile_is_not_packed(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, numbered(1))
    add(ledger, numbered(2))
    real = sqlite.copy_file
    copies = 0

    def copy_then_forget(source: Path, target: Path, wait_seconds: float) -> None:
        nonlocal copies
        real(source, target, wait_seconds)
        copies += 1
        if copies == 1:
            ledger.forget_document("d1", by="Ann", reason="asked meanwhile")

    monkeypatch.setattr(sqlite, "copy_file", copy_then_forget)
    ledger.backup(tmp_path / "press.zip")
    assert copies == 2
    Ledger.restore(tmp_path / "press.zip", str(tmp_path / "again.db"))
    with Ledger.open(str(tmp_path / "again.db")) as restored:
        assert [row.ref for row in restored.documents()] == ["d2"]


def test_a_ledger_with_a_missing_original_makes_no_backup(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, numbered(1))
    ledger.originals.delete(next(iter(ledger.originals)))
    with pytest.raises(LedgerDamaged, match="originals are missing"):
        ledger.backup(tmp_path / "press.zip")
    assert list(tmp_path.glob("press.zip*")) == []


def repacked(packed: Path, target: Path, changes: dict[str, bytes | None]) -> Path:
    """The backup with members changed, added or (null) left out."""
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = changes.pop(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in changes.items():
            new.writestr(name, content or b"")
    return target


def original_in(packed: Path) -> str:
    with zipfile.ZipFile(packed) as archive:
        return next(name for name in archive.namelist() if name.startswith("originals/"))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"../evil": b"x"}, "not a backup of a ledger"),
        ({"/etc/evil": b"x"}, "not a backup of a ledger"),
        ({"originals/aa/bb/../../../evil": b"x"}, "not a backup of a ledger"),
        ({"originals/aa/bb/" + "cc" * 32: b"x"}, "not a backup of a ledger"),
        ({"manifest.json": None}, "lacks its database or its manifest"),
        ({"ledger.db": None}, "lacks its database or its manifest"),
        ({"manifest.json": b"{}"}, "manifest cannot be read"),
        ({"ledger.db": b"another database"}, "not the one that was packed"),
        ({"ORIGINAL": b"changed bytes"}, "is not the original that was packed"),
        ({"ORIGINAL": None}, "5 originals were packed, 4 are there"),
    ],
)
def test_what_is_not_a_whole_backup_is_refused(
    packed: Path, tmp_path: Path, changes: dict[str, bytes | None], reason: str
) -> None:
    named = {
        original_in(packed) if name == "ORIGINAL" else name: content for name, content in changes.items()
    }
    wrong = repacked(packed, tmp_path / "wrong.zip", named)
    where = tmp_path / "new" / "onrecord.db"
    where.parent.mkdir()
    with pytest.raises(LedgerDamaged, match=reason):
        Ledger.restore(wrong, str(where))
    assert not where.exists()
    assert not (tmp_path / "evil").exists()
    assert [path for path in where.parent.iterdir() if path.is_file()] == []


def test_a_backup_of_a_newer_version(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["revision"] = "9999"
    wrong = repacked(packed, tmp_path / "newer.zip", {"manifest.json": json.dumps(manifest).encode()})
    with pytest.raises(LedgerTooNew, match="upgrade onrecord"):
        Ledger.restore(wrong, str(tmp_path / "new.db"))


def test_a_backup_cut_short_and_no_backup_at_all(packed: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(packed.read_bytes()[:-200])
    with pytest.raises(LedgerDamaged, match="not a whole backup"):
        Ledger.restore(cut, str(tmp_path / "new.db"))
    with pytest.raises(LedgerNotFound, match="no such file"):
        Ledger.restore(tmp_path / "nowhere.zip", str(tmp_path / "new.db"))
    with pytest.raises(LedgerNotFound, match="no folder"):
        Ledger.restore(packed, str(tmp_path / "nowhere" / "new.db"))


def test_a_restore_killed_half_way_leaves_no_ledger_and_can_be_run_again(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "new.db"
    real, puts = OriginalStore.put, 0

    def put(store: OriginalStore, original: bytes, sha256: str | None = None) -> str:
        nonlocal puts
        puts += 1
        if puts == 3:
            raise KeyboardInterrupt
        return real(store, original, sha256)

    with monkeypatch.context() as patch:
        patch.setattr(OriginalStore, "put", put)
        with pytest.raises(KeyboardInterrupt):
            Ledger.restore(packed, str(where))
    with pytest.raises(LedgerNotFound):
        Ledger.open(str(where))
    Ledger.restore(packed, str(where))
    with Ledger.open(str(where)) as restored:
        assert restored.verify().problems == ()


def test_a_file_system_without_links(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(1, os.strerror(1))

    monkeypatch.setattr(os, "link", refused)
    Ledger.restore(packed, str(tmp_path / "new.db"))
    with Ledger.open(str(tmp_path / "new.db")) as restored:
        assert restored.verify().problems == ()


def test_a_full_disk_leaves_no_half_backup(
    ledger: Ledger, packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: zipfile.ZipFile, name: str, content: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(StorageFull):
        ledger.backup(tmp_path / "full.zip")
    assert list(tmp_path.glob("full.zip*")) == []


def test_a_target_that_cannot_be_written(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        ledger.backup(tmp_path / "nowhere" / "press.zip")
