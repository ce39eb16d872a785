"""The text on a page is the text of the document, cut but never changed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.record import Attribution
from onrecord.text.document import Span
from onrecord.workbench.textview import Paragraph, Place, divided, paragraphs, part_at

TEXTS = st.text(st.sampled_from("aя \n\r\t\f.\u2028\U0001f600"), max_size=80)


def words(found: list[Paragraph]) -> str:
    return "".join(stretch.words for paragraph in found for stretch in paragraph.stretches)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


@given(st.data())
def test_every_part_holds_its_words_and_marks(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    part = data.draw(spans(text))
    content, source = data.draw(spans(text)), data.draw(spans(text))
    found = Attribution(id="a1", source=(source,), content=(content,), mode="indirect")
    pages = (Span(0, part.start), Span(part.start, len(text)))
    place = Place("p1", data.draw(spans(text)))
    shown = list(paragraphs(text, part, [found], [place], pages))
    assert words(shown) == text[part.start : part.end]
    position = part.start
    for stretch in (stretch for paragraph in shown for stretch in paragraph.stretches):
        end = position + len(stretch.words)
        for name, covering in (("a1", (content, source)), ("p1", (place.span,))):
            covered = any(span.start <= position and end <= span.end for span in covering)
            assert covered == (name in stretch.names)
        position = end


@given(TEXTS)
def test_only_gaps_hold_line_breaks(text: str) -> None:
    for paragraph in paragraphs(text, Span(0, len(text)), []):
        gaps = [stretch.gap for stretch in paragraph.stretches]
        assert gaps == sorted(gaps)
        for stretch in paragraph.stretches:
            assert bool({*stretch.words} & {*"\r\n\f"}) == stretch.gap


def test_each_name_is_anchored_once_where_it_begins() -> None:
    text = "Roth said no. Roth said yes."
    found = [
        Attribution(
            id="a1", source=(Span(0, 4),), cue=(Span(5, 9),), content=(Span(10, 12),), mode="indirect"
        ),
        Attribution(id="a2", source=(Span(0, 4),), content=(Span(24, 27),), mode="indirect"),
    ]
    (paragraph,) = paragraphs(text, Span(0, len(text)), found)
    assert [(stretch.words, stretch.starts) for stretch in paragraph.stretches if stretch.starts] == [
        ("Roth", ("a1", "a2"))
    ]


def test_content_within_content_is_deeper() -> None:
    text = "one two three"
    found = [
        Attribution(id="a1", content=(Span(0, 13),), mode="indirect"),
        Attribution(id="a2", content=(Span(8, 13),), mode="indirect", nested_in="a1"),
    ]
    (paragraph,) = paragraphs(text, Span(0, 13), found)
    assert [(stretch.words, stretch.depth) for stretch in paragraph.stretches] == [
        ("one two ", 1),
        ("three", 2),
    ]


def test_short_lines_are_tight_and_paragraphs_are_not() -> None:
    text = "Dear sir,\n" + "word " * 30 + "\nNext.\n\nLast."
    shown = list(paragraphs(text, Span(0, len(text)), []))
    assert [paragraph.tight for paragraph in shown] == [True, False, False, False]


def test_pages_begin_where_they_begin() -> None:
    text = "One.\nTwo."
    shown = paragraphs(text, Span(0, 9), [], pages=(Span(0, 5), Span(5, 9)))
    starts = [(stretch.words, stretch.page) for each in shown for stretch in each.stretches if stretch.page]
    assert starts == [("One.", 1), ("Two.", 2)]


@given(st.lists(st.sampled_from(["word ", "\n", "x" * 70]), max_size=400).map("".join), st.integers(0, 9_000))
def test_parts_follow_each_other_and_are_found_by_offset(text: str, offset: int) -> None:
    parts = divided(text, 200)
    assert parts[0].start == 0
    assert parts[-1].end == len(text)
    assert all(left.end == right.start for left, right in pairwise(parts))
    assert all(part.end - part.start <= 300 for part in parts)
    part = parts[part_at(parts, offset)]
    assert part.start <= offset
    assert offset < part.end or part is parts[-1]


def test_a_short_text_is_one_part() -> None:
    assert divided("") == (Span(0, 0),)
    assert divided("Short.") == (Span(0, 6),)
