"""Edits of who may do what, who takes part how, and who gets what."""

from typing import Any

import pytest

from mcda.cooperation.changes import merge
from mcda.cooperation.edit_cooperation import (
    drop_condition,
    drop_deal,
    put_condition,
    set_competence,
    set_deal,
    set_met,
    set_need,
    set_participation,
    set_register,
    set_responsible,
    set_role,
    set_shares,
    set_territory_share,
)
from mcda.cooperation.edit_step import drop_candidate
from mcda.cooperation.study import Competence, Condition, Study
from mcda.core.errors import InvalidInput
from mcda.output.wording import problem_text
from mcda.text import LANGUAGES
from tests.cooperation.valley import said, valley

OWN = Competence(kind="own")


def with_condition() -> Study:
    return valley(conditions={"legal": Condition(name=said("Legal"))})


def test_an_entry_of_the_register_is_set_and_taken_out() -> None:
    study = set_competence(valley(), "club", "water", OWN)
    assert study.authority_register["club"] == {"water": OWN}
    assert "club" not in set_competence(study, "club", "water", None).authority_register
    assert set_competence(valley(), "club", "water", None).authority_register == valley().authority_register


def test_many_entries_are_set_together_or_not_at_all() -> None:
    study = set_register(valley(), {"club": {"water": OWN}, "north": {"water": None}})
    assert "water" not in study.authority_register["north"]
    with pytest.raises(InvalidInput):
        set_register(valley(), {"club": {"water": OWN}, "gone": {"water": OWN}})


def test_figures_of_taking_part_change_one_by_one() -> None:
    study = set_participation(valley(), "north", benefit_in=9, way="decides")
    study = set_participation(study, "north", cost=4.0, benefit_out=None)
    kept = study.participation["north"]
    assert (kept.benefit_in, kept.cost, kept.benefit_out, kept.way) == (9, 4, None, "decides")


def test_a_need_is_met_not_met_or_not_checked() -> None:
    study = set_need(valley(), "north", "staff", False)
    study = set_need(study, "north", "budget", True)
    assert study.participation["north"].conditions == {"staff": False, "budget": True}
    assert set_need(study, "north", "staff", None).participation["north"].conditions == {"budget": True}


def test_a_body_represents_and_an_issue_affects_a_part_of_a_territory() -> None:
    study = set_territory_share(valley(), "bodies", "club", "hills", 0.25)
    assert study.bodies.candidates["club"].territories == {"hills": 0.25}
    study = set_territory_share(study, "issues", "flood", "hills", None)
    assert study.issues.candidates["flood"].territories == {"plain": 1.0}


def test_a_solution_names_who_is_responsible_for_an_issue() -> None:
    study = set_responsible(valley(), "pact", "flood", "north")
    assert study.solutions.candidates["pact"].responsible == {"flood": "north"}
    assert set_responsible(study, "pact", "flood", "").solutions.candidates["pact"].responsible == {}


def test_shares_and_quota_change_field_by_field() -> None:
    study = set_shares(valley(), method="typed", typed={"north": 0.7})
    study = set_shares(study, quota=0.75)
    assert (study.shares.method, study.shares.typed, study.shares.quota) == ("typed", {"north": 0.7}, 0.75)


def test_shares_can_be_edited_after_a_merge_of_one_with_the_removal_of_its_body() -> None:
    base = set_shares(valley(), method="typed", typed={"north": 0.7})
    mine = set_shares(base, typed={"north": 0.7, "club": 0.3})
    merged, clashes = merge(base, drop_candidate(base, "bodies", "club"), mine)
    assert clashes == ()
    assert set_shares(merged, quota=0.6).shares.typed == {"north": 0.7}
    again = set_shares(merged, typed={**merged.shares.typed, "south": 0.3})
    assert again.shares.typed == {"north": 0.7, "south": 0.3}
    with pytest.raises(InvalidInput) as caught:
        set_shares(base, typed={"club": 0.5, "gone": 0.5})
    assert caught.value.code == "edit.gone"


def test_a_role_is_laid_down_and_left_to_the_proposal_again() -> None:
    study = set_role(valley(), "club", "flood", "lead")
    assert study.work == {"club": {"flood": "lead"}}
    assert set_role(study, "club", "flood", None).work == {}


def test_a_deal_is_set_and_forgotten() -> None:
    study = set_deal(valley(), "pact", "north", 3, 1, source="treasury")
    assert (study.deals["pact"]["north"].benefit, study.deals["pact"]["north"].cost) == (3, 1)
    assert drop_deal(study, "pact", "north").deals == {}
    assert drop_deal(valley(), "pact", "north").deals == {}


def test_a_condition_is_named_met_and_dropped() -> None:
    study = put_condition(valley(), None, "en", "Within the law")
    study = put_condition(study, "within-the-law", "zh", "合法")
    assert study.conditions["within-the-law"].name.zh == "合法"
    study = set_met(study, "within-the-law", "pact", False, language="en", reason="no act yet")
    kept = study.conditions["within-the-law"]
    assert (kept.met, kept.reason["pact"].en) == ({"pact": False}, "no act yet")
    study = set_met(study, "within-the-law", "pact", None)
    assert (study.conditions["within-the-law"].met, study.conditions["within-the-law"].reason) == (
        {},
        kept.reason,
    )
    assert drop_condition(study, "within-the-law").conditions == {}


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda s: set_competence(s, "gone", "flood", OWN), "edit.gone"),
        (lambda s: set_competence(s, "north", "gone", OWN), "edit.gone"),
        (lambda s: set_participation(s, "gone", cost=1), "edit.gone"),
        (lambda s: set_participation(s, "north", way="telepathy"), "edit.no_such_field"),
        (lambda s: set_participation(s, "north", cost="much"), "amount.not_a_number"),
        (lambda s: set_participation(s, "north", cost=float("nan")), "amount.not_a_number"),
        (lambda s: set_participation(s, "north", cost=True), "amount.not_a_number"),
        (lambda s: set_participation(s, "north", benefit_in=1e16), "amount.not_a_number"),
        (lambda s: set_need(s, "north", "luck", True), "edit.no_such_field"),
        (lambda s: set_territory_share(s, "bodies", "north", "hills", 1.5), "territory.share"),
        (lambda s: set_territory_share(s, "bodies", "north", "hills", float("nan")), "territory.share"),
        (lambda s: set_territory_share(s, "bodies", "north", "gone", 1), "edit.gone"),
        (lambda s: set_territory_share(s, "bodies", "gone", "hills", 1), "edit.gone"),
        (lambda s: set_responsible(s, "gone", "flood", "north"), "edit.gone"),
        (lambda s: set_responsible(s, "pact", "gone", "north"), "edit.gone"),
        (lambda s: set_responsible(s, "pact", "flood", "gone"), "edit.gone"),
        (lambda s: set_shares(s, quota=0), "shares.quota"),
        (lambda s: set_shares(s, quota=1.01), "shares.quota"),
        (lambda s: set_shares(s, quota="half"), "shares.quota"),
        (lambda s: set_shares(s, method="by_luck"), "edit.no_such_field"),
        (lambda s: set_shares(s, typed={"north": -0.1}), "shares.out_of_range"),
        (lambda s: set_shares(s, typed={"gone": 0.1}), "edit.gone"),
        (lambda s: set_role(s, "north", "flood", "boss"), "edit.no_such_field"),
        (lambda s: set_role(s, "north", "gone", "lead"), "edit.gone"),
        (lambda s: set_deal(s, "gone", "north", 1, 1), "edit.gone"),
        (lambda s: set_deal(s, "pact", "gone", 1, 1), "edit.gone"),
        (lambda s: set_deal(s, "pact", "north", float("inf"), 1), "amount.not_a_number"),
        (lambda s: put_condition(s, None, "en", " "), "condition.no_name"),
        (lambda s: put_condition(s, None, "en", "Legal"), "condition.name_taken"),
        (lambda s: put_condition(s, "gone", "en", "New"), "edit.gone"),
        (lambda s: drop_condition(s, "gone"), "edit.gone"),
        (lambda s: set_met(s, "gone", "pact", True), "edit.gone"),
        (lambda s: set_met(s, "legal", "gone", True), "edit.gone"),
    ],
)
def test_what_is_not_allowed_is_refused_in_words_and_changes_nothing(edit: Any, code: str) -> None:
    study = with_condition()
    before = study.model_dump()
    with pytest.raises(InvalidInput) as caught:
        edit(study)
    assert caught.value.code == code
    assert all(problem_text(caught.value, language) for language in LANGUAGES)
    assert study.model_dump() == before
