"""Sentence borders: what ends a sentence and what only looks like it."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.languages.abbreviations import abbreviations
from onrecord.text.sentences import Abbreviations, paragraphs, sentences

# One sentence a line of each case, joined by a space before it is split again.
ENGLISH = [
    ["Gen. Ada Moor spoke.", "She left."],
    ["Col.-Gen. A. B. Stone, Ret., and Lt. Col. Joan Field met Maj. Gen. Wood.", "They agreed."],
    [
        "The U.S. Army and the U.S. President agreed.",
        "He went to the U.S.",
        "The talks ended at 5 p.m.",
        "Then they ate.",
    ],
    ["He asked, “Why?” and left.", "“No!” she said.", "“We won.”", "The crowd left."],
    ["See No. 5.", "It cost $3.5 million.", "No.", "It did not."],
    ["On Oct. 5 he left.", "He came back in Oct.", "The end."],
    ["Wait... what?", "Yes...", "He did."],
    [
        "He left (in 2015).",
        "She stayed.[3]",
        "They sold apples, etc. and left.",
        "They sold apples, etc.",
        "All left.",
    ],
    ["Mr. and Mrs. Lee, of St. Helen St., came.", "They ate."],
    ['"It is over."', '"Who says so?" he asked.'],
    ["Dr. J.R. Hill of Acme Inc. said so.", "He works for Acme Inc.", "He said so."],
]
RUSSIAN = [
    ["Ген. А. Б. Дубов заявил об этом в 2012 г.", "Президент промолчал."],
    ["Ген.-полк. Л.Г. Дубов, г. Лесной, т. е. там, т. н. «вольница» и т. д.", "Он ушёл."],
    ["«Нет!» — сказал он.", "«Мы победим!», — добавил он.", "«Мы не знаем.", "Мы ждём».", "Он ушёл."],
    ["— Да! — крикнул Дубов.", "— Он прав."],
    ["В 2012 г. Лесная область голосовала.", "Это стоило 5 тыс. руб.", "Дубов заплатил."],
    ["Завод им. Дубова, ул. Мира, д. 5, закрыт.", "По ст. 207.3 УК его оштрафовали."],
    ["И. о. министра Дж. Хилл и др. ушли.", "Остались А. Дубов и др.", "Они молчат…", "Но ждут."],
    ["В 2012–2014 гг. он служил (в т. ч. Дубов).", "Ст. лейт. Сосна подтвердил."],
    ["Он сказал им.", "Они поверили."],
]
UKRAINIAN = [
    ["Ген. І. Б. Коваль заявив про це у 2012 р.", "Президент мовчав."],
    ["Завод ім. Коваля, вул. Миру, м. Лісове, т. зв. «вольниця» та ін.", "Він пішов."],
    ["«Ні!» – сказав він.", "Це коштує 5 тис. грн.", "Це дорого."],
    ["В. о. міністра П. Коваль, п. Сосна й п’ять полк. поліції пішли.", "Усі, т. б. м., мовчать."],
]
CASES = (
    [("en", case) for case in ENGLISH]
    + [("ru", case) for case in RUSSIAN]
    + [("uk", case) for case in UKRAINIAN]
)


@pytest.mark.parametrize(("language", "expected"), CASES)
def test_borders(language: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [span.of(text) for span in sentences(text, abbreviations(language))] == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", ENGLISH[0]), ("ru", RUSSIAN[1]), ("uk", UKRAINIAN[1])]
)
def test_an_unknown_language_gets_the_abbreviations_of_all(language: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [span.of(text) for span in sentences(text, abbreviations(None))] == expected


def test_a_line_is_a_paragraph_in_news_text() -> None:
    text = "Talks end on Oct.\nThe general left\r\n\r\nНовости дня\u2029\nend."
    expected = ["Talks end on Oct.", "The general left", "Новости дня", "end."]
    assert [span.of(text) for span in sentences(text, abbreviations("en"))] == expected


HARD_WRAPPED = """\
Short headline about the war

The retired general told a meeting of officers in the capital on
Monday that the war could not be won, and that everybody in the
staff knew it. Gen. Moor was not there. He had been asked to stay
away.
The ministry said nothing.

- First point of the letter
- Second point of the letter
"""


def test_a_hard_wrapped_text_is_joined_across_its_lines() -> None:
    found = [" ".join(span.of(HARD_WRAPPED).split()) for span in sentences(HARD_WRAPPED, abbreviations("en"))]
    assert found == [
        "Short headline about the war",
        "The retired general told a meeting of officers in the capital on Monday that the war could not be won, "
        "and that everybody in the staff knew it.",
        "Gen. Moor was not there.",
        "He had been asked to stay away.",
        "The ministry said nothing.",
        "- First point of the letter",
        "- Second point of the letter",
    ]


def test_paragraphs_of_a_hard_wrapped_text_end_where_a_line_had_room_left() -> None:
    assert [span.of(HARD_WRAPPED)[:9] for span in paragraphs(HARD_WRAPPED)] == [
        "Short hea",
        "The retir",
        "The minis",
        "- First p",
        "- Second ",
    ]


prose = st.lists(
    st.sampled_from(
        [
            "Gen.",
            "г.",
            "т. е.",
            "5",
            "Oct.",
            "слово",
            "Word",
            "!",
            "?»",
            "…",
            " ",
            "\n",
            "\n\n",
            "«",
            '"',
            ".",
            "— ",
            "\x0c",
            "\u2029",
        ]
    )
).map("".join)


@given(st.one_of(st.text(), prose))
@example("." * 50 + " " * 50)
def test_sentences_are_exact_ordered_and_cover_all_but_white_space(text: str) -> None:
    for found in (sentences(text, abbreviations(None)), paragraphs(text)):
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))
        assert all(span.of(text) == span.of(text).strip() != "" for span in found)
        assert "".join(re.sub(r"\s", "", span.of(text)) for span in found) == "".join(text.split())


def test_no_input_takes_more_than_linear_time() -> None:
    # Each of these takes hours where a pattern can start again at every character.
    for unit in (".", "! ", "A. ", '"', "\n", " ", "г. ", "(«"):
        text = unit * 100_000
        assert sum(span.end - span.start for span in sentences(text, abbreviations(None))) <= len(text)


def test_the_file_format_is_checked() -> None:
    assert Abbreviations.parse("[never final]\nген. | Gen. # ranks\n").never_final == {"ген.", "Ген.", "Gen."}
    with pytest.raises(ValueError, match="line 1 of an abbreviations file"):
        Abbreviations.parse("[no such kind]\nген.")
    with pytest.raises(ValueError, match="line 1 of an abbreviations file"):
        Abbreviations.parse("ген.")
