"""A ledger of the demonstration corpus whose attributions are the gold's: what the rest of the program would see if
reading were perfect. The times of statements are those of the gold's statements, where they differ from the document's.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import onrecord
from onrecord.archive import Capture
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution
from onrecord.demonstration import copy_corpus
from onrecord.demonstration.gold import GoldDocument, NotInText, gold_attributions, gold_documents, gold_rows
from onrecord.intake import read
from onrecord.ledger import AttributionFilter, Ledger


@dataclass
class GoldLedger:
    """The ledger, and where each attribution of the gold (``path#g1``) is in it, and back."""

    ledger: Ledger
    ref_of: dict[str, str] = field(default_factory=dict)
    gold_of: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)

    def merge_as_gold(self) -> None:
        """Merge and split statements by judgements until they are the gold's, each attribution in the first it has."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for gold, row in self.rows.items():
            if row["statement"]:
                wanted[row["statement"][0]].append(self.ref_of[gold])
        for refs in wanted.values():
            statements = list(dict.fromkeys(f"s{self.ledger.attribution(ref).statement_id}" for ref in refs))
            if len(statements) > 1:
                self.ledger.judge("merge", statements, by="Gold")


def build(folder: Path) -> GoldLedger:
    """Capture the corpus and put the gold's attributions into a ledger."""
    corpus = copy_corpus(folder)
    ledger = Ledger.open(str(folder / "gold.db"), create=True)
    _import_speakers(ledger, folder / "speakers.csv")
    made = GoldLedger(ledger)
    dates = {row["id"]: row["date"] for row in gold_rows("statements")}
    waiting = list(gold_documents())
    with ledger.run(["gold"]) as run:
        for capture in read(corpus, settings=onrecord.Settings()):
            assert isinstance(capture, Capture), capture
            gold = next(each for each in waiting if _is_of(each, capture, corpus))
            waiting.remove(gold)
            document = replace(
                capture.document, language=gold.row["language"], published=gold.row["published"]
            )
            found = gold_attributions(gold, document.text)
            dated = tuple(
                replace(each, said_at=_said_at(row, dates, gold.row["published"]))
                for each, row in zip(found, gold.row["attributions"], strict=True)
            )
            added = ledger.add(
                Reading(document=document, attributions=dated, made_by="gold", version="1"),
                replace(capture, document=document),
                run,
            )
            _remember(made, gold, f"d{added.document_id}", dated)
    assert waiting == []
    return made


def _is_of(gold: GoldDocument, capture: Capture, corpus: Path) -> bool:
    if not capture.document.path.startswith(str(corpus / gold.path.split("/")[0])):
        return False
    try:
        gold_attributions(gold, capture.document.text)
    except NotInText:
        return False
    return True


def _said_at(row: dict[str, Any], dates: dict[str, str], published: str) -> str | None:
    date = next((dates[each] for each in row["statement"]), None)
    return date if date != published else None


def _remember(made: GoldLedger, gold: GoldDocument, document: str, found: tuple[Attribution, ...]) -> None:
    held = {row.record.id: row for row in made.ledger.attributions(AttributionFilter(document=document))}
    name = f"{gold.path}#{gold.entry}" if gold.entry else gold.path
    made.documents[name] = document
    for each, row in zip(found, gold.row["attributions"], strict=True):
        key = f"{name}#{each.id}"
        made.ref_of[key] = held[each.id].ref
        made.gold_of[held[each.id].ref] = key
        made.rows[key] = row


def _import_speakers(ledger: Ledger, path: Path) -> None:
    """What is known of people and their posts, as a file from outside: the gold's own list."""
    from onrecord.speakers.importing import COLUMNS

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in gold_rows("speakers"):
            if row["kind"] not in ("named_person", "organisation") or row["id"] == "garbled":
                continue
            names = list(dict.fromkeys(row["names"].values()))
            for role in row["roles"] or [None]:
                writer.writerow(_csv_row(row, names, role))
    ledger.import_speakers(path, by="Gold")


def _csv_row(row: dict[str, Any], names: list[str], role: dict[str, Any] | None) -> dict[str, str]:
    found = {"id": row["id"], "kind": row["kind"], "name": names[0], "aliases": " | ".join(names[1:])}
    if role:
        found |= {"title": role["title"], "body": role["body"] or "", "status": role["status"] or ""}
        found |= {"since": role["from"] or "", "until": role["to"] or ""}
    return found
