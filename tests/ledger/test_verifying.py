"""Verify finds what does not hold, repairs what can be computed, and leaves the rest alone."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.fakes import add, numbered, reading

from onrecord.ledger import Ledger


@pytest.fixture
def held(ledger: Ledger) -> Ledger:
    for number in range(3):
        add(ledger, numbered(number))
    ledger.judge("accept", ["a1"], by="Ann")
    ledger.remove("d3", by="Ann")
    return ledger


def sql(*statements: str) -> Callable[[Ledger], None]:
    def run(ledger: Ledger) -> None:
        with closing(sqlite3.connect(ledger.path)) as database:
            for statement in statements:
                database.execute(statement)
            database.commit()

    return run


def lose(ledger: Ledger) -> None:
    ledger.originals.delete(next(iter(ledger.originals)))


def change(ledger: Ledger) -> None:
    path = ledger.originals.path(next(iter(ledger.originals)))
    path.chmod(0o644)
    path.write_bytes(b"another press release")


def test_a_sound_ledger(held: Ledger) -> None:
    report = held.verify()
    assert report.ok
    assert report.problems == ()
    assert (report.originals, report.texts, report.attributions, report.orphans) == (3, 3, 6, 0)
    assert report.lines() == ("checked 3 originals, 3 texts, 6 attributions: no problems",)
    assert report.as_dict()["ok"] is True


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (lose, "missing from"),
        (change, "its bytes have been changed"),
        (
            sql("UPDATE texts SET text = text || '!' WHERE version_id = 1"),
            "d1, version 1: its text has been changed",
        ),
        (sql("DELETE FROM texts WHERE version_id = 2"), "d2, version 1: its text is missing"),
        (
            sql("UPDATE attributions SET content_words = 'the bridge fell' WHERE id = 1"),
            "a1: the words of its content are not those in the text",
        ),
        (
            sql("UPDATE attributions SET record = replace(record, '[[0,', '[[9999,') WHERE id = 1"),
            "a1: a span of its source is not in the text",
        ),
        (sql("UPDATE attributions SET record = 'half' WHERE id = 2"), "a2: its record cannot be read"),
        (sql("PRAGMA foreign_keys = OFF", "DELETE FROM runs"), "captures 1 points to a row of runs"),
        (sql("UPDATE states SET verdict = 'rejected'"), "a1: its state is not what the ledger holds"),
        (sql("DELETE FROM document_words WHERE rowid = 1"), "d1: search is not what the ledger holds"),
        (sql("DELETE FROM attribution_words_content WHERE id = 3"), "attribution_words"),
    ],
)
def test_what_does_not_hold_is_found(held: Ledger, harm: Callable[[Ledger], None], problem: str) -> None:
    harm(held)
    report = held.verify()
    assert not report.ok
    assert any(problem in found for found in report.problems), report.problems


def test_what_is_computed_is_computed_anew(held: Ledger) -> None:
    sql(
        "UPDATE states SET verdict = 'rejected'",
        "DELETE FROM document_words WHERE rowid = 1",
        "DELETE FROM attribution_words WHERE rowid = 3",
        "INSERT INTO attribution_words (rowid, speaker, content) VALUES (99, 'nobody', 'bridge')",
        "INSERT INTO document_words (rowid, title, text) VALUES (3, 'removed', 'bridge')",
    )(held)
    assert len(held.verify().problems) == 5
    report = held.verify(fix=True)
    assert report.problems == ()
    assert len(report.repaired) > 0
    assert held.verify().repaired == ()
    assert {hit.ref for hit in held.search("bridge")} == {"d1", "a1", "d2", "a3"}
    assert held.attribution("a1").standing.verdict == "accepted"


def test_originals_that_nothing_refers_to_are_harmless(held: Ledger) -> None:
    orphan = held.originals.put(b"left by a killed run")
    report = held.verify()
    assert (report.ok, report.orphans, report.orphans_removed) == (True, 1, 0)
    assert "harmless" in report.lines()[1]
    assert held.originals.exists(orphan)
    report = held.verify(fix=True)
    assert (report.ok, report.orphans, report.orphans_removed) == (True, 1, 1)
    assert not held.originals.exists(orphan)
    assert held.verify().originals == 3


def test_memory_does_not_grow_with_the_ledger(ledger: Ledger, place: Path) -> None:
    """Forty documents of 600 kB: no listing, check or copy holds more than a few of them at once."""
    for number in range(40):
        add(ledger, reading(f"/{number}.txt", f"bridge {number} " + " " * 600_000))
    tracemalloc.start()
    try:
        assert sum(row.characters for row in ledger.documents()) > 20_000_000
        assert ledger.verify().ok
        assert next(iter(ledger.search('"bridge 7"', kinds=["document"]))).ref == "d8"
        ledger.backup(place.with_name("press.zip"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000
