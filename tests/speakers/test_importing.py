"""Facts from outside: both formats, every broken line named, and what is written is read again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import DamagedInput, UnreadableInput, UnsupportedInput
from onrecord.speakers.exporting import Known, followthemoney, rows
from onrecord.speakers.importing import COLUMNS, Entity, read_facts
from onrecord.speakers.timeline import RoleFact

VALKO = {
    "id": "Q1",
    "schema": "Person",
    "properties": {"name": ["Orest Valko"], "alias": ["Орест Валько"], "weakAlias": ["Orko"]},
}
POST = {"id": "Q2", "schema": "Position", "properties": {"name": ["Chief of Staff"], "organization": ["Q3"]}}
BODY = {"id": "Q3", "schema": "PublicBody", "properties": {"name": ["Ministry of Defence of Selmia"]}}
HELD = {
    "id": "Q4",
    "schema": "Occupancy",
    "properties": {
        "holder": ["Q1"],
        "post": ["Q2"],
        "startDate": ["1996"],
        "endDate": ["2001-05-01"],
        "status": ["ended"],
    },
}


def written(path: Path, *entities: Any) -> Path:
    lines = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in entities]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_person_with_a_post(tmp_path: Path) -> None:
    path = written(tmp_path / "x.json", HELD, POST, VALKO, BODY)
    facts = read_facts(path)
    assert facts.problems == []
    person, body = facts
    assert (person.line, person.external_id, person.name) == (3, "Q1", "Orest Valko")
    assert (person.aliases, person.weak) == (("Орест Валько",), ("Orko",))
    (role,) = person.roles
    assert (role.title, role.body, role.status) == (
        "Chief of Staff",
        "Ministry of Defence of Selmia",
        "former",
    )
    assert (role.since, role.until, role.line, role.external_id) == ("1996", "2001-05-01", 1, "Q4")
    assert (body.kind, body.line) == ("organisation", 4)


def test_memberships_employment_and_free_positions(tmp_path: Path) -> None:
    person = {"id": "P", "schema": "Person", "properties": {"name": ["Vera Tkach"], "position": ["poet"]}}
    member = {
        "id": "M",
        "schema": "Membership",
        "properties": {"member": ["P"], "organization": ["Q3"], "role": ["chair"]},
    }
    work = {"id": "E", "schema": "Employment", "properties": {"employee": ["P"], "employer": ["Q3"]}}
    other = {"id": "A", "schema": "Address", "properties": {"full": ["1 River Street"]}}
    found = list(read_facts(written(tmp_path / "x.json", person, member, work, BODY, other)))
    assert [(role.title, role.body) for role in found[0].roles] == [
        ("chair", "Ministry of Defence of Selmia"),
        ("employment", "Ministry of Defence of Selmia"),
        ("poet", None),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "needs id, schema"),
        ('{"id": "X"}', "needs id, schema"),
        ({"id": "X", "schema": "Person"}, "properties are lists"),
        ({"id": "X", "schema": "Person", "properties": {"name": "Vera"}}, "properties are lists"),
        ({"id": "X", "schema": "Person", "properties": {}}, "without a name"),
        ({"id": "X", "schema": "Person", "properties": {"name": [""]}}, "an empty name"),
        ({"id": "X", "schema": "Person", "properties": {"name": ["x" * 5000]}}, "5,000 characters"),
        ({"id": "X", "schema": "Person", "properties": {"name": ["General"]}}, "only a rank"),
        ({"id": "X", "schema": "Person", "properties": {"name": ["Иваnovский"]}}, "mixes Latin and Cyrillic"),
        (
            {"id": "Q1", "schema": "Person", "properties": {"name": ["Vera Tkach"]}},
            "stands in line 1 already",
        ),
        ({"id": "X", "schema": "Position", "properties": {}}, "without a name"),
        ({"id": "X", "schema": "Occupancy", "properties": {"holder": ["Q1"]}}, "needs holder and post"),
        (
            {"id": "X", "schema": "Occupancy", "properties": {"holder": ["Q1"], "post": ["no"]}},
            "no Position of this file",
        ),
        (
            {"id": "X", "schema": "Occupancy", "properties": {"holder": ["no"], "post": ["Q2"]}},
            "no person or body",
        ),
        (
            {
                "id": "X",
                "schema": "Occupancy",
                "properties": {"holder": ["Q1"], "post": ["Q2"], "startDate": ["May"]},
            },
            "not a date",
        ),
        (
            {
                "id": "X",
                "schema": "Occupancy",
                "properties": {
                    "holder": ["Q1"],
                    "post": ["Q2"],
                    "startDate": ["2001-05"],
                    "endDate": ["2000"],
                },
            },
            "before it begins",
        ),
    ],
)
def test_a_broken_line_is_named_with_its_number(tmp_path: Path, line: Any, reason: str) -> None:
    path = written(tmp_path / "x.json", VALKO, POST, line, BODY)
    facts = read_facts(path)
    (problem,) = facts.problems
    assert problem.startswith(f"{path}:3: ")
    assert reason in problem
    assert [entity.name for entity in facts] == ["Orest Valko", "Ministry of Defence of Selmia"]


def test_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        "\ufeffid,Name,kind,aliases,title,body,since,until,status\n"
        "1,Orest Valko,,Орест Валько|General,Chief of Staff,Ministry,1996,2001,\n"
        "1,Orest Valko,person,,Deputy,Assembly,2005,,current\n"
        "\n"
        ",Memorial,organisation,,,,,,\n",
        encoding="utf-8",
    )
    facts = read_facts(path)
    assert facts.problems == []
    person, body = facts
    assert (person.aliases, person.external_id, person.line) == (("Орест Валько",), "1", 2)
    assert [(role.title, role.since, role.status, role.line) for role in person.roles] == [
        ("Chief of Staff", "1996", None, 2),
        ("Deputy", "2005", "current", 3),
    ]
    assert (body.kind, body.roles) == ("organisation", ())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,", "an empty name"),
        ("Vera Tkach,cat,,", "no such kind"),
        ("Vera Tkach,,,1996", "a role needs its title"),
        ("Vera Tkach,,poet,in May", "not a date"),
        ("Vera Tkach,,poet", "more or fewer cells"),
        ("Vera Tkach,,poet,1996,2", "more or fewer cells"),
    ],
)
def test_a_broken_row_is_named_with_its_number(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"name,kind,title,since\nOrest Valko,,,\n{row}\n", encoding="utf-8")
    if row == ",,,":
        path.write_text("name,kind,title,since\nOrest Valko,,,\n,,poet,\n", encoding="utf-8")
    facts = read_facts(path)
    assert [problem.partition(":3: ")[0] for problem in facts.problems] == [str(path)]
    assert reason in facts.problems[0]
    assert [entity.name for entity in facts] == ["Orest Valko"]


def test_what_is_neither(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        read_facts(tmp_path / "no.csv")
    (tmp_path / "x.txt").write_text("General Valko said nothing.\n")
    with pytest.raises(UnsupportedInput, match="column “name”"):
        read_facts(tmp_path / "x.txt")
    (tmp_path / "x.csv").write_bytes("name\nОрест\n".encode("cp1251"))
    with pytest.raises(DamagedInput, match="not UTF-8"):
        read_facts(tmp_path / "x.csv")


NAMES = st.sampled_from(
    ["Orest Valko", "Vera Tkach", "Ігор Мельник", "О'Ніл Пейн", "Ann-Mary “Mimi” Stone", "=Sum Total"]
)
WORDS = (
    st.text("абв xyz,\"';=-@\u00ad", min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
DATES = st.dates().map(str).flatmap(lambda date: st.sampled_from([None, date[:4], date[:7], date]))


@st.composite
def role_facts(draw: st.DrawFn) -> RoleFact:
    since, until = draw(DATES), draw(DATES)
    if since and until and until[: min(len(since), len(until))] < since[: min(len(since), len(until))]:
        until = None
    return RoleFact(
        title=draw(WORDS),
        body=draw(st.none() | WORDS.filter(lambda text: any(each.isalpha() for each in text))),
        status=draw(st.sampled_from([None, "current", "former"])),
        as_of=draw(DATES),
        since=since,
        until=until,
        source="d1",
    )


@st.composite
def everybody(draw: st.DrawFn) -> list[Known]:
    chosen = draw(st.lists(NAMES, unique=True, min_size=1))
    return [
        Known(
            id=f"p{number}",
            kind="named_person",
            name=name,
            aliases=tuple(each for each in draw(st.lists(NAMES, unique=True, max_size=2)) if each != name),
            roles=tuple(draw(st.lists(role_facts(), max_size=3))),
        )
        for number, name in enumerate(chosen)
    ]


def told(entities: Iterable[Entity | Known]) -> dict[str, Any]:
    """What must come back, whatever the order of roles."""
    fields = ("title", "body", "status", "as_of", "since", "until")
    return {
        each.name: (
            set(each.aliases),
            {tuple(getattr(role, field) for field in fields) for role in each.roles},
        )
        for each in entities
        if each.kind == "named_person"
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(everybody())
def test_what_is_exported_is_imported_again(tmp_path: Path, speakers: list[Known]) -> None:
    path = written(tmp_path / "x.json", *followthemoney(speakers))
    facts = read_facts(path)
    assert facts.problems == []
    assert told(facts) == told(speakers)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerows(rows(speakers))
    (tmp_path / "x.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")
    facts = read_facts(tmp_path / "x.csv")
    assert facts.problems == []
    assert told(facts) == told(speakers)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.text(max_size=40)
        | st.sampled_from(["name,title", '"', '{"id":"1","schema":"Person","properties":{"name":["A B"]}}']),
        max_size=6,
    )
)
def test_no_text_makes_it_fail_otherwise(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "any"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    try:
        facts = read_facts(path)
    except (UnsupportedInput, DamagedInput):
        return
    assert all(str(path) in problem for problem in facts.problems)
    assert all(entity.name for entity in facts)
