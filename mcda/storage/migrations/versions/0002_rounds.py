"""Rounds of a workshop: participants, their answers, proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("study_id", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("present_key", sa.Text, nullable=False),
        sa.Column("settings", sa.LargeBinary, nullable=False),
        sa.Column("ballot", sa.LargeBinary),
        sa.Column("follows", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("opened_at", sa.Text),
        sa.Column("closed_at", sa.Text),
        sa.Column("revealed_at", sa.Text),
        sa.Column("opened_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
        sa.ForeignKeyConstraint(["study_id"], ["studies.id"], name="fk_rounds_study_id"),
        sa.UniqueConstraint("code", name="uq_rounds_code"),
        sa.UniqueConstraint("present_key", name="uq_rounds_present_key"),
    )
    op.create_index("ix_rounds_study_id", "rounds", ["study_id"])
    op.create_table(
        "participants",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("round_id", sa.Text, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("asked", sa.LargeBinary),
        sa.Column("desk", sa.Integer, nullable=False),
        sa.Column("listed", sa.Integer, nullable=False),
        sa.Column("left_out", sa.Text, nullable=False),
        sa.Column("joined_at", sa.Text),
        sa.Column("finished_at", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_participants"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_participants_round_id"),
        sa.UniqueConstraint("token_hash", name="uq_participants_token_hash"),
    )
    op.create_index("ix_participants_round_id", "participants", ["round_id"])
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("round_id", sa.Text, nullable=False),
        sa.Column("participant_id", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("desk", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.ForeignKeyConstraint(["participant_id"], ["participants.id"], name="fk_answers_participant_id"),
    )
    op.create_index("ix_answers_participant_id_id", "answers", ["participant_id", "id"])
    op.create_index("ix_answers_round_id_question", "answers", ["round_id", "question"])
    op.create_table(
        "askings",
        sa.Column("round_id", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "question", name="pk_askings"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_askings_round_id"),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("round_id", sa.Text, nullable=False),
        sa.Column("participant_id", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("merged_into", sa.Integer),
        sa.Column("candidate", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_proposals_round_id"),
        sa.ForeignKeyConstraint(["participant_id"], ["participants.id"], name="fk_proposals_participant_id"),
    )
    op.create_index("ix_proposals_round_id", "proposals", ["round_id"])
    op.create_table(
        "supports",
        sa.Column("proposal_id", sa.Integer, nullable=False),
        sa.Column("participant_id", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", "participant_id", name="pk_supports"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_supports_proposal_id"),
        sa.ForeignKeyConstraint(["participant_id"], ["participants.id"], name="fk_supports_participant_id"),
    )
