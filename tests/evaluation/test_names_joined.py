"""The joining of names is measured by what a ledger does when documents come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.names import Row, joining_figures, placed
from evaluation.two_ids import evidence, letters
from tests.ledger.fakes import add
from tests.ledger.people import Said, spoken

from onrecord.ledger import Ledger

NAMES = (
    ("Orest Valko", "1"),
    ("Орестом Валько", "1"),
    ("Vera Tkach", "2"),
    ("Олегом Грабчуком", "3"),
    ("Oleh Hrabchuk", "3"),
    ("John Kester", "4"),
    ("Вера Ткач", "2"),
)


def test_the_measurement_puts_names_where_adding_documents_does(tmp_path: Path) -> None:
    _, speakers = placed(NAMES)
    measured: dict[int, set[str]] = {}
    for (name, _), speaker in zip(NAMES, speakers, strict=True):
        measured.setdefault(speaker, set()).add(name)
    with Ledger.open(str(tmp_path / "names.db"), create=True) as ledger:
        for number, (name, _) in enumerate(NAMES):
            add(ledger, spoken(f"/{number}", Said(name)))
        added = [set(row.names) for row in ledger.speakers()]
    assert sorted(map(sorted, measured.values())) == sorted(map(sorted, added))
    assert len(added) == 4


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([("Orest Valko", "1"), ("Орест Валько", "1")], {"automatic": 1, "wrong": 0.0, "found": 1.0}),
        ([("Orest Valko", "1"), ("Орест Валько", "2")], {"automatic": 1, "wrong": 1.0, "due": 0}),
        ([("Orest Valko", "1"), ("Валько", "1")], {"automatic": 0, "found": 1.0, "pairs_found": 1.0}),
        ([("Orest Valko", "1"), ("Orest", "1")], {"automatic": 0, "found": 0.0, "pairs_found": 0.0}),
    ],
)
def test_figures_of_joining(mentions: list[tuple[str, str]], expected: dict[str, float]) -> None:
    figures = joining_figures(mentions, ())
    assert {name: figures[name] for name in expected} == expected


def test_a_join_of_two_ids_that_are_one_person_can_be_left_aside() -> None:
    mentions = [("Orest Valko", "1"), ("Орест Валько", "2")]
    figures = joining_figures(mentions, {frozenset(("1", "2"))})
    assert (figures["wrong"], figures["wrong_two_ids_aside"]) == (1.0, 0.0)


def test_two_ids_are_one_person_only_where_a_whole_name_is_the_same() -> None:
    rows = [
        Row("t", "en", mention, lemma, person, "A")
        for mention, lemma, person in (
            ("Orest Válko", "Orest Valko", "1"),
            ("Valko", "OREST VALKO", "2"),
            ("Valko", "Valko", "3"),
            ("O. Valko", "O. Valko", "1"),
            ("O. Valko", "O. Valko", "3"),
        )
    ]
    assert evidence(rows) == {frozenset(("1", "2")): "orest valko"}
    assert letters("Łukasz O’Már") == "lukasz o'mar"
    assert letters("Андрій") != letters("Андріи")
