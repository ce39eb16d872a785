"""The training loop, in checkpoints that can go on.

    python -m training.learn --work FOLDER --steps 6000

``FOLDER`` holds ``encoder/`` (:mod:`training.encoder`) and ``examples/*.pkl`` (:mod:`training.gather`); examples
that appear there
while it runs are taken up at the next epoch. Every ten minutes a checkpoint is written; started again, the loop
goes on from it.
The schedule goes by the share of the steps done, or of ``--minutes`` where that is further (a night that ends).

One training can have several ends. Where the rate begins to fall (``--decay``) the state is kept as ``plateau.pt``, and

    python -m training.learn --work FOLDER --from plateau.pt --seed 12 --minutes 86 \\
        --checkpoint short.part.pt --final short.pt

goes another way from there: other chance, and a rate that falls at once. Its steps and minutes count those before
the plateau.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.attributions.neural.pieces import piece_id
from training.batches import Batch, Specials, Window, batches, collate, pairs, windows
from training.examples import FLAT, IGNORED, Example
from training.network import Network, Shape
from training.schedule import Schedule

CHECKPOINT_SECONDS = 600
PLATEAU = "plateau.pt"
_DECAY = 0.9


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument(
        "--until", type=float, default=1.0, help="stop at this share of the schedule, to go on later"
    )
    parser.add_argument("--rate", type=float, default=3.5e-4)
    parser.add_argument("--pieces", type=int, default=2048)
    parser.add_argument("--skip", type=float, default=0.15, help="chance to leave out the topmost layer")
    parser.add_argument("--drop", type=float, default=0.1, help="dropout on what the heads read")
    parser.add_argument("--blank", type=float, default=0.06, help="share of pieces hidden from the network")
    parser.add_argument("--freeze-at", type=float, default=0.35, help="share of the schedule after which …")
    parser.add_argument("--freeze", type=int, default=4, help="… so many lower layers are learned no further")
    parser.add_argument(
        "--decay", type=float, default=1.0, help="share of the schedule, at its end, in which the rate falls"
    )
    parser.add_argument(
        "--soft", type=float, default=0.0, help="share of the softened tags in what is learned"
    )
    parser.add_argument(
        "--from",
        dest="start",
        metavar="FILE",
        help="begin at this state of another training, the rate falling",
    )
    parser.add_argument(
        "--checkpoint", default="checkpoint.pt", metavar="FILE", help="its own state on the way"
    )
    parser.add_argument("--final", default="final.pt", metavar="FILE", help="its end")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    Learner(options).run()


class Learner:
    """The state of one training."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.work: Path = options.work
        torch.manual_seed(options.seed)
        self.chance = random.Random(options.seed)
        self.numbers = np.random.default_rng(options.seed)
        shape = Shape(**json.loads((self.work / "encoder" / "shape.json").read_text()))
        self.network = Network(shape)
        self.network.encoder.load(self.work / "encoder")
        self.network.encoder.words.weight.requires_grad_(False)
        tokenizer = Tokenizer.from_file(str(self.work / "encoder" / "tokenizer.json"))
        self.special = Specials(*(piece_id(tokenizer, each) for each in ("<s>", "<pad>", "</s>", "<unk>")))
        self.optimizer = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), fused=True)
        self.documents: dict[str, list[list[Example]]] = {}
        self.step = 0
        self.seen = 0
        self.spent = 0.0
        self.frozen = False
        self.begun = 0.0
        self.fallen = options.decay >= 1
        self.losses: dict[str, float] = {}
        self._resume()
        self.schedule = self._schedule()

    def _groups(self) -> list[dict[str, object]]:
        groups: list[dict[str, object]] = []
        for name, parameter in self.network.named_parameters():
            if not parameter.requires_grad:
                continue
            if name.startswith("encoder.layers."):
                rate = self.options.rate * _DECAY ** (11 - int(name.split(".")[2]))
            elif name.startswith("encoder."):
                rate = self.options.rate * _DECAY**12
            else:
                rate = 1e-3
            weight_decay = 0.0 if parameter.ndim < 2 else 0.01
            groups.append({"params": [parameter], "lr": rate, "base": rate, "weight_decay": weight_decay})
        return groups

    def _resume(self) -> None:
        path = self.work / self.options.checkpoint
        starts = not path.is_file()
        if starts:
            if self.options.start is None:
                return
            path = self.work / self.options.start
            if not path.is_file():
                raise SystemExit(f"learn: {path}: no such state to begin at")
        state = torch.load(path, weights_only=False)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seen, self.spent = state["step"], state["seen"], state["spent"]
        self.fallen = self.fallen or state.get("fallen", False)
        self.begun = 0.0 if starts else state.get("begun", 0.0)
        self.chance.seed(self.options.seed + self.step)
        if starts:
            # Another order of the examples, other hidden pieces and layers than the first end had.
            torch.manual_seed(self.options.seed + self.step)
            self.numbers = np.random.default_rng(self.options.seed + self.step)
        print(f"{'beginning at' if starts else 'going on from'} step {self.step}", flush=True)

    def _schedule(self) -> Schedule:
        """The schedule; of a second end the rate falls from where it began, which its checkpoints keep."""
        options = self.options
        plain = Schedule(steps=options.steps, minutes=options.minutes, falls_at=1 - min(1.0, options.decay))
        if options.start is None:
            return plain
        self.begun = self.begun or plain.done(self.step, self.spent)
        self.fallen = True
        try:
            return replace(plain, falls_at=self.begun)
        except ValueError as error:
            raise SystemExit(f"learn: {error}") from None

    def save(self, name: str | None = None) -> None:
        """Write a checkpoint, whole or not at all."""
        name = name or self.options.checkpoint
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seen": self.seen,
            "spent": self.spent,
            "begun": self.begun,
            "fallen": self.fallen,
        }
        part = self.work / f"{name}.tmp"
        torch.save(state, part)
        part.replace(self.work / name)

    def _refresh(self) -> None:
        for path in sorted((self.work / "examples").glob("*.pkl")):
            if path.name not in self.documents:
                self.documents[path.name] = pickle.loads(path.read_bytes())
                pieces = sum(len(each[0].pieces) for each in self.documents[path.name])
                print(f"{path.name}: {len(self.documents[path.name])} documents, {pieces} pieces", flush=True)

    def _epochs(self) -> Iterator[list[Window]]:
        while True:
            self._refresh()
            everything = [each for part in self.documents.values() for each in part]
            yield from batches(windows(everything, self.chance), self.options.pieces, self.chance)

    def progress(self) -> float:
        """The share of the schedule that is done."""
        return self.schedule.done(self.step, self.spent)

    def run(self) -> None:
        """Train to the end of the schedule and write that, or stop on the way and write the checkpoint."""
        options = self.options
        self.network.train()
        last_saved = last = time.monotonic()
        for group in self._epochs():
            done = self.progress()
            if done >= min(1.0, options.until):
                break
            if done >= options.freeze_at and not self.frozen:
                self._freeze()
            if done >= self.schedule.falls_at and not self.fallen:
                self.fallen = True
                self.save(PLATEAU)
                # Killed from here on, this end still goes on from the very state that the other one begins at.
                self.save()
                last_saved = time.monotonic()
            scale = self.schedule.rate(self.step, done)
            for each in self.optimizer.param_groups:
                each["lr"] = each["base"] * scale
            self._learn(collate(group, self.special, options.blank, self.numbers), done)
            now = time.monotonic()
            self.spent, last = self.spent + now - last, now
            if self.step % 25 == 0:
                self._report(done)
            if now - last_saved > CHECKPOINT_SECONDS:
                self.save()
                last_saved = now
        self.save(options.final if self.progress() >= 1 else None)
        print(f"done: {self.step} steps, {self.seen} pieces, {self.spent:.0f} s", flush=True)

    def _freeze(self) -> None:
        self.frozen = True
        encoder = self.network.encoder
        parts: list[nn.Module] = [encoder.positions, encoder.types, encoder.norm]
        if encoder.relative is not None:
            parts.append(encoder.relative)
        parts.extend(list(encoder.layers)[: self.options.freeze])
        for part in parts:
            part.requires_grad_(False)
            for parameter in part.parameters():
                parameter.grad = None

    def _learn(self, batch: Batch, done: float) -> None:
        options, network = self.options, self.network
        mask = None if bool(batch.mask.all()) else batch.mask
        with torch.autocast("cpu", torch.bfloat16):
            flat, inner, projected = network(batch.ids, mask, batch.quoted, options.skip, options.drop)
        flat, inner, projected = flat.float(), inner.float(), projected.float()
        parts = {
            "flat": _blended(flat, batch, options.soft),
            "inner": 0.5 * _weighted(inner, batch.inner, batch.inner_weight),
        }
        asked = pairs(batch, _false_cues(batch, flat) if done > 0.08 else [])
        if asked is not None:
            scores = network.pair(
                projected, asked.row, asked.cue, asked.distance, asked.paragraph, asked.quoted, options.drop
            )
            weight = (asked.gold != IGNORED).float() * asked.weight[:, None]
            parts["pair"] = 2 * _weighted(scores, asked.gold.clamp(min=0), weight)
        sum(parts.values(), torch.zeros(())).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([each for each in network.parameters() if each.requires_grad], 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        self.seen += int(batch.mask.sum())
        for name, value in parts.items():
            self.losses[name] = 0.97 * self.losses.get(name, value.item()) + 0.03 * value.item()

    def _report(self, done: float) -> None:
        losses = " ".join(f"{name} {value:.4f}" for name, value in self.losses.items())
        print(
            f"step {self.step} done {done:.3f} pieces {self.seen} {losses} "
            f"{self.seen / max(self.spent, 1):.0f}/s {self.spent:.0f} s",
            flush=True,
        )


def _blended(scores: Tensor, batch: Batch, share: float) -> Tensor:
    """The loss of the flat tags: ``share`` of it under the softened tags, where there are any."""
    logs = scores.log_softmax(-1)
    hard = -logs.gather(-1, batch.flat.clamp(min=0)[..., None])[..., 0]
    soft = -(batch.soft * logs).sum(-1)
    part = share * batch.softened
    weight = batch.flat_weight * (1 - part)
    return (weight * hard + part * soft).sum() / (weight + part).sum().clamp(min=1)


def _weighted(scores: Tensor, gold: Tensor, weight: Tensor) -> Tensor:
    each = F.cross_entropy(scores.flatten(0, -2), gold.clamp(min=0).flatten(), reduction="none")
    return (each * weight.flatten()).sum() / weight.sum().clamp(min=1)


def _false_cues(batch: Batch, flat: Tensor) -> list[tuple[int, list[int]]]:
    """What the tagger takes for a cue in gold documents and is none, not even an inner one: it must read nothing."""
    begin, inside = FLAT.index("B-cue"), FLAT.index("I-cue")
    share = flat.detach().softmax(-1)[..., [begin, inside]].sum(-1)
    wrong = (share > 0.3) & batch.mask
    found = []
    for number, each in enumerate(batch.windows):
        if each.example.trust < 1:
            continue
        run: list[int] = []
        for place in [*torch.nonzero(wrong[number]).flatten().tolist(), -1]:
            if run and place != run[-1] + 1:
                touched = batch.flat[number, run[0] : run[-1] + 1]
                is_cue = bool(((touched == begin) | (touched == inside)).any())
                if not is_cue and not bool((batch.inner[number, run[0] : run[-1] + 1] > 0).any()):
                    found.append((number, run))
                run = []
            if place >= 0:
                run.append(place)
    return found


if __name__ == "__main__":
    main()
