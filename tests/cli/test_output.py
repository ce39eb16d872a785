"""Listings in every form: complete, parseable, and harmless to a terminal and a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.output import Column, emit, harmless, one_line, to_json

ROWS: list[dict[str, Any]] = [
    {"id": "a1", "source": "Генерал Валко", "spans": [[0, 5]], "note": None},
    {"id": "a2", "source": '=HYPERLINK("x")', "spans": [], "note": "two\nlines"},
]
COLUMNS = (Column("id", "id"), Column("source", "source"), Column("note", "note"))


def test_json_is_one_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert emit(iter(ROWS), COLUMNS, "table", as_json=True, empty="none") == 2
    assert json.loads(capsys.readouterr().out) == ROWS


def test_an_empty_json_listing_is_an_empty_array(capsys: pytest.CaptureFixture[str]) -> None:
    emit([], COLUMNS, "table", as_json=True, empty="none")
    assert json.loads(capsys.readouterr().out) == []


def test_jsonl_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    emit(iter(ROWS), COLUMNS, "jsonl", as_json=False, empty="none")
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == ROWS


def test_csv_has_all_fields_and_no_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    emit(iter(ROWS), COLUMNS, "csv", as_json=False, empty="none")
    read = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in read] == ["a1", "a2"]
    assert read[0]["spans"] == "[[0, 5]]"
    assert read[1]["source"] == '\'=HYPERLINK("x")'
    assert read[1]["note"] == "two\nlines"


def test_a_pipe_gets_one_line_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    emit(iter(ROWS), COLUMNS, "table", as_json=False, empty="none")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a1\tГенерал Валко\t"
    assert lines[1].endswith("\ttwo lines")


def test_an_empty_listing_says_so_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert emit([], COLUMNS, "table", as_json=False, empty="Nobody, on record.") == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "Nobody, on record.\n"


@given(st.text(alphabet=st.characters(codec=None, categories=None, exclude_categories=None)))
def test_any_string_survives_json(text: str) -> None:
    encoded = to_json({"text": text})
    encoded.encode("utf-8")
    assert json.loads(encoded) == {"text": text}


@given(st.text())
def test_one_line_has_no_control_characters(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1 or "\u2028" in line or "\u2029" in line
    assert "\x1b" not in line


@given(st.text(min_size=1))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert harmless(text)[0] not in "=+-@\t\r"
