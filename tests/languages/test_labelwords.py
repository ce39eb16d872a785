"""The word lists of labels: the same groups in each language, longest entries, forms."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages.futures import FIRST, THIRD, future
from onrecord.languages.labelwords import Hit, Wordlist, label_words, longest, normal
from onrecord.languages.pack import SUPPORTED, entries


@pytest.mark.parametrize("language", SUPPORTED)
def test_every_language_has_the_same_groups_of_cues(language: str) -> None:
    assert label_words(language).cues.groups == label_words("en").cues.groups
    assert label_words(language).reportative.groups == label_words("en").reportative.groups


@pytest.mark.parametrize("language", SUPPORTED)
def test_every_language_has_over_two_hundred_cues_and_no_mixed_script(language: str) -> None:
    for name in ("acts.toml", "hedges.toml"):
        table = tomllib.loads((files("onrecord.languages") / language / name).read_text(encoding="utf-8"))
        lists = [source for group in table.values() for source in group.values()]
        words = {word for source in lists for entry in entries(source) for word in entry.split()}
        latin = {word for word in words if any("a" <= letter <= "z" for letter in word)}
        assert not latin if language != "en" else latin
        if name == "acts.toml":
            assert sum(1 for source in table["cues"].values() for _ in entries(source)) > 200


def test_a_language_without_lists_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        label_words("de")


def test_entries_of_words_stems_endings_and_any_word() -> None:
    lists = Wordlist({"a": "rule out | rul* | *ly", "b": "ask * to"})
    assert lists.find(["ruled"]) == [Hit("a", 0, 1)]
    assert lists.find(["rule", "out"]) == [Hit("a", 0, 2)]
    assert lists.find(["ask", "her", "to"]) == [Hit("b", 0, 3)]
    assert lists.find(["ask", "her"]) == []
    assert lists.find(["likely"]) == [Hit("a", 0, 1)]
    with pytest.raises(ValueError, match="cannot open with any word"):
        Wordlist({"a": "* to"})


def test_the_longest_hides_what_it_covers() -> None:
    assert list(longest([Hit("a", 0, 1), Hit("b", 0, 2), Hit("c", 1, 2), Hit("d", 2, 3)])) == [
        Hit("b", 0, 2),
        Hit("d", 2, 3),
    ]
    assert len(list(longest([Hit("a", 0, 1), Hit("b", 0, 1)]))) == 2


def test_normal_forms() -> None:
    assert normal("Won’t") == ("will", "not")
    assert normal("doesn't") == ("does", "not")
    assert normal("he'll") == ("he", "will")
    assert normal("Vask’s") == ("vask",)
    assert normal("Её") == ("ее",)
    assert normal("п’ять") == ("п'ять",)


@given(st.lists(st.sampled_from(["said", "will", "not", "true", "call", "on", "?", "no"]), max_size=12))
def test_hits_lie_in_the_words_in_order_and_a_group_never_overlaps_itself(words: list[str]) -> None:
    ends: dict[str, int] = {}
    last = 0
    for hit in label_words("en").signals.find(words):
        assert last <= hit.start < hit.end <= len(words)
        assert ends.get(hit.group, 0) <= hit.start
        ends[hit.group], last = hit.end, hit.start


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("ru", "придёт", THIRD),
        ("ru", "сделаю", FIRST),
        ("ru", "говорит", 0),
        ("uk", "прийде", THIRD),
        ("uk", "зробимо", FIRST),
        ("uk", "працюватиме", THIRD),
        ("uk", "допомагає", 0),
        ("uk", "залишилися", 0),
        ("en", "will", 0),
    ],
)
def test_future_forms(language: str, word: str, expected: int) -> None:
    assert future(word, language) == expected
