"""Publications with questions about them, the rhythm of publishing, and the record of what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("study_id", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("title_en", sa.Text, nullable=False),
        sa.Column("title_zh", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("frozen", sa.LargeBinary, nullable=False),
        sa.Column("superseded_by", sa.Integer),
        sa.Column("withdrawn_at", sa.Text),
        sa.Column("withdrawn_note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_publications"),
        sa.ForeignKeyConstraint(["study_id"], ["studies.id"], name="fk_publications_study_id"),
        sa.UniqueConstraint("address", name="uq_publications_address"),
    )
    op.create_index("ix_publications_study_id", "publications", ["study_id"])
    op.create_table(
        "public_questions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("publication", sa.Integer, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered_by", sa.Text, nullable=False),
        sa.Column("answered_at", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_public_questions"),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.number"], name="fk_public_questions_publication"
        ),
    )
    op.create_index("ix_public_questions_publication", "public_questions", ["publication"])
    op.create_table(
        "rhythms",
        sa.Column("study_id", sa.Text, nullable=False),
        sa.Column("months", sa.Integer, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("study_id", name="pk_rhythms"),
        sa.ForeignKeyConstraint(["study_id"], ["studies.id"], name="fk_rhythms_study_id"),
    )
    op.create_table(
        "record",
        sa.Column("study_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
        sa.Column("private", sa.LargeBinary),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("study_id", "number", name="pk_record"),
        sa.ForeignKeyConstraint(["study_id"], ["studies.id"], name="fk_record_study_id"),
    )
