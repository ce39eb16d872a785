"""Names of one person score high in any script, case and spelling; names of two do not; and every score has its reasons."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.speakers.names.comparing import NameComparison, compare
from onrecord.speakers.names.parts import LIMIT
from onrecord.speakers.names.thresholds import JOIN, SUGGEST

LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ'’- .()«»,1"
NAMES = st.text(st.sampled_from(LETTERS + LETTERS.upper()), min_size=1, max_size=40).filter(
    lambda text: any(each.isalpha() for each in text)
)

ONE = [
    ("Орестом Валько", "Orest Valko"),
    ("Орест Валько", "Valko Orest"),
    ("генерал-полковник Орест Валько", "Colonel-General Orest Valko"),
    ("Евгений Щегольков", "Jewgeni Schtschegolkow"),
    ("Евгения Щеголькова", "Yevgeniy Shchegolkov"),
    ("Евгений Щегольков", "Evgueni Chtchegolkov"),
    ("Евгений Щегольков", "Євген Щегольков"),
    ("Ščegolkov", "Щегольков"),
    ("Szczegolkow", "Щегольков"),
    ("Кирилл Буднев", "Кирило Буднєв"),
    ("Владимир Талар", "Володимира Талара"),
    ("Алексеем Талером", "Oleksii Taler"),
    ("Николай Грабчук", "Микола Грабчук"),
    ("Bill Ferrow", "William Ferrow"),
    ("Саша Грабчук", "Александр Грабчук"),
    ("В. П. Талар", "Владимир Талар"),
    ("Владимир Петрович Талар", "Vladimir Talar"),
    ("Cергей Пoдлесный", "Сергей Подлесный"),
    ("Анна Высоковская", "Анной Высоковской"),
    ("Anna Vysokovskaia", "Анны Высоковской"),
    ("Анна Талар-Грабчук", "Anna Talar"),
    ("Джоном Ферроу", "John Ferrow"),
    ("Jan van der Marle", "Ян ван дер Марле"),
    ("Karim al-Zobari", "Карим Зобари"),
    ("Юрген Хальбах (Jürgen Halbach)", "Juergen Halbach"),
    ("OrestValko", "Orest Valko"),
]
TWO = [
    ("Иванов", "Ивашов"),
    ("Иванов", "Ивашко"),
    ("Леонид Иванов", "Леонида Ивашова"),
    ("Орест Валько", "Орест Валков"),
    ("Орест Валько", "Orest Grabchuk"),
    ("Олег Грабов", "Ольга Грабова"),
    ("Анна Высоковская", "Владимир Высоковский"),
    ("Михаил Талевский", "Михаил Талевчук"),
    ("John Ferrow", "Jane Ferrow"),
    ("А. Талар", "Владимир Талар"),
    ("Владимир", "Владимир Талар"),
    ("O. V.", "Orest Valko"),
    ("Elizabeth II", "Elizabeth III"),
    ("Donald J. Marle", "Jeanne Marle"),
    ("генерал", "генерал Талар"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_two_spellings_of_one_name_score_high(left: str, right: str) -> None:
    assert compare(left, right).score >= 0.7, compare(left, right)


@pytest.mark.parametrize(("left", "right"), TWO)
def test_names_of_two_people_stay_under_the_threshold(left: str, right: str) -> None:
    assert compare(left, right).score < 0.7, compare(left, right)


@settings(max_examples=200, deadline=None)
@given(NAMES, NAMES)
def test_the_score_is_symmetric_and_between_nothing_and_one(left: str, right: str) -> None:
    there, back = compare(left, right), compare(right, left)
    assert there.score == back.score
    assert 0.0 <= there.score <= 1.0
    assert there.explanation


@settings(max_examples=200, deadline=None)
@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    found = compare(name, name)
    assert found.score == 1.0 or any("rank" in each for each in found.explanation)


def test_every_part_has_its_sentence() -> None:
    found = compare("генерала Джоном Ферроу", "John F. Farrow")
    assert isinstance(found, NameComparison)
    assert [each for each in found.explanation if "title “генерала”" in each]
    assert [each for each in found.explanation if "“Джоном” and “John”" in each]
    assert [each for each in found.explanation if "“Ферроу” and “Farrow”" in each]
    assert [each for each in found.explanation if "only one has “F”" in each]


def test_a_surname_alone_is_a_likely_match_and_less_than_a_whole_name() -> None:
    alone = compare("Валько", "Orest Valko")
    assert 0.7 <= alone.score < 0.9
    assert "one word" in alone.explanation[-1]


def test_a_woman_and_a_case_of_a_man_are_told_apart_by_the_surname() -> None:
    doubtful = compare("Александра Грабова", "Aleksandr Grabov")
    assert doubtful.score < 0.9
    assert "woman" in " ".join(doubtful.explanation)
    assert compare("Александра Хальбаха", "Aleksandr Halbach").score > 0.9


def test_a_rank_alone_names_nobody() -> None:
    found = compare("генерал-майор", "major general")
    assert found.score <= 0.3
    assert "names nobody" in found.explanation[-1]


@pytest.mark.parametrize("bad", ["", "   ", "—", "12.5", "\u200b"])
def test_what_has_no_letters_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="name"):
        compare(bad, "Orest Valko")
    with pytest.raises(ValueError, match="name"):
        compare("Orest Valko", bad)


def test_a_text_is_no_name_and_the_error_names_the_limit() -> None:
    with pytest.raises(ValueError, match=str(LIMIT)) as caught:
        compare("Валько " * 700, "Orest Valko")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_scripts_that_have_no_table_are_compared_as_they_stand() -> None:
    assert compare("Ωρέστης", "Ωρέστης").score == 1.0
    assert compare("Ωρέστης Βάλκο", "Orest Valko").score < 0.7


def test_it_is_the_public_function() -> None:
    assert onrecord.compare_names is compare


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("Markem Talarem", "Marek Talar", True),
        ("Danielovi Ferrowovi", "Daniel Ferrow", True),
        ("Vera Ferrowová", "Vera Ferrow", True),
        ("Daniela Talara", "Daniel Talar", False),
        ("Michael O‘Marley", "Michael O'Marley", True),
    ],
)
def test_cases_of_other_slavic_languages_in_latin_letters(left: str, right: str, joined: bool) -> None:
    found = compare(left, right).score
    assert found >= SUGGEST
    assert (found >= JOIN) == joined


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Daniela Ferrow", "Daniel Ferrow"),
        ("Petra Talarová", "Petr Talar"),
        ("Martin Ferrow", "Marta Ferrow"),
    ],
)
def test_a_woman_is_no_case_of_a_man(left: str, right: str) -> None:
    assert compare(left, right).score < SUGGEST
