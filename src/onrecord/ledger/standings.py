"""Keeping ``states`` what the judgements come to, so that listings can filter by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger import indexing
from onrecord.ledger.bearing import acts, bearing_on, chunks, gone_among, named
from onrecord.ledger.encoding import to_json
from onrecord.ledger.facts import speaker_key
from onrecord.ledger.folding import Act, fold
from onrecord.ledger.rows import Standing
from onrecord.ledger.schema import documents, states


def standings_of(connection: Connection, kind: str, ids: Sequence[int]) -> dict[int, Standing]:
    """The standing of each record, computed from the judgements; records that nobody judged are left out."""
    if kind == "a":
        bearing = {
            target: [one.judgement_id for one in found]
            for target, found in bearing_on(connection, ids).items()
        }
    else:
        bearing = named(connection, kind, ids)
    numbers = {judgement for found in bearing.values() for judgement in found}
    gone, held = gone_among(connection, numbers), acts(connection, numbers)
    folded = {target: fold((held[j] for j in found), gone) for target, found in bearing.items()}
    return {target: standing for target, standing in folded.items() if standing.judgements}


def state_row(kind: str, target: int, standing: Standing) -> dict[str, Any]:
    """A standing as a row of ``states``."""
    name = standing.edits.get("speaker.name")
    return {
        "kind": kind,
        "target_id": target,
        "verdict": standing.verdict,
        "edited": bool(standing.edits),
        "graded": standing.grade is not None,
        "resolved": standing.resolution is not None,
        "noted": bool(standing.notes),
        "speaker_key": speaker_key(name if isinstance(name, str) else None),
        "standing": to_json(standing),
    }


def refresh(connection: Connection, kind: str, ids: Iterable[int]) -> None:
    """Compute the states of these records anew."""
    for chunk in chunks(ids):
        connection.execute(states.delete().where(states.c.kind == kind, states.c.target_id.in_(chunk)))
        found = standings_of(connection, kind, chunk)
        if found:
            rows = [state_row(kind, target, standing) for target, standing in sorted(found.items())]
            connection.execute(states.insert(), rows)


def refresh_removed(connection: Connection, ids: Iterable[int]) -> None:
    """Take documents out of all views, or bring them back, as the judgements of kind ``remove`` say."""
    for number in sorted(set(ids)):
        removed = _removed(connection, number)
        query = select(documents.c.removed).where(documents.c.id == number)
        if removed != connection.execute(query).scalar_one_or_none():
            connection.execute(documents.update().where(documents.c.id == number).values(removed=removed))
            indexing.index_document(connection, number)


def _removed(connection: Connection, document_id: int) -> bool:
    numbers = named(connection, "d", [document_id]).get(document_id, [])
    gone = gone_among(connection, numbers)
    held: dict[int, Act] = acts(connection, numbers)
    return any(held[number].kind == "remove" for number in numbers if number not in gone)
