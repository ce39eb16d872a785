"""Keeping the full-text index to what the views show: current versions of documents that are not removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from onrecord.attributions.record import Attribution
from onrecord.ledger import sqlite
from onrecord.ledger.encoding import from_json
from onrecord.ledger.lemmas import Lemmas, lemmas_of
from onrecord.ledger.schema import attributions, documents, texts, versions


def put_document(
    connection: Connection, document_id: int, title: str | None, lemmas: Lemmas, language: str | None
) -> None:
    """Make a document's current text findable."""
    heading = lemmas_of(title, language).line() if title else ""
    sqlite.put_words(connection, "document_words", [(document_id, heading, lemmas.line())])


def put_attributions(
    connection: Connection, numbered: Iterable[tuple[int, Attribution]], lemmas: Lemmas
) -> None:
    """Make attributions findable; ``lemmas`` are those of the text they stand in."""
    rows = [
        (number, lemmas.line_within(record.source), lemmas.line_within(record.content))
        for number, record in numbered
    ]
    sqlite.put_words(connection, "attribution_words", rows)


def drop_attributions(connection: Connection, ids: Sequence[int]) -> None:
    """Take attributions out of the index."""
    sqlite.drop_words(connection, "attribution_words", ids)


def drop_document(connection: Connection, document_id: int) -> None:
    """Take a document and all its attributions out of the index."""
    ids = connection.scalars(
        select(attributions.c.id).where(attributions.c.document_id == document_id).order_by(attributions.c.id)
    ).all()
    sqlite.drop_words(connection, "document_words", [document_id])
    drop_attributions(connection, ids)


def index_document(connection: Connection, document_id: int) -> None:
    """Index anew what is to be seen of a document: its current version and reading, or nothing where removed."""
    drop_document(connection, document_id)
    shown = connection.execute(
        select(versions.c.id, versions.c.title, versions.c.language, texts.c.text)
        .join_from(versions, texts, texts.c.version_id == versions.c.id)
        .join(documents, documents.c.id == versions.c.document_id)
        .where(versions.c.document_id == document_id, versions.c.current, ~documents.c.removed)
        .order_by(versions.c.id)
    ).one_or_none()
    if shown is None:
        return
    lemmas = lemmas_of(shown.text, shown.language)
    put_document(connection, document_id, shown.title, lemmas, shown.language)
    records = connection.execute(
        select(attributions.c.id, attributions.c.record)
        .where(attributions.c.version_id == shown.id, attributions.c.current)
        .order_by(attributions.c.id)
    ).all()
    put_attributions(connection, ((row.id, from_json(row.record, Attribution)) for row in records), lemmas)
