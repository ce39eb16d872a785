"""A small stand-in for the model: a tokenizer of letters and a few words, and a network that knows words by their ids.

Its network tags a piece by the word that it is (``ort`` a source, ``said`` a cue, ``rain`` content), whatever stands
around it, and tells the pair head the same; so what must come out is known for every text.
"""

from __future__ import annotations

import json
import string
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from training.encoder import tokenizer_of

from onrecord.attributions.neural.confidence import Calibration
from onrecord.attributions.neural.decoding import Constants, Decoder
from onrecord.attributions.neural.files import NETWORK, PAIR, SETTINGS, TOKENIZER
from onrecord.attributions.neural.pairing import PairHead
from onrecord.attributions.neural.pieces import BEGIN, END, piece_id, pieces_of
from onrecord.attributions.neural.windows import Ends, Floats, Seen, look

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
ROLE_OF = {"▁ort": 1, "▁vale": 1, "▁said": 3, "▁wrote": 3, "▁rain": 5, "▁fell": 6, "▁hard": 6, "▁snow": 5}
"""Words that the network knows, with their flat tags."""

LETTERS = string.ascii_letters + string.digits + '.,“”"«»’' + "абвгдеёжзийклмнопрстуфхцчшщъыьэюяії"
VOCABULARY = [*SPECIAL, "▁", *LETTERS, "▁on", "▁the", *ROLE_OF]
WIDTH = 8
"""Width of the pair head."""


def tokenizer() -> Tokenizer:
    return tokenizer_of(VOCABULARY, [0.0] * 4 + [-3.0] * (len(VOCABULARY) - 4))


def tables() -> tuple[Floats, Floats, Floats]:
    """Scores by piece: the flat tags [V, 7], the inner tags [V, 3], what the pair head reads [V, 4 * WIDTH]."""
    size = len(VOCABULARY)
    flat, inner = np.zeros((size, 7), np.float32), np.zeros((size, 3), np.float32)
    projected = np.zeros((size, 4 * WIDTH), np.float32)
    inner[:, 0] = 8
    for number, piece in enumerate(VOCABULARY):
        tag = ROLE_OF.get(piece, 0)
        flat[number, tag] = 8
        projected[number, {0: 0, 1: 1, 2: 2, 3: 0, 4: 0, 5: 3, 6: 4}[tag]] = 8
    return flat, inner, projected


class WordNetwork:
    """The network. It keeps the shapes that it was asked for."""

    def __init__(self) -> None:
        self.tables = tables()
        self.asked: list[tuple[int, ...]] = []

    def __call__(
        self, ids: NDArray[np.int64], quoted: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats, Floats | None]:
        assert ids.shape == quoted.shape
        assert ids.dtype == quoted.dtype == np.int64
        self.asked.append(ids.shape)
        flat, inner, projected = (table[ids] for table in self.tables)
        return flat, inner, projected, None


def pair_arrays(seed: int | None = None) -> dict[str, Floats]:
    """The head's arrays: those that pass on what the network said, or random ones."""
    if seed is not None:
        chance = np.random.default_rng(seed)
        sizes = {
            "distance": (30, WIDTH),
            "paragraph": (7, WIDTH),
            "quoted": (2, WIDTH),
            "weight": (5, WIDTH),
            "bias": (5,),
        }
        return {name: chance.normal(size=size).astype(np.float32) for name, size in sizes.items()}
    return {
        "distance": np.zeros((30, WIDTH), np.float32),
        "paragraph": np.zeros((7, WIDTH), np.float32),
        "quoted": np.zeros((2, WIDTH), np.float32),
        "weight": np.eye(5, WIDTH, dtype=np.float32),
        "bias": np.zeros(5, np.float32),
    }


WAYS = {
    way: {"weights": {"content_pair": 1.0}, "constant": 2.0, "by_language": {}, "least": {"en": 0.4}}
    for way in ("outer", "inner", "rules")
}


def decoder() -> Decoder:
    return Decoder(PairHead(pair_arrays()), Constants())


def calibration() -> Calibration:
    return Calibration.of(WAYS)


def seen_of(text: str) -> Seen:
    own = tokenizer()
    return look(pieces_of(text, own), WordNetwork(), Ends(piece_id(own, BEGIN), piece_id(own, END)))


def write_model(folder: Path) -> None:
    """The same as files: the network as an ONNX file with three look-ups."""
    tokenizer().save(str(folder / TOKENIZER))
    plain = {name: getattr(Constants(), name) for name in Constants.__slots__}
    (folder / SETTINGS).write_text(json.dumps({"constants": plain, "calibration": WAYS}), encoding="utf-8")
    np.savez(folder / PAIR, allow_pickle=False, **pair_arrays())
    names = ("flat", "inner", "projected")
    nodes = b"".join(
        _field(1, _text(1, f"{name}_table") + _text(1, "ids") + _text(2, name) + _text(4, "Gather"))
        for name in names
    )
    initial = b"".join(
        _field(5, b"".join(_number(1, size) for size in table.shape) + _number(2, 1) + _text(8, f"{name}_table")
               + _field(9, table.tobytes()))
        for name, table in zip(names, tables(), strict=True)
    )  # fmt: skip
    takes = b"".join(_field(11, _value(name, 7, 2)) for name in ("ids", "quoted"))
    gives = b"".join(_field(12, _value(name, 1, 3)) for name in names)
    graph = nodes + _text(2, "words") + initial + takes + gives
    (folder / NETWORK).write_bytes(_number(1, 8) + _field(7, graph) + _field(8, _number(2, 13)))


def _value(name: str, kind: int, sides: int) -> bytes:
    shape = b"".join(_field(1, _text(2, f"{name}{side}")) for side in range(sides))
    return _text(1, name) + _field(2, _field(1, _number(1, kind) + _field(2, shape)))


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _field(field, content.encode())
