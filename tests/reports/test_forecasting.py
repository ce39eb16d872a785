"""The forecast ledger: what is listed, how an outcome gets in and out again, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.ledger.fakes import add
from tests.ledger.saying import Words, said

from onrecord.errors import NoSuchRecord, UsageError
from onrecord.ledger import Ledger
from onrecord.reports.forecasting import Wanted, forecast_named, forecasts, scores
from onrecord.reports.outcomes import put_verdict, resolve, set_terms

NOW = date(2024, 6, 1)
DAM = "the old dam at Selm will likely break before the end of the year"


def foretold(content: str, speaker: str = "Orest Valko", **more: Any) -> Words:
    more.setdefault("act", "predict")
    return Words(speaker=speaker, content=content, prediction=True, **more)


def press(
    ledger: Ledger, identity: str, *each: Words, published: str | None = "2023-01-30", **more: Any
) -> None:
    add(ledger, said(identity, *each, language=more.pop("language", "en"), published=published, **more))


@pytest.fixture
def held(ledger: Ledger) -> Ledger:
    """Four forecasts (f1, f2 and its second part, f4), a statement that is none (s3), and a document of evidence (d3)."""
    press(
        ledger,
        "/1",
        foretold(DAM),
        foretold(
            "if it rains, the bridge falls this year, and the town will be empty in two years",
            speaker="Vera Tkach",
        ),
        Words(speaker="Vera Tkach", content="the mayor sleeps"),
    )
    press(ledger, "/2", foretold("the money will go", speaker="Vera Tkach"), published="2024-05-01")
    press(
        ledger, "/3", Words(speaker="Ihor Melnyk", content="the dam broke in March"), published="2023-03-05"
    )
    return ledger


def listed(ledger: Ledger, **wanted: Any) -> list[str]:
    return [each.ref for each in forecasts(ledger, Wanted(**wanted), on=NOW)]


def test_what_is_foretold_is_listed_with_its_terms(held: Ledger) -> None:
    first, second, third, fourth = forecasts(held, on=NOW)
    assert (first.ref, first.statement, first.speaker, first.speaker_ref) == ("f1", "s1", "Orest Valko", "p1")
    assert (first.made, first.deadline, first.state) == ("2023-01-30", "2023-12-31", "due")
    assert (first.probability, first.low, first.high) == ("likely", 60, 86)
    assert (second.ref, second.deadline, second.condition) == ("f2", "2023-12-31", "if it rains")
    assert (third.ref, third.deadline, third.state) == ("f2.2", "2025-01-30", "open")
    assert (fourth.ref, fourth.state) == ("f4", "vague")
    assert fourth.reason == "no time is named: it can come true, and never be shown false"


@pytest.mark.parametrize(
    ("wanted", "refs"),
    [
        ({}, ["f1", "f2", "f2.2", "f4"]),
        ({"due": True}, ["f1", "f2"]),
        ({"vague": True}, ["f4"]),
        ({"open": True, "speaker": "tkach"}, ["f2", "f2.2", "f4"]),
        ({"speaker": "p1"}, ["f1"]),
        ({"state": "open"}, ["f2.2"]),
        ({"since": "2024"}, ["f4"]),
        ({"until": "2023-12"}, ["f1", "f2", "f2.2"]),
    ],
)
def test_forecasts_are_narrowed(held: Ledger, wanted: dict[str, Any], refs: list[str]) -> None:
    assert listed(held, **wanted) == refs


def test_an_outcome_is_a_judgement_and_is_undone_as_one(held: Ledger) -> None:
    _, made = resolve(held, "f1", "happened", evidence=["d3"], note="in March", by="Ann")
    found = forecast_named(held, "f1", on=NOW)
    assert (found.state, found.outcome, found.evidence, found.note) == (
        "happened",
        "happened",
        ("d3",),
        "in March",
    )
    assert found.resolved_by == made.ref
    assert listed(held, due=True) == ["f2"]
    held.undo(made.ref, by="Ann")
    assert forecast_named(held, "f1", on=NOW).state == "due"
    resolve(held, "f1", "did-not", evidence=["d3"], note="", by="Ben")
    assert forecast_named(held, "f1", on=NOW).state == "did-not"
    assert held.verify().ok


@pytest.mark.parametrize(
    ("ref", "outcome", "evidence", "note", "error", "message"),
    [
        ("f9", "happened", ["d3"], "", NoSuchRecord, "f9: no such forecast in this ledger"),
        ("f3", "happened", ["d3"], "", NoSuchRecord, "f3: s3 foretells nothing of that number"),
        ("f2.3", "happened", ["d3"], "", NoSuchRecord, "f2.3: s2 foretells nothing of that number"),
        ("s1", "happened", ["d3"], "", NoSuchRecord, "s1: not the name of a forecast"),
        ("f1", "maybe", ["d3"], "", UsageError, "maybe: no such outcome"),
        ("f1", "happened", [], "", UsageError, "f1: an outcome needs its evidence"),
        ("f1", "happened", ["d77"], "", NoSuchRecord, "d77"),
        ("f1", "unresolvable", [], " ", UsageError, "f1: say why it cannot be decided"),
        ("f1", "happened", ["d3"], "", UsageError, "needs the name of who makes it"),
    ],
)
def test_what_makes_no_sense_is_refused_and_writes_nothing(
    held: Ledger, ref: str, outcome: str, evidence: list[str], note: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        resolve(
            held, ref, outcome, evidence=evidence, note=note, by="" if "who makes it" in message else "Ann"
        )
    assert list(held.judgements()) == []


def test_resolving_twice_names_the_judgement_to_take_back(held: Ledger) -> None:
    resolve(held, "f2", "happened", evidence=["d3"], note="", by="Ann")
    with pytest.raises(UsageError, match=r"s2: has its outcome already: happened, by j1 .*undo j1"):
        resolve(held, "f2", "did-not", evidence=["d3"], note="", by="Ben")
    resolve(held, "f2.2", "did-not", evidence=["d3"], note="", by="Ben")  # another part is another forecast
    assert [each.state for each in forecasts(held, on=NOW)][1:3] == ["happened", "did-not"]


def test_a_vague_forecast_is_unresolvable_for_the_reason_that_was_found(held: Ledger) -> None:
    resolve(held, "f4", "unresolvable", evidence=[], note="", by="Ann")
    found = forecast_named(held, "f4", on=NOW)
    assert (found.state, found.reason) == (
        "unresolvable",
        "no time is named: it can come true, and never be shown false",
    )


def test_terms_that_an_analyst_sets_go_before_those_read(held: Ledger) -> None:
    made = set_terms(
        held,
        "f4",
        by="Ann",
        reason="he said so before",
        deadline="2024-05",
        what="the bank closes",
        probability="10-30",
    )
    found = forecast_named(held, "f4", on=NOW)
    assert (found.what, found.deadline, found.state, found.set_by) == (
        "the bank closes",
        "2024-05-31",
        "due",
        made.ref,
    )
    assert (found.low, found.high) == (10, 30)
    set_terms(held, "f4", by="Ben", probability="highly unlikely")
    assert forecast_named(held, "f4", on=NOW).high == 18
    held.undo(made.ref, by="Ann")
    assert forecast_named(held, "f4", on=NOW).state == "vague"


def test_one_more_thing_foretold_is_added_by_setting_its_terms(held: Ledger) -> None:
    with pytest.raises(UsageError, match=r"f1\.2: say what the next thing is"):
        set_terms(held, "f1.2", by="Ann", deadline="2024")
    set_terms(held, "f1.2", by="Ann", what="the town is flooded", deadline="2024")
    assert listed(held)[:2] == ["f1", "f1.2"]
    with pytest.raises(NoSuchRecord, match=r"f1\.3"):
        set_terms(held, "f1.4", by="Ann", what="x")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "nothing to set"),
        ({"deadline": "soon"}, "not a date"),
        ({"deadline": "2024-02-30"}, "no such day"),
        ({"probability": "perhaps"}, "no probability that is known"),
        ({"probability": "130"}, "no probability that is known"),
    ],
)
def test_terms_that_are_none_are_refused(held: Ledger, given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        set_terms(held, "f1", by="Ann", **given)
    assert list(held.judgements()) == []


def test_what_an_author_says_of_a_forecast_is_no_outcome(held: Ledger) -> None:
    put_verdict(held, "f1", "happened", document="d3", words="the dam broke", by="Ann")
    found = forecast_named(held, "f1", on=NOW)
    assert (found.state, found.outcome) == ("due", None)
    (verdict,) = found.verdicts
    assert (verdict.says, verdict.where, verdict.words) == ("happened", "d3", "the dam broke")
    with pytest.raises(UsageError, match="d3: “the dam held” does not stand in its text"):
        put_verdict(held, "f1", "did-not", document="d3", words="the dam held", by="Ann")
    held.forget_document("d3", by="Ann", reason="asked")
    (verdict,) = forecast_named(held, "f1", on=NOW).verdicts
    assert verdict.words == ""
    assert held.verify().ok


def test_an_outcome_goes_with_the_words_to_a_newer_reading(held: Ledger) -> None:
    resolve(held, "f4", "unresolvable", evidence=[], note="", by="Ann")
    press(
        held,
        "/2",
        Words(speaker="Vera Tkach", content="the money will go", prediction=False),
        published="2024-05-01",
        version="2",
    )
    found = forecast_named(held, "f4", on=NOW)
    assert (found.state, found.attributions) == ("unresolvable", ("a6",))


def test_an_outcome_goes_with_a_statement_that_is_merged_into_another(held: Ledger) -> None:
    resolve(held, "f4", "unresolvable", evidence=[], note="", by="Ann")
    held.judge("merge", ["s2", "s4"], by="Ann")
    assert [each.state for each in forecasts(held, on=NOW)][1] == "unresolvable"
    assert "f4" not in listed(held)


def test_a_forecast_reported_again_later_counts_from_when_it_was_made(ledger: Ledger) -> None:
    press(
        ledger,
        "/1",
        foretold("the dam at Selm will break within two years", said_at="2023-01-30"),
        published="2024-12-01",
    )
    (found,) = forecasts(ledger, on=NOW)
    assert (found.made, found.deadline) == ("2023-01-30", "2025-01-30")


def test_a_document_without_a_date_has_no_invented_deadline(ledger: Ledger) -> None:
    press(ledger, "/1", foretold("the dam at Selm will break within two years"), published=None)
    (found,) = forecasts(ledger, on=NOW)
    assert (found.made, found.deadline, found.state) == (None, None, "vague")


def test_a_rejected_statement_is_no_forecast(held: Ledger) -> None:
    held.judge("reject", ["s1"], by="Ann")
    assert "f1" not in listed(held)


def test_scores_by_speaker(held: Ledger) -> None:
    resolve(held, "f1", "did-not", evidence=["d3"], note="", by="Ann")
    resolve(held, "f2", "happened", evidence=["d3"], note="", by="Ann")
    (name, ref, first), (other, _, second) = scores(forecasts(held, on=NOW))
    assert (name, ref, first.forecasts, first.hit_rate, first.open) == ("Vera Tkach", "p2", 3, 1.0, 2)
    assert (other, second.did_not, second.stated) == ("Orest Valko", 1, 1)
    assert second.brier == pytest.approx((0.36, 0.86**2))
