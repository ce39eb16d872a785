"""The figures of dates: what counts as right and as invented, the interval, and the part that is not shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.dates import Dated, figures, finer, invented_day, measured, wilson

from evaluation import dates
from onrecord.attributions.record import Attribution
from onrecord.text.document import Span


def row(gold: str | None, ours: str | None, words: str = "", said: str | None = None) -> Dated:
    made = Attribution(id="a1", content=(Span(0, 1),), mode="direct", said_at=ours, said_at_text=said)
    return Dated({"id": "r", "said_at": gold, "published": None, "text": ""}, words, "", made)


def test_finer_is_invented_and_coarser_is_only_wrong() -> None:
    assert finer(row("2024-05", "2024-05-16"))
    assert invented_day(row("2024-05", "2024-05-16"))
    assert finer(row(None, "2024"))
    assert not invented_day(row(None, "2024"))
    assert not finer(row("2024-05-16", "2024-05"))


def test_the_figures_count_what_they_say() -> None:
    found = [row("2024", "2024", "in 2024", "In 2024"), row("2024-05", None, "in May"), row(None, None)]
    made = figures(found)
    assert made["date"][0] == pytest.approx(2 / 3)
    assert made["finer"][0] == 0
    assert made["words"][0] == pytest.approx(0.5)
    assert made["words"][3] == 2
    assert "venue words" not in made


def test_the_interval_of_wilson() -> None:
    low, high = wilson(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert wilson(0, 10)[0] == 0
    assert wilson(0, 0) == (0, 1)


def test_rows_are_measured_by_part(tmp_path: Path) -> None:
    text = "On Monday Reeve said x."
    made = {
        "id": "1",
        "part": "dev",
        "published": "2024-05-16",
        "text": text,
        "source": [10, 15],
        "cue": [16, 20],
    }
    made |= {"content": [21, 22], "said_at": "2024-05-13", "said_at_text": [[0, 9]], "venue": []}
    lines = [made, made | {"id": "2", "part": "test"}]
    (tmp_path / "en.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (found,) = measured("en", "dev", tmp_path)
    assert found.ours.said_at == "2024-05-13"
    assert found.words == "On Monday"


def test_the_rows_of_the_test_part_are_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        dates.main(["--errors"])
    assert stopped.value.code == 2
    assert "--dev" in capsys.readouterr().err


def test_the_development_rows_hold() -> None:
    assert dates.main(["--dev"]) == 0
    for language in dates.LANGUAGES:
        found = measured(language, "dev")
        assert len(found) == 25
        assert not any(map(finer, found))
        assert figures(found)["date"][0] >= 0.96
