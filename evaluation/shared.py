"""The tasks whose gold and scorer lie beside this repository (``../shared``), and are no part of it.

``polnear-dev`` is scored on outer attributions only, since PolNeAR marks no nested ones; ``ntrex-dev-en``, ``-ru`` and
``-uk`` are scored whole.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluation.adapter import Reader, document, flat, rows
from evaluation.agreement import Agreement
from evaluation.calibration import Outcome, calibration
from evaluation.digests import digest
from evaluation.figures import NESTED, SCORED, Result, rounded
from evaluation.resampling import interval


@dataclass(frozen=True, slots=True)
class SharedGold:
    """One set of gold: its two files under ``shared/data``, its language, whether it has nested attributions."""

    name: str
    documents: str
    gold: str
    language: str
    nested: bool

    def files(self, data: Path) -> tuple[Path, Path]:
        """The documents and the gold in a data folder."""
        return data / self.documents, data / self.gold


SHARED = (
    SharedGold("polnear-dev", "polnear/dev.docs.jsonl", "polnear/dev.jsonl", "en", nested=False),
    *(
        SharedGold(
            f"ntrex-dev-{language}",
            "ntrex/attributions_dev.docs.jsonl",
            "ntrex/attributions_dev.jsonl",
            language,
            nested=True,
        )
        for language in ("en", "ru", "uk")
    ),
)


def scorer_file(shared: Path) -> Path:
    """Where the scorer lies."""
    return shared / "score" / "attributions.py"


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module, from where it lies."""
    spec = importlib.util.spec_from_file_location("onrecord_shared_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True, slots=True)
class SharedTask:
    """A set of gold that is there, with the scorer. ``texts`` and ``gold`` are the rows of its language."""

    name: str
    gold_sha256: str
    language: str
    nested: bool
    texts: list[dict[str, Any]]
    gold: list[dict[str, Any]]
    scorer: ModuleType

    def measure(self, read: Reader, resamples: int) -> Result:
        """The figures by the scorer, ``nested.recall`` and the calibration; each document is read once."""
        found = [flat(read(document(row, self.language)), nested=self.nested) for row in self.texts]
        scores = self.scorer.score(self.texts, self.gold, found, boot=resamples)
        figures = {name: rounded(scores[name]) for name in SCORED}
        nested, outcomes = self._matched(found)
        total = sum(nested, Agreement())
        if total.gold:
            recall: dict[str, Any] = {"r": total.recall, "gold": total.gold, "matched": total.matched}
            if resamples:
                recall["ci95"] = interval(nested, lambda each: each.recall, resamples)
            figures[NESTED] = rounded(recall)
        return {
            "gold_sha256": self.gold_sha256,
            "documents": len(self.texts),
            "figures": figures,
            "calibration": calibration(outcomes),
        }

    def _matched(self, found: list[dict[str, Any]]) -> tuple[list[Agreement], list[Outcome]]:
        """By document the nested gold attributions and the matched ones of them; each found one and whether it is right.

        As in the scorer, attributions without a word in their content are left out.
        """
        texts = {row["doc_id"]: row["text"] for row in self.texts}
        by_document = {row["doc_id"]: row["attributions"] for row in found}
        nested, outcomes = [], []
        for row in self.gold:
            text = self.scorer.Doc(texts[row["doc_id"]], self.scorer.WORD)
            gold, gold_rows = self._prepared(text, row["attributions"])
            guess, guess_rows = self._prepared(text, by_document[row["doc_id"]])
            right, chosen = self.scorer.match(gold, guess, self.scorer.CONDS["attr"])
            inner = {number for number, each in enumerate(gold_rows) if each.get("nested_in") is not None}
            nested.append(Agreement(gold=len(inner), matched=len(inner & right)))
            outcomes += [(each["confidence"], number in chosen) for number, each in enumerate(guess_rows)]
        return nested, outcomes

    def _prepared(
        self, text: Any, attributions: list[dict[str, Any]]
    ) -> tuple[list[Any], list[dict[str, Any]]]:
        """What the scorer compares, and the rows it comes from, number by number."""
        pairs = [(made, row) for row in attributions for made in self.scorer.prepare(text, [row])]
        return [made for made, _ in pairs], [row for _, row in pairs]


def load(gold: SharedGold, data: Path, scorer: ModuleType) -> SharedTask:
    """The task of a set of gold whose files are there."""
    texts_file, gold_file = gold.files(data)
    gold_rows = [row for row in rows(gold_file) if row.get("language", gold.language) == gold.language]
    wanted = {row["doc_id"] for row in gold_rows}
    return SharedTask(
        name=gold.name,
        gold_sha256=digest(texts_file, gold_file),
        language=gold.language,
        nested=gold.nested,
        texts=[row for row in rows(texts_file) if row["doc_id"] in wanted],
        gold=gold_rows,
        scorer=scorer,
    )
