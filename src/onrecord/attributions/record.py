"""The attribution record: its shape is the project's fixed contract, and it only grows.

Labels that nothing has computed yet are null. ``unknown`` is a label, not a gap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.text.document import Span

Mode = Literal["direct", "mixed", "indirect"]

ACTS = (
    "state", "criticise", "support", "demand", "promise", "threaten", "warn", "predict", "deny", "confirm", "ask", "feel",
)  # fmt: skip
"""What a source does with its content: the values of ``act``, each explained in docs/reference/record.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A title or post of the speaker, as the document words it, with the place it stands."""

    title: str
    body: str | None = None
    status: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks. ``name`` is in the document's language and script; null where there is none or none was computed."""

    name: str | None = None
    kind: str | None = None
    role: str | None = None
    status: str | None = None
    roles: tuple[Role, ...] = ()
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom or what the act is aimed at."""

    name: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """How sure the content is, and whose doubt it is."""

    strength: str | None = None
    reportative: bool | None = None
    phrase: str | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One place in one document where a text reports what somebody said, wrote, thinks, feels or intends.

    ``source``, ``cue`` and ``content`` are spans in reading order; ``content`` has at least one, the others may be
    empty. ``nested_in`` is the id of the attribution whose content holds this one. ``reasons`` maps a field
    to the rule or words that decided it.
    """

    id: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    mode: Mode
    nested_in: str | None = None
    speaker: Speaker = field(default_factory=Speaker)
    act: str | None = None
    toward: Target | None = None
    prediction: bool | None = None
    hedge: Hedge = field(default_factory=Hedge)
    said_at: str | None = None
    said_at_text: str | None = None
    venue: str | None = None
    confidence: float | None = None
    reasons: dict[str, str] = field(default_factory=dict)
