"""Which members a group has: the rules' first answer, then the analysts' merges and splits in order.

Statements are groups of attributions, speakers are groups of mentions. Every outer attribution and every mention has a
home: the group that the rules put it into. Merges, splits and resolved reviews are replayed over the homes, less those
undone, whenever one of them changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Select, Table, or_, select

from onrecord.ledger.bearing import chunks, gone_among
from onrecord.ledger.schema import judgement_targets, judgements, memberships
from onrecord.ledger.speaker_schema import speaker_memberships

MOVING = ("merge", "split")


@dataclass(frozen=True, slots=True)
class Groups:
    """One kind of groups: where its memberships stand, and the letters of groups and members in judgements."""

    table: Table
    member: Column[int]
    group: Column[int]
    group_letter: str
    member_letter: str


STATEMENTS = Groups(memberships, memberships.c.attribution_id, memberships.c.statement_id, "s", "a")
SPEAKERS = Groups(
    speaker_memberships, speaker_memberships.c.mention_id, speaker_memberships.c.speaker_id, "p", "m"
)


@dataclass(slots=True)
class Member:
    """One attribution or mention on its way through the replay."""

    id: int
    home: int
    now: int
    follows: int | None
    judgement: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A judgement that moves members: all of the ``groups``, or the ``members``, to ``to``."""

    judgement: int
    groups: frozenset[int]
    members: frozenset[int]
    to: int


def replay(members: Iterable[Member], moves: Iterable[Move]) -> None:
    """Set where each member is now and which judgement put it there.

    What is said of a member holds for those that follow it: the same in a newer reading.
    """
    held = {member.id: member for member in members}
    for member in held.values():
        member.now, member.judgement = member.home, None
    for move in sorted(moves, key=lambda move: move.judgement):
        for member in held.values():
            if member.now == move.to:
                continue
            if member.now in move.groups or _follows(member, move.members, held):
                member.now, member.judgement = move.to, move.judgement


def _follows(member: Member, wanted: Collection[int], held: dict[int, Member]) -> bool:
    seen: set[int] = set()
    at: Member | None = member
    while at is not None and at.id not in seen:
        if at.id in wanted:
            return True
        seen.add(at.id)
        at = held.get(at.follows) if at.follows is not None else None
    return False


def regroup(connection: Connection, ids: Iterable[int], groups: Groups = STATEMENTS) -> set[int]:
    """Replay the moves that touch these groups, or any joined to them by a move; all groups touched."""
    touched, moves = _joined(connection, set(ids), groups)
    table = groups.table
    held: list[Member] = []
    for chunk in chunks(touched):
        query = (
            select(groups.member, table.c.home_id, groups.group, table.c.follows_id, table.c.judgement_id)
            .where(table.c.home_id.in_(chunk))
            .order_by(groups.member)
        )
        held += (Member(*row) for row in connection.execute(query))
    before = {member.id: (member.now, member.judgement) for member in held}
    replay(held, moves)
    for member in held:
        if before[member.id] != (member.now, member.judgement):
            connection.execute(
                table.update()
                .where(groups.member == member.id)
                .values({groups.group.name: member.now, "judgement_id": member.judgement})
            )
    return touched


def _joined(connection: Connection, ids: set[int], groups: Groups) -> tuple[set[int], list[Move]]:
    """The groups that moves, undone ones too, join to these; and the moves among them that count."""
    touched, seen, targets = set(ids), set[int](), {}
    frontier = set(ids)
    while frontier:
        found = _moves_of(connection, frontier, groups) - seen
        seen |= found
        frontier = set()
        for number in sorted(found):
            named, members = _targets(connection, number, groups)
            targets[number] = (named, members)
            frontier |= (set(named) | _homes(connection, members, groups)) - touched
        touched |= frontier
    counted = seen - gone_among(connection, seen)
    kinds = _kinds(connection, counted)
    moves = []
    for number in sorted(counted):
        named, members = targets[number]
        if kinds[number] == "merge":
            moves.append(Move(number, frozenset(named[1:]), frozenset(), named[0]))
        elif named:  # a split and a resolve name the group to move to last
            moves.append(Move(number, frozenset(), frozenset(members), named[-1]))
    return touched, moves


def _moves_of(connection: Connection, ids: set[int], groups: Groups) -> set[int]:
    """The judgements that move members from or to these groups."""
    found: set[int] = set()
    moving = or_(judgements.c.kind.in_(MOVING), judgements.c.id.in_(_resolving()))
    for chunk in chunks(ids):
        query = (
            select(judgements.c.id)
            .join(judgement_targets, judgement_targets.c.judgement_id == judgements.c.id)
            .where(
                judgement_targets.c.kind == groups.group_letter,
                judgement_targets.c.target_id.in_(chunk),
                moving,
            )
            .order_by(judgements.c.id)
        )
        found.update(connection.scalars(query))
        # and those that move by name a member whose home is one of these groups
        query = (
            select(judgements.c.id)
            .join(judgement_targets, judgement_targets.c.judgement_id == judgements.c.id)
            .join(groups.table, groups.member == judgement_targets.c.target_id)
            .where(
                judgement_targets.c.kind == groups.member_letter,
                groups.table.c.home_id.in_(chunk),
                moving,
            )
            .order_by(judgements.c.id)
        )
        found.update(connection.scalars(query))
    return found


def _resolving() -> Select[tuple[int]]:
    return select(judgement_targets.c.judgement_id).where(judgement_targets.c.kind == "r")


def _targets(connection: Connection, judgement: int, groups: Groups) -> tuple[list[int], list[int]]:
    """The groups and the members that a judgement names, each in its order."""
    query = (
        select(judgement_targets.c.kind, judgement_targets.c.target_id)
        .where(judgement_targets.c.judgement_id == judgement)
        .order_by(judgement_targets.c.position)
    )
    named: dict[str, list[int]] = defaultdict(list)
    for kind, number in connection.execute(query):
        named[kind].append(number)
    return named[groups.group_letter], named[groups.member_letter]


def _homes(connection: Connection, members: list[int], groups: Groups) -> set[int]:
    found: set[int] = set()
    for chunk in chunks(members):
        query = select(groups.table.c.home_id).where(groups.member.in_(chunk))
        found.update(connection.scalars(query.order_by(groups.table.c.home_id)))
    return found


def _kinds(connection: Connection, ids: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in chunks(ids):
        query = select(judgements.c.id, judgements.c.kind).where(judgements.c.id.in_(chunk))
        found.update((number, kind) for number, kind in connection.execute(query.order_by(judgements.c.id)))
    return found
