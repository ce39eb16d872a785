"""A whole small training: to its end, from its plateau to another one, and the mean of both. Needs torch."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="trains a small network: the extra `train` brings torch")

import numpy as np
import torch
from tests.attributions.neural.standins import VOCABULARY, tokenizer
from training.examples import Marked, prepare
from training.network import Encoder, Shape
from training.run import learn

SHAPE = Shape(vocabulary=len(VOCABULARY), hidden=16, layers=2, heads=2, forward=32, positions=300)
ROW: dict[str, Any] = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]], "nested_in": None}
ROOT = Path(__file__).parents[2]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A work folder with a small encoder and a few examples."""
    torch.manual_seed(1)
    encoder = tmp_path / "encoder"
    encoder.mkdir()
    (encoder / "shape.json").write_text(json.dumps(asdict(SHAPE)))
    tokenizer().save(str(encoder / "tokenizer.json"))
    arrays: dict[str, Any] = {name: each.numpy() for name, each in Encoder(SHAPE).state_dict().items()}
    np.savez(encoder / "weights.npz", **arrays)
    texts = ["ort said rain fell " + "on the " * count for count in range(8, 40, 4)]
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "few.pkl").write_bytes(
        pickle.dumps([[prepare(Marked(text, "en", [ROW]), tokenizer())] for text in texts])
    )
    return tmp_path


def call(module: str, work: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"training.{module}", "--work", str(work), *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def state(work: Path, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = torch.load(work / name, weights_only=False)
    return loaded


def equal(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return all(torch.equal(left["network"][key], right["network"][key]) for key in left["network"])


LONG = ("--steps", 8, "--decay", 0.5, "--threads", 1, "--pieces", 256, "--final", "long.pt")
SHORT = (
    *("--steps", 6, "--from", "plateau.pt", "--seed", 12, "--threads", 1, "--pieces", 256),
    *("--checkpoint", "short.part.pt", "--final", "short.pt"),
)


def test_a_training_keeps_its_plateau_has_two_ends_and_their_mean(work: Path) -> None:
    assert (done := call("learn", work, *LONG)).returncode == 0, done.stderr
    assert state(work, "plateau.pt")["step"] == 4
    assert state(work, "long.pt")["step"] == 8
    assert (done := call("learn", work, *SHORT)).returncode == 0, done.stderr
    short = state(work, "short.pt")
    assert (short["step"], short["begun"]) == (6, pytest.approx(4 / 6))
    assert not equal(short, state(work, "long.pt"))
    done = call("averaging", work, "--part", "long.pt", 0.7, "--part", "short.pt", 0.3, "--to", "final.pt")
    assert done.returncode == 0, done.stderr
    made, long = (state(work, name)["network"] for name in ("final.pt", "long.pt"))
    for key, value in made.items():
        assert torch.allclose(value, 0.7 * long[key] + 0.3 * short["network"][key], atol=1e-6), key


def test_a_second_end_that_was_stopped_goes_on_on_its_own_schedule(work: Path) -> None:
    assert (done := call("learn", work, *LONG)).returncode == 0, done.stderr
    assert (done := call("learn", work, *SHORT, "--until", 0.8)).returncode == 0, done.stderr
    assert not (work / "short.pt").exists()
    assert state(work, "short.part.pt")["step"] == 5
    assert (done := call("learn", work, *SHORT)).returncode == 0, done.stderr
    assert "going on from step 5" in done.stdout
    assert state(work, "short.pt")["begun"] == pytest.approx(4 / 6)


def test_after_the_plateau_a_stopped_training_does_not_keep_another_one(work: Path) -> None:
    assert (done := call("learn", work, *LONG, "--until", 0.6)).returncode == 0, done.stderr
    kept = state(work, "plateau.pt")
    assert (done := call("learn", work, *LONG)).returncode == 0, done.stderr
    assert equal(kept, state(work, "plateau.pt"))
    assert kept["step"] == state(work, "plateau.pt")["step"] == 4


def test_all_steps_in_one_go_skip_what_is_done(work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (work / "examples" / "few.pkl").rename(work / "examples" / "projected.pkl")
    learn(work, work, minutes=1_000, steps=20)
    assert [state(work, name)["step"] for name in ("plateau.pt", "long.pt", "short.pt")] == [10, 20, 11]
    assert state(work, "final.pt")["made_of"] == [("long.pt", 0.7), ("short.pt", 0.3)]
    first = state(work, "final.pt")
    capfd.readouterr()
    for name in ("short.pt", "final.pt"):
        (work / name).unlink()
    learn(work, work, minutes=1_000, steps=20)
    printed = capfd.readouterr()
    assert printed.err.count("train: training.learn") == 1
    assert "beginning at step 10" in printed.out
    assert equal(first, state(work, "final.pt"))


def test_a_plateau_that_is_not_there_is_named(work: Path) -> None:
    done = call("learn", work, *SHORT)
    assert done.returncode == 1
    assert "plateau.pt: no such state" in done.stderr


def test_a_second_end_with_no_steps_left_is_refused(work: Path) -> None:
    assert (done := call("learn", work, *LONG)).returncode == 0, done.stderr
    done = call("learn", work, "--steps", 3, "--from", "plateau.pt", "--checkpoint", "short.part.pt")
    assert done.returncode == 1
    assert "longer than the schedule" in done.stderr


def test_a_mean_of_what_is_not_there_or_differs_is_refused(work: Path) -> None:
    torch.save({"network": {"a": torch.zeros(2)}}, work / "one.pt")
    torch.save({"network": {"a": torch.zeros(3)}}, work / "other.pt")
    asked = ("--part", "one.pt", 0.5, "--part", "other.pt", 0.5, "--to", "final.pt")
    done = call("averaging", work, *asked)
    assert done.returncode == 2
    assert "a is (2,) in one.pt and (3,) in other.pt" in done.stderr
    assert (
        "no such checkpoint" in call("averaging", work, *asked[:3], "--part", "x.pt", 0.5, *asked[6:]).stderr
    )
    assert not (work / "final.pt").exists()
