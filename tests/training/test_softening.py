"""Softened tags: carried from one way to cut a text to another, and learned beside the gold ones."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
from hypothesis import given
from hypothesis import strategies as st
from tests.attributions.neural.standins import tokenizer
from training.batches import Specials, Window, collate
from training.examples import FLAT, IGNORED, Marked, prepare
from training.learn import _blended
from training.network import buckets
from training.softening import all_of, carried

from onrecord.attributions.neural.pieces import Pieces

NONE, BEGIN, INSIDE = FLAT.index("O"), FLAT.index("B-content"), FLAT.index("I-content")


def cut(*starts: int, end: int, empty: tuple[int, ...] = ()) -> Pieces:
    """Pieces that begin at these characters; those numbered in ``empty`` hold none."""
    at = np.array(starts, np.int32)
    ends = np.array([*starts[1:], end], np.int32)
    ends[list(empty)] = at[list(empty)]
    flags = np.zeros(len(starts), np.int8)
    return Pieces(at, at, ends, flags, flags.astype(np.int32), line_break=-1)


def certain(*tags: int) -> np.ndarray:
    return np.eye(len(FLAT), dtype=np.float32)[list(tags)]


def tags_of(soft: np.ndarray) -> list[int]:
    return [int(tag) for tag in soft.argmax(1)]


def test_a_piece_within_a_larger_one_goes_on_with_what_that_begins() -> None:
    soft = carried(certain(NONE, BEGIN, INSIDE), cut(0, 4, 8, end=12), cut(0, 4, 6, 8, 10, end=12))
    assert tags_of(soft) == [NONE, BEGIN, INSIDE, INSIDE, INSIDE]


def test_a_piece_over_several_takes_the_tag_of_the_first() -> None:
    soft = carried(certain(BEGIN, INSIDE, NONE), cut(0, 2, 4, end=6), cut(0, 4, end=6))
    assert tags_of(soft) == [BEGIN, NONE]


def test_a_piece_without_a_character_before_a_beginning_is_nothing_yet() -> None:
    own = cut(0, 4, 4, 8, 8, end=10, empty=(1, 3))
    soft = carried(certain(NONE, BEGIN, INSIDE), cut(0, 4, 8, end=10), own)
    assert tags_of(soft) == [NONE, NONE, BEGIN, INSIDE, INSIDE]


@given(st.text(alphabet="abc \n", max_size=60), st.randoms(use_true_random=False))
def test_probabilities_stay_probabilities_however_the_text_is_cut(text: str, chance: object) -> None:
    from onrecord.attributions.neural.pieces import pieces_of
    from onrecord.text.document import Span

    larger = pieces_of(text, tokenizer())
    own = pieces_of(text, tokenizer(), [Span(0, len(text))])
    given_tags = np.random.default_rng(len(text)).dirichlet(np.ones(len(FLAT)), len(larger))
    if len(larger):
        soft = carried(given_tags.astype(np.float32), larger, own)
        assert soft.shape == (len(own), len(FLAT))
        assert np.allclose(soft.astype(np.float32).sum(1), 1, atol=0.01)


def test_softened_tags_count_by_their_share_and_alone_where_nothing_is_marked() -> None:
    row = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]], "nested_in": None}
    marked, unmarked = (
        prepare(Marked("ort said rain fell", "en", rows), tokenizer()) for rows in ([row], [])
    )
    unmarked.flat[:] = IGNORED
    for each in (marked, unmarked):
        each.soft = np.tile(certain(NONE), (len(each.pieces), 1)).astype(np.float16)
    windows = [Window(each, 0, len(each.pieces)) for each in (marked, unmarked)]
    batch = collate(windows, Specials(0, 1, 2, 3), 0.0, np.random.default_rng(1))
    says_nothing = torch.zeros((2, batch.ids.shape[1], len(FLAT)))
    says_nothing[..., NONE] = 20.0
    assert float(_blended(says_nothing, batch, 1.0)) == pytest.approx(0, abs=1e-5)
    # All four gold tags of the first text are missed, at a loss of 20 each, at half of the weight.
    assert float(_blended(says_nothing, batch, 0.5)) == pytest.approx(0.5 * 20 * 4 / (4 + 2), abs=0.01)
    assert float(_blended(says_nothing, batch, 0.0)) == pytest.approx(20, abs=0.01)


def test_variants_are_softened_with_their_document() -> None:
    example = prepare(Marked("rain fell.\nort said it.", "en", []), tokenizer())
    assert len(all_of([[example]])) == 1 + len(example.variants) > 1


def test_buckets_are_exact_nearby_and_part_before_from_after() -> None:
    found = buckets(300, 32)
    assert found.shape == (300, 300)
    assert found[10, 10] == 0
    assert [int(found[10, 10 - back]) for back in range(8)] == list(range(8))
    assert [int(found[10, 10 + ahead]) for ahead in range(1, 8)] == list(range(17, 24))
    assert int(found[299, 0]) == 15
    assert int(found[0, 299]) == 31
    assert (found[0, 1:].diff() >= 0).all()
