"""The floors: read and written, held with a margin, raised, and lowered only one by one."""

from __future__ import annotations

from typing import Any

import pytest
from evaluation.figures import KNOWN, NESTED, SCORED, held, value
from evaluation.floors import (
    FloorError,
    Floors,
    Key,
    broken,
    dump,
    loosened,
    parse,
    raised,
    without_floor,
    worse,
)
from evaluation.own import demonstration_digest, hard_digest
from evaluation.tasks import NAMES, OWN_NAMES
from evaluation.who import OWN, own_digest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation import run, what

PIN = "0" * 64
TASK = "polnear-dev"
PLACES = st.integers(0, 10000).map(lambda number: number / 10000)
KEYS = st.builds(
    Key, st.sampled_from(["accurate", "fast"]), st.sampled_from(NAMES), st.sampled_from(sorted(KNOWN))
)
FLOORS = st.builds(
    Floors,
    PLACES,
    st.fixed_dictionaries({name: st.just(PIN) for name in NAMES}),
    st.dictionaries(KEYS, PLACES, max_size=8),
    st.sampled_from(["", "# why\n#\n# and why not"]),
)


def result(
    attr: float = 0.5, nested: float | None = None, ece: float | None = None, pin: str = PIN
) -> dict[str, Any]:
    """What was measured on a task: the scorer's figures all the same."""
    figures: dict[str, Any] = {name: {"f1": attr, "gold": 900, "pred": 1100} for name in SCORED}
    if nested is not None:
        figures[NESTED] = {"r": nested, "gold": 500}
    return {"gold_sha256": pin, "figures": figures, "calibration": None if ece is None else {"ece": ece}}


RESULTS = st.dictionaries(
    st.sampled_from(["accurate", "fast"]),
    st.dictionaries(
        st.sampled_from(NAMES), st.builds(result, PLACES, st.none() | PLACES, st.none() | PLACES), max_size=3
    ),
)


def floors(figure: str, bound: float, pin: str = PIN) -> Floors:
    return Floors(0.01, {TASK: pin}, {Key("fast", TASK, figure): bound})


@settings(max_examples=40, deadline=None)
@given(FLOORS)
def test_what_is_written_is_read_again(before: Floors) -> None:
    assert parse(dump(before)) == before


@settings(max_examples=40, deadline=None)
@given(FLOORS, RESULTS)
def test_raising_never_loosens_and_leaves_nothing_better_without_a_floor(
    before: Floors, results: Any
) -> None:
    after = raised(before, results)
    for key, bound in before.bounds.items():
        assert worse(key.figure, bound, after.bounds[key]) >= 0
    assert not without_floor(after, results)
    assert raised(after, results) == after
    for speed, tasks in results.items():
        for task, measured in tasks.items():
            for figure in held(task):
                reached = value(measured, figure)
                if reached is not None:
                    assert worse(figure, after.bounds[Key(speed, task, figure)], reached) <= 0


@settings(max_examples=40, deadline=None)
@given(FLOORS, RESULTS)
def test_what_was_raised_from_nothing_holds(before: Floors, results: Any) -> None:
    assert not broken(raised(Floors(0, before.gold, {}), results), results)


@pytest.mark.parametrize(
    ("figure", "bound", "problem"),
    [
        ("attr", 0.5, ""),
        ("attr", 0.51, ""),  # within the margin
        ("attr", 0.5101, "fast/polnear-dev/attr: 0.5000 is under its floor of 0.5101 by more than 0.0100"),
        (NESTED, 0.41, ""),
        (NESTED, 0.42, "is under its floor of 0.4200"),
        ("ece", 0.06, ""),
        ("ece", 0.05, ""),
        ("ece", 0.0499, "fast/polnear-dev/ece: 0.0600 is over its ceiling of 0.0499"),
    ],
)
def test_a_figure_fails_when_it_is_worse_by_more_than_the_margin(
    figure: str, bound: float, problem: str
) -> None:
    problems = broken(floors(figure, bound), {"fast": {TASK: result(0.5, 0.4, 0.06)}})
    assert len(problems) == bool(problem)
    assert problem in "".join(problems)


@pytest.mark.parametrize(("bound", "count"), [(0.7, 0), (0.71, 1)])
def test_where_attributions_count_for_more_than_the_margin_two_are_allowed(bound: float, count: int) -> None:
    small = result(0.5, 0.5)
    small["figures"]["attr"] |= {"gold": 12, "pred": 8}
    small["figures"][NESTED] |= {"gold": 10}
    for figure in ("attr", NESTED):
        assert len(broken(floors(figure, bound), {"fast": {TASK: small}})) == count


def test_a_floor_without_a_figure_fails() -> None:
    assert "no such figure" in broken(floors("ece", 0.1), {"fast": {TASK: result()}})[0]


def test_tasks_and_speeds_that_were_not_measured_are_not_compared() -> None:
    assert not broken(floors("attr", 0.9), {"accurate": {TASK: result()}, "fast": {"hard-en": result()}})


def test_other_gold_fails_and_its_figures_are_not_compared() -> None:
    results = {speed: {TASK: result(0.1, pin="1" * 64)} for speed in ("accurate", "fast")}
    (problem,) = broken(floors("attr", 0.9), results)
    assert problem.startswith("polnear-dev: the gold is not the one that its floors were set on")


def test_other_gold_is_pinned_only_when_that_is_asked_for_and_its_floors_stay() -> None:
    before, results = floors("attr", 0.9), {"fast": {TASK: result(0.5, pin="1" * 64)}}
    assert raised(before, results) == before
    after = raised(before, results, new_gold=True)
    assert after.gold[TASK] == "1" * 64
    assert after.bounds[Key("fast", TASK, "attr")] == 0.9
    assert "under its floor" in broken(after, results)[0]


def test_a_figure_without_a_floor_is_named_and_not_failed() -> None:
    results = {"fast": {TASK: result(0.5, ece=0.1)}}
    unpinned = without_floor(floors("attr", 0.5), results)
    assert Key("fast", TASK, "attr|direct") in unpinned
    assert Key("fast", TASK, "ece") in unpinned
    assert Key("fast", TASK, NESTED) not in unpinned  # not measured
    assert not broken(floors("attr", 0.5), results)


def test_a_floor_pinned_by_hand_is_raised_too() -> None:
    after = raised(floors("token.cue", 0.4), {"fast": {TASK: result(0.5)}})
    assert after.bounds[Key("fast", TASK, "token.cue")] == 0.5


@pytest.mark.parametrize(("figure", "bound"), [("attr", 0.6), ("ece", 0.01)])
def test_a_floor_is_lowered_to_todays_figure_and_nothing_else_moves(figure: str, bound: float) -> None:
    results = {"fast": {TASK: result(0.5, ece=0.05)}}
    key, other = Key("fast", TASK, figure), Key("fast", TASK, "span.half")
    before = Floors(0.01, {TASK: PIN}, {key: bound, other: 0.9})
    after = loosened(before, key, results)
    assert after.bounds == {key: value(results["fast"][TASK], figure), other: 0.9}


@pytest.mark.parametrize(
    ("before", "key", "why"),
    [
        (floors("attr", 0.5), "fast/polnear-dev/attr", "no worse than"),
        (floors("attr", 0.4), "fast/polnear-dev/attr", "no worse than"),
        (floors("attr", 0.6), "fast/polnear-dev/span.half", "no such floor"),
        (floors("ece", 0.6), "fast/polnear-dev/ece", "no such figure"),
        (floors("attr", 0.6, "1" * 64), "fast/polnear-dev/attr", "the gold has changed"),
    ],
)
def test_a_floor_that_may_not_be_lowered_is_refused(before: Floors, key: str, why: str) -> None:
    with pytest.raises(FloorError, match=why):
        loosened(before, Key.of(key), {"fast": {TASK: result(0.5)}})


@pytest.mark.parametrize(
    "text",
    [
        "[slow.polnear-dev.least]\nattr = 0.5",
        "[fast.somewhere.least]\nattr = 0.5",
        "[fast.polnear-dev.least]\nnothing = 0.5",
        "[fast.polnear-dev.most]\nattr = 0.5",
        "[fast.polnear-dev.least]\nece = 0.5",
    ],
)
def test_a_file_that_names_what_is_not_there_is_refused(text: str) -> None:
    with pytest.raises(FloorError):
        parse(text)


def test_the_committed_floors_can_be_read_and_have_a_digest_each() -> None:
    text = run.FLOORS.read_text(encoding="utf-8")
    committed = parse(text)
    assert {key.task for key in committed.bounds} <= set(committed.gold)
    assert all(len(pin) == 64 for pin in committed.gold.values())
    assert committed.margin == 0.01
    assert "margin is 0.01 because" in committed.head
    assert dump(committed) == text


def test_the_committed_floors_belong_to_our_own_gold_as_it_is() -> None:
    committed = parse(run.FLOORS.read_text(encoding="utf-8"))
    ours = {
        name: what.own_digest(name)
        if name in what.OWN
        else own_digest(name)
        if name in OWN
        else hard_digest(name[-2:])
        if name.startswith("hard")
        else demonstration_digest()
        for name in OWN_NAMES
    }
    assert {name: committed.gold.get(name) for name in OWN_NAMES} == ours
