"""Importing into a ledger: whole or not at all, once, with sources; what it tells of those who speak."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.fakes import add, content_of
from tests.ledger.people import Said, spoken

from onrecord.errors import DamagedInput, EmptyInput, UsageError
from onrecord.ledger import Ledger


def person(number: int, name: str, **more: Any) -> dict[str, Any]:
    return {"id": f"Q{number}", "schema": "Person", "properties": {"name": [name], **more}}


def held(number: int, holder: int, **more: Any) -> dict[str, Any]:
    known = {"holder": [f"Q{holder}"], "post": ["post"], **more}
    return {"id": f"H{number}", "schema": "Occupancy", "properties": known}


POST = {"id": "post", "schema": "Position", "properties": {"name": ["General"]}}


def written(path: Path, *entities: Any) -> Path:
    path.write_text("".join(f"{json.dumps(each)}\n" for each in entities), encoding="utf-8")
    return path


def test_an_imported_end_of_office_makes_a_later_statement_a_former_ones(
    ledger: Ledger, tmp_path: Path
) -> None:
    add(ledger, spoken("/1", Said("Орест Валько"), published="2022-02-03"))
    assert ledger.speaker("p1").said[0].then.status == "unknown"
    path = written(
        tmp_path / "list.json",
        person(1, "Orest Valko"),
        POST,
        held(1, 1, startDate=["1996"], endDate=["2001"]),
    )
    done = ledger.import_speakers(path, by="Ann")
    assert (done.entities, done.joined, done.roles, done.known) == (1, 1, 1, False)
    row = ledger.speaker("p1")
    then = row.said[0].then
    assert (then.status, then.basis, then.source) == ("former", "in office 1996 to 2001", "list.json:3")
    assert row.names == ("Орест Валько", "Orest Valko")
    assert row.imports == 1
    add(ledger, spoken("/2", Said("Orest Valko", title="General", status="current"), published="2005-01-01"))
    (conflict,) = ledger.speaker("p1").disagreements
    assert set(conflict.sources) == {"list.json:3", "d2"}


def test_a_document_after_the_import_is_joined_too(ledger: Ledger, tmp_path: Path) -> None:
    path = written(
        tmp_path / "list.json", person(1, "Orest Valko", alias=["Орест Балько"]), person(2, "Vera Tkach")
    )
    ledger.import_speakers(path, by="Ann")
    add(ledger, spoken("/1", Said("Орест Балько"), Said("Віра Ткач")))
    assert [row.documents for row in ledger.speakers()] == [1, 1]


def test_the_same_file_twice_adds_nothing(ledger: Ledger, tmp_path: Path, place: Path) -> None:
    path = written(tmp_path / "list.json", person(1, "Orest Valko"))
    ledger.import_speakers(path, by="Ann")
    before = content_of(place)
    assert ledger.import_speakers(path.rename(tmp_path / "again.json"), by="Ben").known
    assert content_of(place) == before


def test_namesakes_of_one_file_are_two(ledger: Ledger, tmp_path: Path) -> None:
    ledger.import_speakers(
        written(tmp_path / "x.json", person(1, "Orest Valko"), person(2, "Orest Valko")), by="Ann"
    )
    assert [row.ref for row in ledger.speakers()] == ["p1", "p2"]
    add(ledger, spoken("/1", Said("Orest Valko")))
    assert len(list(ledger.suggestions())) == 2


def test_a_newer_file_takes_the_place_of_an_older_one_by_id(ledger: Ledger, tmp_path: Path) -> None:
    ledger.import_speakers(
        written(tmp_path / "old.json", person(1, "Orest Valko", position=["major"])), by="Ann"
    )
    ledger.import_speakers(
        written(tmp_path / "new.json", person(1, "Orest O. Valko", position=["colonel"])), by="Ann"
    )
    (row,) = ledger.speakers()
    assert (row.names, row.roles) == (("Orest O. Valko",), ("colonel",))
    assert ledger.speaker("p1").mentions[0].rule == "the same id as m1 in an earlier file"
    assert ledger.verify().ok


def test_a_broken_line_stops_the_file_and_leaves_nothing(ledger: Ledger, tmp_path: Path, place: Path) -> None:
    path = written(tmp_path / "x.json", person(1, "Orest Valko"), person(2, ""), person(3, "General"))
    before = content_of(place)
    said: list[str] = []
    with pytest.raises(DamagedInput, match=r"2 broken lines .*nothing was imported.*--skip-broken"):
        ledger.import_speakers(path, by="Ann", on_broken=said.append)
    assert [message.removeprefix(str(path))[:3] for message in said] == [":2:", ":3:"]
    assert content_of(place) == before
    done = ledger.import_speakers(path, by="Ann", skip_broken=True)
    assert (done.entities, len(done.skipped)) == (1, 2)


def test_what_names_nobody_or_has_no_analyst(ledger: Ledger, tmp_path: Path, place: Path) -> None:
    before = content_of(place)
    with pytest.raises(EmptyInput, match="names no person"):
        ledger.import_speakers(written(tmp_path / "x.json", POST), by="Ann")
    with pytest.raises(UsageError, match="--as NAME"):
        ledger.import_speakers(written(tmp_path / "y.json", person(1, "Orest Valko")), by="")
    assert content_of(place) == before


def test_a_wrong_join_with_a_file_is_split_again(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, spoken("/1", Said("Orest Valko")))
    ledger.import_speakers(
        written(tmp_path / "x.json", person(1, "Orest Valko", weakAlias=["Orko"])), by="Ann"
    )
    ledger.judge("split", ["p1", "m2"], by="Ann", reason="another man")
    assert [(row.ref, row.imports) for row in ledger.speakers()] == [("p1", 0), ("p2", 1)]
    assert ledger.speaker("p2").all_names[-1].weak
    assert [each.id for each in ledger.known_speakers()] == ["onrecord-p1", "Q1"]


def test_forgetting_a_name_reaches_imported_facts(ledger: Ledger, tmp_path: Path, place: Path) -> None:
    ledger.import_speakers(
        written(tmp_path / "x.json", person(1, "Orest Valko", alias=["Valko Orest"])), by="Ann"
    )
    ledger.forget_name("Orest Valko", by="Ann", reason="asked for")
    assert b"valko" not in place.read_bytes().lower()
    assert ledger.verify().ok


@pytest.mark.slow
def test_killed_at_any_moment_an_import_is_whole_or_not_there(tmp_path: Path) -> None:
    path = written(
        tmp_path / "x.json", *(person(number, f"Orest Val{number:05}ko") for number in range(6000))
    )
    place = tmp_path / "onrecord.db"
    Ledger.open(str(place), create=True).close()
    program = (
        "import sys; from pathlib import Path; from onrecord.ledger import Ledger;"
        "ledger = Ledger.open(sys.argv[1]); print('begun', flush=True);"
        "ledger.import_speakers(Path(sys.argv[2]), by='Ann'); print('done', flush=True)"
    )
    seen = set()
    for wait in (0.0, 0.2, 0.5, 1.0, 2.0, 60.0):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(place), str(path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(timeout=wait)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        with closing(sqlite3.connect(place)) as database:
            count = "SELECT (SELECT count(*) FROM mentions), (SELECT count(*) FROM imports)"
            seen.add(database.execute(count).fetchone())
    assert seen <= {(0, 0), (6000, 1)}
    assert (6000, 1) in seen
