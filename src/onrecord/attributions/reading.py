"""A reading: a document together with the attributions that one version of the code found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.attributions.record import Attribution
from onrecord.attributions.scores import Scores
from onrecord.text.document import Document, Warning

READING_WARNINGS = frozenset({"no-attributions-language", "no-model"})
"""The codes of warnings that a reading adds to its document's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document and its attributions, in reading order.

    ``made_by`` names what found them (``model-en``, ``rules-en``), ``version`` its version. ``warnings`` are the document's
    and the reading's own, for example ``no-attributions-language`` where there are no rules for the document's language.
    ``scores`` has, by an attribution's id, what a label network says of it: for those who decide on labels; it is no
    part of the record and is not kept.
    """

    document: Document
    attributions: tuple[Attribution, ...]
    made_by: str
    version: str
    warnings: tuple[Warning, ...] = ()
    scores: Mapping[str, Scores] = field(default_factory=dict, compare=False)
