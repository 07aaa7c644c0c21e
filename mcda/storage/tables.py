"""The tables. A new table stands here, and in a migration of its own that makes it in old databases."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table

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

rounds = Table(
    "rounds",
    metadata,
    Column("id", Words, primary_key=True),
    Column("study_id", Words, ForeignKey(studies.c.id), nullable=False, index=True),
    Column("step", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Words, nullable=False),
    Column("code", Words, nullable=False, unique=True),
    Column("present_key", Words, nullable=False, unique=True),
    Column("settings", PackedJson, nullable=False),
    Column("ballot", PackedJson),
    Column("follows", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("closed_at", Moment),
    Column("revealed_at", Moment),
    Column("opened_by", Words, nullable=False),
)

participants = Table(
    "participants",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", Words, ForeignKey(rounds.c.id), nullable=False, index=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("body", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("asked", PackedJson),
    Column("desk", Integer, nullable=False),
    Column("listed", Integer, nullable=False),
    Column("left_out", Words, nullable=False),
    Column("joined_at", Moment),
    Column("finished_at", Moment),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", Words, nullable=False),
    Column("participant_id", Integer, ForeignKey(participants.c.id), nullable=False),
    Column("question", Words, nullable=False),
    Column("value", Words, nullable=False),
    Column("desk", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_answers_participant_id_id", "participant_id", "id"),
    Index("ix_answers_round_id_question", "round_id", "question"),
)

askings = Table(
    "askings",
    metadata,
    Column("round_id", Words, ForeignKey(rounds.c.id), primary_key=True),
    Column("question", Words, primary_key=True),
    Column("times", Integer, nullable=False),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", Words, ForeignKey(rounds.c.id), nullable=False, index=True),
    Column("participant_id", Integer, ForeignKey(participants.c.id), nullable=False),
    Column("title", Words, nullable=False),
    Column("description", Words, nullable=False),
    Column("merged_into", Integer),
    Column("candidate", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

supports = Table(
    "supports",
    metadata,
    Column("proposal_id", Integer, ForeignKey(proposals.c.id), primary_key=True),
    Column("participant_id", Integer, ForeignKey(participants.c.id), primary_key=True),
    Column("at", Moment, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("study_id", Words, ForeignKey(studies.c.id), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("address", Words, nullable=False, unique=True),
    Column("title_en", Words, nullable=False),
    Column("title_zh", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("frozen", PackedJson, nullable=False),
    Column("superseded_by", Integer),
    Column("withdrawn_at", Moment),
    Column("withdrawn_note", Words, nullable=False),
)

public_questions = Table(
    "public_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("publication", Integer, ForeignKey(publications.c.number), nullable=False, index=True),
    Column("about", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Words, nullable=False),
    Column("answer", Words, nullable=False),
    Column("answered_by", Words, nullable=False),
    Column("answered_at", Moment),
)

rhythms = Table(
    "rhythms",
    metadata,
    Column("study_id", Words, ForeignKey(studies.c.id), primary_key=True),
    Column("months", Integer, nullable=False),
    Column("since", Moment, nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("study_id", Words, ForeignKey(studies.c.id), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("action", Words, nullable=False),
    Column("facts", PackedJson, nullable=False),
    Column("private", PackedJson),
    Column("salt", Words, nullable=False),
    Column("sealed", Words, nullable=False),
    Column("previous", Words, nullable=False),
    Column("hash", Words, nullable=False),
)
