"""Listing attributions and the statements that rest on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, or_, select

from onrecord.attributions.record import Attribution
from onrecord.errors import NoSuchRecord
from onrecord.ledger.conditions import dated, holds_all, judged, named_like
from onrecord.ledger.document_listing import find_document
from onrecord.ledger.encoding import from_json, words_of
from onrecord.ledger.filters import AttributionFilter
from onrecord.ledger.opening import Opened
from onrecord.ledger.overlay import overlaid
from onrecord.ledger.rows import AttributionRow, Standing, StatementRow
from onrecord.ledger.said_schema import labels
from onrecord.ledger.schema import (
    attributions,
    documents,
    memberships,
    originals,
    readings,
    states,
    texts,
    versions,
)
from onrecord.ledger.speaker_schema import speaker_memberships, spoken

_FETCHED = 500
_SPANS = ("source", "cue", "content")
_OF_DOCUMENT = (
    "title", "outlet", "published", "url", "path", "language", "captured_at", "captured_from", "text_sha256",
)  # fmt: skip


_SPEAKER = (
    select(speaker_memberships.c.speaker_id)
    .join(spoken, spoken.c.mention_id == speaker_memberships.c.mention_id)
    .where(spoken.c.attribution_id == attributions.c.id)
    .correlate(attributions)
    .scalar_subquery()
)


def attribution_query() -> Select[Any]:
    """All columns of an :class:`AttributionRow`, for every attribution held."""
    return (
        select(
            attributions.c.id,
            attributions.c.document_id,
            attributions.c.version_id,
            attributions.c.position,
            attributions.c.nested_in_id,
            attributions.c.source_words,
            attributions.c.cue_words,
            attributions.c.content_words,
            attributions.c.record,
            and_(attributions.c.current, versions.c.current).label("current"),
            versions.c.number,
            versions.c.byline,
            *(versions.c[name] for name in _OF_DOCUMENT),
            readings.c.made_by,
            readings.c.made_version,
            originals.c.sha256,
            memberships.c.statement_id,
            memberships.c.rule,
            memberships.c.judgement_id,
            states.c.standing,
            _SPEAKER.label("speaker_id"),
        )
        .join_from(attributions, versions, versions.c.id == attributions.c.version_id)
        .join(documents, documents.c.id == attributions.c.document_id)
        .join(readings, readings.c.id == attributions.c.reading_id)
        .join(originals, originals.c.id == versions.c.original_id)
        .outerjoin(memberships, memberships.c.attribution_id == attributions.c.id)
        .outerjoin(states, and_(states.c.kind == "a", states.c.target_id == attributions.c.id))
    )


def statement_query() -> Select[Any]:
    """The same for the attributions that a statement rests on, with the standing of that statement."""
    judged = states.alias("statement_states")
    return (
        attribution_query()
        .add_columns(judged.c.standing.label("statement_standing"))
        .outerjoin(judged, and_(judged.c.kind == "s", judged.c.target_id == memberships.c.statement_id))
        .where(memberships.c.statement_id.is_not(None))
    )


def attribution_row(connection: Connection, row: Row[Any]) -> AttributionRow:
    """A row of :func:`attribution_query`; the text is read only where an edit moved spans."""
    computed = from_json(row.record, Attribution)
    standing = from_json(row.standing, Standing) if row.standing else Standing()
    record = overlaid(computed, standing.edits)
    words: tuple[str, ...] = (row.source_words, row.cue_words, row.content_words)
    if any(name in standing.edits for name in _SPANS):
        text = connection.execute(select(texts.c.text).filter_by(version_id=row.version_id)).scalar_one()
        words = tuple(words_of(text, getattr(record, name)) for name in _SPANS)
    return AttributionRow(
        id=row.id,
        document_id=row.document_id,
        version=row.number,
        position=row.position,
        record=record,
        computed=computed,
        speaker_words=words[0],
        cue_words=words[1],
        quoted_words=words[2],
        nested_in=row.nested_in_id,
        statement_id=row.statement_id,
        made_by=row.made_by,
        made_version=row.made_version,
        current=row.current,
        byline=from_json(row.byline, tuple[str, ...]),
        sha256=row.sha256,
        standing=standing,
        speaker_id=row.speaker_id,
        **{name: getattr(row, name) for name in _OF_DOCUMENT},
    )


def list_attributions(opened: Opened, wanted: AttributionFilter) -> Iterator[AttributionRow]:
    """The attributions in the order of documents and, in each, of the text; streamed."""
    with opened.read() as connection:
        query = _narrowed(connection, attribution_query(), wanted)
        query = query.order_by(attributions.c.document_id, attributions.c.version_id, attributions.c.position)
        query = query.order_by(attributions.c.id).limit(wanted.limit)
        for row in connection.execution_options(yield_per=_FETCHED).execute(query):
            yield attribution_row(connection, row)


def read_attribution(opened: Opened, ref: str) -> AttributionRow:
    """The attribution named ``a12``, superseded or not. Raises :class:`NoSuchRecord`."""
    with opened.read() as connection:
        return attributions_by_id(connection, [_number(ref, "a")])[0]


def attributions_by_id(connection: Connection, ids: list[int]) -> list[AttributionRow]:
    """The attributions with these numbers, in their order. Raises :class:`NoSuchRecord` where one is missing."""
    found: dict[int, AttributionRow] = {}
    for row in connection.execute(
        attribution_query().where(attributions.c.id.in_(ids)).order_by(attributions.c.id)
    ).all():
        found[row.id] = attribution_row(connection, row)
    for number in ids:
        if number not in found:
            raise NoSuchRecord(f"a{number}: no such attribution in this ledger")
    return [found[number] for number in ids]


def _narrowed(connection: Connection, query: Select[Any], wanted: AttributionFilter) -> Select[Any]:
    query = query.where(~documents.c.removed)
    if not wanted.superseded:
        query = query.where(attributions.c.current, versions.c.current)
    if wanted.document is not None:
        query = query.where(attributions.c.document_id == find_document(connection, wanted.document))
    if wanted.language is not None:
        query = query.where(versions.c.language == wanted.language)
    if wanted.mode is not None:
        query = query.where(attributions.c.mode == wanted.mode)
    if not wanted.nested:
        query = query.where(attributions.c.nested_in_id.is_(None))
    if wanted.speaker:
        query = query.where(_spoken_by(connection, wanted.speaker))
    conditions = _labelled(wanted)
    if conditions:
        query = query.join(labels, labels.c.attribution_id == attributions.c.id).where(*conditions)
    if wanted.text is not None:
        from onrecord.ledger.querying import matching

        query = query.where(matching("attribution_words", attributions.c.id, wanted.text))
    return query.where(
        *named_like(versions.c.outlet, wanted.outlet),
        *dated(wanted.since, wanted.until),
        *judged("a", attributions.c.id, wanted.state),
    )


def _labelled(wanted: AttributionFilter) -> list[Any]:
    """Conditions on what the words do."""
    found: list[Any] = []
    if wanted.targets is not None:
        found.append(labels.c.toward.in_(wanted.targets))
    if wanted.act is not None:
        found.append(labels.c.act == wanted.act)
    if wanted.toward:
        found.append(holds_all(labels.c.toward_key, wanted.toward))
    if wanted.prediction is not None:
        found.append(labels.c.prediction.is_(wanted.prediction))
    if wanted.reportative is not None:
        found.append(labels.c.reportative.is_(wanted.reportative))
    return [*found, *dated(wanted.said_since, wanted.said_until, labels.c.said_at)]


def _spoken_by(connection: Connection, speaker: str) -> Any:
    """The speaker's name or words hold these, letter by letter or by their lemmas; an edited name counts too.

    So does every speaker whom the name means in another script or spelling: ``Koreth`` finds ``Корет``.
    """
    from onrecord.ledger.querying import matching
    from onrecord.ledger.speaker_listing import speakers_meant

    return or_(
        _SPEAKER.in_(sorted(speakers_meant(connection, speaker))),
        holds_all(attributions.c.speaker_key, speaker),
        holds_all(states.c.speaker_key, speaker),
        matching("attribution_words", attributions.c.id, speaker, column="speaker"),
    )


def list_statements(opened: Opened, wanted: AttributionFilter) -> Iterator[StatementRow]:
    """The statements that rest on at least one attribution that ``wanted`` keeps, with all those it keeps."""
    with opened.read() as connection:
        query = _narrowed(connection, statement_query(), wanted)
        query = query.order_by(memberships.c.statement_id, memberships.c.attribution_id)
        rows = connection.execution_options(yield_per=_FETCHED).execute(query)
        for count, (number, members) in enumerate(groupby(rows, key=lambda row: row.statement_id)):
            if wanted.limit is not None and count >= wanted.limit:
                return
            yield _statement(connection, number, list(members))


def read_statement(opened: Opened, ref: str) -> StatementRow:
    """The statement named ``s3`` with all attributions it rests on now. Raises :class:`NoSuchRecord`."""
    number = _number(ref, "s")
    with opened.read() as connection:
        query = statement_query().where(memberships.c.statement_id == number, ~documents.c.removed)
        rows = connection.execute(query.order_by(memberships.c.attribution_id)).all()
        if not rows:
            raise NoSuchRecord(f"{ref}: no such statement in this ledger, or it was merged into another")
        shown = [row for row in rows if row.current] or list(rows)
        return _statement(connection, number, shown)


def list_targets(opened: Opened) -> list[str]:
    """The names of all that words shown are aimed at, each once, in order."""
    query = (
        select(labels.c.toward)
        .join(attributions, attributions.c.id == labels.c.attribution_id)
        .join(versions, versions.c.id == attributions.c.version_id)
        .join(documents, documents.c.id == attributions.c.document_id)
        .where(labels.c.toward.is_not(None), attributions.c.current, versions.c.current, ~documents.c.removed)
    )
    with opened.read() as connection:
        return list(connection.scalars(query.distinct().order_by(labels.c.toward)))


def statements_now(opened: Opened, refs: Collection[str]) -> dict[str, str]:
    """Where the attributions of statements are now, for those that were merged into others; the others are themselves.

    A statement whose attributions went different ways is not among them.
    """
    numbers = {ref: _number(ref, "s") for ref in refs}
    found: dict[str, str] = {}
    with opened.read() as connection:
        for ref, number in numbers.items():
            held = select(memberships.c.attribution_id).where(memberships.c.statement_id == number)
            if connection.execute(held.limit(1)).first() is not None:
                found[ref] = ref
                continue
            moved = select(memberships.c.statement_id).where(memberships.c.home_id == number).distinct()
            where = connection.scalars(moved.order_by(memberships.c.statement_id)).all()
            if len(where) == 1:
                found[ref] = f"s{where[0]}"
    return found


def _statement(connection: Connection, number: int, members: list[Row[Any]]) -> StatementRow:
    members = sorted(members, key=lambda row: (row.document_id, row.position, row.id))
    judged = members[0].statement_standing
    return StatementRow(
        id=number,
        attributions=tuple(attribution_row(connection, row) for row in members),
        rules=tuple(f"judgement j{row.judgement_id}" if row.judgement_id else row.rule for row in members),
        standing=from_json(judged, Standing) if judged else Standing(),
    )


def _number(ref: str, letter: str) -> int:
    if not ref.startswith(letter) or not ref[1:].isdecimal():
        raise NoSuchRecord(f"{ref}: not such a name (for example {letter}12)")
    return int(ref[1:])
