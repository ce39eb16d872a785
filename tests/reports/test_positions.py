"""Who is on record toward a person: statuses at the time, the unnamed apart, silent members, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.ledger.fakes import add
from tests.ledger.saying import Words, said

from onrecord.attributions.record import Role, Speaker
from onrecord.cli.main import cli
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.reports.positions import positions
from onrecord.reports.stands import Asked, Positions

MAYOR = "Ladimir Koreth"


def press(
    ledger: Ledger, identity: str, *each: Words, published: str | None = "2024-03-05", **more: Any
) -> None:
    add(ledger, said(identity, *each, language=more.pop("language", "en"), published=published, **more))


def against(speaker: str | None, content: str, **more: Any) -> Words:
    given = {"act": "criticise", "toward": MAYOR, **more}
    return Words(speaker=speaker, content=content, **given)


@pytest.fixture
def held(ledger: Ledger) -> Ledger:
    """A retired general twice, an engineer without a role, the ministry, an anonymous report and a group in it, praise for
    the mayor's decree, blame for his spokesman, and a serving colonel who says nothing of him."""
    retired = {"role": "General", "body": "army", "status": "former"}
    press(
        ledger,
        "/1",
        against(
            "Orest Valko",
            "the mayor must leave the town hall at once",
            act="demand",
            said_at="2023-02",
            **retired,
        ),
        against("Ihor Melnyk", "the old engineers were never asked"),
        against("Ministry of Dams", "the town hall pays nothing", kind="organisation"),
    )
    press(
        ledger,
        "/2",
        against("Orest Valko", "he counts no costs and hears no advice", **retired),
        Words(
            speaker="Lida Sorn",
            content="the guards sleep at noon",
            act="criticise",
            toward="Koreth's spokesman",
        ),
        against("Lida Sorn", "a wise and timely order it was", act="support", toward="Koreth's decree"),
        published="2024-06-01",
    )
    press(
        ledger,
        "/3",
        against(
            None,
            "officers are angry with the mayor",
            source="",
            kind="anonymous",
            act="state",
            reportative=True,
        ),
        against(
            "officers",
            "angry with the mayor",
            kind="group",
            status="current",
            nested_in="a1",
            reportative=True,
        ),
        Words(
            speaker="Pavlo Hrim",
            content="the bridge is open again",
            role="Colonel",
            body="army",
            status="current",
        ),
        Words(speaker="Ihor Melnyk", content="the palace hears nobody", act="criticise", toward="the palace"),
    )
    return ledger


def answer(ledger: Ledger, toward: str = "Koreth", **more: Any) -> Positions:
    return positions(ledger, Asked(toward=toward, **more))


def who(found: Positions) -> list[tuple[str, str, dict[str, int]]]:
    return [(row.name, row.status, row.acts) for row in found.named]


def test_people_bodies_and_the_unnamed_are_apart(held: Ledger) -> None:
    found = answer(held)
    assert who(found) == [
        ("Orest Valko", "former", {"criticise": 1, "demand": 1}),
        ("Ihor Melnyk", "unknown", {"criticise": 1}),
        ("Lida Sorn", "unknown", {"support": 1}),
    ]
    assert [(row.name, row.kind) for row in found.bodies] == [("Ministry of Dams", "organisation")]
    assert sorted((row.name, row.kind, len(row.statements)) for row in found.unnamed) == [
        ("nobody named", "anonymous", 1),
        ("officers", "group", 1),
    ]
    assert found.summary == {
        "named_current": 0, "named_former": 1, "named_unknown": 2, "unnamed_statements": 2, "bodies": 1, "silent": 0,
    }  # fmt: skip
    assert found.lines[:2] == [
        "named, current: 0 · named, former: 1 · named, status unknown: 2 · unnamed or anonymous: 2 statements"
        " · bodies and documents: 1",
        "Nobody named who was in office or serving at the time is on record toward Ladimir Koreth here.",
    ]


def test_a_row_has_its_first_last_strongest_and_documents(held: Ledger) -> None:
    row = answer(held).named[0]
    assert (row.role, row.dates, row.documents) == ("General", ["2023-02", "2024-06-01"], 2)
    assert (row.strongest.act, row.strongest.words) == (
        "demand",
        "the mayor must leave the town hall at once",
    )
    assert [each.attributions for each in row.statements] == [("a1",), ("a4",)]


def test_what_is_only_reported_and_what_nobody_named_says_is_counted(held: Ledger) -> None:
    group = next(row for row in answer(held).unnamed if row.kind == "group")
    assert (group.status, group.reported, group.anonymous) == ("current", 1, 1)


def test_a_decree_of_his_counts_and_his_spokesman_does_not(held: Ledger) -> None:
    found = answer(held)
    assert set(found.targets) == {MAYOR, "Koreth's decree"}
    assert found.targets["Koreth's decree"] == "named as theirs: “Koreth's decree”"


def test_another_name_counts_only_where_it_is_included(held: Ledger) -> None:
    found = answer(held, including=("the palace",))
    assert dict(
        zip(("Ihor Melnyk",), (row.acts for row in found.named if row.name == "Ihor Melnyk"), strict=True)
    ) == {"Ihor Melnyk": {"criticise": 2}}


def test_members_of_a_body_who_said_nothing_are_silent(held: Ledger) -> None:
    found = answer(held, among=("Army",))
    assert who(found) == [("Orest Valko", "former", {"criticise": 1, "demand": 1})]
    assert [(each.name, each.role, each.status) for each in found.silent] == [
        ("Pavlo Hrim", "Colonel, army", "current")
    ]
    assert (found.summary["named_current"], found.summary["silent"]) == (0, 1)
    assert "silent, which is not loyal: 1 known members said nothing toward Ladimir Koreth" in found.lines
    assert answer(held, among=("Army",), status="former").silent == ()


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({"since": "2024"}, ["Orest Valko", "Ihor Melnyk", "Lida Sorn"]),
        ({"until": "2023"}, ["Orest Valko"]),
        ({"since": "2023-02-10", "until": "2023"}, ["Orest Valko"]),
        ({"status": "unknown"}, ["Ihor Melnyk", "Lida Sorn"]),
        ({"status": "current"}, []),
    ],
)
def test_time_and_status_narrow_the_answer(held: Ledger, more: dict[str, Any], names: list[str]) -> None:
    assert [row.name for row in answer(held, **more).named] == names


def test_the_status_is_that_of_the_time_and_a_man_may_have_two_rows(ledger: Ledger) -> None:
    press(
        ledger,
        "/1",
        against("Orest Valko", "he must answer to the court", role="Minister", status="current"),
        published="2022",
    )
    press(
        ledger,
        "/2",
        against("Orest Valko", "he lied to all of us", role="Minister", status="former"),
        published="2024",
    )
    found = answer(ledger)
    assert [(row.name, row.status, len(row.statements)) for row in found.named] == [
        ("Orest Valko", "current", 1),
        ("Orest Valko", "former", 1),
    ]
    assert (found.summary["named_current"], found.summary["named_former"]) == (1, 1)


def test_with_a_body_the_status_is_that_in_the_body(ledger: Ledger) -> None:
    of = said(
        "/1", against("Orest Valko", "he must answer to the court"), language="en", published="2024-01-01"
    )
    roles = (
        Role(title="chairman", body="Assembly", status="current"),
        Role(title="General", body="army", status="former"),
    )
    speaker = Speaker(name="Orest Valko", kind="named_person", role="chairman", status="current", roles=roles)
    add(ledger, replace(of, attributions=(replace(of.attributions[0], speaker=speaker),)))
    assert [(row.status, row.role) for row in answer(ledger).named] == [("current", "chairman")]
    assert [(row.status, row.role) for row in answer(ledger, among=("army",)).named] == [
        ("former", "General")
    ]


def test_reports_of_one_statement_are_one_statement(ledger: Ledger) -> None:
    quote = "“The mayor Koreth must answer for the old dam at Selm”"
    press(ledger, "/1", against("Orest Valko", quote, act="demand", mode="direct"))
    press(
        ledger,
        "/2",
        against("Orest Valko", "the mayor Koreth must answer for the old dam at Selm", act="demand"),
    )
    (row,) = answer(ledger).named
    assert ([each.attributions for each in row.statements], row.documents) == ([("a1", "a2")], 2)


def test_an_edit_and_a_rejection_count(held: Ledger) -> None:
    held.judge("edit", ["a2"], by="Ann", payload={"toward.name": "the harbour master"})
    held.judge("reject", ["a1"], by="Ann")
    found = answer(held)
    assert who(found)[0] == ("Orest Valko", "former", {"criticise": 1})
    assert "Ihor Melnyk" not in [row.name for row in found.named]


def test_a_name_that_several_have_lists_them(ledger: Ledger) -> None:
    press(
        ledger,
        "/1",
        against("Ann Sorn", "he sleeps", toward="Orest Valko"),
        against("Ann Sorn", "she lies", toward="Iryna Valko"),
    )
    with pytest.raises(UsageError, match="Valko: 2 people may be meant; name one: Iryna Valko; Orest Valko"):
        answer(ledger, "Valko")
    assert [row.acts for row in answer(ledger, "Iryna Valko").named] == [{"criticise": 1}]
    press(
        ledger,
        "/2",
        Words(speaker="Orest Valko", content="nothing to add"),
        Words(speaker="Iryna Valko", content="no"),
    )
    with pytest.raises(
        UsageError, match="Valko: 2 people may be meant; name one: p2 Orest Valko; p3 Iryna Valko"
    ):
        answer(ledger, "Valko")
    assert [row.acts for row in answer(ledger, "p2").named] == [{"criticise": 1}]


def test_a_surname_of_several_is_unclear_and_not_counted(ledger: Ledger) -> None:
    press(
        ledger, "/1", against("Ann Sorn", "he sleeps", toward="Valko"), Words(speaker="Orest Valko", content="no"),
        Words(speaker="Iryna Valko", content="no"),
    )  # fmt: skip
    found = answer(ledger, "Orest Valko")
    assert (found.named, found.unclear) == ((), ("Valko",))
    assert "not counted, since several people may be meant: Valko" in found.lines


def test_nobody_is_an_answer(held: Ledger) -> None:
    found = answer(held, "Marek Oskel")
    assert found.summary["named_current"] == found.summary["unnamed_statements"] == 0
    assert "No statement in this ledger is aimed at Marek Oskel." in found.lines


@pytest.mark.parametrize("name", ["", "12", "general"])
def test_what_is_no_name_is_refused(held: Ledger, name: str) -> None:
    with pytest.raises(UsageError):
        answer(held, name)


def test_dates_and_statuses_that_are_none_are_refused() -> None:
    with pytest.raises(UsageError, match="soon: not a date"):
        Asked(toward="Koreth", since="soon")
    with pytest.raises(UsageError, match="late: no such status"):
        Asked(toward="Koreth", status="late")


def run(place: Path, *words: str) -> Any:
    return CliRunner().invoke(cli, ["positions", "--ledger", str(place), *words])


def test_on_the_command_line(held: Ledger, place: Path) -> None:
    printed = run(place, "--toward", "Koreth").stdout
    assert printed.startswith("named, current: 0 · named, former: 1 · ")
    assert (
        "Orest Valko\tnamed person\tformer\tGeneral\t2\t1 criticise, 1 demand\t2023-02\t2024-06-01\t0\t2\t"
        in printed
    )
    found = json.loads(run(place, "--toward", "Koreth", "--json").stdout)
    assert found["summary"]["named_former"] == 1
    first = found["speakers"][0]
    assert {key: first[key] for key in ("name", "status", "role", "statements", "acts", "documents", "first", "last")} == {
        "name": "Orest Valko", "status": "former", "role": "General", "statements": 2,
        "acts": {"criticise": 1, "demand": 1}, "documents": 2, "first": "2023-02", "last": "2024-06-01",
    }  # fmt: skip
    lines = run(place, "--toward", "Koreth", "--statements", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["attributions"] for line in lines][:2] == [["a1"], ["a4"]]
    refused = run(place, "--toward", "12")
    assert isinstance(refused.exception, UsageError)
    assert refused.exception.exit_status == 2
