"""Organisations: legal forms aside, words in any order, other words are other bodies."""

from __future__ import annotations

import pytest

from onrecord.speakers.names.organisations import compare_organisations

ONE = [
    ("Selm Steel Works Ltd.", "SELM STEEL WORKS"),
    ("OAO Selmstal", "Selmstal JSC"),
    ("ООО «Сельмсталь»", "Selmstal LLC"),
    ("Ministry of the Rivers", "Ministry of Rivers"),
    ("Union of Selm Mothers", "USM"),
]
TWO = [
    ("Bank of Selm", "Bank of Tarn"),
    ("Selm Trust 2007-1", "Selm Trust 2007-2"),
    ("Selm Steel Works", "Selm Glass Works"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_one_body(left: str, right: str) -> None:
    assert compare_organisations(left, right).score >= 0.7
    assert compare_organisations(left, right) == compare_organisations(right, left)


@pytest.mark.parametrize(("left", "right"), TWO)
def test_two_bodies(left: str, right: str) -> None:
    found = compare_organisations(left, right)
    assert found.score < 0.7
    assert found.explanation


def test_bad_names_are_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        compare_organisations(" — ", "Selm")
    with pytest.raises(ValueError, match="300"):
        compare_organisations("Selm " * 100, "Selm")
