"""What speakers are looked up by: the keys of their names, and the traits that tell namesakes apart.

Both are computed from the current mentions of a speaker; they grow with each mention and are made anew when mentions move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger import sqlite
from onrecord.ledger.bearing import chunks
from onrecord.ledger.encoding import from_json
from onrecord.ledger.speaker_schema import (
    mention_roles,
    mentions,
    speaker_keys,
    speaker_memberships,
    speaker_traits,
)
from onrecord.speakers.blocking import JOINED, PERSON, keys
from onrecord.speakers.gathering import Gathered, companions
from onrecord.speakers.joining import traits

Content = tuple[set[tuple[str, str]], set[str]]
"""Keys with names, and traits."""


def key_rows(speaker_id: int, names: Iterable[str], kind: str) -> list[dict[str, Any]]:
    """The rows under which a speaker's names are filed."""
    return [
        {"key": key, "speaker_id": speaker_id, "name": name}
        for name in dict.fromkeys(names)
        for key in keys(name, kind).filed
    ]


def add(connection: Connection, placed: Sequence[tuple[int, Gathered]], known: Iterable[int] = ()) -> None:
    """File the names and traits of mentions under their speakers.

    ``known`` are the speakers under whom the very same name is filed already.
    """
    filed = set(known)
    names = [
        row
        for speaker_id, mention in placed
        if speaker_id not in filed
        for row in key_rows(speaker_id, [mention.name], mention.kind)
    ]
    more = [
        {"speaker_id": speaker_id, "trait": trait}
        for speaker_id, mention in placed
        for trait in sorted(mention.traits)
    ]
    sqlite.insert_new(connection, speaker_keys, names)
    sqlite.insert_new(connection, speaker_traits, more)


def refresh(connection: Connection, speaker_ids: Iterable[int]) -> None:
    """Make the keys and traits of these speakers anew."""
    for chunk in chunks(speaker_ids):
        connection.execute(speaker_keys.delete().where(speaker_keys.c.speaker_id.in_(chunk)))
        connection.execute(speaker_traits.delete().where(speaker_traits.c.speaker_id.in_(chunk)))
        for speaker_id, (names, marks) in content_of(connection, chunk).items():
            sqlite.insert_new(
                connection,
                speaker_keys,
                [{"key": key, "speaker_id": speaker_id, "name": name} for key, name in sorted(names)],
            )
            sqlite.insert_new(
                connection,
                speaker_traits,
                [{"speaker_id": speaker_id, "trait": one} for one in sorted(marks)],
            )


def content_of(connection: Connection, speaker_ids: Sequence[int]) -> dict[int, Content]:
    """What should be filed under each of these speakers (at most a few hundred)."""
    query = (
        select(
            speaker_memberships.c.speaker_id,
            mentions.c.id,
            mentions.c.kind,
            mentions.c.name,
            mentions.c.names,
            mentions.c.import_id,
            mentions.c.reading_id,
        )
        .join(mentions, mentions.c.id == speaker_memberships.c.mention_id)
        .where(
            speaker_memberships.c.speaker_id.in_(speaker_ids), mentions.c.current, mentions.c.kind.in_(JOINED)
        )
        .order_by(speaker_memberships.c.speaker_id, mentions.c.id)
    )
    rows = connection.execute(query).all()
    roles = _roles(connection, [row.id for row in rows])
    beside = _beside(connection, {row.reading_id for row in rows if row.reading_id is not None})
    found: dict[int, Content] = defaultdict(lambda: (set(), set()))
    for row in rows:
        filed, marks = found[row.speaker_id]
        names = [row.name, *(from_json(row.names, list) if row.import_id is not None else [])]
        for name in names:
            filed.update((key, name) for key in keys(name, row.kind).filed)
        others = companions(row.name, beside.get(row.reading_id, []))
        marks |= traits(roles[row.id], others)
    return dict(found)


def _roles(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str | None]]]:
    found: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for chunk in chunks(ids):
        query = select(mention_roles.c.mention_id, mention_roles.c.title, mention_roles.c.body)
        query = query.where(mention_roles.c.mention_id.in_(chunk))
        for number, title, body in connection.execute(
            query.order_by(mention_roles.c.mention_id, mention_roles.c.position)
        ):
            found[number].append((title, body))
    return found


def _beside(connection: Connection, reading_ids: set[int]) -> dict[int, list[str]]:
    """The whole names of people in each reading."""
    found: dict[int, list[str]] = defaultdict(list)
    for chunk in chunks(reading_ids):
        query = select(mentions.c.reading_id, mentions.c.name)
        query = query.where(mentions.c.reading_id.in_(chunk), mentions.c.kind == PERSON, mentions.c.current)
        for number, name in connection.execute(query.order_by(mentions.c.reading_id, mentions.c.id)):
            if keys(name, PERSON).whole:
                found[number].append(name)
    return found
