"""A declined name in its nominative."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.speakers.names.normal import normal_form
from onrecord.speakers.names.parts import LIMIT

RUSSIAN = [
    ("Джоном Кестером", "Джон Кестер"),
    ("Терезой Мерль", "Тереза Мерль"),
    ("Ореста Талара", "Орест Талар"),
    ("Анны Высоковской", "Анна Высоковская"),
    ("Владимиру Высоковскому", "Владимир Высоковский"),
    ("Павла Грабова", "Павел Грабов"),
    ("Льву Грабову", "Лев Грабов"),
    ("Ильёй Грабовым", "Илья Грабов"),
    ("Марией Грабовой", "Мария Грабова"),
    ("генерала Ореста Талара", "генерал Орест Талар"),
    ("Ольге Коваль", "Ольга Коваль"),
    ("Михаилом Валько", "Михаил Валько"),
    ("Юрия ГРАБОВА", "Юрий ГРАБОВ"),
    ("Дж. Кестера", "Дж. Кестер"),
    ("Урсулой фон дер Марле", "Урсула фон дер Марле"),
    ("John Kester", "John Kester"),
]
UKRAINIAN = [
    ("Терезою Мерль", "Тереза Мерль"),
    ("Павла Валенка", "Павло Валенко"),
    ("Андрієм Грабовим", "Андрій Грабов"),
    ("Ользі Високовській", "Ольга Високовська"),
    ("Ігорем Таларом", "Ігор Талар"),
    ("Миколі Високовському", "Микола Високовський"),
    ("Дем'яном Ткачуком", "Дем'ян Ткачук"),
]


@pytest.mark.parametrize(("mention", "lemma"), RUSSIAN)
def test_russian_names(mention: str, lemma: str) -> None:
    assert normal_form(mention, "ru") == lemma


@pytest.mark.parametrize(("mention", "lemma"), UKRAINIAN)
def test_ukrainian_names(mention: str, lemma: str) -> None:
    assert normal_form(mention, "uk") == lemma


@pytest.mark.parametrize(
    ("mention", "lemma"),
    [("Orest Valko's", "Orest Valko"), ("Charles’", "Charles"), ("Orest Valko", "Orest Valko")],
)
def test_english_names_lose_their_possessive(mention: str, lemma: str) -> None:
    assert normal_form(mention, "en") == lemma


def test_another_mention_decides_between_a_man_in_a_case_and_a_woman() -> None:
    assert normal_form("Грабова", "ru", others=["Орест Грабов"]) == "Грабов"
    assert normal_form("Грабова", "ru", others=["Марии Грабовой", "Талар"]) == "Грабова"


@settings(max_examples=200, deadline=None)
@given(
    st.text("абвгдеийклмнорстуя АБВГД.'", min_size=1, max_size=30).filter(
        lambda text: any(map(str.isalpha, text))
    )
)
def test_every_name_has_a_normal_form_of_as_many_words(mention: str) -> None:
    for language in ("ru", "uk"):
        found = normal_form(mention, language)
        assert len(found.split()) == len(mention.split()) or "'" in mention


def test_bad_calls_say_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="de"):
        normal_form("Orest Valko", "de")
    with pytest.raises(ValueError, match="empty"):
        normal_form(" ", "ru")
    with pytest.raises(ValueError, match=str(LIMIT)):
        normal_form("Валько " * 700, "ru")
