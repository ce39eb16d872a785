"""Speakers across documents: what is joined, what waits, what analysts decide, and what newer readings take over."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.fakes import add
from tests.ledger.people import Said, spoken

from onrecord.attributions.record import Hedge
from onrecord.errors import NoSuchRecord, UsageError
from onrecord.ledger import Ledger, SpeakerFilter


def names(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    return {row.ref: row.names for row in ledger.speakers()}


def waiting(ledger: Ledger) -> list[tuple[str, str]]:
    return [(row.left.ref, row.right.ref) for row in ledger.suggestions()]


def test_one_man_under_his_names_in_three_scripts_and_cases(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko"), Said("Olha Stasiv")))
    add(ledger, spoken("/2", Said("Орест Валько", source="Ореста Валька")))
    add(ledger, spoken("/3", Said("Orest Walko")))
    assert names(ledger) == {
        "p1": ("Orest Valko", "Орест Валько", "Orest Walko", "Ореста Валька"),
        "p2": ("Olha Stasiv",),
    }
    rules = [(row.ref, row.source, row.rule) for row in ledger.speaker("p1").mentions]
    assert rules[0] == ("m1", "d1", "a new name")
    assert rules[1] == ("m3", "d2", "the same name")
    assert rules[2][2].startswith("the same name, written otherwise (")
    assert waiting(ledger) == []


def test_a_speaker_of_many_names_is_still_one_speaker(ledger: Ledger, tmp_path: Path) -> None:
    aliases = [f"Orest {chr(65 + number % 26)}{'aeiou'[number // 26]}n Valko" for number in range(100)]
    known = {"id": "Q1", "schema": "Person", "properties": {"name": ["Orest Valko"], "alias": aliases}}
    file = tmp_path / "people.json"
    file.write_text(json.dumps(known) + "\n", encoding="utf-8")
    ledger.import_speakers(file, by="Ann")
    add(ledger, spoken("/1", Said("Valko")))
    assert waiting(ledger) == [("p2", "p1")]


def test_names_that_are_only_alike_stay_apart(ledger: Ledger) -> None:
    for number, name in enumerate(("Ihor Ivashov", "Ihor Ivanov", "Ihor Ivashko", "Ihor Vasko")):
        add(ledger, spoken(f"/{number}", Said(name)))
    assert len(names(ledger)) == 4


def test_a_name_that_two_have_is_joined_by_role_or_waits(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Ihor Melnyk", title="colonel", body="Border Guard")))
    add(ledger, spoken("/2", Said("Ihor Melnyk", title="goalkeeper", body="Dynamo")))
    assert len(names(ledger)) == 1, "one candidate fits by a whole name"
    ledger.judge("split", ["p1", "m2"], by="Ann", reason="the goalkeeper")
    add(ledger, spoken("/3", Said("Ігор Мельник", title="goalkeeper")))
    assert ledger.speaker("p2").mentions[-1].rule.endswith(", and the same role")
    add(ledger, spoken("/4", Said("Ihor Melnyk")))
    assert ledger.speaker("p3").mentions[0].rule == "more than one speaker fits"
    assert sorted(waiting(ledger)) == [("p3", "p1"), ("p3", "p2")]


def test_company_tells_namesakes_apart(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Ihor Melnyk"), Said("Vera Tkach")))
    add(ledger, spoken("/2", Said("Ihor Melnyk"), Said("Bohdan Sych")))
    ledger.judge("split", ["p1", "m3"], by="Ann")
    add(ledger, spoken("/3", Said("Bohdan Sych"), Said("Ihor Melnyk")))
    assert ledger.speaker("p4").mentions[-1].rule == "the same name, and the same company"


def test_a_bare_surname_is_joined_by_evidence_only(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko", title="General", body="Ministry of Defence")))
    add(ledger, spoken("/2", Said("Валько", title="генерал")))
    add(ledger, spoken("/3", Said("Valko")))
    add(ledger, spoken("/4", Said("O. Valko")))
    assert (
        ledger.speaker("p1").mentions[1].rule == "a surname without the given name (0.80), and the same role"
    )
    assert list(names(ledger)) == ["p1", "p2", "p3"]
    assert set(waiting(ledger)) == {("p2", "p1"), ("p3", "p1")}
    (row, *_) = ledger.suggestions()
    assert row.explanation
    assert row.score >= 0.7


def test_two_mentions_of_one_document_are_not_joined_by_a_rule(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko", title="General")))
    add(ledger, spoken("/2", Said("Orest Valko"), Said("Valko", title="General")))
    assert len(names(ledger)) == 2


def test_bodies_and_people_are_not_mixed_and_groups_stay_in_their_document(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Memorial", kind="organisation"), Said("officers", kind="group")))
    add(ledger, spoken("/2", Said("Мемориал", kind="organisation"), Said("officers", kind="group")))
    add(ledger, spoken("/3", Said("Memorial"), Said(None, kind="anonymous")))
    rows = [(row.kind, row.names, row.documents) for row in ledger.speakers()]
    assert rows == [("organisation", ("Memorial", "Мемориал"), 2), ("named_person", ("Memorial",), 1)]
    assert [row.documents for row in ledger.speakers(SpeakerFilter(kind="group"))] == [1, 1]
    with pytest.raises(UsageError, match="a person and a body cannot be one"):
        ledger.judge("merge", ["p1", "p4"], by="Ann")


@pytest.mark.parametrize("name", ["General", "x" * 5000, "…", "Ивaнovскwий"])
def test_what_is_no_name_in_a_reading_does_no_harm(ledger: Ledger, name: str) -> None:
    for number in range(2):
        add(ledger, spoken(f"/{number}", Said(name, source="He")))
    assert len(names(ledger)) == 2 or name.startswith("Ив")
    assert ledger.verify().ok


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "an empty name"),
        (" \n ", "an empty name"),
        ("x" * 5000, "a name of 5,000 characters"),
        ("General", "only a rank"),
        ("42", "a name has letters"),
        ("Иваnovский", "mixes Latin and Cyrillic"),
    ],
)
def test_what_is_no_name_cannot_be_asked_for(ledger: Ledger, name: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        ledger.speaker(name)


def test_a_name_that_several_have_lists_them(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Ihor Melnyk", title="colonel")))
    add(ledger, spoken("/2", Said("Ihor Melnyk")))
    ledger.judge("split", ["p1", "m2"], by="Ann")
    with pytest.raises(UsageError, match=r"2 speakers may be meant.*p1 Ihor Melnyk, colonel; p2 Ihor Melnyk"):
        ledger.speaker("Melnyk")
    with pytest.raises(NoSuchRecord, match="nobody of that name"):
        ledger.speaker("Vera Tkach")
    with pytest.raises(NoSuchRecord, match="no such speaker"):
        ledger.speaker("p77")
    assert ledger.speaker("p2").name == "Ihor Melnyk"


def test_a_surname_means_everybody_who_has_it(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Ihor Melnyk", title="colonel")))
    add(ledger, spoken("/2", Said("Мельник")))
    with pytest.raises(UsageError, match=r"2 speakers may be meant.*p1 Ihor Melnyk, colonel; p2 Мельник"):
        ledger.speaker("Мельник")
    assert ledger.speaker("Ihor Melnyk").ref == "p1"


def test_merge_split_and_undo(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko")))
    add(ledger, spoken("/2", Said("Valko")))
    add(ledger, spoken("/3", Said("Pavlo Hnatiuk")))
    assert waiting(ledger) == [("p2", "p1")]
    ledger.judge("merge", ["p1", "p2"], by="Ann", reason="the same voice")
    assert names(ledger) == {"p1": ("Orest Valko", "Valko"), "p3": ("Pavlo Hnatiuk",)}
    assert [row.rule for row in ledger.speaker("p1").mentions] == ["a new name", "judgement j1"]
    assert waiting(ledger) == []
    with pytest.raises(UsageError, match="nothing is left of it"):
        ledger.judge("merge", ["p3", "p2"], by="Ann")
    made = ledger.judge("split", ["p1", "a1"], by="Ben")
    assert made.targets == ("p1", "m1", "p4")
    assert names(ledger) == {"p1": ("Valko",), "p3": ("Pavlo Hnatiuk",), "p4": ("Orest Valko",)}
    ledger.undo("j2", by="Ben")
    ledger.undo("j1", by="Ann")
    assert names(ledger) == {"p1": ("Orest Valko",), "p2": ("Valko",), "p3": ("Pavlo Hnatiuk",)}
    assert waiting(ledger) == [("p2", "p1")]
    assert ledger.verify().ok


@pytest.mark.parametrize(
    ("kind", "targets", "reason"),
    [
        ("merge", ["p1"], "two speakers or more"),
        ("merge", ["p1", "s1"], "two speakers or more"),
        ("apart", ["p1"], "two speakers"),
        ("split", ["p1"], "one speaker and the mentions"),
        ("split", ["p1", "m1"], "must leave something"),
        ("split", ["p1", "m2"], "not one of p1"),
        ("note", ["p1"], "cannot be the target"),
    ],
)
def test_judgements_on_speakers_that_make_no_sense(
    ledger: Ledger, kind: str, targets: list[str], reason: str
) -> None:
    add(ledger, spoken("/1", Said("Orest Valko"), Said("Vera Tkach")))
    with pytest.raises(UsageError, match=reason):
        ledger.judge(kind, targets, by="Ann", reason="x")
    assert list(ledger.judgements()) == []


def test_a_refused_suggestion_does_not_come_back(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko")))
    add(ledger, spoken("/2", Said("Valko")))
    ledger.judge("apart", ["p1", "p2"], by="Ann", reason="his son")
    assert waiting(ledger) == []
    add(ledger, spoken("/2", Said("Valko"), version="2"))
    assert waiting(ledger) == []
    ledger.undo("j1", by="Ann")
    assert waiting(ledger) == [("p2", "p1")]


def test_a_newer_reading_takes_over_by_name_and_keeps_judgements(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko"), Said("Vera Tkach")))
    add(ledger, spoken("/2", Said("Orest Valko")))
    ledger.judge("split", ["p1", "m3"], by="Ann", reason="another man")
    add(ledger, spoken("/2", Said("Orest Valko", title="General"), Said("Vera Tkach"), version="2"))
    row = ledger.speaker("p3")
    assert [(mention.ref, mention.rule) for mention in row.mentions] == [("m4", "judgement j1")]
    assert row.roles == ("General",)
    assert ledger.speaker("Vera Tkach").documents == 2
    ledger.undo("j1", by="Ann")
    assert [mention.ref for mention in ledger.speaker("p1").mentions] == ["m1", "m4"]
    assert "m3" in ledger.speaker("p1").mentions[1].rule


def test_a_newer_reading_that_knows_more_of_a_name_takes_over(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Valko")))
    add(ledger, spoken("/1", Said("Orest Valko"), version="2"))
    assert names(ledger) == {"p1": ("Orest Valko",)}
    assert (
        ledger.speaker("p1").mentions[0].rule == "a similar name as m1 in an earlier reading of the document"
    )
    add(ledger, spoken("/2", Said("Орест Валько")))
    assert ledger.speaker("p1").documents == 2


def test_what_a_newer_reading_does_not_name_is_shown_no_more(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko"), Said("Rain Clouds")))
    add(ledger, spoken("/1", Said("Orest Valko"), Said(None, kind="anonymous"), version="2"))
    assert names(ledger) == {"p1": ("Orest Valko",)}
    with pytest.raises(NoSuchRecord):
        ledger.speaker("Rain Clouds")


def test_removed_documents_are_out_of_sight(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko")))
    made = ledger.remove("d1", by="Ann")
    assert names(ledger) == {}
    ledger.undo(made.ref, by="Ann")
    assert names(ledger) == {"p1": ("Orest Valko",)}


def test_the_dossier_of_a_person(ledger: Ledger) -> None:
    add(
        ledger,
        spoken(
            "/1",
            Said(
                "Orest Valko", "the war is lost", title="Retired General", status="former", said_at="2022-01"
            ),
            Said("Orest Valko", "the bridge fell", hedge=Hedge(reportative=True, phrase="reportedly")),
            published="2024-05-01",
            outlet="The Selm Post",
        ),
    )
    add(
        ledger,
        spoken(
            "/2", Said("Orest Valko", "I serve", title="General", status="current"), published="1999-02-03"
        ),
    )
    row = ledger.speaker("Orest Valko")
    said = [(each.ref, each.date, each.dated_by, each.then.status, each.hearsay) for each in row.said]
    assert said == [
        ("s3", "1999-02-03", "published", "current", None),
        ("s1", "2022-01", "text", "former", None),
        ("s2", "2024-05-01", "published", "former", "“reportedly” in a2"),
    ]
    assert row.said[2].then.source == "d1"
    assert row.said[1].reported_by == ("The Selm Post",)
    assert (row.statements, row.hearsay, row.statuses) == (3, 1, {"current": 1, "former": 2})
    assert [(role.title, role.as_of, role.source) for role in row.timeline] == [
        ("General", "1999-02-03", "d2"),
        ("Retired General", "2022-01", "d1"),
    ]
    assert row.timeline[1].span is not None
    assert [each.ref for each in ledger.speakers(SpeakerFilter(status="current"))] == ["p1"]
    assert list(ledger.speakers(SpeakerFilter(status="unknown"))) == []


def test_what_an_unnamed_source_passes_on_is_hearsay(ledger: Ledger) -> None:
    reading = spoken(
        "/1",
        Said(None, "the general had said much", kind="anonymous", source="some"),
        Said("Orest Valko", "it is over", nested_in="a1"),
        outlet="Post",
    )
    add(ledger, reading)
    (said,) = ledger.speaker("p1").said
    assert (said.ref, said.hearsay, said.reported_by) == ("s2", "by nobody named (a1)", ("some", "Post"))


def test_sources_that_disagree_are_shown(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko", title="General", status="former"), published="2001"))
    add(ledger, spoken("/2", Said("Orest Valko", title="General", status="current"), published="2005"))
    (conflict,) = ledger.speaker("p1").disagreements
    assert conflict.sources == ("d1", "d2")
    assert conflict.what == "“General” is said to be current in 2005, and to be former in 2001"


def test_filters(ledger: Ledger) -> None:
    add(
        ledger,
        spoken("/1", Said("Orest Valko", title="General", body="Ministry of Defence"), Said("Vera Tkach")),
    )

    def found(**wanted: object) -> list[str]:
        return [row.name for row in ledger.speakers(SpeakerFilter(**wanted))]  # type: ignore[arg-type]

    assert found(body="ministry") == ["Orest Valko"]
    assert found(name="tkach") == ["Vera Tkach"]
    assert found(limit=1) == ["Orest Valko"]
    assert found(statements=True) == ["Orest Valko", "Vera Tkach"]
    with pytest.raises(UsageError, match="no such status"):
        SpeakerFilter(status="retired")


def test_forgetting_a_document_takes_its_mentions(ledger: Ledger, place: Path) -> None:
    add(ledger, spoken("/1", Said("Orest Valko"), Said("Vera Tkach")))
    add(ledger, spoken("/2", Said("Орест Валько", title="General")))
    ledger.judge("merge", ["p1", "p2"], by="Ann", reason="one man")
    ledger.forget_document("d1", by="Ann", reason="asked for")
    assert names(ledger) == {"p1": ("Орест Валько",)}
    assert b"Tkach" not in place.read_bytes()
    assert ledger.verify().ok


def test_forgetting_a_name_takes_it_from_speakers_and_what_they_are_filed_under(
    ledger: Ledger, place: Path
) -> None:
    add(ledger, spoken("/1", Said("Orest Valko", title="Valko Orest, General"), Said("Vera Tkach")))
    add(ledger, spoken("/2", Said("Valko")))
    ledger.forget_name("Orest Valko", by="Ann", reason="asked for")
    found = place.read_bytes().lower()
    for left in (b"orest valko", b"valko orest", b"orest"):
        assert left not in found, left
    assert ledger.verify().ok


def test_backup_keeps_speakers(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, spoken("/1", Said("Orest Valko")))
    ledger.backup(tmp_path / "copy.zip")
    Ledger.restore(tmp_path / "copy.zip", str(tmp_path / "other.db"))
    with Ledger.open(str(tmp_path / "other.db")) as other:
        assert names(other) == {"p1": ("Orest Valko",)}


def test_an_edited_name_moves_the_attribution_and_back(ledger: Ledger) -> None:
    add(ledger, spoken("/1", Said("Orest Valko"), Said("Orest Valko", "the rain stops")))
    add(ledger, spoken("/2", Said("Vera Tkach")))
    ledger.judge("edit", ["a2"], by="Ann", payload={"speaker.name": "Vera Tkach"})
    assert [(row.name, row.statements, row.documents) for row in ledger.speakers()] == [
        ("Orest Valko", 1, 1),
        ("Vera Tkach", 2, 2),
    ]
    add(ledger, spoken("/1", Said("Orest Valko"), Said("Orest Valko", "the rain stops"), version="2"))
    assert [row.statements for row in ledger.speakers()] == [1, 2]
    ledger.judge("edit", ["a3"], by="Ann", payload={"speaker.name": None})
    assert [row.statements for row in ledger.speakers()] == [1, 1]
    ledger.undo("j1", by="Ann")
    ledger.undo("j2", by="Ann")
    assert [(row.name, row.statements) for row in ledger.speakers()] == [
        ("Orest Valko", 2),
        ("Vera Tkach", 1),
    ]
    assert ledger.verify().ok


def test_verify_finds_and_mends_what_speakers_are_found_by(ledger: Ledger, place: Path) -> None:
    add(ledger, spoken("/1", Said("Orest Valko", title="General")))
    with closing(sqlite3.connect(place)) as database:
        database.execute("DELETE FROM speaker_traits")
        database.execute("DELETE FROM speaker_keys WHERE key LIKE '%valko%'")
        database.commit()
    (problem,) = ledger.verify().problems
    assert problem.startswith("p1: what it is found by is not")
    report = ledger.verify(fix=True)
    assert report.ok
    assert report.repaired == ("p1: what it is found by was computed anew",)


def as_first_made(place: Path) -> None:
    """Take out of a ledger what the migrations 0002 and 0003 brought."""
    tables = "labels occasions "
    tables += "suggestions speaker_traits speaker_keys speaker_memberships spoken mention_roles mentions speakers imports"
    with closing(sqlite3.connect(place)) as database:
        for table in tables.split():
            database.execute(f"DROP TABLE {table}")
        for column in ("speakers", "mentions", "imports", "suggestions"):
            database.execute(f"ALTER TABLE numbers DROP COLUMN {column}")
        database.execute("UPDATE alembic_version SET version_num = '0001'")
        database.commit()


def test_a_ledger_of_the_first_version_gets_its_speakers(place: Path) -> None:
    with Ledger.open(str(place), create=True) as ledger:
        add(ledger, spoken("/1", Said("Orest Valko", title="General"), Said(None, kind=None)))
        add(ledger, spoken("/2", Said("Орест Валько"), Said("Valko")))
        add(ledger, spoken("/2", Said("Орест Валько", title="генерал"), version="2"))
        ledger.judge("edit", ["a2"], by="Ann", payload={"speaker.name": "Vera Tkach"})
        before = [(row.name, row.names, row.roles, row.statements) for row in ledger.speakers()]
        assert len(before) == 2
    as_first_made(place)
    with Ledger.open(str(place)) as ledger:
        assert [(row.name, row.names, row.roles, row.statements) for row in ledger.speakers()] == before
        assert ledger.verify().ok
        add(ledger, spoken("/3", Said("Vera Tkach")))
        assert len(names(ledger)) == 2
