"""When and where a statement was made, from the words of its own text.

:func:`dated` fills ``said_at``, ``said_at_text`` and ``venue`` of every attribution of a reading. The words that date a
statement stand in the clause of its cue (:mod:`~onrecord.attributions.dating.belonging`), or in the sentence that
introduces it (:mod:`~onrecord.attributions.dating.carrying`). What they come to, counted from the day of publication, is
told in :mod:`~onrecord.attributions.dating.resolving`: a date as precise as the words and no finer, or null. A date is
never taken from the day of publication alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attributions.dating.finding import find
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution
from onrecord.languages.pack import SUPPORTED
from onrecord.text.document import Document

__all__ = ["date_all", "dated"]


def date_all(document: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of ``document``, each with when and where; in the order given, all other fields as they are.

    Any text and any spans are accepted. A document in a language without a pack comes back unchanged, an attribution
    whose clause says neither when nor where has null. ``reasons`` gets ``said_at`` (the words and the rule) and
    ``venue``. Deterministic; no network; linear in the text but for the length of a sentence.
    """
    if document.language not in SUPPORTED or not attributions:
        return list(attributions)
    return find(document.text, document.language, document.published, attributions)


def dated(reading: Reading) -> Reading:
    """A reading with the times and venues of its attributions."""
    return replace(reading, attributions=tuple(date_all(reading.document, reading.attributions)))
