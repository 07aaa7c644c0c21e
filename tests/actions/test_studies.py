"""Revisions: saved beside others, undone, restored, copied, put away, deleted and recovered."""

from datetime import timedelta
from threading import Thread

import pytest

from mcda.actions import studies
from mcda.actions.studies import create_study, open_study, save
from mcda.cooperation.study import Candidate, Judgement, Score, Study, Wording
from mcda.core.errors import InvalidInput
from mcda.output.history import change_texts, conflict_text, entry_text
from mcda.output.study_json import study_json
from mcda.storage.database import Database
from mcda.storage.recent import forget
from tests.small_study import NOW, score, study, value

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def lakes(db: Database) -> str:
    """The id of a small study in the database."""
    return create_study(db, "Ann", study(), NOW, "lakes")


def test_what_is_created_opens_as_it_was(db: Database) -> None:
    study_id = create_study(db, "Ann", study(), NOW)
    found = open_study(db, study_id)
    assert found.study == study()
    assert (found.number, found.author, found.at) == (1, "Ann", NOW)
    assert study_id.startswith("two-lakes-")


def test_a_study_without_a_latin_title_still_gets_an_address(db: Database) -> None:
    study_id = create_study(db, "Ann", Study(title=Wording(zh="太湖")), NOW)
    assert study_id.isascii()
    assert study_id.startswith("study-")


def test_an_id_that_is_or_was_taken_is_refused(db: Database, lakes: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        create_study(db, "Bo", study(), NOW, lakes)
    assert problem.value.code == "study.id_taken"
    with pytest.raises(InvalidInput) as problem:
        create_study(db, "Bo", study(), NOW, "No Id")
    assert problem.value.code == "study.id_invalid"


def test_a_save_is_a_revision_with_author_time_reason_and_summary(db: Database, lakes: str) -> None:
    saved = save(db, "Bo", lakes, 1, score(4), LATER, reason="new survey")
    entry = studies.history(db, lakes)[0]
    assert saved.number == 2
    assert (entry.number, entry.author, entry.at, entry.reason) == (2, "Bo", LATER, "new survey")
    said = entry_text(entry.kind, entry.origin, entry.changes, entry.names, "en")
    assert said == "score of Body 0 on Criterion 0 1 → 4"
    assert (
        entry_text(entry.kind, entry.origin, entry.changes, entry.names, "zh") == "主体0在准则0上的评分 1 → 4"
    )
    assert value(open_study(db, lakes).study) == 4
    assert value(open_study(db, lakes, 1).study) == 1


def test_an_edit_that_changes_nothing_makes_no_revision(db: Database, lakes: str) -> None:
    assert save(db, "Bo", lakes, 1, score(1), LATER).number == 1
    assert len(studies.history(db, lakes)) == 1


def test_an_edit_that_makes_no_valid_study_is_refused_with_its_place(db: Database, lakes: str) -> None:
    def broken(before: Study) -> Study:
        candidate = Candidate.model_construct(name=Wording(en="Wuxi"), territories={"wuxi": 7.0})
        step = before.bodies.model_copy(update={"candidates": {"wuxi": candidate}})
        return before.model_copy(update={"bodies": step})

    with pytest.raises(InvalidInput) as problem:
        save(db, "Bo", lakes, 1, broken, LATER)
    assert problem.value.code == "study.invalid_too_large"
    assert problem.value.values["place"] == "bodies › candidates › wuxi › territories › wuxi"
    with pytest.raises(InvalidInput) as problem:
        save(db, "Bo", lakes, 1, lambda _: Study.model_validate({}), LATER)
    assert problem.value.code == "study.invalid_missing"
    assert studies.latest_number(db, lakes) == 1


def test_two_planners_who_change_different_cells_both_keep_theirs(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4, "body-0"), LATER)
    saved = save(db, "Bo", lakes, 1, score(5, "body-1"), LATER)
    assert not saved.clashes
    assert [entry.author for entry in saved.others] == ["Ann"]
    latest = open_study(db, lakes).study
    assert (value(latest, "body-0"), value(latest, "body-1")) == (4, 5)
    assert saved.study == latest


def test_of_two_planners_in_the_same_cell_the_second_is_stopped_and_nothing_is_lost(
    db: Database, lakes: str
) -> None:
    save(db, "Ann", lakes, 1, score(4), LATER)
    stopped = save(db, "Bo", lakes, 1, score(5), LATER)
    assert stopped.number == 2
    assert studies.latest_number(db, lakes) == 2
    (clash,) = stopped.clashes
    assert (clash.author, clash.number, clash.at) == ("Ann", 2, LATER)
    told = conflict_text(clash.conflict, clash.author, clash.names, "en")
    assert told == "score of Body 0 on Criterion 0: Ann has 4, you have 5"
    mine = save(db, "Bo", lakes, stopped.number, score(5), LATER)
    assert (mine.number, value(mine.study)) == (3, 5)


def test_a_clash_keeps_the_whole_edit_back(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4), LATER)
    both = save(db, "Bo", lakes, 1, lambda before: score(5, "body-1")(score(5)(before)), LATER)
    assert both.clashes
    assert value(open_study(db, lakes).study, "body-1") == 1


def test_two_planners_who_type_the_same_agree(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4), LATER)
    same = save(db, "Bo", lakes, 1, score(4), LATER)
    assert (same.number, same.clashes) == (2, ())


def test_a_score_beside_a_removed_candidate_is_a_clash(db: Database, lakes: str) -> None:
    def removed(before: Study) -> Study:
        step = before.bodies
        left = {key: body for key, body in step.candidates.items() if key != "body-0"}
        scores = {key: row for key, row in step.scores.items() if key != "body-0"}
        return before.model_copy(
            update={"bodies": step.model_copy(update={"candidates": left, "scores": scores})}
        )

    save(db, "Ann", lakes, 1, removed, LATER)
    assert save(db, "Bo", lakes, 1, score(5), LATER).clashes


def test_names_in_the_history_outlive_what_they_name(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4), LATER)
    save(db, "Ann", lakes, 2, lambda _: Study(title=Wording(en="Empty")), LATER)
    entry = studies.history(db, lakes)[1]
    assert change_texts(entry.changes, entry.names, "en") == "score of Body 0 on Criterion 0 1 → 4"


def test_undo_takes_one_revision_back_and_leaves_later_ones(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4, "body-0"), LATER)
    save(db, "Bo", lakes, 2, score(5, "body-1"), LATER)
    undone = studies.undo(db, "Ann", lakes, 2, LATER)
    assert undone.number == 4
    assert (value(undone.study, "body-0"), value(undone.study, "body-1")) == (1, 5)
    entry = studies.history(db, lakes)[0]
    assert entry_text(entry.kind, entry.origin, entry.changes, entry.names, "en").startswith(
        "Took back revision 2"
    )
    with pytest.raises(InvalidInput) as problem:
        studies.undo(db, "Ann", lakes, 2, LATER)
    assert problem.value.code == "undo.nothing"


def test_what_was_removed_comes_back_in_its_place(db: Database, lakes: str) -> None:
    def without_first(before: Study) -> Study:
        left = {key: body for key, body in before.bodies.candidates.items() if key != "body-0"}
        return before.model_copy(update={"bodies": before.bodies.model_copy(update={"candidates": left})})

    save(db, "Ann", lakes, 1, without_first, LATER)
    undone = studies.undo(db, "Ann", lakes, 2, LATER)
    assert list(undone.study.bodies.candidates) == ["body-0", "body-1", "body-2"]
    save(db, "Ann", lakes, 3, without_first, LATER)
    restored = studies.restore(db, "Ann", lakes, 1, LATER)
    assert study_json(restored.study) == study_json(study())
    forget()
    assert study_json(open_study(db, lakes).study) == study_json(study())


def test_an_undo_can_be_undone(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4), LATER)
    studies.undo(db, "Ann", lakes, 2, LATER)
    assert value(studies.undo(db, "Ann", lakes, 3, LATER).study) == 4


def test_undo_refuses_where_the_cell_was_changed_since(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4), LATER)
    save(db, "Bo", lakes, 2, score(5), LATER)
    with pytest.raises(InvalidInput) as problem:
        studies.undo(db, "Ann", lakes, 2, LATER)
    assert problem.value.code == "undo.changed_since"
    assert problem.value.values == {"number": 2, "author": "Bo", "later": 3}
    assert value(open_study(db, lakes).study) == 5
    with pytest.raises(InvalidInput) as problem:
        studies.undo(db, "Ann", lakes, 1, LATER)
    assert problem.value.code == "undo.first"


def test_restoring_a_revision_is_a_new_revision(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4), LATER)
    restored = studies.restore(db, "Bo", lakes, 1, LATER)
    assert (restored.number, restored.study) == (3, study())
    assert open_study(db, lakes).study == study()
    assert value(open_study(db, lakes, 2).study) == 4
    with pytest.raises(InvalidInput) as problem:
        studies.restore(db, "Bo", lakes, 1, LATER)
    assert problem.value.code == "restore.same"


def test_two_revisions_are_compared_cell_by_cell(db: Database, lakes: str) -> None:
    save(db, "Ann", lakes, 1, score(4), LATER)
    save(db, "Ann", lakes, 2, score(2, "body-1"), LATER)
    changes, names = studies.compare(db, lakes, 1, 3)
    assert change_texts(changes, names, "en") == (
        "score of Body 0 on Criterion 0 1 → 4; score of Body 1 on Criterion 0 1 → 2"
    )


def test_the_history_turns_pages(db: Database, lakes: str) -> None:
    for number in range(1, 6):
        save(db, "Ann", lakes, number, score(number + 1), LATER)
    first = studies.history(db, lakes, limit=2)
    second = studies.history(db, lakes, limit=2, before=first[-1].number)
    assert [entry.number for entry in first + second] == [6, 5, 4, 3]


def test_a_copy_leaves_its_source_alone(db: Database, lakes: str) -> None:
    copy = studies.copy(db, "Bo", lakes, LATER, title=Wording(en="Three lakes"))
    save(db, "Bo", copy, 1, score(5), LATER)
    assert value(open_study(db, lakes).study) == 1
    assert open_study(db, copy).study.title.en == "Three lakes"
    assert open_study(db, lakes).study == study()


def test_a_template_has_candidates_and_criteria_but_nothing_that_people_judged(
    db: Database, lakes: str
) -> None:
    def judged(before: Study) -> Study:
        weighting = before.bodies.weighting.model_copy(
            update={
                "comparisons": {
                    "team": {"criterion-0|criterion-1": Judgement(favours="criterion-0", times=3)}
                }
            }
        )
        return before.model_copy(update={"bodies": before.bodies.model_copy(update={"weighting": weighting})})

    save(db, "Ann", lakes, 1, judged, LATER)
    made = open_study(db, studies.copy(db, "Bo", lakes, LATER, scores=False)).study
    assert list(made.bodies.candidates) == ["body-0", "body-1", "body-2"]
    assert list(made.bodies.criteria) == ["criterion-0", "criterion-1"]
    assert not made.bodies.scores
    assert not made.bodies.weighting.comparisons


def test_an_archived_study_can_be_read_but_not_changed(db: Database, lakes: str) -> None:
    studies.archive(db, "Ann", lakes, LATER)
    assert studies.list_studies(db) == []
    assert [head.id for head in studies.list_studies(db, archived=True)] == [lakes]
    assert open_study(db, lakes).study == study()
    for action in (
        lambda: save(db, "Bo", lakes, 1, score(5), LATER),
        lambda: studies.restore(db, "Bo", lakes, 1, LATER),
    ):
        with pytest.raises(InvalidInput) as problem:
            action()
        assert problem.value.code == "study.archived"
    studies.unarchive(db, "Ann", lakes, LATER)
    assert save(db, "Bo", lakes, 1, score(5), LATER).number == 2


def test_deleting_asks_for_the_title_and_can_be_recovered_for_thirty_days(db: Database, lakes: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        studies.delete(db, "Ann", lakes, "Two lake", NOW)
    assert problem.value.code == "study.wrong_name"
    studies.delete(db, "Ann", lakes, " Two  lakes ", NOW)
    with pytest.raises(InvalidInput) as problem:
        open_study(db, lakes)
    assert (problem.value.code, problem.value.values["until"]) == ("study.deleted", "2026-12-24")
    assert [head.id for head in studies.list_studies(db, deleted=True)] == [lakes]
    assert studies.purge(db, NOW + timedelta(days=30)) == []
    studies.recover(db, "Ann", lakes, LATER)
    assert open_study(db, lakes).study == study()


def test_what_was_deleted_longer_ago_goes_for_good_but_its_id_stays_taken(db: Database, lakes: str) -> None:
    studies.delete(db, "Ann", lakes, "两湖", NOW)
    assert studies.purge(db, NOW + timedelta(days=30, seconds=1)) == [lakes]
    for action in (lambda: open_study(db, lakes), lambda: studies.recover(db, "Ann", lakes, LATER)):
        with pytest.raises(InvalidInput) as problem:
            action()
        assert problem.value.code == "study.unknown"
    with pytest.raises(InvalidInput) as problem:
        create_study(db, "Ann", study(), NOW, lakes)
    assert problem.value.code == "study.id_taken"


def test_the_example_is_put_in_once_and_stays_away_when_deleted(db: Database) -> None:
    studies.ensure_example(db, NOW)
    studies.ensure_example(db, NOW)
    (head,) = studies.list_studies(db)
    assert head.id == "taihu"
    studies.delete(db, "Ann", "taihu", head.title.en, NOW)
    studies.purge(db, NOW + timedelta(days=31))
    studies.ensure_example(db, NOW)
    assert studies.list_studies(db) == []


@pytest.mark.parametrize("who", ["", "  ", "\0", "x" * 101])
def test_a_change_needs_a_name_to_stand_under(db: Database, lakes: str, who: str) -> None:
    for action in (
        lambda: create_study(db, who, study(), NOW),
        lambda: save(db, who, lakes, 1, score(5), LATER),
        lambda: studies.archive(db, who, lakes, LATER),
        lambda: studies.delete(db, who, lakes, "Two lakes", LATER),
    ):
        with pytest.raises(InvalidInput) as problem:
            action()
        assert problem.value.code.startswith("person.")


def test_hostile_text_is_kept_as_it_is(db: Database) -> None:
    text = "<script>\0\u202e'; DROP TABLE studies; -- ![x](http://y) 😀"
    hostile = study(title=text)
    study_id = create_study(db, text.replace("\0", ""), hostile, NOW)
    save(db, "Ann\0", study_id, 1, score(None, reason=text), LATER, reason=text)
    found = open_study(db, study_id)
    assert found.study.title.en == text
    assert found.study.bodies.scores["body-0"]["criterion-0"] == Score(value=None, reason=Wording(en=text))
    assert studies.history(db, study_id)[0].changes == found.changes


def test_an_unknown_study_or_revision_is_said(db: Database, lakes: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        open_study(db, "nowhere")
    assert problem.value.code == "study.unknown"
    with pytest.raises(InvalidInput) as problem:
        save(db, "Ann", lakes, 7, score(5), LATER)
    assert problem.value.code == "study.no_revision"
    for number in (0, -1, 10**30):
        with pytest.raises(InvalidInput) as problem:
            open_study(db, lakes, number)
        assert problem.value.code == "study.no_revision"
    with pytest.raises(InvalidInput) as problem:
        open_study(db, "\0\ud800")
    assert problem.value.code == "study.unknown"


def test_of_many_that_put_the_example_in_at_once_one_does(db: Database) -> None:
    problems: list[BaseException] = []

    def start() -> None:
        try:
            studies.ensure_example(db, NOW)
        except BaseException as problem:
            problems.append(problem)

    starting = [Thread(target=start) for _ in range(8)]
    for one in starting:
        one.start()
    for one in starting:
        one.join()
    assert problems == []
    assert [(head.id, head.number) for head in studies.list_studies(db)] == [("taihu", 1)]
