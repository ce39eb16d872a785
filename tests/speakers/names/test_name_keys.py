"""Mentions of one person share a key."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
