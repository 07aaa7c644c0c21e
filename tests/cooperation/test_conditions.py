"""Mandatory conditions of solutions come before any score (M107)."""

from typing import Any

import pytest

from mcda.cooperation.conditions import unmet
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import result
from mcda.cooperation.study import Condition, Study
from mcda.core.errors import InvalidInput
from tests.cooperation.valley import candidate, deals, said, valley, with_rule, with_step

SHARES = {"north": 0.5, "south": 0.5}
ISSUES = {"flood": 0.6, "water": 0.4}


def keys(study: Study) -> dict[str, str]:
    return {solution: remark.key for solution, remark in unmet(study, SHARES, ISSUES).items()}


def legal(**fields: Any) -> Study:
    return valley(conditions={"legal": Condition(name=said("Legal"), **fields)})


def test_a_condition_that_is_not_met_refuses_with_its_reason() -> None:
    assert keys(legal(met={"pact": False, "office": True})) == {"pact": "refused.condition"}
    because = legal(met={"pact": False}, reason={"pact": said("Needs an act of parliament")})
    assert keys(because) == {"pact": "refused.condition_because"}
    assert unmet(because, SHARES, ISSUES)["pact"].values["reason"].en == "Needs an act of parliament"


def test_a_condition_of_which_nothing_is_known_does_not_refuse() -> None:
    assert keys(legal()) == {}


def test_a_solution_over_the_budget_is_refused_and_one_at_the_budget_is_not() -> None:
    # ease 4 and 2 serve as costs here; the budget is 2.
    study = with_rule(valley(), "solutions", budget=2, cost="ease")
    assert keys(study) == {"pact": "refused.over_budget"}
    assert unmet(study, SHARES, ISSUES)["pact"].values == {"cost": 4, "budget": 2}
    assert keys(with_rule(valley(), "solutions", budget=2, cost="gone")) == {}


def test_a_solution_that_names_who_is_responsible_must_do_so_for_every_chosen_issue() -> None:
    def pact(**responsible: str) -> Study:
        named = {"pact": candidate("pact", responsible=responsible), "office": candidate("office")}
        return with_step(valley(), "solutions", candidates=named)

    assert keys(pact()) == {}  # it names nobody: the division of work does
    assert keys(pact(flood="north", water="south")) == {}
    assert keys(pact(flood="north")) == {"pact": "refused.nobody_responsible"}
    assert keys(pact(flood="north", water="gone")) == {"pact": "refused.nobody_responsible"}
    assert keys(pact(flood="agency", water="south")) == {"pact": "refused.responsible_not_chosen"}
    assert keys(pact(flood="north", water="north")) == {"pact": "refused.responsible_without_power"}


def test_a_net_loser_without_compensation_refuses_only_if_the_rule_says_so() -> None:
    # north +2, south -3: one is missing.
    study = valley(deals={"pact": deals(north=2, south=-3), "office": deals(north=3, south=-2)})
    assert keys(study) == {}
    strict = with_rule(study, "solutions", nobody_loses=True)
    assert keys(strict) == {"pact": "refused.uncompensated"}  # the office's 3 cover its 2
    assert unmet(strict, SHARES, ISSUES)["pact"].values["gap"] == 1
    assert keys(with_rule(study, "solutions", nobody_loses=True, support_budget=1)) == {}


@pytest.mark.parametrize(
    ("north", "south", "support"),
    [(-100000.1, -200000.2, 300000.3), (-0.1, -0.2, 0.3), (1e9 + 0.1, -1e9 - 300.1, 300.0)],
)
def test_support_that_is_just_what_is_needed_covers_losses_of_any_size(
    north: float, south: float, support: float
) -> None:
    study = valley(deals={"pact": deals(north=north, south=south)})
    rule = {"nobody_loses": True, "support_budget": support}
    assert keys(with_rule(study, "solutions", **rule)) == {}
    assert keys(with_rule(study, "solutions", **rule | {"support_budget": support * 0.99})) == {
        "pact": "refused.uncompensated"
    }


def test_every_reason_is_given_at_once() -> None:
    study = legal(met={"pact": False})
    study = with_rule(study, "solutions", budget=2, cost="ease")
    remark = unmet(study, SHARES, ISSUES)["pact"]
    assert remark.key == "remark.and"
    assert [part.key for part in remark.values.values()] == ["refused.condition", "refused.over_budget"]


def test_a_refused_solution_is_not_ranked_and_a_step_without_others_says_so() -> None:
    found = result(legal(met={"pact": False}), "solutions")
    assert found.refused == {"pact": Remark("refused.condition", found.refused["pact"].values)}
    assert found.chosen == ("office",)
    with pytest.raises(InvalidInput) as caught:
        result(legal(met={"pact": False, "office": False}), "solutions")
    assert caught.value.code == "step.all_refused"
