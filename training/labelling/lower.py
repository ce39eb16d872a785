"""The lower layers of the networks that ship, in torch: what a network that goes on from them sees, in training.

They are taken out of ``network.onnx`` and ``labels.onnx`` themselves, so that they are the very ones that reading has; only
what goes into each product is rounded otherwise (reading: to eight bits; training: to bfloat16).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.attributions.neural.files import LABELS, NETWORK
from training.context import LAYERS
from training.network import Encoder, Shape

FIRST = LAYERS["network"][2]
"""The encoder's layer with which the label network begins: after so many :mod:`training.context` takes what it reads."""

SHARED = LAYERS["labels"][2]
"""Layers of the label network that the speaker network goes on from."""

_PRODUCTS = ("qkv", "output", "up", "down")
"""The products of a layer, in the order of the graph."""


Arrays = dict[str, NDArray[Any]]


def lower_layers(folder: Path) -> Encoder:
    """An encoder of :data:`FIRST` layers as the attribution network in ``folder`` has them; nothing of it is learned.

    ``SystemExit`` where the file is of another make.
    """
    return _made(_lower(folder / NETWORK), FIRST, folder / NETWORK)


def shared_layers(folder: Path) -> Encoder:
    """The same with the first :data:`SHARED` layers of the label network above them."""
    state = _lower(folder / NETWORK)
    for number, layer in enumerate(label_layers(folder)[:SHARED]):
        state.update({f"layers.{FIRST + number}.{name}": array for name, array in layer.items()})
    return _made(state, FIRST + SHARED, folder / LABELS)


def label_layers(folder: Path) -> list[Arrays]:
    """The layers of the label network in ``folder``, by the names of their parts. ``SystemExit`` as above."""
    arrays, products = _read(folder / LABELS)
    count = sum(name.endswith("layer.qkv.bias") for name in arrays)
    try:
        return [
            _layer(arrays, products, number, f"network.layers.{number}.layer.") for number in range(count)
        ]
    except (KeyError, IndexError) as error:
        raise _strange(folder / LABELS, error) from None


def _lower(network: Path) -> Arrays:
    arrays, products = _read(network)
    try:
        state = {
            f"{name}.weight": _plain(arrays, f"network.encoder.{name}.weight") for name in ("words", "types")
        }
        for name in ("positions.weight", "norm.weight", "norm.bias"):
            state[name] = arrays[f"network.encoder.{name}"]
        for number in range(FIRST):
            layer = _layer(arrays, products, number, f"network.encoder.layers.{number}.")
            state.update({f"layers.{number}.{name}": array for name, array in layer.items()})
    except (KeyError, IndexError) as error:
        raise _strange(network, error) from None
    return state


def _read(path: Path) -> tuple[Arrays, list[str]]:
    """The arrays of a graph by their names, and the names of those of its products, in its order."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    arrays: Arrays = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    return arrays, [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]


def _layer(arrays: Arrays, products: list[str], number: int, prefix: str) -> Arrays:
    made: Arrays = {}
    for place, part in enumerate(_PRODUCTS):
        name = products[number * len(_PRODUCTS) + place].removesuffix("_quantized")
        made[f"{part}.weight"] = _plain(arrays, name).T
        made[f"{part}.bias"] = arrays[f"{prefix}{part}.bias"]
    for norm in ("norm", "last_norm"):
        for part in ("weight", "bias"):
            made[f"{norm}.{part}"] = arrays[f"{prefix}{norm}.{part}"]
    return made


def _made(state: Arrays, layers: int, path: Path) -> Encoder:
    made = Encoder(Shape(layers=layers))
    try:
        made.load_state_dict({name: torch.from_numpy(np.array(array)) for name, array in state.items()})
    except RuntimeError as error:
        raise _strange(path, error) from None
    made.requires_grad_(False)
    return made


def _strange(path: Path, error: Exception) -> SystemExit:
    return SystemExit(f"train: {path}: not a network as this exports it ({error})")


def _plain(arrays: Arrays, name: str) -> NDArray[np.float32]:
    """A quantised array as numbers; its scale is one number, or one for each column."""
    whole = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
    result: NDArray[np.float32] = whole * arrays[f"{name}_scale"].astype(np.float32)
    return result
