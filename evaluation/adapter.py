"""From this project's record to the flat format of the scorer, and from its gold files to documents.

The scorer reads rows ``{doc_id, attributions: [{id, source, cue, content, …}]}``. The flat fields of the gold files map onto
the record: ``speaker`` is ``speaker.name``, ``kind``, ``role`` and ``status`` stand under ``speaker``, ``strength`` and
``reportative`` under ``hedge``, ``toward`` is ``toward.name``. ``confidence``
is this project's own; the scorer does not look at it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution
from onrecord.text.document import Document

Reader = Callable[[Document], Reading]
"""What reads a document: ``onrecord.attributions.attribute`` at one of its speeds."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def document(row: dict[str, Any], language: str) -> Document:
    """The document of one row ``{doc_id, text}``, whose own ``language`` wins."""
    text = row["text"]
    return Document(
        id=row["doc_id"],
        path=row["doc_id"],
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        language=row.get("language", language),
    )


def flat(reading: Reading, *, nested: bool) -> dict[str, Any]:
    """The scorer's row of one reading; without ``nested`` only attributions that lie in no other."""
    return {
        "doc_id": reading.document.id,
        "attributions": [
            flat_attribution(each) for each in reading.attributions if nested or each.nested_in is None
        ],
    }


def flat_attribution(attribution: Attribution) -> dict[str, Any]:
    """One attribution with the flat fields of the gold files."""
    speaker, hedge, toward = attribution.speaker, attribution.hedge, attribution.toward
    return {
        "id": attribution.id,
        "source": [list(span) for span in attribution.source],
        "cue": [list(span) for span in attribution.cue],
        "content": [list(span) for span in attribution.content],
        "mode": attribution.mode,
        "nested_in": attribution.nested_in,
        "speaker": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "status": speaker.status,
        "act": attribution.act,
        "toward": None if toward is None else toward.name,
        "prediction": attribution.prediction,
        "strength": hedge.strength,
        "reportative": hedge.reportative,
        "confidence": attribution.confidence,
    }
