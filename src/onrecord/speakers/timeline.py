"""Roles over time: which a person held when, in which status they spoke, and where sources disagree.

Dates are ISO 8601 of any precision (``2001``, ``2001-05``) and are compared as far as both go: nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.languages.ranks import is_bare_rank, is_rank
from onrecord.speakers.joining import traits

Status = Literal["current", "former", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFact:
    """One thing that is known of a role.

    ``status`` is what a text says of it at ``as_of``; ``since`` and ``until`` are known dates of office. ``source`` names
    the record: ``d3`` a document, else the imported file with its line.
    """

    title: str
    body: str | None = None
    status: str | None = None
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    source: str


def with_body(title: str, body: str | None) -> str:
    """A role with its body, where the title does not hold it already: ``Colonel, army``."""
    return title if not body or body.casefold() in title.casefold() else f"{title}, {body}"


@dataclass(frozen=True, slots=True)
class StatusThen:
    """The status in which somebody spoke: ``basis`` says from what, ``source`` is the record it comes from."""

    status: Status
    basis: str
    source: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that do not agree, in words, with both."""

    what: str
    sources: tuple[str, str]


def before(left: str, right: str) -> bool:
    """Whether a date is surely earlier than another: ``2001`` is not earlier than ``2001-05``."""
    length = min(len(left), len(right))
    return left[:length] < right[:length]


def not_after(left: str, right: str) -> bool:
    """Whether a date is earlier than another, or the same as far as both go."""
    return not before(right, left)


def alike(one: RoleFact, other: RoleFact) -> bool:
    """Whether two facts can be of one role: titles with a word in common, and bodies that do not differ."""
    mine, theirs = traits([(one.title, None)]), traits([(other.title, None)])
    titles = one.title.casefold() == other.title.casefold() or bool(mine & theirs)
    if not titles or not one.body or not other.body:
        return titles
    return bool(traits([("", one.body)]) & traits([("", other.body)]))


def status_then(at_hand: Sequence[RoleFact], known: Iterable[RoleFact], date: str | None) -> StatusThen:
    """The status at ``date``: from the words at hand first, else from the dated roles known from elsewhere.

    With a role at hand that says nothing of its status, only facts that can be of that role count. A rank alone (``General
    Lee``) is kept in retirement: where the roles known say that service was over by then, it does not say otherwise.
    """
    known = list(known)
    for fact in at_hand:
        if fact.status == "current" and date is not None and is_bare_rank(fact.title):
            over = _ended([each for each in known if is_rank(each.title)], date)
            if over is not None:
                return over
        if fact.status in ("current", "former"):
            status: Status = "current" if fact.status == "current" else "former"
            return StatusThen(status, "the words at hand", fact.source, fact.title)
    if date is None:
        return StatusThen("unknown", "no date")
    held = [fact for fact in known if not at_hand or any(alike(fact, mine) for mine in at_hand)]
    for fact in held:
        if (fact.since or fact.until) and _holds(fact, date):
            return StatusThen("current", f"in office {span(fact)}", fact.source, fact.title)
    between = _between(held, date)
    if between is not None:
        return between
    return _ended(held, date) or StatusThen("unknown", "no dated role known")


def _ended(held: Sequence[RoleFact], date: str) -> StatusThen | None:
    """Former where a role surely was over at ``date``, by the latest that says so."""
    ended = [fact for fact in held if fact.until and before(fact.until, date)]
    ended += [fact for fact in held if fact.status == "former" and fact.as_of and not_after(fact.as_of, date)]
    if not ended:
        return None
    last = max(ended, key=lambda fact: (fact.until or "", fact.as_of or ""))
    basis = f"in office {span(last)}" if last.until else f"said to be former in {last.as_of}"
    return StatusThen("former", basis, last.source, last.title)


def _holds(fact: RoleFact, date: str) -> bool:
    """Whether a role with known dates was surely held; one without an end only where it is said to go on."""
    begun = fact.since is not None and not_after(fact.since, date)
    if fact.until is not None:
        return begun and before(date, fact.until)
    return begun and fact.status == "current"


def _between(held: Sequence[RoleFact], date: str) -> StatusThen | None:
    """Current where one source before and one after the date say so of one role."""
    current = [fact for fact in held if fact.status == "current" and fact.as_of]
    for fact in current:
        if fact.as_of == date:
            return StatusThen("current", f"said to be current in {fact.as_of}", fact.source, fact.title)
    for first in current:
        for last in current:
            assert first.as_of is not None
            assert last.as_of is not None
            if before(first.as_of, date) and before(date, last.as_of) and alike(first, last):
                basis = f"said to be current in {first.as_of} and in {last.as_of}"
                return StatusThen("current", basis, first.source, first.title)
    return None


def span(fact: RoleFact) -> str:
    """The time of office in words: ``1996 to 2001``."""
    if fact.since and fact.until:
        return f"{fact.since} to {fact.until}"
    return f"since {fact.since}" if fact.since else f"until {fact.until}"


def conflicts(facts: Sequence[RoleFact]) -> list[Conflict]:
    """Every two facts of one role that cannot both hold, in the order of the facts."""
    found = []
    for number, one in enumerate(facts):
        for other in facts[number + 1 :]:
            if one.source != other.source and alike(one, other):
                what = _contradiction(one, other) or _contradiction(other, one)
                if what:
                    found.append(Conflict(what, (one.source, other.source)))
    return found


def _contradiction(one: RoleFact, other: RoleFact) -> str | None:
    if one.status == "current" and one.as_of:
        if other.until and before(other.until, one.as_of):
            return f"“{one.title}” is said to be current in {one.as_of}, and ended in {other.until}"
        if other.status == "former" and other.as_of and before(other.as_of, one.as_of):
            return f"“{one.title}” is said to be current in {one.as_of}, and to be former in {other.as_of}"
    if one.status == "former" and one.as_of and other.status == "current" and other.as_of == one.as_of:
        return f"“{one.title}” is said to be former and current in {one.as_of}"
    if one.until and other.until and one.since == other.since and one.until != other.until:
        length = min(len(one.until), len(other.until))
        if one.until[:length] != other.until[:length] and one.title.casefold() == other.title.casefold():
            return f"“{one.title}” ended in {one.until}, and in {other.until}"
    return None
