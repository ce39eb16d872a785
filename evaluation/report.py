"""The figures as lines for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluation.figures import CALIBRATED, ECE, Result
from evaluation.floors import Floors, Key


def table(speed: str, version: str, results: Mapping[str, Result], floors: Floors) -> str:
    """One line for each figure of each task at one speed, with its floor; then the calibrated task's curve."""
    wide = max([16, *map(len, results)])
    named = max([14, *(len(figure) for result in results.values() for figure in result["figures"])])
    lines = [
        f"{speed} ({version})",
        f"{'gold':{wide}s} {'figure':{named}s} {'P':>6s} {'R':>6s} {'F1':>6s}  {'95 % interval':16s} "
        f"{'gold':>6s} {'found':>6s} {'floor':>7s}",
    ]
    for task, result in results.items():
        for figure, values in result["figures"].items():
            interval = "[{:.3f}, {:.3f}]".format(*values["ci95"]) if "ci95" in values else ""
            last = "value" if "value" in values else "f1"
            numbers = " ".join(_number(values.get(name)) for name in ("p", "r", last))
            found = values.get("pred", "")
            lines.append(
                f"{task:{wide}s} {figure:{named}s} {numbers}  {interval:16s} {values['gold']:6d} {found:>6} "
                f"{_floor(floors, Key(speed, task, figure))}"
            )
        if result["calibration"] is not None:
            lines.append(_calibration(speed, task, result["calibration"], floors))
    calibrated = results.get(CALIBRATED)
    if calibrated is not None and calibrated["calibration"] is not None:
        lines += ["", *_curve(speed, calibrated["calibration"])]
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return f"{'':6s}" if value is None else f"{value:6.3f}"


def _floor(floors: Floors, key: Key) -> str:
    return f"{floors.bounds[key]:7.4f}" if key in floors.bounds else f"{'-':>7s}"


def _calibration(speed: str, task: str, values: dict[str, Any], floors: Floors) -> str:
    text = f"{values['ece']:.3f} over {values['count']} found"
    return f"{task:16s} {ECE:14s} {text:54s} {_floor(floors, Key(speed, task, ECE))}"


def _curve(speed: str, values: dict[str, Any]) -> list[str]:
    lines = [
        f"{CALIBRATED}, {speed}: how far confidence can be believed",
        f"{'bin':10s} {'confidence':>10s} {'right':>6s} {'count':>6s}",
    ]
    for row in values["curve"]:
        low, high = row["bin"]
        lines.append(
            f"{low:.1f} - {high:.1f}  {row['confidence']:10.3f} {row['right']:6.3f} {row['count']:6d}"
        )
    return lines
