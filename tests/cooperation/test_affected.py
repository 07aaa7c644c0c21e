"""Affected territories, and the scores computed from them (M104, M112)."""

import pytest

from mcda.cooperation.affected import affected, affectedness, at_the_table
from mcda.cooperation.computed import computed_leaves, scores
from mcda.cooperation.steps import result
from mcda.cooperation.study import Criterion, Deal
from mcda.cooperation.tree import tree
from tests.cooperation.valley import candidate, criteria, deals, direct, said, scored, valley, with_step

TABLE = Criterion(name=said("At the table"), computed="at_the_table")
FAIR = Criterion(name=said("Fairness"), computed="fairness")


def test_the_part_of_an_effect_that_is_spoken_for_is_weighed_by_the_effect() -> None:
    # water affects the plain by 0.5 only: south speaks for all of it, the agency for half, north for none.
    assert at_the_table(valley(), "water", ("south",)) == 1
    assert at_the_table(valley(), "water", ("agency",)) == 0.5
    assert at_the_table(valley(), "water", ("north",)) == 0
    # flood affects hills 1 and plain 1: north speaks for the hills, the agency for half of the plain.
    assert at_the_table(valley(), "flood", ("north", "agency")) == (1 * 1 + 1 * 0.5) / 2


def test_two_halves_of_a_territory_may_be_the_same_half() -> None:
    study = valley()
    bodies = study.bodies.candidates | {"office": candidate("office", territories={"plain": 0.5})}
    study = with_step(study, "bodies", candidates=bodies)
    assert at_the_table(study, "water", ("agency", "office")) == 0.5


def test_an_issue_without_affected_territories_is_unknown() -> None:
    study = with_step(valley(), "issues", candidates={"flood": candidate("flood", territories={"gone": 1})})
    assert affected(study, "flood") == {}
    assert at_the_table(study, "flood", ("north",)) is None
    assert affectedness(study, "north", "flood") == 0


def test_a_body_is_affected_by_the_part_that_falls_on_its_territories() -> None:
    assert affectedness(valley(), "north", "flood") == 0.5
    assert affectedness(valley(), "club", "flood") == 0


def test_the_share_at_the_table_is_put_on_the_scale_of_its_criterion() -> None:
    # All bodies chosen: flood 1 of 1 -> 5 on a scale of 1 to 5; without south, plain is half spoken for:
    # (1 + 0.5) / 2 = 0.75 -> 1 + 0.75 · 4 = 4.
    study = with_step(
        valley(),
        "issues",
        criteria=criteria("need") | {"table": TABLE},
        weighting=direct(need=0.5, table=0.5),
    )
    found = result(study, "issues")
    assert found.computed == ("table",)
    assert found.scores["flood"] == {"need": 5, "table": 5}
    tree_ = tree(study, "issues", {})
    assert scores(study, "issues", tree_, {"north": 0.5, "agency": 0.5})["flood"]["table"] == 4


def test_a_typed_score_does_not_count_where_the_criterion_is_computed() -> None:
    study = with_step(
        valley(),
        "issues",
        criteria=criteria("need") | {"table": TABLE},
        weighting=direct(need=0.5, table=0.5),
        scores=scored(flood={"need": 5, "table": 1}, water={"need": 3}),
    )
    assert result(study, "issues").scores["flood"]["table"] == 5


def test_where_less_is_better_a_full_table_is_the_lowest_value() -> None:
    criterion = TABLE.model_copy(update={"direction": "min", "lowest": 0, "highest": 10})
    study = with_step(valley(), "issues", criteria={"table": criterion})
    found = scores(study, "issues", tree(study, "issues", {}), {"agency": 1.0})
    assert found["water"]["table"] == 5  # half spoken for: 10 + 0.5 · (0 - 10)


def test_without_a_range_the_share_itself_is_the_score() -> None:
    criterion = TABLE.model_copy(update={"lowest": None})
    study = with_step(valley(), "issues", criteria={"table": criterion})
    assert scores(study, "issues", tree(study, "issues", {}), {"agency": 1.0})["water"]["table"] == 0.5


def test_fairness_is_what_is_left_of_the_scale_when_the_unevenness_is_taken_off() -> None:
    # Nets 4, 2, 2 of the three chosen: differences 2 + 2 + 0 = 4, at most (3 - 1) · 8 = 16 -> Gini 0.25.
    # On a scale of 1 to 5: 1 + (1 - 0.25) · 4 = 4. The club is not chosen, so its loss does not count.
    study = with_step(valley(), "solutions", criteria={"fair": FAIR})
    nets = {"north": 4.0, "south": 2.0, "agency": 2.0, "club": -9.0}
    study = study.model_copy(update={"deals": {"pact": deals(**nets)}})
    found = result(study, "solutions")
    assert found.scores["pact"]["fair"] == pytest.approx(4)
    assert found.unknown == {"office": ("fair",)}  # nobody said what the office brings


def test_one_body_without_figures_makes_fairness_unknown() -> None:
    study = with_step(valley(), "solutions", criteria={"fair": FAIR})
    study = study.model_copy(update={"deals": {"pact": {"north": Deal(benefit=1, cost=0)}}})
    assert scores(study, "solutions", tree(study, "solutions", {}), {"north": 0.5, "south": 0.5}) == {
        "pact": {"fair": None},
        "office": {"fair": None},
    }


def test_a_criterion_is_computed_only_in_its_own_step_and_not_per_issue() -> None:
    study = with_step(valley(), "bodies", criteria={"fair": FAIR, "table": TABLE})
    assert computed_leaves("bodies", tree(study, "bodies", {})) == ()
    effect = Criterion(name=said("Effect"), each_issue=True, computed="fairness")
    study = with_step(valley(), "solutions", criteria={"effect": effect, "fair": FAIR})
    assert computed_leaves("solutions", tree(study, "solutions", {"flood": 1.0})) == ("fair",)
