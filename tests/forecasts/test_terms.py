"""What a forecast says, by when, under which condition, how likely: read from words in three languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.forecasts.horizons import horizons
from onrecord.forecasts.terms import IMPLIED, NO_DAY, NO_TIME, condition_of, probability_of, terms
from onrecord.forecasts.words import words
from onrecord.languages.pack import SUPPORTED

MADE = date(2023, 1, 30)


@pytest.mark.parametrize(
    ("language", "content", "deadline"),
    [
        ("en", "the dam will break before the end of the year", "2023-12-31"),
        ("en", "the dam will break by the end of next year", "2024-12-31"),
        ("en", "the dam will break within two years", "2025-01-30"),
        ("en", "it will fall in ten days", "2023-02-09"),
        ("en", "over the next 6 months the price will double", "2023-07-30"),
        ("en", "they will be home before the first of May", "2023-04-30"),
        ("en", "they will be home before May 1, 2025", "2025-04-30"),
        ("en", "it opens on Feb. 15", "2023-02-15"),
        ("en", "it opens by 15 February 2024", "2024-02-15"),
        ("en", "talks will begin in the autumn", "2023-11-30"),
        ("en", "talks will begin by the end of summer 2024", "2024-08-31"),
        ("en", "talks will begin before spring 2024", "2024-02-29"),
        ("en", "talks will begin in 2025", "2025-12-31"),
        ("en", "talks will begin next month", "2023-02-28"),
        ("en", "talks will begin this winter", "2023-02-28"),
        ("en", "the bridge opens in May", "2023-05-31"),
        ("ru", "плотина рухнет до конца года", "2023-12-31"),
        ("ru", "плотина рухнет до конца 2025 года", "2025-12-31"),
        ("ru", "через два года цены удвоятся", "2025-01-30"),
        ("ru", "через год её не станет", "2023-12-31"),
        ("ru", "они вернутся до первого мая", "2023-04-30"),
        ("ru", "они вернутся до 1 мая 2025 года", "2025-04-30"),
        ("ru", "они вернутся к 1 мая", "2023-05-01"),
        ("ru", "осенью начнутся переговоры", "2023-11-30"),
        ("ru", "переговоры начнутся до весны", "2023-02-28"),
        ("ru", "мост откроют в мае 2024 года", "2024-05-31"),
        ("ru", "мост откроют в следующем году", "2024-12-31"),
        ("ru", "в течение десяти дней город падёт", "2023-02-09"),
        ("uk", "гребля впаде до кінця року", "2023-12-31"),
        ("uk", "вони повернуться до першого травня", "2023-04-30"),
        ("uk", "через два роки ціни подвояться", "2025-01-30"),
        ("uk", "восени почнуться перемовини", "2023-11-30"),
        ("uk", "наступ до весни не поновиться", "2023-02-28"),
        ("uk", "міст відкриють у травні 2024 року", "2024-05-31"),
        ("uk", "міст відкриють наступного року", "2024-12-31"),
    ],
)
def test_a_deadline_is_the_last_day_that_counts(language: str, content: str, deadline: str) -> None:
    (found,) = [each for each in horizons(content, language, MADE) if each.kind == "explicit"]
    assert found.deadline == deadline
    assert found.span is not None
    assert content[found.span.start : found.span.end].strip() == found.words


@pytest.mark.parametrize(
    ("language", "content", "vague"),
    [
        ("en", "the money will go", NO_TIME),
        ("en", "they may resign", NO_TIME),  # a verb, not the month
        ("en", "the front will fall before the first snow of 2024", IMPLIED),
        ("ru", "фронт рухнет до первого снега 2024 года", IMPLIED),
        ("uk", "кожен повернеться вчасно", IMPLIED),
        ("ru", "они скоро уйдут", IMPLIED),
    ],
)
def test_what_has_no_date_is_vague_and_says_why(language: str, content: str, vague: str) -> None:
    (found,) = terms(content, language, MADE)
    assert found.horizon.deadline is None
    assert found.vague is not None
    assert found.vague.startswith(vague)


def test_without_a_day_to_count_from_no_day_is_invented() -> None:
    (found,) = terms("the dam will break within two years", "en", None)
    assert (found.horizon.kind, found.horizon.deadline) == ("explicit", None)
    assert found.vague is not None
    assert found.vague.startswith(NO_DAY)
    (dated,) = terms("the dam will break before 2026", "en", None)
    assert dated.horizon.deadline == "2025-12-31"


def test_dates_of_the_past_are_no_deadlines() -> None:
    assert horizons("what began in 2020 will end", "en", MADE) == []


def test_several_things_foretold_are_several_forecasts() -> None:
    content = "если мост закроют, до конца года уйдут врачи, а через два года уйдут и учителя"
    first, second = terms(content, "ru", MADE)
    assert (first.what, first.horizon.deadline) == (
        "если мост закроют, до конца года уйдут врачи",
        "2023-12-31",
    )
    assert (second.what, second.horizon.deadline) == ("через два года уйдут и учителя", "2025-01-30")
    assert first.condition == second.condition == "если мост закроют"


@pytest.mark.parametrize(
    ("language", "content", "condition"),
    [
        ("en", "the dam will break unless it is mended, and soon", "unless it is mended"),
        ("ru", "плотина рухнет, если её не починят", "если её не починят"),
        ("uk", "якщо греблю не полагодять, вона впаде", "якщо греблю не полагодять"),
        ("en", "the dam will break", None),
    ],
)
def test_conditions_are_kept_in_their_words(language: str, content: str, condition: str | None) -> None:
    assert condition_of(content, language) == condition


@pytest.mark.parametrize(
    ("language", "content", "expected"),
    [
        ("en", "it is likely to break", ("likely", 60, 86)),
        ("en", "it is highly likely to break", ("highly likely", 80, 96)),
        ("en", "it is highly unlikely to break", ("highly unlikely", 3, 18)),
        ("en", "there is a 70 percent chance of rain", ("70 percent", 70, 70)),
        ("en", "a 30 to 40 per cent probability", ("30 to 40 per cent", 30, 40)),
        ("en", "prices will rise by 20 percent", None),
        ("en", "the dam will break", None),
        ("ru", "скорее всего, плотина рухнет", ("скорее всего", 80, 96)),
        ("ru", "вряд ли плотина устоит", ("вряд ли", 9, 35)),
        ("ru", "с вероятностью 90 % она рухнет", ("90 %", 90, 90)),
        ("uk", "навряд чи гребля встоїть", ("навряд чи", 9, 35)),
    ],
)
def test_a_probability_is_a_phrase_with_an_interval(
    language: str, content: str, expected: tuple[str, int, int] | None
) -> None:
    found = probability_of(content, language)
    assert (found and (found.phrase, found.low, found.high)) == expected


def test_the_phrase_of_the_hedge_counts_where_the_content_has_none() -> None:
    (found,) = terms("the dam breaks this year", "en", MADE, "unlikely")
    assert found.probability is not None
    assert (found.probability.low, found.probability.high) == (9, 35)


@pytest.mark.parametrize("language", SUPPORTED)
def test_every_pack_has_every_kind_of_word(language: str) -> None:
    known = words(language)
    assert {pattern.op for pattern in known.patterns} == {"within", "before"}
    assert len(known.likely) > 5
    assert all(0 <= each.low <= each.high <= 100 for each in known.likely)
    assert {value for _, value in known.tables["months"]} == set(range(1, 13))


def test_a_language_without_a_pack_is_kept_in_its_words() -> None:
    (found,) = terms("der Damm bricht bis 2025", "de", MADE)
    assert (found.what, found.horizon.kind) == ("der Damm bricht bis 2025", "none")


pieces = st.sampled_from(
    ["by", "before", "the end of", "2024", "May", "31", "in", "within", "two", "years", ",", "and", "if", "до", "конца",
     "года", "через", "осенью", "30 %", "chance", "  ", "первого", "лютого", "0", "99"]
)  # fmt: skip


@given(st.lists(pieces, max_size=12), st.sampled_from(SUPPORTED), st.one_of(st.none(), st.dates()))
def test_any_words_have_terms_that_stand_in_them(parts: list[str], language: str, made: date | None) -> None:
    content = " ".join(parts)
    found = terms(content, language, made)
    assert found
    for each in found:
        assert each.what in content
        if each.horizon.deadline is not None and made is not None:
            assert each.horizon.deadline >= made.isoformat()
        if each.horizon.words is not None:
            assert each.horizon.words in content
