"""Merging and splitting speakers: what such a judgement names, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.ledger import speaker_index
from onrecord.ledger.bearing import chunks
from onrecord.ledger.encoding import now
from onrecord.ledger.grouping import SPEAKERS, regroup
from onrecord.ledger.numbers import take_one
from onrecord.ledger.speaker_schema import speaker_memberships, speakers, spoken
from onrecord.speakers.blocking import PERSON

Target = tuple[str, int]

_PEOPLE = (PERSON, "unnamed_person")


def check_kinds(connection: Connection, named: Sequence[Target]) -> None:
    """Raise :class:`UsageError` where a person and a body or a group are said to be one, or nobody is left of one."""
    ids = [number for letter, number in named if letter == "p"]
    if not ids:
        return
    rows = connection.execute(
        select(speakers.c.id, speakers.c.kind).where(speakers.c.id.in_(ids)).order_by(speakers.c.id)
    ).all()
    if len({row.kind in _PEOPLE for row in rows}) > 1:
        kinds = ", ".join(f"p{row.id} {row.kind.replace('_', ' ')}" for row in rows)
        raise UsageError(f"a person and a body cannot be one speaker ({kinds})")
    for row in rows:
        held = select(speaker_memberships.c.mention_id).where(speaker_memberships.c.speaker_id == row.id)
        if connection.execute(held.limit(1)).first() is None:
            raise UsageError(f"p{row.id}: nothing is left of it: it was merged into another, or taken over")


def split_targets(connection: Connection, named: Sequence[Target]) -> list[Target]:
    """The speaker, the mentions to take out, and the new speaker that they make.

    An attribution stands for the mention that speaks it, a document for its mentions of the speaker.
    """
    (old,) = (number for letter, number in named if letter == "p")
    members = speaker_memberships.c
    held = set(
        connection.scalars(
            select(members.mention_id).where(members.speaker_id == old).order_by(members.mention_id)
        )
    )
    out: list[int] = []
    for letter, number in named:
        if letter == "p":
            continue
        mention = number
        if letter == "a":
            query = select(spoken.c.mention_id).where(spoken.c.attribution_id == number)
            mention = connection.execute(query).scalar_one_or_none() or 0
        if mention not in held:
            raise UsageError(f"{letter}{number}: not one of p{old}")
        out.append(mention)
    if held == set(out):
        raise UsageError(f"p{old}: a split must leave something in it")
    kind = connection.execute(select(speakers.c.kind).where(speakers.c.id == old)).scalar_one()
    new = take_one(connection, "speakers")
    connection.execute(speakers.insert().values(id=new, kind=kind, made_at=now()))
    return [("p", old), *(("m", number) for number in dict.fromkeys(out)), ("p", new)]


def follow(connection: Connection, ids: Collection[int], mention_ids: Collection[int]) -> None:
    """Bring the speakers that a judgement touches up to date."""
    if not ids and not mention_ids:
        return
    members = speaker_memberships.c
    wanted = set(ids)
    for chunk in chunks(mention_ids):
        query = select(members.home_id).where(members.mention_id.in_(chunk))
        wanted.update(connection.scalars(query.order_by(members.home_id)))
    speaker_index.refresh(connection, regroup(connection, wanted, SPEAKERS))
