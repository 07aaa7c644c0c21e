"""Studies and their revisions in the database. Every function takes the connection of its action."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from mcda.cooperation.changes import Change, from_plain, to_plain
from mcda.cooperation.study import Study, Wording
from mcda.core.errors import InvalidInput
from mcda.storage import record, rounds
from mcda.storage.drafts import Draft, kept, parsed
from mcda.storage.tables import revisions, studies


@dataclass(frozen=True, slots=True)
class Head:
    """A study in the list of studies; `number` is that of its latest revision."""

    id: str
    number: int
    title: Wording
    created_at: datetime
    changed_at: datetime
    changed_by: str
    archived_at: datetime | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a study's history.

    `origin` says where a copy, import or restored state came from; `names` what the ids in the changes were
    called then, by path into the document ("bodies/candidates/wuxi").
    """

    study_id: str
    number: int
    author: str
    at: datetime
    kind: str
    origin: str
    reason: str
    changes: tuple[Change, ...]
    names: dict[str, Wording]


def head(connection: Connection, study_id: str, lock: bool = False) -> Head:
    """The study's line in the list; `lock` keeps other writers of the study waiting.

    Raises InvalidInput study.unknown; also for one that was deleted for good.
    """
    query = select(studies).where(studies.c.id == study_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None or row.purged_at is not None:
        raise InvalidInput("study.unknown", study=study_id)
    return _head(row)


def heads(connection: Connection) -> list[Head]:
    """All studies that can still be opened or recovered, the latest changed first."""
    query = select(studies).where(studies.c.purged_at.is_(None)).order_by(studies.c.changed_at.desc())
    return [_head(row) for row in connection.execute(query)]


def ever_had(connection: Connection, study_id: str) -> bool:
    """Whether there is or was a study of that id."""
    return connection.scalar(select(studies.c.id).where(studies.c.id == study_id)) is not None


def load(connection: Connection, study_id: str, number: int) -> tuple[Entry, Study]:
    """A revision with its study. Raises InvalidInput study.no_revision, study.damaged."""
    # A number beyond the column's range is asked for as 0, which no revision has.
    asked = number if 0 < number < 2**31 else 0
    query = select(revisions).where(revisions.c.study_id == study_id, revisions.c.number == asked)
    try:
        row = connection.execute(query).one_or_none()
        found = row and (_entry(row), parsed(row.schema_version, row.document))
    except (zlib.error, ValueError) as error:
        if isinstance(error, InvalidInput) and error.code == "study.newer":
            raise
        raise InvalidInput("study.damaged", study=study_id, number=number) from error
    if not found:
        raise InvalidInput("study.no_revision", study=study_id, number=number)
    return found


def entries(
    connection: Connection, study_id: str, after: int = 0, before: int | None = None, limit: int | None = None
) -> list[Entry]:
    """The study's history, the newest first; only revisions `after` one and `before` another."""
    columns = [column for column in revisions.c if column is not revisions.c.document]
    query = select(*columns).where(revisions.c.study_id == study_id, revisions.c.number > after)
    if before is not None:
        query = query.where(revisions.c.number < before)
    query = query.order_by(revisions.c.number.desc()).limit(limit)
    return [_entry(row) for row in connection.execute(query)]


def number_before_round(
    connection: Connection, study_id: str, round_number: int, until: datetime | None
) -> int:
    """The last revision that took nothing from a round yet, and none made after `until`."""
    here = revisions.c.study_id == study_id
    used = select(func.min(revisions.c.number)).where(
        here, revisions.c.kind == "round", revisions.c.origin == str(round_number)
    )
    query = select(func.max(revisions.c.number)).where(here)
    if until is not None:
        query = query.where(revisions.c.at <= until)
    if first := connection.scalar(used):
        query = query.where(revisions.c.number < first)
    return int(connection.scalar(query) or 1)


def add(connection: Connection, made: Draft, entry: Entry) -> None:
    """A new study with its first revision. Raises InvalidInput study.id_taken."""
    row = _titles(made.study) | {
        "id": entry.study_id,
        "number": entry.number,
        "created_at": entry.at,
        "changed_at": entry.at,
        "changed_by": entry.author,
    }
    try:
        connection.execute(insert(studies).values(row))
    except IntegrityError:
        raise InvalidInput("study.id_taken", study=entry.study_id) from None
    _add_revision(connection, made, entry)


def append(connection: Connection, made: Draft, entry: Entry) -> None:
    """The next revision of a study whose head the caller has locked."""
    _add_revision(connection, made, entry)
    row = _titles(made.study) | {
        "number": entry.number,
        "changed_at": entry.at,
        "changed_by": entry.author,
    }
    connection.execute(update(studies).where(studies.c.id == entry.study_id).values(row))


def mark(
    connection: Connection, study_id: str, who: str, now: datetime, action: str, **moments: datetime | None
) -> None:
    """Sets or clears `archived_at` or `deleted_at`; `action` is the record's word for it."""
    connection.execute(update(studies).where(studies.c.id == study_id).values(**moments))
    record.write(connection, study_id, who, now, action, facts={})


def purge(connection: Connection, deleted_before: datetime, now: datetime) -> list[str]:
    """Removes the content of studies deleted before a moment; their ids stay taken. Returns those ids.

    What later tables keep of a study is removed here too. Publications were made to stay, and the record
    keeps its chain without names and words.
    """
    query = select(studies.c.id).where(studies.c.purged_at.is_(None), studies.c.deleted_at < deleted_before)
    gone = list(connection.scalars(query))
    if gone:
        rounds.remove(connection, gone)
        connection.execute(delete(revisions).where(revisions.c.study_id.in_(gone)))
        record.forget(connection, gone)
        for study_id in gone:
            record.write(connection, study_id, "Concord", now, "purge", facts={})
        blank = {"title_en": "", "title_zh": "", "changed_by": "", "purged_at": now}
        connection.execute(update(studies).where(studies.c.id.in_(gone)).values(blank))
    return gone


def _add_revision(connection: Connection, made: Draft, entry: Entry) -> None:
    content = kept(made.study)
    row = {
        "study_id": entry.study_id,
        "number": entry.number,
        "author": entry.author,
        "at": entry.at,
        "kind": entry.kind,
        "origin": entry.origin,
        "reason": entry.reason,
        "changes": [to_plain(change) for change in entry.changes],
        "names": {key: [name.en, name.zh] for key, name in entry.names.items()},
        "schema_version": made.study.schema_version,
        "document": content,
    }
    connection.execute(insert(revisions).values(row))
    facts = record.of_revision(entry.number, entry.kind, content)
    record.write(
        connection, entry.study_id, entry.author, entry.at, "revision", facts=facts, reason=entry.reason
    )


def _head(row: Row[Any]) -> Head:
    title = Wording(en=row.title_en, zh=row.title_zh)
    return Head(
        row.id,
        row.number,
        title,
        row.created_at,
        row.changed_at,
        row.changed_by,
        row.archived_at,
        row.deleted_at,
    )


def _entry(row: Row[Any]) -> Entry:
    changes: Sequence[dict[str, Any]] = row.changes
    return Entry(
        row.study_id,
        row.number,
        row.author,
        row.at,
        row.kind,
        row.origin,
        row.reason,
        tuple(from_plain(change) for change in changes),
        {key: Wording(en=en, zh=zh) for key, (en, zh) in row.names.items()},
    )


def _titles(study: Study) -> dict[str, str]:
    return {"title_en": study.title.en, "title_zh": study.title.zh}
