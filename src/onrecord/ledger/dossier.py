"""What a speaker's material comes to: the name, roles in order, statements with date, status and who vouches for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.ledger.rows import AttributionRow
from onrecord.ledger.speaker_material import Material
from onrecord.ledger.speaker_rows import STATUSES, NameRow, RoleRow, SaidRow
from onrecord.speakers.timeline import RoleFact, conflicts, status_then, with_body


def names_of(material: Material) -> tuple[NameRow, ...]:
    """All names: those that most mentions have first, weak ones last."""
    counted: Counter[str] = Counter(mention.name for mention in material.mentions)
    where: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in material.mentions:
        where[mention.name][mention.source] = None
        for name in mention.names:
            counted[name] += 0
            where[name][mention.source] = None
    order = {name: number for number, name in enumerate(counted)}
    strong = [
        NameRow(name=name, mentions=count, sources=tuple(where[name]))
        for name, count in sorted(counted.items(), key=lambda item: (-item[1], order[item[0]]))
    ]
    weak: dict[str, dict[str, None]] = defaultdict(dict)
    for name, source in material.weak:
        weak[name][source] = None
    return (
        *strong,
        *(NameRow(name=name, mentions=0, sources=tuple(found), weak=True) for name, found in weak.items()),
    )


def in_order(roles: list[RoleRow]) -> tuple[RoleRow, ...]:
    """Roles by their first known date, those without one last."""
    return tuple(
        sorted(
            roles, key=lambda role: (role.since or role.as_of or role.until or "~", role.source, role.title)
        )
    )


def said_by(material: Material, outer: Mapping[int, AttributionRow]) -> tuple[SaidRow, ...]:
    """What a speaker is on record saying, in the order in which it was said; what has no date comes last."""
    groups: dict[str, list[AttributionRow]] = defaultdict(list)
    for row in material.attributions:
        groups[f"s{row.statement_id}" if row.statement_id is not None else row.ref].append(row)
    found = [_said(ref, rows, material.roles, outer) for ref, rows in groups.items()]
    return tuple(sorted(found, key=lambda said: (said.date or "~", said.attributions[0].id)))


def _said(
    ref: str, rows: list[AttributionRow], known: Sequence[RoleFact], outer: Mapping[int, AttributionRow]
) -> SaidRow:
    told = sorted(row.record.said_at for row in rows if row.record.said_at)
    published = sorted(row.published[:10] for row in rows if row.published)
    date = next(iter(told or published), None)
    at_hand = [fact for row in rows for fact in _at_hand(row)]
    then = status_then(at_hand, known, date)
    why = [_hearsay(row, outer) for row in rows]
    return SaidRow(
        ref=ref,
        date=date,
        dated_by="text" if told else "published" if published else None,
        role=at_hand[0].title if at_hand and at_hand[0].title else then.title,
        then=then,
        words=rows[0].quoted_words,
        attributions=tuple(rows),
        reported_by=tuple(dict.fromkeys(name for row in rows for name in _reporters(row, outer))),
        hearsay=why[0] if all(why) else None,
    )


def _at_hand(row: AttributionRow) -> list[RoleFact]:
    """What the record says of the capacity: first the status at the time of the statement, then each role's own."""
    speaker = row.record.speaker
    facts = []
    if speaker.role or speaker.status in ("current", "former"):
        facts.append(RoleFact(title=speaker.role or "", status=speaker.status, source=row.document_ref))
    facts += (
        RoleFact(title=role.title, body=role.body, status=role.status, source=row.document_ref)
        for role in speaker.roles
    )
    return facts


def _outers(row: AttributionRow, outer: Mapping[int, AttributionRow]) -> list[AttributionRow]:
    found: list[AttributionRow] = []
    at = row.nested_in
    while at is not None and at in outer and outer[at] not in found:
        found.append(outer[at])
        at = outer[at].nested_in
    return found


def _hearsay(row: AttributionRow, outer: Mapping[int, AttributionRow]) -> str | None:
    """Why nobody vouches for an attribution; null where somebody does."""
    for each in (row, *_outers(row, outer)):
        if each.record.hedge.reportative:
            phrase = each.record.hedge.phrase
            return f"“{phrase}” in {each.ref}" if phrase else f"only reported ({each.ref})"
        if each is not row and each.record.speaker.kind == "anonymous":
            return f"by nobody named ({each.ref})"
    return None


def _reporters(row: AttributionRow, outer: Mapping[int, AttributionRow]) -> list[str]:
    between = [
        each.record.speaker.name or each.speaker_words or "nobody named" for each in _outers(row, outer)
    ]
    outlet = row.outlet or row.title or row.path
    return [*between, outlet]


def counts(material: Material, said: tuple[SaidRow, ...]) -> dict[str, Any]:
    """The figures of a listing."""
    names = names_of(material)
    roles = sorted(
        material.roles, key=lambda role: role.until or role.as_of or role.since or "", reverse=True
    )
    dates = sorted(row.date for row in said if row.date)
    statuses = Counter(row.then.status for row in said)
    return {
        "kind": material.kinds[0],
        "name": names[0].name,
        "names": tuple(row.name for row in names if not row.weak),
        "roles": tuple(dict.fromkeys(with_body(role.title, role.body) for role in roles)),
        "statements": len(said),
        "hearsay": sum(row.hearsay is not None for row in said),
        "statuses": {name: statuses[name] for name in STATUSES if statuses[name]},
        "documents": len({row.document_id for row in material.attributions}),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "imports": len(material.imported),
        "conflicts": len(conflicts(material.roles)),
    }
