"""Keeping the speakers of a reading: their mentions, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from onrecord.ledger import speaker_index
from onrecord.ledger.encoding import to_json
from onrecord.ledger.grouping import SPEAKERS, regroup
from onrecord.ledger.numbers import take
from onrecord.ledger.placing import Placing, place
from onrecord.ledger.schema import readings, versions
from onrecord.ledger.speaker_schema import mention_roles, mentions, speaker_memberships, spoken, suggestions
from onrecord.speakers.gathering import Gathered, HeldRole
from onrecord.speakers.names.thresholds import SUGGEST

_EARLIER = (
    select(
        mentions.c.id, mentions.c.kind, mentions.c.name, mentions.c.reading_id, speaker_memberships.c.home_id
    )
    .join(speaker_memberships, speaker_memberships.c.mention_id == mentions.c.id)
    .where(
        mentions.c.document_id == bindparam("document_id"), mentions.c.reading_id != bindparam("reading_id")
    )
    .order_by(mentions.c.id)
)


def put_mentions(
    connection: Connection,
    gathered: Sequence[Gathered],
    numbers: dict[str, int],
    at: dict[str, int],
    before: int | None,
) -> None:
    """Keep the speakers of a reading.

    ``numbers`` gives the number of each attribution by its local id, ``at`` the document, version and reading;
    ``before`` is the reading whose mentions this one's take over, by name.
    """
    earlier = list(connection.execute(_EARLIER, at)) if before is not None else []
    if not gathered and not earlier:
        return
    ids = put_rows(connection, gathered, {**at, "current": True})
    rows = [
        {"attribution_id": numbers[local], "mention_id": number}
        for number, mention in zip(ids, gathered, strict=True)
        for local in mention.attributions
    ]
    if rows:
        connection.execute(spoken.insert(), rows)
    followed = _followed(gathered, earlier, before)
    fresh = [
        Placing(number, mention)
        for number, mention in zip(ids, gathered, strict=True)
        if id(mention) not in followed
    ]
    pairs = [
        (number, mention, *followed[id(mention)])
        for number, mention in zip(ids, gathered, strict=True)
        if id(mention) in followed
    ]
    taken = _follow(connection, pairs)
    place(connection, fresh, taken=taken)
    kept = {old.id for _, _, old, rule in pairs if rule == _SAME}
    gone = [old for old in earlier if old.reading_id == before and old.id not in kept]
    if gone:
        speaker_index.refresh(connection, _nameless(connection, gone))


def _nameless(connection: Connection, gone: Sequence[Any]) -> set[int]:
    """The speakers that no mention calls any more what these did. Filing anew costs more the more mentions there are."""
    whose = speakers_of(connection, [old.id for old in gone])
    found = set()
    for old in gone:
        same = (
            select(mentions.c.id)
            .join(speaker_memberships, speaker_memberships.c.mention_id == mentions.c.id)
            .where(speaker_memberships.c.speaker_id == whose[old.id], mentions.c.current)
            .where(mentions.c.name == old.name)
        )
        if connection.execute(same.limit(1)).first() is None:
            found.add(whose[old.id])
    return found


def put_rows(connection: Connection, gathered: Sequence[Gathered], more: dict[str, Any]) -> range:
    """The mentions and their roles as rows; their numbers."""
    ids = take(connection, mentions=len(gathered))["mentions"]
    numbered = list(zip(ids, gathered, strict=True))
    if numbered:
        rows = [
            mention_row(number, each.kind, each.name, each.names, speaks_for=each.speaks_for, **more)
            for number, each in numbered
        ]
        connection.execute(mentions.insert(), rows)
        put_roles(connection, [(number, each.roles) for number, each in numbered])
    return ids


def mention_row(number: int, kind: str, name: str, names: Sequence[str], **more: Any) -> dict[str, Any]:
    """A mention as a row; what ``more`` does not give is null, or empty."""
    nothing: dict[str, Any] = dict.fromkeys(
        ("document_id", "version_id", "reading_id", "import_id", "line", "external_id", "speaks_for")
    )
    return {
        **nothing, "id": number, "kind": kind, "name": name, "names": to_json(names), "weak_names": "[]", **more
    }  # fmt: skip


def put_roles(connection: Connection, of: Iterable[tuple[int, Sequence[HeldRole]]]) -> int:
    """The roles of mentions as rows; how many."""
    rows = [_role_row(number, place, role) for number, roles in of for place, role in enumerate(roles)]
    if rows:
        connection.execute(mention_roles.insert(), rows)
    return len(rows)


def _role_row(mention_id: int, position: int, role: HeldRole) -> dict[str, Any]:
    """A role as a row."""
    return {
        "mention_id": mention_id,
        "position": position,
        "title": role.title,
        "body": role.body,
        "status": role.status,
        "as_of": role.as_of,
        "since": role.since,
        "until": role.until,
        "start": role.span.start if role.span else None,
        "end": role.span.end if role.span else None,
        "line": role.line,
        "external_id": role.external_id,
    }


_SAME = "the same name"


def _followed(
    gathered: Sequence[Gathered], earlier: Sequence[Any], before: int | None
) -> dict[int, tuple[Any, str]]:
    """For each mention, by its identity, the one of an earlier reading that it takes over, and by what."""
    latest = {(old.kind, old.name): old for old in earlier}
    found = {
        id(each): (latest[each.kind, each.name], _SAME)
        for each in gathered
        if (each.kind, each.name) in latest
    }
    taken = {old.id for old, _ in found.values()}
    left = [old for old in earlier if old.reading_id == before and old.id not in taken]
    for each in gathered:
        if id(each) in found:
            continue
        like = [old for old in left if old.kind == each.kind and _similar(old.name, each.name)]
        if len(like) == 1:
            found[id(each)] = (like[0], "a similar name")
            left.remove(like[0])
    return found


def _similar(left: str, right: str) -> bool:
    from onrecord.speakers.names.comparing import compare

    try:
        return compare(left, right).score >= SUGGEST
    except ValueError:
        return False


def _follow(connection: Connection, pairs: Sequence[tuple[int, Gathered, Any, str]]) -> set[int]:
    """Put mentions where those they take over are; the speakers that they have come to."""
    if not pairs:
        return set()
    take_over(
        connection,
        [
            (number, old.id, old.home_id, f"{rule} as m{old.id} in an earlier reading of the document")
            for number, _, old, rule in pairs
        ],
    )
    now = speakers_of(connection, [number for number, *_ in pairs])
    for number, mention, _, _ in pairs:
        speaker_index.add(connection, [(now[number], mention)])
    return set(now.values())


def take_over(connection: Connection, pairs: Sequence[tuple[int, int, int, str]]) -> set[int]:
    """Put mentions where older ones are, with the suggestions these had: ``(mention, older, its home, rule)``.

    All speakers touched; what they are found by has to be filed anew.
    """
    rows = [
        {
            "mention_id": number,
            "speaker_id": home,
            "home_id": home,
            "rule": rule,
            "evidence": "{}",
            "judgement_id": None,
            "follows_id": old,
        }
        for number, old, home, rule in pairs
    ]
    connection.execute(speaker_memberships.insert(), rows)
    for number, old, _, _ in pairs:
        for column in (suggestions.c.mention_id, suggestions.c.other_id):
            connection.execute(suggestions.update().where(column == old).values({column.name: number}))
    return regroup(connection, {home for _, _, home, _ in pairs}, SPEAKERS)


def speakers_of(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """The speaker of each of these mentions."""
    query = select(speaker_memberships.c.mention_id, speaker_memberships.c.speaker_id)
    mine = query.where(speaker_memberships.c.mention_id.in_(ids))
    return {row[0]: row[1] for row in connection.execute(mine.order_by(speaker_memberships.c.mention_id))}


def step_back(connection: Connection, version_id: int) -> None:
    """Let a version's mentions make room for those of a newer reading."""
    mine = mentions.c.version_id == version_id, mentions.c.current
    connection.execute(mentions.update().where(*mine).values(current=False))


def fill(connection: Connection) -> None:
    """Make the mentions of all readings held, in a ledger that had none."""
    from onrecord.ledger.remaking import gathered_again

    query = (
        select(readings.c.id, readings.c.version_id, readings.c.current, versions.c.document_id)
        .join(versions, versions.c.id == readings.c.version_id)
        .order_by(readings.c.id)
    )
    before: dict[int, int] = {}
    for row in connection.execute(query).all():
        mentioned, numbers = gathered_again(connection, row.id)
        at = {"document_id": row.document_id, "version_id": row.version_id, "reading_id": row.id}
        put_mentions(connection, mentioned, numbers, at, before.get(row.document_id))
        before[row.document_id] = row.id
        if not row.current:
            connection.execute(mentions.update().where(mentions.c.reading_id == row.id).values(current=False))
