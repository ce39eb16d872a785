"""Erasing for good: what every ``forget`` does around its transaction, and forgetting one document.

A ``forget`` writes its tombstone and a list of what is left to do (originals to delete, the file to compact) in
the transaction that erases. Killed after it, the next opening of the ledger finishes that list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, or_, select

from onrecord.errors import LedgerLocked, UsageError
from onrecord.ledger import indexing, speaker_index, sqlite
from onrecord.ledger.bearing import chunks
from onrecord.ledger.document_listing import find_document
from onrecord.ledger.encoding import from_json, now, to_json
from onrecord.ledger.numbers import take_one
from onrecord.ledger.opening import Opened
from onrecord.ledger.reports import ForgetReport
from onrecord.ledger.rows import TombstoneRow
from onrecord.ledger.said_schema import labels, occasions
from onrecord.ledger.schema import (
    attributions,
    captures,
    carried,
    documents,
    erasing,
    extractions,
    judgement_targets,
    judgements,
    memberships,
    originals,
    readings,
    runs,
    statements,
    states,
    texts,
    tombstones,
    unfinished,
    versions,
)
from onrecord.ledger.speaker_schema import (
    mention_roles,
    mentions,
    speaker_keys,
    speaker_memberships,
    speaker_traits,
    speakers,
    spoken,
    suggestions,
)

_HELD = ("d", "a", "s", "r", "m", "p", "j")


@dataclass(slots=True)
class Doomed:
    """The numbers of all that belongs to one document."""

    document: int
    versions: list[int] = field(default_factory=list)
    readings: list[int] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    reviews: list[int] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)


def forget_document(opened: Opened, document: str, *, by: str, reason: str) -> ForgetReport:
    """Erase one document; see :meth:`Ledger.forget_document`."""
    with forgetting(opened, by) as connection:
        number = find_document(connection, document)
        doomed = _doomed(connection, number)
        tombstone = bury(connection, "document", f"d{number}", by=by, reason=reason)
        judged, kept = _erase_judgements(connection, doomed)
        _mask_runs(connection, number)
        erased, shared = _erase_rows(connection, doomed)
    return ForgetReport(
        tombstone_id=tombstone,
        kind="document",
        documents=(number,),
        attributions=len(doomed.attributions),
        judgements=judged,
        originals=erased,
        shared_with=shared,
        judgements_kept=kept,
        complete=finish(opened),
    )


@contextmanager
def forgetting(opened: Opened, by: str) -> Iterator[Connection]:
    """A transaction in which judgements' words may be masked, and which leaves word that the file be compacted."""
    if not by.strip():
        raise UsageError("a tombstone needs the name of who forgets (--as NAME)")
    with opened.write() as connection:
        connection.execute(erasing.insert().values(id=1))
        yield connection
        sqlite.rebuild_words(connection)
        connection.execute(erasing.delete())
        connection.execute(unfinished.insert().values(task="compact"))


def bury(connection: Connection, kind: str, what: str, *, by: str, reason: str) -> int:
    """Write a tombstone: that something was erased, when, by whom and why; not what it said. Its number."""
    number = take_one(connection, "tombstones")
    connection.execute(
        tombstones.insert().values(id=number, kind=kind, by=by, at=now(), reason=reason, what=what)
    )
    return number


def finish(opened: Opened) -> bool:
    """Do what a ``forget`` left to do outside its transaction; false where another program is in the way."""
    try:
        with opened.write() as connection:
            tasks = connection.execute(select(unfinished).order_by(unfinished.c.id)).all()
            for task in tasks:
                held = select(originals.c.id).where(originals.c.sha256 == task.sha256)
                if task.sha256 is not None and connection.execute(held).first() is None:
                    opened.originals.delete(task.sha256)
            connection.execute(unfinished.delete().where(unfinished.c.task == "delete"))
        if tasks:
            with sqlite.translated(str(opened.path)):
                sqlite.compact(opened.path, opened.wait_seconds)
            with opened.write() as connection:
                connection.execute(
                    unfinished.delete().where(unfinished.c.id.in_([task.id for task in tasks]))
                )
    except LedgerLocked:
        return False
    return True


def doom_original(connection: Connection, sha256: str) -> None:
    """Leave word that the bytes be deleted."""
    connection.execute(unfinished.insert().values(task="delete", sha256=sha256))


def _doomed(connection: Connection, document_id: int) -> Doomed:
    def ids(table: Table, *where: object) -> list[int]:
        return list(connection.scalars(select(table.c.id).where(*where).order_by(table.c.id)))  # type: ignore[arg-type]

    mine = select(versions.c.id).where(versions.c.document_id == document_id)
    doomed = Doomed(
        document_id,
        versions=ids(versions, versions.c.document_id == document_id),
        readings=ids(readings, readings.c.version_id.in_(mine)),
        attributions=ids(attributions, attributions.c.document_id == document_id),
    )
    said = select(attributions.c.id).where(attributions.c.document_id == document_id)
    homes = select(memberships.c.home_id).where(memberships.c.attribution_id.in_(said))
    living = memberships.c.attribution_id.not_in(said)
    doomed.statements = sorted(
        set(connection.scalars(homes.order_by(memberships.c.home_id)))
        | set(
            connection.scalars(
                select(memberships.c.statement_id)
                .where(memberships.c.attribution_id.in_(said))
                .order_by(memberships.c.statement_id)
            )
        )
    )
    kept: set[int] = set()
    for chunk in chunks(doomed.statements):
        for column in (memberships.c.statement_id, memberships.c.home_id):
            kept.update(connection.scalars(select(column).where(living, column.in_(chunk)).order_by(column)))
    doomed.statements = [number for number in doomed.statements if number not in kept]
    doomed.mentions = ids(mentions, mentions.c.document_id == document_id)
    doomed.speakers = _doomed_speakers(connection, doomed.mentions)
    doomed.reviews = ids(carried, or_(carried.c.from_id.in_(said), carried.c.to_id.in_(said)))
    return doomed


def _doomed_speakers(connection: Connection, doomed: list[int]) -> list[int]:
    """The speakers that have no other mentions than these."""
    held = speaker_memberships
    found: set[int] = set()
    kept: set[int] = set()
    gone = set(doomed)
    for chunk in chunks(doomed):
        for column in (held.c.speaker_id, held.c.home_id):
            found.update(
                connection.scalars(select(column).where(held.c.mention_id.in_(chunk)).order_by(column))
            )
    for chunk in chunks(found):
        for column in (held.c.speaker_id, held.c.home_id):
            query = select(column, held.c.mention_id).where(column.in_(chunk)).order_by(column)
            kept.update(speaker for speaker, mention in connection.execute(query) if mention not in gone)
    return sorted(found - kept)


def _erase_judgements(connection: Connection, doomed: Doomed) -> tuple[int, int]:
    """Take the words out of the judgements that bear on nothing else; how many, and how many had to stay."""
    gone = {
        "d": {doomed.document},
        "a": set(doomed.attributions),
        "s": set(doomed.statements),
        "r": set(doomed.reviews),
        "m": set(doomed.mentions),
        "p": set(doomed.speakers),
        "j": set[int](),
    }
    erased: set[int] = set()
    kept: set[int] = set()
    fresh = True
    while fresh:  # an undo falls with what it took back
        touching: set[int] = set()
        for kind in _HELD:
            for chunk in chunks(gone[kind]):
                query = select(judgement_targets.c.judgement_id).where(
                    judgement_targets.c.kind == kind, judgement_targets.c.target_id.in_(chunk)
                )
                touching.update(connection.scalars(query.order_by(judgement_targets.c.judgement_id)))
        alone = {j for j in touching - erased if _only(connection, j, gone)}
        kept = touching - erased - alone
        erased |= alone
        gone["j"] |= alone
        fresh = bool(alone)
    for chunk in chunks(erased):
        wiped = judgements.update().where(judgements.c.id.in_(chunk))
        connection.execute(wiped.values(reason="", payload="{}"))
    return len(erased), len(kept)


def _only(connection: Connection, judgement: int, gone: dict[str, set[int]]) -> bool:
    query = (
        select(judgement_targets.c.kind, judgement_targets.c.target_id)
        .where(judgement_targets.c.judgement_id == judgement)
        .order_by(judgement_targets.c.position)
    )
    return all(target in gone[kind] for kind, target in connection.execute(query))


def _mask_runs(connection: Connection, document_id: int) -> None:
    """Take the document's own address out of what the runs were asked for."""
    sources = set(
        connection.scalars(
            select(captures.c.source).where(captures.c.document_id == document_id).order_by(captures.c.id)
        )
    )
    query = (
        select(runs.c.id, runs.c.inputs)
        .join(captures, captures.c.run_id == runs.c.id)
        .where(captures.c.document_id == document_id)
        .distinct()
        .order_by(runs.c.id)
    )
    for row in connection.execute(query).all():
        inputs = ["█" if one in sources else one for one in from_json(row.inputs, list)]
        connection.execute(runs.update().where(runs.c.id == row.id).values(inputs=to_json(inputs)))


def _erase_rows(connection: Connection, doomed: Doomed) -> tuple[int, tuple[int, ...]]:
    """Delete all rows of the document; how many originals go, and which other documents keep some alive."""
    indexing.drop_document(connection, doomed.document)
    mine = captures.c.document_id == doomed.document
    held = list(
        connection.scalars(select(captures.c.original_id).where(mine).distinct().order_by("original_id"))
    )
    erase(connection, "a", doomed.attributions)
    erase(connection, "s", doomed.statements)
    erase(connection, "d", [doomed.document])
    touched = _erase_mentions(connection, doomed)
    for table, column, ids in (
        (carried, carried.c.id, doomed.reviews),
        (labels, labels.c.attribution_id, doomed.attributions),
        (occasions, occasions.c.attribution_id, doomed.attributions),
        (memberships, memberships.c.attribution_id, doomed.attributions),
        (statements, statements.c.id, doomed.statements),
        (attributions, attributions.c.reading_id, doomed.readings),
        (carried, carried.c.reading_id, doomed.readings),
        (readings, readings.c.id, doomed.readings),
        (captures, captures.c.version_id, doomed.versions),
        (extractions, extractions.c.version_id, doomed.versions),
        (texts, texts.c.version_id, doomed.versions),
        (versions, versions.c.id, doomed.versions),
        (documents, documents.c.id, [doomed.document]),
    ):
        for chunk in chunks(ids):
            connection.execute(table.delete().where(column.in_(chunk)))
    speaker_index.refresh(connection, touched)
    return _erase_originals(connection, held)


def _erase_mentions(connection: Connection, doomed: Doomed) -> set[int]:
    """Delete the document's mentions; the speakers that had some of them and live on."""
    touched: set[int] = set()
    held = speaker_memberships
    for chunk in chunks(doomed.mentions):
        mine = select(held.c.speaker_id).where(held.c.mention_id.in_(chunk))
        touched.update(connection.scalars(mine.order_by(held.c.speaker_id)))
        connection.execute(held.update().where(held.c.follows_id.in_(chunk)).values(follows_id=None))
        for table, columns in (
            (suggestions, (suggestions.c.mention_id, suggestions.c.other_id)),
            (held, (held.c.mention_id,)),
            (spoken, (spoken.c.mention_id,)),
            (mention_roles, (mention_roles.c.mention_id,)),
        ):
            for column in columns:
                connection.execute(table.delete().where(column.in_(chunk)))
    for chunk in chunks(doomed.mentions):
        connection.execute(mentions.delete().where(mentions.c.id.in_(chunk)))
    for chunk in chunks(doomed.speakers):
        for table in (speaker_keys, speaker_traits):
            connection.execute(table.delete().where(table.c.speaker_id.in_(chunk)))
        connection.execute(speakers.delete().where(speakers.c.id.in_(chunk)))
    return touched - set(doomed.speakers)


def erase(connection: Connection, kind: str, ids: Sequence[int]) -> None:
    """Delete the states of records of one kind."""
    for chunk in chunks(ids):
        connection.execute(states.delete().where(states.c.kind == kind, states.c.target_id.in_(chunk)))


def _erase_originals(connection: Connection, ids: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    erased, shared = 0, set[int]()
    for number in ids:
        query = select(captures.c.document_id).where(captures.c.original_id == number)
        others = set(connection.scalars(query.order_by(captures.c.document_id)))
        shared |= others
        if others:
            continue
        sha256 = connection.execute(select(originals.c.sha256).filter_by(id=number)).scalar_one()
        connection.execute(originals.delete().where(originals.c.id == number))
        if sha256 is not None:
            doom_original(connection, sha256)
            erased += 1
    return erased, tuple(sorted(shared))


def list_tombstones(opened: Opened) -> Iterator[TombstoneRow]:
    """The tombstones in order."""
    with opened.read() as connection:
        for row in connection.execute(select(tombstones).order_by(tombstones.c.id)):
            yield TombstoneRow(**row._mapping)
