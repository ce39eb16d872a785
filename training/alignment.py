"""Which words of a sentence are which of its translation, by a multilingual encoder that was not trained for it.

SimAlign (Jalili Sabet et al. 2020): two words are linked where each is the other's nearest by the cosine of a middle
layer's hidden states; a second pass links what is left (itermax). Each side's mean is taken off first, which sharpens the
cosines of an anisotropic space (Mu & Viswanath 2018, without their principal components).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.text.tokens import Token, tokens
from training.network import Encoder, Shape

LAYER = 6
"""The encoder's layer that aligns best: by names and numbers in 150 pairs of sentences, and by hand in 15."""

_BATCH = 16
_LONGEST = 500
_FILLED = 0.5
"""What a link of the second pass counts beside one of the first."""

_WHAT = frozenset(["what", "which", "how"])
_THAT = re.compile("что|чтобы|будто|якобы|що|щоб|ніби|нібито", re.IGNORECASE)
"""Conjunctions that English mostly leaves out: linked to a question word or to nothing."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """The words of a sentence and of its translation; ``links`` [left, right]: 1, less for a filled one, or 0."""

    left: list[Token]
    right: list[Token]
    links: Numbers


class Aligner:
    """Word alignments by a multilingual encoder whose weights lie in ``folder`` (:mod:`training.encoder`)."""

    def __init__(self, folder: Path, layer: int = LAYER) -> None:
        shape = json.loads((folder / "shape.json").read_text())
        self.encoder = Encoder(Shape(vocabulary=shape["vocabulary"], layers=shape["layers"]))
        self.encoder.load(folder)
        self.encoder.layers = self.encoder.layers[:layer]
        self.encoder.eval()
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.means: tuple[Numbers | float, Numbers | float] = (0.0, 0.0)

    def centre(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Learn each side's mean vector, which is taken off: it tells the language, not the word."""
        sides = [self._vectors([pair[side] for pair in pairs]) for side in (0, 1)]
        left, right = (np.concatenate([vectors for _, vectors in side]).mean(0) for side in sides)
        self.means = (left, right)

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[Pair]:
        """The alignments of sentences with their translations."""
        left, right = (self._vectors([pair[side] for pair in pairs]) for side in (0, 1))
        found = []
        for (words, ours), (others, theirs) in zip(left, right, strict=True):
            if not words or not others:
                found.append(Pair(words, others, np.zeros((len(words), len(others)), np.float32)))
                continue
            similar = _unit(ours - self.means[0]) @ _unit(theirs - self.means[1]).T
            first = _mutual(similar)
            rows_done, columns_done = np.asarray(first.any(1)), np.asarray(first.any(0))
            both = rows_done[:, None] & columns_done
            second = (
                _mutual(np.where(both, -1, similar * np.where(rows_done[:, None] | columns_done, 0.9, 1)))
                & ~both
            )
            links = np.where(first, 1, np.where(second, _FILLED, 0)).astype(np.float32)
            for column, other in enumerate(others):
                if _THAT.fullmatch(other.text):
                    questions = [words[row].text.lower() in _WHAT for row in np.nonzero(links[:, column])[0]]
                    if not any(questions):
                        links[:, column] = 0
            found.append(Pair(words, others, links))
        return found

    def _vectors(self, sentences: Sequence[str]) -> list[tuple[list[Token], Numbers]]:
        """The words of each sentence (marks are none) with the mean of their pieces' hidden states."""
        found: list[tuple[list[Token], Numbers] | None] = [None] * len(sentences)
        encodings = self.tokenizer.encode_batch(list(sentences), add_special_tokens=False)
        begin, pad, end = (self.tokenizer.token_to_id(each) for each in ("<s>", "<pad>", "</s>"))
        order = sorted(range(len(sentences)), key=lambda number: len(encodings[number].ids))
        for start in range(0, len(order), _BATCH):
            group = order[start : start + _BATCH]
            lines = [[begin, *encodings[number].ids[:_LONGEST], end] for number in group]
            width = max(map(len, lines))
            ids = torch.tensor([line + [pad] * (width - len(line)) for line in lines])
            mask = torch.tensor(
                [[1] * len(line) + [0] * (width - len(line)) for line in lines], dtype=torch.bool
            )
            with torch.inference_mode():
                hidden = self.encoder(ids, mask, torch.zeros_like(ids)).numpy()
            for number, states in zip(group, hidden, strict=True):
                offsets = encodings[number].offsets[:_LONGEST]
                reach = offsets[-1][1] if offsets else 0
                words = [each for each in tokens(sentences[number]) if each.is_word and each.start < reach]
                share = np.array(
                    [[start < word.end and word.start < end for start, end in offsets] for word in words],
                    np.float32,
                ).reshape(len(words), len(offsets))
                share /= np.maximum(share.sum(1, keepdims=True), 1)
                found[number] = (words, share @ states[1 : len(offsets) + 1])
        return [each for each in found if each is not None]


def _unit(vectors: Numbers) -> Numbers:
    result: Numbers = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return result


def _mutual(similar: Numbers) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.zeros(similar.shape, bool)
    best = similar.argmax(1)
    for row, column in enumerate(best):
        found[row, column] = similar[:, column].argmax() == row
    return found


def gain_of(links: Numbers, inside: NDArray[np.bool_]) -> Numbers:
    """For each target word its best link to the English words inside less its best link to those outside."""
    held = inside[:, None]
    result: Numbers = np.where(held, links, 0).max(0, initial=0) - np.where(held, 0, links).max(0, initial=0)
    return result


def best_run(gain: Sequence[float] | Numbers) -> tuple[int, int] | None:
    """The run (first, last) with the largest sum, null where none is above 0; it begins and ends with a link."""
    best, found, total, start = 0.0, None, 0.0, 0
    for number, each in enumerate(gain):
        if total <= 0:
            total, start = 0.0, number
        total += float(each)
        if total > best:
            best, found = total, (start, number)
    return found
