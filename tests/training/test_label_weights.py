"""Fitting the worth of signals: what the labels say is learned, what they say little about stays as it was set."""

from __future__ import annotations

import tomllib

import pytest
from evaluation.acts import Example
from training.label_weights import fit, weighted, written

from onrecord.attributions.labels.weights import ACTS, scores, weights
from onrecord.attributions.labels.wording import Signals
from onrecord.attributions.record import Attribution
from onrecord.text.document import Span

GIVEN = Attribution(id="a1", content=(Span(0, 1),), mode="indirect")


def example(act: str, number: int) -> Example:
    gold = {"act": act, "prediction": False, "strength": "certain", "reportative": False}
    return Example(f"d{number}", "en", "text", GIVEN, gold)


def test_a_signal_that_goes_with_an_act_is_worth_something_for_it() -> None:
    acts = ["deny", "state"] * 20
    found: list[Signals] = [{"cue:odd" if act == "deny" else "cue:plain": None} for act in acts]
    table = fit(found, [example(act, number) for number, act in enumerate(acts)], [1.0] * 40, "act")
    row = scores(table, {"cue:odd": None})
    assert ACTS[row.index(max(row))] == "deny"
    assert table["cue:odd"][ACTS.index("deny")] > 0.3


def test_rare_acts_count_more() -> None:
    counting = weighted([example("state", 1)] * 9 + [example("warn", 2)])
    assert counting[-1] > counting[0] > 0


def test_what_is_written_is_read_back() -> None:
    text = written(weights())
    table = tomllib.loads(text)
    assert set(table) == {"act", "strength", "prediction"}
    for signal, row in list(table["act"].items())[:50]:
        for act, worth in row.items():
            assert weights().act[signal][ACTS.index(act)] == pytest.approx(worth)
