"""Verifying: is everything still what it was when it was captured, and does all of it hold together?"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from onrecord.attributions.record import Attribution
from onrecord.ledger import indexing, labels, occasions, speaker_index, sqlite, standings
from onrecord.ledger.bearing import chunks
from onrecord.ledger.encoding import from_json, words_of
from onrecord.ledger.opening import Opened
from onrecord.ledger.reports import VerifyReport
from onrecord.ledger.schema import (
    attributions,
    carried,
    documents,
    judgement_targets,
    originals,
    statements,
    states,
    texts,
    versions,
)
from onrecord.ledger.speaker_verifying import lost_mentions, wrong_speakers
from onrecord.ledger.standings import standings_of, state_row

_AT_ONCE = 200
_NOT = "not what the ledger holds (run: onrecord verify --fix)"
_PARTS = ("source", "cue", "content")


def verify(opened: Opened, *, fix: bool) -> VerifyReport:
    """Check everything; see :meth:`Ledger.verify`."""
    repaired = tuple(_repair(opened)) if fix else ()
    counts: Counter[str] = Counter()
    problems = list(_check_originals(opened, counts))
    problems += _check_texts(opened, counts)
    with opened.read() as connection:
        problems += sqlite.check_file(connection)
        problems += (f"{kind}{number}: its state is {_NOT}" for kind, number in _wrong_states(connection))
        problems += (f"{kind}{number}: search is {_NOT}" for kind, number in _wrong_index(connection))
        problems += (f"a{number}: what it is filtered by is {_NOT}" for number in labels.wrong(connection))
        problems += (f"a{number}: whose and when it is {_NOT}" for number in occasions.wrong(connection))
        problems += (f"p{number}: what it is found by is {_NOT}" for number in wrong_speakers(connection))
        problems += (
            f"m{number}: no speaker has it, or it speaks nothing" for number in lost_mentions(connection)
        )
    with opened.write() as connection:
        problems += sqlite.check_words(connection)
    orphans, removed = _orphans(opened, fix)
    return VerifyReport(
        originals=counts["originals"],
        erased=counts["erased"],
        texts=counts["texts"],
        attributions=counts["attributions"],
        problems=tuple(problems),
        orphans=orphans,
        orphans_removed=removed,
        repaired=repaired,
    )


def _repair(opened: Opened) -> Iterator[str]:
    """Compute anew what is computed from the rest: states from judgements, the index from the texts."""
    with opened.write() as connection:
        for kind, number in list(_wrong_states(connection)):
            standings.refresh(connection, kind, [number])
            yield f"{kind}{number}: its state was computed anew"
        for number in list(labels.wrong(connection)):
            labels.refresh(connection, [number])
            yield f"a{number}: what it is filtered by was computed anew"
        for number in list(occasions.wrong(connection)):
            occasions.refresh(connection, [number])
            yield f"a{number}: whose and when it is was computed anew"
        for number in list(wrong_speakers(connection)):
            speaker_index.refresh(connection, [number])
            yield f"p{number}: what it is found by was computed anew"
        wrong = set()
        for kind, number in list(_wrong_index(connection)):
            if kind == "a":
                query = select(attributions.c.document_id).where(attributions.c.id == number)
                document = connection.execute(query).scalar_one_or_none()
                sqlite.drop_words(connection, "attribution_words", [number])
            else:
                document = number
                sqlite.drop_words(connection, "document_words", [number])
            wrong.add(document)
        for document in sorted(number for number in wrong if number is not None):
            indexing.index_document(connection, document)
            yield f"d{document}: was indexed anew"


def _pages(opened: Opened, table: Table, key: str, *columns: Any) -> Iterator[Any]:
    """The rows of a table by their key, in short reads, so that nobody waits for a long check."""
    last = 0
    query = select(table.c[key], *columns).order_by(table.c[key]).limit(_AT_ONCE)
    while True:
        with opened.read() as connection:
            rows = connection.execute(query.where(table.c[key] > last)).all()
        if not rows:
            return
        last = rows[-1][0]
        yield from rows


def _check_originals(opened: Opened, counts: Counter[str]) -> Iterator[str]:
    for row in _pages(opened, originals, "id", originals.c.sha256):
        if row.sha256 is None:
            counts["erased"] += 1
            continue
        counts["originals"] += 1
        found = opened.originals.digest(row.sha256)
        if found is None and _still_held(opened, row.id):
            yield f"original {row.sha256}: missing from {opened.originals.root} (restore a backup)"
        elif found is not None and found != row.sha256:
            yield f"original {row.sha256}: its bytes have been changed (restore a backup)"


def _still_held(opened: Opened, original_id: int) -> bool:
    """Whether an original is not being forgotten just now."""
    query = select(originals.c.sha256).where(originals.c.id == original_id, originals.c.sha256.is_not(None))
    with opened.read() as connection:
        return connection.execute(query).first() is not None


def _check_texts(opened: Opened, counts: Counter[str]) -> Iterator[str]:
    """Every text against its digest, every attribution against its text: one version at a time."""
    for row in _pages(opened, versions, "id", versions.c.document_id, versions.c.number):
        with opened.read() as connection:
            version = connection.execute(
                select(versions.c.text_sha256, versions.c.characters, texts.c.text)
                .outerjoin(texts, texts.c.version_id == versions.c.id)
                .where(versions.c.id == row.id)
            ).one_or_none()
            if version is None:
                continue  # forgotten since
            counts["texts"] += 1
            name = f"d{row.document_id}, version {row.number}"
            if version.text is None:
                yield f"{name}: its text is missing (restore a backup)"
                continue
            digest = hashlib.sha256(version.text.encode("utf-8", "surrogatepass")).hexdigest()
            if digest != version.text_sha256 or len(version.text) != version.characters:
                yield f"{name}: its text has been changed (restore a backup)"
            said = select(attributions).where(attributions.c.version_id == row.id).order_by(attributions.c.id)
            for attribution in connection.execute(said):
                counts["attributions"] += 1
                yield from _check_attribution(attribution, version.text)


def _check_attribution(row: Any, text: str) -> Iterator[str]:
    try:
        record = from_json(row.record, Attribution)
    except msgspec.MsgspecError as error:
        yield f"a{row.id}: its record cannot be read: {error}"
        return
    for part in _PARTS:
        spans = getattr(record, part)
        if any(not 0 <= start <= end <= len(text) for start, end in spans):
            yield f"a{row.id}: a span of its {part} is not in the text"
        elif words_of(text, spans) != getattr(row, f"{part}_words"):
            yield f"a{row.id}: the words of its {part} are not those in the text"
    named = {"target": record.toward.span if record.toward else None}
    named |= {f"role “{role.title}”": role.span for role in record.speaker.roles}
    for what, span in named.items():
        if span is not None and not 0 <= span.start <= span.end <= len(text):
            yield f"a{row.id}: the span of its {what} is not in the text"


def _wrong_states(connection: Connection) -> Iterator[tuple[str, int]]:
    """The records whose state, kept for filtering, is not what their judgements come to."""
    for kind in "asd":
        kept = select(states.c.target_id).where(states.c.kind == kind)
        table = {"a": attributions, "s": statements, "d": documents}[kind]
        named = select(judgement_targets.c.target_id).where(
            judgement_targets.c.kind == kind, judgement_targets.c.target_id.in_(select(table.c.id))
        )
        moved = select(carried.c.to_id).where(carried.c.to_id.is_not(None))
        query = kept.union(named, moved) if kind == "a" else kept.union(named)
        for chunk in chunks(connection.scalars(query.order_by("target_id")).all()):
            standing = standings_of(connection, kind, chunk)
            wanted = {number: state_row(kind, number, found) for number, found in standing.items()}
            mine = select(states).where(states.c.kind == kind, states.c.target_id.in_(chunk))
            rows = connection.execute(mine.order_by(states.c.target_id)).all()
            held = {row.target_id: dict(row._mapping) for row in rows}
            yield from ((kind, number) for number in chunk if held.get(number) != wanted.get(number))


def _wrong_index(connection: Connection) -> Iterator[tuple[str, int]]:
    """What the views show and search does not know, or the other way round."""
    shown = (
        select(documents.c.id)
        .join(versions, versions.c.document_id == documents.c.id)
        .where(versions.c.current, ~documents.c.removed)
    )
    said = (
        select(attributions.c.id)
        .join(versions, versions.c.id == attributions.c.version_id)
        .join(documents, documents.c.id == versions.c.document_id)
        .where(attributions.c.current, versions.c.current, ~documents.c.removed)
    )
    for letter, table, wanted in (("d", "document_words", shown), ("a", "attribution_words", said)):
        numbers = sqlite.indexed_numbers(table)
        for query in (wanted.except_(numbers), numbers.except_(wanted)):
            yield from ((letter, number) for number in connection.scalars(query.order_by("id")))


def _orphans(opened: Opened, fix: bool) -> tuple[int, int]:
    """Originals that no document refers to, left by a killed run: harmless. How many, and how many were removed."""
    if fix:
        opened.originals.clear_unfinished()
    found, removed = 0, 0
    for sha256 in opened.originals:
        with opened.read() as connection:
            if _referred(connection, sha256):
                continue
        found += 1
        if fix:
            # An ``add`` that has put these bytes, and not yet referred to them, puts them again with the pen held.
            with opened.write() as connection, suppress(FileNotFoundError):
                if not _referred(connection, sha256) and opened.originals.delete(sha256):
                    removed += 1
    return found, removed


def _referred(connection: Connection, sha256: str) -> bool:
    return connection.execute(select(originals.c.id).where(originals.c.sha256 == sha256)).first() is not None
