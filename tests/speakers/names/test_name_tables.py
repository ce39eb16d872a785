"""The tables of names, letters and endings are whole."""

from __future__ import annotations

import pytest

from onrecord.speakers.names.declension import CASES, readings
from onrecord.speakers.names.given import families, families_of
from onrecord.speakers.names.parts import parse
from onrecord.speakers.names.sounds import distance, likeness, sounds
from onrecord.speakers.names.tables import table


def test_several_hundred_families_and_none_empty() -> None:
    known = families()
    assert len(known.labels) > 500
    assert set(known.genders) == {"m", "f"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Кирилл", "Кирило"),
        ("Николай", "Mykola"),
        ("Bill", "William"),
        ("Саша", "Oleksandr"),
        ("Jewgeni", "Євген"),
    ],
)
def test_forms_of_one_given_name_have_a_family_in_common(one: str, two: str) -> None:
    assert families_of(one) & families_of(two)


@pytest.mark.parametrize(("one", "two"), [("Олег", "Ольга"), ("Иван", "John"), ("Юрий", "George")])
def test_two_given_names_have_none(one: str, two: str) -> None:
    assert families_of(one)
    assert families_of(two)
    assert not families_of(one) & families_of(two)


@pytest.mark.parametrize(
    ("word", "heard"),
    [("щука", "Xuka"), ("shchuka", "Xuka"), ("szczuka", "Xuka"), ("schtschuka", "Xuka"), ("ščuka", "Xuka")],
)
def test_spellings_of_one_sound_sound_the_same(word: str, heard: str) -> None:
    assert sounds(word) == heard


def test_the_costs_are_between_nothing_and_one_and_symmetric() -> None:
    assert all(0.0 <= cost <= 1.0 for cost in table("letters.toml")["costs"].values())
    assert distance("talar", "taler") == distance("taler", "talar") > 0
    assert likeness("ivanov", "ivaSov") < 0.8


def test_a_declined_word_has_its_nominative_among_its_readings() -> None:
    assert ("талар", "instrumental") in {
        (each.nominative, case) for each in readings("таларом", "ru") for case in each.cases
    }
    assert readings("талар", "uk")[-1].cases == frozenset(CASES)
    with pytest.raises(KeyError):
        readings("talar", "de")


def test_titles_particles_brackets_and_invisible_marks_are_no_part_of_a_name() -> None:
    found = parse("\u200eотставной генерал-полковник Орест (Ося) ван дер Валько")
    assert [each.text for each in found.words] == ["Орест", "Валько", "Ося"]
    assert found.titles
    assert found.words[2].optional
    assert parse("Валько, Орест").words == parse("Валько Орест").words
