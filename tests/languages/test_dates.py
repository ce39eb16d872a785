"""The dates of a language pack: the same sections in each language, and words with one class each."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from onrecord.languages.dates import CLASSES, UNITS, dates, plain
from onrecord.languages.pack import SUPPORTED


def test_every_language_has_the_same_sections_with_every_month_and_weekday() -> None:
    tables = {
        language: tomllib.loads(
            (files("onrecord.languages") / language / "dates.toml").read_text(encoding="utf-8")
        )
        for language in SUPPORTED
    }
    for table in tables.values():
        assert set(table) == set(tables["en"])
        assert set(table["words"]) == set(tables["en"]["words"]) >= set(CLASSES)
        assert set(table["places"]) == set(tables["en"]["places"])
        assert set(table["governing"]) == set(tables["en"]["governing"])
        assert set(table["units"]) == set(UNITS)
        assert list(table["months"]) == [str(number) for number in range(1, 13)]
        assert list(table["weekdays"]) == [str(number) for number in range(1, 8)]


@pytest.mark.parametrize(
    ("language", "word", "code", "value"),
    [("en", "march", "m", 3), ("ru", "марте", "m", 3), ("uk", "березні", "m", 3), ("uk", "п'ятницю", "w", 5),
     ("ru", "позавчера", "r", -2), ("uk", "торік", "R", UNITS.index("year") * 100 + 49)],
)  # fmt: skip
def test_a_word_of_time_has_its_class_and_value(language: str, word: str, code: str, value: int) -> None:
    assert (dates(language).time[word][-1].code, dates(language).time[word][-1].value) == (code, value)


def test_a_language_without_a_pack_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        dates("de")


def test_apostrophes_are_made_plain() -> None:
    assert plain("П’ятницю") == plain("Пʼятницю") == "п'ятницю"
