"""Weights of a step from comparisons of team or bodies, or typed (M85 to M87)."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.cooperation.study import Criterion, Judgement, Step, Weighting
from mcda.cooperation.tree import TOP, Tree
from mcda.cooperation.weighing import StepWeights, matrix, weigh
from mcda.core.errors import InvalidInput
from tests.cooperation.valley import criteria, direct, said

FLAT = ("cost", "effect", "speed")


def judgements(**times: tuple[str, float]) -> dict[str, Judgement]:
    """`cost_effect=("cost", 3)`: cost matters 3 times as much as effect."""
    return {pair.replace("_", "|"): Judgement(favours=who, times=n) for pair, (who, n) in times.items()}


def flat(weighting: Weighting, shares: dict[str, float] | None = None) -> StepWeights:
    step = Step(criteria=criteria(*FLAT), weighting=weighting)
    return weigh(step, Tree({TOP: FLAT}, step.criteria, frozenset()), {}, shares or {})


def compared(**by_judge: dict[str, Judgement]) -> Weighting:
    judges: Any = "team" if "team" in by_judge else "bodies"
    return Weighting(comparisons=by_judge, judges=judges)


def refused(weighting: Weighting, shares: dict[str, float] | None = None) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        flat(weighting, shares)
    return caught.value


def test_a_matrix_holds_each_judgement_and_its_reciprocal() -> None:
    given = judgements(cost_effect=("effect", 3), cost_speed=("cost", 2))
    expected = [[1, 1 / 3, 2], [3, 1, np.nan], [1 / 2, np.nan, 1]]
    np.testing.assert_array_equal(matrix(FLAT, given), expected)


def test_comparisons_of_the_team_become_weights() -> None:
    # effect 2 x cost, cost 2 x speed, effect 4 x speed: consistent, so 2 : 4 : 1.
    team = judgements(cost_effect=("effect", 2), cost_speed=("cost", 2), effect_speed=("effect", 4))
    found = flat(compared(team=team))
    assert found.leaves == pytest.approx({"cost": 2 / 7, "effect": 4 / 7, "speed": 1 / 7})
    assert found.priorities[TOP].consistency_ratio == pytest.approx(0, abs=1e-12)
    assert found.unanswered == ()


def test_the_same_comparisons_are_weighed_once_and_others_anew() -> None:
    said_once = compared(team=judgements(cost_effect=("cost", 7), effect_speed=("speed", 5)))
    before = flat(said_once).priorities[TOP]
    assert flat(said_once.model_copy()).priorities[TOP] is before
    changed = compared(team=judgements(cost_effect=("cost", 7), effect_speed=("speed", 4)))
    assert flat(changed).priorities[TOP].weights.tolist() != before.weights.tolist()
    by_mean = said_once.model_copy(update={"prioritisation": "geometric_mean"})
    assert flat(by_mean).priorities[TOP].method == "geometric_mean"


def test_bodies_are_weighed_by_their_authority_share_in_a_geometric_mean() -> None:
    # north says effect is 4 times cost, south the reverse; with shares 3/4 and 1/4 the group says
    # 4^(3/4) · 4^(-1/4) = 2. The agency did not answer.
    north, south = judgements(cost_effect=("effect", 4)), judgements(cost_effect=("cost", 4))
    step = Step(criteria=criteria("cost", "effect"), weighting=compared(north=north, south=south))
    tree = Tree({TOP: ("cost", "effect")}, step.criteria, frozenset())
    found = weigh(step, tree, {}, {"north": 0.6, "south": 0.2, "agency": 0.2})
    assert found.leaves == pytest.approx({"cost": 1 / 3, "effect": 2 / 3})
    assert found.by_judge["north"][TOP].weights.tolist() == pytest.approx([0.2, 0.8])
    assert found.unanswered == ("agency",)


def test_the_team_s_comparisons_do_not_count_where_bodies_judge_nor_those_of_bodies_not_chosen() -> None:
    weighting = Weighting(
        judges="bodies",
        comparisons={
            "team": judgements(cost_effect=("cost", 9)),
            "club": judgements(cost_effect=("cost", 9)),
        },
    )
    assert refused(weighting, {"north": 1.0}).code == "weights.nothing_compared"


def test_answers_that_do_not_hang_together_name_two_criteria_to_compare() -> None:
    problem = refused(compared(team=judgements(cost_effect=("cost", 2))))
    assert problem.code == "weights.not_connected"
    named = {problem.values["first"].en, problem.values["second"].en}
    assert "Speed" in named
    assert named & {"Cost", "Effect"}


def test_two_judges_may_hang_together_only_jointly() -> None:
    north, south = judgements(cost_effect=("cost", 2)), judgements(effect_speed=("effect", 2))
    found = flat(compared(north=north, south=south), {"north": 0.5, "south": 0.5})
    assert found.leaves == pytest.approx({"cost": 4 / 7, "effect": 2 / 7, "speed": 1 / 7})
    assert found.by_judge == {}  # neither alone says enough
    assert found.unanswered == ("north", "south")


def test_typed_weights_are_taken_as_they_are_and_must_sum_to_one() -> None:
    assert flat(direct(cost=0.5, effect=0.3, speed=0.2)).leaves == {"cost": 0.5, "effect": 0.3, "speed": 0.2}
    problem = refused(direct(cost=0.5, effect=0.3, speed=0.1))
    assert (problem.code, problem.values["sum"]) == ("weights.sum_typed", 0.9)
    problem = refused(direct(cost=0.5, effect=0.5))
    assert (problem.code, [name.en for name in problem.values["criteria"]]) == ("weights.missing", ["Speed"])


def test_a_part_s_weight_is_its_share_of_its_criterion_s_weight() -> None:
    # fit 0.6, of which law 0.25 and means 0.75: 0.15 and 0.45.
    some = criteria("cost", "fit") | criteria("law", "means", parent="fit")
    step = Step(criteria=some, weighting=direct(cost=0.4, fit=0.6, law=0.25, means=0.75))
    leaves = {key: some[key] for key in ("cost", "law", "means")}
    found = weigh(step, Tree({TOP: ("cost", "fit"), "fit": ("law", "means")}, leaves, frozenset()), {}, {})
    assert found.leaves == pytest.approx({"cost": 0.4, "law": 0.15, "means": 0.45})
    step = Step(criteria=some, weighting=direct(cost=0.4, fit=0.6, law=0.25, means=0.5))
    with pytest.raises(InvalidInput) as caught:
        weigh(step, Tree({TOP: ("cost", "fit"), "fit": ("law", "means")}, leaves, frozenset()), {}, {})
    assert (caught.value.code, caught.value.values["criterion"].en) == ("weights.sum_under", "Fit")


def test_a_criterion_alone_has_all_the_weight_and_needs_no_comparison() -> None:
    step = Step(criteria=criteria("cost"))
    assert weigh(step, Tree({TOP: ("cost",)}, step.criteria, frozenset()), {}, {}).leaves == {"cost": 1.0}


def test_the_effects_on_issues_are_weighed_by_the_issues_priorities() -> None:
    effect = {"effect": Criterion(name=said("Effect"), each_issue=True)}
    children = {TOP: ("effect",), "effect": ("effect/flood", "effect/water")}
    tree = Tree(children, dict.fromkeys(children["effect"], effect["effect"]), frozenset({"effect"}))
    found = weigh(Step(criteria=effect), tree, {"flood": 0.3, "water": 0.1}, {})
    assert found.leaves == pytest.approx({"effect/flood": 0.75, "effect/water": 0.25})
    alike = weigh(Step(criteria=effect), tree, {"flood": 0.0, "water": 0.0}, {})
    assert alike.leaves == {"effect/flood": 0.5, "effect/water": 0.5}


def test_a_step_without_criteria_or_without_issues_says_which() -> None:
    with pytest.raises(InvalidInput) as caught:
        weigh(Step(), Tree({TOP: ()}, {}, frozenset()), {}, {})
    assert caught.value.code == "step.no_criteria"
    effect = {"effect": Criterion(name=said("Effect"), each_issue=True)}
    tree = Tree({TOP: ("effect",), "effect": ()}, {}, frozenset({"effect"}))
    with pytest.raises(InvalidInput) as caught:
        weigh(Step(criteria=effect), tree, {}, {})
    assert caught.value.code == "step.no_issues"


@given(st.lists(st.tuples(st.sampled_from(FLAT), st.sampled_from(FLAT), st.floats(1, 9)), max_size=8))
def test_whatever_was_compared_weights_sum_to_one_or_the_step_says_what_is_missing(
    answers: list[tuple[str, str, float]],
) -> None:
    team = {
        "|".join(sorted((first, second))): Judgement(favours=first, times=times)
        for first, second, times in answers
        if first != second
    }
    if len(team) < 2:
        assert refused(compared(team=team)).code in {"weights.nothing_compared", "weights.not_connected"}
        return
    found = flat(compared(team=team))
    assert sum(found.leaves.values()) == pytest.approx(1)
    assert min(found.leaves.values()) > 0
