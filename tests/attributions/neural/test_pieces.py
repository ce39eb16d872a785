"""Pieces: offsets that lie in the text, in order, for any text; line breaks, quotation marks, paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attributions.neural.standins import tokenizer

from onrecord.attributions.neural.pieces import Pieces, piece_id, pieces_of
from onrecord.text.document import Span

TOKENIZER = tokenizer()
ODD = ["said", " ", "\n", "\r\n", "\u0301", "\u0323", "\u0306", "и", "e", "ﬁ", "…", "½", "\u200f", "\u202e",
"\x00", "\ud800",
       "\udc00", "\u0344", "\u1100", "\u1161", "\u11a8", "</s>", "<s>", "<unk>", "\u2028", "\xa0", "“", "”", "😀",
       "ﷺ"]  # fmt: skip
ANY = st.lists(st.sampled_from(ODD) | st.characters(codec=None), max_size=30).map("".join)


def words(text: str) -> list[str]:
    pieces = pieces_of(text, TOKENIZER)
    return [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]


def check(text: str) -> Pieces:
    pieces = pieces_of(text, TOKENIZER)
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    assert len(pieces.ids) == len(starts) == len(ends) == len(pieces.quoted) == len(pieces.paragraph)
    assert all(0 <= start <= end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    covered = {place for start, end in zip(starts, ends, strict=True) for place in range(start, end)}
    assert all(place in covered for place, mark in enumerate(text) if not mark.isspace())
    paragraph = pieces.paragraph.tolist()
    assert paragraph == sorted(paragraph)
    breaks = [number for number in range(len(pieces)) if pieces.is_break(number)]
    assert all(text[starts[number] : ends[number]] == "\n" for number in breaks)
    assert len(breaks) == (paragraph[-1] if paragraph else 0)
    return pieces


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_any_text_has_pieces_in_order_that_cover_it(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028", "\x1c\n"])
def test_a_text_without_words_has_no_pieces(text: str) -> None:
    assert len(check(text)) == 0


def test_a_very_long_word_is_cut_into_pieces() -> None:
    assert len(check("x" * 20_000)) == 20_001


def test_lone_surrogates_do_not_move_what_follows() -> None:
    assert words("\ud800 said \udc00\udc00 rain")[-1] == "rain"


@pytest.mark.parametrize("accented", ["и\u0306", "е\u0308", "a\u0301\u0323", "e\u0301", "\u1100\u1161\u11a8"])
def test_an_accent_belongs_to_the_piece_of_its_letter(accented: str) -> None:
    found = words(f"a{accented} rain")
    assert found[found.index("rain") - 1].endswith(accented[-1])


def test_several_pieces_of_one_character_all_have_its_place() -> None:
    assert words("ﬁ")[1:] == ["ﬁ", "ﬁ"]


@pytest.mark.parametrize("name", ["</s>", "<s>", "＜/s>"])
def test_the_name_of_a_special_piece_in_a_text_is_no_special_piece(name: str) -> None:
    pieces = check(f"rain {name} fell")
    special = {piece_id(TOKENIZER, each) for each in ("<s>", "</s>")}
    assert not special & set(pieces.ids.tolist())


def test_each_line_that_is_not_empty_is_a_paragraph_after_one_break() -> None:
    pieces = check("rain\n \r\n\n snow\nfell")
    assert pieces.paragraph.tolist() == [0, 0, 1, 1, 2]
    assert [pieces.is_break(number) for number in range(5)] == [False, True, False, True, False]


def test_given_breaks_replace_those_of_the_text() -> None:
    text = "rain fell\nsnow fell"
    whole = pieces_of(text, TOKENIZER, [Span(0, len(text))])
    assert whole.paragraph.tolist() == [0] * 4
    halves = pieces_of(text, TOKENIZER, [Span(0, 4), Span(5, 19)])
    assert halves.paragraph.tolist() == [0, 0, 1, 1, 1]


def test_pieces_within_quotation_marks_are_marked_with_their_marks() -> None:
    text = "ort said “rain fell” on"
    pieces = check(text)
    quoted = pieces.quoted.tolist()
    marked = [
        text[pieces.starts[number] : pieces.ends[number]] for number in range(len(quoted)) if quoted[number]
    ]
    assert "".join(marked).replace(" ", "") == "“rainfell”"


def test_the_pieces_of_a_span_begin_within_it() -> None:
    text = "ort said rain fell"
    pieces = pieces_of(text, TOKENIZER)
    assert list(pieces.within(Span(4, 13))) == [1, 2]
    assert list(pieces.within(Span(5, 5))) == []
    assert list(pieces.within(Span(100, 200))) == []


def test_a_part_keeps_its_place_in_the_text() -> None:
    pieces = pieces_of("ort said rain fell", TOKENIZER)
    part = pieces.part(1, 3)
    assert part.starts.tolist() == [4, 9]
    assert part.ids.tolist() == pieces.ids.tolist()[1:3]


def test_a_piece_that_the_vocabulary_lacks_is_an_error() -> None:
    with pytest.raises(ValueError, match="no piece 'nowhere'"):
        piece_id(TOKENIZER, "nowhere")
