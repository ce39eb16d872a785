"""Filters as SQL conditions, the same for every listing."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select

from onrecord.ledger.filters import State
from onrecord.ledger.schema import states, versions
from onrecord.ledger.sqlite import holds


def dated(
    since: str | None, until: str | None, column: ColumnElement[str | None] | None = None
) -> list[ColumnElement[bool]]:
    """Conditions on a date (of publication, if not said); dates of unlike precision compare by what both say."""
    published = versions.c.published if column is None else column
    found: list[ColumnElement[bool]] = []
    if since is not None:
        # ``2024`` is not before ``2024-12``: it may be in it.
        found.append(or_(published >= since, func.substr(since, 1, func.length(published)) == published))
    if until is not None:
        found.append(func.substr(published, 1, len(until)) <= until)
    return found


def named_like(column: ColumnElement[str | None], piece: str | None) -> list[ColumnElement[bool]]:
    """A condition that a name holds a piece, in any letter case (the database folds ASCII alone by itself)."""
    if not piece:
        return []
    forms = dict.fromkeys((piece, piece.casefold(), piece.upper(), piece.capitalize(), piece.title()))
    return [or_(*(holds(column, form) for form in forms), holds(func.lower(column), piece.lower()))]


def holds_all(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """A condition that a text in one letter case holds every word."""
    return and_(*(holds(column, word) for word in words.casefold().split()))


def judged(kind: str, target: ColumnElement[int], state: State | None) -> list[ColumnElement[bool]]:
    """A condition on what analysts made of a record."""
    if state is None:
        return []
    held = states.alias("held_states")  # a listing may join the table under its own name
    mine = select(held.c.target_id).where(held.c.kind == kind, held.c.target_id == target)
    flags: dict[str, ColumnElement[bool]] = {
        "accepted": held.c.verdict == "accepted",
        "rejected": held.c.verdict == "rejected",
        "edited": held.c.edited,
        "graded": held.c.graded,
        "resolved": held.c.resolved,
        "noted": held.c.noted,
    }
    if state == "unjudged":
        return [not_(exists(mine))]
    return [exists(mine if state == "judged" else mine.where(flags[state]))]
