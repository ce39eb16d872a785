"""What the words do, as a ledger keeps it: filtered by, edited, masked, checked, and given to ledgers made before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.fakes import add
from tests.ledger.saying import Words, said

from onrecord.errors import UsageError
from onrecord.ledger import AttributionFilter, Ledger

LABELLED = (
    Words(
        speaker="Orest Valko",
        content="the dam will not last the winter",
        act="warn",
        prediction=True,
        said_at="2024-12",
        said_at_text="in December 2024",
        venue="a letter to Vera Quillby",
    ),
    Words(speaker="Ihor Melnyk", content="the engineers lie", act="criticise", toward="Vera Quillby"),
    Words(
        speaker="Lida Sorn",
        content="the dam is closed",
        reportative=True,
        phrase="reportedly",
        said_at="2025-01-03",
    ),
    Words(speaker="Pavlo Hrim", content="he was told nothing", act=None, prediction=None, reportative=None),
)


@pytest.fixture
def held(ledger: Ledger) -> Ledger:
    add(ledger, said("/dam", *LABELLED, published="2025-01-05"))
    return ledger


def found(ledger: Ledger, **wanted: Any) -> list[str]:
    return [row.ref for row in ledger.attributions(AttributionFilter(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "refs"),
    [
        ({"act": "warn"}, ["a1"]),
        ({"toward": "quillby"}, ["a2"]),
        ({"toward": "Vera QUILLBY"}, ["a2"]),
        ({"prediction": True}, ["a1"]),
        ({"prediction": False}, ["a2", "a3"]),
        ({"reportative": True}, ["a3"]),
        ({"said_since": "2024"}, ["a1", "a3"]),
        ({"said_since": "2024-12-20"}, ["a1", "a3"]),
        ({"said_since": "2025"}, ["a3"]),
        ({"said_until": "2024-12"}, ["a1"]),
        ({"said_since": "2024", "act": "deny"}, []),
    ],
)
def test_labels_narrow_a_listing(held: Ledger, wanted: dict[str, Any], refs: list[str]) -> None:
    assert found(held, **wanted) == refs


def test_statements_are_narrowed_by_labels_too(held: Ledger) -> None:
    assert [row.ref for row in held.statements(AttributionFilter(act="criticise"))] == ["s2"]


def test_an_act_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="shout: no such act \\(one of state, criticise"):
        AttributionFilter(act="shout")


def test_an_edit_of_a_label_is_what_counts_until_it_is_undone(held: Ledger) -> None:
    made = held.judge("edit", ["a1"], by="Ann", payload={"act": "threaten", "toward.name": "the mayor"})
    assert (found(held, act="warn"), found(held, act="threaten"), found(held, toward="mayor")) == (
        [],
        ["a1"],
        ["a1"],
    )
    assert held.verify().ok
    held.undo(made.ref, by="Ann")
    assert (found(held, act="warn"), found(held, toward="mayor")) == (["a1"], [])
    assert held.verify().ok


def test_an_edit_cannot_put_a_target_outside_the_text(held: Ledger) -> None:
    with pytest.raises(UsageError, match="a2: the span 5-9999 is not in the text"):
        held.judge("edit", ["a2"], by="Ann", payload={"toward.span": [5, 9999]})


def test_a_carried_edit_counts_in_the_newer_reading(held: Ledger) -> None:
    held.judge("edit", ["a2"], by="Ann", payload={"act": "deny"})
    add(held, said("/dam", *LABELLED, version="2", published="2025-01-05"))
    assert found(held, act="deny") == ["a6"]
    assert held.verify().ok


def test_forgetting_a_name_takes_it_out_of_the_labels(held: Ledger, place: Path) -> None:
    held.forget_name("Vera Quillby", by="Ann", reason="asked")
    first, second, *_ = held.attributions()
    assert first.record.venue == "a letter to ████████████"
    assert second.record.toward is not None
    assert second.record.toward.name == "████████████"
    assert found(held, toward="quillby") == []
    assert b"uillby" not in place.read_bytes()
    assert held.verify().ok


def test_forgetting_a_document_takes_its_labels(held: Ledger, place: Path) -> None:
    held.forget_document("d1", by="Ann", reason="asked")
    with closing(sqlite3.connect(place)) as database:
        for table in ("labels", "occasions", "memberships"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert held.verify().ok


def spoil(statement: str) -> Callable[[Path], None]:
    def do(place: Path) -> None:
        with closing(sqlite3.connect(place)) as database:
            database.execute(statement)
            database.commit()

    return do


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE labels SET act = 'support' WHERE attribution_id = 1",
        "DELETE FROM labels WHERE attribution_id = 2",
        "INSERT INTO labels (attribution_id, act) VALUES (4, 'state')",
    ],
)
def test_labels_that_are_not_the_records_are_found_and_made_anew(
    held: Ledger, place: Path, statement: str
) -> None:
    spoil(statement)(place)
    assert any("what it is filtered by" in problem for problem in held.verify().problems)
    assert held.verify(fix=True).ok


def test_a_target_outside_the_text_is_found(held: Ledger, place: Path) -> None:
    spoil(
        "UPDATE attributions SET record = json_set(record, '$.toward.span', json('[7, 9000]')) WHERE id = 2"
    )(place)
    assert any(
        problem == "a2: the span of its target is not in the text" for problem in held.verify().problems
    )


def test_a_ledger_of_the_second_version_gets_labels_and_statements_for_what_is_nested(place: Path) -> None:
    inner = Words(speaker="Vera Tkach", content="the mayor lies", act="criticise", nested_in="a1")
    with Ledger.open(str(place), create=True) as ledger:
        add(ledger, said("/1", LABELLED[0], inner))
        ledger.judge("edit", ["a1"], by="Ann", payload={"act": "threaten"})
    with closing(sqlite3.connect(place)) as database:
        database.execute("DROP TABLE labels")
        database.execute("DROP TABLE occasions")
        database.execute("DELETE FROM memberships WHERE attribution_id = 2")
        database.execute("UPDATE alembic_version SET version_num = '0002'")
        database.commit()
    with Ledger.open(str(place)) as ledger:
        assert (found(ledger, act="threaten"), found(ledger, act="criticise")) == (["a1"], ["a2"])
        assert ledger.attribution("a2").statement_id == 3
        assert ledger.verify().ok
