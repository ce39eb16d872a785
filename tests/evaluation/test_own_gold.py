"""The tasks on gold of our own: their figures, intervals and digests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.agreement import Agreement
from evaluation.digests import digest, files_in
from evaluation.figures import NESTED
from evaluation.own import LANGUAGES, OwnTask, OwnText, hard_task
from evaluation.resampling import interval
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution
from onrecord.text.document import Document, Span

TEXT = "The Post wrote that Ort warned that the bridge would fall."
OUTER = Attribution(id="1", source=(Span(0, 8),), content=(Span(20, 57),), mode="indirect")
INNER = Attribution(id="2", source=(Span(20, 23),), content=(Span(36, 57),), mode="indirect", nested_in="1")


def text(name: str, *gold: Attribution) -> OwnText:
    return OwnText(Document(id=name, path=name, text=TEXT, sha256="0" * 64, language="en"), gold)


class Reader:
    """Finds what it was told to, and notes what it was asked for."""

    def __init__(self, **found: list[Attribution]) -> None:
        self.found = found
        self.asked: list[str] = []

    def __call__(self, document: Document) -> Reading:
        self.asked.append(document.id)
        attributions = tuple(self.found.get(document.id, ()))
        return Reading(document=document, attributions=attributions, made_by="test", version="1")


def test_figures_nested_recall_and_calibration_are_counted_over_all_documents() -> None:
    task = OwnTask("hard-en", "0" * 64, [text("a", OUTER, INNER), text("b", OUTER, INNER), text("c")])
    read = Reader(
        a=[replace(OUTER, confidence=0.9), replace(INNER, confidence=0.8)], c=[replace(OUTER, confidence=0.3)]
    )
    measured = task.measure(read, 0)
    assert measured["figures"] == {
        "attr": {"p": 0.6667, "r": 0.5, "f1": 0.5714, "gold": 4, "pred": 3},
        NESTED: {"r": 0.5, "gold": 2, "matched": 1},
    }
    assert measured["documents"] == 3
    assert measured["calibration"]["ece"] == pytest.approx((0.1 + 0.2 + 0.3) / 3, abs=1e-4)
    assert read.asked == ["a", "b", "c"]


def test_without_nested_gold_or_confidence_there_are_no_such_figures() -> None:
    measured = OwnTask("hard-en", "0" * 64, [text("a", OUTER)]).measure(Reader(a=[OUTER]), 5)
    assert measured["figures"] == {
        "attr": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1, "ci95": [1.0, 1.0]}
    }
    assert measured["calibration"] is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9),
    st.integers(1, 60),
)
def test_an_interval_lies_within_what_single_documents_reach(
    rows: list[tuple[int, int, int]], resamples: int
) -> None:
    counts = [Agreement(gold, other, min(gold, other, matched)) for gold, other, matched in rows]
    low, high = interval(counts, lambda each: each.recall, resamples)
    assert 0 <= low <= high <= 1
    assert [low, high] == interval(counts, lambda each: each.recall, resamples)
    if len(counts) == 1:
        assert low == high == counts[0].recall


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hard_cases_are_sixty_and_have_nested_ones(language: str) -> None:
    task = hard_task(language)
    assert len(task.texts) == 60
    assert any(each.nested_in for one in task.texts for each in one.gold)


def test_a_digest_depends_on_bytes_and_order_and_not_on_hidden_files(tmp_path: Path) -> None:
    for name in ("b", "a", ".hidden", "c/d"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    files = list(files_in(tmp_path))
    assert [file.name for file in files] == ["a", "b", "d"]
    before = digest(*files)
    assert before != digest(*reversed(files))
    (tmp_path / "a").write_text("A", encoding="utf-8")
    assert before != digest(*files)
