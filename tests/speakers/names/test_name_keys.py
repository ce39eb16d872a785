"""Mentions of one person share a key, and the index finds them and decides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.speakers.names.index import MOST_COMPARED, NamesInMemory, decide
from onrecord.speakers.names.keys import keys, lookups

CONSONANTS = dict(
    zip(
        "бвгдзклмнпрстфхчшж",
        ["b", "v", "g", "d", "z", "k", "l", "m", "n", "p", "r", "s", "t", "f", "kh", "ch", "sh", "zh"],
        strict=True,
    )
)
VOWELS = dict(zip("аоуеи", ["a", "o", "u", "e", "i"], strict=True))
SYLLABLES = st.lists(
    st.tuples(st.sampled_from(sorted(CONSONANTS)), st.sampled_from(sorted(VOWELS))), min_size=2, max_size=4
)


@settings(max_examples=200, deadline=None)
@given(SYLLABLES, SYLLABLES)
def test_a_name_and_its_transliteration_share_a_key(
    given_name: list[tuple[str, str]], surname: list[tuple[str, str]]
) -> None:
    cyrillic = " ".join(
        "".join(one + two for one, two in each).capitalize() for each in (given_name, surname)
    )
    latin = " ".join(
        "".join(CONSONANTS[one] + VOWELS[two] for one, two in each).capitalize()
        for each in (given_name, surname)
    )
    assert keys(cyrillic) & keys(latin), (cyrillic, latin)
    assert lookups(cyrillic) & keys(latin)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Орестом Валько", "Valko Orest"),
        ("Валько", "Orest Valko"),
        ("Orest Valko", "Валька"),
        ("Володимира Талара", "Vladimir Talar"),
        ("генерал Талар", "Wladimir Talar"),
        ("Bill Ferrow", "William Ferrow"),
        ("Уильям Ферроу", "William Ferrow"),
        ("Донато Марлем", "Donata Marla"),
    ],
)
def test_mentions_of_one_person_find_each_other(left: str, right: str) -> None:
    assert keys(left) & keys(right)
    assert lookups(left) & keys(right)
    assert lookups(right) & keys(left)


def test_names_without_a_part_in_common_share_no_key() -> None:
    assert not keys("Орест Валько") & keys("John Kester")


def index_of(*names: str) -> NamesInMemory:
    index = NamesInMemory()
    for number, name in enumerate(names):
        index.add(f"s{number}", name)
    return index


def test_the_only_whole_name_that_fits_is_joined() -> None:
    found = decide("Орестом Валько", index_of("Orest Valko", "John Kester", "Орест Грабчук"))
    assert found.kind == "join"
    assert [each.identifier for each in found.candidates] == ["s0"]
    assert found.candidates[0].explanation


def test_nothing_is_joined_when_two_people_fit() -> None:
    found = decide("Орестом Валько", index_of("Orest Valko", "Орест Валько"))
    assert found.kind == "suggest"
    assert {each.identifier for each in found.candidates} == {"s0", "s1"}


@pytest.mark.parametrize("name", ["Валько", "О. Валько"])
def test_less_than_a_whole_name_is_only_suggested(name: str) -> None:
    assert decide(name, index_of("Orest Valko")).kind == "suggest"
    assert decide("Orest Valko", index_of(name)).kind == "suggest"


def test_a_stranger_and_a_namesake_by_given_name_stay_apart() -> None:
    assert decide("Орест Грабчук", index_of("Orest Valko")).kind == "apart"


def test_a_surname_that_too_many_have_is_not_joined_and_says_so() -> None:
    index = index_of(
        *(
            f"{chr(1040 + number % 30)}{chr(1072 + number % 29)}рас Валько"
            for number in range(3 * MOST_COMPARED)
        )
    )
    found = decide("Валько", index)
    assert found.kind == "suggest"
    assert not found.complete
    assert len(found.candidates) <= MOST_COMPARED


def test_the_same_name_twice_changes_nothing() -> None:
    index = index_of("Orest Valko")
    index.add("s0", "Orest Valko")
    assert len(index) == 1


def test_what_is_no_name_is_refused_and_leaves_nothing_behind() -> None:
    index = NamesInMemory()
    with pytest.raises(ValueError, match="name"):
        index.add("s0", "—")
    assert len(index) == 0
