"""What is answered about positions: plain frozen values, and the summary in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.errors import UsageError

PERSON = "named_person"
STATUSES = ("current", "former", "unknown")
STRENGTH = {
    "threaten": 6, "demand": 5, "criticise": 4, "warn": 3, "deny": 3, "support": 3, "ask": 2, "confirm": 2, "promise": 1,
    "predict": 1, "state": 0, "feel": 0,
}  # fmt: skip
"""How strong an act is toward somebody, to choose the statement that is shown first; nothing is computed from it."""
_NOBODY = "Nobody named who was in office or serving at the time"
_CERTAINTY = {"certain": 3, "probable": 2, "possible": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: toward whom, among the members of which body (one of several names), in which status, when, and
    which other names count as the person's."""

    toward: str
    among: tuple[str, ...] = ()
    status: str | None = None
    since: str | None = None
    until: str | None = None
    including: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        from onrecord.ledger.filters import check_dates

        check_dates(self.since, self.until)
        if self.status is not None and self.status not in STATUSES:
            raise UsageError(f"{self.status}: no such status (one of {', '.join(STATUSES)})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One statement toward the target. ``anonymous`` is true where it reaches us through nobody named, ``reported``
    where its author keeps a distance."""

    ref: str
    date: str | None
    name: str | None
    kind: str
    status: str
    role: str | None
    act: str | None
    toward: str
    why: str
    strength: str | None
    reported: bool
    anonymous: bool
    words: str
    attributions: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """How strong it is, to choose the strongest."""
        return STRENGTH.get(self.act or "", 0), _CERTAINTY.get(self.strength or "", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A speaker in one status: the statements toward the target made in it, in order."""

    name: str
    speaker: str | None
    kind: str
    status: str
    role: str | None
    statements: tuple[Position, ...]

    @property
    def acts(self) -> dict[str, int]:
        """How many statements of each act, the most frequent first."""
        counted = Counter(each.act or "unknown" for each in self.statements)
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    @property
    def dates(self) -> list[str]:
        """The known dates, in order."""
        return sorted(each.date for each in self.statements if each.date)

    @property
    def documents(self) -> int:
        """In how many documents the statements stand."""
        return len({document for each in self.statements for document in each.documents})

    @property
    def strongest(self) -> Position:
        """The strongest statement, the earliest of several."""
        return max(self.statements, key=lambda each: each.weight)

    @property
    def reported(self) -> int:
        """How many are only reported, at a distance."""
        return sum(each.reported for each in self.statements)

    @property
    def anonymous(self) -> int:
        """How many rest on sources that nobody names."""
        return sum(each.anonymous for each in self.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Somebody known as a member of the body who is on record with nothing toward the target."""

    name: str
    speaker: str
    role: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """The whole answer. ``named`` are people, ``bodies`` organisations and documents, ``unnamed`` all others.

    ``targets`` says which names of targets counted, and why; ``unclear`` are those that may mean somebody else.
    """

    asked: Asked
    name: str
    targets: dict[str, str]
    unclear: tuple[str, ...]
    named: tuple[Stand, ...]
    bodies: tuple[Stand, ...]
    unnamed: tuple[Stand, ...]
    silent: tuple[Silent, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """How many people in each status (who spoke in two counts in both), and how many statements of others."""
        people = {
            status: len({row.speaker for row in self.named if row.status == status}) for status in STATUSES
        }
        return {
            **{f"named_{status}": count for status, count in people.items()},
            "unnamed_statements": sum(len(row.statements) for row in self.unnamed),
            "bodies": len(self.bodies),
            "silent": len(self.silent),
        }

    @property
    def lines(self) -> list[str]:
        """What can and cannot be said, in words."""
        summary = self.summary
        asked = self.asked.status
        shown = (asked,) if asked else STATUSES
        first = " · ".join(
            f"named, {'status unknown' if status == 'unknown' else status}: {summary[f'named_{status}']}"
            for status in shown
            if status != "unknown" or asked or summary["named_unknown"]
        )
        first += f" · unnamed or anonymous: {summary['unnamed_statements']} statements"
        if summary["bodies"]:
            first += f" · bodies and documents: {summary['bodies']}"
        lines = [first]
        if asked:
            lines.append(
                f"Asked for named people who spoke as {asked}; others with a name are not counted here."
            )
        if not summary["named_current"] and asked in (None, "current"):
            who = (
                f"No named serving member of {' or '.join(self.asked.among)}" if self.asked.among else _NOBODY
            )
            lines.append(f"{who} is on record toward {self.name} here.")
        if self.silent:
            lines.append(
                f"silent, which is not loyal: {len(self.silent)} known members said nothing toward {self.name}"
            )
        if self.unclear:
            lines.append(f"not counted, since several people may be meant: {', '.join(self.unclear)}")
        if not self.targets:
            lines.append(f"No statement in this ledger is aimed at {self.name}.")
        lines.append("This is what the documents held say; it is no proof that nobody spoke.")
        return lines
