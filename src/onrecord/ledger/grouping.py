"""Which attributions a statement rests on: the rules' first answer, then the analysts' merges and splits in order.

Every outer attribution has a home: the statement that the rules put it into. Merges, splits and resolved reviews are
replayed over the homes, less those undone, whenever one of them changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, or_, select

from onrecord.ledger.bearing import chunks, gone_among
from onrecord.ledger.schema import judgement_targets, judgements, memberships

MOVING = ("merge", "split")


@dataclass(slots=True)
class Member:
    """One attribution on its way through the replay."""

    id: int
    home: int
    now: int
    follows: int | None
    judgement: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A judgement that moves attributions: all of the ``statements``, or the ``attributions``, to ``to``."""

    judgement: int
    statements: frozenset[int]
    attributions: frozenset[int]
    to: int


def replay(members: Iterable[Member], moves: Iterable[Move]) -> None:
    """Set where each member is now and which judgement put it there.

    What is said of an attribution holds for those that follow it: the same words in a newer reading.
    """
    held = {member.id: member for member in members}
    for member in held.values():
        member.now, member.judgement = member.home, None
    for move in sorted(moves, key=lambda move: move.judgement):
        for member in held.values():
            if member.now == move.to:
                continue
            if member.now in move.statements or _follows(member, move.attributions, held):
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


def regroup(connection: Connection, statement_ids: Iterable[int]) -> set[int]:
    """Replay the moves that touch these statements, or any joined to them by a move; all statements touched."""
    touched, moves = _joined(connection, set(statement_ids))
    held: list[Member] = []
    for chunk in chunks(touched):
        query = (
            select(memberships).where(memberships.c.home_id.in_(chunk)).order_by(memberships.c.attribution_id)
        )
        held += (
            Member(row.attribution_id, row.home_id, row.statement_id, row.follows_id, row.judgement_id)
            for row in connection.execute(query)
        )
    before = {member.id: (member.now, member.judgement) for member in held}
    replay(held, moves)
    for member in held:
        if before[member.id] != (member.now, member.judgement):
            connection.execute(
                memberships.update()
                .where(memberships.c.attribution_id == member.id)
                .values(statement_id=member.now, judgement_id=member.judgement)
            )
    return touched


def _joined(connection: Connection, statement_ids: set[int]) -> tuple[set[int], list[Move]]:
    """The statements that moves, undone ones too, join to these; and the moves among them that count."""
    touched, seen, targets = set(statement_ids), set[int](), {}
    frontier = set(statement_ids)
    while frontier:
        found = _moves_of(connection, frontier) - seen
        seen |= found
        frontier = set()
        for number in sorted(found):
            statements, attributions = _targets(connection, number)
            targets[number] = (statements, attributions)
            frontier |= (set(statements) | _homes(connection, attributions)) - touched
        touched |= frontier
    counted = seen - gone_among(connection, seen)
    kinds = _kinds(connection, counted)
    moves = []
    for number in sorted(counted):
        statements, attributions = targets[number]
        if kinds[number] == "merge":
            moves.append(Move(number, frozenset(statements[1:]), frozenset(), statements[0]))
        elif statements:  # a split and a resolve name the statement to move to last
            moves.append(Move(number, frozenset(), frozenset(attributions), statements[-1]))
    return touched, moves


def _moves_of(connection: Connection, statement_ids: set[int]) -> set[int]:
    """The judgements that move attributions from or to these statements."""
    found: set[int] = set()
    for chunk in chunks(statement_ids):
        query = (
            select(judgements.c.id)
            .join(judgement_targets, judgement_targets.c.judgement_id == judgements.c.id)
            .where(
                judgement_targets.c.kind == "s",
                judgement_targets.c.target_id.in_(chunk),
                or_(judgements.c.kind.in_(MOVING), judgements.c.id.in_(_resolving())),
            )
            .order_by(judgements.c.id)
        )
        found.update(connection.scalars(query))
        found.update(_moving_members(connection, chunk))
    return found


def _moving_members(connection: Connection, statement_ids: list[int]) -> list[int]:
    """The judgements that move by name an attribution whose home is one of these statements."""
    query = (
        select(judgements.c.id)
        .join(judgement_targets, judgement_targets.c.judgement_id == judgements.c.id)
        .join(memberships, memberships.c.attribution_id == judgement_targets.c.target_id)
        .where(
            judgement_targets.c.kind == "a",
            memberships.c.home_id.in_(statement_ids),
            or_(judgements.c.kind.in_(MOVING), judgements.c.id.in_(_resolving())),
        )
        .order_by(judgements.c.id)
    )
    return list(connection.scalars(query))


def _resolving() -> Select[tuple[int]]:
    return select(judgement_targets.c.judgement_id).where(judgement_targets.c.kind == "r")


def _targets(connection: Connection, judgement: int) -> tuple[list[int], list[int]]:
    """The statements and the attributions that a judgement names, each in its order."""
    query = (
        select(judgement_targets.c.kind, judgement_targets.c.target_id)
        .where(judgement_targets.c.judgement_id == judgement)
        .order_by(judgement_targets.c.position)
    )
    named: dict[str, list[int]] = defaultdict(list)
    for kind, number in connection.execute(query):
        named[kind].append(number)
    return named["s"], named["a"]


def _homes(connection: Connection, attribution_ids: list[int]) -> set[int]:
    found: set[int] = set()
    for chunk in chunks(attribution_ids):
        query = select(memberships.c.home_id).where(memberships.c.attribution_id.in_(chunk))
        found.update(connection.scalars(query.order_by(memberships.c.home_id)))
    return found


def _kinds(connection: Connection, ids: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in chunks(ids):
        query = select(judgements.c.id, judgements.c.kind).where(judgements.c.id.in_(chunk))
        found.update((number, kind) for number, kind in connection.execute(query.order_by(judgements.c.id)))
    return found
