"""An analyst's edit of who speaks moves an attribution to that speaker's mention; taken back, it moves back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, select

from onrecord.attributions.record import Attribution
from onrecord.ledger import speaker_index
from onrecord.ledger.bearing import chunks
from onrecord.ledger.mentions import put_rows, speakers_of
from onrecord.ledger.overlay import as_edited
from onrecord.ledger.placing import Placing, place
from onrecord.ledger.schema import attributions, readings, states, versions
from onrecord.ledger.speaker_schema import mentions, spoken
from onrecord.speakers.gathering import Gathered, add, finish, speaker_of


def follow_edits(connection: Connection, attribution_ids: Iterable[int]) -> None:
    """Put each attribution to the mention of whom its record, with the edits laid over it, names."""
    touched: set[int] = set()
    for chunk in chunks(attribution_ids):
        query = (
            select(
                attributions,
                versions.c.published,
                readings.c.current.label("read_now"),
                spoken.c.mention_id,
                mentions.c.kind,
                mentions.c.name,
                states.c.standing,
            )
            .join(versions, versions.c.id == attributions.c.version_id)
            .join(readings, readings.c.id == attributions.c.reading_id)
            .outerjoin(spoken, spoken.c.attribution_id == attributions.c.id)
            .outerjoin(mentions, mentions.c.id == spoken.c.mention_id)
            .outerjoin(states, and_(states.c.kind == "a", states.c.target_id == attributions.c.id))
            .where(attributions.c.id.in_(chunk))
            .order_by(attributions.c.id)
        )
        for row in connection.execute(query).all():
            touched |= _move(connection, row)
    if touched:
        _show(connection, touched)
        beside = _beside(connection, touched)
        speaker_index.refresh(connection, speakers_of(connection, sorted(touched | beside)).values())


def _beside(connection: Connection, mention_ids: Iterable[int]) -> set[int]:
    """The other mentions of the same readings: they are in other company now."""
    found: set[int] = set()
    for chunk in chunks(mention_ids):
        of = select(mentions.c.reading_id).where(mentions.c.id.in_(chunk))
        query = select(mentions.c.id).where(mentions.c.reading_id.in_(of)).order_by(mentions.c.id)
        found.update(connection.scalars(query))
    return found


def _move(connection: Connection, row: Any) -> set[int]:
    """Move one attribution, where it is not right; the mentions touched."""
    record = as_edited(row.record, row.standing)
    who = speaker_of(record)
    now = (row.kind, row.name) if row.mention_id is not None else None
    if who == now:
        return set()
    connection.execute(spoken.delete().where(spoken.c.attribution_id == row.id))
    touched = {row.mention_id} if row.mention_id is not None else set()
    if who is not None:
        mention_id = _mention(connection, row, who, record)
        connection.execute(spoken.insert().values(attribution_id=row.id, mention_id=mention_id))
        touched.add(mention_id)
    return touched


def _mention(connection: Connection, row: Any, who: tuple[str, str], record: Attribution) -> int:
    """The mention of this speaker in the attribution's reading; made where there is none."""
    mine = select(mentions.c.id).where(
        mentions.c.reading_id == row.reading_id, mentions.c.kind == who[0], mentions.c.name == who[1]
    )
    held = connection.execute(mine.order_by(mentions.c.id)).first()
    if held is not None:
        return int(held.id)
    mention = Gathered(kind=who[0], name=who[1])
    add(mention, record, row.source_words, row.published)
    finish([mention])
    beside = select(mentions.c.id).where(mentions.c.reading_id == row.reading_id, mentions.c.current)
    others = connection.scalars(beside.order_by(mentions.c.id)).all()
    at = {name: getattr(row, name) for name in ("document_id", "version_id", "reading_id")}
    (number,) = put_rows(connection, [mention], {**at, "current": row.read_now})
    place(connection, [Placing(number, mention)], taken=speakers_of(connection, others).values())
    return number


def _show(connection: Connection, mention_ids: Iterable[int]) -> None:
    """A mention is shown where its reading is the current one and it speaks something."""
    for chunk in chunks(mention_ids):
        speaking = select(spoken.c.mention_id).where(spoken.c.mention_id.in_(chunk))
        now = select(readings.c.id).where(readings.c.current)
        connection.execute(
            mentions.update()
            .where(mentions.c.id.in_(chunk))
            .values(current=and_(mentions.c.id.in_(speaking), mentions.c.reading_id.in_(now)))
        )
