"""Fit what each signal of the words is worth for act, strength and prediction; write ``weights.toml``.

    python -m training.label_weights [--check] [--write]

Softmax regression for each label on the readers' labels (``training/labels/acts*.jsonl``, ``acts_train.jsonl``), with a
penalty on the squared distance from what is set by hand here, which so holds where the labels say little. ``--check``
gives the figures of five folds over documents, each measured with weights that never saw its documents; the
vocabulary itself was written with an eye on the errors of the own labels (never of ``acts_train.jsonl`` nor NTREX),
so that on the own labels these figures are a little high.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from evaluation.acts import Example, Row, examples, shown
from numpy.typing import NDArray

import onrecord.attributions.labels
from onrecord.attributions.labels import label_with, read_signals
from onrecord.attributions.labels.weights import VALUES, Table, Weights
from onrecord.attributions.labels.wording import Signals

SETS = ("own-en", "acts", "own-ru", "own-uk")
FOLDS = 5
STEPS = 200
PENALTY = {"act": 5.0, "strength": 5.0, "prediction": 2.0}
FIRM = frozenset({"want/object_to", "want/so_that"})
"""Signals on which ANNOTATION.md rules (``wants X to act`` is a demand): they stay as set by hand."""

LEAST_SEEN = 3
TARGET = Path(onrecord.attributions.labels.__file__).parent / "weights.toml"
BALANCE = 0.3
"""How far rare acts count more in their language: (mean share / share) to this power, at most four times."""

TILT = 0.6
"""Added to what speaks for a prediction: F1 is best somewhat below even odds."""

PRIOR = {
    **{
        f"cue:{act}": {act: 2.5}
        for act in ["criticise", "support", "demand", "promise", "threaten", "warn", "predict", "deny"]
    },
    "cue:confirm": {"confirm": 2.5},
    "cue:ask": {"ask": 2.5},
    "cue:feel": {"feel": 2.0},
    "cue:hope": {"feel": 2.0},
    "cue:fear": {"feel": 2.0},
    "cue:want": {"feel": 1.5, "demand": 0.5},
    "want/to": {"feel": 0.5},
    "want/object_to": {"demand": 4.0},
    "want/so_that": {"demand": 4.0},
    "cue:hearsay": {"state": 1.0},
    "cue:show": {"state": 1.5},
    "cue:know": {"state": 1.0},
    "open:must": {"demand": 1.0},
    "open:start_imperative": {"demand": 1.0},
    "open:blame": {"criticise": 0.7},
    "open:blame+": {"criticise": 0.7},
    "open:praise": {"support": 0.6},
    "open:praise+": {"support": 0.6},
    "open:harm": {"warn": 0.5},
    "open:will": {"predict": 0.7, "promise": 0.3, "warn": 0.2},
    "open:own_will": {"promise": 1.2},
    "open:untrue": {"deny": 0.7},
    "open:start_no": {"deny": 1.0},
    "open:start_yes": {"confirm": 1.0},
    "open:admit": {"confirm": 0.7},
    "open:emotion": {"feel": 0.6},
    "open:conditional": {"warn": 0.2, "threaten": 0.2},
    "asks": {"ask": 1.0},
    "ahead:clean": {"predict": 0.7},
    "ahead:would": {"predict": 0.5},
    "ahead:own": {"promise": 0.5},
    "ahead:own_would": {"promise": 0.7},
    "ahead:harm": {"warn": 0.7},
    "ahead:modal_harm": {"warn": 0.7},
}
"""Worth for the act before any label is seen."""

_PRIORS = {
    "act": PRIOR,
    "strength": {
        **{f"{kind}:modal": {"possible": 1.0} for kind in ("open", "marked", "in_cue")},
        **{f"{kind}:probable": {"probable": 1.0} for kind in ("open", "marked", "in_cue")},
        "estimative:early": {"probable": 2.0},
        "modal:early": {"possible": 1.5},
        "cue:ask": {"unknown": 1.5},
        "asks": {"unknown": 1.0},
    },
    "prediction": {
        **{f"{kind}:will": {"yes": 0.5} for kind in ("open", "marked")},
        **{f"{kind}:later": {"yes": 0.7} for kind in ("open", "marked")},
        **{f"{kind}:counterfactual": {"yes": -1.0} for kind in ("open", "marked")},
        "ahead:clean": {"yes": 1.0},
        "ahead:early": {"yes": 0.5},
        "ahead:would": {"yes": 1.0},
        "ahead:modal_later": {"yes": 0.7},
        "cue:predict": {"yes": 1.0},
        "cue:promise": {"yes": -1.0},
        "cue:demand": {"yes": -1.0},
    },
}


def _gold(example: Example, label: str) -> str:
    value = example.gold[label]
    return str(value) if label != "prediction" else ("yes" if value else "no")


def fit(found: Sequence[Signals], gold: Sequence[Example], weight: Sequence[float], label: str) -> Table:
    """The table of one label, by gradient descent (Adam) from the prior."""
    values = VALUES[label]
    counts: dict[str, int] = {}
    for each in found:
        for name in each:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST_SEEN and name not in FIRM)
    position = {name: row for row, name in enumerate(names)}
    pairs = np.array(
        sorted((position[name], row) for row, each in enumerate(found) for name in each if name in position)
        + [(len(names), row) for row in range(len(found))]
    )
    prior = np.zeros((len(names) + 1, len(values)))
    for name, worths in _PRIORS[label].items():
        if name in position:
            for value, worth in worths.items():
                prior[position[name], values.index(value)] = worth
    target = np.zeros((len(found), len(values)))
    for row, example in enumerate(gold):
        target[row, values.index(_gold(example, label))] = 1.0
    table = _descended(pairs, target, np.asarray(weight), prior, PENALTY[label])
    made = {name: tuple(float(x) for x in table[row]) for name, row in position.items()}
    firm = {name: _PRIORS[label][name] for name in FIRM if name in _PRIORS[label]}
    made |= {name: tuple(worths.get(value, 0.0) for value in values) for name, worths in firm.items()}
    made[""] = tuple(
        float(x) + (TILT if value == "yes" else 0.0) for value, x in zip(values, table[-1], strict=True)
    )
    return made


def _descended(
    pairs: NDArray[np.int64],
    target: NDArray[np.float64],
    weight: NDArray[np.float64],
    prior: NDArray[np.float64],
    penalty: float,
) -> NDArray[np.float64]:
    """The table that fits ``target``; ``pairs`` are (signal, row), sorted, each signal in some row."""
    by_row = pairs[np.argsort(pairs[:, 1], kind="stable")]
    first_of_row = np.searchsorted(by_row[:, 1], np.arange(len(target)))
    first_of_signal = np.searchsorted(pairs[:, 0], np.arange(len(prior)))
    table = prior.copy()
    mean, spread = np.zeros_like(table), np.zeros_like(table)
    held = np.full((len(table), 1), penalty)
    held[-1] = 0.01  # what holds always is free
    for step in range(1, STEPS + 1):
        raw = np.add.reduceat(table[by_row[:, 0]], first_of_row)
        raw -= raw.max(axis=1, keepdims=True)
        share = np.exp(raw)
        share /= share.sum(axis=1, keepdims=True)
        off = (share - target) * weight[:, None]
        slope = np.add.reduceat(off[pairs[:, 1]], first_of_signal) + held * (table - prior)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        rate = 0.1 * (1 - step / (STEPS + 1))
        table -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return table


def weighted(gold: Sequence[Example]) -> list[float]:
    """What each example counts; see :data:`BALANCE`."""
    of_act = Counter((each.language, each.gold["act"]) for each in gold)
    of_language = Counter(each.language for each in gold)

    def counting(language: str, act: str) -> float:
        even = of_language[language] / len(VALUES["act"])
        return float(min(4.0, (even / of_act[language, act]) ** BALANCE))

    return [counting(each.language, each.gold["act"]) for each in gold]


def fitted(found: Sequence[Signals], gold: Sequence[Example], weight: Sequence[float]) -> Weights:
    """All three tables."""
    return Weights(**{label: fit(found, gold, weight, label) for label in VALUES})


def folded(
    found: Sequence[Signals], gold: Sequence[Example], weight: Sequence[float], report: Callable[[str], None]
) -> list[tuple[Example, Row]]:
    """Every example labelled with weights that never saw its document."""
    documents = sorted({each.document for each in gold})
    order = np.random.default_rng(1).permutation(len(documents))
    fold_of = {documents[number]: place % FOLDS for place, number in enumerate(order)}
    made = []
    for fold in range(FOLDS):
        kept = [row for row, each in enumerate(gold) if fold_of[each.document] != fold]
        weights = fitted(
            [found[row] for row in kept], [gold[row] for row in kept], [weight[row] for row in kept]
        )
        for each in gold:
            if fold_of[each.document] == fold:
                ours = label_with(weights, each.given, each.text, each.language)
                made.append((each, Row(each.document, each.gold, ours)))
        report(f"fold {fold + 1} of {FOLDS}")
    return made


def written(weights: Weights) -> str:
    """The text of ``weights.toml``: worths that matter, in hundredths."""
    lines = [
        "# What each signal of the words is worth for each label, in natural logarithms; written by",
        "# `python -m training.label_weights --write`. Read by onrecord/attributions/labels/weights.py.",
    ]
    for label, values in VALUES.items():
        lines += ["", f"[{label}]"]
        for name, row in sorted(getattr(weights, label).items()):
            told = [
                f"{value} = {worth:.2f}"
                for value, worth in zip(values, row, strict=True)
                if abs(worth) >= 0.05
            ]
            if told or not name:
                lines.append(f'"{name}" = {{ {", ".join(told)} }}')
    return "\n".join(lines) + "\n"


def main() -> int:
    """Fit, and check or write."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="five folds over documents")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    asked = parser.parse_args()
    gold: list[Example] = []
    of: list[str] = []
    for name in SETS:
        more = examples(name)
        gold += more
        of += [name] * len(more)
    weight = weighted(gold)
    found = [read_signals(each.given, each.text, each.language) for each in gold]
    if asked.check:
        made = folded(found, gold, weight, print)
        set_of = {id(each): name for each, name in zip(gold, of, strict=True)}
        for name in (*SETS, "own+acts"):
            members = {"own-en", "acts"} if name == "own+acts" else {name}
            print(shown(name, [row for each, row in made if set_of[id(each)] in members], 200))
    if asked.write:
        TARGET.write_text(written(fitted(found, gold, weight)), encoding="utf-8")
        print(f"wrote {TARGET}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
