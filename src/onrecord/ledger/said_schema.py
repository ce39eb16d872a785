"""The tables of what attributions say: the labels that listings filter by, and when whose words were said.

Both are computed: ``labels`` from the records with the analysts' edits laid over them, ``occasions`` from the labels, the
dates of publication and the speakers. Both can be made again (``verify --fix``).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table

from onrecord.ledger.columns import metadata, text, to, word

labels = Table(
    "labels",
    metadata,
    to("attribution_id", "attributions", primary=True),
    word("act", null=True),
    text("toward", null=True),
    text("toward_key", null=True),
    Column("prediction", Boolean, nullable=True),
    Column("reportative", Boolean, nullable=True),
    word("said_at", null=True),
    Index(None, "act", "attribution_id"),
    Index(None, "prediction", "attribution_id"),
    Index(None, "said_at", "attribution_id"),
)
"""What the words do, for the attributions of which anything is known. ``toward_key`` is ``toward`` in one letter case."""

occasions = Table(
    "occasions",
    metadata,
    to("attribution_id", "attributions", primary=True),
    Column("speaker_id", Integer, nullable=False),
    word("day", null=True),
    Index(None, "speaker_id", "day", "attribution_id"),
)
"""Whose words those of a current reading are, and the first day on which they may have been said: where to look for
other reports of the same statement. ``speaker_id`` is the speaker that the rules gave the mention."""
