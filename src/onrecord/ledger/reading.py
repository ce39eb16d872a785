"""Keeping one reading of a version: its attributions come in, those it supersedes stay and step back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.attributions.reading import Reading
from onrecord.ledger import carrying, facts, indexing, labels, mentions, occasions
from onrecord.ledger.encoding import now, to_json, words_of
from onrecord.ledger.lemmas import Lemmas, lemmas_of
from onrecord.ledger.numbers import take
from onrecord.ledger.schema import attributions, readings
from onrecord.speakers.gathering import Gathered, gather
from onrecord.text.document import Document


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading as it goes into the tables; made before the pen is taken, so that nobody waits for it."""

    reading: Reading
    text_sha256: str
    records: tuple[str, ...]
    warnings: str
    digest: str
    lemmas: Lemmas
    speakers: tuple[Gathered, ...] = ()

    @property
    def document(self) -> Document:
        """The document read."""
        return self.reading.document


def prepare(reading: Reading) -> Prepared:
    """Compute all that adding needs and the database does not."""
    records = tuple(to_json(record) for record in reading.attributions)
    warnings = to_json(facts.warnings_of(reading))
    document = reading.document
    return Prepared(
        reading,
        document.text_sha256,
        records,
        warnings,
        reading_digest(records, warnings),
        lemmas_of(document.text, document.language),
        tuple(gather(document, reading.attributions)),
    )


def reading_digest(records: tuple[str, ...], warnings: str) -> str:
    """What tells two readings of one text apart."""
    return hashlib.sha256("\n".join((*records, warnings)).encode("utf-8", "surrogatepass")).hexdigest()


def put_reading(
    connection: Connection,
    prepared: Prepared,
    document_id: int,
    version_id: int,
    *,
    before: int | None,
    removed: bool,
) -> bool:
    """Keep a reading of the version that is current now; false where the very same is held already.

    ``before`` is the reading that the document showed until now: what was judged in it is carried over.
    ``removed`` says that the document is out of all views, so that nothing of it goes into the index.
    """
    reading = prepared.reading
    key = {"version_id": version_id, "made_by": reading.made_by, "made_version": reading.version}
    if before is not None:
        same = select(readings.c.id).filter_by(**key, digest=prepared.digest)
        if connection.execute(same).first() is not None:
            return False
        before = carrying.current_reading(connection, version_id) or before
        _step_back(connection, version_id)
    count = len(prepared.records)
    taken = take(connection, readings=1, attributions=count)
    reading_id, numbers = taken["readings"][0], taken["attributions"]
    more = {"digest": prepared.digest, "made_at": now(), "current": True, "warnings": prepared.warnings}
    connection.execute(readings.insert(), {"id": reading_id, **key, **more})
    place = {"reading_id": reading_id, "document_id": document_id, "version_id": version_id}
    if count:
        connection.execute(attributions.insert(), attribution_rows(prepared, numbers, place))
        labels.put(connection, zip(numbers, reading.attributions, strict=True))
        if not removed:
            numbered = zip(numbers, reading.attributions, strict=True)
            indexing.put_attributions(connection, numbered, prepared.lemmas)
    by_local_id = {record.id: number for number, record in zip(numbers, reading.attributions, strict=True)}
    mentions.put_mentions(connection, prepared.speakers, by_local_id, place, before)
    carrying.carry_over(connection, before, reading_id)
    return True


def _step_back(connection: Connection, version_id: int) -> None:
    """Let a version's attributions make room for those of a newer reading."""
    connection.execute(readings.update().where(readings.c.version_id == version_id).values(current=False))
    mine = attributions.c.version_id == version_id, attributions.c.current
    superseded = connection.scalars(select(attributions.c.id).where(*mine).order_by(attributions.c.id)).all()
    connection.execute(attributions.update().where(*mine).values(current=False))
    mentions.step_back(connection, version_id)
    indexing.drop_attributions(connection, superseded)
    occasions.drop(connection, superseded)


def attribution_rows(prepared: Prepared, numbers: range, place: dict[str, int]) -> list[dict[str, Any]]:
    """The rows of a reading's attributions, numbered in order."""
    text = prepared.document.text
    records = prepared.reading.attributions
    by_local_id = {record.id: number for number, record in zip(numbers, records, strict=True)}
    rows = []
    for position, (number, record) in enumerate(zip(numbers, records, strict=True)):
        if record.nested_in is not None and record.nested_in not in by_local_id:
            raise ValueError(f"{record.id} is nested in {record.nested_in}, which is not in the reading")
        source = words_of(text, record.source)
        rows.append(
            {
                "id": number,
                **place,
                "position": position,
                "local_id": record.id,
                "nested_in_id": by_local_id.get(record.nested_in) if record.nested_in else None,
                "current": True,
                "mode": record.mode,
                "start": min(span.start for span in (*record.source, *record.cue, *record.content)),
                "source_words": source,
                "cue_words": words_of(text, record.cue),
                "content_words": words_of(text, record.content),
                "speaker_key": facts.speaker_key(record.speaker.name, source),
                "record": prepared.records[position],
            }
        )
    return _outer_first(rows)


def _outer_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows so that each comes after the one it is nested in, which may begin later in the text."""
    outer = {row["id"]: row["nested_in_id"] for row in rows}

    def depth(number: int | None) -> int:
        return 0 if number is None else 1 + depth(outer[number])

    return sorted(rows, key=lambda row: depth(row["id"]))
