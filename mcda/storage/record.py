"""The record: an append-only log of what was done with each study, every entry sealed to the one before.

An entry's hash covers its facts and a salted hash of its private part (who did it, in which words). So the
chain can be published and checked without any name, and stays whole when private parts are removed.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from mcda.storage.tables import record, revisions, studies

START = ""
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry of a study's record; `private` is None once it was removed."""

    study_id: str
    number: int
    at: datetime
    action: str
    facts: Facts
    private: Facts | None
    salt: str
    sealed: str
    previous: str
    hash: str


def write(
    connection: Connection, study_id: str, who: str, at: datetime, action: str, *, facts: Facts, **words: str
) -> Recorded:
    """Adds an entry, in the transaction of the action. `facts` may be published, the rest is private.

    The study's row is locked, so that two writers cannot chain to the same entry.
    """
    connection.execute(select(studies.c.id).where(studies.c.id == study_id).with_for_update())
    query = select(record.c.number, record.c.hash).where(record.c.study_id == study_id)
    last = connection.execute(query.order_by(record.c.number.desc()).limit(1)).one_or_none()
    number, previous = (1, START) if last is None else (last.number + 1, last.hash)
    private = {"who": who, **{key: word for key, word in words.items() if word}}
    salt = secrets.token_hex(16)
    sealed = seal(salt, private)
    sealed_hash = entry_hash(previous, study_id, number, at, action=action, facts=facts, sealed=sealed)
    entry = Recorded(study_id, number, at, action, facts, private, salt, sealed, previous, sealed_hash)
    connection.execute(insert(record).values({name: getattr(entry, name) for name in Recorded.__slots__}))
    return entry


def entries(connection: Connection, study_id: str) -> list[Recorded]:
    """The whole record of a study, the oldest first."""
    query = select(record).where(record.c.study_id == study_id).order_by(record.c.number)
    return [Recorded(**row._mapping) for row in connection.execute(query)]


def recorded_studies(connection: Connection) -> list[str]:
    """The ids of all studies that have a record."""
    return list(connection.scalars(select(record.c.study_id).distinct().order_by(record.c.study_id)))


def revision_facts(connection: Connection, study_id: str) -> dict[int, tuple[Facts, str, datetime]]:
    """What the record must say of each revision that is kept: facts, author and moment."""
    query = select(revisions).where(revisions.c.study_id == study_id).order_by(revisions.c.number)
    return {
        row.number: (of_revision(row.number, row.kind, row.document), row.author, row.at)
        for row in connection.execute(query)
    }


def of_revision(number: int, kind: str, document: bytes) -> Facts:
    """The facts of a revision: its number, how it came about, and the hash of the study as it is kept."""
    return {"revision": number, "kind": kind, "sha256": hashlib.sha256(document).hexdigest()}


def forget(connection: Connection, study_ids: list[str]) -> None:
    """Removes the private parts of studies that are gone for good; the chain stays whole."""
    here = record.c.study_id.in_(study_ids)
    connection.execute(update(record).where(here).values(private=None, salt=""))


def seal(salt: str, private: Facts) -> str:
    """What stands in the chain for the private part: nobody can guess a name back out of it."""
    return hashlib.sha256((salt + _written(private)).encode()).hexdigest()


def entry_hash(
    previous: str, study_id: str, number: int, at: datetime, *, action: str, facts: Facts, sealed: str
) -> str:
    """SHA-256 of the entry as a JSON list without spaces, keys sorted, letters beyond ASCII as \\u…."""
    chained = [previous, study_id, number, written_moment(at), action, facts, sealed]
    return hashlib.sha256(_written(chained).encode()).hexdigest()


def written_moment(at: datetime) -> str:
    """A moment as the chain writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def public_entry(entry: Recorded, names: bool) -> Facts:
    """The entry as it is published; without `names` the seal stands for who did it and in which words."""
    shown: Facts = {
        "number": entry.number,
        "at": written_moment(entry.at),
        "action": entry.action,
        "facts": entry.facts,
        "sealed": entry.sealed,
        "previous": entry.previous,
        "hash": entry.hash,
    }
    if names and entry.private is not None:
        shown |= {"private": entry.private, "salt": entry.salt}
    return shown


def broken_at(found: list[Recorded]) -> int | None:
    """The number of the first entry that was changed, lost or slipped in; None where the chain is whole."""
    previous = START
    for expected, entry in enumerate(found, 1):
        own = entry_hash(
            entry.previous,
            entry.study_id,
            entry.number,
            entry.at,
            action=entry.action,
            facts=entry.facts,
            sealed=entry.sealed,
        )
        private_holds = entry.private is None or seal(entry.salt, entry.private) == entry.sealed
        if entry.number != expected or entry.previous != previous or own != entry.hash or not private_holds:
            return expected
        previous = entry.hash
    return None


def _written(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
