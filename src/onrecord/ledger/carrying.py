"""Carrying over: what a newer reading of a document takes from the one shown before, told by the words.

Every attribution whose words are the same joins the statement of its predecessor. Every judgement goes with the words
it was made on: with the same words as it stands, with similar ones marked for review, else up for review alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, select

from onrecord.ledger import edited_speakers, labels, occasions, standings, stating
from onrecord.ledger.bearing import Bearing, acts, bearing_on, chunks, named, settled
from onrecord.ledger.encoding import now
from onrecord.ledger.grouping import regroup
from onrecord.ledger.numbers import take
from onrecord.ledger.pairing import Pair, Wording, pair_exactly, pair_fuzzily
from onrecord.ledger.rows import Carried
from onrecord.ledger.schema import attributions, carried, memberships, readings, versions

Rows = dict[tuple[int, int, str], dict[str, Any]]
"""Rows of ``carried`` by judgement, attribution judged, and what was judged: it, or its statement."""

_SPANS = ("source", "cue", "content")


_OF_READING = (
    select(attributions.c.id)
    .where(attributions.c.reading_id == bindparam("reading_id"))
    .order_by(attributions.c.id)
)


@dataclass(frozen=True, slots=True)
class Side:
    """The attributions of one reading: their words, and the text they stand in."""

    reading_id: int
    version_id: int
    wordings: tuple[Wording, ...]

    @property
    def ids(self) -> list[int]:
        """Their numbers."""
        return [wording.id for wording in self.wordings]


@dataclass(slots=True)
class Burden:
    """The judgements to carry over, by the attribution that they were made on."""

    of_attributions: dict[int, list[Bearing]] = field(default_factory=lambda: defaultdict(list))
    of_statements: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    older: tuple[Wording, ...] = ()

    def keep(self, only: frozenset[int]) -> None:
        """Drop all judgements but these."""
        attributions = {
            key: [one for one in found if one.judgement_id in only]
            for key, found in self.of_attributions.items()
        }
        self.of_attributions = {key: found for key, found in attributions.items() if found}
        statements = {key: sorted(only.intersection(found)) for key, found in self.of_statements.items()}
        self.of_statements = {key: found for key, found in statements.items() if found}

    def ids(self) -> set[int]:
        """The attributions that some judgement needs to find again."""
        return {*self.of_attributions, *self.of_statements}


def current_reading(connection: Connection, version_id: int) -> int | None:
    """The newest reading of a version."""
    query = select(readings.c.id).where(readings.c.version_id == version_id, readings.c.current)
    return connection.execute(query.order_by(readings.c.id)).scalar_one_or_none()


def shown_reading(connection: Connection, document_id: int) -> int | None:
    """The reading that a document shows: the newest of its current version."""
    query = (
        select(readings.c.id)
        .join(versions, versions.c.id == readings.c.version_id)
        .where(versions.c.document_id == document_id, versions.c.current, readings.c.current)
        .order_by(readings.c.id)
    )
    return connection.execute(query).scalar_one_or_none()


def carry_over(
    connection: Connection, before: int | None, after: int | None, *, only: frozenset[int] | None = None
) -> None:
    """Give the attributions of reading ``after`` their statements, and the judgements made in ``before``.

    ``only`` are the judgements to carry over, where not all.

    Doing it twice does nothing more. The reading ``after`` must be the one that the document shows.
    """
    if after is None or before == after:
        return
    if before is None:
        stating.put(connection, connection.scalars(_OF_READING, {"reading_id": after}).all())
        return
    old, new = _side(connection, before), _side(connection, after)
    pairs = pair_exactly(old.wordings, new.wordings)
    burden = _burden(connection, old)
    if only is not None:
        burden.keep(only)
    if burden.ids():
        pairs += _pair_rest(old, new, burden, pairs)
    _join_statements(connection, old, new, pairs)
    if burden.ids():
        _carry(connection, old, new, burden, pairs)


def _side(connection: Connection, reading_id: int) -> Side:
    query = (
        select(
            attributions.c.id,
            attributions.c.version_id,
            attributions.c.source_words,
            attributions.c.content_words,
            attributions.c.start,
            versions.c.characters,
        )
        .join(versions, versions.c.id == attributions.c.version_id)
        .where(attributions.c.reading_id == reading_id)
        .order_by(attributions.c.id)
    )
    rows = connection.execute(query).all()
    version_id = connection.execute(select(readings.c.version_id).filter_by(id=reading_id)).scalar_one()
    wordings = tuple(_wording(row) for row in rows)
    return Side(reading_id, version_id, wordings)


def _wording(row: Any) -> Wording:
    return Wording(row.id, row.source_words, row.content_words, row.start / max(row.characters, 1))


def _burden(connection: Connection, old: Side) -> Burden:
    """All judgements that the older reading carries: its own, its statements', and those that it left in review."""
    burden = Burden()
    ids = old.ids
    for target, found in bearing_on(connection, ids).items():
        burden.of_attributions[target] += found
    for attribution, statement in _statements_of(connection, ids).items():
        burden.of_statements[attribution] += named(connection, "s", [statement]).get(statement, [])
    burden.of_statements = {key: found for key, found in burden.of_statements.items() if found}
    _add_waiting(connection, old, burden)
    return burden


def _statements_of(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for chunk in chunks(ids):
        query = select(memberships.c.attribution_id, memberships.c.statement_id).where(
            memberships.c.attribution_id.in_(chunk)
        )
        found.update((a, s) for a, s in connection.execute(query.order_by(memberships.c.attribution_id)))
    return found


def _add_waiting(connection: Connection, old: Side, burden: Burden) -> None:
    """Try again what the older reading had no words for, and nobody has settled."""
    query = select(carried).where(carried.c.reading_id == old.reading_id, carried.c.how == "review")
    rows = connection.execute(query.order_by(carried.c.id)).all()
    if not rows:
        return
    done = settled(connection, [row.id for row in rows])
    waiting = [row for row in rows if row.id not in done]
    for row in waiting:
        burden.of_attributions[row.from_id].append(Bearing(row.judgement_id, True))
    older = (
        select(
            attributions.c.id,
            attributions.c.source_words,
            attributions.c.content_words,
            attributions.c.start,
            versions.c.characters,
        )
        .join(versions, versions.c.id == attributions.c.version_id)
        .where(attributions.c.id.in_({row.from_id for row in waiting}))
        .order_by(attributions.c.id)
    )
    held = {wording.id for wording in old.wordings}
    burden.older = tuple(_wording(row) for row in connection.execute(older) if row.id not in held)


def _pair_rest(old: Side, new: Side, burden: Burden, exact: Sequence[Pair]) -> list[Pair]:
    """Pairs for what is judged and has no exact one."""
    taken = {pair.after for pair in exact}
    paired = {pair.before for pair in exact}
    free = [wording for wording in new.wordings if wording.id not in taken]
    again = pair_exactly(burden.older, free)
    taken |= {pair.after for pair in again}
    paired |= {pair.before for pair in again}
    wanted = burden.ids() - paired
    lost = [wording for wording in (*old.wordings, *burden.older) if wording.id in wanted]
    return again + pair_fuzzily(lost, [wording for wording in free if wording.id not in taken])


def begin_missing(connection: Connection) -> None:
    """Begin statements for the current attributions that have none, in a ledger that kept them for outer ones only."""
    query = select(attributions.c.id).where(
        attributions.c.current, attributions.c.id.not_in(select(memberships.c.attribution_id))
    )
    stating.begin(connection, connection.scalars(query.order_by(attributions.c.id)).all())


def _join_statements(connection: Connection, old: Side, new: Side, pairs: Sequence[Pair]) -> None:
    """Put each new attribution into the statement of its predecessor, else into one of its own."""
    placed = set(_statements_of(connection, new.ids))
    followed = {pair.after: pair for pair in pairs}
    homes: dict[int, int] = {}
    for chunk in chunks(pair.before for pair in pairs):
        query = select(memberships.c.attribution_id, memberships.c.home_id).where(
            memberships.c.attribution_id.in_(chunk)
        )
        homes.update((a, h) for a, h in connection.execute(query.order_by(memberships.c.attribution_id)))
    where = "an earlier reading" if old.version_id == new.version_id else "another version of the document"
    rows, alone = [], []
    for attribution in sorted(set(new.ids) - placed):
        pair = followed.get(attribution)
        if pair is None or pair.before not in homes:
            alone.append(attribution)
            continue
        alike = "the same words" if pair.score == 100 else f"similar words ({pair.score:.0f} of 100)"
        rows.append(
            {
                "attribution_id": attribution,
                "statement_id": homes[pair.before],
                "home_id": homes[pair.before],
                "rule": f"{alike} as a{pair.before} in {where}",
                "judgement_id": None,
                "follows_id": pair.before,
            }
        )
    stating.put(connection, alone)
    if rows:
        occasions.put(connection, [int(str(row["attribution_id"])) for row in rows])
        connection.execute(memberships.insert(), rows)
        regroup(connection, {int(str(row["home_id"])) for row in rows})


def _carry(connection: Connection, old: Side, new: Side, burden: Burden, pairs: Sequence[Pair]) -> None:
    """Write down where each judgement went, and let the states follow."""
    pair_of = {pair.before: pair for pair in pairs}
    same_text = old.version_id == new.version_id
    kept = acts(connection, {one.judgement_id for found in burden.of_attributions.values() for one in found})
    rows: Rows = {}

    def put(kind: str, judgement: int, before: int, how: Carried, pair: Pair | None) -> None:
        rows.setdefault(
            (judgement, before, kind),
            {
                "judgement_id": judgement,
                "from_id": before,
                "to_id": pair.after if pair else None,
                "reading_id": new.reading_id,
                "kind": kind,
                "how": how,
                "score": pair.score if pair else 0.0,
                "at": now(),
            },
        )

    for before, found in sorted(burden.of_attributions.items()):
        pair = pair_of.get(before)
        for one in found:
            act = kept[one.judgement_id]
            moved_spans = act.kind == "edit" and not same_text and any(name in _SPANS for name in act.payload)
            if pair is None or moved_spans:
                put("a", act.id, before, "review", pair)
            else:
                how: Carried = "exact" if pair.score == 100 and not one.tentative else "fuzzy"
                put("a", act.id, before, how, pair)
    for before, numbers in sorted(burden.of_statements.items()):
        pair = pair_of.get(before)
        if pair is None and not _still_rests(connection, before):
            for judgement in numbers:
                put("s", judgement, before, "review", None)
        elif pair is not None and pair.score < 100:
            for judgement in numbers:
                put("s", judgement, before, "fuzzy", pair)
    _put_carried(connection, new.reading_id, rows)


def _still_rests(connection: Connection, attribution_id: int) -> bool:
    """Whether the statement of an attribution rests on one that is shown."""
    mine = select(memberships.c.statement_id).filter_by(attribution_id=attribution_id).scalar_subquery()
    query = (
        select(memberships.c.attribution_id)
        .join(attributions, attributions.c.id == memberships.c.attribution_id)
        .join(versions, versions.c.id == attributions.c.version_id)
        .where(memberships.c.statement_id == mine, attributions.c.current, versions.c.current)
        .order_by(memberships.c.attribution_id)
    )
    return connection.execute(query).first() is not None


def _put_carried(connection: Connection, reading_id: int, rows: Rows) -> None:
    key = (carried.c.judgement_id, carried.c.from_id, carried.c.kind)
    held = select(*key).where(carried.c.reading_id == reading_id).order_by(carried.c.id)
    for judgement, before, kind in connection.execute(held).all():
        rows.pop((judgement, before, kind), None)
    if not rows:
        return
    numbers = take(connection, carried=len(rows))["carried"]
    written = [{"id": number, **row} for number, row in zip(numbers, rows.values(), strict=True)]
    connection.execute(carried.insert(), written)
    moved = {row["to_id"] for row in written if row["to_id"] is not None}
    standings.refresh(connection, "a", moved)
    edited_speakers.follow_edits(connection, moved)
    labels.refresh(connection, moved)
    occasions.refresh(connection, moved)
