"""A quotation that resumes after an interruption stays with whoever began it."""

from __future__ import annotations

import pytest

from onrecord.attributions.by_rules import find


def contents(text: str, language: str = "en") -> list[list[str]]:
    return [[span.of(text) for span in each.content] for each in find(text, language)]


def test_the_second_part_follows_whatever_stands_between() -> None:
    text = "“The dam,” the engineer said, tapping the map with a pencil, “is not the problem.”"
    assert contents(text) == [["“The dam,”", "“is not the problem.”"]]


@pytest.mark.parametrize(
    "text",
    [
        "“The dam,” the engineer said. He opened a paper called “The Hill”.",  # a title
        "“The dam,” the engineer said.\n“is what they mean,” nobody knew.",  # another paragraph
    ],
)
def test_what_does_not_resume_is_left_alone(text: str) -> None:
    assert contents(text)[0] == ["“The dam,”"]
