"""Facts from outside: FollowTheMoney JSON lines, as OpenSanctions publishes them, and a plain CSV.

Read twice: first everything is checked and roles are collected, then people and bodies are given one by one. Of
FollowTheMoney's schemata these are read: Person; Organization, PublicBody, Company, LegalEntity; Position with Occupancy;
Membership, Employment, Directorship. Others are passed over. Every fact keeps the number of its line.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import DamagedInput, UnreadableInput, UnsupportedInput
from onrecord.speakers.asking import checked_date, checked_name
from onrecord.speakers.blocking import PERSON
from onrecord.speakers.gathering import HeldRole

BODIES = ("Organization", "PublicBody", "Company", "LegalEntity")
# Schema: who holds the role, and where.
_TIES = {
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Directorship": ("director", "organization"),
}
_STATUSES = {"current": "current", "ended": "former", "former": "former"}
COLUMNS = ("id", "name", "kind", "aliases", "title", "body", "status", "as_of", "since", "until", "source")
"""The columns of the CSV; only ``name`` must be there. ``source`` is for people to read."""
_KINDS = {
    "": PERSON,
    "person": PERSON,
    PERSON: PERSON,
    "organisation": "organisation",
    "organization": "organisation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person or body of a file: ``line`` is where it stands, ``external_id`` its id there, or null."""

    line: int
    external_id: str | None
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    roles: tuple[HeldRole, ...] = ()


@dataclass(slots=True)
class FactsFile:
    """A file that has been checked: ``problems`` are messages about its broken lines; iterate for its entities."""

    path: Path
    lines: int = 0
    problems: list[str] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)

    def __iter__(self) -> Iterator[Entity]:
        raise NotImplementedError

    def complain(self, line: int, reason: str) -> None:
        """Note that a line cannot be used."""
        self.broken.add(line)
        self.problems.append(f"{self.path}:{line}: {reason}")


def read_facts(path: Path) -> FactsFile:
    """Check a file and collect its roles.

    Raises :class:`~onrecord.errors.UnreadableInput` where it cannot be read, and
    :class:`~onrecord.errors.UnsupportedInput` for what is neither FollowTheMoney nor CSV with a column ``name``.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise UnreadableInput(str(path), error.strerror or "it cannot be opened") from None
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        found: _FollowTheMoney | _Csv = _FollowTheMoney(path)
    else:
        found = _Csv(path)
    try:
        found.check()
    except UnicodeDecodeError:
        raise DamagedInput(str(path), "it is not UTF-8", "save it as UTF-8") from None
    found.problems.sort(key=lambda message: int(message.rpartition(f"{path}:")[2].partition(":")[0]))
    return found


@dataclass(slots=True)
class _FollowTheMoney(FactsFile):
    positions: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[HeldRole]] = field(default_factory=lambda: defaultdict(list))

    def check(self) -> None:
        ties: list[tuple[int, dict[str, Any]]] = []
        ids: dict[str, int] = {}
        for number, entity in self._rows(complain=True):
            schema, known = entity["schema"], entity["properties"]
            try:
                if schema == "Person" or schema in BODIES:
                    if entity["id"] in ids:
                        raise ValueError(
                            f"the id {entity['id']!r} stands in line {ids[entity['id']]} already"
                        )
                    name = _entity(number, entity, ()).name
                    ids[entity["id"]] = number
                    if schema in BODIES:
                        self.bodies[entity["id"]] = name
                elif schema == "Position":
                    title = _first(known, "name")
                    if not title:
                        raise ValueError("a Position without a name")
                    self.positions[entity["id"]] = (title, _first(known, "organization"))
                elif schema == "Occupancy" or schema in _TIES:
                    ties.append((number, entity))
            except ValueError as error:
                self.complain(number, str(error))
        for number, entity in ties:
            try:
                holder, role = self._tie(number, entity)
                if holder not in ids:
                    raise ValueError(f"its holder {holder!r} is no person or body of this file")
                self.roles[holder].append(role)
            except ValueError as error:
                self.complain(number, str(error))

    def _tie(self, number: int, entity: dict[str, Any]) -> tuple[str, HeldRole]:
        known, schema = entity["properties"], entity["schema"]
        holds, where = ("holder", "post") if schema == "Occupancy" else _TIES[schema]
        holder, at = _first(known, holds), _first(known, where)
        if not holder or not at:
            raise ValueError(f"{schema} needs {holds} and {where}")
        if schema == "Occupancy":
            if at not in self.positions:
                raise ValueError(f"its post {at!r} is no Position of this file")
            title, body = self.positions[at]
            body = self.bodies.get(body, body) if body else None
        else:
            title, body = _first(known, "role") or schema.casefold(), self.bodies.get(at, at)
        role = HeldRole(
            title=title,
            body=body,
            status=_STATUSES.get((_first(known, "status") or "").casefold()),
            as_of=_date(_first(known, "date")),
            since=_date(_first(known, "startDate")),
            until=_date(_first(known, "endDate")),
            line=number,
            external_id=entity["id"],
        )
        return holder, _checked(role)

    def _rows(self, *, complain: bool = False) -> Iterator[tuple[int, dict[str, Any]]]:
        with self.path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                self.lines = max(self.lines, number)
                if not line.strip() or (number in self.broken and not complain):
                    continue
                try:
                    yield number, _row(line)
                except ValueError as error:
                    if complain:
                        self.complain(number, str(error))

    def __iter__(self) -> Iterator[Entity]:
        for number, entity in self._rows():
            if entity["schema"] == "Person" or entity["schema"] in BODIES:
                yield _entity(number, entity, tuple(self.roles.get(entity["id"], ())))


def _row(line: str) -> dict[str, Any]:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({getattr(error, 'msg', 'nested too deep')})") from None
    if not isinstance(entity, dict) or not all(isinstance(entity.get(key), str) for key in ("id", "schema")):
        raise ValueError("not an entity: it needs id, schema and properties")
    known = entity.get("properties")
    if not isinstance(known, dict) or not all(
        isinstance(values, list) and all(isinstance(value, (str, dict)) for value in values)
        for values in known.values()
    ):
        raise ValueError("not an entity: properties are lists of strings")
    return entity


def _first(known: dict[str, Any], name: str) -> str | None:
    """The first value of a property; of an entity that stands inside, its id."""
    for value in known.get(name, ()):
        text = value.get("id") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip():
            return " ".join(text.split())
    return None


def _entity(number: int, entity: dict[str, Any], roles: tuple[HeldRole, ...]) -> Entity:
    known = entity["properties"]
    person = entity["schema"] == "Person"

    def all_of(*names: str) -> list[str]:
        return [value for name in names for value in known.get(name, ()) if isinstance(value, str)]

    strong = [checked_name(name, person=person) for name in all_of("name")[:1]]
    if not strong:
        raise ValueError(f"{entity['schema']} without a name")
    more = _usable(all_of("name")[1:] + all_of("alias", "previousName"), person)
    weak = _usable(all_of("weakAlias", "abbreviation"), person)
    free = tuple(
        HeldRole(title=title, line=number) for title in dict.fromkeys(all_of("position")) if title.strip()
    )
    return Entity(
        line=number,
        external_id=entity["id"],
        kind=PERSON if person else "organisation",
        name=strong[0],
        aliases=tuple(dict.fromkeys(name for name in more if name != strong[0])),
        weak=tuple(dict.fromkeys(weak)),
        roles=(*roles, *free),
    )


def _usable(names: list[str], person: bool) -> list[str]:
    """Further names; one that is none is left out, since the entity has a good one."""
    found = []
    for name in names:
        try:
            found.append(checked_name(name, person=person))
        except ValueError:
            continue
    return found


def _date(date: str | None) -> str | None:
    return checked_date(date) if date else None


def _checked(role: HeldRole) -> HeldRole:
    if role.since and role.until:
        length = min(len(role.since), len(role.until))
        if role.until[:length] < role.since[:length]:
            raise ValueError(f"it ends ({role.until}) before it begins ({role.since})")
    return role


@dataclass(slots=True)
class _Csv(FactsFile):
    entities: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = field(default_factory=dict)

    def check(self) -> None:
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            try:
                names = [name.strip().casefold() for name in reader.fieldnames or ()]
                if "name" not in names:
                    raise UnsupportedInput(
                        str(self.path),
                        "neither FollowTheMoney JSON lines nor CSV with a column “name”",
                        f"the columns are {', '.join(COLUMNS)}",
                    )
                reader.fieldnames = names
                for row in reader:
                    self.lines = reader.line_num
                    self._check_row(reader.line_num, row)
            except csv.Error as error:
                self.complain(reader.line_num, f"not CSV: {error}")

    def _check_row(self, number: int, row: dict[Any, Any]) -> None:
        if None in row or None in row.values():
            self.complain(number, "it has more or fewer cells than the head")
            return
        cells = {name: _unquoted(" ".join(value.split())) for name, value in row.items()}
        if not any(cells.values()):
            return
        try:
            kind = _KINDS.get(cells.get("kind", "").casefold())
            if kind is None:
                raise ValueError(f"{cells['kind']!r}: no such kind (person or organisation)")
            cells["kind"], cells["name"] = kind, checked_name(cells["name"], person=kind == PERSON)
            _csv_role(number, cells)
        except ValueError as error:
            self.complain(number, str(error))
            return
        key = ("id", cells["id"]) if cells.get("id") else (kind, cells["name"])
        self.entities.setdefault(key, []).append((number, cells))

    def __iter__(self) -> Iterator[Entity]:
        for rows in self.entities.values():
            line, first = rows[0]
            names = [cells["name"] for _, cells in rows]
            more = [alias for _, cells in rows for alias in cells.get("aliases", "").split("|")]
            person = first["kind"] == PERSON
            names += _usable([alias for alias in more if alias.strip()], person)
            roles = [role for number, cells in rows if (role := _csv_role(number, cells)) is not None]
            yield Entity(
                line=line,
                external_id=first.get("id") or None,
                kind=first["kind"],
                name=names[0],
                aliases=tuple(name for name in dict.fromkeys(names) if name != names[0]),
                roles=tuple(dict.fromkeys(roles)),
            )


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "'") else cell


def _csv_role(number: int, cells: dict[str, str]) -> HeldRole | None:
    status = cells.get("status", "").casefold()
    if status not in ("", "unknown", *_STATUSES):
        raise ValueError(f"{status!r}: no such status (current, former or unknown)")
    given = {name: cells.get(name, "") for name in ("title", "body", "as_of", "since", "until")}
    if not given["title"]:
        if any(given.values()) or _STATUSES.get(status):
            raise ValueError("a role needs its title")
        return None
    return _checked(
        HeldRole(
            title=given["title"],
            body=given["body"] or None,
            status=_STATUSES.get(status),
            as_of=_date(given["as_of"]),
            since=_date(given["since"]),
            until=_date(given["until"]),
            line=number,
        )
    )
