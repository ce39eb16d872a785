"""Who is speaking: every source of a document resolved to a person, a group or a body, with role and status.

:func:`resolve` fills the speaker of each attribution, :func:`resolved` does so for a whole reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.attributions.reading import Reading
    from onrecord.attributions.record import Attribution
    from onrecord.attributions.scores import Scores
    from onrecord.text.document import Document

__all__ = ["resolve", "resolved"]


def resolve(
    document: Document, attributions: Sequence[Attribution], scores: Mapping[str, Scores] | None = None
) -> list[Attribution]:
    """The attributions of ``document`` with their speakers; see :func:`onrecord.speakers.resolving.resolve`."""
    from onrecord.speakers.resolving import resolve as made

    return made(document, attributions, scores)


def resolved(reading: Reading) -> Reading:
    """A reading whose attributions have their speakers; see :func:`onrecord.speakers.resolving.resolve`."""
    from onrecord.speakers.resolving import resolved as made

    return made(reading)
