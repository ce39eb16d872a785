"""Status of speakers on this project's own set (``evaluation/status``): is a former minister told from a minister?

Over the 120 marked statements, whose spans are given:

- ``status``: share whose status (``former``, ``current``, ``unknown``) is the first reader's.
- ``former``: F1 of the value ``former``.
- ``speaker``: share whose name is the first reader's, letter case aside, among rows with a name.
- ``role``: share whose role shares a word with the first reader's, among rows with a role.

``python -m evaluation.statuses [--errors]`` prints them by language and together, with 95 % intervals (bootstrap over rows,
:mod:`evaluation.resampling`), and the agreement of the two readers. With ``--dev`` over the 150 statements of
``evaluation/status/dev``, by another writer: rules are made on those, never on the 120.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.resampling import drawn
from onrecord.attributions.record import Attribution, Speaker
from onrecord.speakers import resolve
from onrecord.text.document import Document, Span

FOLDER = Path(__file__).parent / "status"
LANGUAGES = ("en", "ru", "uk")
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: the labels of both readers, and the speaker that was resolved."""

    language: str
    gold: dict[str, Any]
    ours: Speaker
    reason: str


def statements(
    language: str, folder: Path = FOLDER
) -> Iterator[tuple[dict[str, Any], Document, Attribution]]:
    """The rows of a language with their document and the marked attribution."""
    for line in (folder / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        made = Document(
            id=row["id"],
            path=row["id"],
            text=text,
            sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
            language=language,
            published=row["published"],
        )
        marked = Attribution(
            id="a1",
            source=(Span(*row["source"]),),
            cue=(Span(*row["cue"]),) if row["cue"] else (),
            content=tuple(Span(*span) for span in row["content"]),
            mode="direct" if all(text[start] in '"“«„—–' for start, _ in row["content"]) else "indirect",
        )
        yield row, made, marked


def measured(language: str, folder: Path = FOLDER) -> list[Row]:
    """The rows of a language, resolved."""
    found = []
    for row, made, marked in statements(language, folder):
        (each,) = resolve(made, [marked])
        found.append(Row(language, row, each.speaker, each.reasons.get("status", "")))
    return found


def accuracy(rows: Sequence[Row]) -> float:
    """Share of rows with the right status."""
    return sum(row.ours.status == row.gold["status"] for row in rows) / len(rows) if rows else 0.0


def former(rows: Sequence[Row]) -> float:
    """F1 of the status ``former``."""
    right = sum(row.ours.status == "former" == row.gold["status"] for row in rows)
    said = sum(row.ours.status == "former" for row in rows) + sum(
        row.gold["status"] == "former" for row in rows
    )
    return 2 * right / said if said else 0.0


def speaker(rows: Sequence[Row]) -> float:
    """Share of rows with the right name."""
    named = [row for row in rows if row.gold["speaker"]]
    right = sum((row.ours.name or "").casefold() == row.gold["speaker"].casefold() for row in named)
    return right / len(named) if named else 0.0


def role(rows: Sequence[Row]) -> float:
    """Share of rows whose role shares a word with the gold one."""

    def words(text: str | None) -> set[str]:
        return set(re.findall(r"\w{3,}", (text or "").casefold()))

    with_role = [row for row in rows if row.gold["role"]]
    return sum(bool(words(row.ours.role) & words(row.gold["role"])) for row in with_role) / len(with_role)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--errors", action="store_true", help="also the rows whose status is wrong")
    parser.add_argument("--dev", action="store_true", help="the set that rules are made on")
    asked = parser.parse_args()
    folder = FOLDER / "dev" if asked.dev else FOLDER
    every: list[Row] = []
    for language in (*LANGUAGES, "all"):
        rows = every if language == "all" else measured(language, folder)
        if language != "all":
            every += rows
        parts = []
        for figure in (accuracy, former, speaker, role):
            low, high = drawn(rows, figure, RESAMPLES)
            parts.append(f"{figure.__name__} {figure(rows):.3f} [{low:.3f}–{high:.3f}]")
        print(f"{language} ({len(rows)}): " + " · ".join(parts))
    twice = [row.gold for row in every if "second" in row.gold]
    if twice:
        same = sum(gold["status"] == gold["second"]["status"] for gold in twice)
        print(f"the two readers agree on the status of {same} of {len(twice)}")
    if asked.errors:
        for row in every:
            if row.ours.status != row.gold["status"]:
                print(f"{row.gold['id']}: {row.gold['status']}, ours {row.ours.status} ({row.reason})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
