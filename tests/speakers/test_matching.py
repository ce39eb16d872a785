"""Forms of one name within a document share a stem; other names do not."""

from __future__ import annotations

import pytest

from onrecord.speakers.matching import bare, keys
from onrecord.speakers.normal import normal

SAME = [
    ("en", "Orel", "Orel's"),
    ("en", "Orel", "OREL"),
    ("ru", "Ивашов", "Ивашовым"),
    ("ru", "Ивашов", "Ивашова"),
    ("ru", "Лисицкий", "Лисицкого"),
    ("ru", "Лисицкая", "Лисицкой"),
    ("ru", "Горобец", "Горобца"),
    ("ru", "Семён", "Семена"),
    ("uk", "Горобець", "Горобцем"),
    ("uk", "Кравців", "Кравцова"),
    ("uk", "Верба", "Вербою"),
    ("uk", "Петренко", "Петренкові"),
]
OTHER = [
    ("en", "Orel", "Oreline"),
    ("ru", "Иванов", "Ивашов"),
    ("ru", "Иван", "Иванов"),
    ("ru", "Ким", "Кира"),
    ("uk", "Петро", "Петренко"),
]


@pytest.mark.parametrize(("language", "left", "right"), SAME)
def test_forms_of_one_name_share_a_stem(language: str, left: str, right: str) -> None:
    assert keys(left, language) & keys(right, language)


@pytest.mark.parametrize(("language", "left", "right"), OTHER)
def test_two_names_share_none(language: str, left: str, right: str) -> None:
    assert not keys(left, language) & keys(right, language)


def test_a_possessive_and_a_stress_mark_are_no_part_of_a_name() -> None:
    assert bare("Orel’s") == "orel"
    assert bare("Ве́рба") == "верба"


GIVEN = {"антон": "m", "марек": "m", "юлия": "f", "юлий": "m", "олена": "f"}


@pytest.mark.parametrize(
    ("language", "forms", "gender", "expected"),
    [
        ("en", [("Ann", "Orel’s")], None, "Ann Orel"),
        ("en", [("Ann", "Orel"), ("Orel",)], "f", "Ann Orel"),
        ("ru", [("Антона", "Лисова"), ("Антон", "Лисов")], "m", "Антон Лисов"),
        ("ru", [("Антона", "Лисова"), ("Лисов",)], "m", "Антон Лисов"),
        ("ru", [("Марека", "Оскеля")], "m", "Марек Оскель"),
        ("ru", [("Юлии", "Марек")], None, "Юлия Марек"),
        ("uk", [("Антона", "Петренка")], "m", "Антон Петренко"),
        ("uk", [("Олени", "Лісовської")], "f", "Олена Лісовська"),
    ],
)
def test_the_normal_form_is_the_nominative(
    language: str, forms: list[tuple[str, ...]], gender: str | None, expected: str
) -> None:
    assert normal([(words, False) for words in forms], language, GIVEN, gender) == expected  # type: ignore[arg-type]


def test_a_subject_of_the_document_is_the_best_nominative() -> None:
    forms = [(("Зора", "Тлумба"), True), (("Зору", "Тлумбу"), False), (("Зору", "Тлумбу"), False)]
    assert normal(forms, "ru", {}, "f") == "Зора Тлумба"
