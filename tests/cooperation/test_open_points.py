"""What is still open, and where it can be settled."""

from typing import Any

import pytest

from mcda.cooperation.adoption import adopt
from mcda.cooperation.edit_step import drop_candidate
from mcda.cooperation.open_points import chosen_now, open_points
from mcda.cooperation.steps import STEPS
from mcda.cooperation.study import (
    Condition,
    Criterion,
    Judgement,
    Participation,
    Step,
    Study,
    Weighting,
    Wording,
)
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES
from tests.cooperation.valley import (
    candidate,
    criteria,
    deals,
    register,
    said,
    scored,
    takes_part,
    valley,
    with_rule,
    with_step,
)


def keys(study: Study, step: str) -> list[str]:
    points = open_points(study)
    assert all(remark_text(point.remark, language) for point in points for language in LANGUAGES)
    return [point.remark.key for point in points if point.step == step]


def settled() -> Study:
    """Every body may decide what it must, all is adopted."""
    study = valley(authority_register=register(north={"flood": "own", "water": "own", "roads": "own"}))
    for step in STEPS:
        study = adopt(study, step, "council", "now")
    return study


def test_a_settled_decision_has_nothing_open() -> None:
    assert open_points(settled()) == ()


def test_what_is_not_adopted_or_out_of_date_is_open() -> None:
    assert keys(valley(), "bodies") == ["open.not_adopted"]
    study = with_rule(settled(), "bodies", at_most=2)
    assert keys(study, "bodies") == ["open.out_of_date"]
    assert keys(study, "issues") == ["open.out_of_date"]


@pytest.mark.parametrize(
    "change", [{"criteria": {}}, {"candidates": {}}, {"scores": {}}, {"rule": {"at_most": 1, "at_least": 2}}]
)
def test_a_step_that_cannot_be_ranked_or_chosen_says_why(change: dict[str, Any]) -> None:
    study = with_step(valley(), "bodies", **{k: v for k, v in change.items() if k != "rule"})
    study = with_rule(study, "bodies", **change.get("rule", {}))
    found = [point.remark for point in open_points(study) if point.step == "bodies"]
    assert [remark.key for remark in found] == ["open.not_ranked"]
    assert found[0].values["problem"].key.startswith(("step.", "choice."))


def test_an_empty_study_is_answered() -> None:
    found = open_points(Study(title=Wording(en="New")))
    assert [(point.step, point.remark.key) for point in found][:2] == [
        ("bodies", "open.not_ranked"),
        ("issues", "open.not_ranked"),
    ]
    assert chosen_now(Study(title=Wording(en="New")), "bodies") == {}


def two_criteria(weighting: Weighting, **rows: Any) -> Study:
    return with_step(
        valley(), "issues", criteria=criteria("need", "cost"), scores=scored(**rows), weighting=weighting
    )


def test_of_a_candidate_without_any_score_the_criteria_are_not_listed() -> None:
    typed = Weighting(method="direct", direct={"need": 0.5, "cost": 0.5})
    study = two_criteria(typed, flood={"need": 5, "cost": 1}, water={})
    [told] = [point.remark for point in open_points(study) if point.remark.key == "open.no_scores"]
    assert remark_text(told, "en") == "Water is not ranked, as none of its scores is known."
    study = two_criteria(typed, flood={"need": 5, "cost": 1}, water={"need": 1})
    assert "open.unknown" in keys(study, "issues")


def test_nobody_is_asked_for_comparisons_where_weights_were_typed() -> None:
    typed = Weighting(judges="bodies", method="direct", direct={"need": 0.5, "cost": 0.5})
    study = two_criteria(typed, flood={"need": 5, "cost": 1}, water={"need": 1, "cost": 2})
    assert "judges.unanswered" not in keys(study, "issues")


def test_a_step_out_of_date_is_said_in_a_whole_sentence() -> None:
    study = with_rule(settled(), "bodies", at_most=2)
    [told] = [point.remark for point in open_points(study) if point.step == "issues"]
    said = remark_text(told, "en")
    assert said.startswith("The step Issues is out of date: ")
    assert said.endswith(".")


def test_unknown_scores_and_silent_bodies_are_open() -> None:
    study = with_step(
        valley(), "bodies", scores=scored(north={"stake": 5}, south={"stake": 4}, agency={"stake": 1})
    )
    assert "open.unknown" in keys(study, "bodies")
    study = with_step(
        valley(),
        "issues",
        criteria=criteria("need", "cost"),
        scores=scored(flood={"need": 5, "cost": 1}, water={"need": 1, "cost": 2}),
        weighting=Weighting(
            judges="bodies",
            comparisons={"north": {"cost|need": Judgement(favours="need", times=2)}},
        ),
    )
    assert "judges.unanswered" in keys(study, "issues")


def test_a_judge_who_contradicts_herself_is_open_and_one_who_does_not_is_not() -> None:
    # a > b > c > a, each 3 times: lambda max 1 + 3 + 1/3 = 13/3, CI (13/3 - 3) / 2 = 2/3, CR 2/3 : 0.5247.
    def weighing(times: float, favours: str) -> Study:
        team = {
            "a|b": Judgement(favours="a", times=3),
            "b|c": Judgement(favours="b", times=3),
            "a|c": Judgement(favours=favours, times=times),
        }
        return with_step(
            valley(),
            "bodies",
            criteria=criteria("a", "b", "c"),
            candidates={"north": candidate("north")},
            scores=scored(north={"a": 1, "b": 2, "c": 3}),
            weighting=Weighting(comparisons={"team": team}),
        )

    (point,) = [p for p in open_points(weighing(3, "c")) if p.remark.key == "open.inconsistent"]
    assert point.remark.values["ratio"] == pytest.approx(2 / 3 / 0.5247, abs=1e-3)
    assert "The comparisons of the planning team contradict each other" in remark_text(point.remark, "en")
    assert "open.inconsistent" not in keys(weighing(9, "a"), "bodies")


def test_a_required_candidate_that_is_not_ranked_and_a_budget_without_cost_are_open() -> None:
    study = with_rule(valley(), "issues", required=("roads",), budget=3)
    assert keys(study, "issues")[1:3] == ["open.required_not_ranked", "open.budget_without_cost"]


def test_bodies_that_stay_out_are_not_represented_or_cannot_take_part_yet_are_open() -> None:
    figures = takes_part(north=(9, 4, 7), south=(8, 2, 1)) | {
        "south": Participation(
            benefit_in=8, cost=2, benefit_out=1, way="survey", conditions={"informed": True}
        )
    }
    study = with_rule(valley(participation=figures), "bodies", excluded=("agency",))
    assert keys(study, "bodies") == [
        "open.not_adopted",
        "joining.free_rides",
        "joining.self_financing",
        "ways.none",
    ]
    study = with_rule(valley(participation=figures), "bodies", excluded=("north",), kinds=("city",))
    assert "open.participation_unknown" in keys(study, "bodies")
    study = with_rule(valley(), "bodies", excluded=("south", "agency"))
    assert "integrity.territories" in keys(study, "bodies")


def test_authorisations_affected_territories_and_a_faulty_division_are_open() -> None:
    study = with_rule(valley(work={"club": {"flood": "lead"}}), "issues", required=("flood", "water"))
    study = with_rule(study, "bodies", at_least=4)
    assert keys(study, "issues") == ["open.not_adopted", "register.ask", "division.lead_without_power"]
    issues = {key: c.model_copy(update={"territories": {}}) for key, c in study.issues.candidates.items()}
    study = with_step(valley(authority_register={}), "issues", candidates=issues)
    assert keys(study, "issues") == ["open.not_adopted", "open.no_territories", "register.empty"]


def test_conditions_and_deals_of_the_chosen_solution_that_are_not_known_are_open() -> None:
    study = valley(
        conditions={"legal": Condition(name=said("Legal"))},
        deals={"pact": deals(north=5, south=-2)},
    )
    assert keys(study, "solutions") == [
        "open.not_adopted",
        "open.condition_unknown",
        "open.deal_unknown",
        "open.agree_payments",
    ]
    study = valley(deals={"pact": deals(north=1, south=-2, agency=0)})
    assert keys(study, "solutions")[1:] == ["open.payments_short"]
    assert "open.deal_unknown" not in keys(valley(), "solutions")  # no solution has deals: it is not asked


def test_what_was_adopted_and_is_gone_since_breaks_nothing() -> None:
    study = settled()
    for step in STEPS:
        for key in list(study.step(step).candidates)[:2]:
            study = drop_candidate(study, step, key)
    assert keys(study, "issues")
    assert chosen_now(study, "bodies").keys() <= study.bodies.candidates.keys()


def test_a_study_of_solutions_only_is_answered() -> None:
    effect = {"effect": Criterion(name=said("Effect"), each_issue=True)}
    study = Study(title=said("Bare"), solutions=Step(criteria=effect, candidates={"pact": candidate("pact")}))
    assert keys(study, "solutions") == ["open.not_ranked"]
