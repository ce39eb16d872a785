"""Occasions told once and meant for more: in the sentence before, or taken up by ``he added`` and ``in the interview``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.attributions.dating.clauses import Clause, Page
from onrecord.attributions.dating.partial import PartialDate
from onrecord.attributions.record import Attribution
from onrecord.text.document import Span


@dataclass(frozen=True, slots=True)
class Carried:
    """What is taken from elsewhere: the fields of a :class:`~onrecord.attributions.dating.finding.When`, and a venue with its reason."""

    when: tuple[PartialDate | None, Span, str] | None = None
    where: Span | None = None
    why: str | None = None


class Carrier:
    """Looks for the occasion of attributions whose own clause does not tell it."""

    def __init__(self, page: Page, given: Sequence[Attribution], clauses: Sequence[Clause | None]) -> None:
        self.page, self.given, self.clauses = page, given, clauses

    def carried(
        self,
        number: int,
        when: Callable[[int], Any],
        where: Callable[[int], Span | None],
        anchor: PartialDate | None,
    ) -> Carried:
        """The occasion that the words before give to the attribution; empty where they do not."""
        return Carried()
