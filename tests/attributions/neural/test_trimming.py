"""Borders of contents: whole words, no marks of the sentence around, lines joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.neural.trimming import Trimmer
from onrecord.text.document import Span
from onrecord.text.quotes import quotations
from onrecord.text.sentences import paragraphs


def trimmed(text: str, *parts: tuple[int, int]) -> list[str]:
    trimmer = Trimmer(text, quotations(text, paragraphs(text)))
    return [span.of(text) for span in trimmer.content([Span(*part) for part in parts])]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("the bridge fell.", "the bridge fell"),
        ("the bridge fell,", "the bridge fell"),
        ("«Нам нужна сделка»,", "«Нам нужна сделка»"),
        ("“We asked for time,”", "“We asked for time,”"),
        ("they left the U.S.", "they left the U.S."),
    ],
)
def test_marks_of_the_sentence_around_are_left_out(text: str, content: str) -> None:
    assert trimmed(text, (0, len(text))) == [content]


def test_a_word_that_is_cut_is_made_whole() -> None:
    assert trimmed("зітхає завідувачка", (2, 9)) == ["зітхає завідувачка"]


def test_a_hard_wrapped_line_parts_nothing_and_a_blank_line_does() -> None:
    assert trimmed("ran out\nof men", (0, 7), (8, 14)) == ["ran out\nof men"]
    assert trimmed("ran out\n\nof men", (0, 7), (9, 15)) == ["ran out", "of men"]


def test_a_part_without_words_is_none() -> None:
    assert trimmed('" he left', (0, 1), (2, 9)) == ["he left"]


@given(st.text(max_size=40), st.data())
def test_any_span_gives_spans_within_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for part in trimmed(text, (start, end)):
        assert part in text
        assert part.strip()


@pytest.mark.parametrize(
    ("text", "source", "left"),
    [
        ("заявив Іво Лунд, полковник, про це", "Іво Лунд, полковник,", "Іво Лунд, полковник"),
        ("сказав Іво Лунд, який просив", "Іво Лунд, який", "Іво Лунд"),
        ("сказал депутат И. Лунд из г. Тарн", "депутат И. Лунд из г.", "депутат И. Лунд из г."),
        ("який сказав, що", "який", "який"),
    ],
)
def test_a_slavic_source_ends_without_a_mark_or_the_pronoun_of_the_next_clause(
    text: str, source: str, left: str
) -> None:
    start = text.index(source)
    trimmer = Trimmer(text, [])
    (found,) = trimmer.source([Span(start, start + len(source))], frozenset(["який", "который"]))
    assert found.of(text) == left
    (whole,) = trimmer.source([Span(start, start + len(source))], frozenset())
    assert whole.of(text) == source
