"""Attributions: what a text says that somebody said.

:func:`attribute` reads a document; :mod:`onrecord.attributions.encoding` turns the result
into the project's JSON and back, :mod:`onrecord.attributions.citation` one attribution into a line to quote it by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.attributions.reading import Reading
    from onrecord.attributions.speed import Speed
    from onrecord.text.document import Document

__all__ = ["attribute"]


def attribute(document: Document, speed: Speed = "accurate") -> Reading:
    """Find the attributions of ``document``: by the model and the rules, or with ``fast`` by the rules alone.

    Without the model's files ``accurate`` reads by the rules too, and warns (``no-model``). No network.
    Deterministic, in time linear in the text; any text is accepted. A document whose language has no rules
    (:data:`onrecord.languages.pack.SUPPORTED`), or is not known, gets none and the warning
    ``no-attributions-language``.
    """
    from onrecord.attributions.finding import read

    return read(document, speed)
