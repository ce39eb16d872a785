"""Checking what is computed of speakers: each must be found by the names and traits of the mentions they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from onrecord.ledger.speaker_index import Content, content_of
from onrecord.ledger.speaker_schema import mentions, speaker_keys, speaker_memberships, speaker_traits, spoken

_AT_ONCE = 200


def wrong_speakers(connection: Connection) -> Iterator[int]:
    """The speakers that are not filed under all that they should be.

    More is no fault: what an older reading said of a role may stay until the speaker is filed anew.
    """
    last = 0
    number = speaker_memberships.c.speaker_id
    query = select(number).distinct().order_by(number).limit(_AT_ONCE)
    while ids := connection.scalars(query.where(number > last)).all():
        last = ids[-1]
        held = _held(connection, ids)
        for speaker, (names, traits) in content_of(connection, ids).items():
            if not (names <= held[speaker][0] and traits <= held[speaker][1]):
                yield speaker


def _held(connection: Connection, ids: Sequence[int]) -> dict[int, Content]:
    found: dict[int, Content] = defaultdict(lambda: (set(), set()))
    names = select(speaker_keys).where(speaker_keys.c.speaker_id.in_(ids))
    for row in connection.execute(names.order_by(speaker_keys.c.key, speaker_keys.c.speaker_id)):
        found[row.speaker_id][0].add((row.key, row.name))
    traits = select(speaker_traits).where(speaker_traits.c.speaker_id.in_(ids))
    for row in connection.execute(traits.order_by(speaker_traits.c.speaker_id, speaker_traits.c.trait)):
        found[row.speaker_id][1].add(row.trait)
    return found


def lost_mentions(connection: Connection) -> Iterator[int]:
    """The mentions that are no speaker's, or that are shown and speak nothing: a fault of this software."""
    member = select(speaker_memberships.c.mention_id)
    speaking = select(spoken.c.mention_id)
    query = select(mentions.c.id).where(
        mentions.c.id.not_in(member)
        | (mentions.c.current & mentions.c.import_id.is_(None) & mentions.c.id.not_in(speaking))
    )
    yield from connection.scalars(query.order_by(mentions.c.id))
