"""Listing speakers, finding the one that a name means, and what waits as a suggestion."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, or_, select

from onrecord.errors import NoSuchRecord, UsageError
from onrecord.ledger.bearing import chunks, gone_among
from onrecord.ledger.conditions import named_like
from onrecord.ledger.dossier import counts, in_order, names_of, said_by
from onrecord.ledger.encoding import from_json
from onrecord.ledger.opening import Opened
from onrecord.ledger.schema import judgement_targets, judgements
from onrecord.ledger.speaker_material import Material, material_of, outer_of, shown_mentions
from onrecord.ledger.speaker_rows import FullSpeaker, SaidRow, SpeakerFilter, SpeakerRow, SuggestionRow
from onrecord.ledger.speaker_schema import (
    mention_roles,
    mentions,
    speaker_keys,
    speaker_memberships,
    speakers,
    spoken,
    suggestions,
)
from onrecord.speakers.asking import checked_name
from onrecord.speakers.blocking import JOINED, PERSON, exact, keys
from onrecord.speakers.exporting import Known
from onrecord.speakers.joining import Filed, Seen, fits
from onrecord.speakers.timeline import conflicts

_AT_ONCE = 100
_MOST_NAMED = 20
_SURNAME, _VERY_SAME = 0.8, 2.0
"""How well a surname alone fits whoever has it, and the very same whole name."""


def list_speakers(opened: Opened, wanted: SpeakerFilter) -> Iterator[SpeakerRow]:
    """The speakers by number, streamed."""
    last, given = 0, 0
    with opened.read() as connection:
        while ids := _next(connection, wanted, last):
            last = ids[-1]
            for row in speaker_rows(connection, ids):
                if wanted.status is not None and wanted.status not in row.statuses:
                    continue
                if wanted.limit is not None and given >= wanted.limit:
                    return
                given += 1
                yield row


def _next(connection: Connection, wanted: SpeakerFilter, last: int) -> Sequence[int]:
    number = speaker_memberships.c.speaker_id
    query = shown_mentions(number).join(speakers, speakers.c.id == number).where(number > last)
    query = query.where(
        speakers.c.kind == wanted.kind if wanted.kind is not None else speakers.c.kind.in_(JOINED)
    )
    if wanted.name:
        like = (*named_like(mentions.c.name, wanted.name), *named_like(mentions.c.names, wanted.name))
        query = query.where(or_(*like))
    if wanted.body:
        held = select(mention_roles.c.mention_id).where(mention_roles.c.mention_id == mentions.c.id)
        query = query.where(exists(held.where(*named_like(mention_roles.c.body, wanted.body))))
    if wanted.statements:
        query = query.where(exists(select(spoken.c.mention_id).where(spoken.c.mention_id == mentions.c.id)))
    return connection.scalars(query.distinct().order_by(number).limit(_AT_ONCE)).all()


def speaker_rows(connection: Connection, ids: Sequence[int]) -> list[SpeakerRow]:
    """The speakers with these numbers of whom something is shown, in their order."""
    held = material_of(connection, ids)
    outer = outer_of(connection, (row for material in held.values() for row in material.attributions))
    return [
        SpeakerRow(id=number, **counts(held[number], said_by(held[number], outer)))
        for number in ids
        if number in held
    ]


def read_speaker(opened: Opened, ref: str) -> FullSpeaker:
    """One speaker in full; see :meth:`Ledger.speaker`."""
    with opened.read() as connection:
        number = find_speaker(connection, ref)
        material = material_of(connection, [number])[number]
        said = said_by(material, outer_of(connection, material.attributions))
        waiting = _open_pairs(connection, of=number)
        return _full(number, material, said, len(waiting))


def read_speakers(opened: Opened, ids: Sequence[int]) -> list[FullSpeaker]:
    """The speakers with these numbers in full, in their order; those of whom nothing is shown are left out."""
    with opened.read() as connection:
        held = material_of(connection, ids)
        outer = outer_of(connection, (row for material in held.values() for row in material.attributions))
        return [
            _full(number, held[number], said_by(held[number], outer), 0) for number in ids if number in held
        ]


def names_by_id(opened: Opened, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Kind and name of each of these speakers: the name that most of the mentions shown have, the first of several."""
    found: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    number = speaker_memberships.c.speaker_id
    with opened.read() as connection:
        for chunk in chunks(ids):
            query = shown_mentions(number, mentions.c.kind, mentions.c.name).where(number.in_(chunk))
            for row in connection.execute(query.order_by(number, mentions.c.id)):
                found[row.speaker_id][row.kind, row.name] += 1
    return {speaker: counted.most_common(1)[0][0] for speaker, counted in found.items()}


def people_named(opened: Opened, name: str) -> list[FullSpeaker]:
    """The people that a name in any script and spelling, or ``p12``, may mean; none where nobody has it.

    Raises :class:`UsageError` for what is no name.
    """
    with opened.read() as connection:
        if re.fullmatch(r"p[1-9]\d{0,17}", name):
            ids = {find_speaker(connection, name)}
        else:
            try:
                ids = _named(connection, checked_name(name))
            except ValueError as error:
                raise UsageError(str(error)) from None
    return [row for row in read_speakers(opened, sorted(ids)[:_MOST_NAMED]) if row.kind == "named_person"]


def _full(number: int, material: Material, said: tuple[SaidRow, ...], waiting: int) -> FullSpeaker:
    return FullSpeaker(
        id=number,
        **counts(material, said),
        all_names=names_of(material),
        timeline=in_order(material.roles),
        said=said,
        disagreements=tuple(conflicts(material.roles)),
        mentions=tuple(material.mentions),
        speaks_for=tuple(material.speaks_for),
        open_suggestions=waiting,
    )


def find_speaker(connection: Connection, ref: str) -> int:
    """The number of the speaker that ``ref`` means: ``p12``, or a name in any script, case and spelling.

    The very same name goes before one that is only like it. Raises :class:`UsageError` for what is no name and for one
    that several have, and :class:`NoSuchRecord` where nobody has it.
    """
    if re.fullmatch(r"p[1-9]\d{0,17}", ref):
        number = int(ref[1:])
        if not speaker_shown(connection, [number]):
            raise NoSuchRecord(
                f"{ref}: no such speaker in this ledger, or merged into another (see: onrecord speakers)"
            )
        return number
    try:
        name = checked_name(ref)
    except ValueError as error:
        raise UsageError(str(error)) from None
    found = _named(connection, name)
    if not found:
        raise NoSuchRecord(f"{name}: nobody of that name in this ledger (see: onrecord speakers)")
    if len(found) > 1:
        rows = speaker_rows(connection, sorted(found)[:_MOST_NAMED])
        names = "; ".join(
            f"{row.ref} {row.name}" + (f", {row.roles[0]}" if row.roles else "") for row in rows
        )
        more = "" if len(found) <= _MOST_NAMED else f"; and {len(found) - _MOST_NAMED} more"
        raise UsageError(f"{name}: {len(found)} speakers may be meant; name one: {names}{more}")
    return found.pop()


def speakers_meant(connection: Connection, name: str) -> set[int]:
    """The numbers of the speakers whom a name in any script and spelling may mean; none for what is no name."""
    try:
        return _named(connection, checked_name(name))
    except ValueError:
        return set()


def _named(connection: Connection, name: str) -> set[int]:
    """The speakers of that name who are shown: those with the very same, else those with the best of the like."""
    best: dict[int, float] = {}
    for kind in JOINED:
        same = exact(name, kind)
        mine = keys(name, kind)
        query = (
            select(speaker_keys.c.speaker_id, speaker_keys.c.name)
            .where(speaker_keys.c.key.in_([*mine.wanted, *mine.also]))
            .distinct()
            .order_by(speaker_keys.c.speaker_id, speaker_keys.c.name)
            .limit(2000)
        )
        filed = [Filed(number, other) for number, other in connection.execute(query)]
        for fit in fits(Seen(name=name, kind=kind), filed):
            # A surname alone is everybody's who has it, also of the one who is known by nothing else.
            score = min(fit.score, _SURNAME) if kind == PERSON and not mine.whole else fit.score
            if exact(fit.name, kind) == same and (kind != PERSON or mine.whole):
                score = _VERY_SAME
            best[fit.speaker_id] = max(score, best.get(fit.speaker_id, 0.0))
    visible = speaker_shown(connection, list(best))
    top = max((score for number, score in best.items() if number in visible), default=0.0)
    return {number for number, score in best.items() if number in visible and score > top - 0.15}


def speaker_shown(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Those of the speakers of whom something is shown."""
    number = speaker_memberships.c.speaker_id
    query = shown_mentions(number).where(number.in_(ids)).distinct()
    return set(connection.scalars(query.order_by(number)))


def known_speakers(opened: Opened, wanted: SpeakerFilter) -> Iterator[Known]:
    """The speakers as they are written for others; an imported one keeps its id where that is its only one."""
    last = 0
    with opened.read() as connection:
        while ids := _next(connection, wanted, last):
            last = ids[-1]
            held = material_of(connection, ids)
            for number in ids:
                material = held[number]
                names = names_of(material)
                yield Known(
                    id=_own_id(material) or f"onrecord-p{number}",
                    kind=material.kinds[0],
                    name=names[0].name,
                    aliases=tuple(row.name for row in names[1:] if not row.weak),
                    weak=tuple(row.name for row in names if row.weak),
                    roles=in_order(material.roles),
                )


def _own_id(material: Material) -> str | None:
    ids = set(material.external_ids)
    return ids.pop() if len(ids) == 1 else None


def list_suggestions(opened: Opened, limit: int | None) -> Iterator[SuggestionRow]:
    """The pairs that nobody has settled, the likeliest first."""
    with opened.read() as connection:
        pairs = _open_pairs(connection)
        for count, (row, left, right) in enumerate(pairs):
            if limit is not None and count >= limit:
                return
            one, other = speaker_rows(connection, [left, right])
            evidence = from_json(row.evidence, dict)
            yield SuggestionRow(
                id=row.id,
                left=one,
                right=other,
                left_name=row.left_name,
                right_name=row.right_name,
                score=row.score,
                rule=row.rule,
                explanation=tuple(evidence.get("explanation", ())),
                shared=tuple(evidence.get("shared", ())),
            )


def _open_pairs(connection: Connection, *, of: int | None = None) -> list[tuple[Row[Any], int, int]]:
    """Each open suggestion, or each one of a speaker, with the two speakers it is about now, each pair once."""
    one, other = speaker_memberships.alias("one"), speaker_memberships.alias("other")
    left, right = mentions.alias("left_mention"), mentions.alias("right_mention")
    query = (
        select(
            suggestions,
            one.c.speaker_id.label("left_id"),
            one.c.home_id.label("left_home"),
            other.c.speaker_id.label("right_id"),
            other.c.home_id.label("right_home"),
            left.c.name.label("left_name"),
            right.c.name.label("right_name"),
        )
        .join(one, one.c.mention_id == suggestions.c.mention_id)
        .join(other, other.c.mention_id == suggestions.c.other_id)
        .join(left, left.c.id == suggestions.c.mention_id)
        .join(right, right.c.id == suggestions.c.other_id)
        .where(one.c.speaker_id != other.c.speaker_id)
        .order_by(suggestions.c.score.desc(), suggestions.c.id)
    )
    if of is not None:
        query = query.where(or_(one.c.speaker_id == of, other.c.speaker_id == of))
    refused = _refused(connection)
    found: dict[frozenset[int], Any] = {}
    rows = connection.execute(query).all()
    visible = speaker_shown(
        connection, sorted({number for row in rows for number in (row.left_id, row.right_id)})
    )
    for row in rows:
        mine, theirs = {row.left_id, row.left_home}, {row.right_id, row.right_home}
        if any(frozenset((a, b)) in refused for a in mine for b in theirs):
            continue
        if row.left_id in visible and row.right_id in visible:
            found.setdefault(frozenset((row.left_id, row.right_id)), (row, row.left_id, row.right_id))
    return list(found.values())


def _refused(connection: Connection) -> set[frozenset[int]]:
    """The pairs of speakers that somebody said are not one, and did not take back."""
    query = (
        select(judgement_targets.c.judgement_id, judgement_targets.c.target_id)
        .join(judgements, judgements.c.id == judgement_targets.c.judgement_id)
        .where(judgements.c.kind == "apart", judgement_targets.c.kind == "p")
        .order_by(judgement_targets.c.judgement_id, judgement_targets.c.position)
    )
    pairs: dict[int, list[int]] = {}
    for judgement, speaker in connection.execute(query):
        pairs.setdefault(judgement, []).append(speaker)
    gone = gone_among(connection, pairs)
    return {frozenset(pair) for judgement, pair in pairs.items() if judgement not in gone}
