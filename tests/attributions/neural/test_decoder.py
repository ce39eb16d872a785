"""From scores to spans: the best allowed tags, and which spans belong together."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attributions.neural.standins import decoder, pair_arrays, seen_of

from onrecord.attributions.neural.decoding import Constants, Decoder, Found, runs, viterbi
from onrecord.attributions.neural.pairing import PairHead


def allowed(tags: tuple[int, ...]) -> bool:
    return all(
        not tag or tag % 2 or before in (tag - 1, tag) for before, tag in zip((0, *tags), tags, strict=False)
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.sampled_from([3, 5, 7]), st.integers(0, 10_000))
def test_the_tags_are_the_best_of_all_allowed_ones(length: int, size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, size)).astype(np.float32)
    ways = (each for each in product(range(size), repeat=length) if allowed(each))
    best = max(sum(float(scores[place, tag]) for place, tag in enumerate(tags)) for tags in ways)
    found = viterbi(scores)
    assert allowed(tuple(found))
    assert sum(float(scores[place, tag]) for place, tag in enumerate(found)) == pytest.approx(best, abs=1e-4)


def test_no_pieces_have_no_tags() -> None:
    assert viterbi(np.zeros((0, 7), np.float32)) == []


SPANS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.integers(0, 2)), max_size=8)


@given(SPANS)
def test_spans_written_as_tags_are_read_again(spans: list[tuple[int, int, int]]) -> None:
    tags: list[int] = []
    expected = []
    for role, size, gap in spans:
        tags += [0] * gap
        expected.append((role, len(tags), len(tags) + size))
        tags += [2 * role + 1] + [2 * role + 2] * (size - 1)
    assert runs(tags) == expected


def test_an_inside_tag_without_a_beginning_begins_a_span() -> None:
    assert runs([2, 2, 0, 4, 2]) == [(0, 0, 2), (1, 3, 4), (0, 4, 5)]


def decoded(text: str, own: Decoder | None = None) -> list[Found]:
    seen = seen_of(text)
    return (own or decoder()).decode(seen, np.zeros(len(seen.pieces), np.int32))


def test_a_cue_takes_its_content_and_the_source_beside_it() -> None:
    (found,) = decoded("ort said rain fell hard")
    assert (found.source, found.cue, found.content) == ([(0, 1)], (1, 2), [(2, 5)])
    assert found.holder is None
    assert found.scores["has_source"] == found.scores["has_cue"] == 1


def test_each_cue_takes_what_is_nearest_to_it() -> None:
    first, second = decoded("ort said rain fell\nvale wrote snow fell")
    assert (first.source, first.cue, first.content) == ([(0, 1)], (1, 2), [(2, 4)])
    assert (second.source, second.cue, second.content) == ([(5, 6)], (6, 7), [(7, 9)])


@pytest.mark.parametrize("text", ["", "ort said", "on the", "said said said"])
def test_without_a_content_there_is_no_attribution(text: str) -> None:
    assert decoded(text) == []


def test_a_content_without_a_cue_stands_alone_only_as_a_quotation() -> None:
    assert decoded("rain fell hard fell hard fell") == []
    (found,) = decoded("“rain fell hard fell hard fell hard fell hard”")
    assert found.cue is None
    assert found.source == []
    assert found.scores["quoted"] == 1


def test_an_inner_cue_reads_its_content_inside_the_one_that_holds_it() -> None:
    text = "ort said rain fell hard fell hard fell"
    seen = seen_of(text)
    inner = seen.inner.copy()
    inner[4] = np.log([0.02, 0.97, 0.01])
    outer, found = decoder().decode(replace(seen, inner=inner), np.zeros(len(seen.pieces), np.int32))
    assert found.holder is outer
    assert found.cue == (4, 5)
    assert found.content
    assert all(outer.content[0][0] <= start < end <= outer.content[0][1] for start, end in found.content)
    assert all(not start <= 4 < end for start, end in found.content)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["ort", "said", "rain", "fell", "on", "“", "”", "\n"]), max_size=40),
    st.integers(0, 99),
)
def test_whatever_the_network_says_spans_lie_in_the_text(words: list[str], seed: int) -> None:
    seen = seen_of(" ".join(words))
    count = len(seen.pieces)
    chance = np.random.default_rng(seed)
    flat, inner = (np.log(chance.dirichlet([0.3] * size, count)).astype(np.float32) for size in (7, 3))
    seen = replace(seen, flat=np.maximum(flat, -50), inner=np.maximum(inner, -50))
    own = Decoder(PairHead(pair_arrays(seed)), Constants(least_content=-8.0))
    for each in own.decode(seen, np.zeros(count, np.int32)):
        assert each.content
        for start, end in (*each.source, *([each.cue] if each.cue else []), *each.content):
            assert 0 <= start < end <= count
        assert all(np.isfinite(value) for value in each.scores.values())
