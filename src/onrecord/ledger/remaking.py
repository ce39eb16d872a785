"""The speakers of a reading, gathered again from what is held: its records with the analysts' edits laid over them."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from onrecord.attributions.record import Attribution
from onrecord.ledger.overlay import as_edited
from onrecord.ledger.schema import attributions, states, versions
from onrecord.speakers.gathering import Gathered, gathered


def gathered_again(connection: Connection, reading_id: int) -> tuple[list[Gathered], dict[str, int]]:
    """The speakers of a reading, and the number of each attribution by its local id."""
    query = (
        select(
            attributions.c.id,
            attributions.c.record,
            attributions.c.source_words,
            versions.c.published,
            states.c.standing,
        )
        .join(versions, versions.c.id == attributions.c.version_id)
        .outerjoin(states, and_(states.c.kind == "a", states.c.target_id == attributions.c.id))
        .where(attributions.c.reading_id == reading_id)
        .order_by(attributions.c.position)
    )
    said: list[tuple[Attribution, str]] = []
    numbers: dict[str, int] = {}
    published = None
    for row in connection.execute(query):
        record = as_edited(row.record, row.standing)
        said.append((record, row.source_words))
        numbers[record.id], published = row.id, row.published
    return gathered(said, published), numbers
