"""The evaluation: its adapter, its floors, and that it says why it skips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.adapter import document, flat, predictions

from evaluation import run
from onrecord.attributions import attribute

ROW = {"doc_id": "d1", "text": "The Post wrote that Ort warned that the bridge would fall."}

SCORER = """
def score(docs, gold, pred, boot=0):
    found = sum(len(row["attributions"]) for row in pred)
    figure = {"p": 0.5, "r": 0.5, "f1": 0.5, "gold": len(gold), "pred": found}
    names = %r
    return {name: dict(figure) for name in names}
"""


def shared(tmp_path: Path) -> Path:
    """A folder beside a repository with one gold document and a scorer that counts."""
    folder = tmp_path / "shared"
    (folder / "score").mkdir(parents=True)
    (folder / "score" / "attributions.py").write_text(SCORER % (run.FIGURES,), encoding="utf-8")
    gold = folder / "data" / "polnear"
    gold.mkdir(parents=True)
    (gold / "dev.docs.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    (gold / "dev.jsonl").write_text(json.dumps({"doc_id": "d1", "attributions": []}) + "\n", encoding="utf-8")
    return folder


def evaluate(tmp_path: Path, folder: Path, floors: str = "") -> int:
    (tmp_path / "floors.toml").write_text(floors, encoding="utf-8")
    return run.main(
        [
            "--shared",
            str(folder),
            "--results",
            str(tmp_path / "r" / "rules.json"),
            "--floors",
            str(tmp_path / "floors.toml"),
        ]
    )


def test_only_outer_attributions_where_the_gold_has_no_nested_ones() -> None:
    reading = attribute(document(ROW, "en"))
    assert len(flat(reading, nested=True)["attributions"]) == 2
    (outer,) = flat(reading, nested=False)["attributions"]
    assert outer["nested_in"] is None
    assert outer["cue"] == [[9, 14]]
    assert predictions([ROW], "en", nested=False) == [flat(reading, nested=False)]


def test_without_the_data_it_skips_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tmp_path, tmp_path / "nowhere") == 0
    assert "skipped: no scorer at" in capsys.readouterr().out


def test_figures_are_printed_and_kept_without_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(tmp_path, shared(tmp_path)) == 0
    assert "polnear-dev" in capsys.readouterr().out
    kept = (tmp_path / "r" / "rules.json").read_text(encoding="utf-8")
    assert json.loads(kept)["tasks"]["polnear-dev"]["figures"]["attr"]["f1"] == 0.5
    assert "bridge" not in kept


@pytest.mark.parametrize(("least", "status"), [(0.4, 0), (0.6, 1)])
def test_a_figure_under_its_floor_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], least: float, status: int
) -> None:
    folder = shared(tmp_path)
    gold = folder / "data" / "polnear"
    digest = run.digest(gold / "dev.docs.jsonl", gold / "dev.jsonl")
    floors = f'[polnear-dev]\ngold_sha256 = "{digest}"\n[polnear-dev.least_f1]\nattr = {least}\n'
    assert evaluate(tmp_path, folder, floors) == status
    assert ("under its floor" in capsys.readouterr().err) == bool(status)


def test_floors_of_other_gold_are_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = '[polnear-dev]\ngold_sha256 = "0"\n[polnear-dev.least_f1]\nattr = 0.1\n'
    assert evaluate(tmp_path, shared(tmp_path), floors) == 1
    assert "the gold has changed" in capsys.readouterr().err


def test_the_committed_floors_name_tasks_and_figures() -> None:
    import tomllib

    floors = tomllib.loads(run.FLOORS.read_text(encoding="utf-8"))
    assert set(floors) <= {task.name for task in run.TASKS}
    for floor in floors.values():
        assert len(floor["gold_sha256"]) == 64
        assert set(floor["least_f1"]) <= set(run.FIGURES)


def test_the_figures_of_the_real_gold_hold_their_floors(tmp_path: Path) -> None:
    if not (run.SHARED / "score" / "attributions.py").is_file():
        pytest.skip(f"the gold data beside the repository are absent: {run.SHARED}")
    assert run.main(["--results", str(tmp_path / "rules.json"), "--resamples", "20"]) == 0
