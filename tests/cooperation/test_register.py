"""The authority register filters issues and yields the authorisations to ask for (M102, M103)."""

from mcda.cooperation.register import authorisations, beyond_power, filled_in, register_remarks, strength
from mcda.cooperation.steps import result
from mcda.cooperation.study import Competence, Rule, Wording
from tests.cooperation.valley import register, said, valley, with_step

CHOSEN = ("north", "south", "agency", "club")


def test_an_issue_that_no_body_may_decide_is_refused_with_that_reason() -> None:
    refused = beyond_power(valley(), CHOSEN)
    assert {issue: remark.key for issue, remark in refused.items()} == {"roads": "refused.no_power"}


def test_an_issue_that_only_others_may_decide_is_refused_and_says_who() -> None:
    refused = beyond_power(valley(), ("north", "agency"))
    assert refused["water"].key == "refused.power_elsewhere"
    assert [name.en for name in refused["water"].values["bodies"]] == ["South"]


def test_an_issue_of_which_the_register_says_nothing_is_refused_once_it_says_anything() -> None:
    study = valley(authority_register=register(north={"flood": "own"}))
    assert beyond_power(study, CHOSEN).keys() == {"water", "roads"}


def test_an_empty_register_refuses_nothing_and_that_is_said() -> None:
    study = valley(authority_register={})
    assert not filled_in(study)
    assert beyond_power(study, CHOSEN) == {}
    assert [remark.key for remark in register_remarks(study, CHOSEN, ())] == ["register.empty"]


def test_entries_of_bodies_and_issues_that_are_gone_count_for_nothing() -> None:
    assert not filled_in(valley(authority_register=register(gone={"flood": "own"}, north={"gone": "own"})))


def test_a_refused_issue_is_not_ranked_however_well_it_scores() -> None:
    # roads would score 4 against 5 and 3; refused, it does not even move the others' closeness.
    found = result(valley(), "issues")
    assert found.refused.keys() == {"roads"}
    assert "roads" not in found.closeness
    without = with_step(
        valley(), "issues", candidates={k: c for k, c in valley().issues.candidates.items() if k != "roads"}
    )
    assert result(without, "issues").closeness == found.closeness


def test_the_bodies_chosen_in_step_one_are_those_that_count() -> None:
    study = with_step(valley(), "bodies", rule=Rule(required=("north",), at_most=1))
    assert result(study, "issues").refused.keys() == {"water", "roads"}


def test_powers_are_ordered_from_own_to_none() -> None:
    study = valley()
    assert [strength(study, body, "flood") for body in CHOSEN] == [4, 2, 3, 0]
    assert strength(study, "south", "water") == 1


def test_an_issue_that_nobody_may_decide_yet_carries_who_must_grant_what() -> None:
    asked = authorisations(valley(), CHOSEN, ("flood", "water"))
    assert [(each.issue, each.body, each.grantor.en) for each in asked] == [("water", "south", "Province")]
    assert [remark.key for remark in register_remarks(valley(), CHOSEN, asked)] == ["register.ask"]


def test_no_authorisation_is_asked_for_where_another_chosen_body_may_decide() -> None:
    study = valley(
        authority_register=register(north={"water": "own"}, south={"water": "needs_authorisation"})
    )
    assert authorisations(study, CHOSEN, ("water",)) == ()


def test_a_body_that_is_to_decide_needs_its_authorisation_all_the_same() -> None:
    study = valley(
        authority_register=register(north={"water": "own"}, south={"water": "needs_authorisation"})
    )
    asked = authorisations(study, CHOSEN, ("water",), {("south", "water"), ("north", "water")})
    assert [each.body for each in asked] == ["south"]


def test_a_grantor_that_is_not_said_is_asked_for() -> None:
    entry = Competence(kind="needs_authorisation", ground=said("Act"), grantor=Wording())
    study = valley(authority_register={"south": {"water": entry}})
    asked = authorisations(study, CHOSEN, ("water",))
    assert [remark.key for remark in register_remarks(study, CHOSEN, asked)] == ["register.ask_whom"]
