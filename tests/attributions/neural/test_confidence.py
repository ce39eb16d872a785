"""Confidence: a share between 0 and 1, by language, and the least that is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.neural.confidence import Calibration, Way

WAY = Way({"cue": 1.0, "size": -0.5}, 0.25, {"ru": -1.0}, {"en": 0.4})


@given(
    st.dictionaries(st.sampled_from(["cue", "size", "other"]), st.floats(-1e6, 1e6)),
    st.sampled_from(["en", "ru"]),
)
def test_it_is_a_share_whatever_the_scores(scores: dict[str, float], language: str) -> None:
    assert 0 <= WAY.confidence(scores, language) <= 1


def test_scores_that_are_missing_count_as_0_and_a_language_has_its_own_constant() -> None:
    assert WAY.confidence({"cue": -0.25}, "en") == 0.5
    assert WAY.confidence({"cue": 0.75}, "ru") == 0.5
    assert WAY.confidence({"other": 9.0, "cue": -0.25}, "uk") == 0.5


def test_the_least_that_is_kept_is_a_half_where_nothing_else_is_said() -> None:
    assert WAY.keeps(0.4, "en")
    assert not WAY.keeps(0.39, "en")
    assert not WAY.keeps(0.49, "uk")


def test_settings_that_lack_a_part_are_an_error() -> None:
    with pytest.raises(KeyError, match="least"):
        Calibration.of({"outer": {"weights": {}, "constant": 0.0, "by_language": {}}})
