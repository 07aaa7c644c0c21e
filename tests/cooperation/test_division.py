"""The division of work: proposed, laid down by hand, checked (M105, M106)."""

from mcda.cooperation.division import division_of_work
from mcda.cooperation.study import Territory
from tests.cooperation.valley import candidate, register, said, valley, with_step

SHARES = {"north": 0.4, "south": 0.3, "agency": 0.2, "club": 0.1}
ISSUES = {"flood": 0.6, "water": 0.4}


def test_the_strongest_power_leads_and_others_follow_from_power_and_effect() -> None:
    found = division_of_work(valley(), SHARES, ISSUES)
    # flood: own (north) before delegated and shared. water: only south may, once authorised; the agency
    # speaks for half of the plain and is consulted; north and the club are not affected.
    assert found.roles == {
        "north": {"flood": "lead", "water": "informed"},
        "south": {"flood": "decides", "water": "lead"},
        "agency": {"flood": "decides", "water": "consulted"},
        "club": {"flood": "informed", "water": "informed"},
    }
    assert found.roles == found.proposed
    assert found.remarks == ()


def test_of_equal_powers_the_more_affected_leads_then_the_larger_share_then_the_first() -> None:
    equal = register(north={"water": "own"}, south={"water": "own"}, agency={"water": "own"})
    found = division_of_work(valley(authority_register=equal), SHARES, {"water": 1.0})
    assert [found.roles[body]["water"] for body in SHARES] == ["decides", "lead", "decides", "informed"]
    equal = register(north={"flood": "own"}, south={"flood": "own"})
    found = division_of_work(valley(authority_register=equal), SHARES, {"flood": 1.0})
    assert found.roles["north"]["flood"] == "lead"  # both are affected by a half; north's share is larger
    found = division_of_work(valley(authority_register=equal), {"south": 0.5, "north": 0.5}, {"flood": 1.0})
    assert found.roles["south"]["flood"] == "lead"


def test_noise_of_a_sum_makes_nobody_more_affected() -> None:
    # 0.1 + 0.2 of the effect on one side, 0.3 on the other: a half each; south has the larger share.
    parts = {"hills": 0.1, "plain": 0.2, "coast": 0.3}
    study = with_step(
        valley(territories={key: Territory(name=said(key)) for key in parts}),
        "bodies",
        candidates={
            "north": candidate("north", territories={"hills": 1, "plain": 1}),
            "south": candidate("south", territories={"coast": 1}),
        },
    )
    study = with_step(study, "issues", candidates={"flood": candidate("flood", territories=parts)})
    equal = study.model_copy(
        update={"authority_register": register(north={"flood": "own"}, south={"flood": "own"})}
    )
    found = division_of_work(equal, {"north": 0.1, "south": 0.9}, {"flood": 1.0})
    assert found.roles["south"]["flood"] == "lead"
    # So it is with shares: 0.1 + 0.2 is 0.3, and the first in the list leads.
    found = division_of_work(equal, {"north": 0.3, "south": 0.1 + 0.2}, {"flood": 1.0})
    assert found.roles["north"]["flood"] == "lead"


def test_a_body_that_waits_for_its_authorisation_delivers_under_another_lead() -> None:
    powers = register(agency={"water": "shared"}, south={"water": "needs_authorisation"})
    found = division_of_work(valley(authority_register=powers), SHARES, {"water": 1.0})
    assert (found.roles["agency"]["water"], found.roles["south"]["water"]) == ("lead", "delivers")


def test_what_is_laid_down_by_hand_counts_and_another_lead_replaces_the_proposed_one() -> None:
    study = valley(work={"agency": {"flood": "lead"}, "club": {"flood": "consulted"}})
    found = division_of_work(study, SHARES, {"flood": 1.0})
    assert {body: row["flood"] for body, row in found.roles.items()} == {
        "north": "decides",
        "south": "decides",
        "agency": "lead",
        "club": "consulted",
    }
    assert found.proposed["north"]["flood"] == "lead"
    assert found.typed == {("agency", "flood"), ("club", "flood")}
    assert found.deciding() == {("north", "flood"), ("south", "flood"), ("agency", "flood")}


def test_two_leads_none_and_one_without_power_are_said() -> None:
    two = valley(work={"north": {"flood": "lead"}, "south": {"flood": "lead"}})
    assert [r.key for r in division_of_work(two, SHARES, {"flood": 1}).remarks] == ["division.several_leads"]
    none = valley(work={"north": {"flood": "decides"}})
    assert [r.key for r in division_of_work(none, SHARES, {"flood": 1}).remarks] == ["division.no_lead"]
    powerless = valley(work={"club": {"flood": "lead"}})
    remarks = division_of_work(powerless, SHARES, {"flood": 1}).remarks
    assert [(r.key, r.values["bodies"][0].en) for r in remarks] == [("division.lead_without_power", "Club")]


def test_an_affected_body_that_is_not_even_consulted_is_said() -> None:
    study = valley(work={"agency": {"water": "informed"}, "north": {"water": "none"}})
    remarks = division_of_work(study, SHARES, {"water": 1.0}).remarks
    # north is not affected by water, so it may have no part.
    assert [(r.key, [name.en for name in r.values["bodies"]]) for r in remarks] == [
        ("division.not_consulted", ["Agency"])
    ]


def test_without_a_register_the_most_affected_leads_and_no_power_is_missed() -> None:
    found = division_of_work(valley(authority_register={}), SHARES, {"water": 1.0})
    assert found.roles["south"]["water"] == "lead"
    assert found.remarks == ()


def test_only_chosen_bodies_and_issues_have_work_to_do() -> None:
    study = valley(work={"club": {"flood": "lead"}})
    found = division_of_work(study, {"south": 1.0}, {"flood": 1.0})
    assert found.roles == {"south": {"flood": "lead"}}
    assert division_of_work(study, {}, {"flood": 1.0}).roles == {}
    assert [r.key for r in division_of_work(study, {}, {"flood": 1.0}).remarks] == ["division.no_lead"]
