"""Status by the rules and a label network together."""

from __future__ import annotations

from math import log

import pytest

from onrecord.attributions.scores import Scores
from onrecord.speakers.standing import BY_RULES, PRIOR, VALUES, said, settled


def heard(current: float, former: float, unknown: float) -> Scores:
    shares = dict(zip(VALUES, (log(current), log(former), log(unknown)), strict=True))
    return Scores(values={"status": shares}, spans={})


def test_shares_are_shares() -> None:
    for row in (*BY_RULES.values(), PRIOR):
        assert sum(row) == pytest.approx(1, abs=0.015)


def test_a_network_that_is_sure_overrules_a_role_that_only_stands_beside_the_name() -> None:
    why = "current: given as the role of the speaker"
    assert settled("current", why, True, [heard(0.02, 0.96, 0.02)]) == "former"
    assert settled("current", why, True, [heard(0.4, 0.5, 0.1)]) == "current"


def test_a_network_that_is_unsure_leaves_what_the_rules_said() -> None:
    even = [heard(1 / 3, 1 / 3, 1 / 3)]
    assert settled("former", "former: retired", True, even) == "former"
    assert settled("current", "current: acting", True, even) == "current"


def test_a_role_beside_the_name_is_another_s_only_where_the_network_is_sure() -> None:
    why = "current: given as the role of the speaker"
    assert settled("current", why, True, [heard(0.2, 0.1, 0.7)]) == "current"
    assert settled("current", why, True, [heard(0.02, 0.01, 0.97)]) == "unknown"
    assert settled("unknown", "no role given", True, [heard(0.05, 0.01, 0.94)]) == "unknown"


def test_an_end_that_no_words_tell_is_worth_less_but_not_where_the_rules_tell_one() -> None:
    seen = [heard(0.3, 0.5, 0.2)]
    assert settled("unknown", "no role given", True, seen) == "former"
    assert settled("unknown", "no role given", True, seen, untold=True) != "former"
    assert settled("former", "former: left the army", True, seen, untold=True) == "former"


def test_all_statements_of_a_speaker_are_heard() -> None:
    near, far = heard(0.02, 0.95, 0.03), heard(0.4, 0.2, 0.4)
    assert settled("unknown", "no role given", True, [far]) != "former"
    assert settled("unknown", "no role given", True, [near, far]) == "former"


def test_what_the_rules_said() -> None:
    assert said("former", "former: retired") == "former"
    assert said("current", "current: given as the role of the speaker") == "given"
    assert said("current", "current: acting") == "told"
    assert said("unknown", "no role given") == "none"
