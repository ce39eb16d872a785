"""Marked documents become examples: tags, inner cues, roles, and other ways to break the lines."""

from __future__ import annotations

from typing import Any

import pytest
from tests.attributions.neural.standins import tokenizer
from training.examples import HELD_OUT, IGNORED, Marked, prepare, split

TEXT = "ort said vale wrote rain fell.\nSnow fell."
OUTER: dict[str, Any] = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 29]], "nested_in": None}
INNER: dict[str, Any] = {"source": [[9, 13]], "cue": [[14, 19]], "content": [[20, 29]], "nested_in": "a1"}


def test_flat_tags_are_those_of_the_outer_attributions() -> None:
    example = prepare(Marked(TEXT, "en", [OUTER, INNER], inner=True), tokenizer())
    assert example.flat.tolist()[:6] == [1, 3, 5, 6, 6, 6]
    assert not example.flat[6:].any()


def test_inner_cues_are_tagged_where_they_are_marked_and_ignored_where_not() -> None:
    own = tokenizer()
    assert prepare(Marked(TEXT, "en", [OUTER, INNER], inner=True), own).inner.tolist()[:5] == [0, 0, 0, 1, 0]
    assert set(prepare(Marked(TEXT, "en", [OUTER, INNER]), own).inner.tolist()) == {IGNORED}


def test_each_cue_knows_what_it_reads() -> None:
    example = prepare(Marked(TEXT, "en", [OUTER, INNER], inner=True), tokenizer())
    assert example.cues == [([1], {0: 1, 2: 3, 3: 4, 4: 4, 5: 4}), ([3], {2: 1, 4: 3, 5: 4})]


def test_variants_break_the_lines_nowhere_and_at_sentences() -> None:
    example = prepare(Marked(TEXT, "en", [OUTER]), tokenizer())
    whole, by_sentence = example.variants
    assert set(whole.pieces.paragraph.tolist()) == {0}
    assert set(by_sentence.pieces.paragraph.tolist()) == {0, 1}
    assert whole.flat.tolist()[:6] == example.flat.tolist()[:6]


@pytest.mark.parametrize("seed", [3, 4])
def test_the_same_documents_are_held_out_each_time(seed: int) -> None:
    documents = [[Marked("", "en", [], name=f"d{number}")] for number in range(50)]
    train, held = split(documents, seed)
    assert len(held) == HELD_OUT
    assert split(documents[::-1], seed) == (train, held)
    assert {id(each) for each in train}.isdisjoint({id(each) for each in held})
