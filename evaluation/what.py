"""The tasks on what the words do: labels, the author's distance, dates and venues, on spans that are given.

They do not depend on what reads a document: words and label network are asked about the same spans at either speed.
So they are measured once, at ``fast``. ``labels-ntrex-…`` needs data beside this repository; the reportative sentences and
the dates are our own. What is a figure is told in :mod:`evaluation.acts` and :mod:`evaluation.dates`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from evaluation import acts, dates
from evaluation.digests import digest
from evaluation.who import Figures, WhoTask

LANGUAGES = ("en", "ru", "uk")
NTREX = ("ntrex/attributions_dev.docs.jsonl", "ntrex/attributions_dev.jsonl")
OUTSIDE: dict[str, tuple[str, ...]] = {f"labels-ntrex-{language}": NTREX for language in LANGUAGES}
"""The tasks with gold beside the repository, and its files under ``shared/data``."""

OWN = (
    *(f"reportative-{language}" for language in LANGUAGES),
    *(f"dates-{language}" for language in LANGUAGES),
)


def outside(name: str, data: Path) -> WhoTask:
    """The task of this name, whose files are in the folder ``data``."""
    return WhoTask(
        name, digest(*(data / file for file in OUTSIDE[name])), partial(_labels, f"ntrex-{name[-2:]}", data)
    )


def own(name: str) -> WhoTask:
    """The task of this name, one of :data:`OWN`."""
    if name.startswith("dates"):
        return WhoTask(name, own_digest(name), partial(_dates, name[-2:]))
    return WhoTask(name, own_digest(name), partial(_labels, name, acts.SHARED))


def own_digest(name: str) -> str:
    """The digest of the gold of one of :data:`OWN`."""
    folder = dates.FOLDER if name.startswith("dates") else acts.REPORTATIVE
    return digest(folder / f"{name[-2:]}.jsonl")


def _labels(name: str, data: Path, resamples: int) -> tuple[int, Figures]:
    chosen = acts.examples(name, shared=data)
    found = acts.measured(chosen, acts.by_network(chosen))
    figures: Figures = {}
    for key, (value, low, high) in acts.figures(found, max(1, resamples)).items():
        label = acts.FIGURES[key][0]
        true = label in ("prediction", "reportative")
        gold = sum(bool(row.gold[label]) for row in found) if true else len(found)
        figures[key.replace(" ", ".")] = {"value": value, "gold": gold} | (
            {"ci95": [low, high]} if resamples else {}
        )
    return len({row.document for row in found}), figures


def _dates(language: str, resamples: int) -> tuple[int, Figures]:
    """Shares have Wilson intervals in :mod:`evaluation.dates`, so there are none here."""
    found = dates.measured(language, "test")
    return len(found), {
        name.replace(" ", "."): {"value": sum(map(share, found)) / len(found), "gold": len(found)}
        for name, share in dates.SHARES.items()
    }
