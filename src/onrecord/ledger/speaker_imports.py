"""Importing what a file knows of people and bodies: one transaction a file, the same file once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.errors import DamagedInput, EmptyInput
from onrecord.ledger import speaker_index, sqlite
from onrecord.ledger.bearing import chunks
from onrecord.ledger.encoding import now, to_json
from onrecord.ledger.judging import check_analyst
from onrecord.ledger.mentions import mention_row, put_roles, take_over
from onrecord.ledger.numbers import take, take_one
from onrecord.ledger.opening import Opened
from onrecord.ledger.placing import Placing, look, write
from onrecord.ledger.speaker_rows import Imported
from onrecord.ledger.speaker_schema import (
    imports,
    mentions,
    speaker_keys,
    speaker_memberships,
    speakers,
    suggestions,
)
from onrecord.speakers.gathering import Gathered
from onrecord.speakers.importing import Entity, read_facts
from onrecord.speakers.joining import Decision, traits

_AT_ONCE = 2000
_MOST_ALIASES = 5
"""Further names that are looked for, where the first one joins nobody."""


def import_speakers(
    opened: Opened, path: Path, *, by: str, skip_broken: bool, on_broken: Callable[[str], None] | None
) -> Imported:
    """Import a file; see :meth:`Ledger.import_speakers`."""
    check_analyst(by)
    facts = read_facts(path)
    for message in facts.problems if on_broken is not None else ():
        assert on_broken is not None
        on_broken(message)
    if facts.problems and not skip_broken:
        raise DamagedInput(
            str(path),
            f"{len(facts.problems)} broken lines ({facts.problems[0].removeprefix(f'{path}:')}); nothing was imported",
            "mend them, or leave them out with --skip-broken",
        )
    digest = _digest(path)
    with opened.write() as connection:
        held = connection.execute(select(imports.c.id).where(imports.c.sha256 == digest)).scalar_one_or_none()
        if held is not None:
            return Imported(import_id=held, known=True)
        number = take_one(connection, "imports")
        connection.execute(
            imports.insert().values(
                id=number, name=path.name, sha256=digest, by=by, made_at=now(), lines=facts.lines
            )
        )
        work = _Importing(connection, number)
        entities = iter(facts)
        while some := list(islice(entities, _AT_ONCE)):
            work.put(some)
        if not work.entities:
            raise EmptyInput(str(path), "it names no person and no body")
        waiting = (
            select(func.count()).select_from(suggestions).where(suggestions.c.id > work.suggestions_before)
        )
        return Imported(
            import_id=number,
            known=False,
            entities=work.entities,
            joined=work.joined,
            roles=work.roles,
            suggestions=connection.execute(waiting).scalar_one(),
            skipped=tuple(facts.problems),
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Importing:
    """The work on one file. What the file keeps apart is kept apart: only speakers held before are joined."""

    def __init__(self, connection: Connection, import_id: int) -> None:
        self.connection = connection
        self.import_id = import_id
        self.upto: int = connection.execute(select(func.coalesce(func.max(speakers.c.id), 0))).scalar_one()
        last = select(func.coalesce(func.max(suggestions.c.id), 0))
        self.suggestions_before: int = connection.execute(last).scalar_one()
        self.busy: set[int] = set()
        self.entities = self.joined = self.roles = 0

    def put(self, some: Sequence[Entity]) -> None:
        """Keep a few entities."""
        ids = take(self.connection, mentions=len(some))["mentions"]
        numbered = list(zip(ids, some, strict=True))
        self.connection.execute(mentions.insert(), [self._mention(*each) for each in numbered])
        self.roles += put_roles(self.connection, [(number, entity.roles) for number, entity in numbered])
        self.entities += len(some)
        older = self._older(some)
        self._follow([(n, e, *older[e.external_id]) for n, e in numbered if e.external_id in older])
        self._place([(n, e) for n, e in numbered if e.external_id not in older])

    def _mention(self, number: int, entity: Entity) -> dict[str, Any]:
        return mention_row(
            number,
            entity.kind,
            entity.name,
            entity.aliases,
            weak_names=to_json(entity.weak),
            import_id=self.import_id,
            line=entity.line,
            external_id=entity.external_id,
            current=True,
        )

    def _older(self, some: Sequence[Entity]) -> dict[str | None, tuple[int, int]]:
        """The entities with the same id in an earlier file: their mention, and its home."""
        if not self.upto:
            return {}
        found: dict[str | None, tuple[int, int]] = {}
        kinds = {entity.external_id: entity.kind for entity in some if entity.external_id}
        for wanted in chunks(kinds):
            query = (
                select(mentions.c.external_id, mentions.c.id, mentions.c.kind, speaker_memberships.c.home_id)
                .join(speaker_memberships, speaker_memberships.c.mention_id == mentions.c.id)
                .where(
                    mentions.c.external_id.in_(wanted),
                    mentions.c.current,
                    mentions.c.import_id != self.import_id,
                )
                .order_by(mentions.c.id)
            )
            for row in self.connection.execute(query):
                if kinds[row.external_id] == row.kind:
                    found[row.external_id] = (row.id, row.home_id)
        return found

    def _follow(self, pairs: Sequence[tuple[int, Entity, int, int]]) -> None:
        """A newer file's word on the same id takes the place of the older one's, which stays on record."""
        if not pairs:
            return
        for _, _, old, _ in pairs:
            self.connection.execute(mentions.update().where(mentions.c.id == old).values(current=False))
        touched = take_over(
            self.connection,
            [
                (number, old, home, f"the same id as m{old} in an earlier file")
                for number, _, old, home in pairs
            ],
        )
        speaker_index.refresh(self.connection, touched)
        self.busy |= touched
        self.joined += len(pairs)

    def _place(self, numbered: Sequence[tuple[int, Entity]]) -> None:
        placings, decisions = [], []
        for number, entity in numbered:
            mention = Gathered(name=entity.name, kind=entity.kind, names=list(entity.aliases))
            mention.traits = traits((role.title, role.body) for role in entity.roles)
            decision = self._decide(mention)
            if decision.joined is not None:
                self.busy.add(decision.joined.speaker_id)
                self.joined += 1
            placings.append(Placing(number, mention))
            decisions.append(decision)
        chosen = write(self.connection, placings, decisions)
        aliases = [
            row
            for speaker_id, placing in zip(chosen, placings, strict=True)
            for row in speaker_index.key_rows(speaker_id, placing.mention.names, placing.mention.kind)
        ]
        sqlite.insert_new(self.connection, speaker_keys, aliases)

    def _decide(self, mention: Gathered) -> Decision:
        if not self.upto:
            return Decision(None, "a new name")
        decision = look(self.connection, mention.seen, self.busy, upto=self.upto)
        for alias in mention.names[:_MOST_ALIASES]:
            if decision.joined is not None:
                break
            other = look(
                self.connection,
                Gathered(name=alias, kind=mention.kind, traits=mention.traits).seen,
                self.busy,
                upto=self.upto,
            )
            if other.joined is not None or (other.suggested and not decision.suggested):
                decision = other
        return decision
