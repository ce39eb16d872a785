"""Listing judgements, and what a newer reading left up for review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.errors import NoSuchRecord
from onrecord.ledger.attribution_listing import attributions_by_id
from onrecord.ledger.bearing import bearing_on, chunks, gone_among, named, settled
from onrecord.ledger.encoding import from_json
from onrecord.ledger.filters import JudgementFilter
from onrecord.ledger.judging import parse_ref
from onrecord.ledger.opening import Opened
from onrecord.ledger.rows import JudgementRow, ReviewRow
from onrecord.ledger.schema import carried, documents, judgement_targets, judgements, readings, versions

_AT_ONCE = 200


def list_judgements(opened: Opened, wanted: JudgementFilter) -> Iterator[JudgementRow]:
    """The judgements in the order in which they were made, streamed."""
    with opened.read() as connection:
        query = select(judgements)
        if wanted.kind is not None:
            query = query.where(judgements.c.kind == wanted.kind)
        if wanted.by is not None:
            query = query.where(judgements.c.by == wanted.by)
        if wanted.target is not None:
            query = query.where(judgements.c.id.in_(_bearing(connection, wanted.target)))
        last, given = 0, 0
        while rows := connection.execute(
            query.where(judgements.c.id > last).order_by(judgements.c.id).limit(_AT_ONCE)
        ).all():
            last = rows[-1].id
            for row in _judgement_rows(connection, rows):
                if wanted.undone is not None and row.undone != wanted.undone:
                    continue
                if wanted.limit is not None and given >= wanted.limit:
                    return
                given += 1
                yield row


def read_judgement(connection: Connection, number: int) -> JudgementRow:
    """One judgement. Raises :class:`NoSuchRecord`."""
    rows = connection.execute(select(judgements).where(judgements.c.id == number)).all()
    if not rows:
        raise NoSuchRecord(f"j{number}: no such judgement in this ledger (see: onrecord judgements)")
    return _judgement_rows(connection, rows)[0]


def _bearing(connection: Connection, target: str) -> list[int]:
    """The judgements on a record, those carried over to it included."""
    letter, number = parse_ref(target)
    if letter == "a":
        return [one.judgement_id for one in bearing_on(connection, [number]).get(number, ())]
    return named(connection, letter, [number]).get(number, [])


def _judgement_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[JudgementRow]:
    ids = [row.id for row in rows]
    gone = gone_among(connection, ids)
    targets: dict[int, list[str]] = defaultdict(list)
    for chunk in chunks(ids):
        query = (
            select(judgement_targets)
            .where(judgement_targets.c.judgement_id.in_(chunk))
            .order_by(judgement_targets.c.judgement_id, judgement_targets.c.position)
        )
        for target in connection.execute(query):
            targets[target.judgement_id].append(f"{target.kind}{target.target_id}")
    return [
        JudgementRow(
            id=row.id,
            kind=row.kind,
            targets=tuple(targets[row.id]),
            by=row.by,
            at=row.at,
            reason=row.reason,
            payload=from_json(row.payload, dict),
            undone=row.id in gone,
        )
        for row in rows
    ]


def list_review(opened: Opened) -> Iterator[ReviewRow]:
    """What nobody has settled yet, as it stands in the readings that the documents show, in order."""
    with opened.read() as connection:
        query = (
            select(carried)
            .join(readings, readings.c.id == carried.c.reading_id)
            .join(versions, versions.c.id == readings.c.version_id)
            .join(documents, documents.c.id == versions.c.document_id)
            .where(
                carried.c.how.in_(("fuzzy", "review")),
                readings.c.current,
                versions.c.current,
                ~documents.c.removed,
            )
        )
        last = 0
        while rows := connection.execute(
            query.where(carried.c.id > last).order_by(carried.c.id).limit(_AT_ONCE)
        ).all():
            last = rows[-1].id
            done = settled(connection, [row.id for row in rows])
            for row in rows:
                judgement = read_judgement(connection, row.judgement_id)
                if row.id not in done and not judgement.undone:
                    yield _review_row(connection, row, judgement)


def _review_row(connection: Connection, row: Row[Any], judgement: JudgementRow) -> ReviewRow:
    wanted = [row.from_id] if row.to_id is None else [row.from_id, row.to_id]
    found = attributions_by_id(connection, wanted)
    return ReviewRow(
        id=row.id,
        judgement=judgement,
        how=row.how,
        score=row.score,
        before=found[0],
        after=found[1] if row.to_id is not None else None,
    )
