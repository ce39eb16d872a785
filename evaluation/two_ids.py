"""Ids of SlavicNER that its own rows show to be one person: the very same whole name stands under both.

    python -m evaluation.two_ids [--data ../shared/data] [--half A]

The data gives some people two ids (one spelling of the id for each language or topic), and some rows the id of somebody
else in the same text. Either way a join of the two is no error of the program. What counts as evidence is only this: a name
of two words or more without initials, as mention or as lemma, is the same under both ids, letter by letter, when capitals,
marks and apostrophes are left aside. Two people who truly share a name would be taken for one here, so figures are always
given without this correction too, and the promise is held to those (:mod:`evaluation.names`).
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from evaluation.console import finish
from evaluation.names import SHARED, Row, read_rows
from onrecord.speakers.names.parts import parse

_MARKS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "ł": "l", "ё": "е"})


def letters(name: str) -> str:
    """The letters of a name: no capitals, no marks but those that make a Cyrillic letter another, one kind of apostrophe."""
    low = unicodedata.normalize("NFC", name.casefold())
    bare = (
        unicodedata.normalize("NFD", each)[0] if each.isalpha() and each < "\u0400" else each for each in low
    )
    return " ".join("".join(bare).translate(_MARKS).split())


def evidence(rows: Iterable[Row]) -> dict[frozenset[str], str]:
    """Each pair of ids that share a whole name, with the first such name."""
    people: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        for name in (row.mention, row.lemma):
            if len(name.split()) > 1 and parse(name).whole:
                people[letters(name)][row.person] = None
    found: dict[frozenset[str], str] = {}
    for name, ids in people.items():
        for one, two in combinations(ids, 2):
            found.setdefault(frozenset((one, two)), name)
    return found


def main() -> int:
    """Print the pairs with their evidence; ``--half A`` only those of people in half A, which may be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--half", choices=("A", "B", "AB"), default="A")
    asked = parser.parse_args()
    if not (asked.data / "slavicner").is_dir():
        print(f"nothing to read: no data in {asked.data}")
        return 0
    rows = [row for row in read_rows(asked.data) if row.person.startswith("PER-") and row.half in asked.half]
    for pair, name in sorted(evidence(rows).items(), key=lambda each: sorted(each[0])):
        print(" = ".join(sorted(pair)), f"({name})")
    return 0


if __name__ == "__main__":
    finish(main)
