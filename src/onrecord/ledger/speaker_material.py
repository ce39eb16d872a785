"""All that is held of some speakers, read in a few queries: mentions, roles, and what they are on record saying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from onrecord.ledger.attribution_listing import attribution_query, attribution_row, attributions_by_id
from onrecord.ledger.bearing import chunks
from onrecord.ledger.encoding import from_json
from onrecord.ledger.rows import AttributionRow
from onrecord.ledger.schema import attributions, documents, versions
from onrecord.ledger.speaker_rows import MentionRow, RoleRow
from onrecord.ledger.speaker_schema import imports, mention_roles, mentions, speaker_memberships, spoken
from onrecord.text.document import Span


@dataclass(slots=True)
class Material:
    """What is held of one speaker and shown: mentions in their order, with kinds and names, roles, attributions."""

    kinds: list[str] = field(default_factory=list)
    mentions: list[MentionRow] = field(default_factory=list)
    weak: list[tuple[str, str]] = field(default_factory=list)
    imported: set[int] = field(default_factory=set)
    external_ids: list[str] = field(default_factory=list)
    speaks_for: list[str] = field(default_factory=list)
    roles: list[RoleRow] = field(default_factory=list)
    attributions: list[AttributionRow] = field(default_factory=list)


def shown() -> ColumnElement[bool]:
    """A condition that a mention is in a view: of an imported file, or of a document's current reading and version."""
    return and_(
        mentions.c.current,
        or_(mentions.c.import_id.is_not(None), and_(versions.c.current, ~documents.c.removed)),
    )


def shown_mentions(*columns: Any) -> Select[Any]:
    """A query over the mentions that are shown, with their memberships."""
    return (
        select(*columns)
        .select_from(speaker_memberships)
        .join(mentions, mentions.c.id == speaker_memberships.c.mention_id)
        .outerjoin(versions, versions.c.id == mentions.c.version_id)
        .outerjoin(documents, documents.c.id == mentions.c.document_id)
        .where(shown())
    )


def material_of(connection: Connection, ids: Sequence[int]) -> dict[int, Material]:
    """What is held of each of these speakers; those of whom nothing is shown are left out."""
    found: dict[int, Material] = defaultdict(Material)
    whose: dict[int, int] = {}
    sources: dict[int, str] = {}
    for chunk in chunks(ids):
        query = (
            shown_mentions(
                mentions,
                speaker_memberships.c.speaker_id,
                speaker_memberships.c.rule,
                speaker_memberships.c.evidence,
                speaker_memberships.c.judgement_id,
                imports.c.name.label("file"),
            )
            .outerjoin(imports, imports.c.id == mentions.c.import_id)
            .where(speaker_memberships.c.speaker_id.in_(chunk))
            .order_by(speaker_memberships.c.speaker_id, mentions.c.id)
        )
        for row in connection.execute(query):
            whose[row.id] = row.speaker_id
            sources[row.id] = _source(row)
            _add_mention(found[row.speaker_id], row, sources[row.id])
    _add_roles(connection, found, whose, sources)
    _add_attributions(connection, found, whose)
    return dict(found)


def _source(row: Any) -> str:
    return f"d{row.document_id}" if row.document_id is not None else f"{row.file}:{row.line}"


def _add_mention(material: Material, row: Any, source: str) -> None:
    evidence = from_json(row.evidence, dict)
    material.kinds.append(row.kind)
    material.mentions.append(
        MentionRow(
            id=row.id,
            name=row.name,
            names=tuple(from_json(row.names, list)),
            source=source,
            rule=f"judgement j{row.judgement_id}" if row.judgement_id else row.rule,
            score=evidence.get("score"),
            explanation=tuple(evidence.get("explanation", ())),
            shared=tuple(evidence.get("shared", ())),
        )
    )
    material.weak += ((name, source) for name in from_json(row.weak_names, list))
    if row.import_id is not None:
        material.imported.add(row.id)
        material.external_ids += [row.external_id] if row.external_id else []
    if row.speaks_for and row.speaks_for not in material.speaks_for:
        material.speaks_for.append(row.speaks_for)


def _add_roles(
    connection: Connection, found: dict[int, Material], whose: dict[int, int], sources: dict[int, str]
) -> None:
    for chunk in chunks(whose):
        query = select(mention_roles).where(mention_roles.c.mention_id.in_(chunk))
        for row in connection.execute(query.order_by(mention_roles.c.mention_id, mention_roles.c.position)):
            source = sources[row.mention_id]
            if row.line is not None:
                source = f"{source.rpartition(':')[0]}:{row.line}"
            found[whose[row.mention_id]].roles.append(
                RoleRow(
                    title=row.title,
                    body=row.body,
                    status=row.status,
                    as_of=row.as_of,
                    since=row.since,
                    until=row.until,
                    source=source,
                    mention_id=row.mention_id,
                    span=Span(row.start, row.end) if row.start is not None else None,
                )
            )


def _add_attributions(connection: Connection, found: dict[int, Material], whose: dict[int, int]) -> None:
    for chunk in chunks(whose):
        query = (
            attribution_query()
            .add_columns(spoken.c.mention_id)
            .join(spoken, spoken.c.attribution_id == attributions.c.id)
            .where(spoken.c.mention_id.in_(chunk), attributions.c.current, versions.c.current)
            .order_by(attributions.c.document_id, attributions.c.position, attributions.c.id)
        )
        for row in connection.execute(query).all():
            found[whose[row.mention_id]].attributions.append(attribution_row(connection, row))


def outer_of(connection: Connection, rows: Iterable[AttributionRow]) -> dict[int, AttributionRow]:
    """The attributions in whose content these lie, at every level, by number."""
    found: dict[int, AttributionRow] = {}
    wanted = {row.nested_in for row in rows if row.nested_in is not None}
    while wanted:
        more: set[int] = set()
        for chunk in chunks(wanted):
            for row in attributions_by_id(connection, chunk):
                found[row.id] = row
                if row.nested_in is not None and row.nested_in not in found:
                    more.add(row.nested_in)
        wanted = more
    return found
