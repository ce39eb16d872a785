"""What is measured: the tasks by name, and those of them that can be run here."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from evaluation import own, shared, what, who
from evaluation.adapter import Reader
from evaluation.figures import Result
from onrecord.attributions.speed import Speed

SHARED_NAMES = tuple(each.name for each in shared.SHARED)
OWN_NAMES = (*own.DEMONSTRATION, *own.HARD, *who.OWN, *what.OWN)
NAMES = (
    *(*SHARED_NAMES, *own.DEMONSTRATION, *own.HARD, *who.OUTSIDE, *who.OWN),
    *(*what.OUTSIDE, *what.OWN),
)
ONCE = frozenset({*who.OUTSIDE, *who.OWN, *what.OUTSIDE, *what.OWN})
"""The tasks that do not depend on what reads: measured at ``fast`` only."""


def names_at(speed: Speed) -> set[str]:
    """The tasks that are measured at a speed."""
    return set(NAMES) if speed == "fast" else set(NAMES) - ONCE


class Task(Protocol):
    """Gold of one kind in one language, ready to be measured against."""

    @property
    def name(self) -> str:
        """Its name in the table, the results and the floors."""

    @property
    def gold_sha256(self) -> str:
        """The digest of its gold files."""

    def measure(self, read: Reader, resamples: int) -> Result:
        """Its figures when documents are read by ``read``, with intervals from so many resamples (0: none)."""


def available(folder: Path, wanted: Collection[str]) -> tuple[list[Task], list[str]]:
    """The wanted tasks that can be run, in the order of :data:`NAMES`, and one sentence for what has to be skipped.

    ``folder`` is the one with ``score/`` and ``data/``.
    """
    tasks: list[Task] = []
    skipped: list[str] = []
    outside = [each for each in shared.SHARED if each.name in wanted]
    scorer = shared.scorer_file(folder)
    if outside and not scorer.is_file():
        names = ", ".join(each.name for each in outside)
        skipped.append(
            f"{names} skipped: no scorer at {scorer} (it and its gold are not part of this repository)"
        )
    elif outside:
        module = shared.load_scorer(scorer)
        for gold in outside:
            missing = [file for file in gold.files(folder / "data") if not file.is_file()]
            if missing:
                skipped.append(f"{gold.name} skipped: no {missing[0]}")
            else:
                tasks.append(shared.load(gold, folder / "data", module))
    if not set(own.DEMONSTRATION).isdisjoint(wanted):
        tasks += [task for task in own.demonstration_tasks() if task.name in wanted]
    tasks += [own.hard_task(language) for language in own.LANGUAGES if f"hard-{language}" in wanted]
    for room in (who, what):
        for name in room.OUTSIDE:
            absent = [file for file in room.OUTSIDE[name] if not (folder / "data" / file).is_file()]
            if name in wanted and absent:
                skipped.append(f"{name} skipped: no {folder / 'data' / absent[0]}")
            elif name in wanted:
                tasks.append(room.outside(name, folder / "data"))
        tasks += [room.own(name) for name in room.OWN if name in wanted]
    return tasks, skipped
