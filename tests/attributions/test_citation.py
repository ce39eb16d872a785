"""A citation has what is known, says what is not, and leads to the characters."""

from __future__ import annotations

from onrecord.attributions.citation import citation
from onrecord.attributions.record import Attribution
from onrecord.text.document import Document, Span

TEXT = "“We were told\nto wait,” General Orest Valko said. “Nobody said why.”"


def _document(**more: object) -> Document:
    return Document(id="x", path="/a/x.txt", text=TEXT, sha256="ab" * 32, **more)  # type: ignore[arg-type]


def _found(source: tuple[Span, ...]) -> Attribution:
    return Attribution(
        id="a1", source=source, cue=(Span(44, 48),), content=(Span(0, 23), Span(50, 68)), mode="direct"
    )


def test_everything_known_is_there() -> None:
    document = _document(
        title="A title", outlet="The Ferry Post", byline=("Maud Kesterly",), published="2024-05-06T10:00:00Z",
        url="https://example.org/a", pages=(Span(0, 40), Span(40, 68)),
    )  # fmt: skip
    cited = citation(_found((Span(24, 43),)), document, captured_at="2026-01-02T03:04:05Z")
    assert cited == (
        "General Orest Valko, said: “We were told to wait,” … “Nobody said why.” · Maud Kesterly · “A title” · "
        "The Ferry Post, 2024-05-06, p. 1, 2 · https://example.org/a · Captured 2026-01-02T03:04:05Z · "
        f"SHA-256 {'ab' * 32} · characters 0–23, 50–68"
    )


def test_what_is_not_known_is_said_or_left_out() -> None:
    cited = citation(_found(()), _document(), captured_at="2026-01-02T03:04:05Z", captured_from="/a/x.txt")
    assert cited.startswith("(no source given), said: ")
    assert "no date" in cited
    assert "/a/x.txt · Captured 2026-01-02T03:04:05Z from /a/x.txt" in cited
