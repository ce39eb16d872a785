"""The quality gate as a command: what it prints and keeps, when it fails, and how floors are moved."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from evaluation.adapter import Reader
from evaluation.digests import digest
from evaluation.floors import Key, parse
from evaluation.shared import SHARED

from evaluation import run
from onrecord.attributions import attribute
from onrecord.attributions.reading import Reading
from onrecord.attributions.speed import Speed
from onrecord.text.document import Document

FAST: dict[Speed, Reader] = {"fast": partial(attribute, speed="fast")}
LOG = "# Changelog\n\n## 0.1.0, unreleased\n\n### Added\n\n- This.\n"


def evaluate(
    shared: Path, *arguments: str, floors: str = "", read_by: dict[Speed, Reader] | None = None
) -> int:
    """Run on ``polnear-dev`` alone, with everything that is written beside the shared folder."""
    place = shared.parent
    if floors:
        (place / "floors.toml").write_text(floors, encoding="utf-8")
    else:
        (place / "floors.toml").touch()
    (place / "log.md").write_text(LOG, encoding="utf-8")
    task = [] if "--lower-floor" in arguments else ["--task", "polnear-dev"]
    paths = {
        "--shared": shared,
        "--results": place / "r",
        "--floors": place / "floors.toml",
        "--changelog": place / "log.md",
    }
    options = [word for name, path in paths.items() for word in (name, str(path))]
    return run.main([*options, *task, "--resamples", "5", *arguments], FAST if read_by is None else read_by)


def pinned(
    shared: Path,
    speed: str = "fast",
    gold: str | None = None,
    also: dict[str, float] | None = None,
    **bounds: float,
) -> str:
    """The text of a file of floors for ``polnear-dev``."""
    pin = gold or digest(*SHARED[0].files(shared / "data"))
    lines = [f'"{name}" = {bound}' for name, bound in {**bounds, **(also or {})}.items()]
    head = f'# why\nmargin = 0.01\n[gold_sha256]\npolnear-dev = "{pin}"\n[{speed}.polnear-dev.least]\n'
    return head + "\n".join(lines) + "\n"


def test_without_the_data_it_skips_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tmp_path / "nowhere") == 0
    assert "polnear-dev skipped: no scorer at" in capsys.readouterr().out


def test_figures_are_printed_and_kept_without_text(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(shared) == 0
    out = capsys.readouterr().out
    assert (
        "polnear-dev      attr            0.500  0.500  0.500                      999      1       -" in out
    )
    assert "no floor yet (--raise-floors pins one): fast/polnear-dev/attr, " in out
    kept = (shared.parent / "r" / "fast.json").read_text(encoding="utf-8")
    assert json.loads(kept)["tasks"]["polnear-dev"]["figures"]["attr"]["f1"] == 0.5
    assert json.loads(kept)["version"].startswith("rules ")
    assert "bridge" not in kept


def test_a_part_is_not_kept_unless_a_folder_is_named(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "RESULTS", tmp_path / "kept")
    (tmp_path / "none.toml").touch()
    options = ["--floors", str(tmp_path / "none.toml"), "--task", "polnear-dev", "--resamples", "0"]
    assert run.main(["--shared", str(shared), *options], FAST) == 0
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(("least", "status"), [(0.4, 0), (0.51, 0), (0.52, 1)])
def test_a_figure_under_its_floor_by_more_than_the_margin_fails(
    shared: Path, capsys: pytest.CaptureFixture[str], least: float, status: int
) -> None:
    assert evaluate(shared, floors=pinned(shared, attr=least)) == status
    assert ("under its floor" in capsys.readouterr().err) == bool(status)


def test_changed_gold_fails_until_it_is_pinned(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(shared, "--raise-floors", floors=pinned(shared, gold="0" * 64, attr=0.1)) == 1
    assert "the gold is not the one that its floors were set on" in capsys.readouterr().err
    assert evaluate(shared, "--raise-floors", "--new-gold") == 0
    assert evaluate(shared) == 0


def test_floors_are_raised_and_the_figures_below_them_still_fail(shared: Path) -> None:
    before = pinned(shared, attr=0.4, also={"attr|direct": 0.9})
    assert evaluate(shared, "--raise-floors", floors=before) == 1
    text = (shared.parent / "floors.toml").read_text(encoding="utf-8")
    assert text.startswith("# why\n\nmargin = 0.01\n")
    bounds = parse(text).bounds
    assert bounds[Key("fast", "polnear-dev", "attr")] == 0.5
    assert bounds[Key("fast", "polnear-dev", "attr|direct")] == 0.9
    assert bounds[Key("fast", "polnear-dev", "attr|mixed")] == 0.5


def test_a_floor_is_lowered_with_a_reason_in_the_change_log(shared: Path) -> None:
    lower = ("--lower-floor", "fast/polnear-dev/attr", "--because", "The gold's\nauthors  were right.")
    assert evaluate(shared, *lower, floors=pinned(shared, attr=0.6)) == 0
    log = (shared.parent / "log.md").read_text(encoding="utf-8")
    line = "- fast/polnear-dev/attr: 0.6000 → 0.5000. The gold's authors were right."
    assert log == f"{LOG}\n### Floors lowered\n\n{line}\n"
    bounds = parse((shared.parent / "floors.toml").read_text(encoding="utf-8")).bounds
    assert bounds == {Key("fast", "polnear-dev", "attr"): 0.5}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--lower-floor", "fast/polnear-dev/attr"], "needs --because"),
        (["--lower-floor", "fast/polnear-dev/attr", "--because", " "], "needs --because"),
        (["--lower-floor", "fast/polnear-dev/attr", "--because", "x"], "no worse than"),
        (["--lower-floor", "polnear-dev/attr", "--because", "x"], "SPEED/TASK/FIGURE"),
        (["--lower-floor", "fast/polnear-dev/attr", "--because", "x", "--raise-floors"], "exclude"),
        (["--because", "x"], "--lower-floor"),
        (["--new-gold"], "--raise-floors"),
        (["--own"], "leaves out"),
        (["--resamples", "-1"], "negative"),
    ],
)
def test_wrong_usage_changes_nothing(
    shared: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    before = pinned(shared, attr=0.5)
    with pytest.raises(SystemExit) as raised:
        evaluate(shared, *arguments, floors=before)
    assert raised.value.code == 2
    assert why in capsys.readouterr().err
    assert (shared.parent / "floors.toml").read_text(encoding="utf-8") == before
    assert (shared.parent / "log.md").read_text(encoding="utf-8") == LOG


def test_without_the_model_accurate_is_skipped_unless_it_has_floors(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(shared, "--speed", "accurate") == 0
    assert "accurate skipped: the model's files are not installed" in capsys.readouterr().out
    assert evaluate(shared, "--speed", "accurate", floors=pinned(shared, "accurate", attr=0.1)) == 1
    assert "it has floors to hold" in capsys.readouterr().err


def test_each_speed_reads_for_itself_and_calibration_is_printed(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def confident(document: Document) -> Reading:
        reading = attribute(document, "fast")
        return replace(
            reading, attributions=tuple(replace(each, confidence=0.75) for each in reading.attributions)
        )

    assert evaluate(shared, read_by={"accurate": confident, **FAST}) == 0
    out = capsys.readouterr().out
    assert "polnear-dev, accurate: how far confidence can be believed" in out
    assert "0.7 - 0.8       0.750  1.000      1" in out
    assert "polnear-dev, fast" not in out
    kept = {
        speed: json.loads((shared.parent / "r" / f"{speed}.json").read_text(encoding="utf-8"))
        for speed in ("accurate", "fast")
    }
    assert kept["accurate"]["tasks"]["polnear-dev"]["calibration"]["ece"] == 0.25
    assert kept["fast"]["tasks"]["polnear-dev"]["calibration"] is None
