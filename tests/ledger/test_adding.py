"""Adding: what is new, what is another version, what is known; and that nothing is kept by halves."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.fakes import PLAIN, add, capture, content_of, document, numbered, reading

from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Hedge, Mode, Role, Speaker, Target
from onrecord.errors import NoSuchRecord, StorageFull
from onrecord.ledger import AttributionFilter, Ledger
from onrecord.ledger.columns import escape, unescape
from onrecord.ledger.encoding import from_json, to_json
from onrecord.text.document import Finding, Span, Warning

SAID = ("General Kovra", "said", "the river is high")
TEXT = "General Kovra said the river is high."


def test_a_document_comes_back_as_it_was_added(ledger: Ledger) -> None:
    found = Finding("title", "River", "meta:og:title", Span(8, 13))
    warned = Warning("byline-conflict", "Two names.", (Span(0, 7), Span(8, 13)))
    of = reading(
        "https://wire.example/river",
        TEXT,
        [SAID],
        title="River",
        outlet="The Wire",
        byline=("A. Brell", "T. Osk"),
        published="2024-12",
        url="https://wire.example/river",
        media_type="text/html",
        locator="row 3",
        findings=(found,),
        pages=(Span(0, 10), Span(10, 37)),
        warnings=(warned,),
    )
    added = add(ledger, of, source="/in/feed.xml", details={"status": "200"}, original=b"<html>")
    assert (added.document_id, added.version, added.outcome, added.attributions) == (1, 1, "new", 1)
    full = ledger.document("d1")
    assert (full.identity, full.title, full.outlet, full.byline) == (
        "https://wire.example/river",
        "River",
        "The Wire",
        ("A. Brell", "T. Osk"),
    )
    assert (full.published, full.language, full.media_type, full.locator) == (
        "2024-12",
        PLAIN,
        "text/html",
        "row 3",
    )
    assert (full.text, full.findings, full.pages, full.warnings) == (
        TEXT,
        (found,),
        of.document.pages,
        (warned,),
    )
    assert full.sha256 is not None
    assert ledger.originals.get(full.sha256) == b"<html>"
    (held,) = full.all_captures
    assert (held.source, held.details, held.sha256) == ("/in/feed.xml", {"status": "200"}, full.sha256)
    (row,) = ledger.attributions()
    assert row.record == of.attributions[0]
    assert (row.speaker_words, row.cue_words, row.quoted_words) == SAID
    assert (row.title, row.outlet, row.captured_at, row.sha256) == (
        "River",
        "The Wire",
        "2025-03-01T08:00:00Z",
        full.sha256,
    )
    assert row.text_sha256 == of.document.text_sha256


def test_every_run_captures_and_the_bytes_are_kept_once(ledger: Ledger) -> None:
    of = reading("/a.txt", TEXT, [SAID])
    assert add(ledger, of).outcome == "new"
    assert add(ledger, of).outcome == "known"
    assert add(ledger, of, source="/other/a.txt").outcome == "known"
    (row,) = ledger.documents()
    assert (row.captures, row.versions, row.attributions) == (3, 1, 1)
    assert len(list(ledger.originals)) == 1
    assert len({held.run_id for held in ledger.document("d1").all_captures}) == 3


def test_one_run_captures_the_same_thing_once(ledger: Ledger) -> None:
    of = reading("/a.txt", TEXT, [SAID])
    with ledger.run(["/a.txt"]) as run:
        ledger.add(of, capture(of), run)
        ledger.add(of, capture(of), run)
        ledger.add_known(capture(of), run, made_version="1")
    assert next(ledger.documents()).captures == 1


def test_two_outlets_with_the_same_bytes_are_two_documents(ledger: Ledger) -> None:
    add(ledger, reading("https://one.example/1", TEXT, [SAID], outlet="One"))
    add(ledger, reading("https://two.example/1", TEXT, [SAID], outlet="Two"))
    rows = list(ledger.documents())
    assert [row.outlet for row in rows] == ["One", "Two"]
    assert rows[0].sha256 == rows[1].sha256
    assert len(list(ledger.originals)) == 1
    assert len(list(ledger.statements())) == 2


def test_another_text_is_a_new_version_and_both_stay(ledger: Ledger) -> None:
    add(ledger, reading("/a.txt", TEXT, [SAID]))
    changed = TEXT.replace("high", "low")
    added = add(ledger, reading("/a.txt", changed, [("General Kovra", "said", "the river is low")]))
    assert (added.outcome, added.version, added.attributions) == ("new version", 2, 1)
    assert ledger.document("d1").text == changed
    assert ledger.document("d1", version=1).text == TEXT
    assert [version.current for version in ledger.document("d1").all_versions] == [False, True]
    assert [row.quoted_words for row in ledger.attributions()] == ["the river is low"]
    both = ledger.attributions(AttributionFilter(superseded=True))
    assert [(row.quoted_words, row.current) for row in both] == [
        ("the river is high", False),
        ("the river is low", True),
    ]
    with pytest.raises(NoSuchRecord, match="no version 3"):
        ledger.document("d1", version=3)


def test_a_text_that_comes_back_is_current_again(ledger: Ledger) -> None:
    add(ledger, reading("/a.txt", TEXT, [SAID]))
    add(ledger, reading("/a.txt", "Corrected.", []))
    assert list(ledger.search("river")) == []
    added = add(ledger, reading("/a.txt", TEXT, [SAID]))
    assert (added.outcome, added.version) == ("known", 1)
    assert [row.quoted_words for row in ledger.attributions()] == ["the river is high"]
    assert {hit.ref for hit in ledger.search("river")} == {"d1", "a1"}
    assert ledger.verify().ok


def test_newer_code_adds_and_the_older_attributions_step_back(ledger: Ledger) -> None:
    add(ledger, reading("/a.txt", TEXT, [SAID]))
    newer = reading("/a.txt", TEXT, [("Kovra", "said", "river is high")], version="2")
    assert add(ledger, newer).outcome == "read again"
    assert [(row.id, row.made_version) for row in ledger.attributions()] == [(2, "2")]
    assert [row.id for row in ledger.attributions(AttributionFilter(superseded=True))] == [1, 2]
    assert add(ledger, reading("/a.txt", TEXT, [SAID])).outcome == "known"
    assert [row.id for row in ledger.attributions()] == [2]


def test_what_is_known_need_not_be_read(ledger: Ledger) -> None:
    of = reading("/a.txt", TEXT, [SAID])
    assert not ledger.known(capture(of), made_version="1")
    add(ledger, of)
    assert ledger.known(capture(of), made_version="1")
    assert not ledger.known(capture(of), made_version="2")
    assert not ledger.known(capture(of, original=b"other bytes, same text"), made_version="1")
    other = reading("/b.txt", TEXT, [SAID])
    assert not ledger.known(capture(other), made_version="1")
    with ledger.run(["again"]) as run:
        added = ledger.add_known(capture(of), run, made_version="1")
        with pytest.raises(NoSuchRecord, match="not held any more"):
            ledger.add_known(capture(other), run, made_version="1")
    assert (added.outcome, added.attributions) == ("known", 1)
    assert next(ledger.documents()).captures == 2


def test_other_bytes_with_the_same_text_are_one_version(ledger: Ledger) -> None:
    of = reading("/a.html", TEXT, [SAID], title="Old")
    add(ledger, of, original=b"<p>one")
    again = replace(of, document=replace(of.document, title="New"))
    assert add(ledger, again, original=b"<p>two").outcome == "known"
    row = ledger.document("d1")
    assert (row.versions, row.title, len(list(ledger.originals))) == (1, "New", 2)
    assert {held.sha256 for held in row.all_captures} == set(ledger.originals)


def test_each_attribution_begins_a_statement_those_inside_others_too(ledger: Ledger) -> None:
    text = "Focus wrote that General Kovra said the river is high."
    of = reading("/a.txt", text, [("Focus", "wrote", "General Kovra said the river is high"), SAID])
    inner = replace(of.attributions[1], nested_in="a1")
    add(ledger, replace(of, attributions=(inner, of.attributions[0])))
    rows = list(ledger.attributions())
    assert [(row.nested_in, row.statement_id) for row in rows] == [(2, 1), (None, 2)]
    assert [(row.ref, row.rules) for row in ledger.statements()] == [
        ("s1", ("one attribution",)),
        ("s2", ("one attribution",)),
    ]
    assert [row.id for row in ledger.attributions(AttributionFilter(nested=False))] == [2]
    with pytest.raises(ValueError, match="nested in a9"):
        add(ledger, replace(of, attributions=(replace(inner, nested_in="a9"),)))


def test_a_removed_document_stays_removed_when_it_is_added_again(ledger: Ledger) -> None:
    of = reading("/a.txt", TEXT, [SAID])
    add(ledger, of)
    ledger.remove("d1", by="Ann")
    assert add(ledger, of).removed
    assert add(ledger, reading("/a.txt", "Another river.")).removed
    assert list(ledger.documents()) == []
    assert list(ledger.search("river")) == []
    assert ledger.verify().ok


def test_original_not_written_then_nothing_is_kept(
    ledger: Ledger, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, numbered(1))
    before = content_of(place)
    real = os.fsync

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with ledger.run(["inputs"]) as run:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StorageFull, match="free some space"):
            ledger.add(numbered(2), capture(numbered(2)), run)
        monkeypatch.setattr(os, "fsync", real)
    after = content_of(place)
    assert after["documents"] == before["documents"]
    assert after["originals folder"] == before["originals folder"]
    assert ledger.verify().ok


def test_a_database_that_can_grow_no_more_keeps_whole_documents(ledger: Ledger) -> None:
    from sqlalchemy import event

    add(ledger, numbered(0))
    opened = ledger._opened
    with opened.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    opened.engine.dispose()
    event.listen(
        opened.engine,
        "connect",
        lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages + 10}"),
    )

    def fill() -> None:
        for number in range(1, 500):
            add(ledger, numbered(number))

    with pytest.raises(StorageFull, match="disk is full"):
        fill()
    kept = len(list(ledger.documents()))
    assert 1 < kept < 500
    assert [row.title for row in ledger.documents()] == [f"Rain, day {number}" for number in range(kept)]
    report = ledger.verify()
    assert report.problems == ()
    assert (report.texts, report.attributions) == (kept, 2 * kept)


def test_numbers_are_never_used_again(ledger: Ledger) -> None:
    add(ledger, numbered(1))
    ledger.forget_document("d1", by="Ann", reason="asked for")
    assert add(ledger, numbered(2)).document_id == 2
    assert [row.id for row in ledger.attributions()] == [3, 4]


def test_the_digest_is_that_of_the_bytes(ledger: Ledger) -> None:
    of = reading("/a.txt", TEXT)
    add(ledger, replace(of, document=replace(of.document, sha256="0" * 64)), original=b"bytes")
    (row,) = ledger.documents()
    assert [row.sha256] == list(ledger.originals)


def test_half_written_rows_cannot_be_seen(ledger: Ledger, place: Path) -> None:
    """Whatever fails inside the transaction, nothing of the document is kept."""
    of = numbered(1)
    broken = replace(of, attributions=(*of.attributions, replace(of.attributions[0], nested_in="a7")))
    with pytest.raises(ValueError, match="not in the reading"):
        add(ledger, broken)
    with closing(sqlite3.connect(place)) as database:
        for table in ("documents", "versions", "texts", "captures", "attributions", "document_words"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


any_text = st.text(st.characters(categories=None), max_size=60)
spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(min(pair), max(pair)))
maybe = st.none() | any_text
modes: st.SearchStrategy[Mode] = st.sampled_from(("direct", "mixed", "indirect"))
records = st.builds(
    Attribution,
    id=st.just("a1"),
    source=st.lists(spans, max_size=2).map(tuple),
    cue=st.lists(spans, max_size=2).map(tuple),
    content=st.lists(spans, min_size=1, max_size=3).map(tuple),
    mode=modes,
    speaker=st.builds(
        Speaker,
        name=maybe,
        kind=maybe,
        role=maybe,
        status=maybe,
        roles=st.lists(st.builds(Role, title=any_text, body=maybe, status=maybe, span=st.none() | spans)).map(
            tuple
        ),
        speaks_for=maybe,
    ),
    act=maybe,
    toward=st.none() | st.builds(Target, name=maybe, span=st.none() | spans),
    prediction=st.none() | st.booleans(),
    hedge=st.builds(Hedge, strength=maybe, reportative=st.none() | st.booleans(), phrase=maybe, holder=maybe),
    said_at=maybe,
    said_at_text=maybe,
    venue=maybe,
    confidence=st.none() | st.floats(0, 1),
    reasons=st.dictionaries(any_text, any_text, max_size=2),
)


@given(records)
def test_records_come_back_from_json(record: Attribution) -> None:
    assert from_json(to_json(record), Attribution) == record


@given(any_text)
def test_any_text_can_be_stored(text: str) -> None:
    stored = escape(text)
    assert stored.encode("utf-8").decode("utf-8") == stored
    assert "\0" not in stored
    assert unescape(stored) == text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(categories=None), min_size=10, max_size=80), record=records, title=maybe)
def test_any_document_comes_back_from_the_ledger(text: str, record: Attribution, title: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "onrecord.db")
        with Ledger.open(place, create=True) as ledger:
            of = Reading(
                document=document("/odd.txt", text, title=title),
                attributions=(record,),
                made_by="rules-test",
                version="1",
            )
            add(ledger, of)
            full = ledger.document("d1")
            assert (full.text, full.title) == (text, title)
            (row,) = ledger.attributions()
            assert row.record == record
            assert ledger.verify().problems == ()
