"""The tasks on gold that this project wrote itself: the demonstration corpus, and sixty hard cases a language.

They need nothing but this repository, so CI holds their floors everywhere. Outer and nested attributions are scored together
by :mod:`evaluation.agreement`. The texts were written by people who knew the task: the figures say whether something
broke, not how well news of the world is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

from evaluation import hard
from evaluation.adapter import Reader
from evaluation.agreement import Agreement, matches
from evaluation.calibration import Outcome, calibration
from evaluation.demonstration import aligned
from evaluation.digests import digest, files_in
from evaluation.figures import NESTED, Result, rounded
from evaluation.resampling import interval
from onrecord.attributions.record import Attribution
from onrecord.text.document import Document

LANGUAGES = ("en", "ru", "uk")
DEMONSTRATION = tuple(f"demonstration-{language}" for language in LANGUAGES)
HARD = tuple(f"hard-{language}" for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class OwnText:
    """One document and all of its attributions."""

    document: Document
    gold: Sequence[Attribution]


@dataclass(frozen=True, slots=True)
class OwnTask:
    """The texts of one language, and the digest of the files they come from."""

    name: str
    gold_sha256: str
    texts: Sequence[OwnText]

    def measure(self, read: Reader, resamples: int) -> Result:
        """``attr``, ``nested.recall`` and the calibration; each document is read once."""
        counts, nested = [], []
        outcomes: list[Outcome] = []
        for text in self.texts:
            found = read(text.document).attributions
            pairs = matches(text.document.text, text.gold, found)
            matched, right = {left for left, _ in pairs}, {number for _, number in pairs}
            inner = {number for number, each in enumerate(text.gold) if each.nested_in is not None}
            counts.append(Agreement(len(text.gold), len(found), len(pairs)))
            nested.append(Agreement(gold=len(inner), matched=len(inner & matched)))
            outcomes += [(each.confidence, number in right) for number, each in enumerate(found)]
        return {
            "gold_sha256": self.gold_sha256,
            "documents": len(self.texts),
            "figures": _figures(counts, nested, resamples),
            "calibration": calibration(outcomes),
        }


def _figures(counts: list[Agreement], nested: list[Agreement], resamples: int) -> Result:
    total, inner = sum(counts, Agreement()), sum(nested, Agreement())
    attr: Result = {
        "p": total.precision,
        "r": total.recall,
        "f1": total.f1,
        "gold": total.gold,
        "pred": total.found,
    }
    recall: Result = {"r": inner.recall, "gold": inner.gold, "matched": inner.matched}
    if resamples and counts:
        attr["ci95"] = interval(counts, lambda each: each.f1, resamples)
        recall["ci95"] = interval(nested, lambda each: each.recall, resamples)
    figures = {"attr": rounded(attr)}
    if inner.gold:
        figures[NESTED] = rounded(recall)
    return figures


def hard_task(language: str) -> OwnTask:
    """The hard cases of a language."""
    return OwnTask(
        name=f"hard-{language}",
        gold_sha256=hard_digest(language),
        texts=[OwnText(case.document, case.attributions) for case in hard.cases(language)],
    )


def hard_digest(language: str) -> str:
    """The digest of a language's file of hard cases."""
    return digest(hard.FOLDER / f"{language}.jsonl")


def demonstration_tasks() -> Iterator[OwnTask]:
    """The demonstration corpus by language, captured once for all.

    Raises what ``evaluation.demonstration.aligned`` raises.
    """
    texts: dict[str, list[OwnText]] = defaultdict(list)
    for gold, document, expected in aligned():
        texts[gold.row["language"]].append(OwnText(document, expected))
    pin = demonstration_digest()
    for language in LANGUAGES:
        yield OwnTask(name=f"demonstration-{language}", gold_sha256=pin, texts=texts[language])


def demonstration_digest() -> str:
    """The digest of the corpus's gold attributions and of all its documents; one for the three languages."""
    with as_file(files("onrecord.demonstration")) as folder:
        return digest(folder / "gold" / "attributions.jsonl", *files_in(folder / "corpus"))
