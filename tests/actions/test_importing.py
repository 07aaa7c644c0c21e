"""A file is taken into a study after a look, and beside what others changed in the meantime."""

import io
from datetime import timedelta

import openpyxl
import pytest

from mcda.actions.importing import export_workbook, import_study, preview_import, save_import
from mcda.actions.studies import create_study, history, latest_number, open_study, save
from mcda.core.errors import InvalidInput
from mcda.output.history import change_texts
from mcda.output.study_json import study_json
from mcda.storage.database import Database
from tests.small_study import NOW, score, study, value

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def lakes(db: Database) -> str:
    """The id of a small study in the database."""
    return create_study(db, "Ann", study(), NOW, "lakes")


def with_score(workbook: bytes, body: str, typed: float) -> bytes:
    """The workbook with the score of a body on the first criterion typed in."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = next(sheet for sheet in book if sheet["A1"].value == "bodies scores")
    for row in sheet.iter_rows(min_row=3):
        if row[0].value == body:
            row[2].value = typed
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_study_file_becomes_a_study(db: Database) -> None:
    study_id = import_study(db, "Ann", study_json(study()), "lakes.json", NOW)
    assert open_study(db, study_id).study == study()
    entry = history(db, study_id)[0]
    assert (entry.kind, entry.origin) == ("import", "lakes.json")


def test_a_workbook_alone_is_no_study(db: Database, lakes: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        import_study(db, "Ann", export_workbook(db, lakes, "en"), "lakes.xlsx", NOW)
    assert problem.value.code == "import.workbook_alone"


def test_a_preview_saves_nothing_and_shows_every_change(db: Database, lakes: str) -> None:
    content = with_score(export_workbook(db, lakes, "en"), "body-1", 4)
    preview = preview_import(db, lakes, content, "lakes.xlsx")
    assert change_texts(preview.changes, preview.names, "en") == "score of Body 1 on Criterion 0 1 → 4"
    assert latest_number(db, lakes) == 1
    saved = save_import(db, "Bo", preview, LATER)
    assert (saved.number, value(saved.study, "body-1")) == (2, 4)


def test_what_others_changed_while_a_planner_was_offline_stays(db: Database, lakes: str) -> None:
    content = with_score(export_workbook(db, lakes, "en"), "body-1", 4)
    save(db, "Ann", lakes, 1, score(5, "body-0"), LATER)
    saved = save_import(db, "Bo", preview_import(db, lakes, content, "lakes.xlsx"), LATER)
    assert (value(saved.study, "body-0"), value(saved.study, "body-1")) == (5, 4)


def test_the_same_cell_changed_offline_and_online_is_a_clash(db: Database, lakes: str) -> None:
    content = with_score(export_workbook(db, lakes, "en"), "body-0", 4)
    save(db, "Ann", lakes, 1, score(5, "body-0"), LATER)
    preview = preview_import(db, lakes, content, "lakes.xlsx")
    assert preview.changes == ()
    assert [(conflict.theirs, conflict.mine) for conflict in preview.conflicts] == [(5, 4)]
    saved = save_import(db, "Bo", preview, LATER)
    assert [clash.author for clash in saved.clashes] == ["Ann"]
    assert value(open_study(db, lakes).study) == 5


def test_a_workbook_of_another_study_is_compared_with_the_latest_state(db: Database, lakes: str) -> None:
    other = create_study(db, "Ann", study(), NOW, "other")
    save(db, "Ann", lakes, 1, score(5), LATER)
    preview = preview_import(db, lakes, export_workbook(db, other, "en"), "other.xlsx")
    assert preview.base == 2
    assert change_texts(preview.changes, preview.names, "en") == "score of Body 0 on Criterion 0 5 → 1"


def test_a_study_file_replaces_the_latest_state_after_a_look(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(5), LATER)
    preview = preview_import(db, lakes, study_json(study()), "lakes.json")
    assert change_texts(preview.changes, preview.names, "en") == "score of Body 0 on Criterion 0 5 → 1"
    assert save_import(db, "Bo", preview, LATER).study == study()


def test_a_workbook_over_five_megabytes_is_refused_unread(db: Database, lakes: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        preview_import(db, lakes, b"PK\x03\x04" + bytes(20 * 2**20), "lakes.xlsx")
    assert problem.value.code == "file.too_large"
