"""Whose mention is it: candidates by an index, the decision by :mod:`onrecord.speakers.joining`, and what comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, select

from onrecord.ledger import speaker_index
from onrecord.ledger.encoding import now, to_json
from onrecord.ledger.numbers import take
from onrecord.ledger.speaker_schema import (
    mentions,
    speaker_keys,
    speaker_memberships,
    speaker_traits,
    speakers,
    suggestions,
)
from onrecord.speakers.blocking import Keys, keys
from onrecord.speakers.gathering import Gathered
from onrecord.speakers.joining import Decision, Filed, Fit, Seen, decide, fits, needs_traits

MOST_CANDIDATES = 60
"""Speakers looked at for one mention. Where more have a name like it, the name alone decides nothing."""
_FEW = 12
_MOST_NAMES = 600
"""Names of these speakers that are looked at: people of whom much is written have many."""
_ANY = 2**62

_CANDIDATES = (
    select(speaker_keys.c.speaker_id, speaker_keys.c.name)
    .where(
        speaker_keys.c.key.in_(bindparam("keys", expanding=True)),
        speaker_keys.c.speaker_id <= bindparam("upto"),
    )
    .order_by(speaker_keys.c.key, speaker_keys.c.speaker_id, speaker_keys.c.name)
    .limit(bindparam("most"))
)
_SPEAKERS = (
    select(speaker_keys.c.speaker_id)
    .where(speaker_keys.c.key == bindparam("key"), speaker_keys.c.speaker_id <= bindparam("upto"))
    .distinct()
    .order_by(speaker_keys.c.speaker_id)
    .limit(bindparam("most"))
)
_AGREEING = (
    select(speaker_keys.c.speaker_id, speaker_keys.c.name)
    .join(speaker_traits, speaker_traits.c.speaker_id == speaker_keys.c.speaker_id)
    .where(
        speaker_keys.c.key.in_(bindparam("keys", expanding=True)),
        speaker_keys.c.speaker_id <= bindparam("upto"),
        speaker_traits.c.trait.in_(bindparam("traits", expanding=True)),
    )
    .distinct()
    .order_by(speaker_keys.c.speaker_id, speaker_keys.c.name)
    .limit(MOST_CANDIDATES)
)
_SHARED = (
    select(speaker_traits.c.speaker_id, speaker_traits.c.trait)
    .where(
        speaker_traits.c.speaker_id.in_(bindparam("speakers", expanding=True)),
        speaker_traits.c.trait.in_(bindparam("traits", expanding=True)),
    )
    .order_by(speaker_traits.c.speaker_id, speaker_traits.c.trait)
)
_NAMED = (
    select(mentions.c.id)
    .join(speaker_memberships, speaker_memberships.c.mention_id == mentions.c.id)
    .where(speaker_memberships.c.speaker_id == bindparam("speaker_id"), mentions.c.current)
    .order_by(mentions.c.name != bindparam("name"), mentions.c.id)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Placing:
    """A mention that is held and waits for its speaker."""

    id: int
    mention: Gathered


def place(connection: Connection, placings: Sequence[Placing], *, taken: Collection[int] = ()) -> list[int]:
    """Give each mention its speaker, and keep why; the speakers, in order.

    A speaker takes one mention of a document: what the document keeps apart, the ledger does not join by itself.
    ``taken`` are the speakers that have theirs.
    """
    busy = set(taken)
    decisions = []
    for placing in placings:
        decision = look(connection, placing.mention.seen, busy)
        if decision.joined is not None:
            busy.add(decision.joined.speaker_id)
        decisions.append(decision)
    return write(connection, placings, decisions)


def look(connection: Connection, seen: Seen, busy: Collection[int], *, upto: int = _ANY) -> Decision:
    """Find candidates and decide; speakers with numbers over ``upto`` are not looked at."""
    mine = keys(seen.name, seen.kind)
    if not mine.filed:
        return decide(replace(seen, kind="unnamed_person"), ())
    filed, many = _candidates(connection, mine.wanted, MOST_CANDIDATES, upto)
    found = [fit for fit in fits(seen, filed) if fit.speaker_id not in busy]
    if not many and found and not needs_traits(found):
        return decide(seen, found)
    if mine.also:
        less, _ = _candidates(connection, mine.also, _FEW, upto)
        filed += less
    if seen.traits:
        filed += _agreeing(connection, mine, seen, upto)
    found = _sharing(connection, seen, fits(seen, filed))
    free = [fit for fit in found if fit.speaker_id not in busy]
    return decide(seen, free, many=many)


def _candidates(
    connection: Connection, wanted: Sequence[str], most: int, upto: int
) -> tuple[list[Filed], bool]:
    """The names that share a key, of ``most`` speakers, and whether more speakers have one."""
    asked = {"keys": list(wanted), "most": most + 1, "upto": upto}
    rows = connection.execute(_CANDIDATES, asked).all()
    many = False
    if len(rows) > most:
        # Sixty names may be one speaker's: only then the speakers are counted.
        found: set[int] = set()
        for key in wanted:
            found.update(connection.scalars(_SPEAKERS, {"key": key, "most": most + 1, "upto": upto}))
        many = len(found) > most
        if not many:
            rows = connection.execute(_CANDIDATES, {**asked, "most": _MOST_NAMES}).all()
    return [Filed(speaker, name) for speaker, name in dict.fromkeys(map(tuple, rows))], many


def _agreeing(connection: Connection, mine: Keys, seen: Seen, upto: int) -> list[Filed]:
    wanted = {"keys": [*mine.wanted, *mine.also], "traits": sorted(seen.traits), "upto": upto}
    return [Filed(speaker, name) for speaker, name in connection.execute(_AGREEING, wanted)]


def _sharing(connection: Connection, seen: Seen, found: list[Fit]) -> list[Fit]:
    """The fits with the traits that they share with the mention."""
    if not found or not seen.traits:
        return found
    wanted = {"speakers": [fit.speaker_id for fit in found], "traits": sorted(seen.traits)}
    shared: dict[int, list[str]] = defaultdict(list)
    for speaker, trait in connection.execute(_SHARED, wanted):
        shared[speaker].append(trait)
    return [replace(fit, shared=tuple(shared.get(fit.speaker_id, ()))) for fit in found]


def write(connection: Connection, placings: Sequence[Placing], decisions: Sequence[Decision]) -> list[int]:
    """Keep what was decided."""
    if not placings:
        return []
    at = now()
    begun = sum(decision.joined is None for decision in decisions)
    suggested = sum(len(decision.suggested) for decision in decisions)
    numbers = take(connection, speakers=begun, suggestions=suggested)
    fresh, ids = iter(numbers["speakers"]), iter(numbers["suggestions"])
    new, rows, open_pairs, known = [], [], [], []
    chosen: list[int] = []
    for placing, decision in zip(placings, decisions, strict=True):
        joined = decision.joined
        if joined is None:
            speaker_id = next(fresh)
            new.append({"id": speaker_id, "kind": placing.mention.kind, "made_at": at})
        else:
            speaker_id = joined.speaker_id
            if joined.name == placing.mention.name:
                known.append(speaker_id)
        chosen.append(speaker_id)
        rows.append(_membership(placing.id, speaker_id, decision))
        for fit, rule in decision.suggested:
            other = connection.execute(_NAMED, {"speaker_id": fit.speaker_id, "name": fit.name}).scalar()
            if other is not None:
                evidence = {"score": fit.score, "explanation": fit.explanation, "shared": fit.shared}
                open_pairs.append(
                    {
                        "id": next(ids),
                        "mention_id": placing.id,
                        "other_id": other,
                        "score": fit.score,
                        "rule": rule,
                        "evidence": to_json(evidence),
                        "made_at": at,
                    }
                )
    if new:
        connection.execute(speakers.insert(), new)
    connection.execute(speaker_memberships.insert(), rows)
    if open_pairs:
        connection.execute(suggestions.insert(), open_pairs)
    placed = [(number, placing.mention) for number, placing in zip(chosen, placings, strict=True)]
    speaker_index.add(connection, placed, known)
    return chosen


def _membership(mention_id: int, speaker_id: int, decision: Decision) -> dict[str, Any]:
    joined = decision.joined
    evidence: dict[str, Any] = {}
    if joined is not None:
        evidence = {"score": joined.score, "explanation": joined.explanation, "shared": joined.shared}
    return {
        "mention_id": mention_id,
        "speaker_id": speaker_id,
        "home_id": speaker_id,
        "rule": decision.rule,
        "evidence": to_json(evidence),
        "judgement_id": None,
        "follows_id": None,
    }
