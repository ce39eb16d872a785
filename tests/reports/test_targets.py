"""Which targets count toward a person, in three languages."""

from __future__ import annotations

import pytest

from onrecord.reports.targets import choose, whole_names

NAMES = ["Ladimir Koreth", "Ладимир Корет"]


@pytest.mark.parametrize(
    "target",
    [
        "Ladimir Koreth", "Koreth", "President Koreth", "the president Ladimir Koreth", "Ладимир Корет", "Корет",
        "президент Ладимир Корет", "Koreth's war", "Koreth’s policies", "President Koreth's decree",
        "the policies of Ladimir Koreth", "the government of President Koreth", "the Koreth government", "Koreth regime",
        "Koreth's war in the valley", "политика Корета", "новая политика Корета", "режим Ладимира Корета",
        "решение президента Корета", "коретовский режим", "політика Корета", "уряд Ладимира Корета",
        "рішення президента Корета", "коретівська політика", "Koreth and his inner circle", "Корет и его окружение",
    ],
)  # fmt: skip
def test_the_person_and_what_is_named_as_theirs(target: str) -> None:
    assert target in choose(NAMES, [], [target]).targets


@pytest.mark.parametrize(
    "target",
    [
        "Koreth's spokesman", "Koreth’s critics", "supporters of Koreth", "the Koreth followers", "сторонники Корета",
        "пресс-секретарь Корета", "прихильники Корета", "речниця Корета", "the Kremlin", "Кремль", "the president",
        "Oskel Koreth", "Marek Oskel", "Oskel's war", "the war", "Корета́н", "K", "…", "",
    ],
)  # fmt: skip
def test_others_and_people_of_theirs_do_not_count(target: str) -> None:
    assert choose(NAMES, [], [target]).targets == {}


@pytest.mark.parametrize(
    ("alias", "target"),
    [
        ("the Kremlin", "the Kremlin"), ("Kremlin", "the Kremlin"), ("the Kremlin", "the Kremlin's policy"),
        ("Кремль", "Кремля"), ("the palace", "the palace"),
    ],
)  # fmt: skip
def test_other_names_count_where_they_are_included(alias: str, target: str) -> None:
    assert target in choose(NAMES, [alias], [target]).targets
    assert choose(NAMES, [], [target]).targets == {}


def test_a_surname_that_several_have_is_unclear() -> None:
    found = choose(
        NAMES, [], ["Koreth", "Ladimir Koreth", "Koreth's war"], is_shared=lambda name: name == "Koreth"
    )
    assert found.unclear == ("Koreth",)
    assert set(found.targets) == {"Ladimir Koreth", "Koreth's war"}


def test_people_of_one_surname_among_the_targets_are_told_apart() -> None:
    targets = ["Orest Valko", "Орест Валько", "Iryna Valko", "Valko", "Valko's war", "Ihor Melnyk"]
    assert whole_names("Valko", targets) == [["Orest Valko", "Орест Валько"], ["Iryna Valko"]]
    assert whole_names("Orest Valko", targets) == [["Orest Valko", "Орест Валько"]]


def test_two_surnames_of_one_beginning_are_two_people() -> None:
    assert whole_names("Тормасов", ["президента Радима Тормасова", "міністра Радима Тормасюка"]) == [
        ["Радима Тормасова"]
    ]
