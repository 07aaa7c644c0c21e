"""Checking the record: is each study's chain whole, and do its revisions and publications say the same?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mcda.cooperation.remark import Remark
from mcda.core.errors import InvalidInput
from mcda.output.publication import content_hash
from mcda.storage import publications, record, studies
from mcda.storage.database import Database
from mcda.storage.record import Facts, Recorded

Kept = dict[int, tuple[Facts, str, datetime]]


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of checking one study: how long its record is, since when it is kept, and what is wrong."""

    study_id: str
    entries: int
    since: datetime
    wrong: tuple[Remark, ...]


def verify(db: Database, study_id: str | None = None) -> list[Verified]:
    """Checks the record of one study, or of all that have one.

    A study that is older than the record starts it with its next action: what was before cannot be checked.
    Raises InvalidInput study.unknown.
    """
    with db.read() as connection:
        if study_id is not None and not studies.ever_had(connection, study_id):
            raise InvalidInput("study.unknown", study=study_id)
        wanted = record.recorded_studies(connection) if study_id is None else [study_id]
        found = []
        for each in wanted:
            entries = record.entries(connection, each)
            kept = record.revision_facts(connection, each)
            public = {
                one.number: publications.frozen(connection, one.number)
                for one in publications.listed(connection, each)
            }
            if entries:
                wrong = tuple(_wrong(each, entries, kept, public))
                found.append(Verified(each, len(entries), entries[0].at, wrong))
        return found


def _wrong(study_id: str, entries: list[Recorded], kept: Kept, public: dict[int, Facts]) -> Iterator[Remark]:
    broken = record.broken_at(entries)
    if broken is not None:
        yield Remark("record.broken", {"study": study_id, "number": broken})
    told = {entry.facts["revision"]: entry for entry in entries if entry.action == "revision"}
    purged = any(entry.action == "purge" for entry in entries)
    for number, entry in told.items():
        if number not in kept:
            if not purged:
                yield Remark("record.revision_lost", {"study": study_id, "number": number})
            continue
        facts, author, at = kept[number]
        who = author if entry.private is None else entry.private.get("who")
        if (facts, author, at) != (entry.facts, who, entry.at):
            yield Remark("record.revision_changed", {"study": study_id, "number": number})
    for number in kept:
        if number not in told and told and number > min(told):
            yield Remark("record.revision_unrecorded", {"study": study_id, "number": number})
    hashes = {entry.facts["publication"]: entry.facts for entry in entries if entry.action == "publish"}
    for number, frozen in public.items():
        recorded = hashes.get(number)
        if recorded is None or not recorded["sha256"] == frozen["hash"] == content_hash(frozen):
            yield Remark("record.publication_changed", {"study": study_id, "number": number})
    for number in hashes.keys() - public.keys():
        yield Remark("record.publication_lost", {"study": study_id, "number": number})
