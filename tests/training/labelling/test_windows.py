"""Windows around attributions: whatever is cut, the marks and tags stand on the same words."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch", reason="torch is not installed (./run setup train)")

import torch
from training.labelling.batches import (
    BEGIN,
    END,
    HIDDEN,
    PAD,
    Window,
    as_read,
    batches,
    row,
    stretch,
    windows,
)
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


@st.composite
def texts(draw: st.DrawFn) -> list[Example]:
    """Attributions of a few texts, in any order; those of one text share its pieces."""
    made: list[Example] = []
    for _ in range(draw(st.integers(1, 4))):
        first = draw(example())
        made.append(first)
        for _ in range(draw(st.integers(0, 3))):
            middle = draw(st.integers(0, len(first.ids) - 1))
            moved = [
                np.unique(np.clip(part + middle - int(first.middle), 0, len(first.ids) - 1))
                for part in first.parts
            ]
            made.append(replace(first, middle=float(middle), parts=moved))
    return draw(st.permutations(made))


@given(example(), st.integers(0, 2**20))
def test_marks_stand_on_the_words_of_their_parts(each: Example, seed: int) -> None:
    for borders in (as_read(each), stretch(each, random.Random(seed))):
        start, end = borders
        assert 0 <= start < end <= len(each.ids)
        assert end - start <= WINDOW
        made = row(each, borders)
        ids = np.concatenate([[0], each.ids[start:end], [0]])
        for number, part in enumerate(each.parts):
            inside = set(part[(part >= start) & (part < end)])
            assert set(ids[made.shares[number] == 1] - 100) == inside
        clue = each.tags["clue"]
        assert set(ids[made.tags[1] == 1] - 100) == set(clue[(clue >= start) & (clue < end)])
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


@given(texts(), st.none() | st.integers(0, 2**20), st.sampled_from([0.0, 0.5, 1.0]))
def test_every_attribution_is_learned_once_in_a_window_of_its_own_text(
    several: list[Example], seed: int | None, read: float
) -> None:
    chance = None if seed is None else random.Random(seed)
    made = windows(several, range(len(several)), read=read, chance=chance)
    assert sorted(number for each in made for number in each.numbers) == list(range(len(several)))
    for each in made:
        assert len({id(several[number].ids) for number in each.numbers}) == 1
        for number in each.numbers:
            assert each.start <= several[number].middle < each.end
            if chance is None or read == 1.0:
                assert (each.start, each.end) == as_read(several[number])


@given(texts(), st.booleans())
def test_a_batch_is_its_windows_padded(several: list[Example], mixed: bool) -> None:
    chance = random.Random(5) if mixed else None
    seen = []
    for batch in batches(several, windows(several, range(len(several))), 4, chance=chance):
        for place, number in enumerate(batch.numbers.tolist()):
            seen.append(number)
            each, window = several[number], int(batch.windows[place])
            start, end = as_read(each)
            alone, size = row(each, (start, end)), end - start + 2
            assert batch.mask[window].sum() == size
            assert batch.ids[window, :size].tolist() == [BEGIN, *each.ids[start:end].tolist(), END]
            assert (batch.ids[window, size:] == PAD).all()
            assert batch.quoted[window, 1 : size - 1].tolist() == each.quoted[start:end].tolist()
            assert batch.shares[place, :, :size].numpy().tolist() == alone.shares.tolist()
            assert batch.near[place, :size].tolist() == alone.near.tolist()
            assert batch.tags[place, :, :size].numpy().tolist() == alone.tags.tolist()
            assert (batch.tags[place, :, size:] == -1).all()
    assert sorted(seen) == list(range(len(several)))


def test_pieces_are_hidden_while_learning_and_never_else() -> None:
    item = Item("own", "en", "d", "", [], [], [], {}, {})
    ids = np.arange(250) + 100
    each = Example(item, ids, ids % 3 == 0, 9.0, [np.array([4])] * 4, {}, {"act": 1})
    cut = [Window(0, 250, (0,))] * 40
    learned = torch.cat([each.ids for each in batches([each], cut, 4, chance=random.Random(1), blank=0.2)])
    assert 0.17 < float((learned == HIDDEN).sum()) / (40 * 250) < 0.23
    assert (learned[:, 0] == BEGIN).all()  # the ends are never hidden
    assert not any((each.ids == HIDDEN).any() for each in batches([each], cut, 4, blank=0.2))


@pytest.mark.skipif(not present(), reason="the model's files are not here")
def test_the_pieces_that_are_no_words_have_the_numbers_of_the_tokenizer() -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / TOKENIZER))
    assert [tokenizer.token_to_id(each) for each in ("<s>", "<pad>", "</s>", "<unk>")] == [
        BEGIN,
        PAD,
        END,
        HIDDEN,
    ]
