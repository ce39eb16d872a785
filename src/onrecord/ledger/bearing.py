"""Which judgements bear on which record: those that name it, and those carried over to it by its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, select

from onrecord.ledger import folding
from onrecord.ledger.encoding import from_json
from onrecord.ledger.folding import Act
from onrecord.ledger.schema import carried, judgement_targets, judgements

_AT_ONCE = 500

Id = TypeVar("Id", int, str)


@dataclass(frozen=True, slots=True, order=True)
class Bearing:
    """One judgement that bears on a record.

    ``tentative`` is true where it came here by similar words only and nobody has said that this is right.
    """

    judgement_id: int
    tentative: bool


def chunks(ids: Iterable[Id]) -> list[list[Id]]:
    """``ids`` without doubles, in order, in pieces that fit into one query."""
    ordered = sorted(set(ids))
    return [ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE)]


def gone_among(connection: Connection, ids: Collection[int]) -> set[int]:
    """Those of the judgements ``ids`` that have been taken back."""
    undos: dict[int, set[int]] = defaultdict(set)
    frontier = set(ids)
    while frontier:
        found: set[int] = set()
        for chunk in chunks(frontier):
            wanted = (judgement_targets.c.kind == "j", judgement_targets.c.target_id.in_(chunk))
            query = select(judgement_targets.c.judgement_id, judgement_targets.c.target_id).where(*wanted)
            for undo, target in connection.execute(query.order_by(judgement_targets.c.judgement_id)):
                if undo not in undos:
                    found.add(undo)
                undos[undo].add(target)
        frontier = found
    return folding.undone(undos) & set(ids)


def named(connection: Connection, kind: str, ids: Iterable[int]) -> dict[int, list[int]]:
    """For each record of one kind, the judgements that name it, undone ones included, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for chunk in chunks(ids):
        query = (
            select(judgement_targets.c.target_id, judgement_targets.c.judgement_id)
            .where(judgement_targets.c.kind == kind, judgement_targets.c.target_id.in_(chunk))
            .order_by(judgement_targets.c.target_id, judgement_targets.c.judgement_id)
        )
        for target, judgement in connection.execute(query):
            found[target].append(judgement)
    return found


def settled(connection: Connection, review_ids: Collection[int]) -> dict[int, tuple[int, int | None]]:
    """For each item up for review that was resolved: the judgement that did, and the attribution it chose."""
    naming = named(connection, "r", review_ids)
    resolves = {judgement for ids in naming.values() for judgement in ids}
    counted = resolves - gone_among(connection, resolves)
    chosen: dict[int, int] = {}
    for chunk in chunks(counted):
        query = (
            select(judgement_targets.c.judgement_id, judgement_targets.c.target_id)
            .where(judgement_targets.c.kind == "a", judgement_targets.c.judgement_id.in_(chunk))
            .order_by(judgement_targets.c.judgement_id)
        )
        chosen.update((judgement, target) for judgement, target in connection.execute(query))
    latest = {review: [j for j in ids if j in counted] for review, ids in naming.items()}
    return {review: (ids[-1], chosen.get(ids[-1])) for review, ids in latest.items() if ids}


def bearing_on(connection: Connection, ids: Sequence[int]) -> dict[int, list[Bearing]]:
    """For each attribution, the judgements that bear on it, undone ones included."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    naming = named(connection, "a", ids)
    for target, numbers in naming.items():
        for judgement in numbers:
            found[target][judgement] = False
    for target, judgement, tentative in (*_carried_to(connection, ids), *_placed_by_hand(connection, naming)):
        found[target][judgement] = found[target].get(judgement, True) and tentative
    return {target: [Bearing(j, t) for j, t in sorted(by.items())] for target, by in found.items()}


def _carried_to(connection: Connection, ids: Sequence[int]) -> list[tuple[int, int, bool]]:
    """(attribution, judgement, tentative) for what was carried over by words and not placed elsewhere by hand."""
    rows: list[Row[Any]] = []
    for chunk in chunks(ids):
        mine = (carried.c.to_id.in_(chunk), carried.c.kind == "a", carried.c.how != "review")
        rows += connection.execute(select(carried).where(*mine).order_by(carried.c.id)).all()
    decided = settled(connection, [row.id for row in rows if row.how == "fuzzy"])
    return [
        (row.to_id, row.judgement_id, row.how == "fuzzy" and row.id not in decided)
        for row in rows
        if row.id not in decided or decided[row.id][1] == row.to_id
    ]


def _placed_by_hand(connection: Connection, naming: dict[int, list[int]]) -> list[tuple[int, int, bool]]:
    """(attribution, judgement, False) for what a ``resolve`` that names the attribution put there."""
    all_numbers = {judgement for numbers in naming.values() for judgement in numbers}
    reviewed: dict[int, list[int]] = defaultdict(list)
    for chunk in chunks(all_numbers):
        query = (
            select(judgement_targets.c.judgement_id, carried.c.judgement_id)
            .join(carried, carried.c.id == judgement_targets.c.target_id)
            .where(
                judgement_targets.c.kind == "r",
                judgement_targets.c.judgement_id.in_(chunk),
                carried.c.kind == "a",
            )
            .order_by(judgement_targets.c.judgement_id, carried.c.id)
        )
        for resolve, judgement in connection.execute(query):
            reviewed[resolve].append(judgement)
    gone = gone_among(connection, set(reviewed))
    return [
        (target, judgement, False)
        for target, numbers in naming.items()
        for resolve in numbers
        if resolve not in gone
        for judgement in reviewed.get(resolve, ())
    ]


def acts(connection: Connection, ids: Collection[int]) -> dict[int, Act]:
    """The judgements ``ids`` as folding takes them."""
    found: dict[int, Act] = {}
    for chunk in chunks(ids):
        about = set(
            connection.scalars(
                select(judgement_targets.c.judgement_id)
                .where(judgement_targets.c.kind == "r", judgement_targets.c.judgement_id.in_(chunk))
                .order_by(judgement_targets.c.judgement_id)
            )
        )
        query = select(judgements).where(judgements.c.id.in_(chunk)).order_by(judgements.c.id)
        for row in connection.execute(query):
            found[row.id] = Act(row.id, row.kind, row.reason, from_json(row.payload, dict), row.id in about)
    return found
