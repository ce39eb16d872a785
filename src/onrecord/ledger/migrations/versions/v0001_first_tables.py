"""The first tables: documents, readings, statements, judgements, and the search over them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.ledger import sqlite

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables of an empty ledger."""
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("identity", name=op.f("uq_documents_identity")),
    )
    op.create_table(
        "erasing",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasing")),
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_table(
        "numbers",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("extractions", sa.Integer(), nullable=False),
        sa.Column("captures", sa.Integer(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.Column("attributions", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("judgements", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("tombstones", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbers")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=True),
        sa.Column("process_started", sa.String(), nullable=True),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_finished_at_id"), "runs", ["finished_at", "id"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_table(
        "states",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("graded", sa.Boolean(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.Column("noted", sa.Boolean(), nullable=False),
        sa.Column("speaker_key", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "target_id", name=op.f("pk_states")),
    )
    op.create_table(
        "tombstones",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "unfinished",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unfinished")),
    )
    op.create_table(
        "judgement_targets",
        sa.Column("judgement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgements.id"], name=op.f("fk_judgement_targets_judgement_id")
        ),
        sa.PrimaryKeyConstraint("judgement_id", "position", name=op.f("pk_judgement_targets")),
    )
    op.create_index(
        op.f("ix_judgement_targets_kind_target_id_judgement_id"),
        "judgement_targets",
        ["kind", "target_id", "judgement_id"],
        unique=False,
    )
    op.create_table(
        "originals",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("erased_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["erased_by"], ["tombstones.id"], name=op.f("fk_originals_erased_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_originals")),
        sa.UniqueConstraint("sha256", name=op.f("uq_originals_sha256")),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("original_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("captured_at", sa.String(), nullable=False),
        sa.Column("captured_from", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_versions_document_id")),
        sa.ForeignKeyConstraint(["original_id"], ["originals.id"], name=op.f("fk_versions_original_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_versions_document_id_number")),
    )
    op.create_index(
        op.f("ix_versions_document_id_text_sha256"), "versions", ["document_id", "text_sha256"], unique=False
    )
    op.create_index(op.f("ix_versions_original_id"), "versions", ["original_id"], unique=False)
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("captured_at", sa.String(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_captures_document_id")),
        sa.ForeignKeyConstraint(["original_id"], ["originals.id"], name=op.f("fk_captures_original_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_captures_run_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_captures_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
        sa.UniqueConstraint(
            "run_id",
            "document_id",
            "original_id",
            "source",
            name=op.f("uq_captures_run_id_document_id_original_id_source"),
        ),
    )
    op.create_index(op.f("ix_captures_document_id"), "captures", ["document_id"], unique=False)
    op.create_index(op.f("ix_captures_original_id"), "captures", ["original_id"], unique=False)
    op.create_index(op.f("ix_captures_version_id"), "captures", ["version_id"], unique=False)
    op.create_table(
        "extractions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("extraction_version", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["original_id"], ["originals.id"], name=op.f("fk_extractions_original_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_extractions_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extractions")),
        sa.UniqueConstraint(
            "version_id",
            "original_id",
            "extraction_version",
            name=op.f("uq_extractions_version_id_original_id_extraction_version"),
        ),
    )
    op.create_index(op.f("ix_extractions_original_id"), "extractions", ["original_id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_version", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_readings_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint(
            "version_id",
            "made_by",
            "made_version",
            "digest",
            name=op.f("uq_readings_version_id_made_by_made_version_digest"),
        ),
    )
    op.create_table(
        "texts",
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_texts_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_texts")),
    )
    op.create_table(
        "attributions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reading_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("local_id", sa.String(), nullable=False),
        sa.Column("nested_in_id", sa.Integer(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("source_words", sa.Text(), nullable=False),
        sa.Column("cue_words", sa.Text(), nullable=False),
        sa.Column("content_words", sa.Text(), nullable=False),
        sa.Column("speaker_key", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_attributions_document_id")),
        sa.ForeignKeyConstraint(
            ["nested_in_id"], ["attributions.id"], name=op.f("fk_attributions_nested_in_id")
        ),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_attributions_reading_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_attributions_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributions")),
    )
    op.create_index(
        op.f("ix_attributions_document_id_position_id"),
        "attributions",
        ["document_id", "position", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_attributions_nested_in_id"), "attributions", ["nested_in_id"], unique=False)
    op.create_index(op.f("ix_attributions_reading_id"), "attributions", ["reading_id"], unique=False)
    op.create_index(op.f("ix_attributions_version_id"), "attributions", ["version_id"], unique=False)
    op.create_table(
        "carried",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("judgement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("from_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("to_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("reading_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["attributions.id"], name=op.f("fk_carried_from_id")),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgements.id"], name=op.f("fk_carried_judgement_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_carried_reading_id")),
        sa.ForeignKeyConstraint(["to_id"], ["attributions.id"], name=op.f("fk_carried_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried")),
        sa.UniqueConstraint(
            "judgement_id",
            "from_id",
            "reading_id",
            "kind",
            name=op.f("uq_carried_judgement_id_from_id_reading_id_kind"),
        ),
    )
    op.create_index(op.f("ix_carried_from_id"), "carried", ["from_id"], unique=False)
    op.create_index(op.f("ix_carried_reading_id"), "carried", ["reading_id"], unique=False)
    op.create_index(op.f("ix_carried_to_id"), "carried", ["to_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("attribution_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("home_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name=op.f("fk_memberships_attribution_id")
        ),
        sa.ForeignKeyConstraint(["follows_id"], ["attributions.id"], name=op.f("fk_memberships_follows_id")),
        sa.ForeignKeyConstraint(["home_id"], ["statements.id"], name=op.f("fk_memberships_home_id")),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgements.id"], name=op.f("fk_memberships_judgement_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_memberships_statement_id")
        ),
        sa.PrimaryKeyConstraint("attribution_id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_follows_id"), "memberships", ["follows_id"], unique=False)
    op.create_index(op.f("ix_memberships_home_id"), "memberships", ["home_id"], unique=False)
    op.create_index(op.f("ix_memberships_judgement_id"), "memberships", ["judgement_id"], unique=False)
    op.create_index(
        op.f("ix_memberships_statement_id_attribution_id"),
        "memberships",
        ["statement_id", "attribution_id"],
        unique=False,
    )
    counted = sa.inspect(op.get_bind()).get_columns("numbers")
    op.bulk_insert(
        sa.table("numbers", *(sa.column(column["name"], sa.Integer) for column in counted)),
        [{column["name"]: 1 if column["name"] == "id" else 0 for column in counted}],
    )
    sqlite.make_own_things(op.get_bind())


def downgrade() -> None:
    """There is nothing before the first tables."""
    raise NotImplementedError("the first migration cannot be taken back: restore a backup instead")
