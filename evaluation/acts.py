"""Labels of attributions whose spans are given: act, prediction, strength, reportative.

The labeller is any function from an attribution without labels, its document's text and its language to a labelled
one (:data:`Labeller`), so that words and network are measured by the same code. Definitions, over the rows of a set:

- ``act``: share of rows whose act is the reader's. ``act F1``: the mean, over the acts that the set's readers gave,
  of each one's F1 (macro; an act that was only proposed lowers the others' precision and has no F1 of its own).
- ``prediction``: F1 of ``prediction`` being true.
- ``strength``: share of rows whose strength (``certain``, ``probable``, ``possible``, ``unknown``) is the reader's.
- ``reportative``: F1 of ``reportative`` being true; not shown where fewer than five rows have it.

Each comes with its 95 % interval by bootstrap over documents (1,000 resamples, seed 1; :mod:`evaluation.resampling`).

Sets: ``own-en``, ``own-ru``, ``own-uk`` (``training/labels/acts*.jsonl`` and ``more*.jsonl``), ``acts``
(``acts_train.jsonl``), ``own+acts`` (the English ones of both). The shipped weights were fitted on these: the figures
printed here are of rows that they have seen, and
``python -m training.label_weights --check`` gives those of five folds over documents. ``ntrex-…`` has the annotated
documents of NTREX, which no weight was fitted on. ``reportative-…`` has this project's sentences for that label, half
of them near misses (``reportative`` only; ``--dev`` takes the ones that rules are made on).

``python -m evaluation.acts [--set NAME…] [--dev] [--acts] [--cost] [--speed fast]`` prints them: by words and label
network, or by the words alone. The network has learned from all sets but NTREX and the reportative test; what it does on a
fifth that it has not seen, ``training.labelling.learn --fold`` tells. What needs ``../shared/data`` says so where that
is absent.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluation.adapter import document, rows
from evaluation.console import finish
from evaluation.resampling import drawn
from onrecord.attributions.labels import labelled
from onrecord.attributions.neural.given import scores_of
from onrecord.attributions.record import Attribution
from onrecord.attributions.scores import Scores
from onrecord.text.document import Span

ROOT = Path(__file__).resolve().parent.parent
SHARED = next(
    (place / "shared" / "data" for place in ROOT.parents if (place / "shared" / "data").is_dir()),
    ROOT.parent / "shared" / "data",
)
OWN = ROOT / "training" / "labels"
REPORTATIVE = Path(__file__).parent / "reportative"
LANGUAGES = ("en", "ru", "uk")
RESAMPLES = 1000
_PART = re.compile(r"(.+):(\d+)-(\d+)")

LEAST = 5
"""Rows with a true value below which a figure on that value is not shown."""

Labeller = Callable[[Attribution, str, str], Attribution]
"""``(attribution, text, language)`` to the attribution with its labels."""


@dataclass(frozen=True, slots=True)
class Example:
    """One attribution with its reader's labels: what a labeller is given, and ``gold``."""

    document: str
    language: str
    text: str
    given: Attribution
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One example beside what the labeller made of it."""

    document: str
    gold: dict[str, Any]
    ours: Attribution


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _example(document: str, language: str, text: str, parts: dict[str, Any], gold: dict[str, Any]) -> Example:
    given = Attribution(
        id=parts["id"],
        source=_spans(parts["source"]),
        cue=_spans(parts["cue"]),
        content=_spans(parts["content"]),
        mode="indirect",  # labellers look at the characters, not at this
    )
    return Example(document, language, text, given, gold)


def _polnear(labels: Path, shared: Path) -> Iterator[Example]:
    """The attributions of PolNeAR's train part that a file of labels names, with their labels as ``gold``."""
    gold = {(row["doc_id"], row["id"]): row for row in rows(labels)}
    names = {document for document, _ in gold}
    texts = {row["doc_id"]: row["text"] for row in rows(shared / "polnear" / "train.docs.jsonl")}
    for row in rows(shared / "polnear" / "train.jsonl"):
        document = row["doc_id"]
        if document not in names:
            continue
        for parts in row["attributions"]:
            label = gold.get((document, parts["id"]))
            if label is not None and parts["content"]:
                yield _example(document, "en", texts[document], parts, label)


def _parallel(language: str, shared: Path) -> Iterator[tuple[str, str]]:
    """Documents of parallel news by id; a text is its sentences joined with line feeds (``training/labels/README.md``)."""
    for prefix, path in (("ntrex", "ntrex/parallel_dev.jsonl"), ("wmt22", "parallel/wmt22.jsonl")):
        for row in rows(shared / path):
            sentences = row["sentences"].get(language)
            if sentences:
                yield f"{prefix}:{row['doc_id']}", "\n".join(sentences)


def _russian(shared: Path) -> Iterator[tuple[str, str]]:
    """Russian news beside the parallel one, by id: RuOpinionNE's sentences, each alone, and factRuEval's texts."""
    for row in rows(shared / "ruopinionne" / "train.jsonl"):
        yield f"ruopinionne:{row['sent_id']}", row["text"]
    for path in sorted((shared / "factrueval" / "devset").glob("*.txt")):
        yield f"factrueval:{path.stem}", path.read_text(encoding="utf-8")


def _found(labels: Path, language: str, shared: Path) -> Iterator[Example]:
    """The labelled attributions of news in one language that a file has with their spans; their labels as ``gold``."""
    texts = dict(_parallel(language, shared))
    if language == "ru":
        texts.update(_russian(shared))
    for row in rows(labels):
        document = row["doc_id"]
        part = _PART.fullmatch(document)
        # Of a long list, an id may name only some sentences.
        text = "\n".join(texts[part[1]].split("\n")[int(part[2]) : int(part[3])]) if part else texts[document]
        yield _example(document, language, text, row, row)


def _articles(language: str) -> Iterator[Example]:
    """The attributions of the articles that were written for this project."""
    for row in rows(OWN / f"articles_{language}.jsonl"):
        for parts in row["attributions"]:
            yield _example(row["doc_id"], language, row["text"], parts, parts)


def _ntrex(language: str, shared: Path) -> Iterator[Example]:
    texts = {
        (row["doc_id"], row["language"]): row["text"]
        for row in rows(shared / "ntrex" / "attributions_dev.docs.jsonl")
    }
    for row in rows(shared / "ntrex" / "attributions_dev.jsonl"):
        if row["language"] == language:
            for parts in row["attributions"]:
                yield _example(row["doc_id"], language, texts[row["doc_id"], language], parts, parts)


def _sentences(language: str, folder: Path) -> Iterator[Example]:
    for row in rows(folder / f"{language}.jsonl"):
        yield _example(row["id"], language, row["text"], row, row)


def examples(name: str, *, dev: bool = False, shared: Path = SHARED) -> list[Example]:
    """The examples of a set. FileNotFoundError where its data is not there, KeyError for an unknown name."""
    kind, _, language = name.partition("-")
    match kind, language:
        case "own", _:
            found = [OWN / f"{prefix}_{language}.jsonl" for prefix in ("acts", "more")]
            made = [each for file in found for each in _found(file, language, shared)]
            made += _articles(language)
            if language == "en":
                for file in (OWN / "acts.jsonl", OWN / "more_polnear.jsonl"):
                    made += _polnear(file, shared)
            return made
        case "acts", "":
            return list(_polnear(shared / "acts" / "acts_train.jsonl", shared))
        case "own+acts", "":
            return examples("own-en", shared=shared) + examples("acts", shared=shared)
        case "ntrex", _:
            return list(_ntrex(language, shared))
        case "reportative", _:
            return list(_sentences(language, REPORTATIVE / "dev" if dev else REPORTATIVE))
    raise KeyError(name)


SETS = (
    *("own-en", "acts", "own+acts", "own-ru", "own-uk"),
    *(f"{kind}-{language}" for kind in ("ntrex", "reportative") for language in LANGUAGES),
)


def by_network(chosen: Sequence[Example]) -> Labeller:
    """The labeller that reads at ``accurate``: by words and by the label network, which reads each text once."""
    by_text: dict[tuple[str, str], list[Example]] = {}
    for each in chosen:
        by_text.setdefault((each.text, each.language), []).append(each)
    seen: dict[tuple[str, tuple[Span, ...], tuple[Span, ...]], Scores] = {}
    for (text, language), group in by_text.items():
        marked = [replace(each.given, id=f"a{number}") for number, each in enumerate(group)]
        scores = scores_of(document({"doc_id": "", "text": text}, language), marked)
        for each, other in zip(group, marked, strict=True):
            if other.id in scores:
                seen[text, each.given.cue, each.given.content] = scores[other.id]

    def label(attribution: Attribution, text: str, language: str) -> Attribution:
        return labelled(attribution, text, language, seen.get((text, attribution.cue, attribution.content)))

    return label


def measured(chosen: Iterable[Example], labeller: Labeller = labelled) -> list[Row]:
    """The examples, labelled."""
    return [Row(each.document, each.gold, labeller(each.given, each.text, each.language)) for each in chosen]


def _f1(right: int, ours: int, gold: int) -> float:
    return 2 * right / (ours + gold) if ours + gold else 0.0


def act_accuracy(found: Sequence[Row]) -> float:
    """Share of rows with the reader's act."""
    return sum(row.ours.act == row.gold["act"] for row in found) / len(found) if found else 0.0


def act_macro(found: Sequence[Row]) -> float:
    """Mean F1 over the acts that the readers gave."""
    acts = {row.gold["act"] for row in found}
    return sum(act_f1(found, act) for act in acts) / len(acts) if acts else 0.0


def act_f1(found: Sequence[Row], act: str) -> float:
    """F1 of one act."""
    right = sum(row.ours.act == act == row.gold["act"] for row in found)
    return _f1(right, sum(row.ours.act == act for row in found), sum(row.gold["act"] == act for row in found))


def prediction_f1(found: Sequence[Row]) -> float:
    """F1 of ``prediction`` being true."""
    right = sum(bool(row.ours.prediction and row.gold["prediction"]) for row in found)
    return _f1(
        right, sum(bool(row.ours.prediction) for row in found), sum(row.gold["prediction"] for row in found)
    )


def strength_accuracy(found: Sequence[Row]) -> float:
    """Share of rows with the reader's strength."""
    return (
        sum(row.ours.hedge.strength == row.gold["strength"] for row in found) / len(found) if found else 0.0
    )


def reportative_f1(found: Sequence[Row]) -> float:
    """F1 of ``reportative`` being true."""
    right = sum(bool(row.ours.hedge.reportative and row.gold["reportative"]) for row in found)
    return _f1(
        right,
        sum(bool(row.ours.hedge.reportative) for row in found),
        sum(row.gold["reportative"] for row in found),
    )


Figure = Callable[[Sequence[Row]], float]
FIGURES: dict[str, tuple[str, Figure]] = {
    "act": ("act", act_accuracy),
    "act F1": ("act", act_macro),
    "prediction": ("prediction", prediction_f1),
    "strength": ("strength", strength_accuracy),
    "reportative": ("reportative", reportative_f1),
}
"""Name of a figure to the label it is about and the function that makes it."""


def figures(found: Sequence[Row], resamples: int = RESAMPLES) -> dict[str, tuple[float, float, float]]:
    """The figures of a set that its labels allow: value and the ends of the 95 % interval."""
    by_document: dict[str, list[Row]] = {}
    for row in found:
        by_document.setdefault(row.document, []).append(row)
    groups = list(by_document.values())
    made = {}
    for name, (label, figure) in FIGURES.items():
        if not found or label not in found[0].gold:
            continue
        if label in ("prediction", "reportative") and sum(row.gold[label] for row in found) < LEAST:
            continue

        def of_groups(chosen: Sequence[list[Row]], figure: Figure = figure) -> float:
            return figure([row for group in chosen for row in group])

        low, high = drawn(groups, of_groups, resamples)
        made[name] = (figure(found), low, high)
    return made


def shown(name: str, found: Sequence[Row], resamples: int = RESAMPLES) -> str:
    """One line with the figures of a set."""
    parts = [
        f"{key} {value:.3f} [{low:.3f}–{high:.3f}]"
        for key, (value, low, high) in figures(found, resamples).items()
    ]
    return f"{name} ({len(found)}): " + " · ".join(parts)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--set", choices=SETS, nargs="+", default=list(SETS))
    parser.add_argument("--dev", action="store_true", help="the reportative sentences that rules are made on")
    parser.add_argument("--acts", action="store_true", help="also the F1 of each act")
    parser.add_argument("--cost", action="store_true", help="also the CPU time of labelling, warm")
    parser.add_argument("--speed", choices=("accurate", "fast"), default="accurate")
    asked = parser.parse_args()
    for name in asked.set:
        try:
            chosen = examples(name, dev=asked.dev)
        except FileNotFoundError as missing:
            print(f"{name}: no data at {missing.filename}")
            continue
        labeller = by_network(chosen) if asked.speed == "accurate" else labelled
        found = measured(chosen, labeller)
        print(shown(name, found))
        if asked.cost:
            start = time.process_time()
            measured(chosen, labeller)
            spent = (time.process_time() - start) / len(chosen)
            print(f"  {spent * 1e6:.0f} ms of CPU for 1,000 attributions")
        if asked.acts and "act" in found[0].gold:
            acts = sorted({row.gold["act"] for row in found})
            print("  " + " · ".join(f"{act} {act_f1(found, act):.2f}" for act in acts))
    return 0


if __name__ == "__main__":
    finish(main)
