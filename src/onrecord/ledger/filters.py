"""What a listing can be narrowed by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.attributions.record import ACTS
from onrecord.errors import UsageError

State = Literal["accepted", "rejected", "edited", "graded", "resolved", "noted", "judged", "unjudged"]
STATES: tuple[State, ...] = (
    "accepted", "rejected", "edited", "graded", "resolved", "noted", "judged", "unjudged",
)  # fmt: skip

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T[\d:]+)?)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which documents; every field that is set must hold.

    ``since`` and ``until`` are ISO dates of any precision (``2024``, ``2024-12``, ``2024-12-05``), both inclusive,
    and compare with the date of publication. A document dated ``2024`` is kept by ``since="2024-12"``: its date
    does not rule it out. A document without a date is left out where either is set.
    ``outlet`` and ``title`` are pieces of the name, in any letter case.
    """

    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    removed: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        check_dates(self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionFilter:
    """Which attributions; every field that is set must hold. Dates as in :class:`DocumentFilter`.

    ``speaker`` is a piece of the speaker's name or of the words that name the source, in any letter case or, in the
    languages supported, in any grammatical case. ``text`` is a search query over the words attributed and the
    speaker's. ``document`` is a name as :meth:`Ledger.document` takes it. ``state`` is what analysts made of it.
    ``superseded`` adds what older readings and older versions of the documents held.

    ``act`` is one of :data:`onrecord.attributions.record.ACTS`; ``toward`` a piece of the target's name, ``targets`` whole
    names, one of which it must be; ``prediction`` and ``reportative`` are what the label must be. ``said_since`` and
    ``said_until`` compare with the time of the statement as the text gives it; where it gives none, the statement is
    left out.
    """

    speaker: str | None = None
    document: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    language: str | None = None
    outlet: str | None = None
    mode: str | None = None
    state: State | None = None
    nested: bool = True
    superseded: bool = False
    act: str | None = None
    toward: str | None = None
    prediction: bool | None = None
    reportative: bool | None = None
    said_since: str | None = None
    said_until: str | None = None
    targets: tuple[str, ...] | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        check_dates(self.since, self.until, self.said_since, self.said_until)
        if self.act is not None and self.act not in ACTS:
            raise UsageError(f"{self.act}: no such act (one of {', '.join(ACTS)})")
        if self.state is not None and self.state not in STATES:
            raise UsageError(f"{self.state}: no such state of judgement (one of {', '.join(STATES)})")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementFilter:
    """Which judgements; every field that is set must hold. ``target`` is a name such as ``a7``."""

    kind: str | None = None
    target: str | None = None
    by: str | None = None
    undone: bool | None = None
    limit: int | None = None


def check_dates(*dates: str | None) -> None:
    """Raise :class:`UsageError` for a date that is not ISO 8601 of some precision."""
    for date in dates:
        if date is not None and not _DATE.fullmatch(date):
            raise UsageError(f"{date}: not a date (write 2024, 2024-12 or 2024-12-05)")
