"""The speakers of a reading, gathered again from what is held: its records with the analysts' edits laid over them."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from onrecord.attributions.record import Attribution
from onrecord.ledger.encoding import from_json
from onrecord.ledger.overlay import overlaid
from onrecord.ledger.rows import Standing
from onrecord.ledger.schema import attributions, states, versions
from onrecord.speakers.gathering import Gathered, add, finish, speaker_of


def gathered_again(connection: Connection, reading_id: int) -> tuple[list[Gathered], dict[str, int]]:
    """The speakers of a reading, and the number of each attribution by its local id."""
    query = (
        select(
            attributions.c.id,
            attributions.c.local_id,
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
    found: dict[tuple[str, str], Gathered] = {}
    numbers: dict[str, int] = {}
    for row in connection.execute(query):
        record = from_json(row.record, Attribution)
        if row.standing:
            record = overlaid(record, from_json(row.standing, Standing).edits)
        numbers[record.id] = row.id
        who = speaker_of(record)
        if who is not None:
            mention = found.setdefault(who, Gathered(kind=who[0], name=who[1]))
            add(mention, record, row.source_words, row.published)
    finish(found.values())
    return list(found.values()), numbers
