"""Adding one captured document with its attributions: one transaction, whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select

from onrecord.archive import Capture
from onrecord.attributions.reading import Reading
from onrecord.errors import NoSuchRecord
from onrecord.ledger import carrying, facts, indexing
from onrecord.ledger.encoding import now, to_json
from onrecord.ledger.numbers import take_one
from onrecord.ledger.opening import Opened
from onrecord.ledger.reading import Prepared, prepare, put_reading
from onrecord.ledger.rows import Added, Outcome
from onrecord.ledger.runs import Run
from onrecord.ledger.schema import (
    attributions,
    captures,
    documents,
    extractions,
    originals,
    readings,
    texts,
    versions,
)
from onrecord.version import EXTRACTION_VERSION, RULES_VERSION


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text belongs: its document and version, what came of it, and the reading shown before."""

    document_id: int
    version_id: int
    number: int
    outcome: Outcome
    removed: bool
    before: int | None


def known(opened: Opened, capture: Capture, made_version: str = RULES_VERSION) -> bool:
    """Whether this document, these bytes and this text are held, as today's code extracts and reads them."""
    with opened.read() as connection:
        return _held_entirely(connection, capture, made_version) is not None


def add_known(opened: Opened, capture: Capture, run: Run, made_version: str = RULES_VERSION) -> Added:
    """Record one more capture of what :func:`known` says is held.

    Raises :class:`NoSuchRecord` where it is held no longer; then it has to be read and added.
    """
    with opened.write() as connection:
        held = _held_entirely(connection, capture, made_version)
        if held is None:
            raise NoSuchRecord(f"{capture.source}: not held any more (add it again)")
        if not held.current:
            _make_current(connection, held.document_id, held.version_id)
        _put_capture(connection, capture, run, held.document_id, held.version_id, held.original_id)
        return _added(connection, held.document_id, held.number, "known", held.removed)


def add(opened: Opened, reading: Reading, capture: Capture, run: Run) -> Added:
    """Keep one capture and its reading; see :class:`Added` for what can come of it.

    The original reaches the disk before the ledger speaks of it. Raises :class:`StorageFull`,
    :class:`LedgerLocked`.
    """
    prepared = prepare(reading)
    sha256 = opened.originals.put(capture.original)
    with opened.write() as connection:
        # A ``forget`` may have taken the same bytes away in between; now it waits for us.
        opened.originals.put(capture.original, sha256)
        original_id = _original(connection, sha256, len(capture.original))
        document_id = _document(connection, reading.document.id)
        place = _version(connection, prepared, document_id, original_id, capture.captured_at, capture.source)
        _put_capture(connection, capture, run, document_id, place.version_id, original_id)
        return _read(connection, prepared, place, original_id)


def add_again(opened: Opened, reading: Reading, document_id: int, original_id: int) -> Added:
    """Keep what newer code made of an original held: other attributions, or another text as a new version."""
    prepared = prepare(reading)
    with opened.write() as connection:
        held = connection.execute(
            select(versions.c.captured_at, versions.c.captured_from)
            .where(versions.c.document_id == document_id, versions.c.original_id == original_id)
            .order_by(versions.c.id)
        ).first()
        if held is None:
            raise NoSuchRecord(f"d{document_id}: not held any more")
        place = _version(connection, prepared, document_id, original_id, held.captured_at, held.captured_from)
        return _read(connection, prepared, place, original_id)


def _read(connection: Connection, prepared: Prepared, place: Place, original_id: int) -> Added:
    """Keep what was extracted and read, now that the text has its place."""
    _put_extraction(connection, prepared, place.version_id, original_id)
    more = put_reading(
        connection,
        prepared,
        place.document_id,
        place.version_id,
        before=place.before,
        removed=place.removed,
    )
    outcome: Outcome = "read again" if more and place.outcome == "known" else place.outcome
    return _added(connection, place.document_id, place.number, outcome, place.removed)


def _held_entirely(connection: Connection, capture: Capture, made_version: str) -> Any | None:
    document = capture.document
    return connection.execute(
        select(
            documents.c.id.label("document_id"),
            documents.c.removed,
            versions.c.id.label("version_id"),
            versions.c.number,
            versions.c.current,
            originals.c.id.label("original_id"),
        )
        .join_from(documents, versions, versions.c.document_id == documents.c.id)
        .join(readings, and_(readings.c.version_id == versions.c.id, readings.c.current))
        .join(
            extractions,
            and_(
                extractions.c.version_id == versions.c.id,
                extractions.c.extraction_version == EXTRACTION_VERSION,
            ),
        )
        .join(originals, originals.c.id == extractions.c.original_id)
        .where(
            documents.c.identity == document.id,
            versions.c.text_sha256 == document.text_sha256,
            readings.c.made_version == made_version,
            originals.c.sha256 == hashlib.sha256(capture.original).hexdigest(),
        )
        .order_by(readings.c.id)
    ).first()


def _original(connection: Connection, sha256: str, size: int) -> int:
    held = connection.execute(select(originals.c.id).where(originals.c.sha256 == sha256)).scalar_one_or_none()
    if held is not None:
        return int(held)
    number = take_one(connection, "originals")
    connection.execute(originals.insert().values(id=number, sha256=sha256, size=size, erased_by=None))
    return number


def _document(connection: Connection, identity: str) -> int:
    held = connection.execute(select(documents.c.id).filter_by(identity=identity)).scalar_one_or_none()
    if held is not None:
        return int(held)
    number = take_one(connection, "documents")
    connection.execute(documents.insert().values(id=number, identity=identity, added_at=now(), removed=False))
    return number


def _version(
    connection: Connection,
    prepared: Prepared,
    document_id: int,
    original_id: int,
    captured_at: str,
    captured_from: str,
) -> Place:
    """Find or make the version of the document with this text, and make it the current one."""
    removed = bool(connection.execute(select(documents.c.removed).filter_by(id=document_id)).scalar_one())
    held = connection.execute(
        select(versions.c.id, versions.c.number, versions.c.text_sha256, versions.c.current)
        .where(versions.c.document_id == document_id)
        .order_by(versions.c.number)
    ).all()
    before = carrying.shown_reading(connection, document_id) if held else None
    same = next((row for row in held if row.text_sha256 == prepared.text_sha256), None)
    if same is not None:
        if not same.current:
            _make_current(connection, document_id, same.id)
        return Place(document_id, same.id, same.number, "known", removed, before)
    if held:
        connection.execute(versions.update().filter_by(document_id=document_id).values(current=False))
        indexing.drop_document(connection, document_id)
    place = Place(
        document_id,
        take_one(connection, "versions"),
        held[-1].number + 1 if held else 1,
        "new version" if held else "new",
        removed,
        before,
    )
    _put_version(connection, prepared, place, original_id, captured_at, captured_from)
    return place


def _put_version(
    connection: Connection,
    prepared: Prepared,
    place: Place,
    original_id: int,
    captured_at: str,
    captured_from: str,
) -> None:
    document = prepared.document
    connection.execute(
        versions.insert().values(
            id=place.version_id,
            document_id=place.document_id,
            number=place.number,
            original_id=original_id,
            text_sha256=prepared.text_sha256,
            characters=len(document.text),
            current=True,
            added_at=now(),
            captured_at=captured_at,
            captured_from=captured_from,
            **facts.columns_of(document),
        )
    )
    connection.execute(texts.insert().values(version_id=place.version_id, text=document.text))
    if not place.removed:
        language = document.language
        indexing.put_document(connection, place.document_id, document.title, prepared.lemmas, language)


def _make_current(connection: Connection, document_id: int, version_id: int) -> None:
    """A text seen before is back: show it again, and carry over to it what was judged meanwhile."""
    before = carrying.shown_reading(connection, document_id)
    connection.execute(
        versions.update()
        .where(versions.c.document_id == document_id)
        .values(current=versions.c.id == version_id)
    )
    indexing.index_document(connection, document_id)
    carrying.carry_over(connection, before, carrying.shown_reading(connection, document_id))


def _put_extraction(connection: Connection, prepared: Prepared, version_id: int, original_id: int) -> None:
    """Keep what was extracted beside the text; the newest of it is what the version shows."""
    held = connection.execute(
        select(extractions.c.id).where(
            extractions.c.version_id == version_id,
            extractions.c.original_id == original_id,
            extractions.c.extraction_version == EXTRACTION_VERSION,
        )
    ).first()
    if held is not None:
        return
    connection.execute(
        extractions.insert().values(
            id=take_one(connection, "extractions"),
            version_id=version_id,
            original_id=original_id,
            extraction_version=EXTRACTION_VERSION,
            made_at=now(),
            facts=to_json(facts.facts_of(prepared.document)),
        )
    )
    connection.execute(
        versions.update()
        .where(versions.c.id == version_id)
        .values(original_id=original_id, **facts.columns_of(prepared.document))
    )


def _put_capture(
    connection: Connection, capture: Capture, run: Run, document_id: int, version_id: int, original_id: int
) -> None:
    key = {"run_id": run.id, "document_id": document_id, "original_id": original_id, "source": capture.source}
    if connection.execute(select(captures.c.id).filter_by(**key)).first() is not None:
        return  # a run that was killed and resumed has captured it already
    connection.execute(
        captures.insert().values(
            id=take_one(connection, "captures"),
            version_id=version_id,
            method=capture.method,
            captured_at=capture.captured_at,
            details=to_json(capture.details),
            **key,
        )
    )


def _added(connection: Connection, document_id: int, number: int, outcome: Outcome, removed: bool) -> Added:
    count = connection.execute(
        select(func.count())
        .select_from(attributions)
        .join(versions, versions.c.id == attributions.c.version_id)
        .where(attributions.c.document_id == document_id, attributions.c.current, versions.c.current)
    ).scalar_one()
    return Added(
        document_id=document_id, version=number, outcome=outcome, attributions=count, removed=removed
    )
