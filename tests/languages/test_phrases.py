"""Lists of phrases: found as one long pattern would find them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages.phrases import Phrases

LIST = "left | left office | уволен* | с | до 1* | {was,were} out | и. о. | (ret.) | ех* | ex-"


def pattern(source: str) -> re.Pattern[str]:
    """The same as one pattern, without the words of the list being sorted by their letters."""
    parts = [each.strip() for each in source.replace("{was,were} out", "was out | were out").split("|")]
    made = [
        r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in part.split())
        for part in sorted(parts, key=lambda each: (-len(each), each))
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(made) + r")(?!\w)")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he left office in may", "left office"),
        ("he left  office", "left  office"),
        ("leftist", None),
        ("его уволенного", "уволенного"),
        ("с мая", "с"),
        ("ехал", "ехал"),
        ("до 1999", "до 1999"),
        ("врио, и. о. мэра", "и. о."),
        ("", None),
    ],
)
def test_the_first_phrase_of_a_text(text: str, found: str | None) -> None:
    match = Phrases(LIST).search(text)
    assert (match.group() if match else None) == found


WORDS = st.sampled_from(
    "left office уволен уволена с сорок до 1 199 was out и. о. ех ехали, leftist ! 3".split()  # noqa: SIM905
)


@given(st.lists(WORDS))
def test_phrases_are_found_as_by_one_pattern(words: list[str]) -> None:
    text = " ".join(words)
    phrases, one = Phrases(LIST), pattern(LIST)
    assert [each.span() for each in phrases.finditer(text)] == [each.span() for each in one.finditer(text)]
    for start in range(len(text)):
        ours, theirs = phrases.match(text, start), one.match(text, start)
        assert (ours and ours.span()) == (theirs and theirs.span())
        assert (phrases.search(text, start) is None) == (one.search(text, start) is None)
    assert (phrases.fullmatch(text) is None) == (one.fullmatch(text) is None)
