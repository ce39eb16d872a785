"""Who speaks: mentions of speakers, the speakers they are grouped into, what is known of them from outside.

The tables only: ``onrecord.ledger.migrating`` fills them for what is held, in the same transaction.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of speakers, and places for their numbers."""
    for name in ("speakers", "mentions", "imports", "suggestions"):
        op.add_column("numbers", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("sha256", name=op.f("uq_imports_sha256")),
    )
    op.create_table(
        "speaker_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "speaker_id", "name", name=op.f("pk_speaker_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_speaker_keys_speaker_id"), "speaker_keys", ["speaker_id"], unique=False)
    op.create_table(
        "speaker_traits",
        sa.Column("speaker_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("trait", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("speaker_id", "trait", name=op.f("pk_speaker_traits")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "speakers",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
    )
    op.create_index(op.f("ix_speakers_kind_id"), "speakers", ["kind", "id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("reading_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("weak_names", sa.Text(), nullable=False),
        sa.Column("speaks_for", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_mentions_document_id")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_mentions_import_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_mentions_reading_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_mentions_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
    )
    op.create_index(
        op.f("ix_mentions_document_id_kind_id"), "mentions", ["document_id", "kind", "id"], unique=False
    )
    op.create_index(op.f("ix_mentions_external_id"), "mentions", ["external_id"], unique=False)
    op.create_index(op.f("ix_mentions_import_id"), "mentions", ["import_id"], unique=False)
    op.create_index(op.f("ix_mentions_reading_id"), "mentions", ["reading_id"], unique=False)
    op.create_index(op.f("ix_mentions_version_id"), "mentions", ["version_id"], unique=False)
    op.create_table(
        "mention_roles",
        sa.Column("mention_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["mention_id"], ["mentions.id"], name=op.f("fk_mention_roles_mention_id")),
        sa.PrimaryKeyConstraint("mention_id", "position", name=op.f("pk_mention_roles")),
    )
    op.create_table(
        "speaker_memberships",
        sa.Column("mention_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("home_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["mentions.id"], name=op.f("fk_speaker_memberships_follows_id")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["speakers.id"], name=op.f("fk_speaker_memberships_home_id")),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgements.id"], name=op.f("fk_speaker_memberships_judgement_id")
        ),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mentions.id"], name=op.f("fk_speaker_memberships_mention_id")
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speakers.id"], name=op.f("fk_speaker_memberships_speaker_id")
        ),
        sa.PrimaryKeyConstraint("mention_id", name=op.f("pk_speaker_memberships")),
    )
    op.create_index(
        op.f("ix_speaker_memberships_follows_id"), "speaker_memberships", ["follows_id"], unique=False
    )
    op.create_index(op.f("ix_speaker_memberships_home_id"), "speaker_memberships", ["home_id"], unique=False)
    op.create_index(
        op.f("ix_speaker_memberships_judgement_id"), "speaker_memberships", ["judgement_id"], unique=False
    )
    op.create_index(
        op.f("ix_speaker_memberships_speaker_id_mention_id"),
        "speaker_memberships",
        ["speaker_id", "mention_id"],
        unique=False,
    )
    op.create_table(
        "spoken",
        sa.Column("attribution_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mention_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name=op.f("fk_spoken_attribution_id")
        ),
        sa.ForeignKeyConstraint(["mention_id"], ["mentions.id"], name=op.f("fk_spoken_mention_id")),
        sa.PrimaryKeyConstraint("attribution_id", name=op.f("pk_spoken")),
    )
    op.create_index(op.f("ix_spoken_mention_id"), "spoken", ["mention_id"], unique=False)
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mention_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("other_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["mention_id"], ["mentions.id"], name=op.f("fk_suggestions_mention_id")),
        sa.ForeignKeyConstraint(["other_id"], ["mentions.id"], name=op.f("fk_suggestions_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_mention_id"), "suggestions", ["mention_id"], unique=False)
    op.create_index(op.f("ix_suggestions_other_id"), "suggestions", ["other_id"], unique=False)


def downgrade() -> None:
    """Judgements on speakers would lose what they are about."""
    raise NotImplementedError("the tables of speakers cannot be taken back: restore a backup instead")
