"""What the rules know and the model does not overrule: rumours without a speaker, silence, turns."""

from __future__ import annotations

import pytest

from onrecord.attributions.neural.by_model import select
from onrecord.attributions.neural.candidates import Candidate
from onrecord.attributions.neural.confidence import HEARSAY, INNER, OUTER, RULES, Calibration, Way
from onrecord.attributions.neural.trimming import Trimmer
from onrecord.text.document import Span
from onrecord.text.quotes import quotations
from onrecord.text.sentences import paragraphs

SURE = Way({}, 4.0, {}, {})
CALIBRATION = Calibration(dict.fromkeys((OUTER, INNER, RULES), SURE))


def candidate(text: str, way: str, source: str, cue: str, content: str) -> Candidate:
    def spans(words: str) -> list[Span]:
        return [Span(text.index(words), text.index(words) + len(words))] if words else []

    return Candidate(way, {}, spans(source), spans(cue), spans(content), {})


def kept(text: str, *found: Candidate) -> list[tuple[list[str], list[str]]]:
    return [
        ([span.of(text) for span in each.source], [span.of(text) for span in each.content])
        for each in select(found, "en", CALIBRATION, Trimmer(text, []))
    ]


def test_a_rumour_gets_no_speaker_from_the_sentence_before() -> None:
    text = "The ministry was silent. Officers are reported to be critical."
    model = candidate(text, OUTER, "The ministry", "are reported", "to be critical")
    rules = candidate(text, HEARSAY, "", "are reported", "to be critical")
    assert kept(text, model, rules) == [([], ["to be critical"])]


def test_who_has_said_nothing_in_public_is_not_on_record() -> None:
    text = "Admiral Brandis has said nothing in public."
    assert kept(text, candidate(text, OUTER, "Admiral Brandis", "has said", "nothing in public")) == []
    text = "Admiral Brandis said nothing would change."
    assert kept(text, candidate(text, OUTER, "Admiral Brandis", "said", "nothing would change")) != []


@pytest.mark.parametrize(
    ("said", "source", "left"),
    [
        (
            "заявил агентству председатель Иво Лунд",
            "агентству председатель Иво Лунд",
            "председатель Иво Лунд",
        ),
        ("заявил министру председатель", "министру", "министру"),
        (
            "заявил председатель комитета Иво Лунд",
            "председатель комитета Иво Лунд",
            "председатель комитета Иво Лунд",
        ),
    ],
)
def test_for_whom_it_was_told_is_no_part_of_a_source(said: str, source: str, left: str) -> None:
    text = f"«Мы устали», — {said}."
    quoted = quotations(text, paragraphs(text))
    found = candidate(text, OUTER, source, "заявил", "«Мы устали»")
    (draft,) = select([found], "ru", CALIBRATION, Trimmer(text, quoted))
    assert [span.of(text) for span in draft.source] == [left]
