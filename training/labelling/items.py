"""What the label network learns from: texts with one marked attribution, its labels, and its role, clue and target words.

Labels of our own (``training/labels``), the given ones (``acts/acts_train.jsonl``), and the development part of the
reportative sentences; apart from them the sentences of a sister scheme (``plover/PLV_train.tsv``), which is learned alone.
The annotated news (``ntrex/attributions_dev.jsonl``) and the sets under ``evaluation/`` are measured, never learned.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.acts import Example, examples
from evaluation.adapter import rows

HERE = Path(__file__).parent.parent / "labels"
EVALUATION = Path(__file__).parents[2] / "evaluation"
LANGUAGES = ("en", "ru", "uk")
FOLDS = 5
WRITTEN_TOGETHER = 20
"""Rows of the written sentences that are kept in one fold."""

LABELS = ("act", "status", "strength", "kind", "prediction", "reportative")
_NEAR = 300
"""Characters, at most, between a content and the words that name its target."""

Pairs = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Item:
    """One marked attribution. ``spans`` maps ``role``, ``clue``, ``toward``, ``target`` to its words where that is known.

    ``set`` says where it is from; ``fold`` is told from the document, so a document is in one fold only.
    """

    set: str
    language: str
    document: str
    text: str
    source: Pairs
    cue: Pairs
    content: Pairs
    labels: Mapping[str, Any]
    spans: Mapping[str, Pairs]

    @property
    def fold(self) -> int:
        """Of five."""
        return zlib.crc32(self.document.encode()) % FOLDS


def items(data: Path) -> list[Item]:
    """All of them; ``data`` is the folder with ``polnear/`` and others."""
    return [*_given(data), *_own(data), *_written(), *_status(), *_reportative()]


def _given(data: Path) -> Iterator[Item]:
    for each in examples("acts", shared=data):
        name = each.gold["toward"]
        place = nearest(each.text, name, each.given.content) if name else None
        known = {} if name and place is None else {"toward": [place] if place else []}
        yield _labelled("given", each, known)


def _own(data: Path) -> Iterator[Item]:
    for language in LANGUAGES:
        for each in examples(f"own-{language}", shared=data):
            yield _labelled("own", each, _marked(each.gold, "toward", "role"))


def _labelled(name: str, example: Example, spans: Mapping[str, Pairs]) -> Item:
    given = example.given
    part = {"source": given.source, "cue": given.cue, "content": given.content}
    return _item(
        name, example.language, {**example.gold, "doc_id": example.document}, example.text, part, spans
    )


def _marked(row: Mapping[str, Any], *names: str) -> dict[str, Pairs]:
    """The spans of a row that has one span or none for each of ``names``; not of one whose place nobody knows."""
    return {name: [row[name]] if row[name] else [] for name in names if name in row}


def _written() -> Iterator[Item]:
    for language in LANGUAGES:
        for number, row in enumerate(rows(HERE / f"acts_written_{language}.jsonl")):
            # Neighbours are variants of one another: a fold has them all.
            named = {**row, "doc_id": f"written-{language}-{number // WRITTEN_TOGETHER}"}
            yield _item("written", language, named, row["text"], row, _marked(row, "toward"))


def _status() -> Iterator[Item]:
    for language in LANGUAGES:
        for row in rows(HERE / f"status_{language}.jsonl"):
            named = {**row, "doc_id": re.sub(r"-\d$", "", row["id"])}
            yield _item(
                "status", language, named, row["text"], row, {"role": row["role"], "clue": row["clue"]}
            )


def _reportative() -> Iterator[Item]:
    for language in LANGUAGES:
        for row in rows(EVALUATION / "reportative" / "dev" / f"{language}.jsonl"):
            yield _item("reportative", language, {**row, "doc_id": row["id"]}, row["text"], row, {})


def plover(data: Path) -> Iterator[Item]:
    """The sentences of the sister scheme: source and target marked, no cue, their root as the label ``plover``."""
    with (data / "plover" / "PLV_train.tsv").open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t")):
            text, spans = unmarked(row["marked_sentence"])
            yield Item(
                "plover", "en", f"plover{number}", text, spans.get("s", []), [], [],
                {"plover": row["gold_root"]}, {"target": spans.get("t", [])},
            )  # fmt: skip


def unmarked(sentence: str) -> tuple[str, dict[str, list[list[int]]]]:
    """A sentence without its marks ``<s>…</s>`` and ``<t>…</t>``, and the spans that they marked."""
    text, spans, start = "", {}, 0
    for part in re.split(r"(</?[st]>)", sentence):
        if re.fullmatch(r"<[st]>", part):
            start = len(text)
        elif re.fullmatch(r"</[st]>", part):
            spans[part[2]] = [[start, len(text)]]
        else:
            text += part
    return text, spans


def nearest(text: str, name: str, content: Pairs) -> list[int] | None:
    """The occurrence of ``name``, or of its last word, that is nearest to a content, inside it if it can be."""
    for wanted in (name, name.split()[-1]):
        found = [
            (
                min(max(0, start - each.end(), each.start() - end) for start, end in content),
                each.start(),
                each.end(),
            )
            for each in re.finditer(re.escape(wanted), text)
        ]
        if found and len(wanted) > 3:
            far, start, end = min(found)
            return [start, end] if far < _NEAR else None
    return None


def _item(
    name: str,
    language: str,
    row: Mapping[str, Any],
    text: str,
    part: Mapping[str, Any],
    spans: Mapping[str, Pairs],
) -> Item:
    labels = {label: row[label] for label in LABELS if row.get(label) is not None}
    return Item(
        name, language, row["doc_id"], text, part["source"], part["cue"], part["content"], labels, spans
    )
