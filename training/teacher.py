"""An exported model as the teacher of projection: it marks English text, and says only what it is sure of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord.attributions.by_rules import layout_of
from onrecord.attributions.neural.candidates import spans_of
from onrecord.attributions.neural.decoding import Found
from onrecord.attributions.neural.pieces import pieces_of
from onrecord.attributions.neural.store import model
from onrecord.attributions.neural.windows import look

LEAST = {"content_pair": -0.5, "cue": -1.0, "begin": -3.0}
"""Mean log probabilities under which an outer attribution is not taught: on held-out documents 82 of 100 above are right."""

LEAST_INNER = {"content_pair": -0.5, "inner": 0.6}


class Teacher:
    """The model in ``folder`` (:mod:`training.export`)."""

    def __init__(self, folder: Path) -> None:
        self.model = model(folder)

    def mark(self, text: str) -> list[dict[str, Any]]:
        """The sure attributions of an English text, as the gold files write them."""
        pieces = pieces_of(text, self.model.tokenizer)
        sentence = pieces.sentences(layout_of(text, "en").borders)
        kept: dict[int, str] = {}
        rows: list[dict[str, Any]] = []
        for each in self.model.decoder.decode(look(pieces, self.model.network, self.model.ends), sentence):
            if each.cue is None or not _sure(each, kept):
                continue
            kept[id(each)] = str(len(rows))
            row: dict[str, Any] = {
                part: [list(span) for span in spans_of(pieces, runs)]
                for part, runs in (("source", each.source), ("cue", [each.cue]), ("content", each.content))
            }
            holder = None if each.holder is None else kept[id(each.holder)]
            rows.append({"id": str(len(rows)), **row, "nested_in": holder})
        return [row for row in rows if row["cue"] and row["content"]]


def _sure(found: Found, kept: dict[int, str]) -> bool:
    least = LEAST if found.holder is None else LEAST_INNER
    if found.holder is not None and id(found.holder) not in kept:
        return False
    return all(found.scores[name] > value for name, value in least.items())
