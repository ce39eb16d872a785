"""A checkpoint as the network that reading asks for: to measure while training goes on, and to teach by projection."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attributions.neural.pairing import PairHead
from onrecord.attributions.neural.pieces import BEGIN, END, piece_id
from onrecord.attributions.neural.windows import Ends, Floats
from training.network import Network, Shape


class Checkpoint:
    """A network with the weights of a checkpoint of :mod:`training.learn`, its tokenizer, and its pair head."""

    def __init__(self, work: Path, name: str) -> None:
        shape = Shape(**json.loads((work / "encoder" / "shape.json").read_text()))
        self.network = Network(shape)
        self.network.load_state_dict(torch.load(work / name, weights_only=False)["network"])
        self.network.eval()
        self.tokenizer = Tokenizer.from_file(str(work / "encoder" / "tokenizer.json"))
        begin, end = (piece_id(self.tokenizer, each) for each in (BEGIN, END))
        self.ends = Ends(begin, end)
        self.pair = PairHead(head_arrays(self.network))

    def __call__(self, ids: NDArray[np.int64], quoted: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """See :class:`onrecord.attributions.neural.windows.Network`."""
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            seen = self.network(torch.from_numpy(ids), None, torch.from_numpy(quoted))
        flat, inner, projected = (each.float().numpy() for each in seen)
        return flat, inner, projected


def head_arrays(network: Network) -> dict[str, Floats]:
    """The weights of the pair head, as :class:`PairHead` takes them."""
    return {
        "distance": network.distance.weight.detach().float().numpy(),
        "paragraph": network.paragraph.weight.detach().float().numpy(),
        "quoted": network.quoted.weight.detach().float().numpy(),
        "weight": network.roles.weight.detach().float().numpy(),
        "bias": network.roles.bias.detach().float().numpy(),
    }
