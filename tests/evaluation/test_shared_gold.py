"""The tasks beside the repository: the adapter, what is scored, nested recall, and what is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.adapter import Reader, document, flat
from evaluation.figures import NESTED, SCORED
from evaluation.shared import load_scorer
from evaluation.tasks import NAMES, available

from evaluation import run
from onrecord.attributions import attribute
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution
from onrecord.text.document import Document, Span

ROW = {"doc_id": "d1", "text": "The Post wrote that Ort warned that the bridge would fall."}


def reader(*found: tuple[int, int, str | None, float | None]) -> Reader:
    """A reader that always finds the same: start and end of the content, ``nested_in``, confidence."""

    def read(text: Document) -> Reading:
        attributions = tuple(
            Attribution(
                id=f"a{number}",
                source=(Span(0, 8),),
                content=(Span(start, end),),
                mode="indirect",
                nested_in=outer,
                confidence=confidence,
            )
            for number, (start, end, outer, confidence) in enumerate(found)
        )
        return Reading(document=text, attributions=attributions, made_by="test", version="1")

    return read


def test_only_outer_attributions_where_the_gold_has_no_nested_ones() -> None:
    reading = attribute(document(ROW, "en"), "fast")
    assert len(flat(reading, nested=True)["attributions"]) == 2
    (outer,) = flat(reading, nested=False)["attributions"]
    assert outer["nested_in"] is None
    assert outer["cue"] == [[9, 14]]


def test_each_task_is_scored_on_what_its_gold_has(shared: Path) -> None:
    tasks, _ = available(shared, {"polnear-dev", "ntrex-dev-en"})
    read = reader((20, 57, None, 0.9), (36, 57, "a0", 0.2), (36, 57, "a0", 0.4))
    polnear, ntrex = (task.measure(read, 0) for task in tasks)
    assert polnear["figures"]["attr"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "gold": 999, "pred": 1}
    assert set(polnear["figures"]) == set(SCORED)  # it has no nested gold
    assert polnear["calibration"]["count"] == 1
    assert ntrex["figures"]["attr"]["pred"] == 3
    assert ntrex["figures"][NESTED] == {"r": 1.0, "gold": 1, "matched": 1}
    shares = {tuple(row["bin"]): row["right"] for row in ntrex["calibration"]["curve"]}
    assert shares == {(0.9, 1.0): 1.0, (0.2, 0.3): 1.0, (0.4, 0.5): 0.0}  # the double is matched with nothing


def test_nested_gold_that_is_overlooked_costs_recall(shared: Path) -> None:
    (task,), _ = available(shared, {"ntrex-dev-en"})
    measured = task.measure(reader((20, 57, None, None)), 10)
    assert measured["figures"][NESTED] == {"r": 0.0, "gold": 1, "matched": 0, "ci95": [0.0, 0.0]}
    assert measured["calibration"] is None
    assert measured["documents"] == 1


def test_a_digest_changes_with_the_gold(shared: Path) -> None:
    (before,), _ = available(shared, {"polnear-dev"})
    file = shared / "data" / "polnear" / "dev.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (after,), _ = available(shared, {"polnear-dev"})
    assert before.gold_sha256 != after.gold_sha256


def test_what_is_not_there_is_skipped_with_its_reason(shared: Path, tmp_path: Path) -> None:
    wanted = {"polnear-dev", "ntrex-dev-ru"}
    tasks, skipped = available(tmp_path / "nowhere", wanted)
    assert not tasks
    assert skipped[0].startswith("polnear-dev, ntrex-dev-ru skipped: no scorer at")
    (shared / "data" / "polnear" / "dev.jsonl").unlink()
    tasks, skipped = available(shared, wanted)
    assert [task.name for task in tasks] == ["ntrex-dev-ru"]
    assert skipped[0].startswith("polnear-dev skipped: no ")


def test_the_real_scorer_has_what_is_asked_of_it() -> None:
    file = run.SHARED / "score" / "attributions.py"
    if not file.is_file():
        pytest.skip(f"the scorer beside the repository is absent: {file}")
    scorer = load_scorer(file)
    gold = {"id": "g", "source": [[0, 8]], "cue": [[9, 14]], "content": [[20, 57]], "nested_in": None}
    rows = [{"doc_id": "d1", "attributions": [gold]}]
    scores = scorer.score([ROW], rows, rows, boot=2)
    assert {scores[name]["f1"] for name in SCORED if scores[name]["gold"]} == {1.0}
    text = scorer.Doc(ROW["text"], scorer.WORD)
    made = scorer.prepare(text, [gold])
    assert scorer.match(made, made, scorer.CONDS["attr"]) == ({0}, {0})


def test_every_task_has_one_name() -> None:
    assert len(NAMES) == len(set(NAMES)) == 33
