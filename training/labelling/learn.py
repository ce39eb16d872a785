"""Training of the label network, with teachers.

    python -m training.labelling.learn --data ../shared/data --work training-work [--device cuda] [--epochs 5]

Five *teachers* (eight layers, the parts marked: too slow to ship) learn first, each without a fifth of the documents, and say what they
make of that fifth and of attributions that nobody has labelled (``soft.pkl``). What ships learns from the labels and from that
(Hinton et al. 2015): ``labels.pt``. What a teacher has said of a text it had not seen is not its memory of the label.

``--fold 0`` measures instead: it leaves out one fifth, without teachers, and writes what the network says of it
(``labels-fold0.jsonl``). ``--no-teachers`` learns from the labels alone. Each network that is done stays in the work folder, and the next
call goes on behind it.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.attributions.neural.files import FOLDER, NETWORK
from onrecord.attributions.neural.labelling import VALUES
from training.labelling.batches import Batch, batches
from training.labelling.features import UNKNOWN, Example, examples, outputs_of
from training.labelling.items import FOLDS, items, unlabelled
from training.labelling.lower import LAYERS as FIRST
from training.labelling.lower import Lower, lower_layers
from training.labelling.network import Build, LabelNetwork

SHIPPED = Build(layers=5)
"""The encoder's layers 5 to 9 (of 12), on the attribution network's layers 1 to 4."""

TEACHER = Build(layers=8, marked=True)

BATCH = 32
RATE, HEADS_FASTER = 2e-4, 5
WARM = 0.06
SMOOTHING = 0.05
WEIGHTS = {"status": 1.5, "kind": 0.3}
"""Of the losses; the others count 1."""

TAGS_SHARE = 1 / 40
SOFT_SHARE = 0.5
"""Of what is learned about a labelled attribution, the share that the teachers give."""

TWICE = frozenset([("status", "en"), ("status", "ru"), ("status", "uk"), ("own", "ru"), ("own", "uk")])
"""Sets that come twice in an epoch: the status has few examples, and so have Russian and Ukrainian."""

TAUGHT = ("act", "prediction", "strength", "reportative")
"""What the teachers learn and say. The status is left to the written texts, whose labels are sure."""

EPOCHS, TEACHER_EPOCHS = 5, 3

Said = dict[int, dict[str, NDArray[np.float32]]]
"""The log probabilities that teachers give, by number of the example and output."""


@dataclass(frozen=True, slots=True)
class Learning:
    """How one network is learned."""

    epochs: int
    device: str = "cpu"
    workers: int = 0
    soft: Said = field(default_factory=dict)
    seed: int = 1
    seconds: float = math.inf
    """After so many the schedule is over, wherever it is: the rate falls by steps or by time, whichever is further."""


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
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--no-teachers", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes that cut the windows")
    options = parser.parse_args()
    torch.set_num_threads(2)
    labelled = [each for each in items(options.data) if each.set != "plover"]
    every = [*labelled, *unlabelled(options.data)]
    outputs = outputs_of(every)
    made = examples(every, options.model, outputs)
    lower = lower_layers(options.model / NETWORK)
    weights = np.load((options.encoder or options.work / "encoder") / "weights.npz")
    how = Learning(options.epochs, options.device, options.workers, seed=options.seed)

    def learned(name: str, build: Build, names: Sequence[str], fold: int, how: Learning) -> LabelNetwork:
        counts = {output: len(outputs[output]) for output in names}
        network = LabelNetwork(build, counts)
        done = options.work / f"{name}.pt"
        if done.is_file():
            network.load_state_dict(torch.load(done, weights_only=False)["network"])
            return network.to(how.device)
        torch.manual_seed(how.seed)
        network.load_layers(weights, FIRST)
        numbers = [
            number
            for number, each in enumerate(made)
            if each.item.fold != fold and _teaches(each, names, number in how.soft)
        ]
        learn(network, lower, made, numbers, how)
        kept = {"network": network.state_dict(), "layers": build.layers, "outputs": counts}
        torch.save(kept, done)
        return network

    if options.fold >= 0:
        network = learned(f"labels-fold{options.fold}", SHIPPED, tuple(VALUES), options.fold, how)
        held = [
            number
            for number, each in enumerate(made)
            if each.item.fold == options.fold and each.item.set != "unlabelled"
        ]
        write(
            options.work / f"labels-fold{options.fold}.jsonl",
            made,
            predict(network, lower, made, held, how),
            outputs,
        )
        return
    soft: Said = {}
    if not options.no_teachers:
        told = []
        for fold in range(FOLDS):
            seeded = Learning(TEACHER_EPOCHS, options.device, options.workers, seed=10 + fold)
            teacher = learned(f"teacher{fold}", TEACHER, TAUGHT, fold, seeded)
            asked = [
                number
                for number, each in enumerate(made)
                if each.item.fold == fold or each.item.set == "unlabelled"
            ]
            told.append(predict(teacher, lower, made, asked, how))
        soft = together(told)
        (options.work / "soft.pkl").write_bytes(pickle.dumps(soft))
    taught = Learning(options.epochs, options.device, options.workers, soft, options.seed)
    learned("labels", SHIPPED, tuple(VALUES), -1, taught)


def _teaches(example: Example, names: Iterable[str], told: bool) -> bool:
    """Whether there is anything to learn from an example for these outputs."""
    return told or any(example.labels[name] != UNKNOWN for name in names)


def together(told: Iterable[Said]) -> Said:
    """What several teachers say: the mean of their log probabilities, made to add up to one again."""
    heard: dict[int, list[dict[str, NDArray[np.float32]]]] = {}
    for each in told:
        for number, scores in each.items():
            heard.setdefault(number, []).append(scores)
    result: Said = {}
    for number, several in heard.items():
        result[number] = {}
        for name in several[0]:
            mean = np.mean([scores[name] for scores in several], 0)
            shifted = mean - mean.max()
            result[number][name] = (shifted - np.log(np.exp(shifted).sum())).astype(np.float32)
    return result


def learn(
    network: LabelNetwork, lower: Lower, made: Sequence[Example], numbers: Sequence[int], how: Learning
) -> None:
    """Train ``network`` on the examples with these numbers."""
    network.to(how.device)
    lower.to(how.device)
    chance = random.Random(how.seed)
    order = [
        *numbers,
        *(each for each in numbers if (made[each].item.set, made[each].item.language) in TWICE),
    ]
    body = [each for name, each in network.named_parameters() if name.startswith("layers")]
    heads = [each for name, each in network.named_parameters() if not name.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": RATE * HEADS_FASTER}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    rates = [group["lr"] for group in optimizer.param_groups]
    total, done = how.epochs * math.ceil(len(order) / BATCH), 0
    target = Target(made, list(network.out), how)
    began = time.monotonic()
    for epoch in range(how.epochs):
        network.train()
        lost = torch.zeros((), device=how.device)
        for batch in batches(made, order, BATCH, device=how.device, chance=chance, workers=how.workers):
            if len(batch.ids) < 2:  # nothing can be standardised over one
                continue
            gone = max(done / total, (time.monotonic() - began) / how.seconds)
            if gone >= 1:
                break
            warm = min(1.0, done / (WARM * total)) * (1 - gone)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * warm
            loss = target.loss(network, lower, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            lost, done = lost + loss.detach(), done + 1
        mean = float(lost) / math.ceil(len(order) / BATCH)
        print(
            f"train: labels, epoch {epoch + 1}: loss {mean:.3f}, {time.monotonic() - began:.0f} s", flush=True
        )


class Target:
    """What is to be learned of each example: its labels, and what teachers say of it."""

    def __init__(self, made: Sequence[Example], names: Sequence[str], how: Learning) -> None:
        self.device = how.device
        self.labels = {
            name: torch.tensor([each.labels[name] for each in made], device=how.device) for name in names
        }
        self.soft: dict[str, tuple[Tensor, Tensor]] = {}
        for name in names:
            said = {number: scores[name] for number, scores in how.soft.items() if name in scores}
            if said:
                share = torch.zeros(len(made), len(next(iter(said.values()))))
                for number, scores in said.items():
                    share[number] = torch.from_numpy(np.exp(scores))
                told = share.sum(-1) > 0
                self.soft[name] = share.to(how.device), told.to(how.device)

    def loss(self, network: LabelNetwork, lower: Lower, batch: Batch) -> Tensor:
        """The loss of a batch: every output that an example has a label for or a teacher's word, and every tag that is known."""
        with torch.autocast(self.device, dtype=torch.bfloat16):
            context = lower(batch.ids, batch.quoted, batch.mask)
            found, tagged, _ = network(context, batch.mask, batch.shares, batch.near)
        loss = torch.zeros((), device=self.device)
        for name, scores in found.items():
            part = self._part(name, scores.float(), batch.numbers)
            loss = loss + part.sum() * WEIGHTS.get(name, 1.0) / BATCH
        gold = batch.tags.permute(0, 2, 1)
        known = gold >= 0
        part = F.binary_cross_entropy_with_logits(tagged.float(), gold.clamp(min=0), reduction="none")
        return loss + (part * known).sum() * TAGS_SHARE / BATCH

    def _part(self, name: str, scores: Tensor, numbers: Tensor) -> Tensor:
        gold = self.labels[name][numbers]
        hard = F.cross_entropy(
            scores, gold, label_smoothing=SMOOTHING, reduction="none", ignore_index=UNKNOWN
        )
        if name not in self.soft:
            return hard
        share, told = self.soft[name][0][numbers], self.soft[name][1][numbers]
        soft = -(share * scores.log_softmax(-1)).sum(-1)
        labelled = gold != UNKNOWN
        of_both = torch.where(labelled, SOFT_SHARE * soft + (1 - SOFT_SHARE) * hard, soft)
        return torch.where(told, of_both, hard)


@torch.no_grad()
def predict(
    network: LabelNetwork, lower: Lower, made: Sequence[Example], numbers: Sequence[int], how: Learning
) -> Said:
    """The log probabilities of each output, in the windows in which reading sees the examples."""
    network.to(how.device).eval()
    lower.to(how.device)
    result: Said = {}
    for batch in batches(made, numbers, 4 * BATCH, device=how.device, workers=how.workers):
        with torch.autocast(how.device, dtype=torch.bfloat16):
            found, _, _ = network(
                lower(batch.ids, batch.quoted, batch.mask), batch.mask, batch.shares, batch.near
            )
        told = {name: scores.float().log_softmax(-1).cpu().numpy() for name, scores in found.items()}
        for place, number in enumerate(batch.numbers.tolist()):
            result[number] = {name: scores[place] for name, scores in told.items()}
    return result


def write(path: Path, made: Sequence[Example], found: Said, outputs: Mapping[str, Sequence[str]]) -> None:
    """What was said of examples, with their labels, as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number, scores in sorted(found.items()):
            item = made[number].item
            row = {
                "set": item.set, "language": item.language, "document": item.document,
                "cue": item.cue, "content": item.content, "labels": item.labels,
                "scores": {
                    name: dict(zip(outputs[name], map(float, values), strict=True))
                    for name, values in scores.items()
                },
            }  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
