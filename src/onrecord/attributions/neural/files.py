"""Where the model's files lie, and whether they are there. Imports nothing heavy."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "model"
"""The folder of the files in an installed package."""

NETWORK, PAIR, TOKENIZER, SETTINGS = "network.onnx", "pair.npz", "tokenizer.json", "settings.json"
LABELS = "labels.onnx"
"""The label network; without it the labels are told by words alone."""

SPEAKERS = "speakers.onnx"
"""The speaker network, which goes on from the label network; without it that tells the status, and rules alone the kind."""


def present(folder: Path = FOLDER) -> bool:
    """Whether the model's files are there: a package can be installed without them."""
    return all((folder / name).is_file() for name in (NETWORK, PAIR, TOKENIZER, SETTINGS))
