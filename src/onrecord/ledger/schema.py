"""The tables of a ledger, for SQLAlchemy Core. The migrations make them; a test compares the two.

Four things that hold all through:

- Numbers come from the one row of ``numbers``, in the transaction that uses them, so that none is ever used again.
- What a text was computed into (``extractions``, ``readings``, ``attributions``) is added to and superseded by a
  flag, never changed. Only ``forget`` changes words.
- ``states`` and the ``statement_id`` of ``memberships`` are computed from ``judgements`` and can be made again; so are
  ``speaker_keys``, ``speaker_traits`` and the ``speaker_id`` of ``speaker_memberships``, from mentions and judgements,
  and ``labels`` and ``occasions``, from records and edits.
- Times are UTC, ISO 8601, with seconds.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from onrecord.ledger.columns import (
    Json,
    count,
    flag,
    metadata,
    number,
    text,
    to,
    word,
)
from onrecord.ledger.said_schema import labels as _labels  # noqa: F401 (the rest of the tables)
from onrecord.ledger.speaker_schema import speakers as _speakers  # noqa: F401

HEAD = "0003"
"""The newest migration, and all that came before it, oldest first."""
REVISIONS = ("0001", "0002", "0003")

NUMBERED = (
    "runs", "documents", "originals", "versions", "extractions", "captures", "readings", "attributions",
    "statements", "judgements", "carried", "tombstones", "speakers", "mentions", "imports", "suggestions",
)  # fmt: skip

numbers = Table("numbers", metadata, number(), *(count(name) for name in NUMBERED))

runs = Table(
    "runs",
    metadata,
    number(),
    Column("inputs", Json, nullable=False),
    word("host"),
    Column("pid", Integer, nullable=True),
    word("process_started", null=True),
    word("started_at"),
    word("finished_at", null=True),
    Index(None, "finished_at", "id"),
)

tombstones = Table(
    "tombstones", metadata, number(), word("kind"), text("by"), word("at"), text("reason"), word("what")
)

originals = Table(
    "originals",
    metadata,
    number(),
    word("sha256", null=True, unique=True),
    count("size"),
    Column("erased_by", ForeignKey("tombstones.id"), nullable=True),
)

documents = Table(
    "documents",
    metadata,
    number(),
    text("identity", unique=True),
    word("added_at"),
    flag("removed"),
)

versions = Table(
    "versions",
    metadata,
    number(),
    to("document_id", "documents"),
    count("number"),
    to("original_id", "originals"),
    word("text_sha256"),
    count("characters"),
    flag("current"),
    word("added_at"),
    word("captured_at"),
    text("captured_from"),
    text("path"),
    text("media_type"),
    text("locator", null=True),
    text("language", null=True),
    text("title", null=True),
    text("outlet", null=True),
    Column("byline", Json, nullable=False),
    text("published", null=True),
    text("url", null=True),
    UniqueConstraint("document_id", "number"),
    Index(None, "document_id", "text_sha256"),  # not unique: masking a name can make two texts the same
    Index(None, "original_id"),
)

texts = Table("texts", metadata, to("version_id", "versions", primary=True), text("text"))

extractions = Table(
    "extractions",
    metadata,
    number(),
    to("version_id", "versions"),
    to("original_id", "originals"),
    word("extraction_version"),
    word("made_at"),
    Column("facts", Json, nullable=False),
    UniqueConstraint("version_id", "original_id", "extraction_version"),
    Index(None, "original_id"),
)

captures = Table(
    "captures",
    metadata,
    number(),
    to("run_id", "runs"),
    to("document_id", "documents"),
    to("version_id", "versions"),
    to("original_id", "originals"),
    text("source"),
    word("method"),
    word("captured_at"),
    Column("details", Json, nullable=False),
    UniqueConstraint("run_id", "document_id", "original_id", "source"),
    Index(None, "document_id"),
    Index(None, "version_id"),
    Index(None, "original_id"),
)

readings = Table(
    "readings",
    metadata,
    number(),
    to("version_id", "versions"),
    word("made_by"),
    word("made_version"),
    word("digest"),
    word("made_at"),
    flag("current"),
    Column("warnings", Json, nullable=False),
    UniqueConstraint("version_id", "made_by", "made_version", "digest"),
)

attributions = Table(
    "attributions",
    metadata,
    number(),
    to("reading_id", "readings"),
    to("document_id", "documents"),
    to("version_id", "versions"),
    count("position"),
    word("local_id"),
    Column("nested_in_id", ForeignKey("attributions.id"), nullable=True),
    flag("current"),
    word("mode"),
    count("start"),
    text("source_words"),
    text("cue_words"),
    text("content_words"),
    text("speaker_key"),
    Column("record", Json, nullable=False),
    Index(None, "document_id", "position", "id"),
    Index(None, "version_id"),
    Index(None, "reading_id"),
    Index(None, "nested_in_id"),
)

statements = Table("statements", metadata, number(), word("made_at"))

memberships = Table(
    "memberships",
    metadata,
    to("attribution_id", "attributions", primary=True),
    to("statement_id", "statements"),
    to("home_id", "statements"),
    word("rule"),
    Column("judgement_id", ForeignKey("judgements.id"), nullable=True),
    Column("follows_id", ForeignKey("attributions.id"), nullable=True),
    Index(None, "statement_id", "attribution_id"),
    Index(None, "home_id"),
    Index(None, "follows_id"),
    Index(None, "judgement_id"),
)

judgements = Table(
    "judgements",
    metadata,
    number(),
    word("kind"),
    text("by"),
    word("at"),
    text("reason"),
    Column("payload", Json, nullable=False),
)

judgement_targets = Table(
    "judgement_targets",
    metadata,
    to("judgement_id", "judgements", primary=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    word("kind"),
    count("target_id"),
    Index(None, "kind", "target_id", "judgement_id"),
)

carried = Table(
    "carried",
    metadata,
    number(),
    to("judgement_id", "judgements"),
    to("from_id", "attributions"),
    to("to_id", "attributions", null=True),
    to("reading_id", "readings"),
    word("kind"),
    word("how"),
    Column("score", Float, nullable=False),
    word("at"),
    UniqueConstraint("judgement_id", "from_id", "reading_id", "kind"),
    Index(None, "to_id"),
    Index(None, "from_id"),
    Index(None, "reading_id"),
)

states = Table(
    "states",
    metadata,
    Column("kind", String, primary_key=True),
    Column("target_id", Integer, primary_key=True, autoincrement=False),
    word("verdict", null=True),
    flag("edited"),
    flag("graded"),
    flag("resolved"),
    flag("noted"),
    text("speaker_key"),
    Column("standing", Json, nullable=False),
)

erasing = Table("erasing", metadata, number())
"""While it holds a row, which only the transaction of a ``forget`` sees, judgements' words may be masked."""

unfinished = Table(
    "unfinished",
    metadata,
    Column("id", Integer, primary_key=True),
    word("task"),
    word("sha256", null=True),
)
"""What ``forget`` still has to do outside its transaction: originals to delete, the file to compact."""
