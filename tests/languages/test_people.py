"""The people of a language pack: every language has every class, and a noun knows its number in all its forms."""

from __future__ import annotations

import pytest

from onrecord.languages.pack import SUPPORTED
from onrecord.languages.people import people
from onrecord.languages.phrases import Phrases


def test_every_language_has_the_same_classes() -> None:
    english = people("en")
    for language in SUPPORTED:
        other = people(language)
        assert other is people(language)
        assert set(other.nouns) == set(english.nouns)
        assert set(other.chains) == set(english.chains)
        assert set(other.service) == set(english.service)
        assert {"m", "f"} <= set(other.given.values())


def test_a_language_without_a_pack_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        people("de")


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [
        ("en", "general", "one"), ("en", "generals", "many"), ("en", "spokeswomen", "many"), ("en", "bridge", None),
        ("ru", "генерала", "one"), ("ru", "генералов", "many"), ("ru", "представителей", "many"),
        ("ru", "судьи", "either"), ("ru", "мост", None),
        ("uk", "генералом", "one"), ("uk", "посадовці", "many"), ("uk", "речниці", "either"), ("uk", "міст", None),
    ],
)  # fmt: skip
def test_a_noun_for_people_knows_its_number(language: str, word: str, number: str | None) -> None:
    assert people(language).nouns["persons"].number(word) == number


def test_phrases_are_whole_words_and_the_longest_first() -> None:
    found = Phrases("left office | left | уволен* | {was,were} out")
    assert found.match("left  office")[0] == "left  office"  # type: ignore[index]
    assert found.search("cleft officer") is None
    assert found.search("его уволенного")
    assert found.search("they were out")
    assert Phrases("").search("anything") is None
