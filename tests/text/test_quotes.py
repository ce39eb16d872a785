"""Quotation marks: pairs of every kind, nesting, continuation, strays, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotes import Quotation, quotations
from onrecord.text.sentences import paragraphs

MARKS = "“”„«»‹›'\"`‘’‚‟"


def found(text: str) -> list[Quotation]:
    return quotations(text, paragraphs(text))


def words(text: str, depth: int | None = 0) -> list[str]:
    return [
        text[each.span.start : each.span.end] for each in found(text) if depth is None or each.depth == depth
    ]


@pytest.mark.parametrize(
    "quoted",
    [
        "“We hold.”", "«Мы держимся»", "„Ми тримаємось“", "„Tak”", '"We hold."', "``We hold.''", "''We hold.''",
        "'We hold,'", "‘We hold.’", "‹We hold›", "‚We hold‘",
    ],
)  # fmt: skip
def test_every_kind_of_pair(quoted: str) -> None:
    assert words(f"Lena Ort said {quoted} and left.") == [quoted]


def test_apostrophes_are_no_quotations() -> None:
    assert words("It’s the voters’ choice, isn't it? The '90s were Rock 'n' Roll, and об'єкт об’єднує.") == []


def test_a_quotation_in_a_quotation() -> None:
    text = "“He said ‘never’ to us,” she said. «Мы „не“ будем», — сказал он."
    assert words(text) == ["“He said ‘never’ to us,”", "«Мы „не“ будем»"]
    assert words(text, 1) == ["‘never’", "„не“"]


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    assert words("He said, 'We don't know the voters' mood.'") == ["'We don't know the voters' mood.'"]


def test_each_paragraph_opens_but_only_the_last_closes() -> None:
    text = "“The first day was long.\n\n“The second was longer.\n\n“The third ended it,” Ort said."
    assert words(text) == ["“The first day was long.", "“The second was longer.", "“The third ended it,”"]
    assert [(each.closed, each.continues) for each in found(text)] == [
        (False, True), (False, True), (True, False),
    ]  # fmt: skip


def test_a_closing_mark_pushed_to_the_next_line_closes_what_was_open() -> None:
    text = 'Ort accuses them of "ending what was begun.\n" He warned of more.'
    assert words(text) == ['"ending what was begun.\n"']


def test_an_unclosed_quotation_does_not_swallow_the_next_paragraph() -> None:
    text = 'The line "never ends.\n\nThen Ort said: "We hold." And left.'
    assert words(text)[-1] == '"We hold."'
    assert all("Then" not in each for each in words(text))


def test_an_unclosed_curly_quotation_ends_with_its_paragraph() -> None:
    assert words("She said: “We hold on.\n\nNobody came.") == ["“We hold on."]


def test_an_unclosed_quotation_before_another_ends_with_its_sentence() -> None:
    assert words("“We hold. He left. “They hold,” she said.")[-1] == "“They hold,”"


def test_a_stray_mark_far_from_any_end_is_ignored() -> None:
    assert words('6" of snow fell, and then ' + "more fell " * 500) == []


@given(st.text(alphabet=st.sampled_from(list(MARKS + " \n.,:aБ9—")), max_size=200))
def test_marks_in_any_order(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    check(text)


def check(text: str) -> None:
    """Spans lie in the text, hold their inside, come in order, nest or stand apart."""
    pairs = found(text)
    assert pairs == sorted(pairs, key=lambda each: (each.span.start, -each.span.end))
    open_ends: list[int] = []
    for each in pairs:
        assert 0 <= each.span.start < each.inner.start <= each.inner.end <= each.span.end <= len(text)
        while open_ends and open_ends[-1] <= each.span.start:
            open_ends.pop()
        assert not open_ends or each.span.end <= open_ends[-1]
        if each.depth == 0:
            assert not open_ends
        open_ends.append(each.span.end)


@pytest.mark.parametrize("piece", ['"', "“", "'", "''", "``", '" a', "«", "“a ", "'a ", '"A. '])
def test_a_long_line_of_marks_is_linear(piece: str) -> None:
    text = piece * 30_000
    check(text)
