"""What a larger network makes of the texts, as softened tags for a smaller one to learn from (Hinton et al. 2015).

    python -m training.softening --work FOLDER --larger FOLDER --data ../shared/data

``--larger`` is the work folder of a finished training on another encoder, whose pieces may be others: tags are carried
over by characters. Gold documents keep their tags beside the softened ones; English texts of the parallel data, which
nobody has marked, have softened ones only.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attributions.neural.pieces import Pieces, piece_id, pieces_of
from onrecord.attributions.neural.windows import borders_of
from training.batches import Specials
from training.examples import FLAT, IGNORED, Example, Marked, polnear, prepare, split
from training.gather import write
from training.network import Network, Shape
from training.projection import documents

_BATCH = 16


class Larger:
    """A finished training: gives the probabilities of the flat tags."""

    def __init__(self, work: Path) -> None:
        shape = Shape(**json.loads((work / "encoder" / "shape.json").read_text()))
        self.tokenizer = Tokenizer.from_file(str(work / "encoder" / "tokenizer.json"))
        self.special = Specials(
            *(piece_id(self.tokenizer, each) for each in ("<s>", "<pad>", "</s>", "<unk>"))
        )
        self.network = Network(shape)
        state = torch.load(work / "final.pt", weights_only=True)
        self.network.load_state_dict(state["network"])
        self.network.eval()

    def tags(self, texts: Sequence[Pieces]) -> list[NDArray[np.float32]]:
        """For each text the probabilities [n, 7]; windows of like length are read together."""
        found = [np.zeros((len(each), len(FLAT)), np.float32) for each in texts]
        depth = [np.full(len(each), -1) for each in texts]
        windows = [
            (number, start, end) for number, each in enumerate(texts) for start, end in borders_of(len(each))
        ]
        windows.sort(key=lambda window: window[2] - window[1])
        for first in range(0, len(windows), _BATCH):
            group = windows[first : first + _BATCH]
            for (number, start, end), tags in zip(group, self._read(texts, group), strict=True):
                length = len(texts[number])
                place = np.arange(start, end)
                here = np.minimum(
                    place - start if start else np.full(len(place), length),
                    end - 1 - place if end < length else np.full(len(place), length),
                )
                better = here > depth[number][start:end]
                found[number][start:end][better] = tags[: end - start][better]
                depth[number][start:end][better] = here[better]
        return found

    def _read(self, texts: Sequence[Pieces], group: Sequence[tuple[int, int, int]]) -> NDArray[np.float32]:
        width = max(end - start for _, start, end in group) + 2
        ids = np.full((len(group), width), self.special.pad, np.int64)
        quoted = np.zeros((len(group), width), np.int64)
        mask = np.zeros((len(group), width), bool)
        for row, (number, start, end) in enumerate(group):
            inside = slice(1, end - start + 1)
            ids[row, 0], ids[row, end - start + 1] = self.special.begin, self.special.end
            ids[row, inside] = texts[number].ids[start:end]
            quoted[row, inside] = texts[number].quoted[start:end]
            mask[row, : end - start + 2] = True
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            flat, _, _ = self.network(
                torch.from_numpy(ids),
                None if mask.all() else torch.from_numpy(mask),
                torch.from_numpy(quoted),
            )
        probabilities: NDArray[np.float32] = flat.float().softmax(-1).numpy()[:, 1:]
        return probabilities


def carried(tags: NDArray[np.float32], larger: Pieces, own: Pieces) -> NDArray[np.float16]:
    """The tags [n, 7] of ``larger`` for the pieces of ``own``, another way to cut the same text.

    A piece that begins inside one of ``larger`` goes on with what that one begins; a piece without a character before
    a beginning is nothing yet.
    """
    if not len(own):
        return np.zeros((0, len(FLAT)), np.float16)
    places = np.searchsorted(larger.starts, own.starts, side="right") - 1
    found = tags[places.clip(min=0)].copy()
    inside = larger.starts[places.clip(min=0)] < own.starts
    found[inside, 2::2] += found[inside, 1::2]
    found[inside, 1::2] = 0
    empty = (own.ends == own.starts) & ~inside
    found[empty, 0] += found[empty, 1::2].sum(1)
    found[empty, 1::2] = 0
    result: NDArray[np.float16] = found.astype(np.float16)
    return result


def all_of(documents: Sequence[Sequence[Example]]) -> list[Example]:
    """The examples of documents, with their variants, in order."""
    return [part for versions in documents for each in versions for part in (each, *each.variants)]


def soften(documents: Sequence[Sequence[Example]], texts: Sequence[str], larger: Larger) -> float:
    """Give the examples of documents with these texts their softened tags.

    A text is read once, with its own lines; what was seen serves its variants with other lines too. Returns the mean
    loss of the gold tags under the softened ones.
    """
    theirs = [pieces_of(text, larger.tokenizer) for text in texts]
    loss = count = 0.0
    for versions, twin, tags in zip(documents, theirs, larger.tags(theirs), strict=True):
        for example in all_of([versions]):
            example.soft = carried(tags, twin, example.pieces)
            known = example.flat != IGNORED
            loss -= float(
                np.log(example.soft[known, example.flat[known]].astype(np.float32).clip(1e-4)).sum()
            )
            count += known.sum()
    return loss / max(count, 1)


def unmarked(data: Path) -> Iterator[Marked]:
    """The English sides of the parallel data, each once."""
    seen = set()
    for english, _, _ in documents(data):
        text = "\n".join(english)
        if text not in seen:
            seen.add(text)
            yield Marked(text, "en", [], trust=0.5, name=f"unmarked-{len(seen)}")


def main() -> None:
    """Write the examples again with softened tags, and those of unmarked English."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--larger", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    larger = Larger(options.larger)
    tokenizer = Tokenizer.from_file(str(options.work / "encoder" / "tokenizer.json"))
    train, _ = split(polnear(options.data / "polnear"))
    path = options.work / "examples" / "polnear.pkl"
    gold: list[list[Example]] = pickle.loads(path.read_bytes())
    print(
        f"loss of gold under the softened tags: {soften(gold, [versions[0].text for versions in train], larger):.4f}",
        flush=True,
    )
    write(path, gold)
    plain = list(unmarked(options.data))
    new = [[prepare(each, tokenizer)] for each in plain]
    soften(new, [each.text for each in plain], larger)
    for each in all_of(new):
        each.flat[:] = IGNORED
    write(options.work / "examples" / "unmarked.pkl", new)


if __name__ == "__main__":
    main()
