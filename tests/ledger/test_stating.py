"""Reports of one statement come together as they come in: the rule is kept, judgements move them, nothing moves alone."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.fakes import add
from tests.ledger.saying import Words, said

from onrecord.ledger import Ledger

DAM = "the old dam at Selm will not hold another winter"


def words(content: str, **more: Any) -> Words:
    more.setdefault("speaker", "Orest Valko")
    return Words(content=content, **more)


def press(ledger: Ledger, identity: str, *each: Words, **more: Any) -> None:
    more.setdefault("published", "2024-03-05")
    add(ledger, said(identity, *each, language=more.pop("language", "en"), **more))


def grouped(ledger: Ledger) -> list[list[str]]:
    return [[one.ref for one in row.attributions] for row in ledger.statements()]


@pytest.fixture
def joined(ledger: Ledger) -> Ledger:
    """A quotation, its report elsewhere, a copy of it, and something else."""
    press(ledger, "/1", words(f"“{DAM}, I know it”", mode="direct"))
    press(ledger, "/2", words("the old dam at Selm would not hold another winter"), published="2024-03-06")
    press(ledger, "/3", words(f"“{DAM}, I know it”", mode="direct"), words("the mayor sleeps"))
    return ledger


def test_reports_are_joined_and_each_says_why(joined: Ledger) -> None:
    assert grouped(joined) == [["a1", "a2", "a3"], ["a4"]]
    assert joined.statement("s1").rules == (
        "one attribution",
        "a direct and an indirect report of one sentence: 5 of 5 words that matter as in a1",
        "the same 13 words as a1",
    )
    assert joined.verify().ok


def test_what_was_joined_wrongly_is_split_and_stays_so(joined: Ledger) -> None:
    split = joined.judge("split", ["s1", "a2"], by="Ann", reason="another speech")
    assert [group for group in grouped(joined) if group != ["a4"]] == [["a1", "a3"], ["a2"]]
    press(
        joined,
        "/2",
        words("the old dam at Selm would not hold another winter"),
        published="2024-03-06",
        version="2",
    )
    assert ["a5"] in grouped(joined)
    joined.undo(split.ref, by="Ann")
    assert sorted(grouped(joined)[0]) == ["a1", "a3", "a5"]
    assert joined.verify().ok


def test_a_report_goes_where_those_like_it_were_moved(joined: Ledger) -> None:
    first, other = (row.ref for row in joined.statements())
    joined.judge("merge", [other, first], by="Ann")
    press(joined, "/4", words(f"“{DAM}, I know it”", mode="direct"))
    assert grouped(joined) == [["a1", "a2", "a3", "a4", "a5"]]
    assert joined.attribution("a5").statement_id == joined.attribution("a4").statement_id
    assert joined.verify().ok


def test_another_speaker_of_the_same_words_is_another_statement(ledger: Ledger) -> None:
    press(ledger, "/1", words(DAM))
    press(ledger, "/2", words(DAM, speaker="Vera Tkach"))
    press(ledger, "/3", words(DAM, speaker=None, source="", kind="anonymous"))
    assert grouped(ledger) == [["a1"], ["a2"], ["a3"]]


def test_the_words_of_a_letter_in_two_papers_are_one_statement(ledger: Ledger) -> None:
    press(ledger, "/1", words(DAM, speaker="Letter of the engineers", kind="document"))
    press(ledger, "/2", words(DAM, speaker="letter of the engineers", kind="document"))
    press(ledger, "/3", words(DAM, speaker="report of the mayor", kind="document"))
    assert grouped(ledger) == [["a1", "a2"], ["a3"]]
    ledger.forget_name("of the engineers", by="Ann", reason="asked")
    assert ledger.verify().ok


def test_speakers_that_an_analyst_made_one_report_one_statement(ledger: Ledger) -> None:
    press(ledger, "/1", words(DAM))
    press(ledger, "/2", words("the mayor sleeps all day long", speaker="Pavlo Hrim"))
    ledger.judge("merge", ["p2", "p1"], by="Ann")
    press(ledger, "/3", words(DAM, speaker="Pavlo Hrim"))
    assert grouped(ledger) == [["a1", "a3"], ["a2"]]


def test_the_time_of_the_statement_keeps_apart_what_the_words_would_join(ledger: Ledger) -> None:
    press(ledger, "/1", words(DAM, said_at="2023-02"))
    press(ledger, "/2", words(DAM, said_at="2024-03-04"))
    press(ledger, "/3", words(DAM, said_at="2023-02-07"), published="2025-01-01")
    assert grouped(ledger) == [["a1", "a3"], ["a2"]]


def test_the_order_in_which_reports_of_one_year_come_does_not_matter(ledger: Ledger) -> None:
    press(ledger, "/1", words(DAM, said_at="2023-11-07"), published="2025-01-01")
    press(ledger, "/2", words(DAM, said_at="2023"), published="2024-01-01")
    assert grouped(ledger) == [["a1", "a2"]]


def test_what_was_rejected_or_removed_joins_nothing(ledger: Ledger) -> None:
    press(ledger, "/1", words(DAM))
    ledger.judge("reject", ["a1"], by="Ann")
    press(ledger, "/2", words(DAM))
    ledger.remove("d2", by="Ann")
    press(ledger, "/3", words(DAM))
    assert [ledger.attribution(f"a{number}").statement_id for number in (1, 2, 3)] == [1, 2, 3]


def test_an_undated_copy_is_joined_by_many_same_words_only(ledger: Ledger) -> None:
    press(ledger, "/1", words(DAM), words("the mayor sleeps"), published=None)
    press(ledger, "/2", words(DAM), words("the mayor sleeps"), published=None)
    assert grouped(ledger) == [["a1", "a3"], ["a2"], ["a4"]]


def test_a_newer_reading_keeps_its_statements_and_finds_more(ledger: Ledger) -> None:
    press(ledger, "/1", words(DAM))
    press(ledger, "/2", words("the mayor sleeps"))
    press(ledger, "/2", words("the mayor sleeps"), words(DAM), version="2")
    assert grouped(ledger) == [["a1", "a4"], ["a3"]]
    assert ledger.statement("s1").rules[1] == "the same 10 words as a1"
    assert ledger.verify().ok


def test_forgetting_one_report_leaves_the_statement_of_the_others(joined: Ledger) -> None:
    joined.forget_document("d1", by="Ann", reason="asked")
    assert grouped(joined) == [["a2", "a3"], ["a4"]]
    assert joined.verify().ok
