"""Search: any form of a word, phrases, exact spans; no query is an error."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.fakes import Quote, add, reading

from onrecord.ledger import Ledger
from onrecord.ledger.querying import expression, parse
from onrecord.ledger.searching import snippet_of
from onrecord.text.document import Span

ENGLISH = "Retired generals were warning of losses. A general's warning was heard: the armies retreat."
RUSSIAN = "Отставной генерал-полковник предупреждал о потерях. Слова генералов разошлись по армии."
UKRAINIAN = "Генерали попереджали про втрати в армії. Об'єднання офіцерів мовчить."


@pytest.fixture
def library(ledger: Ledger) -> Ledger:
    told: list[tuple[str, str, list[Quote]]] = [
        ("en", ENGLISH, [("general's", "heard", "the armies retreat")]),
        ("ru", RUSSIAN, [("генерал-полковник", "предупреждал", "потерях")]),
        ("uk", UKRAINIAN, [("Генерали", "попереджали", "втрати в армії")]),
    ]
    for language, text, quotes in told:
        add(ledger, reading(f"/{language}.txt", text, quotes, language=language, title=f"Army {language}"))
    return ledger


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("general", {"d1", "a1"}),
        ("generals warning", {"d1"}),
        ("Army", {"d1", "d2", "d3", "a1"}),
        ("генералами", {"d2", "a2", "d3", "a3"}),
        ("потеря", {"d2", "a2"}),
        ("втрата", {"d3", "a3"}),
        ("полковник", {"d2", "a2"}),
        ("генерал-полковника", {"d2", "a2"}),
        ('"полковник генерал"', set()),
        ("армия", {"d2"}),
        ("обєднання", {"d3"}),
        ("об’єднання", {"d3"}),
        ('"armies retreat"', {"d1", "a1"}),
        ('"retreat armies"', set()),
        ("retreat armies", {"d1", "a1"}),
        ("general helicopter", set()),
    ],
)
def test_words_are_found_in_any_form(library: Ledger, query: str, found: set[str]) -> None:
    assert {hit.ref for hit in library.search(query)} == found


def test_hits_give_the_exact_spans(library: Ledger) -> None:
    (hit,) = library.search("генерал", kinds=["attribution"], limit=1)
    assert hit.attribution is not None
    (document,) = [hit for hit in library.search("generals warning") if hit.kind == "document"]
    assert [span.of(ENGLISH) for span in document.spans] == ["generals", "warning", "general's", "warning"]
    assert document.snippet == document.snippet_span.of(ENGLISH)
    (phrase,) = library.search('"armies retreat"', kinds=["document"])
    assert [span.of(ENGLISH) for span in phrase.spans] == ["armies retreat"]
    (said,) = library.search("armies", kinds=["attribution"])
    assert [span.of(ENGLISH) for span in said.spans] == ["armies"]


def test_hits_come_best_first_and_then_by_number(ledger: Ledger) -> None:
    for number, count in enumerate([1, 5, 1, 2]):
        text = "bridge " * count + "water " * (8 - count)
        add(ledger, reading(f"/{number}.txt", text))
    hits = list(ledger.search("bridge"))
    assert [hit.ref for hit in hits] == ["d2", "d4", "d1", "d3"]
    assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits)
    assert [hit.ref for hit in ledger.search("bridge", limit=2)] == ["d2", "d4"]


def test_many_hits_are_all_given(ledger: Ledger) -> None:
    for number in range(65):
        add(ledger, reading(f"/{number}.txt", f"bridge {number} over water"))
    assert len({hit.ref for hit in ledger.search("bridge")}) == 65


def test_a_word_in_the_title_alone_gives_no_spans(library: Ledger) -> None:
    hits = [hit for hit in library.search("army") if hit.ref == "d2"]
    assert hits[0].snippet.startswith("Отставной")


def test_long_texts_are_searched_to_the_end(ledger: Ledger) -> None:
    text = "water " * 20_000 + "the bridge stands"
    add(ledger, reading("/long.txt", text))
    (hit,) = ledger.search("bridge", kinds=["document"])
    assert [span.of(text) for span in hit.spans] == ["bridge"]
    assert len(hit.snippet) < 250
    (many,) = ledger.search("water")
    assert len(many.spans) == 50


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(categories=None), max_size=20)
    | st.lists(st.sampled_from(['"', "general", "AND", "OR", "NOT", "NEAR(", ")", "*", "^", ":", "-", "{", "'", "«"]))
    .map(" ".join)
)  # fmt: skip
def test_nothing_that_can_be_typed_is_an_error(library: Ledger, query: str) -> None:
    for hit in library.search(query):
        assert hit.snippet_span.of(library.document(hit.document.ref).text) == hit.snippet


@pytest.mark.parametrize("query", ["", "  ", "?!", '""', "«»", "\0", "\ud800"])
def test_a_query_without_words_finds_nothing(library: Ledger, query: str) -> None:
    assert list(library.search(query)) == []


def test_quotation_marks_of_every_kind_make_phrases() -> None:
    one = parse('"the bridge"')
    assert [len(words) for words in one] == [2]
    assert parse("«the bridge»") == parse("„the bridge“") == parse("“the bridge”") == one
    assert [len(words) for words in parse('the bridge "stands')] == [1, 1, 1]


def test_expressions_hold_letters_and_digits_only() -> None:
    found = expression([[("a", "b"), ("c",)], [("d",)]], "speaker")
    assert found == '{speaker} : (("a c" OR "b c") AND ("d"))'


def test_a_snippet_ends_at_words() -> None:
    text = "word " * 100
    span = snippet_of(text, Span(250, 254))
    assert text[span.start - 1] == " "
    assert text[span.end] == " "
    assert snippet_of("x" * 1000, Span(500, 501)).start <= 500
    assert snippet_of("", Span(0, 0)) == Span(0, 0)
