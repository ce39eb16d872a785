"""Training of the label network and of the speaker network.

    python -m training.labelling.learn --data ../shared/data --work training-work [--what speakers] [--fold 0]

``--what`` is ``labels`` or ``speakers``; the speaker network goes on from the label network in ``--model``.
``--fold`` leaves out one fifth of the documents, and predicts it (``labels-fold0.jsonl``), for cross-validation;
without it everything is learned (``labels.pt``). ``--start`` begins at a network that has learned already. Goes on
from ``labels.ck`` after an interruption. On two cores with bfloat16 twenty minutes an epoch (the speaker network:
five), on a graphics card half a minute.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.attributions.neural.files import FOLDER
from onrecord.attributions.neural.labelling import OF_SPEAKER, VALUES
from training.labelling.batches import BLANK, READ, Batch, batches, windows
from training.labelling.features import UNKNOWN, Example, examples
from training.labelling.items import items
from training.labelling.lower import FIRST, SHARED, label_layers, lower_layers, shared_layers
from training.labelling.network import LabelNetwork
from training.network import Encoder

LAYERS = 5
"""The encoder's layers 5 to 9 (of 12), on the attribution network's layers 1 to 4."""

SPEAKER_LAYERS = 2
"""Of the speaker network, on the label network's first three; they begin as its others."""

BATCH = 32
RATE, HEADS_FASTER = 2e-4, 5
WARM = 0.06
SMOOTHING = 0.05
SKIP = 0.1
"""The chance that a layer is left out of a step."""

WEIGHTS = {"status": 1.5}
"""Of the losses; the others count 1."""

TAGS_SHARE = 1 / 40

TWICE = frozenset([("status", "en"), ("status", "ru"), ("status", "uk"), ("own", "ru"), ("own", "uk")])
"""Sets that come twice in an epoch: the status has few examples, and so have Russian and Ukrainian."""

Said = dict[int, dict[str, NDArray[np.float32]]]
"""Log probabilities by number of the example and output."""


@dataclass(frozen=True, slots=True)
class Build:
    """What is learned: ``outputs`` with their values, in how many ``layers`` of its own.

    ``blank`` and ``skip`` are those of :class:`Learning`, where nothing else is asked for.
    """

    outputs: Mapping[str, tuple[str, ...]]
    layers: int
    blank: float
    skip: float


BUILDS = {
    "labels": Build(VALUES, LAYERS, BLANK, SKIP),
    "speakers": Build(OF_SPEAKER, SPEAKER_LAYERS, 0.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class Learning:
    """How a network is learned.

    ``epochs``, the ``rate`` of its layers, the ``device``, how many ``workers`` make batches, the share of pieces that are
    ``blank``, the chance to ``skip`` a layer, and the file in which the state after each epoch is ``kept``, if any.
    """

    epochs: int
    rate: float = RATE
    device: str = "cpu"
    workers: int = 0
    seed: int = 1
    kept: Path | None = None
    blank: float = BLANK
    skip: float = SKIP


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--what", choices=list(BUILDS), default="labels")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("training-work"))
    parser.add_argument(
        "--model", type=Path, default=FOLDER, help="the attribution network (and labels) that it goes on from"
    )
    parser.add_argument(
        "--encoder", type=Path, help="the encoder's folder (default: encoder/ in the work folder)"
    )
    parser.add_argument("--start", type=Path, help="a network of the same build to begin at")
    parser.add_argument("--fold", type=int, default=-1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--blank", type=float, help="share of the pieces that are hidden")
    parser.add_argument("--skip", type=float, help="chance that a layer is left out")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    options = parser.parse_args()
    build = BUILDS[options.what]
    torch.set_num_threads(2)
    chosen = [each for each in items(options.data) if not build.outputs.keys().isdisjoint(each.labels)]
    made = examples(chosen, options.model, build.outputs)
    counts = {output: len(values) for output, values in build.outputs.items()}
    torch.manual_seed(options.seed)
    network = LabelNetwork(build.layers, counts)
    if options.what == "speakers":
        lower = shared_layers(options.model)
        network.take(label_layers(options.model)[SHARED:])
    else:
        lower = lower_layers(options.model)
        encoder = np.load((options.encoder or options.work / "encoder") / "weights.npz")
        network.load_layers(encoder, FIRST)
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=False)["network"])
    name = options.what if options.fold < 0 else f"{options.what}-fold{options.fold}"
    how = Learning(
        options.epochs,
        options.rate,
        options.device,
        options.workers,
        options.seed,
        options.work / f"{name}.ck",
        build.blank if options.blank is None else options.blank,
        build.skip if options.skip is None else options.skip,
    )
    learned = [number for number, each in enumerate(made) if each.item.fold != options.fold]
    learn(network, lower, made, learned, how)
    torch.save(
        {"network": network.cpu().state_dict(), "layers": build.layers, "outputs": counts},
        options.work / f"{name}.pt",
    )
    (options.work / f"{name}.ck").unlink(missing_ok=True)
    if options.fold >= 0:
        held = [number for number, each in enumerate(made) if each.item.fold == options.fold]
        found = predict(network, lower, made, held, how)
        write(options.work / f"{name}.jsonl", made, found, build.outputs)


def learn(
    network: LabelNetwork, lower: Encoder, made: Sequence[Example], numbers: Sequence[int], how: Learning
) -> None:
    """Train ``network`` on the examples with these numbers; those of :data:`TWICE` come twice."""
    network.to(how.device)
    lower.to(how.device)
    twice = [each for each in numbers if (made[each].item.set, made[each].item.language) in TWICE]
    body = [each for name, each in network.named_parameters() if name.startswith("layers")]
    heads = [each for name, each in network.named_parameters() if not name.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": how.rate}, {"params": heads, "lr": how.rate * HEADS_FASTER}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    rates = [group["lr"] for group in optimizer.param_groups]
    total, done, first = how.epochs * (len(numbers) + len(twice)), 0, 0
    if how.kept is not None and how.kept.is_file():
        state = torch.load(how.kept, weights_only=False, map_location=how.device)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        done, first = state["done"], state["epoch"]
    labels = {
        name: torch.tensor([each.labels[name] for each in made], device=how.device) for name in network.out
    }
    began = time.monotonic()
    for epoch in range(first, how.epochs):
        chance = random.Random(how.seed * 1000 + epoch)
        network.train()
        lost, steps = torch.zeros((), device=how.device), 0
        cut = [each for part in (numbers, twice) for each in windows(made, part, read=READ, chance=chance)]
        for batch in batches(
            made, cut, BATCH, device=how.device, chance=chance, blank=how.blank, workers=how.workers
        ):
            if len(batch.numbers) < 2:  # nothing can be standardised over one
                continue
            warm = min(1.0, done / (WARM * total)) * max(0.0, (total - done) / total)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * warm
            loss = loss_of(network, lower, batch, labels, how.skip)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            lost, done, steps = lost + loss.detach(), done + len(batch.numbers), steps + 1
            if steps % 100 == 0:
                print(
                    f"train: labels, {done} of {total}, loss {float(lost) / steps:.3f}, "
                    f"{time.monotonic() - began:.0f} s",
                    flush=True,
                )
        if how.kept is not None:
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save({**state, "done": done, "epoch": epoch + 1}, how.kept)
        print(f"train: labels, epoch {epoch + 1} done, {time.monotonic() - began:.0f} s", flush=True)


def loss_of(
    network: LabelNetwork, lower: Encoder, batch: Batch, labels: Mapping[str, Tensor], skip: float = 0.0
) -> Tensor:
    """The loss of a batch: every output that an example has a label for, and every tag that is known.

    A layer is left out with the chance ``skip``. Sums are divided by :data:`BATCH`: a fuller batch counts more.
    """
    device = batch.ids.device
    with _halved(device):
        context = lower(batch.ids, batch.mask, batch.quoted)
        found, tagged, _ = network(context, batch.mask, batch.shares, batch.near, batch.windows, skip=skip)
    loss = torch.zeros((), device=device)
    for name, scores in found.items():
        gold = labels[name][batch.numbers]
        part = F.cross_entropy(
            scores.float(), gold, label_smoothing=SMOOTHING, reduction="none", ignore_index=UNKNOWN
        )
        loss = loss + part.sum() * WEIGHTS.get(name, 1.0) / BATCH
    gold = batch.tags.permute(0, 2, 1)
    known = gold >= 0
    part = F.binary_cross_entropy_with_logits(tagged.float(), gold.clamp(min=0), reduction="none")
    return loss + (part * known).sum() * TAGS_SHARE / BATCH


def _halved(device: torch.device) -> torch.autocast:
    """Numbers of 16 bits in the layers, but not on a processor that only pretends to know them (a tenth of the speed)."""
    able = device.type != "cpu" or torch.backends.cpu.get_cpu_capability() == "AVX512"
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=able)


def predict(
    network: LabelNetwork, lower: Encoder, made: Sequence[Example], numbers: Sequence[int], how: Learning
) -> Said:
    """The log probabilities of each output, in the windows in which reading sees the examples."""
    network.to(how.device).eval()
    lower.to(how.device)
    result: Said = {}
    cut = windows(made, numbers)
    for batch in batches(made, cut, 4 * BATCH, device=how.device, workers=how.workers):
        with torch.no_grad(), _halved(batch.ids.device):
            context = lower(batch.ids, batch.mask, batch.quoted)
            found, _, _ = network(context, batch.mask, batch.shares, batch.near, batch.windows)
        told = {name: scores.float().log_softmax(-1).cpu().numpy() for name, scores in found.items()}
        for place, number in enumerate(batch.numbers.tolist()):
            result[number] = {name: scores[place] for name, scores in told.items()}
    return result


def write(
    path: Path, made: Sequence[Example], found: Said, outputs: Mapping[str, tuple[str, ...]] = VALUES
) -> None:
    """What was said of examples, with their labels, as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number, scores in sorted(found.items()):
            item = made[number].item
            row = {
                "set": item.set, "language": item.language, "document": item.document,
                "source": item.source, "cue": item.cue, "content": item.content, "labels": item.labels,
                "scores": {
                    name: dict(zip(outputs[name], map(float, values), strict=True))
                    for name, values in scores.items()
                },
            }  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
