"""Folding judgements: order, undoing, and the replay of merges and splits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.folding import Act, fold, undone
from onrecord.ledger.grouping import Member, Move, replay

kinds = st.sampled_from(["accept", "reject", "edit", "grade", "note", "resolve", "merge"])
acts = st.lists(
    st.tuples(
        kinds, st.dictionaries(st.sampled_from(["grade", "act", "venue"]), st.text(max_size=3)), st.text()
    ),
    max_size=12,
).map(lambda many: [Act(n, kind, reason, payload) for n, (kind, payload, reason) in enumerate(many, 1)])


def test_the_later_judgement_wins() -> None:
    standing = fold(
        [
            Act(1, "accept"),
            Act(2, "edit", payload={"act": "warn", "venue": "radio"}),
            Act(3, "reject"),
            Act(4, "edit", payload={"act": "deny"}),
            Act(5, "grade", payload={"grade": "B2"}),
            Act(6, "note", "said twice"),
            Act(7, "resolve", payload={"outcome": "true"}),
            Act(8, "resolve", payload={"to": "a9"}, about_review=True),
            Act(9, "merge"),
        ]
    )
    assert standing.verdict == "rejected"
    assert standing.edits == {"act": "deny", "venue": "radio"}
    assert standing.grade == "B2"
    assert standing.notes == ("said twice",)
    assert standing.resolution == {"outcome": "true"}
    assert standing.judgements == (1, 2, 3, 4, 5, 6, 7)
    assert standing.words == ("rejected", "edited", "graded", "resolved", "noted")


@given(acts, st.sets(st.integers(1, 12)))
def test_what_is_undone_leaves_no_trace(made: list[Act], gone: set[int]) -> None:
    assert fold(made, gone) == fold([act for act in made if act.id not in gone])


@given(acts, st.randoms(use_true_random=False))
def test_folding_does_not_depend_on_the_order_of_reading(made: list[Act], chance: object) -> None:
    assert fold(reversed(made)) == fold(made)


@given(acts)
def test_undoing_all_gives_back_nothing(made: list[Act]) -> None:
    assert fold(made, {act.id for act in made}) == fold([])


def test_an_undo_of_an_undo_brings_back() -> None:
    assert undone({}) == set()
    assert undone({2: [1]}) == {1}
    assert undone({2: [1], 3: [2]}) == {2}
    assert undone({2: [1], 3: [2], 4: [3]}) == {1, 3}
    assert undone({2: [1], 4: [1], 5: [2]}) == {1, 2}


@given(st.integers(1, 30))
def test_a_chain_of_undoes_alternates(length: int) -> None:
    chain = {number: [number - 1] for number in range(2, length + 2)}
    assert (1 in undone(chain)) == (length % 2 == 1)


@given(st.dictionaries(st.integers(1, 20), st.sets(st.integers(1, 20), max_size=3)))
def test_a_judgement_counts_if_no_counted_undo_takes_it_back(undos: dict[int, set[int]]) -> None:
    gone = undone(undos)
    for number in range(1, 21):
        taken_back = any(
            number in targets and number < undo for undo, targets in undos.items() if undo not in gone
        )
        assert (number in gone) == taken_back


def members(*homes: int, follows: dict[int, int] | None = None) -> list[Member]:
    return [Member(n, home, home, (follows or {}).get(n)) for n, home in enumerate(homes, 1)]


def where(held: list[Member]) -> list[int]:
    return [member.now for member in held]


def test_merges_and_splits_are_replayed_in_order() -> None:
    merge = Move(1, frozenset({2, 3}), frozenset(), 1)
    split = Move(2, frozenset(), frozenset({3}), 9)
    held = members(1, 2, 3)
    replay(held, [split, merge])
    assert where(held) == [1, 1, 9]
    assert [member.judgement for member in held] == [None, 1, 2]
    replay(held, [merge])
    assert where(held) == [1, 1, 1]
    replay(held, [])
    assert (where(held), [member.judgement for member in held]) == ([1, 2, 3], [None] * 3)


def test_what_follows_an_attribution_goes_with_it() -> None:
    held = members(1, 1, 1, 1, follows={3: 1, 4: 3})
    replay(held, [Move(1, frozenset(), frozenset({1}), 9)])
    assert where(held) == [9, 1, 9, 9]


def test_attributions_that_follow_in_a_circle_end() -> None:
    held = members(1, 1, follows={1: 2, 2: 1})
    replay(held, [Move(1, frozenset(), frozenset({7}), 9)])
    assert where(held) == [1, 1]
