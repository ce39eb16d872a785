"""What a Russian or Ukrainian noun outside the lists names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages.sorts import sorts


@pytest.mark.parametrize(
    ("language", "word", "sort"),
    [
        ("ru", "пекарь", "person"), ("ru", "рыбаки", "people"), ("ru", "забастовщиков", "people"),
        ("ru", "раненый", "person"), ("ru", "бастующие", "people"), ("ru", "оркестр", "thing"),
        ("ru", "приложении", "thing"), ("ru", "Москва", "place"), ("ru", "быстро", "other"), ("ru", "три", "other"),
        ("ru", "Иванов", None), ("ru", "зггрх", None),
        ("uk", "ґрунтознавець", "person"), ("uk", "пекаря", "person"), ("uk", "пекарі", "people"),
        ("uk", "страйкарі", "people"), ("uk", "вчительки", "people"), ("uk", "поранений", "person"),
        ("uk", "словник", "thing"), ("uk", "підручника", "thing"), ("uk", "оркестр", "thing"),
        ("uk", "швидко", "other"), ("uk", "трьома", "other"), ("uk", "шістсот", "other"), ("uk", "сто", "other"),
        ("uk", "Козоренко", None), ("uk", "зггрх", None),
    ],
)  # fmt: skip
def test_what_a_noun_names(language: str, word: str, sort: str | None) -> None:
    assert sorts(language)(word) == sort


@given(st.text(min_size=1), st.sampled_from(["ru", "uk"]))
def test_any_word_is_accepted(word: str, language: str) -> None:
    assert sorts(language)(word) in ("person", "people", "thing", "place", "other", None)
