"""A database written by each earlier version of the program opens, is copied first, and keeps everything."""

import shutil
from pathlib import Path

import pytest

from mcda.actions.studies import history, list_studies, open_study, save
from mcda.output.history import entry_text
from mcda.storage.database import open_database
from mcda.storage.migrate import known_revisions
from mcda.storage.study_file import read_study
from tests.small_study import NOW, score, value

GOLDEN = Path(__file__).parents[1] / "golden"
KEPT = sorted((GOLDEN / "databases").glob("*.db"))


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.stem)
def test_a_kept_database_opens_with_everything_in_it(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "concord.db"
    shutil.copy(kept, path)
    db = open_database(str(path))
    entries = history(db, "lakes")
    said = [entry_text(entry.kind, entry.origin, entry.changes, entry.names, "en") for entry in entries]
    assert said == [
        "Took back revision 2: score of Body 0 on Criterion 0 4 → 1; "
        "reason of score of Body 0 on Criterion 0 (English) “new survey” → –",
        "score of Body 1 on Criterion 0 1 → –",
        "score of Body 0 on Criterion 0 1 → 4; "
        "reason of score of Body 0 on Criterion 0 (English) – → “new survey”",
        "Study made",
    ]
    assert [entry.author for entry in entries] == ["Ann", "李雷", "Ann", "Ann"]
    assert value(open_study(db, "lakes", 2).study) == 4
    sample = (GOLDEN / "studies" / "v1-every-field.json").read_bytes()
    assert open_study(db, "every-field").study == read_study(sample, "sample")
    assert [head.id for head in list_studies(db, archived=True)] == ["every-field"]
    assert save(db, "Bo", "lakes", 4, score(2), NOW).number == 5
    db.close()
    copied = path.with_name(f"concord.db.before-{known_revisions()[-1]}")
    assert copied.exists() == (kept.stem != known_revisions()[-1])
