"""Windows around attributions: whatever is cut, the marks and tags stand on the same words."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch", reason="torch is not installed (./run setup train)")

from training.labelling.batches import BEGIN, END, PAD, as_read, batches, row, stretch
from training.labelling.features import Example
from training.labelling.items import Item

from onrecord.attributions.neural.files import FOLDER, TOKENIZER, present
from onrecord.attributions.neural.windows import WINDOW


@st.composite
def example(draw: st.DrawFn) -> Example:
    """An attribution somewhere in a stretch of pieces; each piece's number is its place, so that it can be told again."""
    length = draw(st.integers(1, 900))
    middle = draw(st.integers(0, length - 1))
    near = st.integers(max(0, middle - 300), min(length - 1, middle + 300))
    parts = [np.array(sorted(draw(st.sets(near, max_size=6))), np.int64) for _ in range(4)]
    tags = {"clue": np.array(sorted(draw(st.sets(near, max_size=4))), np.int64)}
    item = Item(draw(st.sampled_from(["own", "status"])), "en", "d", "", [], [], [], {}, {})
    ids = np.arange(length) + 100
    return Example(item, ids, ids % 3 == 0, float(middle), parts, tags, {"act": 1})


@given(example(), st.integers(0, 2**20))
def test_marks_stand_on_the_words_of_their_parts(each: Example, seed: int) -> None:
    for borders in (as_read(each), stretch(each, random.Random(seed))):
        start, end = borders
        assert 0 <= start < end <= len(each.ids)
        assert end - start <= WINDOW
        made = row(each, borders)
        assert (made.ids[0], made.ids[-1]) == (BEGIN, END)
        for number, part in enumerate(each.parts):
            inside = set(part[(part >= start) & (part < end)])
            assert set(made.ids[made.shares[number] == 1] - 100) == inside
        clue = each.tags["clue"]
        assert set(made.ids[made.tags[1] == 1] - 100) == set(clue[(clue >= start) & (clue < end)])
        assert (made.tags[0] == -1).all()  # nobody said what the role is


@given(example(), st.integers(0, 2**20))
def test_a_text_for_the_status_is_cut_whole_where_it_fits(each: Example, seed: int) -> None:
    start, end = stretch(each, random.Random(seed))
    if each.item.set == "status" and len(each.ids) <= WINDOW:
        assert (start, end) == (0, len(each.ids))


@given(example(), st.integers(0, 2**20))
def test_the_middle_of_the_attribution_is_always_in(each: Example, seed: int) -> None:
    start, end = stretch(each, random.Random(seed))
    assert start <= each.middle < end


@given(st.lists(example(), min_size=2, max_size=9), st.booleans())
def test_a_batch_is_its_rows_padded(several: list[Example], mixed: bool) -> None:
    chance = random.Random(5) if mixed else None
    seen = []
    for batch in batches(several, range(len(several)), 4, chance=chance, read=1.0):
        for place, number in enumerate(batch.numbers.tolist()):
            seen.append(number)
            alone = row(several[number], as_read(several[number]))
            size = len(alone.ids)
            assert batch.mask[place].sum() == size
            assert batch.ids[place, :size].tolist() == alone.ids.tolist()
            assert (batch.ids[place, size:] == PAD).all()
            assert batch.shares[place, :, :size].numpy().tolist() == alone.shares.tolist()
            assert batch.near[place, :size].tolist() == alone.near.tolist()
            assert batch.tags[place, :, :size].numpy().tolist() == alone.tags.tolist()
    assert sorted(seen) == list(range(len(several)))


@pytest.mark.skipif(not present(), reason="the model's files are not here")
def test_the_pieces_that_are_no_words_have_the_numbers_of_the_tokenizer() -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / TOKENIZER))
    assert [tokenizer.token_to_id(each) for each in ("<s>", "<pad>", "</s>")] == [BEGIN, PAD, END]
