"""Who writes ``I``: the author whom a letter's last words name."""

from __future__ import annotations

import pytest
from tests.speakers.resolving_help import speakers


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        (
            "Sir, {I} maintain that <nobody has dredged it>. Ann Lee, on the bridge of the Swallow until 2022, Norham.",
            "en",
            "Ann Lee",
        ),
        (
            "Уважаемая редакция! {Я} утверждаю: <фарватер не чистили>. Агния Тепловодова, на «Ласточке» с 1991 года.",
            "ru",
            None,
        ),
        (
            "Уважаемая редакция! {Я} утверждаю: <фарватер не чистили>. Агния Тепловодова, на мостике с 1991 года.",
            "ru",
            "Агния Тепловодова",
        ),
        ("Пишу вам, бо {я} попереджав, що <секція просідає>. Степан Плющ, пенсіонер.", "uk", "Степан Плющ"),
    ],
)
def test_the_last_words_of_a_letter_name_its_author(marked: str, language: str, name: str | None) -> None:
    (found,) = speakers(marked, language)
    assert found.name == name


@pytest.mark.parametrize(
    "last",
    [
        "Ann Lee, the mayor, said nothing.",
        "Ann Lee was not there.",
        "“Ann Lee, the mayor, is wrong.”",
        "He met Ann Lee, the mayor.",
    ],
)
def test_a_last_sentence_with_a_verb_or_in_quotation_marks_is_no_signature(last: str) -> None:
    (found,) = speakers(f"Sir, {{I}} maintain that <nobody has dredged it>. {last}")
    assert found.name is None
