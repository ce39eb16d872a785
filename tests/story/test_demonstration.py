"""The whole way over the demonstration corpus: captured, read, kept, found again, and held against the gold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from evaluation.agreement import matches

from onrecord.demonstration.gold import (
    GoldDocument,
    NotInText,
    gold_attributions,
    gold_documents,
    gold_rows,
)
from onrecord.ledger import AttributionFilter, DocumentFilter, Ledger
from onrecord.ledger.rows import AttributionRow, FullDocument


@dataclass(frozen=True)
class Demo:
    """The demonstration as ``onrecord demo`` left it."""

    folder: Path
    printed: str

    @property
    def ledger(self) -> str:
        return str(self.folder / "onrecord.db")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "made"
    command = [sys.executable, "-m", "onrecord.cli.main", "demo", "--no-serve", "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Demo(folder, done.stdout)


@pytest.fixture(scope="module")
def ledger(demo: Demo) -> Iterator[Ledger]:
    with Ledger.open(demo.ledger) as opened:
        yield opened


@pytest.fixture(scope="module")
def held(demo: Demo, ledger: Ledger) -> dict[str, list[FullDocument]]:
    """Every document of the ledger by its path in the corpus."""
    by_path: dict[str, list[FullDocument]] = {}
    for row in ledger.documents(DocumentFilter()):
        path = row.path.removeprefix(f"{demo.folder}/documents/")
        by_path.setdefault(path, []).append(ledger.document(row.ref))
    return by_path


GOLD = list(gold_documents())
BARE = "d10-ferrypost-briefing-2023-06-15.html"
"""The page without metadata: its outlet stands only in a table at its head, and is not guessed."""
OTHER_SCRIPT = {"Radio Meridian": ("Радио «Меридиан»",)}
"""The gold has one name for an outlet; its Russian pages have it in Russian."""


def name_of(gold: GoldDocument) -> str:
    return f"{gold.path}#{gold.entry}" if gold.entry else gold.path


def document_for(gold: GoldDocument, held: dict[str, list[FullDocument]]) -> FullDocument:
    """The document of the ledger that holds the words of a gold one."""
    for document in held[gold.path]:
        try:
            gold_attributions(gold, document.text)
        except NotInText:
            continue
        return document
    raise AssertionError(f"no document of {gold.path} holds the words of the gold")


def rows_of(ledger: Ledger, document: FullDocument) -> list[AttributionRow]:
    return list(ledger.attributions(AttributionFilter(document=document.ref)))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord.cli.main", *arguments], capture_output=True, text=True, check=False
    )


def listed(*arguments: str) -> list[dict[str, Any]]:
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_the_readme_shows_the_summary_that_is_printed(demo: Demo) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    shown = readme.partition("`./run demo --no-serve` stops at the summary, which ends\n\n```text\n")[2]
    summary = shown.partition("```")[0]
    assert summary.count("\n") == 3
    [printed] = re.findall(re.sub(r"\d+", r"\\d+", re.escape(summary)), demo.printed)
    # Processors round differently, and a row at the edge is there or not.
    for told, made in zip(re.findall(r"\d+", summary), re.findall(r"\d+", printed), strict=True):
        assert abs(int(told) - int(made)) <= int(made) // 20


def test_every_document_of_the_corpus_is_in_the_ledger(held: dict[str, list[FullDocument]]) -> None:
    assert sum(len(documents) for documents in held.values()) == len(GOLD)


@pytest.mark.parametrize("gold", GOLD, ids=name_of)
def test_the_facts_of_a_document_are_found(gold: GoldDocument, held: dict[str, list[FullDocument]]) -> None:
    """Plain text names few of its facts; what is there must be right, and pages must have what their gold has."""
    document = document_for(gold, held)
    assert document.language == gold.row["language"]
    is_page = gold.path.endswith(".html")
    if document.title is not None or is_page:
        assert document.title == gold.row["title"]
    if document.published is not None or is_page:
        assert (document.published or "")[:10] == gold.row["published"]
    if is_page:
        assert list(document.byline) == gold.row["byline"]
    if is_page and gold.path != BARE:
        assert document.outlet in (gold.row["outlet"], *OTHER_SCRIPT.get(gold.row["outlet"], ()))
    expected = set(gold.row.get("warnings", []))
    assert {warning.code for warning in document.warnings} - {"encoding-guessed"} == expected


def test_every_fact_names_the_place_it_came_from(held: dict[str, list[FullDocument]]) -> None:
    for document in (one for documents in held.values() for one in documents):
        known = {found.field for found in document.findings}
        for field in ("title", "outlet", "published", "byline"):
            if getattr(document, field):
                assert field in known, (document.path, field)
        for found in document.findings:
            assert found.place
            if found.span is not None:
                assert document.text[found.span.start : found.span.end].strip()


def test_every_row_leads_to_its_characters(ledger: Ledger, held: dict[str, list[FullDocument]]) -> None:
    for document in (one for documents in held.values() for one in documents):
        for row in rows_of(ledger, document):
            words = " … ".join(document.text[start:end] for start, end in row.record.content)
            assert words == row.quoted_words
            assert row.sha256 == document.sha256


FLOORS = {"en": (0.60, 0.60), "ru": (0.45, 0.40), "uk": (0.45, 0.40)}
"""Least precision and recall by language. The figures themselves are in the README; floors only ever rise."""


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_what_is_found_agrees_with_the_gold(
    language: str, ledger: Ledger, held: dict[str, list[FullDocument]]
) -> None:
    matched = found = expected = 0
    for gold in GOLD:
        if gold.row["language"] != language:
            continue
        document = document_for(gold, held)
        wanted = gold_attributions(gold, document.text)
        rows = [row.record for row in rows_of(ledger, document)]
        matched += len(matches(document.text, wanted, rows))
        found += len(rows)
        expected += len(wanted)
    precision, recall = FLOORS[language]
    assert matched / found >= precision
    assert matched / expected >= recall


def test_nobody_serving_is_made_to_speak(ledger: Ledger) -> None:
    """The chief of the General Staff says nothing on record in the corpus: he declines to comment, and others tell of him.

    Nothing that stands under his name, in whatever script, is a word of his own, or takes a side.
    """
    rows = list(ledger.attributions(AttributionFilter(speaker="Vesk")))
    assert {row.document_ref for row in rows} >= {"d2", "d3", "d27"}
    for row in rows:
        assert row.record.mode == "indirect", (row.document_ref, row.quoted_words)
        assert row.record.act in ("deny", "state"), (row.document_ref, row.quoted_words)


def test_the_analyst_named_two_ways_is_a_conflict_with_both_places(
    held: dict[str, list[FullDocument]],
) -> None:
    [document] = held["d30-ferrypost-ashdell-retelling-2025-02-08.html"]
    [conflict] = [warning for warning in document.warnings if warning.code == "byline-conflict"]
    words = [document.text[start:end] for start, end in conflict.spans]
    assert any("Ashdell" in one for one in words)
    assert "Ashdale" in conflict.message


def test_copies_by_two_outlets_stay_two_documents(held: dict[str, list[FullDocument]]) -> None:
    [wire] = held["d02-northwire-letter-2023-01-31.txt"]
    [copy] = held["d03-courier-letter-2023-01-31.html"]
    assert wire.id != copy.id
    assert wire.sha256 != copy.sha256


def test_words_are_found_in_all_their_forms(demo: Demo) -> None:
    by_form = [
        {hit["document"] for hit in listed("search", word, "--ledger", demo.ledger)}
        for word in ("генерал", "генералов")
    ]
    assert by_form[0] == by_form[1] != set()


def test_a_citation_has_all_that_leads_back(demo: Demo, ledger: Ledger) -> None:
    done = run("attributions", "--ledger", demo.ledger, "--document", "d7", "--cite", "--limit", "3")
    assert done.returncode == 0, done.stderr
    first = next(iter(ledger.attributions(AttributionFilter(document="d7"))))
    entry = done.stdout.split("\n\n")[0]
    for part in (
        first.quoted_words,
        first.title,
        first.outlet,
        first.url,
        first.sha256,
        (first.published or "")[:10],
    ):
        assert part
        assert part in entry
    assert first.captured_at[:10] in entry


def test_the_ledger_verifies(demo: Demo) -> None:
    done = run("verify", "--ledger", demo.ledger)
    assert done.returncode == 0, done.stderr


def test_adding_again_adds_no_document_and_no_attribution(demo: Demo, tmp_path: Path) -> None:
    before = listed("attributions", "--ledger", demo.ledger)
    done = run("add", "--ledger", demo.ledger, str(demo.folder / "documents"))
    assert done.returncode == 0, done.stderr
    assert {line.split("\t")[1] for line in done.stdout.splitlines()} == {"known"}
    after = listed("attributions", "--ledger", demo.ledger)
    assert [(row["id"], row["content"]) for row in before] == [(row["id"], row["content"]) for row in after]


def test_a_judgement_shows_and_is_taken_back(demo: Demo) -> None:
    place = ("--ledger", demo.ledger)
    assert run("judge", "reject", "a1", *place, "--as", "N. Analyst", "--reason", "irony").returncode == 0
    [row] = list(listed("attributions", *place, "--state", "rejected"))
    assert row["id"] == "a1"
    made = listed("judgements", *place)[-1]
    assert (made["by"], made["reason"]) == ("N. Analyst", "irony")
    assert run("undo", made["id"], *place, "--as", "N. Analyst").returncode == 0
    assert listed("attributions", *place, "--state", "rejected") == []


def test_the_demonstration_leaves_other_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("not the demonstration's")
    done = run("demo", "--no-serve", "--folder", str(tmp_path))
    assert done.returncode == 2
    assert (tmp_path / "mine.txt").exists()


UNNAMED = frozenset(["group", "anonymous", "unnamed_person"])


def test_who_is_on_record_toward_the_president_is_whom_the_gold_has(
    demo: Demo, held: dict[str, list[FullDocument]]
) -> None:
    """The answer of the whole way, capture to table, is the careful readers': nobody invented, nobody lost."""
    named: set[tuple[str, str]] = set()
    unnamed: Counter[str] = Counter()
    for gold in GOLD:
        for row in gold.row["attributions"]:
            speaker = row["speaker"]
            if (row["toward"] or {}).get("id") == "koreth":
                if speaker["kind"] == "named_person":
                    named.add((speaker["id"], speaker["status"]))
                elif speaker["kind"] in UNNAMED:
                    unnamed[document_for(gold, held).ref] += 1
    asked = ("positions", "--toward", "Koreth", "--ledger", demo.ledger)
    answer = json.loads(run(*asked, "--json").stdout)
    person = {name: row["id"] for row in gold_rows("speakers") for name in row["names"].values()}
    found = {
        (person[each["name"]], each["status"])
        for each in answer["speakers"]
        if each["kind"] == "named_person"
    }
    assert found == named == {("brannik", "current"), ("brannik", "former"), ("lunt", "unknown")}
    told = json.loads(run(*asked, "--statements", "--json").stdout)["statements"]
    assert Counter(each["documents"][0] for each in told if each["kind"] in UNNAMED) == unnamed
    assert answer["summary"]["unnamed_statements"] == unnamed.total() == 10
