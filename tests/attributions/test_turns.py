"""Turns of an interview are told by their lay-out, and one line with a colon is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.turns import turns


def words(text: str) -> list[tuple[str, str]]:
    return [
        (" ".join(span.of(text) for span in each.source), " ".join(span.of(text) for span in each.content))
        for each in turns(text)
    ]


def test_two_speakers_take_turns() -> None:
    text = "GAZETTE: When did you learn of it?\nHALVIK: From the radio.\nGAZETTE: And then?\nHALVIK: Nothing."
    assert words(text) == [
        ("GAZETTE", "When did you learn of it?"),
        ("HALVIK", "From the radio"),
        ("GAZETTE", "And then?"),
        ("HALVIK", "Nothing"),
    ]


def test_a_turn_goes_on_to_the_next_name_and_ends_at_a_blank_line() -> None:
    text = "Анна Кос: Як справи?\nОлег Рим: Добре.\nДуже добре.\nАнна Кос: Радію.\n\nРозмову записано у вівторок."
    assert words(text) == [
        ("Анна Кос", "Як справи?"),
        ("Олег Рим", "Добре.\nДуже добре"),
        ("Анна Кос", "Радію"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Photo: Ann Lee", "Photo: Ann Lee\nText: Bo Orr", "The road: a history", "12:30: news\n14:00: more"],
)
def test_a_label_is_no_turn(text: str) -> None:
    assert turns(text) == []


@given(st.text(alphabet="AB: \n.a«", max_size=80))
def test_any_text_gives_turns_within_it_in_order(text: str) -> None:
    last = 0
    for each in turns(text):
        (source,), (cue,), (content,) = each.source, each.cue, each.content
        assert (
            last
            <= source.start
            < source.end
            <= cue.start
            < cue.end
            <= content.start
            < content.end
            <= len(text)
        )
        assert text[cue.start : cue.end] == ":"
        last = content.end
