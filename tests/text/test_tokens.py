"""Words and marks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't go, ex-officer!", ["Don't", "go", ",", "ex-officer", "!"]),
        ("об'єкт об’єкт обʼєкт", ["об'єкт", "об’єкт", "обʼєкт"]),
        ("«Да», — сказал он.", ["«", "Да", "»", ",", "—", "сказал", "он", "."]),
        ("3.5 млн, 1,000 в 10:30", ["3.5", "млн", ",", "1,000", "в", "10:30"]),
        ("за́мок", ["за́мок"]),
        ("'quoted' words'", ["'", "quoted", "'", "words", "'"]),
        ("MiG-29 и Су-35", ["MiG-29", "и", "Су-35"]),
        ("12th 5-й", ["12th", "5-й"]),
        ("", []),
    ],
)
def test_words_and_marks(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@given(st.text())
def test_tokens_are_exact_ordered_and_cover_all_but_white_space(text: str) -> None:
    found = tokens(text)
    assert all(token.span.of(text) == token.text for token in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join(token.text for token in found) == "".join(text.split())


def test_a_range_keeps_the_offsets_of_the_whole_text() -> None:
    assert [(token.start, token.text) for token in tokens("one two three", 4, 7)] == [(4, "two")]


def test_a_mark_is_no_word() -> None:
    assert [token.is_word for token in tokens("Yes, 5")] == [True, False, True]
