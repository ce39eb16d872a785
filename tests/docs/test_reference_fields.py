"""The fields that programs read are the fields that the reference tells, row by row and for the record."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
ONRECORD = [sys.executable, "-m", "onrecord.cli.main"]
BEFORE = "General Orest Valko warned that the old bridge at Selm would not hold another winter.\n"
AFTER = "General Orest Valko warned that the old bridge at Selma would not hold another winter.\n"


def told(page: str, heading: str) -> list[str]:
    """The names in the first column of the tables under a heading."""
    text = (REFERENCE / page).read_text("utf-8")
    section = re.split(r"\n##+ ", text.partition(f" {heading}\n")[2])[0]
    return re.findall(r"(?m)^\| `([^`]+)` \|", section)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a document of two versions, a judgement on the first, and so an item up for review."""
    folder = tmp_path_factory.mktemp("fields")
    place, source = folder / "onrecord.db", folder / "bridge.txt"
    source.write_text(BEFORE, encoding="utf-8")
    run(place, "add", str(source))
    run(place, "judge", "accept", "a1", "--as", "N. Analyst")
    source.write_text(AFTER, encoding="utf-8")
    run(place, "add", str(source))
    people = folder / "people.csv"
    people.write_text("name\nOrest Valko\nOrest Valko\n", encoding="utf-8")
    run(place, "speakers import", str(people), "--as", "N. Analyst")
    people.write_text("name\nValko\n", encoding="utf-8")
    run(place, "speakers import", str(people), "--as", "N. Analyst")
    run(place, "judge", "edit", "a1", "--set", "speaker.name=Ivan Hrim", "--as", "N. Analyst")
    labels = ("act=criticise", "toward.name=Ladimir Koreth", "prediction=true")
    run(
        place,
        "judge",
        "edit",
        "a2",
        *(part for each in labels for part in ("--set", each)),
        "--as",
        "N. Analyst",
    )
    return place


def run(place: Path, command: str, *arguments: str) -> str:
    done = subprocess.run(
        [*ONRECORD, *command.split(), "--ledger", str(place), *arguments], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("heading", "arguments"),
    [
        ("Documents", ["documents"]),
        ("Attributions", ["attributions"]),
        ("Statements", ["statements"]),
        ("Judgements", ["judgements"]),
        ("Review", ["review"]),
        ("Search hits", ["search", "bridge"]),
        ("Speakers", ["speakers"]),
        ("Suggestions", ["speakers suggest"]),
        ("Forecasts", ["forecasts"]),
        ("Scores", ["forecasts scores"]),
    ],
)
def test_the_fields_of_every_listing_are_told(ledger: Path, heading: str, arguments: list[str]) -> None:
    command, *rest = arguments
    rows = json.loads(run(ledger, command, *rest, "--json"))
    assert rows
    assert told("commands.md", heading) == list(rows[0])


@pytest.mark.parametrize(
    ("heading", "arguments"), [("Positions", []), ("Statements toward a person", ["--statements"])]
)
def test_the_fields_of_positions_are_told(ledger: Path, heading: str, arguments: list[str]) -> None:
    lines = run(ledger, "positions", "--toward", "Koreth", "--format", "jsonl", *arguments).splitlines()
    assert lines
    assert told("commands.md", heading) == list(json.loads(lines[0]))


def test_the_fields_of_a_speakers_statements_are_told(ledger: Path) -> None:
    told_fields = told("commands.md", "Statements of a speaker")
    (row,) = json.loads("[" + run(ledger, "person", "Ivan Hrim", "--format", "jsonl") + "]")
    assert told_fields == list(row)


def paths(value: Any, path: str = "") -> Iterator[str]:
    """Every field below ``value`` as a path (``attributions[].speaker.name``), objects that have fields themselves too."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner_path in paths(value[0]):
            yield f"{path}[].{inner_path}"


def test_the_fields_of_the_record_are_told() -> None:
    record = onrecord.from_text(BEFORE + "\x00", language="en").record()
    assert record["attributions"]
    record["warnings"] = [{"code": "", "message": "", "spans": []}]
    real = [path for path in paths(record) if path not in {"document", "attributions", "warnings"}]
    # What a reason is given for differs from attribution to attribution.
    real = [path for path in real if not path.startswith("attributions[].reasons.")]
    names = [
        name
        for heading in ("The document", "Attributions", "Warnings")
        for name in told("record.md", heading)
    ]
    assert sorted(names) == sorted(real)


def test_a_warning_has_the_fields_that_are_told() -> None:
    record = onrecord.from_text("Це речення", language="xx").record()
    assert sorted(record["warnings"][0]) == ["code", "message", "spans"]


def test_the_example_of_the_record_is_what_the_program_writes() -> None:
    page = (REFERENCE / "record.md").read_text("utf-8")
    example = page.partition("## An example")[2].partition("## Offsets")[0]
    text = re.search(r"`(General [^`]+)`", example)
    assert text is not None
    record = onrecord.from_text(text[1], language="en").record()
    assert example.count(f'"{record["text_sha256"][:4]}…"') == 2
    for found in record["attributions"]:
        shown = {key: found[key] for key in ("id", "source", "cue", "content", "mode")}
        assert json.dumps(shown)[1:-1] in example
    assert len(record["attributions"]) == example.count('"content": ')
