"""Listings: what each filter keeps, in which order, and how a document is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.fakes import add, numbered, reading

from onrecord.attributions.record import Mode, Speaker
from onrecord.errors import NoSuchRecord, UsageError
from onrecord.ledger import AttributionFilter, DocumentFilter, Ledger


@pytest.fixture
def library(ledger: Ledger) -> Ledger:
    """Five documents with dates of every precision, in two languages, by two outlets."""
    told: list[tuple[str | None, str, str, str, Mode]] = [
        ("2024", "Вісник", "de", "Kovra", "indirect"),
        ("2024-11", "The Wire", "de", "Orlin", "direct"),
        ("2024-12-05", "The Wire", "fr", "Kovra", "indirect"),
        ("2025-01-02T10:00:00+02:00", "The Wire", "de", "KOVRA", "mixed"),
        (None, "ВІСНИК", "de", "Vesna", "indirect"),
    ]
    for number, (published, outlet, language, speaker, mode) in enumerate(told, 1):
        text = f"General {speaker} said bridge {number} stands."
        quote = (f"General {speaker}", "said", f"bridge {number} stands")
        of = reading(
            f"https://press.example/{number}",
            text,
            [quote],
            published=published,
            outlet=outlet,
            language=language,
            title=f"Bridge {number}",
            url=f"https://press.example/{number}?full",
            path=f"/in/{number}.html",
        )
        record = replace(of.attributions[0], mode=mode, speaker=Speaker(name=f"Ivo {speaker}"))
        add(ledger, replace(of, attributions=(record,)))
    return ledger


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (DocumentFilter(), [1, 2, 3, 4, 5]),
        (DocumentFilter(outlet="wire"), [2, 3, 4]),
        (DocumentFilter(outlet="вісник"), [1, 5]),
        (DocumentFilter(language="fr"), [3]),
        (DocumentFilter(title="bridge 4"), [4]),
        (DocumentFilter(text="bridge 2"), [2]),
        (DocumentFilter(text='"general kovra"'), [1, 3, 4]),
        (DocumentFilter(limit=2), [1, 2]),
        (DocumentFilter(since="2024-12"), [1, 3, 4]),
        (DocumentFilter(since="2024-12-06"), [1, 4]),
        (DocumentFilter(since="2025"), [4]),
        (DocumentFilter(until="2024"), [1, 2, 3]),
        (DocumentFilter(until="2024-11"), [1, 2]),
        (DocumentFilter(until="2024-12-05"), [1, 2, 3]),
        (DocumentFilter(since="2025-01-02", until="2025-01-02"), [4]),
    ],
)
def test_documents_that_a_filter_keeps(library: Ledger, wanted: DocumentFilter, numbers: list[int]) -> None:
    assert [row.id for row in library.documents(wanted)] == numbers


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (AttributionFilter(), [1, 2, 3, 4, 5]),
        (AttributionFilter(speaker="kovra"), [1, 3, 4]),
        (AttributionFilter(speaker="Ivo orl"), [2]),
        (AttributionFilter(speaker="general kovra"), [1, 3, 4]),
        (AttributionFilter(document="d3"), [3]),
        (AttributionFilter(document="https://press.example/4"), [4]),
        (AttributionFilter(since="2024-12", speaker="kovra"), [1, 3, 4]),
        (AttributionFilter(until="2024-11"), [1, 2]),
        (AttributionFilter(text="bridge 5"), [5]),
        (AttributionFilter(text="no such words"), []),
        (AttributionFilter(text="?!"), []),
        (AttributionFilter(language="fr"), [3]),
        (AttributionFilter(outlet="WIRE"), [2, 3, 4]),
        (AttributionFilter(mode="direct"), [2]),
        (AttributionFilter(state="judged"), []),
        (AttributionFilter(state="unjudged", limit=3), [1, 2, 3]),
    ],
)
def test_attributions_that_a_filter_keeps(
    library: Ledger, wanted: AttributionFilter, numbers: list[int]
) -> None:
    assert [row.id for row in library.attributions(wanted)] == numbers
    assert [row.id for row in library.statements(wanted)] == numbers


def test_states_can_be_filtered_by(library: Ledger) -> None:
    library.judge("accept", ["a1", "a2"], by="Ann")
    library.judge("reject", ["a2"], by="Ben")
    library.judge("grade", ["a3"], by="Ann", payload={"grade": "B2"})
    library.judge("note", ["a3"], by="Ann", reason="ask him")
    library.judge("edit", ["a4"], by="Ann", payload={"speaker.name": "Ilya Kovra"})
    library.judge("resolve", ["a5"], by="Ann", payload={"outcome": "true"})
    found = {
        state: [row.id for row in library.attributions(AttributionFilter(state=state))]
        for state in ("accepted", "rejected", "graded", "noted", "edited", "resolved", "judged", "unjudged")
    }
    assert found == {
        "accepted": [1],
        "rejected": [2],
        "graded": [3],
        "noted": [3],
        "edited": [4],
        "resolved": [5],
        "judged": [1, 2, 3, 4, 5],
        "unjudged": [],
    }
    assert [row.id for row in library.attributions(AttributionFilter(speaker="ilya"))] == [4]
    words = {row.ref: row.standing.words for row in library.attributions()}
    assert words == {
        "a1": ("accepted",),
        "a2": ("rejected",),
        "a3": ("graded", "noted"),
        "a4": ("edited",),
        "a5": ("resolved",),
    }


def test_a_speaker_is_found_in_another_grammatical_case(ledger: Ledger) -> None:
    text = "По словам генерала Кравцова, мост стоит."
    quote = ("генерала Кравцова", "По словам", "мост стоит")
    add(ledger, reading("/a.txt", text, [quote], language="ru"))
    assert [row.id for row in ledger.attributions(AttributionFilter(speaker="генералом"))] == [1]
    assert [row.id for row in ledger.attributions(AttributionFilter(speaker="Кравцов"))] == [1]
    assert [row.id for row in ledger.attributions(AttributionFilter(speaker="мост"))] == []


def test_ways_to_name_a_document(library: Ledger) -> None:
    sha256 = library.document("d2").sha256
    assert sha256 is not None
    names = [
        "d2",
        "https://press.example/2",
        "https://press.example/2?full",
        "/in/2.html",
        sha256,
        sha256[:12],
    ]
    assert [library.document(name).id for name in names] == [2] * 6
    for name in ("d9", "nowhere", "/in/9.html", "f" * 64, "d0", ""):
        with pytest.raises(NoSuchRecord, match="no such document"):
            library.document(name)


def test_a_name_of_several_documents_is_refused(ledger: Ledger) -> None:
    add(ledger, reading("one", "Same text."))
    add(ledger, reading("two", "Same text."))
    sha256 = ledger.document("d1").sha256
    assert sha256 is not None
    with pytest.raises(NoSuchRecord, match=r"several documents \(d1, d2; name one of them\)"):
        ledger.document(sha256)


@pytest.mark.parametrize("date", ["yesterday", "2024-1", "24", "2024-12-05 10:00"])
def test_dates_that_are_none(date: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        DocumentFilter(since=date)
    with pytest.raises(UsageError, match="not a date"):
        AttributionFilter(until=date)


def test_a_state_that_is_none() -> None:
    with pytest.raises(UsageError, match="no such state"):
        AttributionFilter(state="loved")  # type: ignore[arg-type]


def test_one_record_by_its_name(library: Ledger) -> None:
    assert library.attribution("a3").quoted_words == "bridge 3 stands"
    assert library.attribution("a3").document_ref == "d3"
    assert library.statement("s3").attributions[0].ref == "a3"
    for name in ("a9", "d1", "x", "a"):
        with pytest.raises(NoSuchRecord):
            library.attribution(name)
    with pytest.raises(NoSuchRecord):
        library.statement("s9")


def test_a_listing_shows_the_moment_when_it_began(ledger: Ledger) -> None:
    for number in range(3):
        add(ledger, numbered(number))
    rows = ledger.documents()
    first = next(rows)
    for number in range(3, 6):
        add(ledger, numbered(number))
    assert [first.id, *(row.id for row in rows)] == [1, 2, 3]
    assert len(list(ledger.documents())) == 6


def test_removed_documents_are_listed_where_asked_for(library: Ledger) -> None:
    library.remove("d2", by="Ann", reason="a test page")
    assert [row.id for row in library.documents()] == [1, 3, 4, 5]
    assert [row.removed for row in library.documents(DocumentFilter(removed=True))] == [
        False, True, False, False, False,
    ]  # fmt: skip
    assert [row.id for row in library.attributions()] == [1, 3, 4, 5]
    assert [row.id for row in library.statements()] == [1, 3, 4, 5]
    assert library.document("d2").removed
