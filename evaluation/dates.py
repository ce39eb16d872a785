"""When and where a statement was made, on this project's own set (``evaluation/dates``): one marked statement a row.

The spans are given, so a missed attribution costs nothing here. Over the rows of a language:

- ``date``: share whose ``said_at`` equals the gold's to the letter, so with its precision; null equals null.
- ``finer``: share whose ``said_at`` is finer than the gold's: more parts of year, month and day (null has none). These
  are the invented ones.
- ``invented day``: the same for days only: ours has a day where the gold has none.
- ``words``: over rows whose gold has words, mean F1 of the words of ``said_at_text`` (small letters) with the gold's.
- ``venue exact``: share whose ``venue`` has the gold's words, none equal to none; ``venue words``: over rows whose gold has
  a venue, mean F1 of its words.

``python -m evaluation.dates [--dev] [--errors]`` prints them by language and together, shares with their 95 % interval after
Wilson (1927), means with that of the bootstrap over rows. The 150 rows of part ``test`` are what decides; no rule is made on
them, so ``--errors`` (the rows with a wrong date or venue) needs ``--dev``: the 75 rows that the rules were made on.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Any

from evaluation.adapter import document, rows
from evaluation.console import finish
from evaluation.resampling import drawn
from evaluation.speakers import attribution
from onrecord.attributions.dating import date_all
from onrecord.attributions.record import Attribution

FOLDER = Path(__file__).parent / "dates"
LANGUAGES = ("en", "ru", "uk")
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Dated:
    """One marked statement: the gold row, the gold's words, and what was found."""

    gold: dict[str, Any]
    words: str
    venue: str
    ours: Attribution


def measured(language: str, part: str, folder: Path = FOLDER) -> list[Dated]:
    """The rows of a language and part (``dev`` or ``test``), dated."""
    found = []
    for row in rows(folder / f"{language}.jsonl"):
        if row["part"] != part:
            continue
        made = document({"doc_id": row["id"], "text": row["text"]}, language)
        marked = attribution(
            {"id": "a1", **{name: _spans(row[name]) for name in ("source", "cue", "content")}}
        )
        (each,) = date_all(replace(made, published=row["published"]), [marked])
        said = [" ".join(made.text[a:b] for a, b in _spans(row[name])) for name in ("said_at_text", "venue")]
        found.append(Dated(row, said[0], said[1], each))
    return found


def _spans(pairs: list[Any] | None) -> list[list[int]]:
    """A list of spans, where a row may have one alone."""
    if not pairs:
        return []
    return [pairs] if isinstance(pairs[0], int) else pairs


def right(row: Dated) -> bool:
    """Whether the date is the gold's."""
    return bool(row.ours.said_at == row.gold["said_at"])


def finer(row: Dated) -> bool:
    """Whether the date is finer than the gold's."""
    return len(row.ours.said_at or "") > len(row.gold["said_at"] or "")


def invented_day(row: Dated) -> bool:
    """Whether the date has a day that the gold has not."""
    return len(row.ours.said_at or "") == 10 and len(row.gold["said_at"] or "") < 10


def venue_right(row: Dated) -> bool:
    """Whether the venue's words are the gold's."""
    return _words(row.ours.venue) == _words(row.venue)


SHARES: dict[str, Callable[[Dated], bool]] = {
    "date": right,
    "finer": finer,
    "invented day": invented_day,
    "venue exact": venue_right,
}


def words_f1(row: Dated) -> float | None:
    """F1 of the words that say when; null where the gold has none."""
    return _f1(row.ours.said_at_text, row.words) if row.words else None


def venue_f1(row: Dated) -> float | None:
    """F1 of the words that say where; null where the gold has none."""
    return _f1(row.ours.venue, row.venue) if row.venue else None


MEANS: dict[str, Callable[[Dated], float | None]] = {"words": words_f1, "venue words": venue_f1}


def _words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").casefold())


def _f1(ours: str | None, gold: str) -> float:
    left, right_words = Counter(_words(ours)), Counter(_words(gold))
    both = sum((left & right_words).values())
    return 2 * both / (sum(left.values()) + sum(right_words.values()))


def wilson(count: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share at 95 %, after Wilson, J. Am. Stat. Assoc. 22 (1927): sound for shares near 0 and 1."""
    if not total:
        return 0.0, 1.0
    share, extra = count / total, z * z / total
    middle = (share + extra / 2) / (1 + extra)
    half = z * sqrt(share * (1 - share) / total + extra / (4 * total)) / (1 + extra)
    return max(0.0, middle - half), min(1.0, middle + half)


def figures(found: Sequence[Dated]) -> dict[str, tuple[float, float, float, int]]:
    """Each figure with the ends of its interval and the number of rows it is over."""
    made: dict[str, tuple[float, float, float, int]] = {}
    for name, judge in SHARES.items():
        count = sum(map(judge, found))
        made[name] = (count / len(found) if found else 0.0, *wilson(count, len(found)), len(found))
    for name, measure in MEANS.items():
        values = [value for row in found if (value := measure(row)) is not None]
        if values:
            low, high = drawn(values, lambda chosen: sum(chosen) / len(chosen), RESAMPLES)
            made[name] = (sum(values) / len(values), low, high, len(values))
    return made


def _told(row: Dated) -> str:
    ours = row.ours
    return (
        f"{row.gold['id']} ({row.gold['published']}): {row.gold['said_at']} “{row.words}” at “{row.venue}”; "
        f"ours {ours.said_at} “{ours.said_at_text}” at “{ours.venue}” "
        f"({ours.reasons.get('said_at')})\n    {row.gold['text']}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--dev", action="store_true", help="the rows that the rules were made on")
    parser.add_argument("--errors", action="store_true", help="also the rows that are wrong; only with --dev")
    asked = parser.parse_args(arguments)
    if asked.errors and not asked.dev:
        parser.error("--errors shows rows, and those of the test part are not to be seen: add --dev")
    every: list[Dated] = []
    for language in (*LANGUAGES, "all"):
        found = every if language == "all" else measured(language, "dev" if asked.dev else "test")
        if language != "all":
            every += found
        parts = [
            f"{name} {value:.3f} [{low:.3f}-{high:.3f}]" + (f" n={count}" if count != len(found) else "")
            for name, (value, low, high, count) in figures(found).items()
        ]
        print(f"{language} ({len(found)}): " + " · ".join(parts))
    if asked.errors:
        for row in every:
            if not right(row) or not venue_right(row):
                print(_told(row))
    return 0


if __name__ == "__main__":
    finish(main)
