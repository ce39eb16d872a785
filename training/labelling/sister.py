"""PLOVER roots by five folds: how well the label network learns a sister scheme from its sentences alone.

    python -m training.labelling.sister --data ../shared/data [--encoder training-work/encoder] [--epochs 6] [--device cuda]

The layers begin as the encoder's and the heads anew for each fold of ``plover/PLV_train.tsv`` (some 840 sentences to
learn from, 210 to tell); nothing of the acts is learned. Prints macro F1 and accuracy over the sentences of all folds,
with 95 % intervals by bootstrap over sentences. Some three minutes on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from evaluation.resampling import drawn

from onrecord.attributions.neural.files import FOLDER
from training.labelling.features import examples
from training.labelling.items import FOLDS, plover
from training.labelling.learn import LAYERS, Learning, learn, predict
from training.labelling.lower import FIRST, lower_layers
from training.labelling.network import LabelNetwork

RESAMPLES = 1000
Pair = tuple[str, str]
"""A sentence's root and the one that was told."""


def main() -> None:
    """Learn and tell each fold; print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--encoder", type=Path, default=Path("training-work/encoder"))
    parser.add_argument("--model", type=Path, default=FOLDER, help="the attribution network below it")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--workers", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(2)
    sentences = list(plover(options.data))
    roots = tuple(sorted({each.labels["plover"] for each in sentences}))
    encoder = np.load(options.encoder / "weights.npz")
    lower = lower_layers(options.model)
    made = examples(sentences, options.model, {"plover": roots})
    told: list[Pair] = []
    for fold in range(FOLDS):
        learned = [number for number, each in enumerate(made) if each.item.fold != fold]
        held = [number for number, each in enumerate(made) if each.item.fold == fold]
        how = Learning(options.epochs, device=options.device, workers=options.workers, seed=fold)
        torch.manual_seed(fold)
        network = LabelNetwork(LAYERS, {"plover": len(roots)})
        network.load_layers(encoder, FIRST)
        learn(network, lower, made, learned, how)
        found = predict(network, lower, made, held, how)
        told += [
            (made[number].item.labels["plover"], roots[int(np.argmax(scores["plover"]))])
            for number, scores in sorted(found.items())
        ]
        print(f"fold {fold}: so far macro F1 {macro(told):.3f} over {len(told)} sentences", flush=True)
    for name, figure in (("macro F1", macro), ("accuracy", accuracy)):
        low, high = drawn(told, figure, RESAMPLES)
        print(f"plover roots, {name}: {figure(told):.3f} [{low:.3f}–{high:.3f}]")


def macro(pairs: Sequence[Pair]) -> float:
    """Mean F1 over the roots that the sentences have."""
    roots = {gold for gold, _ in pairs}
    made = []
    for root in roots:
        right = sum(gold == root == told for gold, told in pairs)
        both = sum(gold == root for gold, _ in pairs) + sum(told == root for _, told in pairs)
        made.append(2 * right / both if both else 0.0)
    return sum(made) / len(made) if made else 0.0


def accuracy(pairs: Sequence[Pair]) -> float:
    """Share of sentences whose root was told."""
    return sum(gold == told for gold, told in pairs) / len(pairs) if pairs else 0.0


if __name__ == "__main__":
    main()
