"""The status of a speaker at the time of a statement, by the rules and a label network together.

The rules know words of service and whose they are; the network has read texts in which the end of a service is told
without any of them (``handed over the keys``). Their probabilities are multiplied (a product of experts, Hinton 2002): the
network's log probabilities, and those of :data:`BY_RULES`, the share of each status among labelled statements for
which the rules said the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from onrecord.attributions.scores import Scores

VALUES = ("current", "former", "unknown")

GIVEN = ("given as the role of the speaker", "what the source is called")
"""Reasons of the rules that say no more than that a role stands beside the name."""

BY_RULES: Mapping[tuple[bool, str], tuple[float, float, float]] = {
    (True, "none"): (0.24, 0.43, 0.34),
    (True, "given"): (0.79, 0.14, 0.07),
    (True, "told"): (0.73, 0.18, 0.09),
    (True, "former"): (0.20, 0.72, 0.08),
    (False, "none"): (0.21, 0.21, 0.58),
    (False, "given"): (0.70, 0.26, 0.04),
    (False, "told"): (0.94, 0.03, 0.03),
    (False, "former"): (0.02, 0.97, 0.01),
}
"""Shares of current, former and unknown: for a named person or not, and for what the rules said. Counted on the labels in
``training/labels`` (``python -m training.labelling.standing``), written texts twice; where the rules say nothing, before
their lists were extended on half of those texts."""

PRIOR = (0.39, 0.34, 0.27)
"""Shares among all of these."""

_HEARD = 0.6
"""What the networks' log probabilities weigh: they are surer than they are right (of the 300 statements of dev and
third set 243 right at 0.4, 246 at 0.5, 247 at 0.6, 246 from 0.7 on; above it two people of the English and Ukrainian
news are wrong)."""

_PRIOR_SHARE = 1.0
"""How much of the prior is taken out again, since both sides have it."""


_UNTOLD = 1.0
"""What is taken off the log probability of ``former`` where neither the rules nor any words tell it of the speaker:
the network knows what an end of service looks like better than whose it is (of the statements of the third set 107
were right when it could not say so at all, 118 at 0.5 and 1, 112 at 1.5; the news is the same from 0 to 1.5)."""


def said(status: str, why: str) -> str:
    """What the rules said, as :data:`BY_RULES` counts it, from their status and their reason."""
    if status == "former":
        return "former"
    if status != "current":
        return "none"
    return "given" if why.removeprefix("current: ") in GIVEN else "told"


def settled(status: str, why: str, named: bool, seen: Sequence[Scores], *, untold: bool = False) -> str:
    """The status of one statement; ``seen`` are the scores of all statements of its speaker in the document.

    ``untold`` says that the network found no words of an end of service, or found them in a sentence that names others only.
    """
    row = [log(share) for share in BY_RULES[named, said(status, why)]]
    for place, value in enumerate(VALUES):
        row[place] += _HEARD * _mean(each.values["status"][value] for each in seen)
        row[place] -= _PRIOR_SHARE * log(PRIOR[place])
    row[VALUES.index("former")] -= _UNTOLD * (untold and status != "former")
    return VALUES[max(range(len(VALUES)), key=row.__getitem__)]


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every)
