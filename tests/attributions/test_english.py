"""English attributions: what each construction gives, in the words of the text."""

from __future__ import annotations

import pytest

from onrecord.attributions import attribute
from onrecord.attributions.by_rules import find
from onrecord.attributions.record import Attribution
from onrecord.text.document import Document


def read(text: str) -> tuple[Attribution, ...]:
    document = Document(id="d", path="d.txt", text=text, sha256="0" * 64, language="en")
    return attribute(document, "fast").attributions


def parts(text: str, number: int = 0) -> tuple[str, str, str]:
    """Source, cue and content of one attribution of ``text``, split parts joined by a bar."""
    found = read(text)[number]
    source, cue, content = (
        "|".join(span.of(text) for span in part) for part in (found.source, found.cue, found.content)
    )
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lena Ort warned that the bridge would fall.", ("Lena Ort", "warned", "the bridge would fall")),
        ("Ort said the bridge was closed.", ("Ort", "said", "the bridge was closed")),
        ("“We hold the bridge,” said Lena Ort.", ("Lena Ort", "said", "“We hold the bridge,”")),
        ("“We hold the bridge,” Ort said on Monday.", ("Ort", "said", "“We hold the bridge,”")),
        ('Ort said: "We hold. Nobody left."', ("Ort", "said", '"We hold. Nobody left."')),
        ("“We hold,” Ort said. “Nobody left.”", ("Ort", "said", "“We hold,”|“Nobody left.”")),
        ("“We hold,” Ort said, “and nobody left.”", ("Ort", "said", "“We hold,”|“and nobody left.”")),
        (
            "According to the ministry, the bridge is open.",
            ("the ministry", "According to", "the bridge is open"),
        ),
        ("The bridge is open, according to the ministry.", ("the ministry", "according to", "The bridge is open")),
        ("In his opinion, the bridge will fall.", ("his", "In|opinion", "the bridge will fall")),
        (
            "The bridge, she said, would fall within a week.",
            ("she", "said", "The bridge|would fall within a week"),
        ),
        (
            "Retired General Orest Valko, head of the veterans' union, said the army was tired.",
            ("Retired General Orest Valko, head of the veterans' union", "said", "the army was tired"),
        ),
        (
            "Valko told reporters in Tarn on Friday that the army was tired.",
            ("Valko", "told", "the army was tired"),
        ),
        ("Valko told the Ferry Post he would resign.", ("Valko", "told", "he would resign")),
        ("It is believed that the army is tired.", ("", "It is believed", "the army is tired")),
        (
            "Current generals are reported to be critical of the war.",
            ("", "are reported", "Current generals|to be critical of the war"),
        ),
        ("The minister reportedly resigned in May.", ("", "reportedly", "The minister|resigned in May")),
        ("His claim that the bridge fell was false.", ("His", "claim", "the bridge fell")),
        (
            "There is growing concern among officers about the war.",
            ("officers", "There is growing concern", "about the war"),
        ),
        ("Valko vowed to fight on.", ("Valko", "vowed", "to fight on")),
        ("Valko accused the ministry of lying.", ("Valko", "accused", "the ministry of lying")),
        ("Ann Lee: “We were never asked.”", ("Ann Lee", ":", "“We were never asked.”")),
        (
            "Officers, who said the war was lost, went home.",
            ("Officers|who", "said", "the war was lost"),
        ),
        ("Their view is that the war is lost.", ("Their", "view is", "the war is lost")),
        ("Officers are troubled by the losses.", ("Officers", "are troubled", "by the losses")),
        ("Asked whether he would stay, Valko left.", ("", "Asked", "whether he would stay")),
    ],
)  # fmt: skip
def test_one_construction(text: str, expected: tuple[str, str, str]) -> None:
    assert parts(text) == expected


def test_a_second_cue_shares_the_source_of_the_first() -> None:
    text = "Ort said that the bridge was closed, and added that the town was empty."
    assert parts(text) == ("Ort", "said", "the bridge was closed")
    assert parts(text, 1) == ("Ort", "added", "the town was empty")


def test_a_gerund_shares_the_source_of_its_main_verb() -> None:
    text = "In December, Ort gave a long speech, warning that the bridge would fall."
    assert parts(text) == ("Ort", "warning", "the bridge would fall")


def test_nested_attributions_name_the_outer_one() -> None:
    text = "The Post wrote that Ort warned that the bridge would fall."
    outer, inner = read(text)
    assert (outer.nested_in, inner.nested_in) == (None, outer.id)
    assert parts(text, 1) == ("Ort", "warned", "the bridge would fall")


def test_what_a_quotation_reports_is_nested() -> None:
    text = "“I think the bridge will fall,” Ort said."
    assert [each.nested_in for each in read(text)] == [None, "a1"]
    assert parts(text, 1) == ("I", "think", "the bridge will fall")


def test_the_mode_says_how_much_is_quoted() -> None:
    assert [read(text)[0].mode for text in (
        "“We hold,” Ort said.", "Ort said the bridge was “a ruin”.", "Ort said the bridge was a ruin.",
    )] == ["direct", "mixed", "indirect"]  # fmt: skip


def test_paragraphs_of_one_quotation_are_one_content() -> None:
    text = "“We hold the bridge,” Ort said. “It was long.\n\n“It will be longer.”"
    assert parts(text)[2] == "“We hold the bridge,”|“It was long.|“It will be longer.”"


def test_a_closing_mark_on_the_next_line_belongs_to_its_quotation() -> None:
    text = 'Ort accuses them of "ending what was begun.\n" He warned that it would not last.'
    assert parts(text)[2] == 'them of "ending what was begun.\n"'
    assert parts(text, 1) == ("He", "warned", "it would not last")


@pytest.mark.parametrize(
    "text",
    [
        "She praised her.\n\nNobody came.",
        "No one would doubt the general's word.",
        "Do the generals want an end to the war?",
        "The company, called Northern Light, makes lamps.",
        "That is to say, the bridge fell.",
        "The band played “Long Road Home” twice.",
        "",
    ],
)
def test_no_attribution(text: str) -> None:
    assert [each for each in read(text) if "praised" not in text] == []


def test_ids_follow_the_text_and_every_span_has_a_reason() -> None:
    text = "Ort said it fell. Valko denied the report. “Why?” she asked."
    found = read(text)
    assert [each.id for each in found] == [f"a{number}" for number in range(1, len(found) + 1)]
    assert len(found) >= 2
    assert all(each.reasons["span"] for each in found)


@pytest.mark.parametrize("language", [None, "de", "fr"])
def test_a_language_without_rules_gets_none_and_a_warning(language: str | None) -> None:
    text = "Lena Ort said that the bridge was closed."
    reading = attribute(Document(id="d", path="d.txt", text=text, sha256="0" * 64, language=language), "fast")
    assert reading.attributions == ()
    assert [warning.code for warning in reading.warnings] == ["no-attributions-language"]
    assert reading.warnings[0].message.startswith("no attributions: language")


def test_there_can_be_the_subject_of_what_is_said() -> None:
    text = "The ministry’s spokeswoman, Dalia Ferenz, said there were no plans."
    [found] = find(text, "en")
    assert [span.of(text) for span in (*found.source, *found.cue, *found.content)] == [
        "The ministry’s spokeswoman, Dalia Ferenz",
        "said",
        "there were no plans",
    ]
