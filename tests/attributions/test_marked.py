"""A text cut at the borders of its attributions loses nothing and is never live HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.marked import pieces, to_html, to_plain
from onrecord.attributions.record import Attribution
from onrecord.text.document import Span


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(st.text(min_size=1, max_size=60))
    border = st.integers(0, len(text))

    def spans() -> tuple[Span, ...]:
        borders = sorted(set(draw(st.lists(border, max_size=4))))
        return tuple(Span(a, b) for a, b in zip(borders[::2], borders[1::2], strict=False))

    attributions = []
    for number in range(draw(st.integers(0, 4))):
        content = spans() or (Span(0, len(text)),)
        attributions.append(
            Attribution(id=f"a{number}", source=spans(), cue=spans(), content=content, mode="indirect")
        )
    return text, attributions


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@given(marked_texts())
def test_pieces_cover_the_text_and_know_their_parts(case: tuple[str, list[Attribution]]) -> None:
    text, attributions = case
    found = list(pieces(len(text), attributions))
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    for piece in found:
        expected = {
            (attribution.id, part)
            for attribution in attributions
            for part in ("source", "cue", "content")
            for span in getattr(attribution, part)
            if span.start <= piece.start and piece.end <= span.end
        }
        assert {(mark.attribution, mark.part) for mark in piece.marks} == expected


@given(marked_texts())
def test_html_holds_the_text_and_only_our_tags(case: tuple[str, list[Attribution]]) -> None:
    text, attributions = case
    parser = _Text()
    parser.feed(to_html(text, attributions))
    parser.close()
    # The HTML standard turns NUL and carriage returns into other characters when a page is parsed.
    assert parser.words.replace("\r", "\n").replace("\x00", "") == text.replace("\r", "\n").replace(
        "\x00", ""
    )
    assert parser.tags <= {"span", "a"}


def test_captured_markup_stays_text() -> None:
    text = "<script>alert(1)</script> & he said so"
    found = Attribution(id='a"1', source=(Span(28, 30),), content=(Span(0, 25),), mode="indirect")
    html = to_html(text, [found])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert 'data-attribution="a&quot;1"' in html


def test_plain_marks_open_and_close_once() -> None:
    text = "Valko said no."
    found = Attribution(
        id="a1", source=(Span(0, 5),), cue=(Span(6, 10),), content=(Span(11, 13),), mode="indirect"
    )
    assert to_plain(text, [found]) == "[a1 source: Valko] [a1 cue: said] [a1 content: no]."
