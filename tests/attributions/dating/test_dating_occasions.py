"""Several attributions of one text: what is carried from one to another, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.attributions.dating import date_all
from onrecord.attributions.record import Attribution, Speaker
from onrecord.corpus.reading import read_document
from onrecord.text.document import Document, Span

ARTICLE = Path(__file__).resolve().parents[4] / "shared" / "samples" / "article.txt"


def spans(text: str, words: str | None, start: int = 0) -> tuple[Span, ...]:
    if words is None:
        return ()
    at = text.index(words, start)
    return (Span(at, at + len(words)),)


def said(
    text: str,
    number: int,
    source: str | None,
    cue: str,
    content: str,
    *,
    name: str | None = None,
    nested: str | None = None,
) -> Attribution:
    return Attribution(
        id=f"a{number}",
        source=spans(text, source),
        cue=spans(text, cue),
        content=spans(text, content),
        mode="indirect",
        nested_in=nested,
        speaker=Speaker(name=name),
    )


def document(text: str, published: str | None = "2024-05-16", language: str | None = "en") -> Document:
    return Document(id="d", path="d", text=text, sha256="0" * 64, language=language, published=published)


def test_added_is_on_the_same_occasion_and_a_new_statement_is_not() -> None:
    text = "Dunmore said in a letter on Tuesday that x was lost. The captain added that y held. Dunmore warned that z falls."
    given = [
        said(text, 1, "Dunmore", "said", "x was lost", name="Orla Dunmore"),
        said(text, 2, "The captain", "added", "y held", name="Orla Dunmore"),
        said(text, 3, "Dunmore", "warned", "z falls", name="Orla Dunmore"),
    ]
    first, second, third = date_all(document(text), given)
    assert first.said_at == second.said_at == "2024-05-14"
    assert second.venue == "in a letter"
    assert "the occasion of a1, which it goes on with" in second.reasons["said_at"]
    assert (third.said_at, third.said_at_text) == (None, None)


def test_added_by_somebody_else_carries_nothing() -> None:
    text = "Dunmore said on Tuesday that x was lost. The mayor added that y held."
    given = [
        said(text, 1, "Dunmore", "said", "x was lost", name="Orla Dunmore"),
        said(text, 2, "The mayor", "added", "y held", name="Pell Ardagh"),
    ]
    assert [each.said_at for each in date_all(document(text), given)] == ["2024-05-14", None]


def test_a_nested_statement_has_its_own_time_counted_from_that_of_the_outer_one() -> None:
    text = "On 10 March 2023 Reeve said that Dunmore had warned yesterday that x would fall."
    given = [
        said(text, 1, "Reeve", "said", "Dunmore had warned yesterday that x would fall"),
        said(text, 2, "Dunmore", "had warned", "x would fall", nested="a1"),
    ]
    outer, inner = date_all(document(text), given)
    assert outer.said_at == "2023-03-10"
    assert inner.said_at == "2023-03-09"


def test_a_nested_statement_without_a_time_takes_none_from_the_outer_one() -> None:
    text = "On 10 March 2023 Reeve said that Dunmore had warned that x would fall."
    given = [
        said(text, 1, "Reeve", "said", "Dunmore had warned that x would fall"),
        said(text, 2, "Dunmore", "had warned", "x would fall", nested="a1"),
    ]
    assert [each.said_at for each in date_all(document(text), given)] == ["2023-03-10", None]


def test_two_cues_of_one_sentence_have_each_its_own_time() -> None:
    text = "Reeve said on Monday that x was lost, while Dunmore warned on Tuesday that y falls."
    given = [
        said(text, 1, "Reeve", "said", "x was lost"),
        said(text, 2, "Dunmore", "warned", "y falls"),
    ]
    assert [each.said_at for each in date_all(document(text), given)] == ["2024-05-13", "2024-05-14"]


def test_hearsay_has_no_time() -> None:
    text = "In March Reeve reportedly sold the dam."
    (found,) = date_all(document(text), [said(text, 1, None, "reportedly", "sold the dam")])
    assert (found.said_at, found.said_at_text) == (None, None)


@pytest.mark.parametrize("language", ["de", None])
def test_a_language_without_a_pack_comes_back_unchanged(language: str | None) -> None:
    text = "On Monday Reeve said x."
    given = [said(text, 1, "Reeve", "said", "x")]
    assert date_all(document(text, language=language), given) == given


def test_a_chain_of_nesting_that_bites_its_tail_ends() -> None:
    text = "Yesterday Reeve said x."
    one = said(text, 1, "Reeve", "said", "x", nested="a2")
    two = said(text, 2, "Reeve", "said", "x", nested="a1")
    assert len(date_all(document(text), [one, two])) == 2


def test_every_document_that_is_read_gets_its_dates() -> None:
    text = (
        "General Orest Valko warned on Tuesday that the bridge would not hold. “We asked for time,” he said."
    )
    reading = read_document(document(text), "fast")
    assert [each.said_at for each in reading.attributions] == ["2024-05-14", None]
    assert "labels" in reading.version


def test_the_sample_article_has_the_one_date_that_it_tells() -> None:
    if not ARTICLE.exists():
        pytest.skip(f"no {ARTICLE}")
    made = document(ARTICLE.read_text(encoding="utf-8"), published=None)
    found = [each for each in read_document(made, "fast").attributions if each.said_at]
    assert {(each.said_at, each.said_at_text) for each in found} == {("2024-12", "In December 2024")}
