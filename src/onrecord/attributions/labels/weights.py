"""What each signal is worth for each label: ``weights.toml``, as numbers to add up.

Three tables: ``[act]``, ``[strength]``, ``[prediction]``, each a linear model whose scores, through a softmax, are the
probabilities of the values. Fitted by ``python -m training.label_weights`` on the readers' labels, held near what was
set by hand there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from onrecord.attributions.labels.wording import Signals

ACTS = (
    *("state", "criticise", "support", "demand", "promise", "threaten"),
    *("warn", "predict", "deny", "confirm", "ask", "feel"),
)
STRENGTHS = ("certain", "probable", "possible", "unknown")
PREDICTIONS = ("no", "yes")
VALUES = {"act": ACTS, "strength": STRENGTHS, "prediction": PREDICTIONS}

Table = Mapping[str, tuple[float, ...]]
"""Signal to its worth for each value of a label, in the order of :data:`VALUES`; ``""`` is what holds always."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One table for each label."""

    act: Table
    strength: Table
    prediction: Table


@cache
def weights() -> Weights:
    """The shipped weights."""
    source = files("onrecord.attributions.labels") / "weights.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return Weights(**{label: _table(table[label], values) for label, values in VALUES.items()})


def _table(rows: Mapping[str, Mapping[str, float]], values: tuple[str, ...]) -> Table:
    return {signal: tuple(float(row.get(value, 0.0)) for value in values) for signal, row in rows.items()}


def scores(table: Table, found: Signals) -> list[float]:
    """The log probability of each value, given the signals."""
    rows = [table[name] for name in found if name in table]
    rows.append(table[""])
    sums = [sum(column) for column in zip(*rows, strict=True)]
    top = max(sums)
    whole = top + log(sum([exp(each - top) for each in sums]))
    return [each - whole for each in sums]


def deciding(table: Table, found: Signals, best: int, other: int) -> list[str]:
    """The signals that speak for ``best`` against ``other``, the strongest first."""
    worth = {name: table[name][best] - table[name][other] for name in found if name in table}
    return [name for name in sorted(worth, key=lambda name: (-worth[name], name)) if worth[name] > 0.15]
