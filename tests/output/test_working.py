"""Every number between a score and its closeness can be read."""

import pytest

from mcda.cooperation.edit_step import put_candidate, put_criterion, set_judgement, set_scores
from mcda.cooperation.steps import StepResult, result
from mcda.cooperation.study import TEAM, Study, Wording
from mcda.output.working import closeness_sentence, working


def two_bodies() -> tuple[Study, StepResult]:
    study = Study(title=Wording(en="A"))
    for name in ("Benefit", "Cost"):
        direction = "min" if name == "Cost" else "max"
        study = put_criterion(study, "bodies", None, "en", name, direction=direction, lowest=0, highest=10)
    study = set_judgement(study, "bodies", TEAM, "benefit", "cost", 1)
    for name in ("A", "B"):
        study = put_candidate(study, "bodies", None, "en", name)
    rows = {
        "a": {"benefit": {"value": 3}, "cost": {"value": 4}},
        "b": {"benefit": {"value": 4}, "cost": {"value": 3}},
    }
    study = set_scores(study, "bodies", rows)
    return study, result(study, "bodies")


def test_the_working_shows_score_weight_normalised_weighted_and_ideals() -> None:
    # Both columns have length 5, so 3 and 4 become 0.6 and 0.8; half of that weighs 0.3 and 0.4.
    study, now = two_bodies()
    table = working(study, now, "a", "en")
    assert table.columns == ("Criterion", "Score", "Weight", "Normalised", "Weighted", "Ideal", "Anti-ideal")
    assert table.rows == (
        ("Benefit", "3", "50.0%", "0.6000", "0.3000", "0.4000", "0.3000"),
        ("Cost", "4", "50.0%", "0.8000", "0.4000", "0.3000", "0.4000"),
    )


def test_the_last_line_gives_both_distances_and_the_closeness() -> None:
    # A is the worst on both: its distance to the ideal is the root of 0.02, to the anti-ideal 0.
    _, now = two_bodies()
    assert "0.1414" in closeness_sentence(now, "a", "en")
    assert "= 0.0000" in closeness_sentence(now, "a", "en")
    assert "= 1.0000" in closeness_sentence(now, "b", "zh")


def test_a_candidate_that_is_not_ranked_has_no_working() -> None:
    study, now = two_bodies()
    with pytest.raises(LookupError):
        working(study, now, "c", "en")
    with pytest.raises(LookupError):
        closeness_sentence(now, "c", "en")
