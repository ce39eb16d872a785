"""What the words do: labels that listings filter by, and occasions, by which reports of one statement are found.

The tables only: ``onrecord.ledger.migrating`` fills them for what is held, in the same transaction.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "labels",
        sa.Column("attribution_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("toward", sa.Text(), nullable=True),
        sa.Column("toward_key", sa.Text(), nullable=True),
        sa.Column("prediction", sa.Boolean(), nullable=True),
        sa.Column("reportative", sa.Boolean(), nullable=True),
        sa.Column("said_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name=op.f("fk_labels_attribution_id")
        ),
        sa.PrimaryKeyConstraint("attribution_id", name=op.f("pk_labels")),
    )
    for column in ("act", "prediction", "said_at"):
        op.create_index(
            op.f(f"ix_labels_{column}_attribution_id"), "labels", [column, "attribution_id"], unique=False
        )
    op.create_table(
        "occasions",
        sa.Column("attribution_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name=op.f("fk_occasions_attribution_id")
        ),
        sa.PrimaryKeyConstraint("attribution_id", name=op.f("pk_occasions")),
    )
    op.create_index(
        op.f("ix_occasions_speaker_id_day_attribution_id"),
        "occasions",
        ["speaker_id", "day", "attribution_id"],
        unique=False,
    )


def downgrade() -> None:
    """Judgements on statements of nested attributions would lose what they are about."""
    raise NotImplementedError("the tables of labels cannot be taken back: restore a backup instead")
