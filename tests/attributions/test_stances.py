"""Attitudes inside reports are attributions of their own."""

from __future__ import annotations

import pytest

from onrecord.attributions import by_rules
from onrecord.attributions.finding import read
from onrecord.attributions.numbering import in_order
from onrecord.attributions.rules import Draft
from onrecord.attributions.stances import with_stances
from onrecord.text.document import Document, Span


def found(language: str, text: str) -> list[tuple[str, str, str, str | None]]:
    document = Document(id="t", path="t", text=text, sha256="", language=language)

    def words(part: tuple[Span, ...]) -> str:
        return " … ".join(span.of(text) for span in part)

    return [
        (words(each.source), words(each.cue), words(each.content), each.nested_in)
        for each in read(document, "fast").attributions
    ]


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "content"),
    [
        (
            "en",
            "Serving commanders are reported to be increasingly critical of President Orel’s orders.",
            "Serving commanders",
            "be increasingly critical",
            "of President Orel’s orders",
        ),
        (
            "en",
            "Ivo Lund said that the officers have grown deeply disillusioned with the war.",
            "the officers",
            "have grown deeply disillusioned",
            "with the war",
        ),
        (
            "ru",
            "Действующие командующие, как сообщается, всё более критично относятся к приказам Орел.",
            "Действующие командующие",
            "всё более критично относятся",
            "к приказам Орел",
        ),
        (
            "uk",
            "Чинні командувачі, як повідомляється у статті, дедалі критичніше ставляться до наказів Орел.",
            "Чинні командувачі",
            "дедалі критичніше ставляться",
            "до наказів Орел",
        ),
    ],
)
def test_an_attitude_is_of_those_it_is_reported_of(
    language: str, text: str, source: str, cue: str, content: str
) -> None:
    outer, inner = found(language, text)
    assert inner == (source, cue, content, "a1")
    assert content in outer[2]


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Lund said that those critical of the plan had left.",  # names people, tells nothing of them
        "It is reported that he is critical.",  # of nothing
    ],
)
def test_what_is_no_reported_attitude_gives_none(text: str) -> None:
    assert not any("critical" in cue for _, cue, _, _ in found("en", text))


def test_one_that_was_found_already_stays_and_one_that_took_the_degree_gives_way() -> None:
    text = "Orel said that officers were increasingly critical of the plan."
    outer = Draft([Span(0, 4)], [Span(5, 9)], [Span(15, len(text) - 1)], 5, {})

    def beside(cue: str) -> list[str]:
        at = text.index(cue)
        other = Draft(
            [Span(15, 23)], [Span(at, at + len(cue))], [Span(text.index("of the"), len(text) - 1)], at, {}
        )
        drafts = in_order(with_stances([outer, other], text, "en"))
        return [each.cue[0].of(text) for each in drafts]

    assert beside("increasingly") == ["said", "were increasingly critical"]
    assert beside("critical") == ["said", "critical"]


def test_texts_of_any_kind_give_no_error() -> None:
    for text in ("", "critical of", "Сообщается, что недовольны", "is is said said to be be critical of of"):
        for language in ("en", "ru", "uk"):
            drafts = by_rules.drafts(text, language, by_rules.layout_of(text, language))
            with_stances(drafts, text, language)
