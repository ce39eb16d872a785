"""Score the rules against gold attributions, and refuse a figure that falls below its floor.

``./run evaluate`` reads the gold data and the scorer beside this repository (``../shared``; neither is part of it, and where
they are absent the evaluation says so and skips). It prints a table with 95 % intervals (bootstrap over documents), writes
the figures, and no text, to ``evaluation/results/rules.json``, and exits 1 when a figure is under its floor
(``evaluation/floors.toml``) or when the gold is not the one that the floors were set on.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluation.adapter import predictions, rows
from onrecord.version import RULES_VERSION

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
RESULTS = HERE / "results" / "rules.json"
FLOORS = HERE / "floors.toml"
FIGURES = (
    "attr",
    "attr|direct",
    "attr|mixed",
    "attr|indirect",
    "span.half",
    "attr.cue",
    "attr.strict",
    "token.source",
    "token.content",
)
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Task:
    """One set of gold: its two files under ``shared/data``, its language, whether it has nested attributions."""

    name: str
    documents: str
    gold: str
    language: str
    nested: bool


TASKS = (
    Task("polnear-dev", "polnear/dev.docs.jsonl", "polnear/dev.jsonl", "en", nested=False),
    *(
        Task(
            f"ntrex-dev-{language}",
            "ntrex/attributions_dev.docs.jsonl",
            "ntrex/attributions_dev.jsonl",
            language,
            nested=True,
        )
        for language in ("en", "ru", "uk")
    ),
)


def main(arguments: list[str] | None = None) -> int:
    """Run the evaluation; returns the exit status: 0 all floors held or skipped, 1 a floor broken or the gold changed."""
    parser = argparse.ArgumentParser(
        prog="./run evaluate", description="Score the attributions found by rules against gold."
    )
    parser.add_argument(
        "--shared", type=Path, default=SHARED, help="the folder with score/ and data/ (default: ../shared)"
    )
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures go")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the floors to hold")
    parser.add_argument(
        "--resamples",
        type=int,
        default=RESAMPLES,
        help="documents drawn again this many times for the intervals",
    )
    options = parser.parse_args(arguments)
    scorer_file = options.shared / "score" / "attributions.py"
    if not scorer_file.is_file():
        print(
            f"evaluation skipped: no scorer at {scorer_file} (the gold data are not part of this repository)"
        )
        return 0
    scorer = _load(scorer_file)
    results: dict[str, dict[str, Any]] = {}
    for task in TASKS:
        if not (options.shared / "data" / task.gold).is_file():
            print(f"{task.name} skipped: no {options.shared / 'data' / task.gold}")
            continue
        results[task.name] = evaluate(task, options.shared / "data", scorer, options.resamples)
    if not results:
        return 0
    print(table(results))
    options.results.parent.mkdir(parents=True, exist_ok=True)
    record = {"rules_version": RULES_VERSION, "resamples": options.resamples, "tasks": results}
    options.results.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    problems = broken(results, tomllib.loads(options.floors.read_text(encoding="utf-8")))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def evaluate(task: Task, data: Path, scorer: ModuleType, resamples: int) -> dict[str, Any]:
    """The figures of one task: precision, recall, F1, counts, and the interval where the scorer gives one."""
    gold = [row for row in rows(data / task.gold) if row.get("language", task.language) == task.language]
    wanted = {row["doc_id"] for row in gold}
    documents = [row for row in rows(data / task.documents) if row["doc_id"] in wanted]
    found = predictions(documents, task.language, nested=task.nested)
    scores = scorer.score(documents, gold, found, boot=resamples)
    return {
        "gold_sha256": digest(data / task.documents, data / task.gold),
        "documents": len(documents),
        "figures": {
            name: {
                key: round(value, 4) if isinstance(value, float) else _rounded(value)
                for key, value in scores[name].items()
            }
            for name in FIGURES
        },
    }


def _rounded(value: Any) -> Any:
    return [round(each, 4) for each in value] if isinstance(value, list) else value


def digest(*paths: Path) -> str:
    """SHA-256 over the gold files, so that floors are never compared with figures on other gold."""
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def broken(results: dict[str, dict[str, Any]], floors: dict[str, Any]) -> list[str]:
    """One line for every figure under its floor, every floor without a figure, and every change of gold."""
    problems = []
    for name, floor in floors.items():
        if name not in results:
            continue
        result = results[name]
        if result["gold_sha256"] != floor["gold_sha256"]:
            problems.append(
                f"{name}: the gold has changed since its floors were set; set them anew in evaluation/floors.toml"
            )
            continue
        for figure, least in floor["least_f1"].items():
            reached = result["figures"][figure]["f1"]
            if reached < least:
                problems.append(f"{name}: {figure} F1 is {reached:.3f}, under its floor of {least:.3f}")
    return problems


def table(results: dict[str, dict[str, Any]]) -> str:
    """The figures as lines for people."""
    lines = [
        f"{'gold':14s} {'figure':14s} {'P':>6s} {'R':>6s} {'F1':>6s}  {'95 % interval':16s} {'gold':>6s} {'found':>6s}"
    ]
    for name, result in results.items():
        for figure, values in result["figures"].items():
            interval = "[{:.3f}, {:.3f}]".format(*values["ci95"]) if "ci95" in values else ""
            lines.append(
                f"{name:14s} {figure:14s} {values['p']:6.3f} {values['r']:6.3f} {values['f1']:6.3f}  {interval:16s} "
                f"{values['gold']:6d} {values['pred']:6d}"
            )
    return "\n".join(lines)


def _load(path: Path) -> ModuleType:
    """The scorer as a module, from where it lies."""
    spec = importlib.util.spec_from_file_location("onrecord_shared_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
