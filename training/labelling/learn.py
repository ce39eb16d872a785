"""Training of the label network.

    python -m training.labelling.learn --data ../shared/data --work training-work [--fold 0] [--epochs 5]

``--fold`` leaves out one fifth of the documents, and predicts it (``labels-fold0.jsonl``), for cross-validation; without it
everything is learned. Goes on from ``labels.ck`` after an interruption. Some five minutes an epoch on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.attributions.neural.files import FOLDER, NETWORK
from training.labelling.features import UNKNOWN, Example, examples, outputs_of
from training.labelling.items import items
from training.labelling.network import LabelNetwork

FIRST, LAYERS = 4, 5
"""The encoder's layers 5 to 9 (of 12), on the attribution network's layers 1 to 4."""

BATCH = 16
RATE, HEADS_FASTER = 2e-4, 5
WARM = 0.06
SMOOTHING = 0.05
WEIGHTS = {"status": 1.5, "kind": 0.3}
"""Of the losses; the others count 1."""

TAGS_SHARE = 1 / 40
CROPS = (72, 96, 128, 254)
"""Lengths to which windows are cut at random, so that the network does not lean on how long they are."""


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("training-work"))
    parser.add_argument(
        "--model", type=Path, default=FOLDER, help="the attribution network that it goes on from"
    )
    parser.add_argument(
        "--encoder", type=Path, help="the encoder's folder (default: encoder/ in the work folder)"
    )
    parser.add_argument("--fold", type=int, default=-1)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    chance = random.Random(options.seed)
    every = items(options.data)
    outputs = outputs_of(every)
    pin = hashlib.sha256((options.model / NETWORK).read_bytes()).hexdigest()[:12]
    made = examples(every, options.model, outputs, options.work / f"contexts-{pin}.pkl")
    learned = [each for each in made if each.item.fold != options.fold]
    network = LabelNetwork(LAYERS, {name: len(values) for name, values in outputs.items()})
    weights = np.load((options.encoder or options.work / "encoder") / "weights.npz")
    network.load_layers(weights, FIRST)
    name = "labels" if options.fold < 0 else f"labels-fold{options.fold}"
    learn(network, learned, options.epochs, options.work / f"{name}.ck", chance)
    counts = {output: len(values) for output, values in outputs.items()}
    torch.save(
        {"network": network.state_dict(), "layers": LAYERS, "outputs": counts}, options.work / f"{name}.pt"
    )
    if options.fold >= 0:
        held = [each for each in made if each.item.fold == options.fold]
        write(options.work / f"{name}.jsonl", held, predict(network, held), outputs)


def learn(
    network: LabelNetwork, made: Sequence[Example], epochs: int, kept: Path, chance: random.Random
) -> None:
    """Train ``network``; ``kept`` holds the state after each epoch."""
    body = [each for name, each in network.named_parameters() if name.startswith("layers")]
    heads = [each for name, each in network.named_parameters() if not name.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": RATE * HEADS_FASTER}], weight_decay=0.01
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    total, done, first = epochs * math.ceil(len(made) / BATCH), 0, 0
    if kept.is_file():
        state = torch.load(kept, weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        done, first = state["done"], state["epoch"]
    began = time.monotonic()
    for epoch in range(first, epochs):
        network.train()
        lost = 0.0
        for batch in batches(made, BATCH, chance):
            warm = min(1.0, done / (WARM * total)) * max(0.0, (total - done) / total)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * warm
            some = [cut(made[number], chance.choice(CROPS), chance) for number in batch]
            loss = loss_of(network, some)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            lost, done = lost + float(loss.detach()), done + 1
        torch.save(
            {
                "network": network.state_dict(), "optimizer": optimizer.state_dict(),
                "done": done, "epoch": epoch + 1,
            },
            kept,
        )  # fmt: skip
        mean = lost / math.ceil(len(made) / BATCH)
        print(
            f"train: labels, epoch {epoch + 1}: loss {mean:.3f}, {time.monotonic() - began:.0f} s", flush=True
        )


def loss_of(network: LabelNetwork, some: Sequence[Example]) -> Tensor:
    """The loss of a batch: every output that an item has a label for, and every tag that is known."""
    context, mask, shares, near, tags = collated(some)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found, tagged, _ = network(context, mask, shares, near)
    loss = torch.zeros(())
    for name, scores in found.items():
        gold = torch.tensor([each.labels[name] for each in some])
        if (gold != UNKNOWN).any():
            part = F.cross_entropy(
                scores.float(), gold, label_smoothing=SMOOTHING, reduction="sum", ignore_index=UNKNOWN
            )
            loss = loss + part * WEIGHTS.get(name, 1.0) / BATCH
    gold_tags = tags.permute(0, 2, 1)
    known = gold_tags >= 0
    if known.any():
        part = F.binary_cross_entropy_with_logits(tagged.float(), gold_tags.clamp(min=0), reduction="none")
        loss = loss + (part * known).sum() * TAGS_SHARE / BATCH
    return loss


def cut(example: Example, length: int, chance: random.Random) -> Example:
    """A stretch of a window that holds its attribution, or its cue where that is too long. Texts for status stay whole."""
    size = len(example.near)
    if example.item.set == "status" or size <= length:
        return example
    marked = np.flatnonzero(example.shares.any(0))
    if not len(marked):
        first, last = 0, size - length
    elif marked[-1] - marked[0] < length - 8:
        first, last = int(marked[-1]) + 1 - length, int(marked[0])
    else:
        anchor = next(
            int(np.flatnonzero(example.shares[part])[0])
            for part in (1, 0, 2, 3)
            if example.shares[part].any()
        )
        first, last = anchor - length + 8, anchor - 8
    first = max(0, min(first, size - length))
    last = max(first, min(last, size - length))
    start = chance.randint(first, last)
    part = slice(start, start + length)
    return Example(
        example.item, example.context[part], example.shares[:, part], example.near[part], example.tags[:, part],
        example.labels,
    )  # fmt: skip


def batches(made: Sequence[Example], size: int, chance: random.Random | None) -> Iterator[list[int]]:
    """Numbers of examples of about one length, in a new order each time; without ``chance`` in their own."""
    order = list(range(len(made)))
    if chance:
        chance.shuffle(order)
    groups = []
    for start in range(0, len(order), size * 20):
        near = sorted(order[start : start + size * 20], key=lambda number: len(made[number].near))
        groups += [near[first : first + size] for first in range(0, len(near), size)]
    if chance and groups and len(groups[-1]) == 1:  # nothing can be standardised over one
        groups.pop()
    if chance:
        chance.shuffle(groups)
    yield from groups


def collated(some: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Context [B, L, 384], mask [B, L], shares [B, 4, L], near [B, L], tags [B, 3, L]."""
    count, length = len(some), max(len(each.near) for each in some)
    context = np.zeros((count, length, some[0].context.shape[1]), np.float32)
    mask, near = np.zeros((count, length), bool), np.zeros((count, length), np.int64)
    shares = np.zeros((count, some[0].shares.shape[0], length), np.float32)
    tags = np.full((count, some[0].tags.shape[0], length), -1, np.float32)
    for row, each in enumerate(some):
        size = len(each.near)
        context[row, :size], mask[row, :size], near[row, :size] = each.context, True, each.near
        shares[row, :, :size], tags[row, :, :size] = each.shares, each.tags
    return tuple(torch.from_numpy(array) for array in (context, mask, shares, near, tags))  # type: ignore[return-value]


def predict(network: LabelNetwork, made: Sequence[Example]) -> list[dict[str, list[float]]]:
    """Log probabilities by output, for each example."""
    network.eval()
    result: list[dict[str, list[float]]] = [{} for _ in made]
    with torch.no_grad():
        for batch in batches(made, 2 * BATCH, None):
            context, mask, shares, near, _ = collated([made[number] for number in batch])
            found, _, _ = network(context, mask, shares, near)
            for name, scores in found.items():
                for number, row in zip(batch, scores.float().log_softmax(-1).tolist(), strict=True):
                    result[number][name] = row
    return result


def write(
    path: Path,
    made: Sequence[Example],
    found: Sequence[Mapping[str, list[float]]],
    outputs: Mapping[str, Sequence[str]],
) -> None:
    """One line an item: where it is from, its labels, and the log probabilities of every value."""
    with path.open("w", encoding="utf-8") as file:
        for each, scores in zip(made, found, strict=True):
            row = {
                "set": each.item.set, "language": each.item.language, "document": each.item.document,
                "cue": each.item.cue, "content": each.item.content, "labels": each.item.labels,
                "scores": {
                    name: dict(zip(outputs[name], values, strict=True)) for name, values in scores.items()
                },
            }  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
