"""The tables of speakers: mentions, the groups they make, what they are looked up by, and facts from outside."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table

from onrecord.ledger.columns import AnyText, Json, count, flag, metadata, number, text, to, word

imports = Table(
    "imports",
    metadata,
    number(),
    text("name"),
    word("sha256", unique=True),
    text("by"),
    word("made_at"),
    count("lines"),
)
"""Files of facts from outside. The digest keeps the same file from being read twice."""

speakers = Table("speakers", metadata, number(), word("kind"), word("made_at"), Index(None, "kind", "id"))

mentions = Table(
    "mentions",
    metadata,
    number(),
    to("document_id", "documents", null=True),
    to("version_id", "versions", null=True),
    to("reading_id", "readings", null=True),
    to("import_id", "imports", null=True),
    Column("line", Integer, nullable=True),
    text("external_id", null=True),
    flag("current"),
    word("kind"),
    text("name"),
    Column("names", Json, nullable=False),
    Column("weak_names", Json, nullable=False),
    text("speaks_for", null=True),
    Index(None, "document_id", "kind", "id"),
    Index(None, "reading_id"),
    Index(None, "version_id"),
    Index(None, "import_id"),
    Index(None, "external_id"),
)
"""One speaker in one reading of a document, or one entity of an imported file; exactly one of the two."""

mention_roles = Table(
    "mention_roles",
    metadata,
    to("mention_id", "mentions", primary=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    text("title"),
    text("body", null=True),
    text("status", null=True),
    text("as_of", null=True),
    text("since", null=True),
    text("until", null=True),
    Column("start", Integer, nullable=True),
    Column("end", Integer, nullable=True),
    Column("line", Integer, nullable=True),
    text("external_id", null=True),
)

spoken = Table(
    "spoken",
    metadata,
    to("attribution_id", "attributions", primary=True),
    to("mention_id", "mentions"),
    Index(None, "mention_id"),
)
"""Which mention speaks an attribution, as its record with the analysts' edits says."""

speaker_memberships = Table(
    "speaker_memberships",
    metadata,
    to("mention_id", "mentions", primary=True),
    to("speaker_id", "speakers"),
    to("home_id", "speakers"),
    word("rule"),
    Column("evidence", Json, nullable=False),
    Column("judgement_id", ForeignKey("judgements.id"), nullable=True),
    Column("follows_id", ForeignKey("mentions.id"), nullable=True),
    Index(None, "speaker_id", "mention_id"),
    Index(None, "home_id"),
    Index(None, "follows_id"),
    Index(None, "judgement_id"),
)

speaker_keys = Table(
    "speaker_keys",
    metadata,
    Column("key", AnyText, primary_key=True),
    Column("speaker_id", Integer, primary_key=True, autoincrement=False),
    Column("name", AnyText, primary_key=True),
    Index(None, "speaker_id"),
    sqlite_with_rowid=False,
)
"""Names by what is looked up when a mention asks whose it is: no name is compared with all others."""

speaker_traits = Table(
    "speaker_traits",
    metadata,
    Column("speaker_id", Integer, primary_key=True, autoincrement=False),
    Column("trait", AnyText, primary_key=True),
    sqlite_with_rowid=False,
)
"""Words of roles and bodies, and names of others in the same documents: what tells namesakes apart."""

suggestions = Table(
    "suggestions",
    metadata,
    number(),
    to("mention_id", "mentions"),
    to("other_id", "mentions"),
    Column("score", Float, nullable=False),
    word("rule"),
    Column("evidence", Json, nullable=False),
    word("made_at"),
    Index(None, "mention_id"),
    Index(None, "other_id"),
)
"""Two mentions that may be one speaker's, and why nobody was sure. Closed by a merge or by a judgement ``apart``."""
