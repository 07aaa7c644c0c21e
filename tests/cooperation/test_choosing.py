"""The choice of a step under its rule (M92 to M95)."""

from typing import Any

import pytest

from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult, result
from mcda.cooperation.study import Criterion, Study
from mcda.core.errors import InvalidInput
from mcda.output.wording import problem_text, remark_text
from mcda.text import LANGUAGES
from tests.cooperation.valley import said, scored, takes_part, valley, with_rule, with_step

# Closeness of north, south, agency, club from the scores 5, 4, 3, 1 on one criterion: (x - 1) / 4.
CLOSENESS = {"north": 1.0, "south": 0.75, "agency": 0.5, "club": 0.0}


def chosen(study: Study | None = None, **rule: Any) -> StepResult:
    return result(with_rule(study or valley(), "bodies", **rule), "bodies")


def why(found: StepResult, body: str) -> list[str]:
    for language in LANGUAGES:
        assert all(remark_text(remark, language) for remark in found.fell[body])
    return [remark.key for remark in found.fell[body]]


def clash(study: Study | None = None, **rule: Any) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        chosen(study, **rule)
    assert caught.value.code == "choice.impossible"
    assert all(problem_text(caught.value, language) for language in LANGUAGES)
    return [remark.key for remark in caught.value.values["clashing"]]


def test_closeness_on_one_criterion_is_the_distance_from_the_worst() -> None:
    assert chosen().closeness == pytest.approx(CLOSENESS)


def test_at_most_two_takes_the_two_closest() -> None:
    found = chosen(at_most=2)
    assert found.chosen == ("north", "south")
    assert why(found, "agency") == ["fell.at_most", "fell.lower_value"]
    assert found.fell["agency"][0] == Remark("fell.at_most", {"at_most": 2})


def test_a_body_that_adds_nothing_is_left_out_unless_the_rule_asks_for_more() -> None:
    assert why(chosen(), "club") == ["fell.adds_nothing"]
    assert chosen(at_least=4).chosen == ("north", "south", "agency", "club")


def test_required_takes_the_place_of_a_closer_one_and_that_is_the_reason() -> None:
    found = chosen(at_most=2, required=("club",))
    assert found.chosen == ("north", "club")
    assert why(found, "south") == ["fell.at_most", "fell.required"]
    assert found.fell["south"][1].values["other"].en == "Club"


def test_excluded_pairs_and_conditions_between_two_are_named() -> None:
    assert why(chosen(excluded=("north",)), "north") == ["fell.excluded"]
    found = chosen(conflicts=(("north", "south"),))
    assert found.chosen == ("north", "agency")
    assert why(found, "south")[0] == "fell.conflict"
    found = chosen(requires=(("north", "club"),), excluded=("club",))
    assert found.chosen == ("south", "agency")
    assert why(found, "north")[0] == "fell.requires"


def test_a_budget_is_spent_where_it_brings_most() -> None:
    # The stake 5, 4, 3, 1 serves as cost. Within 7: south and agency cost 7 and bring 1.25, north alone 1,
    # north and club 6 and still 1.
    found = chosen(budget=7, cost="stake")
    assert found.chosen == ("south", "agency")
    assert "fell.budget" in why(found, "north")


def test_every_territory_is_covered_where_the_rule_asks_for_it() -> None:
    # One place: the agency speaks for both territories, north only for the hills.
    found = chosen(at_most=1, cover_territories=True)
    assert found.chosen == ("agency",)
    assert why(found, "north") == ["fell.at_most", "fell.territory"]


def test_every_kind_the_rule_asks_for_has_a_place() -> None:
    found = chosen(at_most=2, kinds=("social",))
    assert found.chosen == ("north", "club")
    assert why(found, "south") == ["fell.at_most", "fell.kind"]


def test_only_those_that_join_are_chosen_where_all_must_join() -> None:
    # north would gain 7 outside against 5 inside: without support it stays out.
    study = valley(
        participation=takes_part(north=(9, 4, 7), south=(8, 2, 1), agency=(1, 0, 0), club=(1, 0, 0))
    )
    found = chosen(study, all_join=True)
    assert found.chosen == ("south", "agency")
    assert why(found, "north")[0] == "fell.support"
    assert found.fell["north"][0].values["needed"] == 2
    assert chosen(study, all_join=True, support_budget=2).chosen == ("north", "south", "agency")


def test_a_support_budget_goes_where_it_brings_most_closeness() -> None:
    # Support needed: north 2, south 2, agency 1. With 3: north and agency (1.5) beat south and agency (1.25).
    study = valley(
        participation=takes_part(north=(1, 0, 3), south=(1, 0, 3), agency=(1, 0, 2), club=(1, 0, 9))
    )
    assert chosen(study, all_join=True, support_budget=3).chosen == ("north", "agency")


def test_support_and_cost_have_budgets_of_their_own() -> None:
    study = valley(
        participation=takes_part(north=(1, 0, 3), south=(1, 0, 1), agency=(1, 0, 1), club=(1, 0, 1))
    )
    # Cost 5, 4, 3, 1 within 9: north and south. Support for north 2 > 1: without north, south and agency.
    assert chosen(study, budget=9, cost="stake").chosen == ("north", "south")
    assert chosen(study, budget=9, cost="stake", all_join=True, support_budget=1).chosen == (
        "south",
        "agency",
    )


def test_a_body_that_is_not_known_to_join_cannot_be_counted_on() -> None:
    study = valley(participation=takes_part(south=(8, 2, 1)))
    found = chosen(study, all_join=True)
    assert found.chosen == ("south",)
    assert why(found, "north") == ["fell.participation_unknown"]


def test_conditions_that_clash_are_named_and_no_others() -> None:
    assert clash(at_most=1, at_least=2) == ["clash.at_most", "clash.at_least"]
    assert clash(required=("north", "south"), at_most=1, kinds=("city",)) == [
        "clash.at_most",
        "clash.required",
        "clash.required",
    ]
    assert clash(kinds=("army",)) == ["clash.kind"]
    assert clash(cover_territories=True, excluded=("north", "agency")) == [
        "clash.excluded",
        "clash.excluded",
        "clash.territory",
    ]
    assert clash(required=("north",), budget=1, cost="stake") == ["clash.required", "clash.budget"]
    assert clash(required=("north", "south"), conflicts=(("north", "south"),)) == [
        "clash.required",
        "clash.required",
        "clash.conflicts",
    ]
    assert clash(required=("north",), excluded=("south",), requires=(("north", "south"),)) == [
        "clash.required",
        "clash.excluded",
        "clash.requires",
    ]


def test_a_required_body_that_would_not_join_clashes_with_the_support_budget() -> None:
    study = valley(participation=takes_part(north=(9, 4, 7), south=(8, 2, 1)))
    assert clash(study, required=("north",), all_join=True) == ["clash.required", "clash.support"]
    assert clash(study, required=("agency",), all_join=True) == [
        "clash.required",
        "clash.participation_unknown",
    ]


def test_rules_about_candidates_that_are_gone_or_not_ranked_do_not_bind() -> None:
    rule = {"required": ("gone",), "excluded": ("lost",), "requires": (("north", "gone"),)}
    assert chosen(**rule).chosen == ("north", "south", "agency")


def test_a_kind_or_territory_is_asked_of_bodies_only() -> None:
    study = with_rule(valley(), "issues", cover_territories=True, kinds=("city",))
    assert result(study, "issues").chosen == ("flood",)


def test_a_negative_cost_under_a_budget_is_named() -> None:
    some = {"stake": Criterion(name=said("Stake"), lowest=-5)}
    study = with_step(
        valley(), "bodies", criteria=some, scores=scored(north={"stake": -1}, south={"stake": 2})
    )
    with pytest.raises(InvalidInput) as caught:
        chosen(study, budget=3, cost="stake")
    assert (caught.value.code, caught.value.values["candidate"].en) == ("choice.negative_cost", "North")
    assert all(problem_text(caught.value, language) for language in LANGUAGES)


def test_a_candidate_paired_with_itself_binds_nothing() -> None:
    assert chosen(conflicts=(("north", "north"),), requires=(("south", "south"),)).chosen == chosen().chosen
