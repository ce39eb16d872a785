"""Items as the label network sees them: the lower layers' pieces of one window each, marks, tags, labels."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.neural.labelling import SPANS, VALUES, Parts, middle, places
from onrecord.attributions.neural.marking import marks
from onrecord.attributions.neural.pieces import Pieces, pieces_of
from onrecord.attributions.neural.store import model
from onrecord.attributions.neural.windows import borders_of, cores, deepest, look
from onrecord.text.document import Span
from training.labelling.items import Item, Pairs

KINDS = ("named_person", "unnamed_person", "group", "organisation", "document", "anonymous")
UNKNOWN = -100
"""The label of an output that an item says nothing about."""


@dataclass(frozen=True, slots=True)
class Example:
    """``context`` float16 [L, 384]; ``shares`` [4, L]; ``near`` [L]; ``tags`` [3, L], -1 where unknown; ``labels`` by
    output."""

    item: Item
    context: NDArray[np.float16]
    shares: NDArray[np.float32]
    near: NDArray[np.int64]
    tags: NDArray[np.float32]
    labels: dict[str, int]


def outputs_of(items: Sequence[Item]) -> dict[str, tuple[str, ...]]:
    """The outputs to learn: those that ship, then the kind of the source and the roots of the sister scheme."""
    roots = sorted({each.labels["plover"] for each in items if "plover" in each.labels})
    return {**VALUES, "kind": KINDS, "plover": tuple(roots)}


def examples(
    items: Sequence[Item], folder: Path, outputs: dict[str, tuple[str, ...]], kept: Path
) -> list[Example]:
    """The items as the attribution network of ``folder`` leaves them: in the very windows in which reading sees them.

    ``kept`` is a file in which what was read stays for the next time; it is of one network.
    """
    before: dict[tuple[str, int, int], NDArray[np.float16]] = (
        pickle.loads(kept.read_bytes()) if kept.is_file() else {}
    )
    read_by = model(folder)
    by_text: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        by_text.setdefault(item.text, []).append(number)
    result: dict[int, Example] = {}
    for text, numbers in by_text.items():
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        for core in cores(pieces_of(text, read_by.tokenizer), len(text)):
            here = [number for number in numbers if core.answers_for(_first(items[number]))]
            if not here:
                continue
            length = len(core.pieces)
            borders = borders_of(length)
            chosen = {
                number: deepest(borders, length, middle(_parts(items[number]), core.pieces))
                for number in here
            }
            keys = [(digest, int(core.pieces.starts[0]), window) for window in range(len(borders))]
            if any(keys[window] not in before for window in chosen.values()):
                seen = look(core.pieces, read_by.network, read_by.ends)
                if not seen.context:
                    raise SystemExit(
                        f"train: {folder} gives no context: python -m training.context --model {folder}"
                    )
                for window in chosen.values():
                    before[keys[window]] = seen.context[window].copy()
            for number, window in chosen.items():
                context = before[keys[window]]
                result[number] = _example(items[number], context, core.pieces, borders[window], outputs)
    kept.write_bytes(pickle.dumps(before))
    return [result[number] for number in sorted(result)]


def _parts(item: Item) -> Parts:
    source, cue, content, target = (
        [Span(*pair) for pair in pairs]
        for pairs in (item.source, item.cue, item.content, item.spans.get("target", []))
    )
    return Parts(source, cue, content, target)


def _first(item: Item) -> int:
    """The character where an item stands, as in reading."""
    return next(int(start) for start, _ in (*item.cue, *item.content, *item.source, (0, 0)))


def _example(
    item: Item,
    context: NDArray[np.float16],
    pieces: Pieces,
    borders: tuple[int, int],
    outputs: dict[str, tuple[str, ...]],
) -> Example:
    start, end = borders
    length = end - start + 2
    marked = marks(places(_parts(item), pieces, start), length)
    tags = np.full((len(SPANS), length), -1, np.float32)
    for row, name in enumerate(SPANS):
        if name in item.spans:
            tags[row] = 0
            inside = [
                place - start + 1 for place in _places(item.spans[name], pieces) if start <= place < end
            ]
            tags[row, inside] = 1
    labels = {name: _label(item, name, values) for name, values in outputs.items()}
    return Example(item, context, marked.shares, marked.near, tags, labels)


def _label(item: Item, name: str, values: tuple[str, ...]) -> int:
    value = item.labels.get(name)
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return values.index(value) if value in values else UNKNOWN


def _places(spans: Pairs, pieces: Pieces) -> list[int]:
    return [place for start, end in spans for place in pieces.within(Span(start, end))]
