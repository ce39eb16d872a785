"""The author's distance, and what readers take words of probability to mean."""

from __future__ import annotations

import pytest
from evaluation.acts import LANGUAGES, examples, measured, reportative_f1

from onrecord.attributions.labels import estimative, interval, labelled
from onrecord.attributions.labels.hedging import intervals
from onrecord.attributions.record import Attribution
from onrecord.languages.labelwords import label_words
from onrecord.text.document import Span


def distant(text: str, source: str, cue: str, content: str, language: str = "en") -> bool:
    """Whether the attribution with these parts of ``text`` is reportative."""

    def spans(part: str) -> tuple[Span, ...]:
        start = text.index(part) if part else 0
        return (Span(start, start + len(part)),) if part else ()

    parts = Attribution(
        id="a1", source=spans(source), cue=spans(cue), content=spans(content), mode="indirect"
    )
    return bool(labelled(parts, text, language).hedge.reportative)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_that_the_rules_were_made_on(language: str) -> None:
    assert reportative_f1(measured(examples(f"reportative-{language}", dev=True))) >= 0.95


def test_a_marker_in_the_speakers_own_words_is_not_the_authors() -> None:
    text = "“They allegedly sold the ferry,” Vask said."
    assert not distant(text, "Vask", "said", "“They allegedly sold the ferry,”")


def test_a_marker_in_a_relative_clause_is_about_something_else() -> None:
    text = "Vask described a ferry which was allegedly sold."
    assert not distant(text, "Vask", "described", "a ferry which was allegedly sold")
    text = "Васк описав пором, який нібито продали."
    assert not distant(text, "Васк", "описав", "пором, який нібито продали", "uk")


def test_a_marker_in_an_indirect_content_is_the_authors() -> None:
    text = "The port says the ferry was allegedly sold."
    assert distant(text, "The port", "says", "the ferry was allegedly sold")


@pytest.mark.parametrize(("source", "expected"), [("Some", True), ("Some lawmakers", False), ("They", False)])
def test_only_nobody_in_particular_is_a_vague_source(source: str, expected: bool) -> None:
    assert distant(f"{source} say the ferry was sold.", source, "say", "the ferry was sold") is expected


def test_who_does_not_confirm_keeps_no_distance() -> None:
    text = "Чиновники не подтвердили эти сообщения."
    assert not distant(text, "Чиновники", "не подтвердили", "эти сообщения", "ru")


def test_a_plural_with_its_subject_is_no_hearsay() -> None:
    text = "Как утверждают власти, паром продан."
    assert not distant(text, "власти", "Как утверждают", "паром продан", "ru")
    assert distant("Как утверждают, паром продан.", "", "Как утверждают", "паром продан", "ru")


def test_a_comparison_is_no_hearsay() -> None:
    text = "Вахтёр помнит, что гость говорил так, будто они знакомы."
    assert not distant(text, "Вахтёр", "помнит", "гость говорил так, будто они знакомы", "ru")
    assert distant("Вахтёр клялся, будто они знакомы.", "Вахтёр", "клялся", "они знакомы", "ru")


def test_intervals() -> None:
    assert interval("likely", "en") == (60, 87)
    assert interval("not at all the word", "en") is None
    assert interval("вряд ли", "ru") == intervals()["unlikely"] == interval("навряд чи", "uk")
    assert interval("highly likely", "en") == intervals()["highly likely"]
    assert all(0 <= low < high <= 100 for low, high in intervals().values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_a_language_has_an_interval(language: str) -> None:
    assert set(label_words(language).estimative.groups) == set(intervals())


def test_estimative_words_with_their_place() -> None:
    text = "It is very likely now, and later unlikely."
    found = [(span.of(text), phrase) for span, phrase in estimative(text, "en")]
    assert found == [("very likely", "highly likely"), ("unlikely", "unlikely")]
