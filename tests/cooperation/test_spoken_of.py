"""What is said of a candidate that was taken out does not come back with its name."""

from mcda.cooperation.changes import merge
from mcda.cooperation.edit_cooperation import set_competence
from mcda.cooperation.edit_step import drop_candidate, put_candidate
from mcda.cooperation.spoken_of import spoken_of
from mcda.cooperation.study import Adopted, Competence, Score, Study
from mcda.storage.study_file import shipped_example
from tests.cooperation.valley import valley, with_step

ALGAE = put_candidate(valley(), "issues", None, "en", "Algae")


def decided() -> Study:
    """Algae were adopted, and the pact's effect on them was judged."""
    adopted = Adopted(
        chosen=("algae",), closeness={"algae": 0.5}, handed_on={"algae": 1}, inputs={}, method_version="1"
    )
    study = with_step(ALGAE, "issues", adopted=adopted)
    return with_step(study, "solutions", scores={"pact": {"effect/algae": Score(value=5)}})


def added_again(study: Study) -> tuple[Study, str]:
    study = put_candidate(study, "issues", None, "en", "Algae")
    return study, list(study.issues.candidates)[-1]


def test_an_issue_added_again_is_not_the_one_that_was_decided_on_and_has_none_of_its_scores() -> None:
    study, new = added_again(drop_candidate(decided(), "issues", "algae"))
    assert study.issues.adopted is not None
    assert new not in study.issues.adopted.handed_on
    assert f"effect/{new}" not in study.solutions.scores["pact"]


def test_an_entry_made_while_another_planner_took_the_issue_out_does_not_come_back_with_its_name() -> None:
    theirs = drop_candidate(ALGAE, "issues", "algae")
    mine = set_competence(ALGAE, "north", "algae", Competence(kind="own"))
    merged, conflicts = merge(ALGAE, theirs, mine)
    assert not conflicts
    study, new = added_again(merged)
    assert new not in study.authority_register["north"]


def test_an_issue_of_which_nothing_is_said_any_more_gets_the_id_of_its_name() -> None:
    assert added_again(drop_candidate(ALGAE, "issues", "algae"))[1] == "algae"


def test_two_planners_who_add_the_same_issue_again_at_once_add_one() -> None:
    base = drop_candidate(decided(), "issues", "algae")
    one, other = added_again(base)[0], added_again(base)[0]
    merged, conflicts = merge(base, one, other)
    assert not conflicts
    assert [candidate.name.en for candidate in merged.issues.candidates.values()].count("Algae") == 1


def test_all_that_stand_in_a_study_are_spoken_of_and_nothing_else_but_candidates() -> None:
    example = shipped_example()
    known = {key for step in ("bodies", "issues", "solutions") for key in getattr(example, step).candidates}
    assert spoken_of(example) - {"team", ""} == known
