"""How far the comparisons of a step have come. Numbers are worked out beside each test."""

import pytest

from mcda.cooperation.edit_step import put_candidate, put_criterion, set_judgement, set_weighting
from mcda.cooperation.judging import (
    answered,
    judged,
    next_question,
    nodes,
    only_weighed,
    pairs,
    second_looks,
)
from mcda.cooperation.study import TEAM, Study, Wording
from mcda.cooperation.tree import TOP, tree
from mcda.core.errors import InvalidInput


def study_of(*names: str) -> Study:
    study = Study(title=Wording(en="A"))
    for name in names:
        study = put_criterion(study, "bodies", None, "en", name)
    return study


def judging(study: Study, *judgements: tuple[str, str, float]) -> Study:
    for first, second, times in judgements:
        study = set_judgement(study, "bodies", TEAM, first, second, times)
    return study


def test_a_judgement_reads_the_same_from_both_sides() -> None:
    step = judging(study_of("A", "B"), ("b", "a", 4)).bodies
    assert judged(step, TEAM, "b", "a") == 4
    assert judged(step, TEAM, "a", "b") == 0.25
    assert judged(step, "wuxi", "a", "b") is None


def test_pairs_are_counted_once_and_only_the_answered_ones_count_as_answered() -> None:
    step = judging(study_of("A", "B", "C"), ("a", "c", 2)).bodies
    assert pairs(("a", "b", "c")) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert answered(step, TEAM, ("a", "b", "c")) == 1
    assert answered(step, "wuxi", ("a", "b", "c")) == 0


def test_the_next_question_is_never_one_that_was_answered_and_ends() -> None:
    study, asked = study_of("A", "B", "C", "D"), 0
    while (pair := next_question(study.bodies, TEAM, ("a", "b", "c", "d"))) is not None:
        assert judged(study.bodies, TEAM, *pair) is None
        study, asked = judging(study, (*pair, 2)), asked + 1
    assert asked == 6


def test_a_group_is_weighed_as_soon_as_it_hangs_together_whatever_the_others_lack() -> None:
    study = judging(study_of("A", "B"), ("a", "b", 3))
    for name in ("A1", "A2", "A3"):
        study = put_criterion(study, "bodies", None, "en", name, parent="a")
    found = nodes(study, "bodies", tree(study, "bodies", {}), {})
    assert list(found) == [TOP, "a"]
    assert found[TOP].local == pytest.approx({"a": 0.75, "b": 0.25})
    assert found["a"].local == {}
    assert found["a"].problem is not None
    assert found["a"].problem.code == "weights.nothing_compared"
    with pytest.raises(InvalidInput):
        only_weighed(study, "bodies", {}, {})


def test_criteria_alone_under_their_parent_are_not_asked_about() -> None:
    study = put_criterion(judging(study_of("A", "B"), ("a", "b", 1)), "bodies", None, "en", "A1", parent="a")
    assert list(nodes(study, "bodies", tree(study, "bodies", {}), {})) == [TOP]


def test_weights_are_there_before_any_candidate_is() -> None:
    weighed = only_weighed(judging(study_of("A", "B"), ("a", "b", 4)), "bodies", {}, {})
    assert weighed.weights.leaves == pytest.approx({"a": 0.8, "b": 0.2})
    assert weighed.ranking is None


def test_solutions_show_their_own_criteria_while_no_issue_is_chosen() -> None:
    study = put_criterion(Study(title=Wording(en="A")), "solutions", None, "en", "Effect", each_issue=True)
    study = put_criterion(study, "solutions", None, "en", "Cost")
    criteria = tree(study, "solutions", {})
    assert list(criteria.leaves) == ["cost"]
    assert list(nodes(study, "solutions", criteria, {})) == [TOP]


def test_a_second_look_is_told_from_the_favoured_side_with_the_value_that_would_fit() -> None:
    # a = 2 b and b = 2 c say a = 4 c; it was said that c matters 4 times as much as a.
    study = judging(study_of("A", "B", "C"), ("a", "b", 2), ("b", "c", 2), ("c", "a", 4))
    looks = second_looks(study.bodies, TEAM, ("a", "b", "c"))
    look = next(look for look in looks if {look.first, look.second} == {"a", "c"})
    assert (look.first, look.second, look.judged) == ("c", "a", 4)
    assert look.fitting == pytest.approx(1 / 4)
    assert look.ratio_after == pytest.approx(0, abs=1e-9)


def test_without_chosen_bodies_nobody_can_answer_for_them() -> None:
    study = put_criterion(Study(title=Wording(en="A")), "issues", None, "en", "X")
    study = put_criterion(study, "issues", None, "en", "Y")
    study = put_candidate(set_weighting(study, "issues", judges="bodies"), "issues", None, "en", "Flood")
    assert nodes(study, "issues", tree(study, "issues", {}), {})[TOP].problem is not None
