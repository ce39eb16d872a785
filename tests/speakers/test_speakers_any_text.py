"""Whatever the text and the spans are: nothing crashes, nothing else changes, every span lies within the text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attributions.record import Attribution, Speaker
from onrecord.languages.pack import SUPPORTED
from onrecord.speakers import resolve
from onrecord.text.document import Document, Span

PIECES = [
    "Ann Orel", "General Ann Orel", "Оксана Верба", "генерал Марк Лист", "генерала у відставці", "he", "она", "they", "who",
    ", a retired colonel,", "(ret.)", "resigned in 2001", "был уволен", "пішов у відставку", "led the staff until 1999",
    "said", "“", "”", "«", "»", "'s", "’", ".", ", ", "\n", "\n\n", "NAME: ", "І́", "İ", "\ud800", "and", "и", "the company",
    "from 1996 to 2001", "replaced", "on behalf of the union", "от имени", "E. E. Orel", "—", "Dr.", "%", "@orel", "1",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)
SPANS = st.tuples(st.integers(-5, 400), st.integers(-5, 400)).map(lambda pair: Span(*pair))


def made(text: str, language: str | None) -> Document:
    return Document(id="t", path="t", text=text, sha256="", language=language)


@settings(deadline=None, max_examples=250)
@given(
    TEXTS,
    st.sampled_from([*SUPPORTED, "de", None]),
    st.lists(st.tuples(st.lists(SPANS, max_size=2), st.lists(SPANS, max_size=2), SPANS), max_size=4),
)
def test_any_text_with_any_spans(
    text: str, language: str | None, parts: list[tuple[list[Span], list[Span], Span]]
) -> None:
    attributions = [
        Attribution(
            id=f"a{number}",
            source=tuple(source),
            cue=tuple(cue),
            content=(content,),
            mode="indirect",
            nested_in="a0" if number == 2 else None,
            reasons={"span": "given"},
        )
        for number, (source, cue, content) in enumerate(parts)
    ]
    found = resolve(made(text, language), attributions)
    assert found == resolve(made(text, language), attributions)
    for before, after in zip(attributions, found, strict=True):
        assert replace(after, speaker=Speaker(), reasons=before.reasons) == before
        assert before.reasons.items() <= after.reasons.items()
        if language in SUPPORTED:
            assert after.speaker.kind
            assert after.speaker.status in ("current", "former", "unknown")
            assert {"speaker", "kind", "status"} <= set(after.reasons)
        for role in after.speaker.roles:
            assert role.span is not None
            assert 0 <= role.span.start < role.span.end <= len(text)
            assert " ".join(text[role.span.start : role.span.end].split()) == role.title


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join), st.sampled_from(SUPPORTED))
def test_what_the_rules_find_can_be_resolved(text: str, language: str) -> None:
    from onrecord.attributions import attribute

    reading = attribute(made(text, language), "fast")
    assert len(resolve(reading.document, reading.attributions)) == len(reading.attributions)
