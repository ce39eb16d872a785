"""How forecasts came out: hit rates with their interval, Brier and log scores where a probability was stated.

A stated probability is an interval, so each score of it is one too: from the best to the worst that the phrase allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt
from typing import Literal

Outcome = Literal["happened", "did-not", "partly", "unresolvable"]
OUTCOMES: tuple[Outcome, ...] = ("happened", "did-not", "partly", "unresolvable")

_Z = 1.959963984540054
_LEAST = 0.005
"""A probability of 0 or 1 counts as this far from it in the log score, which would be infinite."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast to be counted: ``outcome`` is null where it is open; ``due`` where its deadline has passed meanwhile.

    ``probability`` is the stated interval in percent.
    """

    outcome: Outcome | None
    due: bool = False
    vague: bool = False
    probability: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The count and the scores of a set of forecasts.

    ``hit_rate`` is the share that happened of those that happened or did not, with Wilson's 95 % interval (Wilson 1927);
    ``partly`` and ``unresolvable`` are in neither. ``brier`` and ``log`` are means over the ``stated`` ones that
    happened or did not, each as (best, worst) over the stated intervals; 0 is perfect, the higher the worse; ``log`` in
    nats. All are null where there is nothing to count. ``left`` is the share of all that has no outcome or cannot have one.
    """

    forecasts: int
    happened: int
    did_not: int
    partly: int
    unresolvable: int
    open: int
    due: int
    vague: int
    stated: int
    hit_rate: float | None
    hit_interval: tuple[float, float] | None
    brier: tuple[float, float] | None
    log: tuple[float, float] | None
    left: float | None


def score(forecasts: Iterable[Scored]) -> Score:
    """Count a set of forecasts; ``open`` includes those that are due or vague."""
    held = list(forecasts)
    counted = Counter(each.outcome for each in held)
    hits, misses = counted["happened"], counted["did-not"]
    decided = hits + misses
    stated = [
        (each.probability, each.outcome == "happened")
        for each in held
        if each.probability is not None and each.outcome in ("happened", "did-not")
    ]
    left = counted[None] + counted["unresolvable"]
    return Score(
        forecasts=len(held),
        happened=hits,
        did_not=misses,
        partly=counted["partly"],
        unresolvable=counted["unresolvable"],
        open=counted[None],
        due=sum(each.due for each in held if each.outcome is None),
        vague=sum(each.vague for each in held if each.outcome is None),
        stated=len(stated),
        hit_rate=hits / decided if decided else None,
        hit_interval=wilson(hits, decided) if decided else None,
        brier=_mean([brier(low, high, came) for (low, high), came in stated]),
        log=_mean([log_score(low, high, came) for (low, high), came in stated]),
        left=left / len(held) if held else None,
    )


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (Wilson 1927). ``of`` must not be 0."""
    share, square = hits / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def brier(low: int, high: int, came: bool) -> tuple[float, float]:
    """The best and the worst Brier score (Brier 1950) of a probability between two percentages."""
    worst_first = sorted((1 - p / 100) ** 2 if came else (p / 100) ** 2 for p in (low, high))
    return worst_first[0], worst_first[1]


def log_score(low: int, high: int, came: bool) -> tuple[float, float]:
    """The best and the worst logarithmic score (Good 1952), in nats."""
    chances = (min(max(p / 100, _LEAST), 1 - _LEAST) for p in (low, high))
    found = sorted(-log(p if came else 1 - p) for p in chances)
    return found[0], found[1]


def _mean(pairs: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not pairs:
        return None
    return sum(low for low, _ in pairs) / len(pairs), sum(high for _, high in pairs) / len(pairs)
