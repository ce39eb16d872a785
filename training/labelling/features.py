"""Items as the label network sees them: the pieces of their text, the places of their parts and tags, their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attributions.neural.files import TOKENIZER
from onrecord.attributions.neural.labelling import SPANS, Parts, middle, places
from onrecord.attributions.neural.pieces import Pieces, pieces_of
from onrecord.attributions.neural.windows import cores
from onrecord.text.document import Span
from training.labelling.items import Item, Pairs

UNKNOWN = -100
"""The label of an output that an item says nothing about."""


@dataclass(frozen=True, slots=True)
class Example:
    """An item in its stretch of text.

    ``ids`` int64 and ``quoted`` bool [n] are the stretch's pieces, shared by all items there; ``middle`` is the piece where
    the attribution stands, ``parts`` the pieces of source, cue, content and target, ``tags`` those of each span that is
    known; ``labels`` by output.
    """

    item: Item
    ids: NDArray[np.int64]
    quoted: NDArray[np.bool_]
    middle: float
    parts: Sequence[NDArray[np.int64]]
    tags: Mapping[str, NDArray[np.int64]]
    labels: Mapping[str, int]


def examples(items: Sequence[Item], folder: Path, outputs: Mapping[str, tuple[str, ...]]) -> list[Example]:
    """The items, cut into the pieces of the model in ``folder``; in their order."""
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    by_text: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        by_text.setdefault(item.text, []).append(number)
    result: dict[int, Example] = {}
    for text, numbers in by_text.items():
        for core in cores(pieces_of(text, tokenizer), len(text)):
            here = [number for number in numbers if core.answers_for(_first(items[number]))]
            if not here:
                continue
            ids, quoted = np.asarray(core.pieces.ids, np.int64), np.asarray(core.pieces.quoted, bool)
            for number in here:
                result[number] = _example(items[number], core.pieces, ids, quoted, outputs)
    return [result[number] for number in sorted(result)]


def _first(item: Item) -> int:
    """The character where an item stands, as in reading."""
    return next(int(start) for start, _ in (*item.cue, *item.content, *item.source, (0, 0)))


def _example(
    item: Item,
    pieces: Pieces,
    ids: NDArray[np.int64],
    quoted: NDArray[np.bool_],
    outputs: Mapping[str, tuple[str, ...]],
) -> Example:
    source, cue, content, target = (
        [Span(*pair) for pair in pairs]
        for pairs in (item.source, item.cue, item.content, item.spans.get("target", []))
    )
    parts = Parts(source, cue, content, target)
    return Example(
        item=item,
        ids=ids,
        quoted=quoted,
        middle=middle(parts, pieces),
        parts=[np.array(each, np.int64) for each in places(parts, pieces, start=1)],
        tags={name: _places(item.spans[name], pieces) for name in SPANS if name in item.spans},
        labels={name: _label(item, name, values) for name, values in outputs.items()},
    )


def _label(item: Item, name: str, values: tuple[str, ...]) -> int:
    value = item.labels.get(name)
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return values.index(value) if value in values else UNKNOWN


def _places(spans: Pairs, pieces: Pieces) -> NDArray[np.int64]:
    return np.array([place for start, end in spans for place in pieces.within(Span(start, end))], np.int64)
