"""Drafts become attributions: tidy, in reading order, numbered, with their mode."""

from __future__ import annotations

from onrecord.attributions.by_rules import layout_of
from onrecord.attributions.numbering import in_order, numbered
from onrecord.attributions.record import Attribution
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span


def draft(source: list[Span], cue: list[Span], content: list[Span]) -> Draft:
    return Draft(source, cue, content, cue[0].start if cue else 0, {"cue": "verb"}, confidence=0.5)


def made(drafts: list[Draft], text: str) -> tuple[Attribution, ...]:
    return numbered(in_order(drafts), text, "en", layout_of(text, "en").quoted)


def test_they_are_numbered_in_reading_order() -> None:
    text = "Ort said rain fell. Vale said snow fell."
    later = draft([Span(20, 24)], [Span(25, 29)], [Span(30, 39)])
    earlier = draft([Span(0, 3)], [Span(4, 8)], [Span(9, 18)])
    found = made([later, earlier], text)
    assert [(each.id, each.source[0].of(text)) for each in found] == [("a1", "Ort"), ("a2", "Vale")]
    assert [each.confidence for each in found] == [0.5, 0.5]
    assert found[0].reasons == {"cue": "verb"}


def test_spans_come_in_order_without_empty_and_overlapping_ones() -> None:
    (found,) = in_order([draft([], [Span(4, 8)], [Span(20, 25), Span(12, 12), Span(9, 15), Span(14, 18)])])
    assert found.content == [Span(9, 18), Span(20, 25)]


def test_the_content_is_without_its_own_source_and_cue() -> None:
    (found,) = in_order([draft([Span(10, 13)], [Span(14, 18)], [Span(0, 30)])])
    assert found.content == [Span(0, 10), Span(13, 14), Span(18, 30)]


def test_a_draft_without_a_content_is_left_out() -> None:
    assert in_order([draft([], [Span(4, 8)], []), draft([], [Span(4, 8)], [Span(5, 7)])]) == []


def test_the_mode_tells_how_much_stands_in_quotation_marks() -> None:
    text = "Ort said “rain fell” and snow."
    modes = [
        made([draft([], [Span(4, 8)], [Span(*each)])], text)[0].mode for each in ((9, 20), (9, 29), (21, 29))
    ]
    assert modes == ["direct", "mixed", "indirect"]


def test_one_that_cites_is_numbered_inside_the_one_it_cites_for() -> None:
    text = "The Post reports, citing the ministry, that the bridge fell."
    content = [Span(44, 59)]
    found = made(
        [draft([Span(0, 8)], [Span(9, 16)], content), draft([Span(25, 37)], [Span(18, 24)], content)], text
    )
    assert [each.nested_in for each in found] == [None, "a1"]
