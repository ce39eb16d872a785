"""Keeping ``labels`` what the records say, with the analysts' edits laid over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, select

from onrecord.attributions.record import ACTS, Attribution
from onrecord.ledger.bearing import chunks
from onrecord.ledger.overlay import as_edited
from onrecord.ledger.said_schema import labels
from onrecord.ledger.schema import attributions, states

_AT_ONCE = 500
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def day_of(value: str | None) -> str | None:
    """A date of some precision as it is compared; null for what is none, so that nobody's words get in here."""
    match = _DAY.match(value or "")
    return match[0] if match else None


def label_row(number: int, record: Attribution) -> dict[str, Any] | None:
    """The labels of one record as a row; null where it has none."""
    toward = record.toward.name if record.toward else None
    row = {
        "attribution_id": number,
        "act": record.act if record.act in ACTS else None,
        "toward": toward,
        "toward_key": " ".join(toward.casefold().split()) if toward else None,
        "prediction": record.prediction,
        "reportative": record.hedge.reportative,
        "said_at": day_of(record.said_at),
    }
    return row if any(value is not None for name, value in row.items() if name != "attribution_id") else None


def put(connection: Connection, numbered: Iterable[tuple[int, Attribution]]) -> None:
    """Keep the labels of new records."""
    rows = [row for number, record in numbered if (row := label_row(number, record)) is not None]
    if rows:
        connection.execute(labels.insert(), rows)


def refresh(connection: Connection, ids: Iterable[int]) -> None:
    """Make the labels of these attributions anew."""
    for chunk in chunks(ids):
        connection.execute(labels.delete().where(labels.c.attribution_id.in_(chunk)))
        put(connection, list(_records(connection, chunk)))


def wrong(connection: Connection) -> Iterator[int]:
    """The attributions whose labels are not what their records say."""
    last = 0
    query = select(attributions.c.id).order_by(attributions.c.id).limit(_AT_ONCE)
    while ids := connection.scalars(query.where(attributions.c.id > last)).all():
        last = ids[-1]
        held = select(labels).where(labels.c.attribution_id.in_(ids)).order_by(labels.c.attribution_id)
        rows = {row.attribution_id: dict(row._mapping) for row in connection.execute(held)}
        yield from (
            number
            for number, record in _records(connection, list(ids))
            if label_row(number, record) != rows.get(number)
        )


def fill(connection: Connection) -> None:
    """Make the labels of all attributions held, in a ledger that had none."""
    ids = connection.scalars(select(attributions.c.id).order_by(attributions.c.id)).all()
    refresh(connection, ids)


def _records(connection: Connection, ids: list[int]) -> Iterator[tuple[int, Attribution]]:
    query = (
        select(attributions.c.id, attributions.c.record, states.c.standing)
        .outerjoin(states, and_(states.c.kind == "a", states.c.target_id == attributions.c.id))
        .where(attributions.c.id.in_(ids))
        .order_by(attributions.c.id)
    )
    for row in connection.execute(query).all():
        with suppress(msgspec.MsgspecError):  # a damaged record has no labels; ``verify`` says so elsewhere
            yield row.id, as_edited(row.record, row.standing)
