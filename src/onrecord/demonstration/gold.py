"""The gold ledger of the demonstration corpus: what a careful reader finds in it.

The gold gives words, since offsets depend on how a page's text is extracted. This module finds them in an extracted
text again. ``gold/README.md`` describes the files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from onrecord.attributions.record import Attribution, Hedge, Mode, Speaker, Target
from onrecord.text.document import Span


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document of the corpus as the gold has it.

    ``path`` is relative to the corpus folder; ``entry`` the id of a feed's entry or a channel's message, else null.
    ``row`` is the line of the gold file as it stands.
    """

    path: str
    entry: str | None
    row: dict[str, Any]


class NotInText(LookupError):
    """Words of the gold do not stand in the extracted text where the gold says."""


def gold_documents() -> Iterator[GoldDocument]:
    """Every document of the gold, in the order of its file."""
    for row in _rows("attributions.jsonl"):
        path, _, entry = row["path"].partition("#")
        yield GoldDocument(path, entry or None, row)


def gold_rows(name: str) -> list[dict[str, Any]]:
    """The rows of another gold file: ``speakers``, ``statements``, ``origins`` or ``forecasts``."""
    return list(_rows(f"{name}.jsonl"))


def _rows(name: str) -> Iterator[dict[str, Any]]:
    text = (files(__package__) / "gold" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip():
            yield json.loads(line)


class Article:
    """An extracted text as the gold counts it: from the article's first words to its last, white space made single."""

    def __init__(self, text: str, starts: str, ends: str) -> None:
        squeezed: list[str] = []
        self._offsets: list[int] = []
        for offset, character in enumerate(text):
            shown = " " if character.isspace() else character
            if shown == " " and (not squeezed or squeezed[-1] == " "):
                continue
            squeezed.append(shown)
            self._offsets.append(offset)
        self._text = "".join(squeezed)
        self._first = self._text.find(_single(starts))
        if self._first < 0:
            raise NotInText(f"the article's first words: {starts}")
        last = self._text.rfind(_single(ends))
        self._end = last + len(_single(ends)) if last >= 0 else len(self._text)

    def span(self, part: str | dict[str, Any]) -> Span:
        """The characters of a part of the gold. Raises :class:`NotInText`."""
        words = part if isinstance(part, str) else part["words"]
        wanted = _single(words)
        places = list(self._places(wanted))
        if not places:
            raise NotInText(words)
        if isinstance(part, str):
            chosen = places[0]
        else:
            before, after = (_single(side) for side in part["near"])
            number = part["occurrence"] - 1
            near = [
                place
                for place in places
                if self._text[:place].endswith(before) and self._text.startswith(after, place + len(wanted))
            ]
            if not near and number >= len(places):
                raise NotInText(words)
            chosen = near[0] if near else places[number]
        return Span(self._offsets[chosen], self._offsets[chosen + len(wanted) - 1] + 1)

    def _places(self, words: str) -> Iterator[int]:
        place = self._text.find(words, self._first, self._end)
        while place >= 0:
            yield place
            place = self._text.find(words, place + 1, self._end)


def _single(text: str) -> str:
    """Every run of white space as one space; one at either end stays, since ``near`` may begin or end with it."""
    return re.sub(r"\s+", " ", text)


def gold_attributions(document: GoldDocument, text: str) -> list[Attribution]:
    """The gold attributions of a document as spans of its extracted text. Raises :class:`NotInText`."""
    article = Article(text, document.row["starts"], document.row["ends"])
    found = []
    for row in document.row["attributions"]:
        parts = {
            part: tuple(sorted(article.span(words) for words in row[part]))
            for part in ("source", "cue", "content")
        }
        speaker = row["speaker"]
        mode: Mode = row["mode"]
        found.append(
            Attribution(
                id=row["id"],
                source=parts["source"],
                cue=parts["cue"],
                content=parts["content"],
                mode=mode,
                nested_in=row["nested_in"],
                speaker=Speaker(
                    name=speaker["name"], kind=speaker["kind"], role=speaker["role"], status=speaker["status"]
                ),
                act=row["act"],
                toward=Target(name=row["toward"]["name"]) if row["toward"] else None,
                prediction=row["prediction"],
                hedge=Hedge(strength=row["hedge"]["strength"], reportative=row["hedge"]["reportative"]),
            )
        )
    return found
