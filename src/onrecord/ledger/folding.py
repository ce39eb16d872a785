"""What a row of judgements comes to. No database here: the same answer for the same judgements, always."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.ledger.rows import Standing, Verdict

_COUNTED = frozenset({"accept", "reject", "edit", "grade", "resolve", "note"})
_VERDICTS: dict[str, Verdict] = {"accept": "accepted", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Act:
    """What folding needs of one judgement. ``about_review`` is true for a ``resolve`` of an item up for review."""

    id: int
    kind: str
    reason: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    about_review: bool = False


def undone(undos: Mapping[int, Collection[int]]) -> set[int]:
    """The judgements that do not count; ``undos`` maps the number of each ``undo`` to those of what it takes back.

    An undo that is itself undone takes nothing back. A judgement can only undo earlier ones, so that going from the
    last to the first settles all in one pass.
    """
    gone: set[int] = set()
    for number in sorted(undos, reverse=True):
        if number not in gone:
            gone.update(target for target in undos[number] if target < number)
    return gone


def fold(acts: Iterable[Act], gone: Collection[int] = ()) -> Standing:
    """The standing that the judgements give one record, less those ``gone``; the later ones win."""
    verdict: Verdict | None = None
    grade: str | None = None
    edits: dict[str, Any] = {}
    resolution: dict[str, Any] | None = None
    notes: list[str] = []
    counted: list[int] = []
    for act in sorted(acts, key=lambda act: act.id):
        if act.id in gone:
            continue
        if act.kind in _COUNTED and not act.about_review:
            counted.append(act.id)
        if act.kind in _VERDICTS:
            verdict = _VERDICTS[act.kind]
        elif act.kind == "edit":
            edits |= act.payload
        elif act.kind == "grade":
            grade = str(act.payload["grade"]) if "grade" in act.payload else None
        elif act.kind == "resolve" and not act.about_review:
            resolution = act.payload
        elif act.kind == "note":
            notes.append(act.reason)
    return Standing(
        verdict=verdict,
        grade=grade,
        edits=edits,
        resolution=resolution,
        notes=tuple(notes),
        judgements=tuple(counted),
    )
