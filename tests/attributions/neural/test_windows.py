"""Windows: every piece is in one, of the length the model knows, and is read where it stands deep inside."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.attributions.neural.standins import WordNetwork, tokenizer

from onrecord.attributions.neural.pieces import pieces_of
from onrecord.attributions.neural.windows import (
    OVERLAP,
    WINDOW,
    Ends,
    Floats,
    Seen,
    borders_of,
    log_softmax,
    look,
)

TOKENIZER = tokenizer()


class PlaceNetwork:
    """Says of each piece how far it stands from its window's nearer end."""

    def __call__(
        self, ids: NDArray[np.int64], quoted: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats, Floats | None]:
        place = np.arange(ids.shape[1])
        flat = np.zeros((*ids.shape, 7), np.float32)
        flat[..., 0] = np.minimum(place, place[::-1]) - 1
        projected = np.broadcast_to(ids[..., None], (*ids.shape, 4)).astype(np.float32)
        return flat, flat[..., :3], projected, None


def read(count: int) -> Seen:
    return look(pieces_of(" ".join(["rain"] * count), TOKENIZER), PlaceNetwork(), Ends(0, 2))


@given(st.integers(0, 3_000))
def test_windows_cover_every_piece_and_are_of_one_length(length: int) -> None:
    borders = borders_of(length)
    assert {place for start, end in borders for place in range(start, end)} == set(range(length))
    assert len({end - start for start, end in borders}) == min(1, length)
    assert all(end - start <= WINDOW for start, end in borders)
    assert borders == sorted(set(borders))


@given(st.integers(WINDOW + 1, 3_000))
def test_windows_overlap_enough_and_are_no_more_than_needed(length: int) -> None:
    borders = borders_of(length)
    assert all(left[1] - right[0] >= OVERLAP for left, right in pairwise(borders))
    assert (len(borders) - 1) * (WINDOW - OVERLAP) + OVERLAP < length


@pytest.mark.parametrize("length", [1, 254, 255, 444, 445, 700, 1_500])
def test_every_piece_is_read_deep_inside_a_window(length: int) -> None:
    seen = read(length)
    depth = seen.flat[:, 0] - seen.flat[:, 1]
    place = np.arange(length)
    least = np.minimum(np.minimum(place, length - 1 - place), OVERLAP // 2)
    assert (depth > least - 0.01).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 900), st.data())
def test_the_window_of_a_piece_is_the_one_in_which_it_was_read(length: int, data: st.DataObject) -> None:
    seen = read(length)
    place = data.draw(st.integers(0, length - 1))
    start, end = seen.borders[seen.window_of(place)]
    assert start <= place < end
    from_start = place - start if start else length
    from_end = end - 1 - place if end < length else length
    assert min(from_start, from_end) >= min(OVERLAP // 2, length)


def test_windows_go_to_the_network_with_their_ends_in_batches_of_one_length() -> None:
    network = WordNetwork()
    seen = look(pieces_of("rain " * 1_200, TOKENIZER), network, Ends(0, 2))
    (start, end), *_ = seen.borders
    assert network.asked == [(4, end - start + 2), (len(seen.borders) - 4, end - start + 2)]
    assert [len(each) for each in seen.projected] == [end - start] * len(seen.borders)


def test_an_empty_text_asks_the_network_nothing() -> None:
    network = WordNetwork()
    seen = look(pieces_of("", TOKENIZER), network, Ends(0, 2))
    assert network.asked == []
    assert (seen.flat.shape, seen.inner.shape, seen.borders) == ((0, 7), (0, 3), [])


def test_log_probabilities_sum_to_one_however_large_the_scores() -> None:
    scores = np.array([[1e4, 0, -1e4], [1, 2, 3]], np.float32)
    assert np.allclose(np.exp(log_softmax(scores)).sum(-1), 1)
