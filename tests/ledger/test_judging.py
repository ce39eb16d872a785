"""Judgements: kept for ever, undone by others, and what they come to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.fakes import add, numbered, reading

from onrecord.errors import NoSuchRecord, UsageError
from onrecord.ledger import AttributionFilter, JudgementFilter, Ledger


@pytest.fixture
def judged(ledger: Ledger) -> Ledger:
    """Three documents: attributions a1 to a6, each with a statement of the same number."""
    for number in range(3):
        add(ledger, numbered(number))
    return ledger


def test_a_judgement_is_kept_with_who_when_and_why(judged: Ledger) -> None:
    made = judged.judge(
        "accept", ["a1", "s2"], by="Ann", reason="heard it on the radio", payload={"minute": 3}
    )
    (held,) = judged.judgements()
    assert held == made
    assert (held.ref, held.kind, held.targets, held.by, held.undone) == (
        "j1",
        "accept",
        ("a1", "s2"),
        "Ann",
        False,
    )
    assert (held.reason, held.payload) == ("heard it on the radio", {"minute": 3})
    assert held.at.endswith("Z")
    assert judged.attribution("a1").standing.verdict == "accepted"
    assert judged.statement("s2").standing.verdict == "accepted"
    assert judged.attribution("a2").standing.verdict is None


def test_judgements_cannot_be_changed_or_deleted(judged: Ledger, place: Path) -> None:
    judged.judge("accept", ["a1"], by="Ann")
    with closing(sqlite3.connect(place)) as database:
        for statement in (
            "UPDATE judgements SET reason = 'another'",
            "DELETE FROM judgements",
            "UPDATE judgement_targets SET target_id = 2",
            "DELETE FROM judgement_targets",
            "INSERT OR REPLACE INTO judgements SELECT id, 'reject', by, at, reason, payload FROM judgements",
        ):
            with pytest.raises(sqlite3.IntegrityError, match=r"kept for ever|FOREIGN KEY|UNIQUE"):
                database.execute("PRAGMA recursive_triggers = ON").connection.execute(statement)
    assert next(judged.judgements()).kind == "accept"


def test_an_edit_lies_over_the_record_and_leaves_it(judged: Ledger) -> None:
    content = judged.attribution("a1").computed.content[0]
    shorter = [content.start, content.start + 6]
    payload = {"speaker.name": "Vera Orlin", "content": [shorter], "toward.name": "the army", "act": "warn"}
    judged.judge("edit", ["a1"], by="Ann", payload=payload)
    judged.judge("edit", ["a1"], by="Ben", payload={"act": "deny"})
    row = judged.attribution("a1")
    assert (row.record.speaker.name, row.record.act, row.quoted_words) == ("Vera Orlin", "deny", "bridge")
    assert row.record.toward is not None
    assert row.record.toward.name == "the army"
    assert (row.computed.speaker.name, row.computed.act) == ("Colonel Orlin 0", None)
    assert row.standing.edits == payload | {"act": "deny"}
    judged.undo("j2", by="Ben")
    assert judged.attribution("a1").record.act == "warn"


@pytest.mark.parametrize(
    ("kind", "targets", "payload", "reason"),
    [
        ("edit", ["a1"], {}, "needs the fields"),
        ("edit", ["a1"], {"wording": "x"}, "does not fit"),
        ("edit", ["a1"], {"speaker.wording": "x"}, "does not fit"),
        ("edit", ["a1"], {"id": "a9"}, "does not fit"),
        ("edit", ["a1"], {"mode": "whispered"}, "does not fit"),
        ("edit", ["a1"], {"content": [[0, 9999]]}, "is not in the text"),
        ("edit", ["a1"], {"content": []}, "needs a content"),
        ("edit", ["s1"], {"act": "warn"}, "cannot be the target"),
        ("accept", ["d1"], {}, "a document cannot be the target of accept"),
        ("accept", [], {}, "nothing to judge"),
        ("merge", ["s1"], {}, "two statements"),
        ("merge", ["s1", "s1"], {}, "two statements"),
        ("split", ["s1"], {}, "one statement and the attributions"),
        ("split", ["s1", "a2"], {}, "a2: not an attribution of s1"),
        ("split", ["s1", "a1"], {}, "must leave something"),
        ("grade", ["a1"], {}, "needs its value"),
        ("note", ["a1"], {}, "needs its text"),
        ("praise", ["a1"], {}, "no such kind"),
        ("undo", ["j1"], {}, "no such kind"),
        ("remove", ["d1"], {}, "no such kind"),
    ],
)
def test_judgements_that_make_no_sense(
    judged: Ledger, kind: str, targets: list[str], payload: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UsageError, match=reason):
        judged.judge(kind, targets, by="Ann", payload=payload)
    assert list(judged.judgements()) == []


def test_judgements_on_nothing(judged: Ledger) -> None:
    for target in ("a99", "s99", "orlin", "a0", "j1"):
        with pytest.raises((NoSuchRecord, UsageError)):
            judged.judge("accept", [target], by="Ann")
    with pytest.raises(UsageError, match="--as NAME"):
        judged.judge("accept", ["a1"], by=" ")
    with pytest.raises(NoSuchRecord):
        judged.undo("j7", by="Ann")
    with pytest.raises(UsageError, match="only a judgement"):
        judged.undo("a1", by="Ann")


def test_undo_and_undo_of_undo(judged: Ledger) -> None:
    judged.judge("accept", ["a1"], by="Ann")
    first = judged.undo("j1", by="Ben", reason="a mistake")
    assert judged.attribution("a1").standing.verdict is None
    assert [row.id for row in judged.attributions(AttributionFilter(state="judged"))] == []
    with pytest.raises(UsageError, match="undone already"):
        judged.undo("j1", by="Ben")
    judged.undo(first.ref, by="Ann")
    assert judged.attribution("a1").standing.verdict == "accepted"
    assert [(row.kind, row.undone) for row in judged.judgements()] == [
        ("accept", False),
        ("undo", True),
        ("undo", False),
    ]
    judged.undo("j1", by="Ben")
    assert judged.attribution("a1").standing.verdict is None
    assert judged.verify().ok


def members(ledger: Ledger) -> dict[str, list[str]]:
    return {row.ref: [one.ref for one in row.attributions] for row in ledger.statements()}


def test_statements_are_merged_and_split_again(judged: Ledger) -> None:
    judged.judge("merge", ["s1", "s3", "s5"], by="Ann", reason="one speech")
    assert members(judged) == {"s1": ["a1", "a3", "a5"], "s2": ["a2"], "s4": ["a4"], "s6": ["a6"]}
    assert judged.statement("s1").rules == ("one attribution", "judgement j1", "judgement j1")
    assert judged.attribution("a5").statement_id == 1
    judged.judge("split", ["s1", "a3"], by="Ben", reason="another day")
    assert members(judged)["s1"] == ["a1", "a5"]
    assert members(judged)["s7"] == ["a3"]
    judged.undo("j1", by="Ann")
    assert members(judged) == {
        "s1": ["a1"], "s2": ["a2"], "s4": ["a4"], "s5": ["a5"], "s6": ["a6"], "s7": ["a3"],
    }  # fmt: skip
    judged.undo("j2", by="Ann")
    assert members(judged) == {f"s{number}": [f"a{number}"] for number in range(1, 7)}
    judged.undo("j3", by="Ann")
    assert members(judged)["s1"] == ["a1", "a3", "a5"]
    with pytest.raises(NoSuchRecord, match="merged into another"):
        judged.statement("s3")
    assert judged.verify().ok


def test_a_merge_of_merged_statements(judged: Ledger) -> None:
    judged.judge("merge", ["s1", "s2"], by="Ann")
    judged.judge("merge", ["s3", "s1"], by="Ann")
    assert members(judged)["s3"] == ["a1", "a2", "a3"]
    judged.undo("j2", by="Ann")
    assert members(judged)["s1"] == ["a1", "a2"]
    assert members(judged)["s3"] == ["a3"]


def test_judgements_are_listed_by_what_is_asked(judged: Ledger) -> None:
    judged.judge("accept", ["a1"], by="Ann")
    judged.judge("note", ["d1", "a1"], by="Ben", reason="who took this down?")
    judged.undo("j1", by="Ben")

    def found(**wanted: Any) -> list[int]:
        return [row.id for row in judged.judgements(JudgementFilter(**wanted))]

    assert found() == [1, 2, 3]
    assert found(kind="note") == [2]
    assert found(by="Ben") == [2, 3]
    assert found(target="a1") == [1, 2]
    assert found(target="d1") == [2]
    assert found(target="j1") == [3]
    assert found(undone=True) == [1]
    assert found(undone=False, limit=1) == [2]
    assert judged.document("d1").standing.notes == ("who took this down?",)


def test_removing_is_undone_like_any_judgement(judged: Ledger) -> None:
    made = judged.remove("/press/1.txt", by="Ann", reason="a test page")
    assert (made.kind, made.targets) == ("remove", ("d2",))
    with pytest.raises(UsageError, match="removed already"):
        judged.remove("d2", by="Ann")
    assert [row.id for row in judged.documents()] == [1, 3]
    assert {hit.document.ref for hit in judged.search("bridge")} == {"d1", "d3"}
    assert "s3" not in members(judged)
    judged.undo(made.ref, by="Ann")
    assert [row.id for row in judged.documents()] == [1, 2, 3]
    assert {hit.ref for hit in judged.search('"bridge 1"')} == {"d2", "a3"}
    assert judged.verify().ok


def test_a_judgement_from_a_page_opened_before_goes_to_the_newer_reading(ledger: Ledger) -> None:
    text = "Kovra said the dam is safe."
    quote = ("Kovra", "said", "the dam is safe")
    add(ledger, reading("/a.txt", text, [quote]))
    add(ledger, reading("/a.txt", text, [quote], version="2"))
    ledger.judge("accept", ["a1"], by="Ann")
    assert ledger.attribution("a2").standing.verdict == "accepted"
    ledger.undo("j1", by="Ann")
    assert ledger.attribution("a2").standing.verdict is None
    assert list(ledger.review()) == []
    assert ledger.verify().ok
