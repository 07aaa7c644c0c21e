"""The chain of three steps: what each hands on, and when it is out of date (M88 to M91)."""

from typing import Any

import pytest

from mcda.cooperation import adoption
from mcda.cooperation.adoption import adopt, out_of_date
from mcda.cooperation.edit_step import drop_candidate, keep_judgement
from mcda.cooperation.open_points import open_points
from mcda.cooperation.steps import (
    STEPS,
    criteria_tree,
    handed_on,
    result,
    upstream,
)
from mcda.cooperation.study import (
    TEAM,
    Criterion,
    Deal,
    Judgement,
    Participation,
    Score,
    Shares,
    Study,
    Territory,
)
from mcda.core.errors import InvalidInput
from tests.cooperation.valley import (
    candidate,
    criteria,
    direct,
    register,
    said,
    scored,
    takes_part,
    valley,
    with_rule,
    with_step,
)


def adopted(study: Study | None = None) -> Study:
    decided = study or valley()
    for step in STEPS:
        decided = adopt(decided, step, "the council", "2026-01-01")
    return decided


def causes(study: Study) -> dict[str, list[str]]:
    return {step: [remark.key for remark in remarks] for step, remarks in out_of_date(study).items()}


def test_each_step_hands_its_chosen_on_to_the_next() -> None:
    # Bodies: closeness 1, .75, .5 of north, south, agency sum to 2.25.
    study = valley()
    assert handed_on(study, "bodies") == pytest.approx({"north": 4 / 9, "south": 3 / 9, "agency": 2 / 9})
    # Issues: flood 5, water 3 on one criterion: closeness 1 and 0; water adds nothing.
    assert handed_on(study, "issues") == {"flood": 1.0}
    assert upstream(study, "bodies") == {}
    assert upstream(study, "solutions").keys() == {"bodies", "issues"}
    assert handed_on(study, "solutions") == {"pact": 1.0}


def test_chosen_issues_that_are_all_at_the_bottom_count_alike() -> None:
    study = with_step(valley(), "issues", scores=scored(flood={"need": 3}, water={"need": 3}))
    study = with_rule(study, "issues", required=("flood", "water"))
    # All alike: closeness 0.5 each by M27.
    assert handed_on(study, "issues") == {"flood": 0.5, "water": 0.5}


def test_what_was_adopted_is_handed_on_whatever_the_inputs_have_become() -> None:
    study = with_rule(adopt(valley(), "bodies", "council", "now"), "bodies", at_most=1)
    assert result(study, "bodies").chosen == ("north",)
    assert handed_on(study, "bodies").keys() == {"north", "south", "agency"}
    assert study.bodies.adopted is not None
    assert (study.bodies.adopted.by, study.bodies.adopted.at) == ("council", "now")


def test_an_adopted_decision_is_not_out_of_date_and_adopting_again_gives_the_same() -> None:
    study = adopted()
    assert causes(study) == {}
    assert adopted(study) == study


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("bodies", {"scores": scored(north={"stake": 5}, south={"stake": 5})}, ["stale.scores"]),
        ("bodies", {"criteria": criteria("stake", direction="min")}, ["stale.criteria"]),
        ("issues", {"weighting": direct(need=1.0)}, ["stale.weighting"]),
        ("issues", {"normalisation": "fixed"}, ["stale.rule"]),
        ("solutions", {"candidates": {"pact": candidate("pact")}}, ["stale.candidates"]),
    ],
)
def test_a_change_of_a_step_s_own_inputs_makes_it_out_of_date_with_its_cause(
    name: Any, change: dict[str, Any], expected: list[str]
) -> None:
    found = causes(with_step(adopted(), name, **change))
    assert found[name] == expected
    later = STEPS[STEPS.index(name) + 1 :]
    assert all(found[step] == [f"stale.upstream_{name}"] for step in later[:1])


@pytest.mark.parametrize(
    ("change", "step", "cause"),
    [
        ({"participation": takes_part(north=(1, 1, 1))}, "bodies", "stale.participation"),
        ({"shares": Shares(method="equal")}, "bodies", "stale.shares"),
        ({"territories": {"hills": Territory(name=said("Hills"))}}, "bodies", "stale.territories"),
        ({"authority_register": register(north={"flood": "shared"})}, "issues", "stale.authority_register"),
        ({"deals": {"pact": {"north": Deal(benefit=1, cost=1)}}}, "solutions", "stale.deals"),
    ],
)
def test_a_change_of_what_a_step_shares_with_others_is_named_too(
    change: dict[str, Any], step: Any, cause: str
) -> None:
    assert causes(adopted().model_copy(update=change))[step][0] == cause


def answered_for(body: str) -> Study:
    """The valley with the body responsible for what the pact does about the flood."""
    named = {
        "pact": candidate("pact", responsible={"flood": body}),
        "office": candidate("office", responsible={"flood": "north"}),
    }
    return with_step(valley(), "solutions", candidates=named)


def test_power_taken_from_a_responsible_body_makes_solutions_out_of_date_of_themselves() -> None:
    study = adopted(answered_for("agency"))
    register_now = study.authority_register | register(agency={"flood": "none"})
    study = adopt(study.model_copy(update={"authority_register": register_now}), "issues", "council", "now")
    assert causes(study) == {"solutions": ["stale.authority_register"]}
    assert result(study, "solutions").refused["pact"].key == "refused.responsible_without_power"
    assert causes(adopt(study, "solutions", "council", "later")) == {}


def test_power_given_to_a_responsible_body_that_had_none_makes_solutions_out_of_date() -> None:
    study = adopted(answered_for("club"))
    register_now = study.authority_register | register(club={"flood": "own"})
    study = adopt(study.model_copy(update={"authority_register": register_now}), "issues", "council", "now")
    assert causes(study) == {"solutions": ["stale.authority_register"]}


def test_solutions_adopted_before_the_register_counted_are_out_of_date_only_where_power_is_missing() -> None:
    def before(study: Study) -> Study:
        decided = adopted(study)
        then = decided.solutions.adopted
        assert then is not None
        inputs = {part: mark for part, mark in then.inputs.items() if part != "authority_register"}
        return with_step(decided, "solutions", adopted=then.model_copy(update={"inputs": inputs}))

    assert causes(before(valley())) == {}
    assert causes(before(answered_for("agency"))) == {}
    assert causes(before(answered_for("club"))) == {"solutions": ["stale.authority_register"]}


def test_how_a_body_takes_part_does_not_make_the_choice_of_bodies_out_of_date() -> None:
    way = {"north": Participation(way="decides", conditions={"staff": False})}
    figures = {"north": Participation()}
    assert causes(adopted(valley(participation=figures)).model_copy(update={"participation": way})) == {}


def with_words(study: Study) -> Study:
    """The same figures with other words beside them."""
    for step in STEPS:
        here = study.step(step)
        study = with_step(
            study,
            step,
            scores={
                key: {
                    leaf: score.model_copy(update={"reason": said("seen"), "source": "p. 3"})
                    for leaf, score in row.items()
                }
                for key, row in here.scores.items()
            },
            candidates={
                key: found.model_copy(update={"source": "census", "proposed_by": "Lin"})
                for key, found in here.candidates.items()
            },
            weighting=here.weighting.model_copy(update={"note": said("round 2")}),
        )
    grounds = {
        body: {issue: held.model_copy(update={"ground": said("Water Act")}) for issue, held in row.items()}
        for body, row in study.authority_register.items()
    }
    return study.model_copy(update={"authority_register": grounds})


def test_a_reason_or_source_given_later_makes_nothing_out_of_date() -> None:
    before = adopted()
    after = with_words(before)
    assert after != before
    assert causes(after) == {}
    bare = Score(reason=said("nobody knows yet"))
    assert (
        causes(with_step(before, "bodies", scores={**before.bodies.scores, "ghost": {"stake": bare}})) == {}
    )


def test_what_was_adopted_when_marks_took_in_reasons_and_sources_is_not_out_of_date() -> None:
    study = with_words(adopted())
    for step in STEPS:
        then = study.step(step).adopted
        assert then is not None
        marks = adoption._fingerprints(study, step, said=True)
        assert marks != then.inputs
        study = with_step(study, step, adopted=then.model_copy(update={"inputs": marks}))
    assert causes(study) == {}
    scores = {**study.bodies.scores, "north": {"stake": Score(value=2)}}
    assert causes(with_step(study, "bodies", scores=scores))["bodies"] == ["stale.scores"]


def test_who_represents_what_matters_to_issues_only_where_they_are_scored_by_it() -> None:
    def moved(study: Study) -> Study:
        bodies = study.bodies.candidates | {
            "club": candidate("club", kind="social", territories={"hills": 1})
        }
        return with_step(study, "bodies", candidates=bodies)

    assert causes(moved(adopted()))["issues"] == ["stale.upstream_bodies"]
    table = {
        "need": criteria("need")["need"],
        "table": Criterion(name=said("Table"), computed="at_the_table"),
    }
    study = with_step(valley(), "issues", criteria=table, weighting=direct(need=0.5, table=0.5))
    assert causes(moved(adopted(study)))["issues"] == ["stale.representation", "stale.upstream_bodies"]


def test_a_body_adopted_anew_makes_later_steps_out_of_date_by_name() -> None:
    study = with_rule(adopted(), "bodies", at_most=2)
    study = adopt(study, "bodies", "council", "later")
    found = out_of_date(study)
    assert found["issues"][0].key == "stale.dropped_bodies"
    assert found["issues"][0].values["name"].en == "Agency"
    assert [remark.key for remark in found["solutions"]] == ["stale.dropped_bodies", "stale.upstream_issues"]


def test_other_shares_of_the_same_bodies_are_a_cause_of_their_own() -> None:
    study = adopted().model_copy(update={"shares": Shares(method="equal")})
    study = adopt(study, "bodies", "council", "later")
    assert causes(study)["issues"] == ["stale.shares_bodies"]


def test_a_candidate_that_is_gone_is_named_by_what_is_left_of_it() -> None:
    study = drop_candidate(adopted(), "bodies", "agency")
    study = adopt(study, "bodies", "council", "later")
    found = [remark for remark in out_of_date(study)["issues"] if "name" in remark.values]
    assert [(remark.key, remark.values["name"].en) for remark in found] == [
        ("stale.dropped_bodies", "agency")
    ]


def test_bodies_that_are_adopted_stay_in_force_when_one_is_dropped() -> None:
    study = drop_candidate(adopted(), "issues", "flood")
    assert handed_on(study, "issues") == {"flood": 1.0}
    assert result(study, "solutions").chosen == ("pact",)


def test_an_upstream_step_that_can_no_longer_be_ranked_is_a_cause() -> None:
    study = adopted()
    study = with_step(study, "bodies", adopted=None, criteria={})
    assert causes(study)["issues"] == ["stale.lost_bodies"]


def test_an_older_method_is_a_cause() -> None:
    study = adopted()
    old = study.bodies.adopted.model_copy(update={"method_version": "0"})  # type: ignore[union-attr]
    assert causes(with_step(study, "bodies", adopted=old))["bodies"] == ["stale.method"]


def test_candidates_with_unknown_scores_are_not_ranked_and_say_what_is_missing() -> None:
    scores = scored(north={"stake": 5}, south={"stake": None}, agency={"stake": 3})
    found = result(with_step(valley(), "bodies", scores=scores), "bodies")
    assert found.unknown == {"south": ("stake",), "club": ("stake",)}
    assert found.closeness.keys() == {"north", "agency"}
    assert found.scores["south"] == {"stake": None}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"candidates": {}}, "step.no_candidates"),
        ({"criteria": {}}, "step.no_criteria"),
        ({"scores": {}}, "step.nothing_scored"),
    ],
)
def test_a_step_that_cannot_be_ranked_yet_says_what_it_lacks(change: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        result(with_step(valley(), "bodies", **change), "bodies")
    assert caught.value.code == code


def test_solutions_are_judged_by_their_effect_on_each_chosen_issue() -> None:
    effect = {"effect": Criterion(name=said("Effect"), each_issue=True)}
    study = with_step(
        with_rule(valley(), "issues", required=("flood", "water")),
        "solutions",
        criteria=effect,
        scores=scored(
            pact={"effect/flood": 4, "effect/water": 1}, office={"effect/flood": 3, "effect/water": 5}
        ),
    )
    assert list(criteria_tree(study, "solutions").leaves) == ["effect/flood", "effect/water"]
    # flood has closeness 1, water 0: all the weight is on flood, where the pact is better.
    found = result(study, "solutions")
    assert found.weights.leaves == {"effect/flood": 1.0, "effect/water": 0.0}
    assert found.ranks == {"pact": 1, "office": 2}


def test_a_field_that_a_later_version_adds_does_not_make_an_old_result_out_of_date() -> None:
    # The marks of inputs leave defaults out, so a new field with its default changes none of them.
    study = adopted()
    named = {key: c.model_copy(update={"responsible": {}}) for key, c in study.solutions.candidates.items()}
    assert causes(with_step(study, "solutions", candidates=named)) == {}


def test_standing_by_an_answer_does_not_make_a_result_out_of_date() -> None:
    judged = {TEAM: {"cost|need": Judgement(favours="need", times=3)}}
    weighting = valley().issues.weighting.model_copy(update={"comparisons": judged})
    study = with_step(valley(), "issues", weighting=weighting)
    study = adopt(study, "issues", "council", "now")
    assert causes(keep_judgement(study, "issues", TEAM, "cost", "need")) == {}


def test_bodies_are_ranked_and_chosen_though_their_shares_lack_a_figure() -> None:
    study = valley(shares=Shares(method="typed"))
    now = result(study, "bodies")
    assert now.chosen == result(valley(), "bodies").chosen
    assert (now.handed_on, now.lacking and now.lacking.key) == ({}, "shares.sum")
    assert "shares.sum" in [point.remark.key for point in open_points(study) if point.step == "bodies"]
    for refused in (lambda: adopt(study, "bodies", "council", "now"), lambda: result(study, "issues")):
        with pytest.raises(InvalidInput, match="typed shares"):
            refused()
