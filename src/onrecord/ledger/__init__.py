"""The ledger: what was captured, what it says, and what analysts made of it. The only room with SQL.

Names are loaded when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.ledger.filters import AttributionFilter, DocumentFilter, JudgementFilter
    from onrecord.ledger.ledger import Ledger
    from onrecord.ledger.reports import ForgetReport, VerifyReport
    from onrecord.ledger.rows import (
        Added,
        AttributionRow,
        CaptureRow,
        DocumentRow,
        FullDocument,
        JudgementRow,
        Reprocessed,
        ReviewRow,
        SearchHit,
        Standing,
        StatementRow,
        TombstoneRow,
        VersionRow,
    )
    from onrecord.ledger.runs import Run
    from onrecord.ledger.speaker_rows import (
        FullSpeaker,
        Imported,
        MentionRow,
        NameRow,
        RoleRow,
        SaidRow,
        SpeakerFilter,
        SpeakerRow,
        SuggestionRow,
    )

__all__ = [
    "Added",
    "AttributionFilter",
    "AttributionRow",
    "CaptureRow",
    "DocumentFilter",
    "DocumentRow",
    "ForgetReport",
    "FullDocument",
    "FullSpeaker",
    "Imported",
    "JudgementFilter",
    "JudgementRow",
    "Ledger",
    "MentionRow",
    "NameRow",
    "Reprocessed",
    "ReviewRow",
    "RoleRow",
    "Run",
    "SaidRow",
    "SearchHit",
    "SpeakerFilter",
    "SpeakerRow",
    "Standing",
    "StatementRow",
    "SuggestionRow",
    "TombstoneRow",
    "VerifyReport",
    "VersionRow",
]

_MODULES = {"Ledger": "ledger", "Run": "runs"}
_MODULES |= dict.fromkeys(
    (
        "FullSpeaker", "Imported", "MentionRow", "NameRow", "RoleRow", "SaidRow", "SpeakerFilter", "SpeakerRow",
        "SuggestionRow",
    ),
    "speaker_rows",
)  # fmt: skip
_BY_END = {"Filter": "filters", "Report": "reports"}


def __getattr__(name: str) -> Any:
    """Load a name of the public list."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = _MODULES.get(name) or _BY_END.get(name[-6:], "rows")
    return getattr(import_module(f"onrecord.ledger.{module}"), name)
