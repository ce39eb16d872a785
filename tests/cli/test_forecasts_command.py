"""``onrecord forecasts`` on the command line: what is printed, what is refused, with which status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.fakes import add
from tests.ledger.saying import Words, said

from onrecord.cli.main import cli
from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger


@pytest.fixture
def place(tmp_path: Path) -> Path:
    where = tmp_path / "onrecord.db"
    dam = Words(
        speaker="Orest Valko",
        content="the dam will likely break before May 2024",
        act="predict",
        prediction=True,
    )
    with Ledger.open(str(where), create=True) as ledger:
        add(ledger, said("/1", dam, language="en", published="2024-01-30"))
    return where


def run(place: Path, *words: str) -> Result:
    outer, *rest = words
    inner = [rest.pop(0)] if rest and not rest[0].startswith("-") else []
    return CliRunner().invoke(cli, [outer, *inner, "--ledger", str(place), *rest])


def test_a_forecast_is_listed_resolved_and_scored(place: Path) -> None:
    (row,) = json.loads(run(place, "forecasts", "--as-of", "2024-06-01", "--json").stdout)
    assert (row["id"], row["state"], row["deadline"], row["probability"], row["low"]) == (
        "f1", "due", "2024-04-30", "likely", 60,
    )  # fmt: skip
    done = run(
        place, "forecasts", "resolve", "f1", "--outcome", "happened", "--evidence", "d1", "--as", "Ann"
    )
    assert (done.exit_code, done.stdout) == (0, "j1\tf1\thappened\n")
    (score,) = json.loads(run(place, "forecasts", "scores", "--json").stdout)
    assert (score["hit_rate"], score["hit_interval"], score["brier"]) == (1.0, [0.207, 1.0], [0.02, 0.16])
    twice = run(
        place, "forecasts", "resolve", "f1", "--outcome", "did-not", "--evidence", "d1", "--as", "Ann"
    )
    assert isinstance(twice.exception, OnrecordError)
    assert (twice.exception.exit_status, "undo j1" in str(twice.exception)) == (2, True)


def test_terms_and_verdicts(place: Path) -> None:
    assert run(place, "forecasts", "set", "f1", "--by", "2025", "--as", "Ann").stdout == "j1\tf1\tterms\n"
    done = run(
        place,
        "forecasts",
        "verdict",
        "f1",
        "--says",
        "happened",
        "--document",
        "d1",
        "--words",
        "likely break",
        "--as",
        "Ann",
    )
    assert done.stdout == "j2\tf1\tverdict\n"
    (row,) = json.loads(run(place, "forecasts", "--as-of", "2024-06-01", "--json").stdout)
    assert (row["deadline"], row["state"], row["set_by"]) == ("2025-12-31", "open", "j1")
    assert row["verdicts"] == [
        {"id": "j2", "by": "d1", "says": "happened", "document": "d1", "words": "likely break"}
    ]


@pytest.mark.parametrize("day", ["soon", "2024-13-01"])
def test_a_day_that_is_none_is_refused(place: Path, day: str) -> None:
    refused = run(place, "forecasts", "--as-of", day)
    assert isinstance(refused.exception, OnrecordError)
    assert refused.exception.exit_status == 2


def test_a_line_for_people(place: Path) -> None:
    printed = run(place, "forecasts", "--as-of", "2024-06-01").stdout
    assert (
        printed
        == "f1\t2024-01-30\tOrest Valko\tthe dam will likely break before May 2024\t2024-04-30\t\tlikely\tdue\t\n"
    )
    assert "No forecasts on record" in run(place, "forecasts", "--state", "partly").stderr


def test_options_stand_after_the_inner_command(place: Path) -> None:
    refused = CliRunner().invoke(cli, ["forecasts", "--ledger", str(place), "scores"], standalone_mode=False)
    assert "options stand after the command" in str(refused.exception)
