"""The tables. A new table stands here, and in a migration of its own that makes it in old databases."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table

from mcda.storage.columns import Moment, PackedJson, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

studies = Table(
    "studies",
    metadata,
    Column("id", Words, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("title_en", Words, nullable=False),
    Column("title_zh", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Words, nullable=False),
    Column("archived_at", Moment),
    Column("deleted_at", Moment),
    Column("purged_at", Moment),
)

revisions = Table(
    "revisions",
    metadata,
    Column("study_id", Words, ForeignKey(studies.c.id), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("author", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("changes", PackedJson, nullable=False),
    Column("names", PackedJson, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
)
