"""Status of speakers on this project's own set (``evaluation/status``): is a former minister told from a minister?

Over the 120 marked statements, whose spans are given:

- ``accuracy``: share whose status (``former``, ``current``, ``unknown``) is the first reader's.
- ``former``: F1 of the value ``former``.
- ``speaker``: share whose name is the first reader's, letter case aside, among rows with a name.
- ``role``: share whose role shares a word with the first reader's, among rows with a role.

``python -m evaluation.statuses [--errors]`` prints them by language and together, with 95 % intervals (bootstrap over
rows, :mod:`evaluation.resampling`), and the agreement of the two readers. With ``--set dev`` or ``--set third`` over
the 150 statements of ``evaluation/status/dev`` or ``third``, by other writers: rules are made on those (of the third
on rows of odd numbers only, so that the even ones show what to expect of new text: ``--set third --half even``),
never on the 120.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.adapter import document, rows
from evaluation.console import finish
from evaluation.resampling import drawn
from evaluation.speakers import Row, attribution, former_f1, status_right
from onrecord.attributions.neural.given import scores_of
from onrecord.attributions.record import Attribution
from onrecord.speakers import resolve
from onrecord.text.document import Document

FOLDER = Path(__file__).parent / "status"
SETS = {"test": FOLDER, "dev": FOLDER / "dev", "third": FOLDER / "third"}
HALVES = ("odd", "even")
LANGUAGES = ("en", "ru", "uk")
RESAMPLES = 1000


def statements(
    language: str, folder: Path = FOLDER
) -> Iterator[tuple[dict[str, Any], Document, Attribution]]:
    """The rows of a language with their document and the marked attribution."""
    for row in rows(folder / f"{language}.jsonl"):
        made = replace(
            document({"doc_id": row["id"], "text": row["text"]}, language), published=row["published"]
        )
        parts = {
            "source": [row["source"]],
            "cue": [row["cue"]] if row["cue"] else [],
            "content": row["content"],
        }
        yield row, made, attribution({"id": "a1", **parts})


def measured(language: str, folder: Path = FOLDER, *, accurate: bool = True) -> list[Row]:
    """The rows of a language, resolved: by rules and label network, or by the rules alone."""
    found = []
    for row, made, marked in statements(language, folder):
        (each,) = resolve(made, [marked], scores_of(made, [marked]) if accurate else {})
        found.append(Row(made.id, language, marked.source[0].of(made.text), row, each))
    return found


def accuracy(found: Sequence[Row]) -> float:
    """Share of rows with the right status."""
    return sum(bool(status_right(row)) for row in found) / len(found) if found else 0.0


def speaker(found: Sequence[Row]) -> float:
    """Share of rows with the right name."""
    named = [row for row in found if row.gold["speaker"]]
    right = sum((row.ours.speaker.name or "").casefold() == row.gold["speaker"].casefold() for row in named)
    return right / len(named) if named else 0.0


def role(found: Sequence[Row]) -> float:
    """Share of rows whose role shares a word with the gold one."""

    def words(text: str | None) -> set[str]:
        return set(re.findall(r"\w{3,}", (text or "").casefold()))

    with_role = [row for row in found if row.gold["role"]]
    return sum(bool(words(row.ours.speaker.role) & words(row.gold["role"])) for row in with_role) / len(
        with_role
    )


FIGURES = {"accuracy": accuracy, "former": former_f1, "speaker": speaker, "role": role}


def _number(row: Row) -> int:
    return int(row.document.rpartition("-")[2])


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--errors", action="store_true", help="also the rows whose status is wrong")
    parser.add_argument(
        "--set", choices=list(SETS), default="test", help="dev and third: what rules are made on"
    )
    parser.add_argument("--half", choices=HALVES, help="only the rows of odd or of even numbers")
    parser.add_argument("--speed", choices=("accurate", "fast"), default="accurate")
    asked = parser.parse_args()
    every: list[Row] = []
    for language in (*LANGUAGES, "all"):
        found = every
        if language != "all":
            found = measured(language, SETS[asked.set], accurate=asked.speed == "accurate")
            found = [row for row in found if asked.half in (None, HALVES[1 - _number(row) % 2])]
            every += found
        parts = []
        for name, figure in FIGURES.items():
            low, high = drawn(found, figure, RESAMPLES)
            parts.append(f"{name} {figure(found):.3f} [{low:.3f}–{high:.3f}]")
        print(f"{language} ({len(found)}): " + " · ".join(parts))
    twice = [row.gold for row in every if "second" in row.gold]
    if twice:
        same = sum(gold["status"] == gold["second"]["status"] for gold in twice)
        print(f"the two readers agree on the status of {same} of {len(twice)}")
    if asked.errors:
        for row in every:
            if not status_right(row):
                ours = row.ours.speaker.status
                print(f"{row.document}: {row.gold['status']}, ours {ours} ({row.ours.reasons['status']})")
    return 0


if __name__ == "__main__":
    finish(main)
