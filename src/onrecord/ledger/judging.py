"""Judgements: what analysts decide, appended and never changed, taken back by another judgement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from onrecord.attributions.record import Attribution
from onrecord.errors import NoSuchRecord, UsageError
from onrecord.ledger import bearing, carrying, edited_speakers, labels, occasions, speaker_judging, standings
from onrecord.ledger.bearing import gone_among
from onrecord.ledger.document_listing import find_document
from onrecord.ledger.encoding import from_json, now, to_json
from onrecord.ledger.grouping import regroup
from onrecord.ledger.numbers import take_one
from onrecord.ledger.opening import Opened
from onrecord.ledger.overlay import overlaid
from onrecord.ledger.rows import JudgementRow
from onrecord.ledger.schema import (
    attributions,
    carried,
    documents,
    judgement_targets,
    judgements,
    memberships,
    readings,
    statements,
    versions,
)
from onrecord.ledger.speaker_schema import mentions, speakers

TARGETS = {
    "accept": "as",
    "reject": "as",
    "edit": "a",
    "merge": "sp",
    "split": "sapm",
    "apart": "p",
    "grade": "asd",
    "resolve": "asr",
    "terms": "s",
    "verdict": "sd",
    "note": "asd",
    "remove": "d",
    "undo": "j",
}
"""Every kind of judgement, with the letters of what it can be made on."""

_TABLES = {
    "d": documents, "a": attributions, "s": statements, "j": judgements, "r": carried, "p": speakers, "m": mentions,
}  # fmt: skip
_NAMES = {
    "d": "document", "a": "attribution", "s": "statement", "j": "judgement", "r": "item up for review",
    "p": "speaker", "m": "mention",
}  # fmt: skip
_REF = re.compile(r"([dasjrpm])([1-9]\d{0,17})")

Target = tuple[str, int]


def parse_ref(ref: str) -> Target:
    """``a12`` as its letter and number. Raises :class:`NoSuchRecord` for what is no such name."""
    match = _REF.fullmatch(ref)
    if match is None:
        raise NoSuchRecord(
            f"{ref}: not the name of a record (d1 a document, a1 an attribution, s1 a statement)"
        )
    return match[1], int(match[2])


def judge(
    opened: Opened, kind: str, targets: Sequence[str], *, by: str, reason: str, payload: Mapping[str, Any]
) -> JudgementRow:
    """Append a judgement; see :meth:`Ledger.judge`."""
    named = _checked(kind, targets, by, reason)
    with opened.write() as connection:
        _check_held(connection, named)
        if kind == "edit":
            _check_edit(connection, named, payload)
        if kind == "grade" and not isinstance(payload.get("grade"), str):
            raise UsageError('a grade needs its value (payload {"grade": "B2"})')
        if kind == "split" and any(letter == "p" for letter, _ in named):
            named = speaker_judging.split_targets(connection, named)
        elif kind == "split":
            named = _split_targets(connection, named)
        if kind in ("merge", "apart"):
            speaker_judging.check_kinds(connection, named)
        if kind == "verdict" and named[0][0] != "s":
            raise UsageError(
                "a verdict is on a statement, named first (s3), by the document named after it (d4)"
            )
        if kind == "resolve" and "outcome" in payload:
            _check_open(connection, named, payload)
        if kind == "resolve":
            named = _resolve_targets(connection, named, payload)
        return append(connection, kind, named, by=by, reason=reason, payload=payload)


def append(
    connection: Connection,
    kind: str,
    named: Sequence[Target],
    *,
    by: str,
    reason: str,
    payload: Mapping[str, Any],
) -> JudgementRow:
    """Write a judgement down and let all that follows from it follow."""
    number = take_one(connection, "judgements")
    at = now()
    connection.execute(
        judgements.insert().values(
            id=number, kind=kind, by=by, at=at, reason=reason, payload=to_json(dict(payload))
        )
    )
    connection.execute(
        judgement_targets.insert(),
        [
            {"judgement_id": number, "position": position, "kind": letter, "target_id": target}
            for position, (letter, target) in enumerate(named)
        ],
    )
    _follow(connection, number, _affected(connection, named))
    refs = tuple(f"{letter}{target}" for letter, target in named)
    return JudgementRow(
        id=number, kind=kind, targets=refs, by=by, at=at, reason=reason, payload=dict(payload)
    )


def undo(opened: Opened, judgement: str, *, by: str, reason: str) -> JudgementRow:
    """Take a judgement back; see :meth:`Ledger.undo`."""
    letter, number = parse_ref(judgement)
    if letter != "j":
        raise UsageError(f"{judgement}: only a judgement can be undone (for example j12)")
    check_analyst(by)
    with opened.write() as connection:
        _check_held(connection, [("j", number)])
        if gone_among(connection, [number]):
            raise UsageError(f"{judgement}: is undone already (undo that undo to have it back)")
        return append(connection, "undo", [("j", number)], by=by, reason=reason, payload={})


def remove(opened: Opened, document: str, *, by: str, reason: str) -> JudgementRow:
    """Take a document out of all views; see :meth:`Ledger.remove`."""
    check_analyst(by)
    with opened.write() as connection:
        number = find_document(connection, document)
        if connection.execute(select(documents.c.removed).filter_by(id=number)).scalar_one():
            raise UsageError(f"{document}: is removed already")
        return append(connection, "remove", [("d", number)], by=by, reason=reason, payload={})


def check_analyst(by: str) -> None:
    """Raise :class:`UsageError` where nobody is named."""
    if not by.strip():
        raise UsageError("a judgement needs the name of who makes it (--as NAME)")


def _checked(kind: str, targets: Sequence[str], by: str, reason: str) -> list[Target]:
    """The targets, where they fit the kind. Raises :class:`UsageError` otherwise."""
    if kind not in TARGETS or kind in ("undo", "remove"):
        raise UsageError(f"{kind}: no such kind of judgement (one of {', '.join(list(TARGETS)[:-2])})")
    check_analyst(by)
    if kind == "note" and not reason.strip():
        raise UsageError("a note needs its text (the reason)")
    named = list(dict.fromkeys(parse_ref(target) for target in targets))
    for letter, number in named:
        if letter not in TARGETS[kind]:
            raise UsageError(f"{letter}{number}: a {_NAMES[letter]} cannot be the target of {kind}")
    letters = [letter for letter, _ in named]
    if kind == "merge" and (len(named) < 2 or len(set(letters)) > 1):
        raise UsageError(
            "a merge needs two statements or more, or two speakers or more (the first is the one that stays)"
        )
    if kind == "apart" and len(named) != 2:
        raise UsageError("apart needs the two speakers who are not one (p1 p7)")
    if kind == "split" and "p" in letters:
        if letters.count("p") != 1 or "s" in letters or len(named) < 2:
            raise UsageError("a split needs one speaker and the mentions (m5) or attributions to take out")
    elif kind == "split" and (letters.count("s") != 1 or "a" not in letters or "m" in letters):
        raise UsageError("a split needs one statement and the attributions to take out of it")
    if "r" in letters and len(named) > 1:
        raise UsageError("resolve one item up for review at a time")
    if not named:
        raise UsageError(f"{kind}: nothing to judge (name a record, as a12)")
    return named


def _check_held(connection: Connection, named: Iterable[Target]) -> None:
    for letter, number in named:
        table = _TABLES[letter]
        if connection.execute(select(table.c.id).where(table.c.id == number)).first() is None:
            raise NoSuchRecord(f"{letter}{number}: no such {_NAMES[letter]} in this ledger")


def _check_edit(connection: Connection, named: Iterable[Target], payload: Mapping[str, Any]) -> None:
    """Raise :class:`UsageError` where the record with the edits laid over it would be none."""
    if not payload:
        raise UsageError('an edit needs the fields and their new values (payload {"speaker.name": "…"})')
    for _, number in named:
        query = (
            select(attributions.c.record, versions.c.characters)
            .join(versions, versions.c.id == attributions.c.version_id)
            .where(attributions.c.id == number)
        )
        row = connection.execute(query).one()
        try:
            record = overlaid(from_json(row.record, Attribution), payload)
        except (msgspec.ValidationError, KeyError) as error:
            raise UsageError(f"a{number}: this edit does not fit the record: {error}") from None
        toward = [record.toward.span] if record.toward and record.toward.span else []
        for start, end in (*record.source, *record.cue, *record.content, *toward):
            if not 0 <= start < end <= row.characters:
                raise UsageError(f"a{number}: the span {start}-{end} is not in the text")
        if not record.content:
            raise UsageError(f"a{number}: an attribution needs a content")


def _check_open(connection: Connection, named: Iterable[Target], payload: Mapping[str, Any]) -> None:
    """Raise :class:`UsageError` where a forecast has an outcome: it is taken back before it gets another."""
    for letter, number in named:
        if letter != "s":
            continue
        numbers = bearing.named(connection, "s", [number]).get(number, [])
        gone = gone_among(connection, numbers)
        for each in bearing.acts(connection, set(numbers) - gone).values():
            same = each.payload.get("part", 1) == payload.get("part", 1)
            if each.kind == "resolve" and not each.about_review and "outcome" in each.payload and same:
                raise UsageError(
                    f"s{number}: has its outcome already: {each.payload['outcome']}, by j{each.id}"
                    f" (take that back first: onrecord undo j{each.id})"
                )


def _split_targets(connection: Connection, named: list[Target]) -> list[Target]:
    """The statement, the attributions to take out, and the new statement that they make."""
    (old,) = (number for letter, number in named if letter == "s")
    out = [number for letter, number in named if letter == "a"]
    query = select(memberships.c.attribution_id).where(memberships.c.statement_id == old)
    members = set(connection.scalars(query.order_by(memberships.c.attribution_id)))
    for number in out:
        if number not in members:
            raise UsageError(f"a{number}: not an attribution of s{old}")
    if members == set(out):
        raise UsageError(f"s{old}: a split must leave something in it")
    new = take_one(connection, "statements")
    connection.execute(statements.insert().values(id=new, made_at=now()))
    return [("s", old), *(("a", number) for number in out), ("s", new)]


def _resolve_targets(connection: Connection, named: list[Target], payload: Mapping[str, Any]) -> list[Target]:
    """For an item up for review: the item, the attribution that the judgement goes to, and its statement."""
    if named[0][0] != "r":
        return named
    item = connection.execute(select(carried).where(carried.c.id == named[0][1])).one()
    if "to" not in payload:
        raise UsageError(
            f'r{item.id}: say which attribution it goes to (payload {{"to": "a12"}}, or null for none)'
        )
    if payload["to"] is None:
        return named
    letter, number = parse_ref(str(payload["to"]))
    if letter != "a":
        raise UsageError(f"{payload['to']}: a judgement can only go to an attribution")
    _check_held(connection, [(letter, number)])
    statement: list[Target] = []
    if item.kind == "s":
        query = select(memberships.c.statement_id).where(memberships.c.attribution_id == item.from_id)
        statement = [("s", connection.execute(query).scalar_one())]
    return [*named, (letter, number), *statement]


def _affected(connection: Connection, named: Sequence[Target]) -> set[Target]:
    """The records whose standing a judgement can change: through an undo, those of what it takes back."""
    found: set[Target] = set()
    for letter, number in named:
        if letter == "j":
            targets = _targets_of(connection, number)
            found |= _affected(connection, targets)
            moved = select(carried.c.to_id).where(
                carried.c.judgement_id == number, carried.c.to_id.is_not(None)
            )
            found |= {("a", to) for to in connection.scalars(moved.order_by(carried.c.id))}
            found |= _placed(connection, number)
        elif letter == "r":
            to = connection.execute(select(carried.c.to_id).where(carried.c.id == number)).scalar_one()
            found |= {("a", to)} if to is not None else set()
        else:
            found.add((letter, number))
    return found


def _targets_of(connection: Connection, judgement: int) -> list[Target]:
    query = (
        select(judgement_targets.c.kind, judgement_targets.c.target_id)
        .where(judgement_targets.c.judgement_id == judgement)
        .order_by(judgement_targets.c.position)
    )
    return [(kind, target) for kind, target in connection.execute(query)]


def _placed(connection: Connection, judgement: int) -> set[Target]:
    """The attributions to which somebody moved a judgement that was up for review."""
    items = select(carried.c.id).where(carried.c.judgement_id == judgement)
    resolves = select(judgement_targets.c.judgement_id).where(
        judgement_targets.c.kind == "r", judgement_targets.c.target_id.in_(items)
    )
    query = select(judgement_targets.c.target_id).where(
        judgement_targets.c.kind == "a", judgement_targets.c.judgement_id.in_(resolves)
    )
    return {("a", target) for target in connection.scalars(query.order_by(judgement_targets.c.target_id))}


def _follow(connection: Connection, judgement: int, affected: set[Target]) -> None:
    """Bring everything computed from judgements up to date for the records that a new one affects."""
    by_letter = {letter: {number for kind, number in affected if kind == letter} for letter in "asdpm"}
    speaker_judging.follow(connection, by_letter["p"], by_letter["m"])
    homes = select(memberships.c.home_id).where(memberships.c.attribution_id.in_(by_letter["a"]))
    regroup(connection, by_letter["s"] | set(connection.scalars(homes.order_by(memberships.c.home_id))))
    for letter in "asd":
        standings.refresh(connection, letter, by_letter[letter])
    standings.refresh_removed(connection, by_letter["d"])
    edited_speakers.follow_edits(connection, by_letter["a"])
    labels.refresh(connection, by_letter["a"])
    occasions.refresh(connection, by_letter["a"])
    for number in sorted(by_letter["a"]):
        _catch_up(connection, judgement, number)


def _catch_up(connection: Connection, judgement: int, attribution_id: int) -> None:
    """Carry over what was judged in a reading that has been superseded, as from a page opened before."""
    query = (
        select(attributions.c.document_id, attributions.c.reading_id)
        .join(readings, readings.c.id == attributions.c.reading_id)
        .where(attributions.c.id == attribution_id)
    )
    document_id, reading_id = connection.execute(query).one()
    shown = carrying.shown_reading(connection, document_id)
    carrying.carry_over(connection, reading_id, shown, only=frozenset({judgement}))
