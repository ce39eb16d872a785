"""The gold's attributions in a ledger: statements, positions and forecasts against what a careful reader made by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from tests.story.gold_ledger import GoldLedger, build

from onrecord.demonstration.gold import gold_rows
from onrecord.reports.forecasting import Forecast, forecast_named, forecasts, scores
from onrecord.reports.outcomes import put_verdict, resolve, set_terms
from onrecord.reports.positions import positions
from onrecord.reports.stands import Asked, Positions

pytestmark = pytest.mark.slow

CORPUS_ENDS = date(2025, 5, 2)


@pytest.fixture(scope="module")
def by_rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoldLedger]:
    """As the rules join statements."""
    made = build(tmp_path_factory.mktemp("rules"))
    yield made
    made.ledger.close()


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoldLedger]:
    """The same, with the gold's statements made by an analyst's merges."""
    made = build(tmp_path_factory.mktemp("hand"))
    made.merge_as_gold()
    yield made
    made.ledger.close()


def statement_of(made: GoldLedger) -> dict[str, int]:
    """The number of the statement of each attribution of the gold."""
    held = {row.ref: row.statement_id for row in made.ledger.attributions()}
    return {gold: held[ref] or 0 for gold, ref in made.ref_of.items()}


def is_one(made: GoldLedger, one: str, other: str) -> bool:
    return bool(set(made.rows[one]["statement"]) & set(made.rows[other]["statement"]))


def grouped_by_hand(made: GoldLedger, gold: str) -> bool:
    """Whether the gold says which statement it is; ids in T hold one attribution each, though some are copies."""
    return not any(each.startswith("T") for each in made.rows[gold]["statement"])


def test_the_rules_join_no_two_statements_that_the_gold_keeps_apart(by_rules: GoldLedger) -> None:
    now = statement_of(by_rules)
    right = wrong = copies = 0
    for one, other in combinations(by_rules.rows, 2):
        if now[one] != now[other]:
            continue
        if is_one(by_rules, one, other):
            right += 1
        elif grouped_by_hand(by_rules, one) or grouped_by_hand(by_rules, other):
            wrong += 1
        else:
            copies += 1
            same = [by_rules.ledger.attribution(by_rules.ref_of[each]).quoted_words for each in (one, other)]
            assert "".join(filter(str.isalnum, same[0].casefold())) == "".join(
                filter(str.isalnum, same[1].casefold())
            )
    assert (wrong, copies) == (0, 7)
    assert right >= 61  # of 457, most of them in two languages, which the rules leave apart
    assert by_rules.ledger.verify().ok


def test_merged_by_an_analyst_the_statements_are_the_golds(by_hand: GoldLedger) -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    for gold, row in by_hand.rows.items():
        if row["statement"]:
            wanted[row["statement"][0]].add(gold)
    held: dict[int, set[str]] = defaultdict(set)
    for gold, number in statement_of(by_hand).items():
        held[number].add(gold)
    # An attribution that reports two statements at once is in the first of them here.
    assert sum(group in held.values() for group in wanted.values()) >= 170
    assert by_hand.ledger.verify().ok


def attributions_of(made: GoldLedger, found: Positions) -> Counter[str]:
    stands = (*found.named, *found.bodies, *found.unnamed)
    return Counter(
        made.gold_of[ref] for row in stands for each in row.statements for ref in each.attributions
    )


def toward(made: GoldLedger, target: str) -> dict[str, dict[str, Any]]:
    return {gold: row for gold, row in made.rows.items() if (row["toward"] or {}).get("id") == target}


@pytest.mark.parametrize("name", ["Koreth", "Ladimir Koreth", "Ладимир Корет"])
@pytest.mark.parametrize("ledger", ["by_rules", "by_hand"])
def test_all_that_is_aimed_at_the_president_counts_once(
    ledger: str, name: str, request: pytest.FixtureRequest
) -> None:
    made: GoldLedger = request.getfixturevalue(ledger)
    found = positions(made.ledger, Asked(toward=name))
    assert attributions_of(made, found) == Counter(toward(made, "koreth").keys())


def test_the_people_on_record_are_the_golds_with_their_status_and_acts(by_hand: GoldLedger) -> None:
    found = positions(by_hand.ledger, Asked(toward="Koreth"))
    people: dict[str, set[str]] = defaultdict(set)
    for row in toward(by_hand, "koreth").values():
        if row["speaker"]["kind"] == "named_person":
            people[row["speaker"]["id"]].add(row["speaker"]["status"])
    names = {row["id"]: set(row["names"].values()) for row in gold_rows("speakers")}
    held = {person: {row.status for row in found.named if row.name in names[person]} for person in people}
    assert held == people == {"brannik": {"current", "former"}, "lunt": {"unknown"}}
    assert found.summary["unnamed_statements"] == sum(
        row["speaker"]["kind"] in ("group", "anonymous", "unnamed_person") for row in toward(by_hand, "koreth").values()
    ) == 10  # fmt: skip
    for stand in (*found.named, *found.bodies, *found.unnamed):
        acts = {
            by_hand.rows[by_hand.gold_of[ref]]["act"]
            for each in stand.statements
            for ref in each.attributions
        }
        assert set(stand.acts) <= acts


def test_no_serving_officer_is_on_record_and_the_serving_are_silent(by_rules: GoldLedger) -> None:
    found = positions(by_rules.ledger, Asked(toward="Koreth", among=("army", "navy")))
    assert found.summary["named_current"] == 0
    assert [(row.name, row.status) for row in found.named] == [("Teodor Brannik", "former")]
    assert found.lines[0] == "named, current: 0 · named, former: 1 · unnamed or anonymous: 10 statements"
    serving = {row["names"]["en"] for row in gold_rows("speakers") if row["serving_officer"]}
    assert {each.name for each in found.silent if each.status == "current"} == serving & {
        row.name for row in by_rules.ledger.speakers()
    }


SET_BY_HAND = {
    "F05": ("2023-05-31", "f80.2"),  # “home for the spring sowing”: the gold's reading too
    "F09": ("2024-02-20", None),  # “in a year” of an invasion that was still to come
    "F16": ("2024-11-21", None),  # “before the first snow”, which fell that day
    "F21": ("none", None),  # a spring that was over, in another report of it
}
"""What a careful reader knows and the words do not say: set as terms, as an analyst does it."""
NOT_OF_ITS_OWN = ("F11",)
"""The gold gives two forecasts for one attribution, of which the second has no words of its own for a time."""


def forecast_of(made: GoldLedger, row: dict[str, Any], held: list[Forecast]) -> Forecast | None:
    """The forecast of the ledger that a row of the gold is: of its statement, and by its day."""
    now = statement_of(made)
    numbers = {
        f"s{now[gold]}" for gold, found in made.rows.items() if found["statement"][:1] == [row["statement"]]
    }
    mine = [each for each in held if each.statement in numbers]
    return next(
        (each for each in mine if each.deadline == row["deadline"]), mine[0] if len(mine) == 1 else None
    )


def test_the_terms_read_from_the_words_are_the_golds(by_hand: GoldLedger) -> None:
    held = forecasts(by_hand.ledger, on=CORPUS_ENDS)
    differing = []
    for row in gold_rows("forecasts"):
        found = forecast_of(by_hand, row, held)
        if found is None or found.deadline != row["deadline"]:
            differing.append(row["id"])
        elif row["deadline"] is None:
            assert (row["id"], found.state) == (row["id"], "vague")
    assert differing == ["F05", "F09", "F11", "F16", "F21"]


def test_outcomes_and_verdicts_give_the_golds_scores(tmp_path: Path) -> None:
    made = build(tmp_path)
    made.merge_as_gold()
    ledger = made.ledger
    rows = [row for row in gold_rows("forecasts") if row["id"] not in NOT_OF_ITS_OWN]
    held = forecasts(ledger, on=CORPUS_ENDS)
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    seen: set[str] = set()
    for row in rows:
        ref = SET_BY_HAND.get(row["id"], ("", None))[1]
        found = forecast_named(ledger, ref) if ref else forecast_of(made, row, held)
        assert found is not None, row["id"]
        assert found.ref not in seen
        seen.add(found.ref)
        if row["id"] in SET_BY_HAND:
            set_terms(ledger, found.ref, by="Gold", deadline=SET_BY_HAND[row["id"]][0])
        for verdict in row["verdicts"]:
            document = ledger.document(made.documents[verdict["document"]])
            if verdict["verdict"] and document.text.count(verdict["words"]) == 1:
                put_verdict(
                    ledger,
                    found.ref,
                    verdict["verdict"],
                    document=document.ref,
                    words=verdict["words"],
                    by="Gold",
                )
        if row["outcome"] is None:
            continue
        assert forecast_named(ledger, found.ref).outcome is None  # whatever the authors say of it
        evidence = [made.documents[row["evidence"]]] if row["evidence"] else []
        resolve(
            ledger, found.ref, row["outcome"], evidence=evidence, note=row["note"] or "so the gold", by="Gold"
        )
        wanted[found.speaker][row["outcome"]] += 1
    after = {each.ref: each for each in forecasts(ledger, on=CORPUS_ENDS) if each.ref in seen}
    for name, _, score in scores(after.values()):
        assert (name, score.happened, score.did_not, score.unresolvable) == (
            name, wanted[name]["happened"], wanted[name]["did-not"], wanted[name]["unresolvable"],
        )  # fmt: skip
    assert sum(len(each.verdicts) for each in after.values()) >= 5
    assert ledger.verify().ok
    ledger.close()
