"""Invented texts: the same for the same seed, and every label where it says."""

from __future__ import annotations

import pytest
from training.examples import Marked
from training.synthetic import examples

COUNT = 40


@pytest.fixture(scope="module")
def texts() -> list[Marked]:
    return list(examples(COUNT, 11))


def test_the_same_seed_writes_the_same_texts(texts: list[Marked]) -> None:
    assert list(examples(COUNT, 11)) == texts
    assert list(examples(COUNT, 12)) != texts


def test_all_languages_are_there_and_all_names_differ(texts: list[Marked]) -> None:
    assert {each.language for each in texts} == {"en", "ru", "uk"}
    assert len({each.name for each in texts}) == COUNT


def test_every_span_lies_in_its_text_and_begins_and_ends_with_a_mark_of_it(texts: list[Marked]) -> None:
    for marked in texts:
        for each in marked.attributions:
            assert each["content"]
            for role in ("source", "cue", "content"):
                for start, end in each[role]:
                    assert 0 <= start < end <= len(marked.text)
                    assert marked.text[start:end] == marked.text[start:end].strip()


def test_what_holds_another_is_there_and_is_another(texts: list[Marked]) -> None:
    nested = 0
    for marked in texts:
        holder = {each["id"]: each["nested_in"] for each in marked.attributions}
        for each in marked.attributions:
            at, steps = each["id"], 0
            while holder[at] is not None:
                at, steps = holder[at], steps + 1
                assert steps <= len(holder)
            nested += bool(steps)
    assert nested


def test_no_slot_is_left_open(texts: list[Marked]) -> None:
    assert not any(mark in marked.text for marked in texts for mark in "{}[]|")
