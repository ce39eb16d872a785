"""What a ledger gives back of its speakers: plain frozen values, without a trace of SQL.

``p12`` is a speaker, ``m5`` a mention: one speaker in one reading of a document, or one entity of an imported file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger.rows import AttributionRow
from onrecord.speakers.timeline import Conflict, RoleFact, Status, StatusThen
from onrecord.text.document import Span

STATUSES: tuple[Status, ...] = ("current", "former", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerFilter:
    """Which speakers; every field that is set must hold.

    ``name`` and ``body`` are pieces of one of their names and of a body that they had a role in, in any letter case.
    ``status`` keeps those who spoke in it at least once. Without ``kind`` only those with a name of their own are
    kept (``named_person``, ``organisation``). ``statements`` leaves out those whom no document quotes.
    """

    kind: str | None = None
    name: str | None = None
    body: str | None = None
    status: str | None = None
    statements: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.status is not None and self.status not in STATUSES:
            raise UsageError(f"{self.status}: no such status (one of {', '.join(STATUSES)})")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """One name of a speaker: how many mentions have it, and where it stands (``d3``, or ``file:line``).

    ``weak`` is true for a name that an imported file calls weak: it is shown, and never joined by.
    """

    name: str
    mentions: int
    sources: tuple[str, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow(RoleFact):
    """One role of a speaker as one source gives it: ``d3``, where the words stand at ``span``, or ``file:line``."""

    mention_id: int
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """One mention and why it is this speaker's.

    ``rule`` is the rule, or the judgement that moved it here; ``score`` and ``explanation`` are those of the names'
    comparison, where there was one; ``shared`` the traits that agreed.
    """

    id: int
    name: str
    names: tuple[str, ...]
    source: str
    rule: str
    score: float | None = None
    explanation: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """The mention's name in the ledger, as ``m5``."""
        return f"m{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """One thing that a speaker is on record saying: a statement, or an attribution inside another's content.

    ``date`` is when it was said where the text tells (``dated_by`` is ``text``), else when the first document was
    published (``published``), else null. ``then`` is the status in which it was said. ``hearsay`` says why nobody
    vouches for it (null where somebody does). ``reported_by`` are the outlets, and those between them and the speaker.
    """

    ref: str
    date: str | None
    dated_by: str | None
    role: str | None
    then: StatusThen
    words: str
    attributions: tuple[AttributionRow, ...]
    reported_by: tuple[str, ...]
    hearsay: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """One speaker as a listing shows them.

    ``name`` is the name that most mentions have; ``names`` are all names, the weak ones left out. ``roles`` are titles
    with bodies, the latest first. ``statuses`` counts the statements by the status in which they were made.
    """

    id: int
    kind: str
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    statements: int
    hearsay: int
    statuses: dict[str, int]
    documents: int
    first: str | None
    last: str | None
    imports: int
    conflicts: int

    @property
    def ref(self) -> str:
        """The speaker's name in the ledger, as ``p12``."""
        return f"p{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FullSpeaker(SpeakerRow):
    """One speaker with all that is known: names, roles over time, statements in order, conflicts, and why each mention
    is theirs."""

    all_names: tuple[NameRow, ...]
    timeline: tuple[RoleRow, ...]
    said: tuple[SaidRow, ...]
    disagreements: tuple[Conflict, ...]
    mentions: tuple[MentionRow, ...]
    speaks_for: tuple[str, ...] = ()
    open_suggestions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow:
    """Two speakers who may be one, and why nobody was sure.

    ``rule`` in words; ``score`` and ``explanation`` as :func:`onrecord.compare_names` gives them for the two names.
    """

    id: int
    left: SpeakerRow
    right: SpeakerRow
    left_name: str
    right_name: str
    score: float
    rule: str
    explanation: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What one import did. ``known`` is true where the same file was imported before: then nothing was added.

    ``entities`` counts people and bodies, ``joined`` those of them that are speakers the ledger had, ``roles`` the dated
    roles; ``skipped`` are messages about lines that were left out.
    """

    import_id: int
    known: bool
    entities: int = 0
    joined: int = 0
    roles: int = 0
    suggestions: int = 0
    skipped: tuple[str, ...] = field(default_factory=tuple)

    def as_dict(self) -> dict[str, Any]:
        """The counts as plain values."""
        return {
            "known": self.known,
            "entities": self.entities,
            "joined": self.joined,
            "roles": self.roles,
            "suggestions": self.suggestions,
            "skipped": list(self.skipped),
        }
