"""How a wording changed, and which statements are about something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.statements.about import is_about, topic
from onrecord.statements.changes import changes, shown


def test_what_went_and_what_came_is_marked() -> None:
    pieces = changes("I ask the mayor to resign", "I ask the mayor to step aside")
    assert shown(pieces) == "I ask the mayor to [-resign-] {+step aside+}"


def test_letter_case_and_marks_are_no_change() -> None:
    assert shown(changes("“The dam’s weak.”", "the dam's weak")) == "the dam's weak"


@given(st.text(alphabet="ab ,.", max_size=60), st.text(alphabet="ab ,.", max_size=60))
def test_both_wordings_come_back_from_the_pieces(before: str, after: str) -> None:
    pieces = changes(before, after)
    words = [piece.words.split() for piece in pieces if piece.kind != "dropped"]
    assert [word for part in words for word in part] == after.replace(",", " ").replace(".", " ").split()
    words = [piece.words.split() for piece in pieces if piece.kind != "added"]
    assert [word for part in words for word in part] == before.replace(",", " ").replace(".", " ").split()


@pytest.mark.parametrize(
    ("text", "content", "language", "toward", "expected"),
    [
        ("resignation", "the mayor's resignation was due", "en", None, True),
        ("the dams", "a dam will break", "en", None, True),
        ("отставка мэра", "он требовал отставки мэра", "ru", None, True),
        ("Valko", "Валько должен уйти", "ru", None, True),
        ("Valko", "он должен уйти", "ru", "Орест Валько", True),
        ("dam mayor", "a dam will break", "en", None, False),
        ("the dam at Selm will break in winter", "the dam will break", "en", None, True),
    ],
)
def test_what_is_about_a_topic(
    text: str, content: str, language: str, toward: str | None, expected: bool
) -> None:
    assert is_about(topic(text), content, language, toward) is expected


@pytest.mark.parametrize("text", ["", " … ", "of the"])
def test_a_topic_needs_a_word(text: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        topic(text)
