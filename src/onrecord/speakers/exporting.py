"""Speakers as FollowTheMoney entities and as the CSV that ``importing`` reads.

FollowTheMoney uses “Statement” and “Claim” in senses of its own; nothing of the kind is written here, only who somebody is
and which posts they held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from onrecord.speakers.asking import checked_name
from onrecord.speakers.blocking import PERSON
from onrecord.speakers.importing import COLUMNS
from onrecord.speakers.timeline import RoleFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a speaker and can be written for others."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    roles: tuple[RoleFact, ...] = ()


def followthemoney(speakers: Iterable[Known]) -> Iterator[dict[str, Any]]:
    """Entities, each once: the speakers, the posts they held, the bodies of these, and who held which post when."""
    written: set[str] = set()
    for speaker in speakers:
        names: dict[str, Any] = {"name": [speaker.name]}
        if speaker.aliases:
            names["alias"] = list(speaker.aliases)
        if speaker.weak:
            names["weakAlias"] = list(speaker.weak)
        schema = "Person" if speaker.kind == PERSON else "Organization"
        yield {"id": speaker.id, "schema": schema, "properties": names}
        for role in speaker.roles:
            yield from _occupancy(speaker, role, written)


def _occupancy(speaker: Known, role: RoleFact, written: set[str]) -> Iterator[dict[str, Any]]:
    post: dict[str, Any] = {"name": [role.title]}
    if role.body:
        body = _id("body", role.body) if _is_name(role.body) else role.body
        post["organization"] = [body]
        if body not in written and body != role.body:
            written.add(body)
            yield {"id": body, "schema": "Organization", "properties": {"name": [role.body]}}
    place = _id("post", role.title, role.body)
    if place not in written:
        written.add(place)
        yield {"id": place, "schema": "Position", "properties": post}
    known: dict[str, Any] = {"holder": [speaker.id], "post": [place]}
    if role.status in ("current", "former"):
        known["status"] = ["ended" if role.status == "former" else "current"]
    for name, date in (("date", role.as_of), ("startDate", role.since), ("endDate", role.until)):
        if date:
            known[name] = [date]
    known["notes"] = [role.source]
    held = _id("held", speaker.id, place, role.status, role.as_of, role.since, role.until, role.source)
    if held not in written:
        written.add(held)
        yield {"id": held, "schema": "Occupancy", "properties": known}


def _is_name(body: str) -> bool:
    try:
        return checked_name(body, person=False) == body
    except ValueError:
        return False


def _id(kind: str, *parts: str | None) -> str:
    joined = "\x1f".join(part or "" for part in parts)
    return f"onrecord-{kind}-{sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def rows(speakers: Iterable[Known]) -> Iterator[dict[str, str]]:
    """Rows of the CSV: one for each role, and one for a speaker without any."""
    for speaker in speakers:
        same = {
            "id": speaker.id,
            "name": speaker.name,
            "kind": "person" if speaker.kind == PERSON else "organisation",
            "aliases": "|".join(alias.replace("|", " ") for alias in speaker.aliases),
        }
        for role in speaker.roles or (None,):
            given: dict[str, str | None] = dict.fromkeys(COLUMNS)
            if role is not None:
                names = ("title", "body", "status", "as_of", "since", "until", "source")
                given |= {name: getattr(role, name) for name in names}
            yield {name: _harmless(value or "") for name, value in (given | same).items()}


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet cannot take for a formula; ``importing`` takes the apostrophe away again."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "'") else cell
