"""A folder beside a repository as the evaluation knows it: one text, its gold, and a small scorer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.figures import SCORED

TEXT = "The Post wrote that Ort warned that the bridge would fall."
OUTER = {"id": "g1", "source": [[0, 8]], "cue": [[9, 14]], "content": [[20, 57]], "nested_in": None}
INNER = {"id": "g2", "source": [[20, 23]], "cue": [[24, 30]], "content": [[36, 57]], "nested_in": "g1"}
EMPTY = {"id": "g0", "source": [], "cue": [], "content": [[57, 58]], "nested_in": "g1"}
"""An attribution without a word in its content, as the scorer leaves it out."""

SCORER = """
import re

WORD = re.compile(r"\\w+")
CONDS = {"attr": lambda gold, found: bool(gold["content"] & found["content"])}


class Doc:
    def __init__(self, text, words):
        self.text, self.words = text, words


def prepare(doc, attributions):
    made = []
    for row in attributions:
        words = {start + one.start() for start, end in row["content"] for one in doc.words.finditer(doc.text[start:end])}
        if words:
            made.append({"content": words})
    return made


def match(gold, found, ok):
    pairs = []
    for left, one in enumerate(gold):
        for right, other in enumerate(found):
            free = left not in [a for a, _ in pairs] and right not in [b for _, b in pairs]
            if free and ok(one, other) and len(one["content"]) == len(other["content"]):
                pairs.append((left, right))
    return {left for left, _ in pairs}, {right for _, right in pairs}


def score(docs, gold, pred, boot=0):
    found = sum(len(row["attributions"]) for row in pred)
    names = NAMES
    return {name: {"p": 0.5, "r": 0.5, "f1": 0.5, "gold": 999, "pred": found} for name in names}
"""


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The folder, with gold for ``polnear-dev`` and for ``ntrex-dev-en``. Every figure of the scorer is 0.5."""
    folder = tmp_path / "shared"
    (folder / "score").mkdir(parents=True)
    scorer = SCORER.replace("NAMES", repr(SCORED))
    (folder / "score" / "attributions.py").write_text(scorer, encoding="utf-8")
    polnear, ntrex = folder / "data" / "polnear", folder / "data" / "ntrex"
    text = {"doc_id": "d1", "text": TEXT}
    _write(polnear / "dev.docs.jsonl", text)
    _write(polnear / "dev.jsonl", {"doc_id": "d1", "attributions": [OUTER]})
    _write(ntrex / "attributions_dev.docs.jsonl", {**text, "language": "en"})
    gold = {"doc_id": "d1", "language": "en", "attributions": [EMPTY, OUTER, INNER]}
    _write(ntrex / "attributions_dev.jsonl", gold)
    return folder


def _write(path: Path, row: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
