"""What the long works of a ledger report at their end."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetReport:
    """What a ``forget`` erased. Only the tombstone is kept; this report is not.

    ``documents`` are those erased (``kind`` is ``document``) or masked (``name``); ``originals`` how many of their
    original files were erased, ``shared_with`` the documents that keep one alive because theirs has the same bytes.
    ``judgements_kept`` counts judgements that bear on other documents too and so keep their words. ``alone`` says how
    often words of the name still stand alone in the masked documents: they may be somebody else's. ``complete`` is
    false where another program keeps old pages in use: the next command that opens the ledger finishes the work.
    """

    tombstone_id: int
    kind: str
    documents: tuple[int, ...]
    attributions: int
    judgements: int
    originals: int
    shared_with: tuple[int, ...] = ()
    judgements_kept: int = 0
    alone: dict[str, int] = field(default_factory=dict)
    complete: bool = True

    def lines(self) -> tuple[str, ...]:
        """The report in words, a line each."""
        done = "erased" if self.kind == "document" else "masked in"
        lines = [
            f"{done} {len(self.documents)} documents, {self.attributions} attributions,"
            f" {self.judgements} judgements; {self.originals} originals erased (tombstone t{self.tombstone_id})"
        ]
        if self.shared_with:
            names = ", ".join(f"d{number}" for number in self.shared_with)
            lines.append(f"the same original bytes stay, for they are also those of {names}")
        if self.judgements_kept:
            lines.append(
                f"{self.judgements_kept} judgements keep their words: they bear on other documents too"
            )
        if self.alone:
            words = ", ".join(f"{word} ({count})" for word, count in self.alone.items())
            lines.append(
                f"still there, standing alone, so perhaps somebody else: {words}; forget these too if not"
            )
        if not self.complete:
            lines.append(
                "another program is using the ledger: close it; the next command finishes the erasing"
            )
        return tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What ``verify`` checked and found.

    ``originals``, ``texts`` and ``attributions`` count what was checked, ``erased`` the originals that ``forget``
    erased. ``problems`` are sentences that name the record; empty where all holds. ``orphans`` are originals that
    no document refers to (a run was killed): harmless. ``repaired`` says what ``fix`` computed anew.
    """

    originals: int
    erased: int
    texts: int
    attributions: int
    problems: tuple[str, ...] = ()
    orphans: int = 0
    orphans_removed: int = 0
    repaired: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether all holds."""
        return not self.problems

    def lines(self) -> tuple[str, ...]:
        """The report in words, a line each, less the problems."""
        lines = [
            f"checked {self.originals} originals, {self.texts} texts, {self.attributions} attributions:"
            f" {len(self.problems) or 'no'} problems"
        ]
        if self.erased:
            lines.append(f"{self.erased} originals were erased by forget")
        if self.orphans:
            done = (
                f"{self.orphans_removed} removed" if self.orphans_removed else "harmless; --fix removes them"
            )
            lines.append(f"{self.orphans} originals that no document refers to ({done})")
        return (*lines, *self.repaired)

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values, for JSON."""
        return asdict(self) | {"ok": self.ok}
