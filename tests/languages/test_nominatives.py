"""Names of bodies and documents in the nominative."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages.nominatives import nominatives


@pytest.mark.parametrize(
    ("language", "words", "head", "nominative"),
    [
        ("ru", "городской администрации", 1, "городская администрация"),
        ("ru", "Портовой конторы Ваштеля", 1, "Портовая контора Ваштеля"),
        ("ru", "министерства рыболовства", 0, "министерство рыболовства"),
        ("ru", "пресс-службы порта", 0, "пресс-служба порта"),
        ("ru", "ДОКЛАДОМ комиссии", 0, "ДОКЛАД комиссии"),
        ("ru", "новым отчётам", 1, "новые отчёты"),
        ("ru", "старые газеты", 1, "старые газеты"),
        ("ru", "зггрха порта", 0, "зггрха порта"),
        ("uk", "міської адміністрації", 1, "міська адміністрація"),
        ("uk", "міністерства рибальства", 0, "міністерство рибальства"),
        ("uk", "пресслужби порту", 0, "пресслужба порту"),
        ("uk", "новим звітом", 1, "новий звіт"),
        ("uk", "бюро погоди", 0, "бюро погоди"),
        ("uk", "видання", 0, "видання"),
        ("uk", "зггрха порту", 0, "зггрха порту"),
    ],
)
def test_a_name_in_the_nominative(language: str, words: str, head: int, nominative: str) -> None:
    assert " ".join(nominatives(language)(words.split(), head)) == nominative


@given(
    st.lists(st.text(min_size=1), min_size=1, max_size=5), st.integers(0, 4), st.sampled_from(["ru", "uk"])
)
def test_any_words_come_back_as_many(words: list[str], head: int, language: str) -> None:
    assert len(nominatives(language)(words, head % len(words))) == len(words)
