"""The hard cases that this project wrote: sixty short texts a language, each with all of its attributions.

``evaluation/hard/README.md`` describes the files. Words become spans here; a case whose words are not in its text is
an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.adapter import document
from onrecord.attributions.record import Attribution
from onrecord.text.document import Document, Span

FOLDER = Path(__file__).parent / "hard"
LANGUAGES = ("en", "ru", "uk")


@dataclass(frozen=True, slots=True)
class Case:
    """One text, what it is hard for, and its attributions (their ids are their numbers in the file)."""

    kind: str
    document: Document
    attributions: tuple[Attribution, ...]


def cases(language: str, folder: Path = FOLDER) -> Iterator[Case]:
    """The cases of a language in the order of the file.

    Raises ``ValueError`` naming a case whose words are not in its text.
    """
    for line in (folder / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        made = document({"doc_id": row["id"], "text": text}, language)
        try:
            gold = tuple(_attribution(number, each, text) for number, each in enumerate(row["attributions"]))
        except ValueError as error:
            raise ValueError(f"{row['id']}: {error}") from None
        yield Case(row["kind"], made, gold)


def _attribution(number: int, row: dict[str, Any], text: str) -> Attribution:
    nested = row["nested_in"]
    return Attribution(
        id=str(number),
        source=_spans(row["source"], text),
        cue=_spans(row["cue"], text),
        content=_spans(row["content"], text),
        mode="indirect",  # not marked in the files, and not compared
        nested_in=None if nested is None else str(nested),
    )


def _spans(parts: list[Any], text: str) -> tuple[Span, ...]:
    return tuple(sorted(_span(each, text) for each in parts))


def _span(part: str | dict[str, Any], text: str) -> Span:
    """The place of some words, the ``nth`` one where they stand there several times."""
    words, nth = (part, 1) if isinstance(part, str) else (part["words"], part["nth"])
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    if len(starts) < nth:
        raise ValueError(f"{words!r} does not stand {nth} times in the text")
    if isinstance(part, str) and len(starts) > 1:
        raise ValueError(f"{words!r} stands {len(starts)} times in the text: say which")
    return Span(starts[nth - 1], starts[nth - 1] + len(words))
