"""TOPSIS can reorder candidates when another one leaves; the page says so where it would."""

from mcda.cooperation.edit_step import (
    put_candidate,
    put_criterion,
    set_judgement,
    set_normalisation,
    set_scores,
)
from mcda.cooperation.leaving_out import reorderings
from mcda.cooperation.steps import result
from mcda.cooperation.study import TEAM, Study, Wording


def three(scores: dict[str, tuple[float, float]]) -> Study:
    study = Study(title=Wording(en="A"))
    for name in ("X", "Y"):
        study = put_criterion(study, "bodies", None, "en", name, lowest=0, highest=10)
    study = set_judgement(study, "bodies", TEAM, "x", "y", 1)
    for name in scores:
        study = put_candidate(study, "bodies", None, "en", name)
    table = {k.lower(): {"x": {"value": x}, "y": {"value": y}} for k, (x, y) in scores.items()}
    return set_scores(study, "bodies", table)


# Y of B and A is 1 and 2, so without C their distance on Y decides; C's Y of 10 shrinks it to nearly nothing.
REVERSED = three({"A": (4, 2), "B": (5, 1), "C": (1, 10)})


def test_a_candidate_whose_leaving_reorders_others_is_named_with_the_pair() -> None:
    (found,) = [change for change in reorderings(result(REVERSED, "bodies")) if change.left_out == "c"]
    assert {found.overtaken, found.overtaking} == {"a", "b"}
    now = result(REVERSED, "bodies").ranks
    assert now[found.overtaken] <= now[found.overtaking]


def test_fixed_ranges_never_reorder() -> None:
    assert reorderings(result(set_normalisation(REVERSED, "bodies", "fixed"), "bodies")) == ()


def test_two_candidates_leave_nobody_to_reorder() -> None:
    assert reorderings(result(three({"A": (4, 2), "B": (5, 1)}), "bodies")) == ()
