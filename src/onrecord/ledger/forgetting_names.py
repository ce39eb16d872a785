"""Forgetting a person's name: masked in every word held, and the originals that contain it erased."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, select

from onrecord.attributions.record import Attribution
from onrecord.ledger import indexing, labels, occasions, speaker_index
from onrecord.ledger.columns import AnyText, Json, metadata
from onrecord.ledger.encoding import from_json, to_json, words_of
from onrecord.ledger.facts import speaker_key
from onrecord.ledger.forgetting import bury, doom_original, finish, forgetting
from onrecord.ledger.masking import Mask, mask_for
from onrecord.ledger.opening import Opened
from onrecord.ledger.reading import reading_digest
from onrecord.ledger.reports import ForgetReport
from onrecord.ledger.schema import (
    attributions,
    captures,
    documents,
    extractions,
    judgements,
    originals,
    readings,
    texts,
    versions,
)
from onrecord.ledger.speaker_schema import speaker_keys, speaker_traits

_AT_ONCE = 200


@dataclass(slots=True)
class Touched:
    """What a masking has changed so far, by number."""

    versions: set[int] = field(default_factory=set)
    readings: set[int] = field(default_factory=set)
    originals: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    attributions: int = 0
    judgements: int = 0
    alone: Counter[str] = field(default_factory=Counter)


def forget_name(opened: Opened, name: str, *, by: str, reason: str) -> ForgetReport:
    """Erase a person's name; see :meth:`Ledger.forget_name`."""
    mask = mask_for(name)
    checked = _check_originals(opened, mask, {})
    with forgetting(opened, by) as connection:
        touched = Touched()
        _mask_texts(connection, mask, touched)
        _mask_attributions(connection, mask, touched)
        for table in metadata.sorted_tables:
            if table not in (texts, attributions, speaker_keys, speaker_traits):
                _mask_table(connection, table, mask, touched)
        _file_again(connection, mask)
        _digest_again(connection, touched)
        _label_again(connection, touched)
        checked = _check_originals(opened, mask, checked, connection)
        tombstone = bury(connection, "name", "a name", by=mask.apply(by), reason=mask.apply(reason))
        erased = _erase_originals(connection, touched, checked, tombstone)
        for number in sorted(touched.documents):
            indexing.index_document(connection, number)
    return ForgetReport(
        tombstone_id=tombstone,
        kind="name",
        documents=tuple(sorted(touched.documents)),
        attributions=touched.attributions,
        judgements=touched.judgements,
        originals=erased,
        alone=dict(sorted(touched.alone.items())),
        complete=finish(opened),
    )


def _check_originals(
    opened: Opened, mask: Mask, checked: dict[str, bool], connection: Connection | None = None
) -> dict[str, bool]:
    """Which originals hold the name. First without the pen, as it takes long; then those that came meanwhile."""
    if connection is None:
        with opened.read() as reading:
            return _check_originals(opened, mask, checked, reading)
    query = select(originals.c.sha256).where(originals.c.sha256.is_not(None)).order_by(originals.c.id)
    found = dict(checked)
    for sha256 in connection.scalars(query):
        if sha256 not in found and opened.originals.exists(sha256):
            found[sha256] = mask.found_in(opened.originals.get(sha256))
    return found


def _mask_texts(connection: Connection, mask: Mask, touched: Touched) -> None:
    last = 0
    query = (
        select(texts.c.version_id, texts.c.text, versions.c.document_id)
        .join(versions, versions.c.id == texts.c.version_id)
        .order_by(texts.c.version_id)
        .limit(1)
    )
    while row := connection.execute(query.where(texts.c.version_id > last)).first():
        last = row.version_id
        masked = mask.apply(row.text)
        if masked == row.text:
            continue
        touched.versions.add(last)
        touched.documents.add(row.document_id)
        touched.alone += mask.alone(masked)
        connection.execute(texts.update().where(texts.c.version_id == last).values(text=masked))
        digest = hashlib.sha256(masked.encode("utf-8", "surrogatepass")).hexdigest()
        connection.execute(versions.update().where(versions.c.id == last).values(text_sha256=digest))


def _mask_attributions(connection: Connection, mask: Mask, touched: Touched) -> None:
    """Mask the records, and take the words anew from the masked texts: a span may hold half of a name."""
    last = 0
    query = select(attributions).order_by(attributions.c.id).limit(_AT_ONCE)
    while rows := connection.execute(query.where(attributions.c.id > last)).all():
        last = rows[-1].id
        for version_id, group in groupby(rows, key=lambda row: row.version_id):
            text = None
            if version_id in touched.versions:
                text = connection.execute(select(texts.c.text).filter_by(version_id=version_id)).scalar_one()
            for row in group:
                values = _masked_attribution(row, text, mask)
                if all(getattr(row, name) == value for name, value in values.items()):
                    continue
                connection.execute(attributions.update().where(attributions.c.id == row.id).values(**values))
                touched.readings.add(row.reading_id)
                touched.documents.add(row.document_id)
                touched.attributions += 1


def _masked_attribution(row: Any, text: str | None, mask: Mask) -> dict[str, str]:
    """The columns of an attribution, masked; ``text`` is the masked text, where the name was in it."""
    record = _masked_json(mask, row.record)
    decoded = from_json(record, Attribution)
    words = {}
    for part in ("source", "cue", "content"):
        held = getattr(row, f"{part}_words")
        words[f"{part}_words"] = mask.apply(held) if text is None else words_of(text, getattr(decoded, part))
    return {
        "record": record,
        **words,
        "speaker_key": speaker_key(decoded.speaker.name, words["source_words"]),
    }


def _mask_table(connection: Connection, table: Table, mask: Mask, touched: Touched) -> None:
    """Mask every column of a table that holds somebody's words."""
    columns = [column for column in table.columns if isinstance(column.type, AnyText)]
    if not columns:
        return
    keys = list(table.primary_key.columns)
    found: list[tuple[Any, dict[str, str]]] = []
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(select(table).order_by(*keys)):
        changed: dict[str, str] = {}
        for column in columns:
            value = row._mapping[column.name]
            masked = _masked(mask, column.type, value)
            if masked is not None and masked != value:
                changed[column.name] = masked
        if changed:
            found.append((row, changed))
    for row, changed in found:
        if table is documents and "identity" in changed:
            changed["identity"] += f" (d{row.id})"  # two identities may be the same now
        connection.execute(
            table.update().where(*(key == row._mapping[key.name] for key in keys)).values(**changed)
        )
        _note(table, row, changed, touched)


def _masked(mask: Mask, kind: Any, value: str | None) -> str | None:
    if value is None:
        return None
    return _masked_json(mask, value) if isinstance(kind, Json) else mask.apply(value)


def _masked_json(mask: Mask, value: str) -> str:
    decoded = from_json(value, object)
    masked = mask.apply_within(decoded)
    return value if masked == decoded else to_json(masked)


def _note(table: Table, row: Any, changed: dict[str, str], touched: Touched) -> None:
    """Remember what follows from a change in one row."""
    if table is versions:
        touched.documents.add(row.document_id)
    elif table is extractions:
        if _extracted(row.facts) != _extracted(changed["facts"]):
            touched.originals.add(row.original_id)
    elif table is readings:
        touched.readings.add(row.id)
    elif table is documents:
        touched.documents.add(row.id)
    elif table is captures:
        touched.documents.add(row.document_id)
    elif table is judgements:
        touched.judgements += 1


def _file_again(connection: Connection, mask: Mask) -> None:
    """File the names of speakers anew, where the name stood: keys are computed from it and would betray it."""
    filed = select(speaker_keys.c.speaker_id, speaker_keys.c.name).distinct()
    wanted = {
        row.speaker_id
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(
            filed.order_by(speaker_keys.c.speaker_id, speaker_keys.c.name)
        )
        if mask.apply(row.name) != row.name
    }
    for trait in connection.execute(
        select(speaker_traits).order_by(speaker_traits.c.speaker_id, speaker_traits.c.trait)
    ):
        if mask.apply(trait.trait[1:]) != trait.trait[1:]:
            wanted.add(trait.speaker_id)
    speaker_index.refresh(connection, wanted)


def _extracted(facts: str) -> dict[str, Any]:
    """The facts that came out of the original bytes; where it lay may name somebody without its words doing so."""
    outside = ("path", "url", "locator")
    return {name: value for name, value in from_json(facts, dict).items() if name not in outside}


def _label_again(connection: Connection, touched: Touched) -> None:
    """Make the labels of what is masked anew, and who is found by a checksum of a name: they would betray it."""
    for number in sorted(touched.readings):
        query = select(attributions.c.id).where(attributions.c.reading_id == number)
        ids = connection.scalars(query.order_by(attributions.c.id)).all()
        labels.refresh(connection, ids)
        occasions.refresh(connection, ids)


def _digest_again(connection: Connection, touched: Touched) -> None:
    """Compute the readings' digests from what is masked: the old ones could be used to guess the name."""
    for number in sorted(touched.readings):
        records = connection.scalars(
            select(attributions.c.record)
            .where(attributions.c.reading_id == number)
            .order_by(attributions.c.position)
        ).all()
        warnings = connection.execute(select(readings.c.warnings).filter_by(id=number)).scalar_one()
        digest = reading_digest(tuple(records), warnings)
        connection.execute(readings.update().where(readings.c.id == number).values(digest=digest))


def _erase_originals(
    connection: Connection, touched: Touched, checked: dict[str, bool], tombstone: int
) -> int:
    """Erase the originals that hold the name, or whose extraction did; their digests too, which would betray it."""
    wanted = set(touched.originals)
    for number in sorted(touched.versions):
        from_version = select(extractions.c.original_id).where(extractions.c.version_id == number)
        wanted.update(connection.scalars(from_version.order_by(extractions.c.id)))
    erased = 0
    held = select(originals).where(originals.c.sha256.is_not(None)).order_by(originals.c.id)
    for row in connection.execute(held).all():
        if row.id in wanted or checked.get(row.sha256, False):
            doom_original(connection, row.sha256)
            gone = originals.update().where(originals.c.id == row.id)
            connection.execute(gone.values(sha256=None, erased_by=tombstone))
            erased += 1
            of_original = select(captures.c.document_id).where(captures.c.original_id == row.id)
            touched.documents.update(connection.scalars(of_original.order_by(captures.c.id)))
    return erased
