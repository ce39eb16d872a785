"""The floors: what each figure may not fall under, by speed, task and figure, and on which gold that was measured.

``floors.toml`` holds ``margin``, ``[gold_sha256]`` by task, ``[SPEED.TASK.least]`` with the floors of figures (F1; recall
for ``nested.recall``), and ``[SPEED.TASK.most]`` with the ceiling for ``ece``. A figure fails when it is worse than its
floor by more than :func:`allowed`: the margin, or two attributions where the gold is so small that they count for more.
Nothing here loosens a floor but :func:`loosened`, which has to be asked for one by one. Rewriting keeps the comments at
the head of the file and no others.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from evaluation.figures import ECE, KNOWN, NESTED, Result, held, kind, value
from evaluation.tasks import NAMES
from onrecord.attributions.speed import SPEEDS

ROWS = 2
"""Attributions by which a figure may differ from its floor: one network's figures differ by that much between processors
that round otherwise (seen with and without AVX-512)."""

Results = Mapping[str, Mapping[str, Result]]
"""What was measured, by speed and task."""

ROUNDING = 5e-5
"""Figures and floors are rounded to four places: a floor may be this much above what was reached."""


class FloorError(ValueError):
    """A file of floors that says what cannot be, or a floor that may not be changed as asked."""


class Key(NamedTuple):
    """Which floor: written ``SPEED/TASK/FIGURE``."""

    speed: str
    task: str
    figure: str

    def __str__(self) -> str:
        return "/".join(self)

    @classmethod
    def of(cls, text: str) -> Key:
        """The key that is written as ``text``. Raises :class:`FloorError` where speed, task or figure is not known."""
        parts = text.split("/")
        if len(parts) != 3:
            raise FloorError(f"{text}: a floor is named SPEED/TASK/FIGURE")
        for part, known in zip(parts, (SPEEDS, NAMES, sorted(KNOWN)), strict=True):
            if part not in known:
                raise FloorError(f"{text}: {part} is none of {', '.join(known)}")
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors by their keys, the digests of gold by task, the margin, and the comments at the head of the file."""

    margin: float
    gold: Mapping[str, str]
    bounds: Mapping[Key, float]
    head: str = ""


def parse(text: str) -> Floors:
    """The floors in a file. Raises :class:`FloorError` for an unknown name or a floor of the wrong kind."""
    data = tomllib.loads(text)
    margin = data.pop("margin", 0.0)
    gold = data.pop("gold_sha256", {})
    bounds = {}
    for speed, tasks in data.items():
        for task, kinds in tasks.items():
            for name, figures in kinds.items():
                for figure, bound in figures.items():
                    key = Key.of(f"{speed}/{task}/{figure}")
                    if name != kind(figure):
                        raise FloorError(f"{key}: it belongs under {kind(figure)!r}, not {name!r}")
                    bounds[key] = float(bound)
    head = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        head.append(line)
    return Floors(float(margin), gold, bounds, "\n".join(head).strip())


def dump(floors: Floors) -> str:
    """The text of the file: :func:`parse` gives the same floors again."""
    lines = [*([floors.head, ""] if floors.head else []), f"margin = {floors.margin}", "", "[gold_sha256]"]
    lines += [f'{task} = "{floors.gold[task]}"' for task in NAMES if task in floors.gold]
    tables: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for key, bound in floors.bounds.items():
        tables.setdefault((key.speed, key.task, kind(key.figure)), []).append((key.figure, bound))
    for speed, task, name in sorted(
        tables, key=lambda one: (SPEEDS.index(one[0]), NAMES.index(one[1]), one[2])
    ):
        lines += ["", f"[{speed}.{task}.{name}]"]
        lines += [f'"{figure}" = {bound}' for figure, bound in sorted(tables[speed, task, name])]
    return "\n".join(lines) + "\n"


def worse(figure: str, left: float, right: float) -> float:
    """By how much ``left`` is worse than ``right``; negative where it is better."""
    return left - right if kind(figure) == "most" else right - left


def allowed(result: Result, figure: str, margin: float) -> float:
    """By how much a figure may be worse than its floor: the margin, or what :data:`ROWS` make out, if that is more.

    With ``gold`` marked and ``pred`` found, one more or less changes recall by ``1 / gold`` and F1 by ``2 / (gold + pred)``.
    Shares of errors are held to one error: a margin of 0.01 would let ten times the errors pass.
    """
    if figure == ECE:
        return margin
    values = result["figures"][figure]
    if "value" in values:
        one = 1 / values["gold"] if values["gold"] else 0.0
        return one if kind(figure) == "most" else max(margin, ROWS * one)
    counted = values["gold"] if figure == NESTED else (values["gold"] + values["pred"]) / 2
    return max(margin, ROWS / counted if counted else 0.0)


def changed_gold(floors: Floors, results: Results) -> list[str]:
    """The measured tasks whose gold is not the one that their floors were set on."""
    measured = {name: result["gold_sha256"] for tasks in results.values() for name, result in tasks.items()}
    pinned = {key.task for key in floors.bounds} | set(floors.gold)
    return [name for name, digest in measured.items() if name in pinned and floors.gold.get(name) != digest]


def broken(floors: Floors, results: Results) -> list[str]:
    """One sentence for every figure that is too low (too high), every floor without a figure, and every change of gold."""
    changed = changed_gold(floors, results)
    problems = [
        f"{name}: the gold is not the one that its floors were set on; if that is meant, run "
        f"./run evaluate --raise-floors --new-gold"
        for name in changed
    ]
    for key, bound in floors.bounds.items():
        result = results.get(key.speed, {}).get(key.task)
        if result is None or key.task in changed:
            continue
        reached = value(result, key.figure)
        if reached is None:
            problems.append(f"{key}: there is a floor of {bound:.4f}, and no such figure")
            continue
        margin = allowed(result, key.figure, floors.margin)
        if not worse(key.figure, reached, bound) <= margin + ROUNDING:
            side, name = ("over", "ceiling") if kind(key.figure) == "most" else ("under", "floor")
            problems.append(
                f"{key}: {reached:.4f} is {side} its {name} of {bound:.4f} by more than {margin:.4f}"
            )
    return problems


def without_floor(floors: Floors, results: Results) -> list[Key]:
    """The figures that ``raised`` would pin for the first time."""
    return [
        key
        for speed, tasks in results.items()
        for task, result in tasks.items()
        for key in (Key(speed, task, figure) for figure in held(task))
        if key not in floors.bounds and value(result, key.figure) is not None
    ]


def raised(floors: Floors, results: Results, *, new_gold: bool = False) -> Floors:
    """The floors with today's figures where these are better, and with those that had no floor yet. None gets looser.

    A task whose gold has changed is left as it is; with ``new_gold`` its digest is pinned anew, and its floors that are not
    reached on the new gold stay, to be lowered one by one.
    """
    changed = [] if new_gold else changed_gold(floors, results)
    gold, bounds = dict(floors.gold), dict(floors.bounds)
    for speed, tasks in results.items():
        for task, result in tasks.items():
            if task in changed:
                continue
            gold[task] = result["gold_sha256"]
            pinned = [key.figure for key in floors.bounds if key[:2] == (speed, task)]
            for figure in dict.fromkeys((*held(task), *pinned)):
                key, reached = Key(speed, task, figure), value(result, figure)
                if reached is None or math.isnan(reached):
                    continue
                if key not in bounds or worse(figure, bounds[key], reached) > 0:
                    bounds[key] = reached
    return replace(floors, gold=gold, bounds=bounds)


def loosened(floors: Floors, key: Key, results: Results) -> Floors:
    """The floors with one of them lowered (a ceiling raised) to today's figure.

    Raises :class:`FloorError` where there is no such floor or figure, where the gold has changed, and where the figure is
    no worse.
    """
    if key not in floors.bounds:
        raise FloorError(f"{key}: there is no such floor")
    result = results.get(key.speed, {}).get(key.task)
    reached = None if result is None else value(result, key.figure)
    if reached is None:
        raise FloorError(f"{key}: there is no such figure today")
    if key.task in changed_gold(floors, results):
        raise FloorError(f"{key}: the gold has changed; pin it first with --raise-floors --new-gold")
    if not worse(key.figure, reached, floors.bounds[key]) > 0:
        raise FloorError(f"{key}: today's figure of {reached:.4f} is no worse than {floors.bounds[key]:.4f}")
    return replace(floors, bounds={**floors.bounds, key: reached})
