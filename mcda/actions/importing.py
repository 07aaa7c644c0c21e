"""Studies from files: a new study, or a file taken into a study after a look at what it would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mcda.actions.studies import Revision, Saved, create_study, open_study, save
from mcda.cooperation.changes import Change, Conflict, differences, merge
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Study, Wording
from mcda.core.errors import InvalidInput
from mcda.output.places import names_in
from mcda.storage.database import Database
from mcda.storage.decoding import SIZE_LIMIT
from mcda.storage.study_file import read_study
from mcda.text import Language

_ZIPPED = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would change in the latest state of a study.

    `study` is what the file makes of revision `base`; `conflicts` are the cells that others changed otherwise
    since: with any, nothing would be saved. `remarks` tell what in the file is not read.
    """

    study_id: str
    base: int
    study: Study
    file: str
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    names: Mapping[str, Wording]
    remarks: tuple[Remark, ...]


def import_study(
    db: Database, who: str, content: bytes, file: str, now: datetime, *, study_id: str | None = None
) -> str:
    """A new study from a study file; returns its id. Raises InvalidInput as `read_study` does."""
    if content.startswith(_ZIPPED):
        raise InvalidInput("import.workbook_alone", file=file)
    return create_study(db, who, read_study(content, file), now, study_id, kind="import", origin=file)


def preview_import(db: Database, study_id: str, content: bytes, file: str) -> ImportPreview:
    """What a study file or a filled-in workbook would change in a study.

    A workbook is compared with the revision that it was made from, so that what others changed since stays.
    """
    latest = open_study(db, study_id)
    if not content.startswith(_ZIPPED):
        return _preview(latest, latest, read_study(content, file), file, ())

    from mcda.output.workbook_file import open_workbook
    from mcda.output.workbook_reading import filled_in

    if len(content) > SIZE_LIMIT:
        raise InvalidInput("file.too_large", file=file, limit=SIZE_LIMIT // 2**20)
    filled = open_workbook(content, file)
    known = filled.study_id == study_id and 0 < filled.number <= latest.number
    seen = open_study(db, study_id, filled.number) if known else latest
    study, remarks = filled_in(seen.study, filled)
    return _preview(seen, latest, study, file, remarks)


def save_import(db: Database, who: str, preview: ImportPreview, now: datetime) -> Saved:
    """Keeps what a preview showed, as `save` does: what others changed otherwise comes back as clashes."""
    return save(
        db,
        who,
        preview.study_id,
        preview.base,
        lambda _: preview.study,
        now,
        kind="import",
        origin=preview.file,
    )


def export_workbook(db: Database, study_id: str, language: Language, number: int | None = None) -> bytes:
    """The workbook of a study, marked with the revision that it shows."""
    from mcda.output.workbook import workbook

    revision = open_study(db, study_id, number)
    return workbook(revision.study, language, study_id, revision.number, revision.at)


def _preview(
    seen: Revision, latest: Revision, study: Study, file: str, remarks: tuple[Remark, ...]
) -> ImportPreview:
    merged, conflicts = merge(seen.study, latest.study, study)
    changes = differences(latest.study, merged)
    both = (*changes, *(Change(conflict.path, conflict.theirs, conflict.mine) for conflict in conflicts))
    names = names_in(both, latest.study, study)
    return ImportPreview(seen.study_id, seen.number, study, file, changes, conflicts, names, remarks)
