"""Which statement a new attribution is of: other reports of it are looked up, the rules decide, the reason is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from onrecord.ledger import occasions
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

MOST_COMPARED = 150
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
    fresh = {
        held.report.id: held.report
        for held in _reports(connection, _columns().where(attributions.c.id.in_(ids)))
    }
    known: dict[int, list[Held]] = {}
    touched: set[int] = set()
    rows: list[dict[str, Any]] = []
    begun: list[dict[str, Any]] = []
    numbers, at = iter(take(connection, statements=len(ids))["statements"]), now()
    for number in ids:
        report = fresh.get(number)
        others: list[Held] = []
        if report is not None:
            if report.speaker not in known:
                mine = [each for each in fresh.values() if each.speaker == report.speaker]
                known[report.speaker] = _around(connection, report.speaker, mine, set(ids))
            others = known[report.speaker]
        match = place(report, [held.report for held in others]) if report is not None else None
        if match is None:
            home, rule = next(numbers), ONE_ATTRIBUTION
            begun.append({"id": home, "made_at": at})
        else:
            home, rule = next(held.home for held in others if held.report is match.report), match.rule
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


def _columns() -> Select[Any]:
    """What a report is made of, for the attributions that somebody, or a document that is named, speaks."""
    return (
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
            speaker_memberships.c.speaker_id,
            days.c.speaker_id.label("found_by"),
            memberships.c.statement_id,
            memberships.c.home_id,
            memberships.c.judgement_id,
            judgements.c.kind.label("moved_by"),
        )
        .join(versions, versions.c.id == attributions.c.version_id)
        .join(documents, documents.c.id == attributions.c.document_id)
        .join(days, days.c.attribution_id == attributions.c.id)
        .outerjoin(spoken, spoken.c.attribution_id == attributions.c.id)
        .outerjoin(speaker_memberships, speaker_memberships.c.mention_id == spoken.c.mention_id)
        .outerjoin(labels, labels.c.attribution_id == attributions.c.id)
        .outerjoin(memberships, memberships.c.attribution_id == attributions.c.id)
        .outerjoin(judgements, judgements.c.id == memberships.c.judgement_id)
        .order_by(attributions.c.id)
    )


def _reports(connection: Connection, query: Select[Any]) -> list[Held]:
    return [_held(row) for row in connection.execute(query)]


def _held(row: Any) -> Held:
    report = Report(
        id=row.id,
        speaker=row.speaker_id if row.speaker_id is not None else row.found_by,
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


def _around(connection: Connection, speaker: int, mine: Sequence[Report], fresh: set[int]) -> list[Held]:
    """Reports of the same speaker's words that may be of the same statements: those from about the same days."""
    near = or_(*(_near(day) for day in {report.occasion for report in mine}))
    number = days.c.attribution_id
    # The newest first: a limit must not leave out the news of the day for what was said years ago.
    ids = connection.scalars(
        select(number)
        .where(days.c.speaker_id.in_(_homes_of(connection, speaker)), near)
        .order_by(days.c.day.desc(), number.desc())
        .limit(MOST_COMPARED + len(fresh))
    ).all()
    wanted = [each for each in ids if each not in fresh][:MOST_COMPARED]
    rejected = select(states.c.target_id).where(states.c.kind == "a", states.c.verdict == "rejected")
    query = _columns().where(
        attributions.c.id.in_(wanted),
        attributions.c.current,
        versions.c.current,
        ~documents.c.removed,
        func.coalesce(speaker_memberships.c.speaker_id, days.c.speaker_id) == speaker,
        attributions.c.id.not_in(rejected),
        memberships.c.statement_id.is_not(None),
    )
    return _reports(connection, query)


def _near(when: Occasion) -> Any:
    """A condition that something was said at about one time, or that nobody knows when."""
    if when.first is None or when.last is None:
        return days.c.day.is_(None)
    first = (when.first - timedelta(REPRINT)).isoformat() if when.first.year > 1 else "0001"
    last = (when.last + timedelta(REPRINT)).isoformat() if when.last.year < 9999 else "9999"
    coarse = {when.first.strftime("%Y"), when.last.strftime("%Y"), when.first.strftime("%Y-%m")}
    return or_(
        days.c.day.is_(None), and_(days.c.day >= first, days.c.day <= last), days.c.day.in_(sorted(coarse))
    )


def _homes_of(connection: Connection, speaker: int) -> Iterable[int]:
    """The speaker, and those that judgements made one with them: ``occasions`` names who the rules said it is."""
    moves = select(judgement_targets.c.judgement_id).where(
        judgement_targets.c.kind == "p", judgement_targets.c.target_id == speaker
    )
    query = (
        select(speaker_memberships.c.home_id)
        .where(speaker_memberships.c.judgement_id.in_(moves), speaker_memberships.c.speaker_id == speaker)
        .distinct()
        .order_by(speaker_memberships.c.home_id)
    )
    return [speaker, *connection.scalars(query)]
