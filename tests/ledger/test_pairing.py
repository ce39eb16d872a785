"""Pairing attributions of two readings by their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.pairing import FUZZY_THRESHOLD, Wording, normal, pair_exactly, pair_fuzzily

wordings = st.lists(
    st.tuples(
        st.sampled_from(["Kovra", "Orlin"]), st.sampled_from(["it holds", "It holds!", "no"]), st.floats(0, 1)
    ),
    max_size=8,
)


def made(many: list[tuple[str, str, float]], first: int) -> list[Wording]:
    return [Wording(n, *one) for n, one in enumerate(many, first)]


def test_letter_case_and_punctuation_do_not_matter() -> None:
    assert normal("«Мост — стоит», — сказал он") == normal("“мост стоит” сказал ОН")
    (pair,) = pair_exactly([Wording(1, "Kovra", "It holds.", 0.5)], [Wording(2, "KOVRA", "“it holds”", 0.1)])
    assert (pair.before, pair.after, pair.score) == (1, 2, 100)


def test_another_speaker_or_other_words_are_no_exact_pair() -> None:
    old = [Wording(1, "Kovra", "it holds", 0.5)]
    assert (
        pair_exactly(old, [Wording(2, "Orlin", "it holds", 0.5), Wording(3, "Kovra", "it held", 0.5)]) == []
    )


def test_repetitions_are_paired_by_place() -> None:
    old = [Wording(1, "K", "yes", 0.1), Wording(2, "K", "yes", 0.9)]
    new = [Wording(3, "K", "yes", 0.85)]
    assert [(pair.before, pair.after) for pair in pair_exactly(old, new)] == [(2, 3)]


@given(wordings, wordings)
def test_pairs_are_one_to_one_and_equal(
    old: list[tuple[str, str, float]], new: list[tuple[str, str, float]]
) -> None:
    before, after = made(old, 1), made(new, 100)
    pairs = pair_exactly(before, after)
    keys = {one.id: one.key for one in (*before, *after)}
    assert len({pair.before for pair in pairs}) == len({pair.after for pair in pairs}) == len(pairs)
    assert all(keys[pair.before] == keys[pair.after] for pair in pairs)
    for key in set(keys.values()):
        counts = (sum(one.key == key for one in side) for side in (before, after))
        assert sum(keys[pair.before] == key for pair in pairs) == min(counts)


@given(wordings)
def test_the_same_reading_pairs_with_itself_in_place(many: list[tuple[str, str, float]]) -> None:
    old, new = made(many, 1), made(many, 100)
    places = {one.id: one.place for one in (*old, *new)}
    assert all(places[pair.before] == places[pair.after] for pair in pair_exactly(old, new))


def test_a_typing_error_is_forgiven_and_a_changed_verb_is_not() -> None:
    old = [Wording(1, "General Kovra", "the bridge at Lomna will hold until spring", 0.2)]
    close = Wording(2, "General Kovra", "the brigde at Lomna will hold until spring", 0.2)
    other = Wording(3, "General Kovra", "the bridge at Lomna was blown up in winter", 0.2)
    (pair,) = pair_fuzzily(old, [other, close])
    assert pair.after == 2
    assert FUZZY_THRESHOLD <= pair.score < 100
    assert pair_fuzzily(old, [other]) == []


def test_among_equally_alike_ones_the_nearest_is_taken() -> None:
    old = [Wording(1, "Kovra", "we shall hold the northern bridge", 0.8)]
    new = [
        Wording(2, "Kovra", "we shall hold the northern bridges", 0.1),
        Wording(3, "Kovra", "we shall hold the northern bridged", 0.7),
    ]
    assert [pair.after for pair in pair_fuzzily(old, new)] == [3]


def test_nothing_to_pair() -> None:
    assert pair_fuzzily([], [Wording(1, "", "a", 0)]) == []
    assert pair_exactly([], []) == []
