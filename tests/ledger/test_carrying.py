"""Newer readings and newer versions: what becomes of statements and judgements."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.fakes import Quote, add, content_of, reading

from onrecord.attributions.reading import Reading
from onrecord.errors import DamagedInput, UsageError
from onrecord.ledger import AttributionFilter, FullDocument, JudgementFilter, Ledger, Reprocessed

TEXT = (
    "General Kovra said the northern bridge will hold until spring. "
    "Major Vesna warned that fuel is short. Kovra added that nobody asked him."
)
BRIDGE: Quote = ("General Kovra", "said", "the northern bridge will hold until spring")
SHORTER: Quote = ("General Kovra", "said", "northern bridge will hold until spring")
FUEL: Quote = ("Major Vesna", "warned", "fuel is short")
ASKED: Quote = ("Kovra", "added", "nobody asked him")


def first(ledger: Ledger, *quotes: Quote) -> None:
    add(ledger, reading("/a.txt", TEXT, quotes or (BRIDGE, FUEL)))


def again(ledger: Ledger, *quotes: Quote, version: str = "2", text: str = TEXT) -> list[Reprocessed]:
    """Reprocess, with code that finds these quotations."""

    def read_again(original: bytes | None, held: FullDocument) -> Reading:
        assert original == TEXT.encode()
        return reading(held.identity, text, quotes, version=version)

    return list(ledger.reprocess(read_again, made_version=version))


def verdicts(ledger: Ledger) -> dict[str, str | None]:
    return {row.quoted_words: row.standing.verdict for row in ledger.attributions()}


def test_the_same_words_keep_their_judgements_and_their_statement(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["a1"], by="Ann")
    ledger.judge("reject", ["s2"], by="Ann")
    (done,) = again(ledger, FUEL, BRIDGE, ASKED)
    assert (done.outcome, done.document_ref) == ("read again", "d1")
    assert verdicts(ledger) == {BRIDGE[2]: "accepted", FUEL[2]: None, ASKED[2]: None}
    rows = {row.quoted_words: row for row in ledger.attributions()}
    assert rows[BRIDGE[2]].statement_id == 1
    assert rows[FUEL[2]].statement_id == 2
    assert rows[ASKED[2]].statement_id == 3
    assert ledger.statement("s2").standing.verdict == "rejected"
    assert ledger.statement("s1").rules == ("the same words as a1 in an earlier reading",)
    assert list(ledger.review()) == []
    target = JudgementFilter(target=rows[BRIDGE[2]].ref)
    assert [row.ref for row in ledger.judgements(target)] == ["j1"]
    assert ledger.verify().ok


def test_similar_words_keep_them_up_for_review(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["a1"], by="Ann")
    again(ledger, SHORTER, FUEL)
    assert verdicts(ledger)[SHORTER[2]] == "accepted"
    (item,) = ledger.review()
    assert (item.how, item.judgement.ref, item.before.ref) == ("fuzzy", "j1", "a1")
    assert item.after is not None
    assert item.after.quoted_words == SHORTER[2]
    assert 85 <= item.score < 100
    ledger.judge("resolve", [item.ref], by="Ben", payload={"to": item.after.ref})
    assert list(ledger.review()) == []
    assert verdicts(ledger)[SHORTER[2]] == "accepted"


def test_a_similar_one_that_is_not_the_same_can_be_refused(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["a1"], by="Ann")
    again(ledger, SHORTER, FUEL)
    (item,) = ledger.review()
    ledger.judge("resolve", [item.ref], by="Ben", payload={"to": None})
    assert verdicts(ledger)[SHORTER[2]] is None
    assert list(ledger.review()) == []
    ledger.undo("j2", by="Ben")
    assert verdicts(ledger)[SHORTER[2]] == "accepted"
    assert len(list(ledger.review())) == 1
    assert ledger.verify().ok


def test_words_that_are_gone_leave_it_up_for_review(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["a1"], by="Ann")
    again(ledger, FUEL, ASKED)
    (item,) = ledger.review()
    assert (item.how, item.before.quoted_words, item.after) == ("review", BRIDGE[2], None)
    assert set(verdicts(ledger).values()) == {None}
    again(ledger, FUEL, version="3")
    (item,) = ledger.review()
    assert item.before.ref == "a1"
    again(ledger, FUEL, BRIDGE, version="4")
    assert verdicts(ledger)[BRIDGE[2]] == "accepted"
    (item,) = ledger.review()
    assert item.how == "fuzzy", "it was lost in between, so somebody should look"


def test_one_that_is_gone_can_be_placed_by_hand(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["a1"], by="Ann")
    again(ledger, FUEL, ASKED)
    (item,) = ledger.review()
    asked = next(row.ref for row in ledger.attributions() if row.quoted_words == ASKED[2])
    for wrong in ({}, {"to": "s1"}):
        with pytest.raises(UsageError):
            ledger.judge("resolve", [item.ref], by="Ben", payload=wrong)
    ledger.judge("resolve", [item.ref], by="Ben", payload={"to": asked})
    assert verdicts(ledger)[ASKED[2]] == "accepted"
    assert list(ledger.review()) == []
    again(ledger, ASKED, FUEL, version="3")
    assert verdicts(ledger)[ASKED[2]] == "accepted"
    ledger.undo("j1", by="Ann")
    assert verdicts(ledger)[ASKED[2]] is None
    assert ledger.verify().ok


def test_a_judged_statement_without_attributions_is_up_for_review_and_can_be_placed(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["s1"], by="Ann")
    again(ledger, FUEL, ASKED)
    (item,) = ledger.review()
    assert (item.judgement.targets, item.before.ref) == (("s1",), "a1")
    asked = next(row.ref for row in ledger.attributions() if row.quoted_words == ASKED[2])
    ledger.judge("resolve", [item.ref], by="Ben", payload={"to": asked})
    statement = next(row for row in ledger.statements() if row.attributions[0].ref == asked)
    assert (statement.ref, statement.standing.verdict, statement.rules) == (
        "s1",
        "accepted",
        ("judgement j2",),
    )
    assert ledger.attribution(asked).standing.verdict is None
    ledger.undo("j2", by="Ben")
    assert ledger.attribution(asked).statement_id != 1
    assert ledger.verify().ok


def test_a_judgement_taken_back_travels_too_and_can_be_brought_back(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["a1"], by="Ann")
    ledger.undo("j1", by="Ann")
    again(ledger, BRIDGE)
    assert verdicts(ledger)[BRIDGE[2]] is None
    ledger.undo("j2", by="Ann")
    assert verdicts(ledger)[BRIDGE[2]] == "accepted"


def test_merges_and_splits_hold_for_the_newer_reading(ledger: Ledger) -> None:
    first(ledger, BRIDGE, FUEL, ASKED)
    ledger.judge("merge", ["s1", "s3"], by="Ann")
    again(ledger, BRIDGE, FUEL, ASKED)
    assert [row.quoted_words for row in ledger.statement("s1").attributions] == [BRIDGE[2], ASKED[2]]
    last = ledger.statement("s1").attributions[1].ref
    ledger.judge("split", ["s1", last], by="Ann")
    again(ledger, BRIDGE, FUEL, ASKED, version="3")
    assert [row.quoted_words for row in ledger.statement("s1").attributions] == [BRIDGE[2]]
    assert [row.quoted_words for row in ledger.statement("s4").attributions] == [ASKED[2]]
    ledger.undo("j2", by="Ann")
    assert len(ledger.statement("s1").attributions) == 2
    assert ledger.verify().ok


def test_judgements_go_with_the_words_into_a_newer_version(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["a1"], by="Ann")
    ledger.judge("edit", ["a2"], by="Ann", payload={"content": [[91, 95]], "act": "warn"})
    add(ledger, reading("/a.txt", "CORRECTED: " + TEXT, [BRIDGE, FUEL]))
    assert verdicts(ledger) == {BRIDGE[2]: "accepted", FUEL[2]: None}
    (item,) = ledger.review()
    assert (item.how, item.judgement.ref) == ("review", "j2"), (
        "an edit of spans does not hold in another text"
    )
    rules = [rule for row in ledger.statements() for rule in row.rules]
    assert all("in another version of the document" in rule for rule in rules)


def test_what_is_current_is_skipped_and_nothing_is_done_twice(ledger: Ledger) -> None:
    first(ledger)
    ledger.judge("accept", ["a1"], by="Ann")
    assert [done.outcome for done in again(ledger, BRIDGE, FUEL)] == ["read again"]
    before = content_of(ledger.path)
    assert [done.outcome for done in again(ledger)] == ["current"]

    def same(original: bytes | None, held: FullDocument) -> Reading:
        return reading(held.identity, held.text, [BRIDGE, FUEL], version="2")

    assert [done.outcome for done in ledger.reprocess(same, made_version="2", force=True)] == ["known"]
    assert content_of(ledger.path) == before


def test_reprocessing_that_stopped_goes_on(ledger: Ledger) -> None:
    for number in range(5):
        add(ledger, reading(f"/{number}.txt", f"{number}. {TEXT}", [BRIDGE]))

    def read_again(original: bytes | None, held: FullDocument) -> Reading:
        return reading(held.identity, held.text, [FUEL], version="2")

    steps = ledger.reprocess(read_again, made_version="2")
    assert [next(steps).document_id, next(steps).document_id] == [1, 2]
    outcomes = [done.outcome for done in ledger.reprocess(read_again, made_version="2")]
    assert outcomes == ["current", "current", "read again", "read again", "read again"]


def test_one_that_fails_does_not_stop_the_rest(ledger: Ledger) -> None:
    for number in range(3):
        add(ledger, reading(f"/{number}.txt", f"{number}. {TEXT}", [BRIDGE]))

    def read_again(original: bytes | None, held: FullDocument) -> Reading | None:
        if held.id == 1:
            raise DamagedInput(held.path, "cut short")
        return None if held.id == 2 else reading(held.identity, held.text, [FUEL], version="2")

    done = list(ledger.reprocess(read_again, made_version="2"))
    assert [one.outcome for one in done] == ["failed", "not read", "read again"]
    assert str(done[0].error) == "/0.txt: cut short"


def test_another_extraction_of_the_same_bytes_is_a_new_version(ledger: Ledger) -> None:
    first(ledger)
    (done,) = again(ledger, BRIDGE, text="Photo: a bridge. " + TEXT)
    assert done.outcome == "new version"
    full = ledger.document("d1")
    assert (full.version, full.versions, full.captures) == (2, 2, 1)
    assert len(list(ledger.originals)) == 1
    assert full.captured_at == "2025-03-01T08:00:00Z"


quotes = st.lists(st.sampled_from([BRIDGE, SHORTER, FUEL, ASKED]), min_size=1, max_size=4, unique=True)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    readings=st.lists(quotes, min_size=2, max_size=4),
    kinds=st.lists(st.sampled_from(["accept", "reject", "undo"])),
)
def test_whatever_happens_no_judgement_is_lost(
    tmp_path_factory: pytest.TempPathFactory, readings: list[Sequence[Quote]], kinds: list[str]
) -> None:
    """Every judgement that counts is on an attribution that is shown, or up for review."""
    place = tmp_path_factory.mktemp("carrying") / "onrecord.db"
    with Ledger.open(str(place), create=True) as ledger:
        add(ledger, reading("/a.txt", TEXT, readings[0]))
        for version, found in enumerate([*readings[1:], readings[0]], 2):
            shown = [row.ref for row in ledger.attributions()]
            counted = [
                row.ref for row in ledger.judgements(JudgementFilter(undone=False)) if row.kind != "undo"
            ]
            for number, kind in enumerate(kinds):
                if kind != "undo":
                    ledger.judge(kind, [shown[number % len(shown)]], by="Ann")
                elif counted:
                    ledger.undo(counted.pop(), by="Ann")
            again(ledger, *found, version=str(version))
            kept = {j for row in ledger.attributions() for j in row.standing.judgements}
            kept |= {item.judgement.id for item in ledger.review()}
            made = {row.id for row in ledger.judgements(JudgementFilter(undone=False)) if row.kind != "undo"}
            assert kept == made
            assert ledger.verify().problems == ()
            assert len(list(ledger.attributions(AttributionFilter()))) == len(found)
