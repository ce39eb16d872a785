"""Whom an act is aimed at."""

from __future__ import annotations

import pytest

from onrecord.attributions.labels.targets import target
from onrecord.attributions.record import Attribution
from onrecord.attributions.scores import Scores
from onrecord.text.document import Span


def attributed(text: str, source: str, cue: str, content: str) -> Attribution:
    def span(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    return Attribution(id="a1", source=span(source), cue=span(cue), content=span(content), mode="indirect")


def marked(text: str, words: str, probability: float) -> Scores:
    start = text.index(words)
    return Scores(values={}, spans={"toward": ((Span(start, start + len(words)), probability),)})


TEXT = "Ann Lee accused Governor Tom Rask of hiding the report."
GIVEN = attributed(TEXT, "Ann Lee", "accused", "Governor Tom Rask of hiding the report")


SAID = "Ann Lee said the report had been hidden by a clerk of Tom Rask."
TOLD = attributed(SAID, "Ann Lee", "said", "the report had been hidden by a clerk of Tom Rask")


def test_words_that_the_network_marks_are_the_target_without_marks_at_their_edges() -> None:
    found, why = target(TOLD, "criticise", SAID, "en", marked(SAID, " a clerk of", 0.8))
    assert found is not None
    assert found.name == "a clerk"
    assert found.span == Span(SAID.index("a clerk"), SAID.index(" of Tom"))
    assert "0.80" in why


def test_words_too_far_from_the_attribution_are_not_its_target() -> None:
    text = (
        SAID
        + " It rained all day on the market and on the harbour of the town, and nobody was about but the harbour master."
    )
    assert target(TOLD, "criticise", text, "en", marked(text, "harbour master", 0.99))[0] is None


def test_nobody_is_aimed_at_by_their_own_words() -> None:
    assert target(TOLD, "criticise", SAID, "en", marked(SAID, "Ann Lee", 0.99))[0] is None


def test_an_act_that_is_not_aimed_needs_more() -> None:
    seen = marked(TEXT, "Tom Rask", 0.6)
    assert target(GIVEN, "state", TEXT, "en", seen)[0] is None
    assert target(GIVEN, "criticise", TEXT, "en", seen)[0] is not None


def test_without_a_network_a_name_right_after_the_cue_is_the_target() -> None:
    found, why = target(GIVEN, "criticise", TEXT, "en", None)
    assert found is not None
    assert found.name == "Governor Tom Rask"
    assert why == "a name right after the cue"
    assert target(GIVEN, "state", TEXT, "en", None)[0] is None


@pytest.mark.parametrize("mark", ["'", "’"])
def test_what_belongs_to_a_person_is_taken_with_the_name(mark: str) -> None:
    text = f"Ann Lee criticised Rask{mark}s handling of it."
    given = attributed(text, "Ann Lee", "criticised", f"Rask{mark}s handling of it")
    found, _ = target(given, "criticise", text, "en", None)
    assert found is not None
    assert found.name == f"Rask{mark}s handling of it"


def test_a_target_has_whole_words_and_the_whole_name() -> None:
    found, _ = target(TOLD, "criticise", SAID, "en", marked(SAID, "ask", 0.9))
    assert found is not None
    assert found.name == "Tom Rask"


@pytest.mark.parametrize(
    ("language", "text", "cue", "content", "act", "name"),
    [
        ("ru", "Лунд потребовал, чтобы Орел ушла.", "потребовал", "Орел ушла", "demand", "Орел"),
        ("uk", "Лунд вимагав, щоб Орел пішла.", "вимагав", "Орел пішла", "demand", "Орел"),
        ("en", "Lund complained that Orel was lazy.", "complained", "Orel was lazy", "criticise", "Orel"),
        (
            "uk",
            "Лунд вимагав, щоб президент Орел пішла.",
            "вимагав",
            "президент Орел пішла",
            "demand",
            "Орел",
        ),
        ("en", "Lund: In January Orel should go.", ":", "In January Orel should go", "demand", None),
        ("ru", "Лунд отрицал, что Орел ушла.", "отрицал", "Орел ушла", "deny", None),
        ("ru", "Лунд потребовал: «Орел должна уйти».", "потребовал", "«Орел должна уйти»", "demand", None),
    ],
)
def test_a_demand_or_a_reproach_is_aimed_at_the_subject_of_its_clause(
    language: str, text: str, cue: str, content: str, act: str, name: str | None
) -> None:
    given = attributed(text, "Lund" if language == "en" else "Лунд", cue, content)
    found, _ = target(given, act, text, language, None)
    assert (found.name if found is not None else None) == name


@pytest.mark.parametrize(
    ("language", "text", "cue", "content", "name"),
    [
        (
            "en",
            "Commanders are reported to be critical of President Orel’s orders.",
            "are reported to",
            "be critical of President Orel’s orders",
            "President Orel’s orders",
        ),
        (
            "ru",
            "Как сообщается, командиры критично относятся к приказам президента Орел.",
            "сообщается",
            "командиры критично относятся к приказам президента Орел",
            "приказам президента Орел",
        ),
        (
            "uk",
            "Як повідомляється, командири критичніше ставляться до наказів президента Орел.",
            "повідомляється",
            "командири критичніше ставляться до наказів президента Орел",
            "наказів президента Орел",
        ),
        ("en", "It is reported that a critic of Orel left.", "is reported", "a critic of Orel left", None),
        (
            "en",
            "It is reported that they are critical of it, says Orel.",
            "is reported",
            "they are critical of it",
            None,
        ),
    ],
)
def test_where_a_content_tells_how_somebody_stands_that_is_its_target(
    language: str, text: str, cue: str, content: str, name: str | None
) -> None:
    given = attributed(text, cue, cue, content)
    found, _ = target(given, "state", text, language, None)
    assert (found.name if found is not None else None) == name
