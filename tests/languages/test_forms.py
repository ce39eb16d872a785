"""What a Russian or Ukrainian word form can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages.forms import Form, forms


@pytest.mark.parametrize(
    ("language", "word", "is_one", "is_none"),
    [
        ("ru", "сообщил", Form.FINITE, Form.NOMINATIVE),
        ("ru", "министр", Form.NOMINATIVE, Form.FINITE),
        ("ru", "министра", Form.OBLIQUE, Form.NOMINATIVE),
        ("ru", "отметив", Form.GERUND, Form.FINITE),
        ("ru", "уйти", Form.INFINITIVE, Form.FINITE),
        ("ru", "Reuters", Form.NOMINATIVE, Form.FINITE),
        ("uk", "повідомив", Form.FINITE, Form.NOMINATIVE),
        ("uk", "міністр", Form.NOMINATIVE, Form.FINITE),
        ("uk", "президентом", Form.OBLIQUE, Form.NOMINATIVE),
        ("uk", "українська", Form.NOMINATIVE, Form.FINITE),
        ("uk", "місцеві", Form.NOMINATIVE, Form.FINITE),
        ("uk", "зазначивши", Form.GERUND, Form.FINITE),
        ("uk", "піти", Form.INFINITIVE, Form.FINITE),
        ("uk", "чітко", Form.INVARIABLE, Form.NOMINATIVE),
        ("uk", "йдеться", Form.FINITE, Form.NOMINATIVE),
    ],
)
def test_readings(language: str, word: str, is_one: int, is_none: int) -> None:
    found = forms(language)(word)
    assert found & is_one
    assert not found & is_none


@given(st.text(min_size=1), st.sampled_from(["ru", "uk"]))
def test_any_word_is_accepted(word: str, language: str) -> None:
    assert forms(language)(word) >= 0
