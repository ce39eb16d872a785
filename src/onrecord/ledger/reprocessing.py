"""Running newer code over what is held: it adds, and judgements follow their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import and_, func, select

from onrecord.attributions.reading import Reading
from onrecord.errors import InputError, NoSuchRecord
from onrecord.ledger.adding import add_again
from onrecord.ledger.document_listing import read_document
from onrecord.ledger.opening import Opened
from onrecord.ledger.rows import FullDocument, Reprocessed
from onrecord.ledger.schema import documents, extractions, readings, versions

ReadAgain = Callable[[bytes | None, FullDocument], Reading | None]
"""Original bytes (null where ``forget`` erased them) and the document as held, to a reading, or null for none."""

_AT_ONCE = 200


def reprocess(
    opened: Opened, read_again: ReadAgain, *, made_version: str, extraction_version: str, force: bool
) -> Iterator[Reprocessed]:
    """Read every document's current version again where older code read it; see :meth:`Ledger.reprocess`."""
    last = 0
    while rows := _next(opened, last):
        for row in rows:
            last = row.id
            up_to_date = row.made_version == made_version and row.extracted == extraction_version
            if up_to_date and not force:
                yield Reprocessed(document_id=row.id, outcome="current")
            else:
                yield _reprocess_one(opened, read_again, row.id, row.version_id)


def _reprocess_one(opened: Opened, read_again: ReadAgain, document_id: int, version_id: int) -> Reprocessed:
    try:
        held = read_document(opened, f"d{document_id}", None)
        original = None if held.sha256 is None else opened.originals.get(held.sha256)
        reading = read_again(original, held)
        if reading is None:
            return Reprocessed(document_id=document_id, outcome="not read")
        added = add_again(opened, reading, document_id, version_id)
    except (InputError, NoSuchRecord) as error:
        return Reprocessed(document_id=document_id, outcome="failed", error=error)
    return Reprocessed(document_id=document_id, outcome=added.outcome)


def _next(opened: Opened, last: int) -> list[Any]:
    """The next documents with what their current versions were made by; short reads, so that nobody waits."""
    newest = (
        select(func.max(extractions.c.id))
        .where(extractions.c.version_id == versions.c.id)
        .correlate(versions)
        .scalar_subquery()
    )
    query = (
        select(
            documents.c.id,
            versions.c.id.label("version_id"),
            readings.c.made_version,
            extractions.c.extraction_version.label("extracted"),
        )
        .join_from(documents, versions, and_(versions.c.document_id == documents.c.id, versions.c.current))
        .join(readings, and_(readings.c.version_id == versions.c.id, readings.c.current))
        .join(extractions, extractions.c.id == newest)
        .where(documents.c.id > last)
        .order_by(documents.c.id)
        .limit(_AT_ONCE)
    )
    with opened.read() as connection:
        return list(connection.execute(query).all())
