"""``person`` and ``speakers`` on the command line: what is printed, what is refused, with which status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.fakes import add
from tests.ledger.people import Said, spoken

from onrecord.cli.main import cli
from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A ledger with a man of two names, one who may be he, and a namesake pair."""
    where = tmp_path / "onrecord.db"
    with Ledger.open(str(where), create=True) as ledger:
        add(
            ledger,
            spoken(
                "/1",
                Said("Orest Valko", "the bridge fell", title="General", body="Ministry", status="former"),
                published="2022-02-03",
                outlet="Post",
            ),
        )
        add(ledger, spoken("/2", Said("Орест Валько"), Said("Ihor Melnyk")))
        add(ledger, spoken("/3", Said("Valko"), Said("Ihor Melnyk")))
        ledger.judge("split", ["p2", "m5"], by="Ann")
    return where


def run(place: Path, *words: str) -> Result:
    outer, *rest = words
    inner = [rest.pop(0)] if outer == "speakers" and rest and not rest[0].startswith("-") else []
    return CliRunner().invoke(cli, [outer, *inner, "--ledger", str(place), *rest])


def refused(result: Result) -> OnrecordError:
    assert isinstance(result.exception, OnrecordError), result.output
    return result.exception


def test_a_person_by_any_name(place: Path) -> None:
    printed = run(place, "person", "Ореста Валька").stdout
    assert "p1 Orest Valko (named person)" in printed
    assert "also: Орест Валько (d2)" in printed
    assert "role: General, Ministry, former as of 2022-02-03 (d1)" in printed
    assert "2 statements (1 as former, 1 as unknown)" in printed
    assert "1 suggestions wait" in printed
    assert "s1\t2022-02-03\tformer\tGeneral\tthat the bridge fell\tPost" in printed


def test_a_person_as_json_lines_and_one_object(place: Path) -> None:
    rows = [json.loads(line) for line in run(place, "person", "p1", "--format", "jsonl").stdout.splitlines()]
    assert [row["id"] for row in rows] == ["s1", "s2"]
    whole = json.loads(run(place, "person", "p1", "--json").stdout)
    assert [row["rule"] for row in whole["mentions"]] == ["a new name", "the same name"]
    assert whole["roles"][0]["span"] == [0, 7]


def test_a_name_that_several_have_ends_with_2_and_names_them(place: Path) -> None:
    error = refused(run(place, "person", "Ihor Melnyk"))
    assert error.exit_status == 2
    assert "p2 Ihor Melnyk; p4 Ihor Melnyk" in str(error)
    for name in ("", "x" * 5000, "General", "Vera Tkach", "p99"):
        assert refused(run(place, "person", name)).exit_status == 2


def test_listing_and_filters(place: Path) -> None:
    rows = json.loads(run(place, "speakers", "--json").stdout)
    assert [(row["id"], row["name"]) for row in rows] == [
        ("p1", "Orest Valko"), ("p2", "Ihor Melnyk"), ("p3", "Valko"), ("p4", "Ihor Melnyk"),
    ]  # fmt: skip
    assert len(run(place, "speakers", "--status", "former", "--body", "ministry").stdout.splitlines()) == 1
    nobody = run(place, "speakers", "--status", "current")
    assert (nobody.exit_code, nobody.stdout) == (0, "")
    assert "0 on record" in nobody.stderr


def test_suggestions_are_accepted_and_refused(place: Path) -> None:
    (row,) = json.loads(run(place, "speakers", "suggest", "--json").stdout)
    assert (row["left"], row["right"]) == ("p3", "p1")
    made = run(place, "speakers", "apart", "p3", "p1", "--as", "Ann", "--reason", "his son")
    assert made.stdout == "j2\tapart\tp3 p1\n"
    assert run(place, "speakers", "suggest", "--json").stdout == "[]\n"
    run(place, "undo", "j2", "--as", "Ann")
    assert run(place, "speakers", "merge", "p1", "p3", "--as", "Ann").stdout == "j4\tmerge\tp1 p3\n"
    assert run(place, "speakers", "split", "p1", "a4", "--as", "Ann").stdout == "j5\tsplit\tp1 m4 p5\n"


def test_options_before_the_command_are_not_passed_over(place: Path) -> None:
    result = CliRunner().invoke(cli, ["speakers", "--ledger", str(place), "suggest"])
    assert result.exit_code == 2
    assert "options stand after the command" in result.stderr


def test_import_and_export(place: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("name,title,until\nOrest Valko,Chief of Staff,2001\n")
    bad.write_text("name,title\nVera Tkach,poet\n,poet\n")
    result = run(place, "speakers", "import", str(good), str(bad), str(tmp_path / "no"), "--as", "Ann")
    assert result.stdout == f"{good}\t1 speakers, 1 roles; 1 joined to speakers held, 0 suggestions\n"
    assert f"{bad}:3: an empty name" in result.stderr
    assert "nothing was imported" in result.stderr
    assert CliRunner().invoke(cli, ["--help"]).exit_code == 0
    again = run(place, "speakers", "import", str(good), str(bad), "--skip-broken", "--as", "Ann")
    assert (
        again.stdout
        == f"{good}\tknown already\n{bad}\t1 speakers, 1 roles; 0 joined to speakers held, 0 suggestions\n"
    )
    run(place, "speakers", "export", "--to", "csv", "--out", str(tmp_path / "out.csv"))
    assert "Chief of Staff" in (tmp_path / "out.csv").read_text("utf-8")
    entities = [
        json.loads(line) for line in run(place, "speakers", "export", "--to", "ftm").stdout.splitlines()
    ]
    assert {"Person", "Position", "Occupancy", "Organization"} == {each["schema"] for each in entities}
    fresh = tmp_path / "fresh.db"
    assert run(fresh, "speakers", "import", str(tmp_path / "out.csv"), "--as", "Ann").exit_code == 0
