"""What the rules' word on a status is worth: the shares in :data:`onrecord.speakers.standing.BY_RULES`, counted anew.

    python -m training.labelling.standing --data ../shared/data

For every labelled statement (the written texts for the status count twice, the labelled news once) the rules are asked; one
count is added to every cell, so that none is nothing. Prints the table and the prior; they are copied by hand.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from onrecord.attributions.record import Attribution
from onrecord.speakers import resolve
from onrecord.speakers.standing import VALUES, said
from onrecord.text.document import Document, Span
from training.labelling.items import Item, items

TWICE = frozenset(["status"])


def counted(every: Sequence[Item]) -> dict[tuple[bool, str], list[float]]:
    """Counts of current, former, unknown by (named, what the rules said)."""
    counts: dict[tuple[bool, str], list[float]] = defaultdict(lambda: [1.0] * len(VALUES))
    for text, group in _together(every).items():
        document = _document(text, group[0].language)
        marked = [_attribution(number, each) for number, each in enumerate(group)]
        runs = [[each] for each in marked] if group[0].set in TWICE else [marked]
        found = [each for run in runs for each in resolve(document, run)]
        for each, item in zip(found, group, strict=True):
            key = (
                each.speaker.kind == "named_person",
                said(each.speaker.status or "unknown", each.reasons["status"]),
            )
            counts[key][VALUES.index(item.labels["status"])] += 2.0 if item.set in TWICE else 1.0
    return counts


def _together(every: Sequence[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for each in every:
        if "status" in each.labels:
            groups[each.text].append(each)
    return groups


def _document(text: str, language: str) -> Document:
    return Document(
        id="", path="", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), language=language,
        title=None, outlet=None, byline=(), published=None,
    )  # fmt: skip


def _attribution(number: int, item: Item) -> Attribution:
    source, cue, content = (
        tuple(Span(*pair) for pair in pairs) for pairs in (item.source, item.cue, item.content)
    )
    return Attribution(id=f"a{number}", source=source, cue=cue, content=content, mode="indirect")


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    counts = counted(items(parser.parse_args().data))
    for key, row in sorted(counts.items(), reverse=True):
        print(key, tuple(round(each / sum(row), 2) for each in row), f"of {sum(row):.0f}")
    whole = [sum(column) for column in zip(*counts.values(), strict=True)]
    print("prior", tuple(round(each / sum(whole), 2) for each in whole))


if __name__ == "__main__":
    main()
