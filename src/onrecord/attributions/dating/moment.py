"""An expression of time as the text has it, before anything is counted from a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.attributions.dating.partial import PartialDate
from onrecord.text.document import Span

Kind = Literal[
    "date",  # 3 March 2024, March, 2019: what is not told of it is null
    "old and new",  # 25 October (7 November) 1917
    "weekday",  # on Thursday
    "day",  # yesterday
    "ago",  # two days ago
    "span",  # last month
    "season",  # last summer
    "part of year",  # the first quarter of 2024
    "decade",  # the 1990s
    "years",  # 1996-2004
    "of another",  # the next day, two days later
    "vague",  # recently
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One expression: words ``[first, stop)`` at ``span``.

    ``which`` is ``l``, ``t`` or ``x`` for *last*, *this* and *next*. ``back`` counts years (in a ``date``), weeks (for
    a ``weekday``) or ``unit`` from the day it is said, null where nothing counts. ``pair`` are the readings of a day in two
    calendars, in any year where none is told; ``style`` is ``j`` or ``J`` for a day said to be of the old or new one.
    ``bounded``: it bounds a time (``since March``). ``at_noun``: it belongs to the noun ``after`` it (``a 2019 study``) or
    ``before`` it (``письмо 2019 года``).
    """

    first: int
    stop: int
    span: Span
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: str | None = None
    back: int | None = None
    unit: str | None = None
    season: int | None = None
    pair: tuple[PartialDate, ...] = ()
    style: str | None = None
    bounded: bool = False
    at_noun: str | None = None
