"""Whose words, and when: keeping ``occasions``, by which other reports of one statement are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from zlib import crc32

import msgspec
from sqlalchemy import Connection, and_, select

from onrecord.ledger.bearing import chunks
from onrecord.ledger.labels import day_of
from onrecord.ledger.overlay import as_edited
from onrecord.ledger.said_schema import labels, occasions
from onrecord.ledger.schema import attributions, states, versions
from onrecord.ledger.speaker_schema import speaker_memberships, spoken

_AT_ONCE = 500


def put(connection: Connection, ids: Iterable[int]) -> None:
    """Keep whose words these attributions are, and from when; those of current readings that somebody speaks."""
    for chunk in chunks(ids):
        rows = [_values(row) for row in _found(connection, chunk)]
        if rows:
            connection.execute(occasions.insert(), rows)


def refresh(connection: Connection, ids: Iterable[int]) -> None:
    """Make the rows of these attributions anew."""
    for chunk in chunks(ids):
        connection.execute(occasions.delete().where(occasions.c.attribution_id.in_(chunk)))
        put(connection, chunk)


def drop(connection: Connection, ids: Iterable[int]) -> None:
    """Take attributions out that a newer reading superseded."""
    for chunk in chunks(ids):
        connection.execute(occasions.delete().where(occasions.c.attribution_id.in_(chunk)))


def fill(connection: Connection) -> None:
    """Make all rows, in a ledger that had none."""
    query = select(attributions.c.id).where(attributions.c.current).order_by(attributions.c.id)
    refresh(connection, connection.scalars(query).all())


def wrong(connection: Connection) -> Iterator[int]:
    """The attributions whose row is not what their speaker, their dates and their reading say."""
    last = 0
    query = select(attributions.c.id).order_by(attributions.c.id).limit(_AT_ONCE)
    while ids := connection.scalars(query.where(attributions.c.id > last)).all():
        last = ids[-1]
        wanted = {row.attribution_id: _values(row) for row in _found(connection, ids)}
        held = select(occasions).where(occasions.c.attribution_id.in_(ids))
        rows = {
            row.attribution_id: dict(row._mapping)
            for row in connection.execute(held.order_by(occasions.c.attribution_id))
        }
        yield from (number for number in ids if wanted.get(number) != rows.get(number))


def _found(connection: Connection, ids: Sequence[int]) -> Sequence[Any]:
    query = (
        select(
            attributions.c.id.label("attribution_id"),
            attributions.c.record,
            states.c.standing,
            speaker_memberships.c.home_id,
            labels.c.said_at,
            versions.c.published,
        )
        .outerjoin(spoken, spoken.c.attribution_id == attributions.c.id)
        .outerjoin(speaker_memberships, speaker_memberships.c.mention_id == spoken.c.mention_id)
        .outerjoin(states, and_(states.c.kind == "a", states.c.target_id == attributions.c.id))
        .join(versions, versions.c.id == attributions.c.version_id)
        .outerjoin(labels, labels.c.attribution_id == attributions.c.id)
        .where(attributions.c.id.in_(ids), attributions.c.current)
        .order_by(attributions.c.id)
    )
    return [row for row in connection.execute(query) if speaking(row) is not None]


def speaking(row: Any) -> int | None:
    """Who speaks: the speaker, or for a document that is named as the source (a letter, a report) a number below 0.

    Documents are no speakers of the ledger, yet the same words of a letter in two papers are one statement of it. The
    number is a checksum of the name: two names that share one are told apart by the words, which must be the same.
    """
    if row.home_id is not None:
        return int(row.home_id)
    with suppress(msgspec.MsgspecError):
        record = as_edited(row.record, row.standing)
        if record.speaker.kind == "document" and record.speaker.name:
            return -1 - crc32(
                " ".join(record.speaker.name.casefold().split()).encode("utf-8", "surrogatepass")
            )
    return None


def _values(row: Any) -> dict[str, Any]:
    day = row.said_at or day_of(row.published)
    return {"attribution_id": row.attribution_id, "speaker_id": speaking(row), "day": day}
