"""The tables of a ledger, for SQLAlchemy Core. The migrations make them; a test compares the two.

Four things that hold all through:

- Numbers come from the one row of ``numbers``, in the transaction that uses them, so that none is ever used again.
- What a text was computed into (``extractions``, ``readings``, ``attributions``) is added to and superseded by a
  flag, never changed. Only ``forget`` changes words.
- ``states`` and the ``statement_id`` of ``memberships`` are computed from ``judgements`` and can be made again.
- Times are UTC, ISO 8601, with seconds.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

HEAD = "0001"
"""The newest migration, and all that came before it, oldest first."""
REVISIONS = ("0001",)

_ESCAPE = "\U0010f8e5"
_UNSTORABLE = re.compile(f"[\x00\ud800-\udfff{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{6}})")


class AnyText(TypeDecorator[str]):
    """Text of any code points, stored as UTF-8.

    A lone surrogate has no UTF-8 and PostgreSQL takes no NUL; both can stand in a captured text. Such a
    character (and the escape itself) is written as a private-use character and six hexadecimal digits.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it is stored."""
        return value if value is None or (value.isascii() and "\0" not in value) else escape(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """The text as it was given."""
        return value if value is None or _ESCAPE not in value else unescape(value)


class Json(AnyText):
    """A text that holds JSON, so that what masks words knows to look inside."""

    cache_ok = True


def escape(text: str) -> str:
    """``text`` without NUL and lone surrogates, so that any database stores it."""
    return _UNSTORABLE.sub(lambda match: f"{_ESCAPE}{ord(match[0]):06x}", text)


def unescape(text: str) -> str:
    """What :func:`escape` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _to(column: str, table: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    return Column(column, ForeignKey(f"{table}.id"), nullable=null, primary_key=primary, autoincrement=False)


def _text(column: str, *, null: bool = False, unique: bool = False) -> Column[str]:
    return Column(column, AnyText, nullable=null, unique=unique)


def _word(column: str, *, null: bool = False, unique: bool = False) -> Column[str]:
    """A word of the software's own (a kind, a time, a digest): never somebody's words, so never masked."""
    return Column(column, String, nullable=null, unique=unique)


def _count(column: str) -> Column[int]:
    return Column(column, Integer, nullable=False)


def _flag(column: str) -> Column[bool]:
    return Column(column, Boolean, nullable=False)


NUMBERED = (
    "runs", "documents", "originals", "versions", "extractions", "captures", "readings", "attributions",
    "statements", "judgements", "carried", "tombstones",
)  # fmt: skip

numbers = Table("numbers", metadata, _number(), *(_count(name) for name in NUMBERED))

runs = Table(
    "runs",
    metadata,
    _number(),
    Column("inputs", Json, nullable=False),
    _word("host"),
    Column("pid", Integer, nullable=True),
    _word("process_started", null=True),
    _word("started_at"),
    _word("finished_at", null=True),
    Index(None, "finished_at", "id"),
)

tombstones = Table(
    "tombstones", metadata, _number(), _word("kind"), _text("by"), _word("at"), _text("reason"), _word("what")
)

originals = Table(
    "originals",
    metadata,
    _number(),
    _word("sha256", null=True, unique=True),
    _count("size"),
    Column("erased_by", ForeignKey("tombstones.id"), nullable=True),
)

documents = Table(
    "documents",
    metadata,
    _number(),
    _text("identity", unique=True),
    _word("added_at"),
    _flag("removed"),
)

versions = Table(
    "versions",
    metadata,
    _number(),
    _to("document_id", "documents"),
    _count("number"),
    _to("original_id", "originals"),
    _word("text_sha256"),
    _count("characters"),
    _flag("current"),
    _word("added_at"),
    _word("captured_at"),
    _text("captured_from"),
    _text("path"),
    _text("media_type"),
    _text("locator", null=True),
    _text("language", null=True),
    _text("title", null=True),
    _text("outlet", null=True),
    Column("byline", Json, nullable=False),
    _text("published", null=True),
    _text("url", null=True),
    UniqueConstraint("document_id", "number"),
    Index(None, "document_id", "text_sha256"),  # not unique: masking a name can make two texts the same
    Index(None, "original_id"),
)

texts = Table("texts", metadata, _to("version_id", "versions", primary=True), _text("text"))

extractions = Table(
    "extractions",
    metadata,
    _number(),
    _to("version_id", "versions"),
    _to("original_id", "originals"),
    _word("extraction_version"),
    _word("made_at"),
    Column("facts", Json, nullable=False),
    UniqueConstraint("version_id", "original_id", "extraction_version"),
    Index(None, "original_id"),
)

captures = Table(
    "captures",
    metadata,
    _number(),
    _to("run_id", "runs"),
    _to("document_id", "documents"),
    _to("version_id", "versions"),
    _to("original_id", "originals"),
    _text("source"),
    _word("method"),
    _word("captured_at"),
    Column("details", Json, nullable=False),
    UniqueConstraint("run_id", "document_id", "original_id", "source"),
    Index(None, "document_id"),
    Index(None, "version_id"),
    Index(None, "original_id"),
)

readings = Table(
    "readings",
    metadata,
    _number(),
    _to("version_id", "versions"),
    _word("made_by"),
    _word("made_version"),
    _word("digest"),
    _word("made_at"),
    _flag("current"),
    Column("warnings", Json, nullable=False),
    UniqueConstraint("version_id", "made_by", "made_version", "digest"),
)

attributions = Table(
    "attributions",
    metadata,
    _number(),
    _to("reading_id", "readings"),
    _to("document_id", "documents"),
    _to("version_id", "versions"),
    _count("position"),
    _word("local_id"),
    Column("nested_in_id", ForeignKey("attributions.id"), nullable=True),
    _flag("current"),
    _word("mode"),
    _count("start"),
    _text("source_words"),
    _text("cue_words"),
    _text("content_words"),
    _text("speaker_key"),
    Column("record", Json, nullable=False),
    Index(None, "document_id", "position", "id"),
    Index(None, "version_id"),
    Index(None, "reading_id"),
    Index(None, "nested_in_id"),
)

statements = Table("statements", metadata, _number(), _word("made_at"))

memberships = Table(
    "memberships",
    metadata,
    _to("attribution_id", "attributions", primary=True),
    _to("statement_id", "statements"),
    _to("home_id", "statements"),
    _word("rule"),
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
    _number(),
    _word("kind"),
    _text("by"),
    _word("at"),
    _text("reason"),
    Column("payload", Json, nullable=False),
)

judgement_targets = Table(
    "judgement_targets",
    metadata,
    _to("judgement_id", "judgements", primary=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _word("kind"),
    _count("target_id"),
    Index(None, "kind", "target_id", "judgement_id"),
)

carried = Table(
    "carried",
    metadata,
    _number(),
    _to("judgement_id", "judgements"),
    _to("from_id", "attributions"),
    _to("to_id", "attributions", null=True),
    _to("reading_id", "readings"),
    _word("kind"),
    _word("how"),
    Column("score", Float, nullable=False),
    _word("at"),
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
    _word("verdict", null=True),
    _flag("edited"),
    _flag("graded"),
    _flag("resolved"),
    _flag("noted"),
    _text("speaker_key"),
    Column("standing", Json, nullable=False),
)

erasing = Table("erasing", metadata, _number())
"""While it holds a row, which only the transaction of a ``forget`` sees, judgements' words may be masked."""

unfinished = Table(
    "unfinished",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("task"),
    _word("sha256", null=True),
)
"""What ``forget`` still has to do outside its transaction: originals to delete, the file to compact."""
