"""What is stored is what comes back, whatever people type."""

import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from mcda.actions.studies import create_study, history, open_study, save
from mcda.cooperation.changes import differences
from mcda.cooperation.study import Candidate, Criterion, Score, Step, Study, Territory, Wording
from mcda.core.errors import InvalidInput
from mcda.storage.database import Database
from mcda.storage.recent import forget
from mcda.storage.tables import revisions
from tests.small_study import NOW, score, study

TEXT = st.text(max_size=30)
WORDING = st.builds(Wording, en=TEXT, zh=TEXT)
IDS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,12}", fullmatch=True)
NUMBER = st.one_of(st.none(), st.floats(-1e15, 1e15, allow_nan=False))
SCORES = st.dictionaries(
    IDS,
    st.dictionaries(IDS, st.builds(Score, value=NUMBER, reason=WORDING, source=TEXT), max_size=3),
    max_size=3,
)
STEPS = st.builds(
    Step,
    criteria=st.dictionaries(IDS, st.builds(Criterion, name=WORDING, lowest=NUMBER), max_size=3),
    candidates=st.dictionaries(IDS, st.builds(Candidate, name=WORDING, description=WORDING), max_size=3),
    scores=SCORES,
)
STUDIES = st.builds(
    Study,
    title=WORDING,
    purpose=WORDING,
    territories=st.dictionaries(IDS, st.builds(Territory, name=WORDING), max_size=3),
    bodies=STEPS,
    issues=STEPS,
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=STUDIES, after=STUDIES)
def test_any_study_and_any_change_come_back_exactly(db: Database, before: Study, after: Study) -> None:
    study_id = create_study(db, "Ann", before, NOW)
    saved = save(db, "Ann", study_id, 1, lambda _: after, NOW)
    forget()
    first, last = open_study(db, study_id, 1), open_study(db, study_id)
    assert first.study == before
    assert last.study == saved.study
    assert saved.number == (2 if differences(before, after) else 1)
    if saved.number == 2:
        assert last.study == after
        assert history(db, study_id)[0].changes == differences(before, after)


@pytest.mark.parametrize("content", [b"no zlib", zlib.compress(b"{}"), zlib.compress(b"\xff")])
def test_a_revision_that_cannot_be_read_is_named_and_the_others_open(db: Database, content: bytes) -> None:
    study_id = create_study(db, "Ann", study(), NOW)
    save(db, "Ann", study_id, 1, score(4), NOW)
    with db.write() as connection:
        connection.execute(update(revisions).where(revisions.c.number == 2).values(document=content))
    with pytest.raises(InvalidInput) as problem:
        open_study(db, study_id)
    assert problem.value.code == "study.damaged"
    assert problem.value.values == {"study": study_id, "number": 2}
    assert open_study(db, study_id, 1).study == study()
    assert [entry.number for entry in history(db, study_id)] == [2, 1]
