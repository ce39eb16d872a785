"""What is known of a Russian or Ukrainian sentence while its attributions are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.attributions.lexing import Is, Item
from onrecord.attributions.rules import Draft
from onrecord.attributions.slavic.clauses import Clauses
from onrecord.attributions.slavic.contents import Part
from onrecord.languages.pack import Cue
from onrecord.text.document import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue verb: items ``[start, stop)`` with negation and auxiliary, its own word at ``head``, its form."""

    cue: Cue
    slot: str
    start: int
    head: int
    stop: int


@dataclass(slots=True)
class Reading:
    """One sentence being read.

    ``stops`` are items that a content must end before, ``sources`` the source of each cue found so far by the number of
    its head, ``taken`` the items that need no further look.
    """

    clauses: Clauses
    hits: list[Hit]
    stops: frozenset[int] = frozenset()
    sources: dict[int, list[Span]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def items(self) -> list[Item]:
        """The items of the sentence."""
        return self.clauses.items


def add(
    reading: Reading,
    cue: list[Span],
    source: list[Span],
    parts: list[Part],
    rule: str,
    head: int,
    *,
    speech: bool,
) -> Draft | None:
    """Put an attribution together; null where no content is left. ``rule`` says what found it."""
    spans = [span for part in parts for span in reading.clauses.spans(part.first, part.stop)]
    if not spans:
        return None
    words = " ".join(reading.clauses.text[cue[0].start : cue[-1].end].split())[:60] if cue else ""
    quoted = any(
        reading.clauses.has(at, Is.QUOTATION) for part in parts for at in (part.first, part.stop - 1)
    )
    draft = Draft(
        source=source,
        cue=cue,
        content=spans,
        head=reading.items[head].start,
        rules={"span": f"{rule}: {words}"},
        speech=speech,
        quoted=quoted,
    )
    reading.drafts.append(draft)
    return draft
