"""Offsets survive the way to a browser or a file and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.offsets import from_utf8, from_utf16, to_utf8, to_utf16

any_text = st.text(
    alphabet=st.one_of(st.sampled_from("aя«😀\ud800\udc00\U0010ffff"), st.characters(codec=None))
)


@st.composite
def text_with_offsets(draw: st.DrawFn) -> tuple[str, list[int]]:
    text = draw(any_text)
    return text, draw(st.lists(st.integers(0, len(text))))


@given(text_with_offsets())
def test_utf16_offsets_cut_the_encoded_text_where_the_code_points_do(case: tuple[str, list[int]]) -> None:
    text, offsets = case
    for offset, units in zip(offsets, to_utf16(text, offsets), strict=True):
        assert units * 2 == len(text[:offset].encode("utf-16-le", "surrogatepass"))


@given(text_with_offsets())
def test_utf8_offsets_cut_the_encoded_text_where_the_code_points_do(case: tuple[str, list[int]]) -> None:
    text, offsets = case
    for offset, size in zip(offsets, to_utf8(text, offsets), strict=True):
        assert size == len(text[:offset].encode("utf-8", "surrogatepass"))


@given(text_with_offsets())
def test_there_and_back_is_the_same_offset(case: tuple[str, list[int]]) -> None:
    text, offsets = case
    assert from_utf16(text, to_utf16(text, offsets)) == offsets
    assert from_utf8(text, to_utf8(text, offsets)) == offsets


def test_an_offset_inside_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="inside a character"):
        from_utf16("a😀b", [2])
    with pytest.raises(ValueError, match="inside a character"):
        from_utf8("я", [1])


@pytest.mark.parametrize("convert", [to_utf16, from_utf16, to_utf8, from_utf8])
@pytest.mark.parametrize("text", ["abc", "абв😀"])
def test_an_offset_outside_the_text_is_refused(convert: object, text: str) -> None:
    assert callable(convert)
    for offset in (-1, 100):
        with pytest.raises(ValueError, match="outside the text"):
            convert(text, [offset])
