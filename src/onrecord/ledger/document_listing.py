"""Listing documents, and finding the one that a name means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from onrecord.errors import NoSuchRecord
from onrecord.ledger import standings
from onrecord.ledger.conditions import dated, named_like
from onrecord.ledger.encoding import from_json
from onrecord.ledger.facts import Facts
from onrecord.ledger.filters import DocumentFilter
from onrecord.ledger.opening import Opened
from onrecord.ledger.rows import CaptureRow, DocumentRow, FullDocument, Standing, VersionRow
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
from onrecord.text.document import Warning

_FETCHED = 200
_SHA = re.compile(r"[0-9a-f]{6,64}")


def document_query() -> Select[Any]:
    """All columns of a :class:`DocumentRow`, for every version of every document."""
    others = versions.alias("others")
    return (
        select(
            documents.c.id,
            documents.c.identity,
            documents.c.removed,
            versions.c.id.label("version_id"),
            versions.c.number.label("version"),
            *(
                versions.c[name]
                for name in (
                    "path", "media_type", "locator", "language", "title", "outlet", "byline",
                    "published", "url", "text_sha256", "characters", "captured_at", "captured_from",
                )
            ),
            originals.c.sha256,
            readings.c.made_by,
            readings.c.made_version,
            readings.c.warnings,
            _count(others.c.document_id == documents.c.id).label("versions"),
            _count(captures.c.document_id == documents.c.id).label("captures"),
            _count(attributions.c.version_id == versions.c.id, attributions.c.current).label("attributions"),
        )
        .join_from(documents, versions, versions.c.document_id == documents.c.id)
        .join(originals, originals.c.id == versions.c.original_id)
        .join(readings, and_(readings.c.version_id == versions.c.id, readings.c.current))
    )  # fmt: skip


def _count(*conditions: Any) -> Any:
    return select(func.count()).where(*conditions).correlate(documents, versions).scalar_subquery()


def document_row(row: Row[Any]) -> DocumentRow:
    """A row of :func:`document_query`."""
    return DocumentRow(**_fields(row))


def _fields(row: Row[Any]) -> dict[str, Any]:
    fields = dict(row._mapping)
    del fields["version_id"]
    fields["byline"] = from_json(fields["byline"], tuple[str, ...])
    fields["warnings"] = from_json(fields["warnings"], tuple[Warning, ...])
    return fields


def list_documents(opened: Opened, wanted: DocumentFilter) -> Iterator[DocumentRow]:
    """The documents in the order in which they came, streamed."""
    query = document_query().where(versions.c.current)
    if not wanted.removed:
        query = query.where(~documents.c.removed)
    if wanted.language is not None:
        query = query.where(versions.c.language == wanted.language)
    query = query.where(
        *named_like(versions.c.outlet, wanted.outlet),
        *named_like(versions.c.title, wanted.title),
        *dated(wanted.since, wanted.until),
    )
    if wanted.text is not None:
        from onrecord.ledger.querying import matching

        query = query.where(matching("document_words", documents.c.id, wanted.text))
    query = query.order_by(documents.c.id).limit(wanted.limit)
    with opened.read() as connection:
        for row in connection.execution_options(yield_per=_FETCHED).execute(query):
            yield document_row(row)


def find_document(connection: Connection, ref: str) -> int:
    """The number of the document that ``ref`` means: ``d12``, an identity, a URL, a path, or how a digest begins.

    Raises :class:`NoSuchRecord` where it means none, or several.
    """
    if re.fullmatch(r"d[1-9]\d{0,17}", ref):
        query = select(documents.c.id).where(documents.c.id == int(ref[1:]))
        number = connection.execute(query).scalar_one_or_none()
        if number is not None:
            return int(number)
    number = connection.execute(
        select(documents.c.id).where(documents.c.identity == ref)
    ).scalar_one_or_none()
    if number is not None:
        return int(number)
    found = _by_place(connection, ref) or _by_digest(connection, ref)
    if not found:
        raise NoSuchRecord(f"{ref}: no such document in this ledger (see: onrecord documents)")
    if len(found) > 1:
        names = ", ".join(f"d{number}" for number in found[:5])
        raise NoSuchRecord(f"{ref}: means several documents ({names}; name one of them)")
    return found[0]


def _by_place(connection: Connection, ref: str) -> list[int]:
    """The documents with this URL or path now, else those that ever were captured from there."""
    now = (
        select(versions.c.document_id)
        .where(versions.c.current, or_(versions.c.url == ref, versions.c.path == ref))
        .order_by(versions.c.document_id)
    )
    ever = select(captures.c.document_id).where(captures.c.source == ref).order_by(captures.c.document_id)
    return list(connection.scalars(now.distinct())) or list(connection.scalars(ever.distinct()))


def _by_digest(connection: Connection, ref: str) -> list[int]:
    if not _SHA.fullmatch(ref):
        return []
    # ``g`` is the letter after the last that a digest has, so that an index can be used.
    between = and_(originals.c.sha256 >= ref, originals.c.sha256 < ref + "g")
    query = (
        select(captures.c.document_id)
        .join(originals, originals.c.id == captures.c.original_id)
        .where(between)
        .distinct()
        .order_by(captures.c.document_id)
    )
    return list(connection.scalars(query))


def read_document(opened: Opened, ref: str, version: int | None) -> FullDocument:
    """One document in full; removed ones too, since what was removed can be brought back."""
    with opened.read() as connection:
        number = find_document(connection, ref)
        which = versions.c.current if version is None else versions.c.number == version
        row = connection.execute(
            document_query().where(documents.c.id == number, which).order_by(versions.c.id)
        ).one_or_none()
        if row is None:
            raise NoSuchRecord(f"{ref}: has no version {version} in this ledger")
        text = connection.execute(select(texts.c.text).filter_by(version_id=row.version_id)).scalar_one()
        facts = _facts(connection, row.version_id)
        standing = standings.standings_of(connection, "d", [number]).get(number, Standing())
        return FullDocument(
            **_fields(row),
            text=text,
            findings=facts.findings,
            pages=facts.pages,
            all_versions=_versions(connection, number),
            all_captures=_captures(connection, number),
            standing=standing,
        )


def _facts(connection: Connection, version_id: int) -> Facts:
    query = select(extractions.c.facts).where(extractions.c.version_id == version_id)
    latest = connection.execute(query.order_by(extractions.c.id.desc()).limit(1)).scalar_one()
    return from_json(latest, Facts)


def _versions(connection: Connection, document_id: int) -> tuple[VersionRow, ...]:
    fields = ("id", "number", "text_sha256", "characters", "captured_at", "title", "published", "current")
    query = (
        select(*(versions.c[name] for name in fields), originals.c.sha256)
        .join(originals, originals.c.id == versions.c.original_id)
        .where(versions.c.document_id == document_id)
        .order_by(versions.c.number)
    )
    return tuple(VersionRow(**row._mapping) for row in connection.execute(query))


def _captures(connection: Connection, document_id: int) -> tuple[CaptureRow, ...]:
    query = (
        select(captures, originals.c.sha256, versions.c.number)
        .join(originals, originals.c.id == captures.c.original_id)
        .join(versions, versions.c.id == captures.c.version_id)
        .where(captures.c.document_id == document_id)
        .order_by(captures.c.captured_at, captures.c.id)
    )
    return tuple(
        CaptureRow(
            id=row.id,
            run_id=row.run_id,
            version=row.number,
            sha256=row.sha256,
            source=row.source,
            method=row.method,
            captured_at=row.captured_at,
            details=from_json(row.details, dict[str, str]),
        )
        for row in connection.execute(query)
    )
