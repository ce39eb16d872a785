"""The demonstration corpus and its gold agree: every word given as gold stands in its document, every id resolves."""

from __future__ import annotations

import email
import email.policy
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import lxml.html
import pypdfium2
import pytest

HOME = Path(__file__).parents[2] / "src" / "onrecord" / "demonstration"
CORPUS = HOME / "corpus"
GOLD = HOME / "gold"

# The element that holds the article on the pages of each outlet.
BODIES = {
    *("article-body", "story-text", "text", "wire-text", "transcript"),
    *("stattia", "news-text", "entry-content", "post__content", "post-body"),
}

KINDS = {"named_person", "unnamed_person", "group", "organisation", "document", "anonymous"}
ACTS = {
    *("state", "criticise", "support", "demand", "promise", "threaten"),
    *("warn", "predict", "deny", "confirm", "ask", "feel"),
}
MODES = {"direct", "mixed", "indirect"}
STRENGTHS = {"certain", "probable", "possible", "unknown"}
STATUSES = {"current", "former", "unknown"}
RELATIONS = {"copy", "partial_copy", "translation", "retelling", "independent"}
OUTCOMES = {"happened", "did-not", "unresolvable", None}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def of_page(html: str) -> str:
    tree = lxml.html.fromstring(html)
    return " ".join(
        paragraph.text_content()
        for body in tree.iter("div", "section")
        if body.get("class") in BODIES
        for paragraph in body.iter("p")
        if paragraph.get("class") not in {"byline", "date"}
    )


def of_message(file: Path, number: str) -> str:
    for message in json.loads(file.read_text(encoding="utf-8"))["messages"]:
        if str(message["id"]) == number:
            text = message["text"]
            return (
                text
                if isinstance(text, str)
                else "".join(x if isinstance(x, str) else x["text"] for x in text)
            )
    raise KeyError(number)


def of_entry(file: Path, guid: str) -> str:
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    for item in ElementTree.parse(file).iter("item"):
        if item.findtext("guid") == guid:
            page = lxml.html.fromstring(f"<div>{item.findtext(content)}</div>")
            return " ".join(p.text_content() for p in page.iter("p"))
    raise KeyError(guid)


def of_pdf(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"Lanternfield Institute, Paper 14: page \d", "", text)


@cache
def body(path: str) -> str:
    """The text of an article, every run of white space as one space: what occurrences are counted in."""
    name, _, part = path.partition("#")
    file = CORPUS / name
    match file.suffix:
        case ".html":
            text = of_page(file.read_text(encoding="utf-8"))
        case ".json":
            text = of_message(file, part)
        case ".xml":
            text = of_entry(file, part)
        case ".pdf":
            text = of_pdf(file)
        case ".eml":
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            text = message.get_content()
        case ".srt":
            text = re.sub(r"(?m)^\d+\n[\d:,]+ --> [\d:,]+$", "", file.read_text(encoding="utf-8"))
        case _:
            raw = file.read_bytes()
            text = raw.decode("cp1251" if "open-letter" in name else "utf-8")
    return " ".join(text.split())


def article(gold: dict[str, Any]) -> str:
    """The body from the gold's first words to its last."""
    text = body(gold["path"])
    start, end = text.index(gold["starts"]), text.rindex(gold["ends"]) + len(gold["ends"])
    return text[start:end]


def positions(text: str, words: str) -> list[int]:
    return [m.start() for m in re.finditer(f"(?={re.escape(words)})", text)]


DOCUMENTS = rows("attributions.jsonl")
SPEAKERS = {row["id"]: row for row in rows("speakers.jsonl")}
STATEMENTS = {row["id"]: row for row in rows("statements.jsonl")}
ATTRIBUTIONS = {f"{d['path']}#{a['id']}": a for d in DOCUMENTS for a in d["attributions"]}


@pytest.mark.parametrize("gold", DOCUMENTS, ids=lambda d: d["path"])
def test_every_word_stands_where_the_gold_says(gold: dict[str, Any]) -> None:
    text = article(gold)
    for attribution in gold["attributions"]:
        assert attribution["content"], attribution["id"]
        for part in (*attribution["source"], *attribution["cue"], *attribution["content"]):
            if isinstance(part, str):
                assert len(positions(text, part)) == 1, (attribution["id"], part)
            else:
                before, after = part["near"]
                at = positions(text, part["words"])[part["occurrence"] - 1]
                assert text[:at].endswith(before), (attribution["id"], part)
                assert text[at + len(part["words"]) :].startswith(after), (attribution["id"], part)


@pytest.mark.parametrize("gold", DOCUMENTS, ids=lambda d: d["path"])
def test_every_label_is_legal(gold: dict[str, Any]) -> None:
    ids = {a["id"] for a in gold["attributions"]}
    assert len(ids) == len(gold["attributions"])
    assert gold["language"] in {"en", "ru", "uk"}
    for a in gold["attributions"]:
        speaker = a["speaker"]
        assert a["mode"] in MODES
        assert a["act"] in ACTS
        assert isinstance(a["prediction"], bool)
        assert a["hedge"]["strength"] in STRENGTHS
        assert isinstance(a["hedge"]["reportative"], bool)
        assert speaker["kind"] in KINDS
        assert speaker["status"] in STATUSES
        assert (speaker["role"] is None) <= (speaker["status"] == "unknown")
        assert a["nested_in"] is None or a["nested_in"] in ids - {a["id"]}
        assert speaker["id"] is None or speaker["id"] in SPEAKERS
        assert speaker["kind"] != "named_person" or (speaker["id"] and speaker["name"])
        assert a["toward"] is None or a["toward"]["name"]
        assert all(f"{gold['path']}#{a['id']}" in STATEMENTS[s]["attributions"] for s in a["statement"])


def test_statements_resolve() -> None:
    for row in STATEMENTS.values():
        assert row["speaker"] is None or row["speaker"] in SPEAKERS
        assert row["revises"] is None or row["revises"] in STATEMENTS
        assert row["attributions"]
        assert all(row["id"] in ATTRIBUTIONS[a]["statement"] for a in row["attributions"]), row["id"]


def test_forecasts_resolve() -> None:
    for row in rows("forecasts.jsonl"):
        assert row["statement"] in STATEMENTS
        assert row["outcome"] in OUTCOMES
        assert (row["outcome"] in {"happened", "did-not"}) == (row["evidence"] is not None), row["id"]
        assert row["evidence"] is None or body(row["evidence"])
        for verdict in row["verdicts"]:
            assert verdict["by"] in SPEAKERS
            assert verdict["words"] in body(verdict["document"])


def test_origins_resolve() -> None:
    for row in rows("origins.jsonl"):
        assert row["relation"] in RELATIONS
        assert body(row["left"])
        assert body(row["right"])
        assert row["statement"] is None or row["statement"] in STATEMENTS


def test_every_document_has_gold() -> None:
    held = {str(file.relative_to(CORPUS)) for file in CORPUS.rglob("*") if file.is_file()}
    assert held == {d["path"].partition("#")[0] for d in DOCUMENTS}


def test_no_serving_officer_says_anything_but_no_comment() -> None:
    serving = {s["id"] for s in SPEAKERS.values() if s["serving_officer"]}
    said = [a for a in ATTRIBUTIONS.values() if a["speaker"]["id"] in serving]
    assert said
    assert all(a["act"] == "deny" and a["toward"] is None for a in said)
