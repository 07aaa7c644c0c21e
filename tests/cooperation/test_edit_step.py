"""Edits of one step: candidates, criteria, comparisons, weights, scores and rule."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.cooperation.adoption import adopt
from mcda.cooperation.edit_step import (
    drop_candidate,
    drop_criterion,
    put_candidate,
    put_criterion,
    set_direct_weights,
    set_expected,
    set_judgement,
    set_normalisation,
    set_rule,
    set_score,
    set_scores,
    set_weighting,
)
from mcda.cooperation.study import (
    Condition,
    Criterion,
    Participation,
    Shares,
    Step,
    Study,
    Wording,
    found_in_a_round,
    new_id,
)
from mcda.core.errors import InvalidInput
from tests.cooperation.valley import (
    candidate,
    criteria,
    deals,
    direct,
    said,
    scored,
    valley,
    with_rule,
    with_step,
)


def refused(code: str, edit: Any, *given: Any, **fields: Any) -> dict[str, Any]:
    before = given[0].model_dump()
    with pytest.raises(InvalidInput) as caught:
        edit(*given, **fields)
    assert caught.value.code == code
    assert given[0].model_dump() == before
    return caught.value.values


def sub(**fields: Any) -> Study:
    some = criteria("cost", "fit") | criteria("law", "means", parent="fit")
    return with_step(valley(), "issues", criteria=some, **fields)


def test_a_candidate_gets_an_id_that_no_step_uses_yet() -> None:
    study = put_candidate(valley(), "issues", None, "en", "North")
    assert list(study.issues.candidates)[-1] == "north-2"  # north is a body
    study = put_candidate(study, "bodies", None, "zh", "湖滨", kind="city", territories={"hills": 0.5})
    assert list(study.bodies.candidates.values())[-1].territories == {"hills": 0.5}


@pytest.mark.parametrize(
    "names", [("蓝藻预警", "垃圾收运"), ("G60走廊", "G60铁路"), ("Zürich", "Z rich"), ("…", "!")]
)
def test_names_that_differ_get_ids_that_differ_whoever_adds_them_first(names: tuple[str, str]) -> None:
    first, second = (new_id(name, ()) for name in names)
    assert first != second
    assert (new_id(names[0], (second,)), new_id(names[1], (first,))) == (first, second)
    assert Step(candidates=dict.fromkeys((first, second), candidate("x")))


def test_long_names_that_begin_alike_get_ids_that_differ() -> None:
    one, other = (
        f"Joint agency for the water of the whole of the basin, {part}" for part in ("north", "south")
    )
    assert new_id(one, ()) != new_id(other, ())


def test_an_id_says_a_plain_name_and_counts_on_where_it_is_taken() -> None:
    assert new_id("Flood control!", ()) == "flood-control"
    assert new_id("Flood control", ("flood-control",)) == "flood-control-2"
    assert new_id("Team", ()) == "team-2"
    assert new_id("湖滨", (new_id("湖滨", ()),)) == f"{new_id('湖滨', ())}-2"


def test_a_new_candidate_does_not_take_over_what_was_decided_of_one_that_was_taken_out() -> None:
    study = put_candidate(valley(), "issues", None, "zh", "蓝藻预警")
    gone = list(study.issues.candidates)[-1]
    study = put_candidate(drop_candidate(study, "issues", gone), "issues", None, "zh", "垃圾收运")
    assert list(study.issues.candidates)[-1] != gone


def test_a_candidate_changes_under_its_id_and_keeps_what_was_not_given() -> None:
    study = put_candidate(valley(), "bodies", "north", "en", "North city", kind="town")
    changed = study.bodies.candidates["north"]
    assert (changed.name.en, changed.name.zh, changed.kind) == ("North city", "North（中文）", "town")
    assert changed.territories == {"hills": 1.0}
    assert list(study.bodies.candidates) == list(valley().bodies.candidates)


def test_candidates_need_a_name_of_their_own() -> None:
    refused("candidate.no_name", put_candidate, valley(), "bodies", None, "en", " ")
    refused("candidate.name_taken", put_candidate, valley(), "bodies", None, "en", "North")
    refused("edit.gone", put_candidate, valley(), "bodies", "gone", "en", "New")


def test_a_dropped_body_is_named_nowhere_any_more() -> None:
    study = valley(
        participation={"south": Participation(benefit_in=1)},
        shares=Shares(method="typed", typed={"south": 0.5, "north": 0.5}),
        work={"south": {"flood": "lead"}},
        deals={"pact": deals(south=1, north=2)},
    )
    study = with_step(
        set_judgement(
            with_step(study, "issues", criteria=criteria("a", "b")), "issues", "south", "a", "b", 3
        ),
        "solutions",
        candidates={"pact": candidate("pact", responsible={"flood": "south", "water": "north"})},
    )
    study = with_rule(study, "bodies", required=("south", "north"), conflicts=(("south", "club"),))
    study = drop_candidate(set_expected(study, "bodies", "south"), "bodies", "south")
    assert "south" not in str(study.model_dump())
    assert study.deals["pact"].keys() == {"north"}
    assert study.bodies.rule.required == ("north",)


def test_a_dropped_issue_and_solution_take_register_conditions_and_responsibilities_along() -> None:
    study = valley(
        conditions={"legal": Condition(name=said("Legal"), met={"pact": True}, reason={"pact": said("x")})}
    )
    named = {"pact": candidate("pact", responsible={"water": "north"}), "office": candidate("office")}
    study = with_step(study, "solutions", candidates=named)
    study = drop_candidate(study, "issues", "water")
    assert "water" not in study.model_dump()["authority_register"]["south"]
    assert study.solutions.candidates["pact"].responsible == {}
    study = drop_candidate(study, "solutions", "pact")
    assert (study.conditions["legal"].met, study.conditions["legal"].reason) == ({}, {})
    refused("edit.gone", drop_candidate, study, "solutions", "pact")


def with_effects(study: Study) -> Study:
    effects = {"effect/flood": 4, "effect/water": 2, "ease": 3}
    return with_rule(
        with_step(study, "solutions", scores=scored(pact=effects)), "solutions", cost="effect/water"
    )


def test_a_dropped_issue_takes_the_scores_of_its_effect_along() -> None:
    study = drop_candidate(with_effects(valley()), "issues", "water")
    assert study.solutions.scores["pact"].keys() == {"effect/flood", "ease"}
    assert not study.solutions.rule.cost


def test_the_effects_on_an_issue_that_step_2_still_hands_on_as_adopted_stay() -> None:
    study = adopt(with_rule(valley(), "issues", required=("water",)), "issues", "council", "now")
    study = drop_candidate(with_effects(study), "issues", "water")
    assert "effect/water" in study.solutions.scores["pact"]


def test_criteria_have_two_levels_and_names_of_their_own() -> None:
    study = put_criterion(sub(), "issues", None, "en", "Time", parent="fit", direction="min")
    assert study.issues.criteria["time"].direction == "min"
    refused("criterion.parent", put_criterion, sub(), "issues", None, "en", "Deep", parent="law")
    refused("criterion.parent", put_criterion, sub(), "issues", None, "en", "Lost", parent="gone")
    refused("criterion.parent", put_criterion, sub(), "issues", "cost", "en", "Cost", parent="cost")
    refused("criterion.two_levels", put_criterion, sub(), "issues", "fit", "en", "Fit", parent="cost")
    refused("criterion.name_taken", put_criterion, sub(), "issues", None, "en", "Cost")
    refused("criterion.no_name", put_criterion, sub(), "issues", None, "en", "")
    refused("edit.gone", put_criterion, sub(), "issues", "gone", "en", "New")
    values = refused(
        "criterion.range_empty", put_criterion, sub(), "issues", None, "en", "Odd", lowest=5, highest=5
    )
    assert values["lowest"] == values["highest"] == 5


def test_a_dropped_criterion_takes_its_parts_comparisons_weights_and_scores_along() -> None:
    study = set_judgement(
        sub(weighting=direct(cost=0.5, fit=0.5, law=1.0)), "issues", "team", "law", "means", 2
    )
    study = set_judgement(study, "issues", "team", "cost", "fit", 2)
    study = set_score(study, "issues", "flood", "law", value=3)
    study = set_score(study, "issues", "flood", "cost", value=2)
    study = drop_criterion(set_rule(study, "issues", cost="law", budget=1), "issues", "fit")
    assert list(study.issues.criteria) == ["cost"]
    assert study.issues.weighting.comparisons == {"team": {}}
    assert study.issues.weighting.direct == {"cost": 0.5}
    assert study.issues.scores["flood"].keys() == {"need", "cost"}
    assert study.issues.rule.cost == ""
    refused("edit.gone", drop_criterion, study, "issues", "fit")


def test_a_judgement_is_kept_from_the_side_it_favours() -> None:
    study = set_judgement(sub(), "issues", "team", "fit", "cost", 3)
    kept = study.issues.weighting.comparisons["team"]["cost|fit"]
    assert (kept.favours, kept.times) == ("fit", 3)
    study = set_judgement(study, "issues", "team", "fit", "cost", 1 / 3)
    kept = study.issues.weighting.comparisons["team"]["cost|fit"]
    assert (kept.favours, kept.times) == ("cost", pytest.approx(3))
    study = set_judgement(study, "issues", "team", "cost", "fit", None)
    assert study.issues.weighting.comparisons == {"team": {}}


@given(st.floats(1, 9))
def test_a_judgement_and_its_reverse_are_the_same(times: float) -> None:
    forth = set_judgement(sub(), "issues", "north", "fit", "cost", times)
    back = set_judgement(sub(), "issues", "north", "cost", "fit", 1 / times)
    one, other = (s.issues.weighting.comparisons["north"]["cost|fit"] for s in (forth, back))
    assert one.times == pytest.approx(other.times)
    assert one.favours == other.favours or one.times == pytest.approx(1)


@pytest.mark.parametrize("times", [0, -1, 9.1, 1 / 9.1, float("nan"), float("inf")])
def test_judgements_stay_between_a_ninth_and_nine(times: float) -> None:
    refused("judgement.range", set_judgement, sub(), "issues", "team", "cost", "fit", times)


def test_only_siblings_are_compared_by_the_team_or_a_body() -> None:
    refused("judgement.itself", set_judgement, sub(), "issues", "team", "cost", "cost", 2)
    refused("judgement.not_siblings", set_judgement, sub(), "issues", "team", "cost", "law", 2)
    refused("judgement.no_such_judge", set_judgement, sub(), "issues", "flood", "cost", "fit", 2)
    refused("edit.gone", set_judgement, sub(), "issues", "team", "cost", "gone", 2)


def test_the_way_of_weighing_changes_field_by_field() -> None:
    study = set_weighting(sub(), "issues", method="direct", note=Wording(en="by law"))
    study = set_weighting(study, "issues", judges="bodies")
    kept = study.issues.weighting
    assert (kept.method, kept.judges, kept.note.en) == ("direct", "bodies", "by law")


def test_weights_of_a_round_are_its_own_until_a_person_types_one_or_weighs_otherwise() -> None:
    found = set_weighting(sub(), "issues", method="direct", note=Wording(en="Workshop round 2"))
    assert found_in_a_round(found.issues.weighting)
    typed = set_direct_weights(found, "issues", {"cost": 0.9})
    assert not found_in_a_round(typed.issues.weighting)
    compared = set_weighting(found, "issues", method="comparisons")
    again = set_weighting(compared, "issues", method="direct")
    assert not found_in_a_round(compared.issues.weighting)
    assert not found_in_a_round(again.issues.weighting)
    asked = set_weighting(sub(), "issues", method="comparisons", note=Wording(en="Workshop round 1"))
    assert not found_in_a_round(set_weighting(asked, "issues", method="direct").issues.weighting)


def test_typed_weights_are_kept_as_typed_within_0_and_1() -> None:
    study = set_direct_weights(sub(), "issues", {"cost": 0.9})
    assert set_direct_weights(study, "issues", {"fit": 0.9}).issues.weighting.direct == {
        "cost": 0.9,
        "fit": 0.9,
    }
    for weight in (-0.1, 1.1, float("nan")):
        refused("weights.range", set_direct_weights, sub(), "issues", {"cost": weight})
    refused("edit.gone", set_direct_weights, sub(), "issues", {"gone": 0.5})


def test_a_score_keeps_the_reason_that_is_not_given_anew() -> None:
    study = set_score(
        valley(), "bodies", "north", "stake", value=2, reason=Wording(en="asked"), source="survey"
    )
    study = set_score(study, "bodies", "north", "stake", value=None)
    kept = study.bodies.scores["north"]["stake"]
    assert (kept.value, kept.reason.en, kept.source) == (None, "asked", "survey")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (6, "score.out_of_range"),
        (0.9, "score.out_of_range"),
        (float("nan"), "score.not_a_number"),
        (float("inf"), "score.not_a_number"),
        (True, "score.not_a_number"),
        ("4", "score.not_a_number"),
    ],
)
def test_a_score_outside_its_criterion_s_range_is_refused_by_place(value: Any, code: str) -> None:
    values = refused(code, set_score, valley(), "bodies", "north", "stake", value=value)
    assert (values["candidate"].en, values["criterion"].en) == ("North", "Stake")


@pytest.mark.parametrize(
    ("bounds", "value", "code"),
    [
        ({"highest": None, "lowest": 0}, -1, "score.too_low"),
        ({"lowest": None, "highest": 9}, 10, "score.too_high"),
    ],
)
def test_a_range_may_be_open_at_one_end(bounds: dict[str, Any], value: float, code: str) -> None:
    study = with_step(valley(), "bodies", criteria={"stake": Criterion(name=said("Stake"), **bounds)})
    refused(code, set_score, study, "bodies", "north", "stake", value=value)
    assert set_score(study, "bodies", "north", "stake", value=5).bodies.scores["north"]["stake"].value == 5


def test_many_scores_are_set_together_or_not_at_all() -> None:
    table = {"north": {"stake": {"value": 1}}, "south": {"stake": {"value": 9}}}
    refused("score.out_of_range", set_scores, valley(), "bodies", table)
    refused("edit.gone", set_scores, valley(), "bodies", {"gone": {"stake": {"value": 1}}})
    refused("edit.gone", set_scores, valley(), "bodies", {"north": {"gone": {"value": 1}}})
    refused("edit.gone", set_score, sub(), "issues", "flood", "fit", value=1)  # its parts are scored


def test_effects_on_chosen_issues_are_scored_under_their_leaves() -> None:
    effect = {"effect": Criterion(name=said("Effect"), each_issue=True)}
    study = with_step(valley(), "solutions", criteria=effect)
    study = set_score(study, "solutions", "pact", "effect/flood", value=4)
    assert study.solutions.scores["pact"]["effect/flood"].value == 4
    refused("edit.gone", set_score, study, "solutions", "pact", "effect/roads", value=4)


def test_a_rule_that_contradicts_itself_is_refused() -> None:
    assert set_rule(valley(), "bodies", at_most=2, kinds=("city",)).bodies.rule.at_most == 2
    values = refused(
        "rule.required_and_excluded", set_rule, valley(), "bodies", required=("north",), excluded=("north",)
    )
    assert values["name"].en == "North"
    refused("rule.at_least_over_at_most", set_rule, valley(), "bodies", at_least=3, at_most=2)


def test_fixed_normalisation_needs_every_range() -> None:
    assert set_normalisation(valley(), "bodies", "fixed").bodies.normalisation == "fixed"
    study = with_step(valley(), "bodies", criteria={"stake": Criterion(name=said("Stake"), highest=None)})
    values = refused("criterion.no_range", set_normalisation, study, "bodies", "fixed")
    assert values["criterion"].en == "Stake"


def test_the_expected_winner_is_one_of_the_candidates_or_nobody() -> None:
    study = set_expected(valley(), "bodies", "club")
    assert study.bodies.expected == "club"
    assert set_expected(study, "bodies", "").bodies.expected == ""
    refused("edit.gone", set_expected, valley(), "bodies", "flood")
