"""The model's files, inside the package, and the network that they make."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.neural.confidence import Calibration
from onrecord.attributions.neural.decoding import Constants, Decoder
from onrecord.attributions.neural.files import FOLDER, NETWORK, PAIR, SETTINGS, TOKENIZER, present
from onrecord.attributions.neural.labelling import LabelNetwork, label_network
from onrecord.attributions.neural.pairing import PairHead
from onrecord.attributions.neural.pieces import BEGIN, END, piece_id
from onrecord.attributions.neural.sessions import session_of
from onrecord.attributions.neural.windows import Ends, Floats

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


class SessionNetwork:
    """The network of an ONNX session; see :class:`onrecord.attributions.neural.windows.Network`."""

    def __init__(self, session: InferenceSession) -> None:
        self.session = session

    def __call__(
        self, ids: NDArray[np.int64], quoted: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats, Floats | None]:
        """Run the network."""
        flat, inner, projected, *rest = self.session.run(None, {"ids": ids, "quoted": quoted})
        return flat, inner, projected, rest[0] if rest else None


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that reading a text by the model needs."""

    tokenizer: Tokenizer
    ends: Ends
    network: SessionNetwork
    decoder: Decoder
    calibration: Calibration
    labels: LabelNetwork | None = None


@cache
def model(folder: Path = FOLDER) -> Model:
    """The model of ``folder``, loaded once a process, on one thread: many documents are spread over processes instead.

    Raises ``FileNotFoundError`` where a file is missing.
    """
    if not present(folder):
        raise FileNotFoundError(f"{folder} lacks files of the model")
    from tokenizers import Tokenizer

    session = session_of(folder / NETWORK)
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    settings: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    with np.load(folder / PAIR) as arrays:
        pair = PairHead(arrays)
    begin, end = (piece_id(tokenizer, each) for each in (BEGIN, END))
    return Model(
        tokenizer,
        Ends(begin, end),
        SessionNetwork(session),
        Decoder(pair, Constants(**settings["constants"])),
        Calibration.of(settings["calibration"]),
        label_network(folder),
    )
