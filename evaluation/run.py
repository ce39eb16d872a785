"""Score the attributions against gold, and refuse a figure that falls below its floor.

``./run evaluate`` measures each task (:mod:`evaluation.tasks`) at each speed, reading each document once a speed. It prints
the figures (:mod:`evaluation.figures`) with 95 % intervals (bootstrap over documents) and compares them with their floors
(``evaluation/floors.toml``). A run of all tasks writes the figures, and no text, to ``evaluation/results/accurate.json`` and
``fast.json``; a run of some of them only prints. What is not there is skipped, with the reason: the gold beside this
repository (``../shared``), the model's files.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from evaluation import floors as bounds
from evaluation.adapter import Reader
from evaluation.changelog import with_lowered
from evaluation.console import finish
from evaluation.figures import Result
from evaluation.floors import FloorError, Floors, Key, Results
from evaluation.report import table
from evaluation.tasks import NAMES, OWN_NAMES, Task, available, names_at
from onrecord.attributions import attribute
from onrecord.attributions.neural.files import present
from onrecord.attributions.speed import SPEEDS, Speed, made_version

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
RESULTS = HERE / "results"
FLOORS = HERE / "floors.toml"
CHANGELOG = HERE.parent / "CHANGELOG.md"
RESAMPLES = 1000


def readers() -> dict[Speed, Reader]:
    """What reads at each speed; ``accurate`` only where the model's files are, since without them it is ``fast``."""
    speeds: tuple[Speed, ...] = SPEEDS if present() else ("fast",)
    return {speed: partial(attribute, speed=speed) for speed in speeds}


def main(arguments: list[str] | None = None, read_by: Mapping[Speed, Reader] | None = None) -> int:
    """Run the evaluation with the readers by speed (default: :func:`readers`).

    Returns the exit status: 0 all floors held or skipped; 1 a floor broken, the gold changed, or floors for ``accurate``
    and no model. Wrong usage exits with 2.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        _check(options)
        floors = bounds.parse(options.floors.read_text(encoding="utf-8"))
        lower = Key.of(options.lower_floor) if options.lower_floor else None
        wanted = _wanted(options, lower)
    except FloorError as error:
        parser.error(str(error))
    tasks, skipped = available(options.shared, wanted)
    for sentence in skipped:
        print(sentence)
    chosen = lower.speed if lower else options.speed
    speeds = [speed for speed in SPEEDS if chosen in (speed, "both")]
    results, problems = _measure(speeds, tasks, floors, readers() if read_by is None else read_by, options)
    try:
        floors = _moved(floors, results, lower, options)
    except FloorError as error:
        parser.error(str(error))
    for speed in (speed for speed in speeds if speed in results):
        figures = results[speed]
        print(table(speed, made_version(speed), figures, floors), end="\n\n")
        if set(figures) == names_at(speed) or options.results is not None:
            _keep(speed, figures, options)
    fresh = bounds.without_floor(floors, results)
    if fresh:
        print("no floor yet (--raise-floors pins one): " + ", ".join(map(str, fresh)))
    problems += bounds.broken(floors, results)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run evaluate", description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--speed", choices=(*SPEEDS, "both"), default="both", help="which speed to measure (default: both)")
    add("--own", action="store_true", help="only gold that this project wrote itself")
    add("--task", action="append", choices=NAMES, metavar="TASK", help=f"only this one: {', '.join(NAMES)}")
    add("--raise-floors", action="store_true", help="pin today's figures where they are better, none lower")
    add("--new-gold", action="store_true", help="with --raise-floors: also pin gold that has changed")
    add("--lower-floor", metavar="SPEED/TASK/FIGURE", help="lower this one floor to today's figure")
    add("--because", metavar="TEXT", help="with --lower-floor: the reason, for the change log")
    add("--shared", type=Path, default=SHARED, help="the folder with score/ and data/ (default: ../shared)")
    add(
        "--results",
        type=Path,
        help="a folder for the figures, also those of a part (default: whole runs only)",
    )
    add("--floors", type=Path, default=FLOORS, help="the floors to hold")
    add("--changelog", type=Path, default=CHANGELOG, help="where the lowering of a floor is noted")
    add(
        "--resamples",
        type=int,
        default=RESAMPLES,
        help="documents drawn again so often for intervals; 0: none",
    )
    return parser


def _check(options: argparse.Namespace) -> None:
    if options.lower_floor and not (options.because or "").strip():
        raise FloorError("--lower-floor needs --because TEXT: the reason goes into the change log")
    if options.because and not options.lower_floor:
        raise FloorError("--because says why a floor is lowered: name it with --lower-floor")
    if options.lower_floor and options.raise_floors:
        raise FloorError("--raise-floors and --lower-floor exclude each other")
    if options.new_gold and not options.raise_floors:
        raise FloorError("--new-gold goes with --raise-floors")
    if options.resamples < 0:
        raise FloorError("--resamples cannot be negative")


def _wanted(options: argparse.Namespace, lower: Key | None) -> set[str]:
    """The names of the tasks to measure. Raises :class:`FloorError` where the options leave none."""
    if lower:
        return {lower.task}
    names = set(options.task or NAMES) & set(OWN_NAMES if options.own else NAMES)
    if not names:
        raise FloorError("--own leaves out every --task that was named")
    return names


def _measure(
    speeds: list[Speed],
    tasks: list[Task],
    floors: Floors,
    read_by: Mapping[Speed, Reader],
    options: argparse.Namespace,
) -> tuple[dict[str, dict[str, Result]], list[str]]:
    """The results by speed and task; and a problem where floors cannot be held for want of a reader."""
    results: dict[str, dict[str, Result]] = {}
    problems = []
    for speed in speeds:
        if speed not in read_by:
            print(f"{speed} skipped: the model's files are not installed")
            if any(key.speed == speed for key in floors.bounds):
                problems.append(f"{speed}: it has floors to hold, and the model's files are not installed")
            continue
        results[speed] = {}
        for task in (task for task in tasks if task.name in names_at(speed)):
            print(f"evaluation: {task.name}, {speed}", file=sys.stderr)
            results[speed][task.name] = task.measure(read_by[speed], options.resamples)
    return results, problems


def _moved(
    floors: Floors,
    results: Results,
    lower: Key | None,
    options: argparse.Namespace,
) -> Floors:
    """The floors after what was asked for; where they moved, the file is written again, and a lowering noted."""
    if lower:
        moved = bounds.loosened(floors, lower, results)
        line = f"{lower}: {floors.bounds[lower]:.4f} → {moved.bounds[lower]:.4f}. {' '.join(options.because.split())}"
        log = options.changelog.read_text(encoding="utf-8")
        options.changelog.write_text(with_lowered(log, line), encoding="utf-8")
    elif options.raise_floors:
        moved = bounds.raised(floors, results, new_gold=options.new_gold)
    else:
        return floors
    options.floors.write_text(bounds.dump(moved), encoding="utf-8")
    return moved


def _keep(speed: Speed, figures: Mapping[str, Result], options: argparse.Namespace) -> None:
    """Write the figures of one speed."""
    folder = RESULTS if options.results is None else options.results
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        "speed": speed,
        "version": made_version(speed),
        "resamples": options.resamples,
        "tasks": figures,
    }
    (folder / f"{speed}.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    finish(main)
