"""Adding one captured document with its attributions: one transaction, whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from onrecord.archive import Capture
from onrecord.attributions.reading import Reading
from onrecord.errors import NoSuchRecord
from onrecord.ledger import carrying, facts, indexing
from onrecord.ledger.encoding import now, to_json
from onrecord.ledger.numbers import take
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
from onrecord.version import EXTRACTION_VERSION

# The statements that every document needs are built once, which is half the time of adding one.
_others = versions.alias("others")
_PLACE = (
    select(
        documents.c.id.label("document_id"),
        documents.c.removed,
        versions.c.id.label("version_id"),
        versions.c.number,
        versions.c.current,
        select(func.max(_others.c.number))
        .where(_others.c.document_id == documents.c.id)
        .correlate(documents)
        .scalar_subquery()
        .label("last_number"),
    )
    .select_from(documents)
    .outerjoin(
        versions,
        and_(versions.c.document_id == documents.c.id, versions.c.text_sha256 == bindparam("text_sha256")),
    )
    .where(documents.c.identity == bindparam("identity"))
    .order_by(versions.c.number.desc())
)
_ORIGINAL = select(originals.c.id).where(originals.c.sha256 == bindparam("sha256"))
_EXTRACTION = select(extractions.c.id).where(
    extractions.c.version_id == bindparam("version_id"),
    extractions.c.original_id == bindparam("original_id"),
    extractions.c.extraction_version == EXTRACTION_VERSION,
)
_CAPTURE = select(captures.c.id).where(
    *(captures.c[name] == bindparam(name) for name in ("run_id", "document_id", "original_id", "source"))
)
_SHOWN = (
    select(func.count())
    .select_from(attributions)
    .join(versions, versions.c.id == attributions.c.version_id)
    .where(attributions.c.document_id == bindparam("document_id"), attributions.c.current, versions.c.current)
)
_HELD = (
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
            extractions.c.version_id == versions.c.id, extractions.c.extraction_version == EXTRACTION_VERSION
        ),
    )
    .join(originals, originals.c.id == extractions.c.original_id)
    .where(
        documents.c.identity == bindparam("identity"),
        versions.c.text_sha256 == bindparam("text_sha256"),
        readings.c.made_version == bindparam("made_version"),
        originals.c.sha256 == bindparam("sha256"),
    )
    .order_by(readings.c.id)
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text belongs: its document and version, what came of it, and the reading shown before."""

    document_id: int
    version_id: int
    original_id: int
    number: int
    outcome: Outcome
    removed: bool
    before: int | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The original that a text was extracted from, and when and whence it was captured."""

    sha256: str
    size: int
    captured_at: str
    captured_from: str


def known(opened: Opened, capture: Capture, made_version: str) -> bool:
    """Whether this document, these bytes and this text are held, as today's code extracts and reads them."""
    with opened.read() as connection:
        return _held_entirely(connection, capture, made_version) is not None


def add_known(opened: Opened, capture: Capture, run: Run, made_version: str) -> Added:
    """Record one more capture of what :func:`known` says is held.

    Raises :class:`NoSuchRecord` where it is held no longer; then it has to be read and added.
    """
    with opened.write() as connection:
        held = _held_entirely(connection, capture, made_version)
        if held is None:
            raise NoSuchRecord(f"{capture.source}: not held any more (add it again)")
        if not held.current:
            _make_current(connection, held.document_id, held.version_id)
        place = Place(
            held.document_id, held.version_id, held.original_id, held.number, "known", held.removed, None
        )
        _put_capture(connection, capture, run, place)
        return _added(connection, place, "known")


def add(opened: Opened, reading: Reading, capture: Capture, run: Run) -> Added:
    """Keep one capture and its reading; see :class:`Added` for what can come of it.

    The original reaches the disk before the ledger speaks of it. Raises :class:`StorageFull`,
    :class:`LedgerLocked`.
    """
    prepared = prepare(reading)
    sha256 = opened.originals.put(capture.original)
    origin = Origin(sha256, len(capture.original), capture.captured_at, capture.source)
    with opened.write() as connection:
        # A ``forget`` may have taken the same bytes away in between; now it waits for us.
        opened.originals.put(capture.original, sha256)
        place = _put_place(connection, prepared, reading.document.id, origin)
        _put_capture(connection, capture, run, place)
        return _put_read(connection, prepared, place)


def add_again(opened: Opened, reading: Reading, document_id: int, version_id: int) -> Added:
    """Keep what newer code made of a version held: other attributions, or another text as a new version."""
    prepared = prepare(reading)
    with opened.write() as connection:
        query = (
            select(
                documents.c.identity,
                originals.c.sha256,
                originals.c.size,
                versions.c.captured_at,
                versions.c.captured_from,
                versions.c.original_id,
            )
            .join_from(documents, versions, versions.c.document_id == documents.c.id)
            .join(originals, originals.c.id == versions.c.original_id)
            .where(documents.c.id == document_id, versions.c.id == version_id)
        )
        held = connection.execute(query).one_or_none()
        if held is None:
            raise NoSuchRecord(f"d{document_id}: not held any more")
        origin = Origin(held.sha256 or "", held.size, held.captured_at, held.captured_from)
        place = _put_place(connection, prepared, held.identity, origin, held.original_id)
        return _put_read(connection, prepared, place)


def _held_entirely(connection: Connection, capture: Capture, made_version: str) -> Any | None:
    document = capture.document
    wanted = {
        "identity": document.id,
        "text_sha256": document.text_sha256,
        "made_version": made_version,
        "sha256": hashlib.sha256(capture.original).hexdigest(),
    }
    return connection.execute(_HELD, wanted).first()


def _put_place(
    connection: Connection, prepared: Prepared, identity: str, origin: Origin, original_id: int | None = None
) -> Place:
    """Find or make the document, and in it the version with this text, which becomes the current one."""
    held = connection.execute(_PLACE, {"identity": identity, "text_sha256": prepared.text_sha256}).first()
    original_id = original_id or _put_original(connection, origin)
    if held is None:
        taken = take(connection, documents=1, versions=1)
        document_id = taken["documents"][0]
        place = Place(document_id, taken["versions"][0], original_id, 1, "new", False, None)
        row = {"id": document_id, "identity": identity, "added_at": now(), "removed": False}
        connection.execute(documents.insert(), row)
        _put_version(connection, prepared, place, origin)
        return place
    document_id, removed = held.document_id, held.removed
    before = carrying.shown_reading(connection, document_id)
    if held.version_id is not None:
        if not held.current:
            _make_current(connection, document_id, held.version_id)
        return Place(document_id, held.version_id, original_id, held.number, "known", removed, before)
    version_id, number = take(connection, versions=1)["versions"][0], held.last_number + 1
    connection.execute(versions.update().filter_by(document_id=document_id).values(current=False))
    indexing.drop_document(connection, document_id)
    place = Place(document_id, version_id, original_id, number, "new version", removed, before)
    _put_version(connection, prepared, place, origin)
    return place


def _put_original(connection: Connection, origin: Origin) -> int:
    held = connection.execute(_ORIGINAL, {"sha256": origin.sha256}).scalar_one_or_none()
    if held is not None:
        return int(held)
    number = take(connection, originals=1)["originals"][0]
    row = {"id": number, "sha256": origin.sha256, "size": origin.size, "erased_by": None}
    connection.execute(originals.insert(), row)
    return number


def _put_version(connection: Connection, prepared: Prepared, place: Place, origin: Origin) -> None:
    document = prepared.document
    row = {
        "id": place.version_id,
        "document_id": place.document_id,
        "number": place.number,
        "original_id": place.original_id,
        "text_sha256": prepared.text_sha256,
        "characters": len(document.text),
        "current": True,
        "added_at": now(),
        "captured_at": origin.captured_at,
        "captured_from": origin.captured_from,
        **facts.columns_of(document),
    }
    connection.execute(versions.insert(), row)
    connection.execute(texts.insert(), {"version_id": place.version_id, "text": document.text})
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


def _put_read(connection: Connection, prepared: Prepared, place: Place) -> Added:
    """Keep what was extracted and read, now that the text has its place."""
    _put_extraction(connection, prepared, place)
    more = put_reading(
        connection,
        prepared,
        place.document_id,
        place.version_id,
        before=place.before,
        removed=place.removed,
    )
    outcome: Outcome = "read again" if more and place.outcome == "known" else place.outcome
    return _added(connection, place, outcome)


def _put_extraction(connection: Connection, prepared: Prepared, place: Place) -> None:
    """Keep what was extracted beside the text; the newest of it is what the version shows."""
    key = {"version_id": place.version_id, "original_id": place.original_id}
    fresh = place.outcome != "known"
    if not fresh and connection.execute(_EXTRACTION, key).first() is not None:
        return
    row = {
        "id": take(connection, extractions=1)["extractions"][0],
        "extraction_version": EXTRACTION_VERSION,
        "made_at": now(),
        "facts": to_json(facts.facts_of(prepared.document)),
        **key,
    }
    connection.execute(extractions.insert(), row)
    if not fresh:
        shown = facts.columns_of(prepared.document)
        mine = versions.update().where(versions.c.id == place.version_id)
        connection.execute(mine.values(original_id=place.original_id, **shown))


def _put_capture(connection: Connection, capture: Capture, run: Run, place: Place) -> None:
    key = {
        "run_id": run.id,
        "document_id": place.document_id,
        "original_id": place.original_id,
        "source": capture.source,
    }
    if place.outcome != "new" and connection.execute(_CAPTURE, key).first() is not None:
        return  # a run that was killed and resumed has captured it already
    row = {
        "id": take(connection, captures=1)["captures"][0],
        "version_id": place.version_id,
        "method": capture.method,
        "captured_at": capture.captured_at,
        "details": to_json(capture.details),
        **key,
    }
    connection.execute(captures.insert(), row)


def _added(connection: Connection, place: Place, outcome: Outcome) -> Added:
    count = connection.execute(_SHOWN, {"document_id": place.document_id}).scalar_one()
    return Added(
        document_id=place.document_id,
        version=place.number,
        outcome=outcome,
        attributions=count,
        removed=place.removed,
    )
