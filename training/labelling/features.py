"""Items as the label network sees them: the lower layers' pieces of one window each, marks, tags, labels."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.neural.files import NETWORK
from onrecord.attributions.neural.labelling import SPANS, VALUES
from onrecord.attributions.neural.marking import marks
from onrecord.attributions.neural.pieces import Pieces, pieces_of
from onrecord.attributions.neural.store import model
from onrecord.attributions.neural.windows import WINDOW
from onrecord.text.document import Span
from training.labelling.items import Item, Pairs

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

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
    """The items as the attribution network of ``folder`` leaves them.

    ``kept`` is a file in which what was read stays for the next time; it is of one network.
    """
    before: dict[bytes, NDArray[np.float16]] = pickle.loads(kept.read_bytes()) if kept.is_file() else {}
    read_by = model(folder)
    lower = lower_layers(folder)
    known: dict[str, Pieces] = {}
    result = []
    for item in items:
        pieces = known.setdefault(item.text, pieces_of(item.text, read_by.tokenizer))
        parts = [
            _places(spans, pieces)
            for spans in (item.source, item.cue, item.content, item.spans.get("target", []))
        ]
        start, end = window(parts, len(pieces))
        ids = np.array([[read_by.ends.begin, *pieces.ids[start:end], read_by.ends.end]], np.int64)
        quoted = np.array([[0, *pieces.quoted[start:end], 0]], np.int64)
        key = ids.tobytes() + quoted.tobytes()
        if key not in before:
            before[key] = lower.run(None, {"ids": ids, "quoted": quoted})[0][0].astype(np.float16)
        context = before[key]
        length = end - start + 2
        marked = marks([[place - start + 1 for place in places] for places in parts], length)
        tags = np.full((len(SPANS), length), -1, np.float32)
        for row, name in enumerate(SPANS):
            if name in item.spans:
                tags[row] = 0
                inside = [
                    place - start + 1 for place in _places(item.spans[name], pieces) if start <= place < end
                ]
                tags[row, inside] = 1
        labels = {name: _label(item, name, values) for name, values in outputs.items()}
        result.append(Example(item, context, marked.shares, marked.near, tags, labels))
    kept.write_bytes(pickle.dumps(before))
    return result


def lower_layers(folder: Path) -> InferenceSession:
    """A session of the attribution network up to its last output, what the label network goes on from."""
    import onnx
    from onnxruntime import InferenceSession

    path = folder / NETWORK
    names = [output.name for output in onnx.load(str(path)).graph.output]
    if len(names) < 4:
        raise SystemExit(f"train: {path} gives no context: python -m training.context --model {folder}")
    with tempfile.TemporaryDirectory() as work:
        cut = Path(work) / NETWORK
        onnx.utils.extract_model(str(path), str(cut), ["ids", "quoted"], [names[3]], check_model=False)
        return InferenceSession(str(cut), providers=["CPUExecutionProvider"])


def _label(item: Item, name: str, values: tuple[str, ...]) -> int:
    value = item.labels.get(name)
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return values.index(value) if value in values else UNKNOWN


def _places(spans: Pairs, pieces: Pieces) -> list[int]:
    return [place for start, end in spans for place in pieces.within(Span(start, end))]


def window(parts: Sequence[Sequence[int]], length: int) -> tuple[int, int]:
    """The window around an attribution: around all of it where that fits, else around its cue (else its source, content)."""
    if length <= WINDOW:
        return 0, length
    everything = [place for places in parts[:3] for place in places] or list(parts[3]) or [0]
    near = parts[1] or parts[2] or everything
    whole = max(everything) + 1 - min(everything) <= WINDOW
    middle = (min(everything) + max(everything) + 1) // 2 if whole else (min(near) + max(near)) // 2
    start = min(max(0, middle - WINDOW // 2), length - WINDOW)
    return start, start + WINDOW
