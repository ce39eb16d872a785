"""Which statement a new attribution is of: other reports of it are looked up, the rules decide, the reason is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from onrecord.ledger import occasions
from onrecord.ledger.bearing import chunks
from onrecord.ledger.encoding import now
from onrecord.ledger.grouping import regroup
from onrecord.ledger.numbers import take
from onrecord.ledger.said_schema import labels
from onrecord.ledger.said_schema import occasions as days
from onrecord.ledger.schema import (
    attributions,
    documents,
    judgement_targets,
    judgements,
    memberships,
    statements,
    states,
    versions,
)
from onrecord.ledger.speaker_schema import speaker_memberships, spoken
from onrecord.statements.joining import Report, place
from onrecord.statements.occasion import REPRINT, Occasion, occasion
from onrecord.statements.wording import wording

ONE_ATTRIBUTION = "one attribution"
"""The rule that a statement begins with: one attribution, and nothing said to be the same as it."""

MOST_COMPARED = 60
"""Reports of one speaker from about one time that a new one is compared with."""


@dataclass(frozen=True, slots=True)
class Held:
    """A report that is held, and where one that joins it belongs."""

    report: Report
    home: int


def put(connection: Connection, ids: Sequence[int]) -> None:
    """Put each new attribution into the statement that it reports, else into one of its own."""
    if not ids:
        return
    occasions.put(connection, ids)
    fresh = {held.report.id: held.report for held in _reports(connection, ids)}
    known = _around(connection, list(fresh.values()))
    touched: set[int] = set()
    rows: list[dict[str, Any]] = []
    begun: list[dict[str, Any]] = []
    numbers, at = iter(take(connection, statements=len(ids))["statements"]), now()
    for number in ids:
        report = fresh.get(number)
        others = known[report.speaker] if report is not None else []
        match = place(report, [held.report for held in others]) if report is not None and others else None
        if match is None:
            home, rule = next(numbers), ONE_ATTRIBUTION
            begun.append({"id": home, "made_at": at})
        else:
            home, rule = next(held.home for held in others if held.report is match.report), match.rule
            if match.report.statement != home:  # somebody merged it into another: the new one goes with it
                touched.add(home)
        rows.append(_row(number, home, rule))
        if report is not None:
            others.append(Held(replace(report, statement=home), home))
    if begun:
        connection.execute(statements.insert(), begun)
    connection.execute(memberships.insert(), rows)
    if touched:
        regroup(connection, touched)


def begin(connection: Connection, ids: Sequence[int]) -> None:
    """Give each of these attributions a statement of its own, without looking for others."""
    if not ids:
        return
    numbers = take(connection, statements=len(ids))["statements"]
    at = now()
    connection.execute(statements.insert(), [{"id": number, "made_at": at} for number in numbers])
    rows = [
        _row(attribution, number, ONE_ATTRIBUTION) for attribution, number in zip(ids, numbers, strict=True)
    ]
    connection.execute(memberships.insert(), rows)


def _row(attribution: int, home: int, rule: str) -> dict[str, Any]:
    return {
        "attribution_id": attribution,
        "statement_id": home,
        "home_id": home,
        "rule": rule,
        "judgement_id": None,
        "follows_id": None,
    }


_REPORTS = (
    select(
        attributions.c.id,
        attributions.c.document_id,
        attributions.c.nested_in_id,
        attributions.c.mode,
        attributions.c.content_words,
        versions.c.language,
        versions.c.published,
        labels.c.act,
        labels.c.said_at,
        func.coalesce(speaker_memberships.c.speaker_id, days.c.speaker_id).label("speaker_id"),
        memberships.c.statement_id,
        memberships.c.home_id,
        judgements.c.kind.label("moved_by"),
        and_(attributions.c.current, versions.c.current, ~documents.c.removed).label("shown"),
        states.c.verdict,
    )
    .join(days, days.c.attribution_id == attributions.c.id)
    .join(versions, versions.c.id == attributions.c.version_id)
    .join(documents, documents.c.id == attributions.c.document_id)
    .outerjoin(spoken, spoken.c.attribution_id == attributions.c.id)
    .outerjoin(speaker_memberships, speaker_memberships.c.mention_id == spoken.c.mention_id)
    .outerjoin(labels, labels.c.attribution_id == attributions.c.id)
    .outerjoin(memberships, memberships.c.attribution_id == attributions.c.id)
    .outerjoin(judgements, judgements.c.id == memberships.c.judgement_id)
    .outerjoin(states, and_(states.c.kind == "a", states.c.target_id == attributions.c.id))
    .where(attributions.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(attributions.c.id)
)
"""What reports are made of. Built once, as the queries below: every document that comes needs them."""

_NEAR = (
    select(days.c.attribution_id)
    .where(
        days.c.speaker_id.in_(bindparam("speakers", expanding=True)),
        or_(
            days.c.day.is_(None),
            and_(days.c.day >= bindparam("first"), days.c.day <= bindparam("last")),
            days.c.day.in_(bindparam("coarse", expanding=True)),
        ),
    )
    # The newest first: a limit must not leave out the news of the day for what was said years ago.
    .order_by(days.c.day.desc(), days.c.attribution_id.desc())
    .limit(bindparam("most"))
)
_MADE_ONE = (
    select(speaker_memberships.c.speaker_id, speaker_memberships.c.home_id)
    .join(judgement_targets, judgement_targets.c.judgement_id == speaker_memberships.c.judgement_id)
    .where(
        judgement_targets.c.kind == "p",
        judgement_targets.c.target_id == speaker_memberships.c.speaker_id,
        judgement_targets.c.target_id.in_(bindparam("speakers", expanding=True)),
    )
    .distinct()
    .order_by(speaker_memberships.c.speaker_id, speaker_memberships.c.home_id)
)


def _reports(connection: Connection, ids: Iterable[int], *, held: bool = False) -> list[Held]:
    """The reports with these numbers; of those ``held``, only what is shown and not rejected and rests in a statement."""
    rows = [row for chunk in chunks(ids) for row in connection.execute(_REPORTS, {"ids": chunk})]
    if held:
        rows = [
            row for row in rows if row.shown and row.verdict != "rejected" and row.statement_id is not None
        ]
    return [_held(row) for row in rows]


def _held(row: Any) -> Held:
    report = Report(
        id=row.id,
        speaker=row.speaker_id,
        document=row.document_id,
        wording=wording(row.content_words, row.language, row.mode),
        occasion=occasion(row.said_at, row.published),
        act=row.act,
        outer=row.nested_in_id,
        statement=row.statement_id,
    )
    # What somebody merged goes on with its merge, from its home; what somebody split off stays split off.
    home = row.home_id if row.moved_by in (None, "merge") else row.statement_id
    return Held(report, home if home is not None else 0)


def _around(connection: Connection, fresh: Sequence[Report]) -> dict[int, list[Held]]:
    """Reports of the same speakers' words that may be of the same statements: those from about the same days."""
    found: dict[int, list[Held]] = {report.speaker: [] for report in fresh}
    new = {report.id for report in fresh}
    homes = {speaker: [speaker] for speaker in found}
    if found:
        for speaker, home in connection.execute(_MADE_ONE, {"speakers": list(found)}):
            homes[speaker].append(home)
    wanted: set[int] = set()
    for speaker, when in {(report.speaker, report.occasion) for report in fresh}:
        asked = {"speakers": homes[speaker], "most": MOST_COMPARED + len(new), **_near(when)}
        ids = [each for each in connection.scalars(_NEAR, asked) if each not in new]
        wanted.update(ids[:MOST_COMPARED])
    for held in _reports(connection, wanted, held=True):
        if held.report.speaker in found:
            found[held.report.speaker].append(held)
    return found


def _near(when: Occasion) -> dict[str, Any]:
    """What ``_NEAR`` needs for a time; without one it finds only what has none either."""
    if when.first is None or when.last is None:
        return {"first": "~", "last": "", "coarse": [""]}
    first = (when.first - timedelta(REPRINT)).isoformat() if when.first.year > 1 else "0001"
    last = (when.last + timedelta(REPRINT)).isoformat() if when.last.year < 9999 else "9999"
    coarse = {when.first.strftime("%Y"), when.last.strftime("%Y"), when.first.strftime("%Y-%m")}
    return {"first": first, "last": last, "coarse": sorted(coarse)}
