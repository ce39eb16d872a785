"""Silver examples: texts that this project's rules have marked, for what PolNeAR's gold cannot teach.

- Russian and Ukrainian: the parallel news (its twelve annotated documents are left out) and RuOpinionNE's
sentences. The rules
  are precise there and miss about a quarter, so what they leave unmarked counts for less (``trust``).
- Attributions inside contents: what the English rules find inside the contents of PolNeAR's train part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.attributions.by_rules import find
from onrecord.attributions.record import Attribution
from training.examples import Marked, rows

SILVER_TRUST = 0.35
"""How much a piece counts that the rules left unmarked, beside one of gold."""

_CHUNK = 12
"""Sentences put together where a source has lost its documents: a window's worth."""


def flat(attribution: Attribution) -> dict[str, Any]:
    """An attribution as the gold files write it."""
    return {
        "id": attribution.id,
        "source": [list(span) for span in attribution.source],
        "cue": [list(span) for span in attribution.cue],
        "content": [list(span) for span in attribution.content],
        "nested_in": attribution.nested_in,
    }


def by_rules(text: str, language: str, name: str) -> Marked:
    """A text as the rules mark it, inner attributions included."""
    found = [flat(each) for each in find(text, language)]
    return Marked(text, language, found, trust=SILVER_TRUST, inner=True, name=name)


def news(data: Path) -> Iterator[Marked]:
    """The Russian and Ukrainian texts of the parallel data and of RuOpinionNE, marked by rules."""
    for number, (text, language) in enumerate(texts(data)):
        marked = by_rules(text, language, f"{language}-{number}")
        if marked.attributions:
            yield marked


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """``(text, language)`` of the Russian and Ukrainian texts that may be trained on, a sentence to a line or in
    paragraphs."""
    # ``outlet.number.language`` there, ``outlet.number`` here.
    annotated = {
        row["doc_id"].rpartition(".")[0] for row in rows(data / "ntrex" / "attributions_dev.docs.jsonl")
    }
    for row in rows(data / "ntrex" / "parallel_dev.jsonl"):
        if row["doc_id"] not in annotated:
            for language in ("ru", "uk"):
                yield "\n".join(row["sentences"][language]), language
    for row in rows(data / "parallel" / "wmt22.jsonl"):
        if row["domain"] == "ecommerce":
            continue
        for language in ("ru", "uk"):
            yield from ((each, language) for each in _chunks(row["sentences"].get(language, [])))
    opinions = [row["text"] for row in rows(data / "ruopinionne" / "train.jsonl")]
    yield from ((each, "ru") for each in _chunks(opinions))


def _chunks(sentences: list[str]) -> Iterator[str]:
    for start in range(0, len(sentences), _CHUNK):
        yield "\n".join(sentences[start : start + _CHUNK])


def with_inner(gold: Marked) -> Marked:
    """Gold without inner attributions, with those that the rules find inside its contents."""
    taken = [span for each in gold.attributions for span in each["cue"]]
    contents = [span for each in gold.attributions for span in each["content"]]
    found = []
    for each in find(gold.text, gold.language):
        inside = any(
            start <= each.cue[0].start and each.content[-1].end <= end + 2
            for start, end in contents
            if each.cue
        )
        clash = any(cue.start < end and start < cue.end for cue in each.cue for start, end in taken)
        if inside and not clash:
            found.append(flat(each) | {"nested_in": "gold"})
    return replace(gold, attributions=[*gold.attributions, *found], inner=True)
