"""How firm a result is: weights drawn, weights moved one by one, unknown scores drawn (M113 to M115)."""

from typing import Any

import pytest

from mcda.cooperation.firmness import (
    SAMPLES,
    Firmness,
    drawn_ranks,
    firmness,
    leader,
    ranks_under,
    with_scores,
)
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult, result
from mcda.cooperation.study import Criterion, Study
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES
from tests.cooperation.valley import candidate, criteria, direct, said, scored, valley, with_rule, with_step


def two(weight: float = 0.6, **rows: dict[str, float | None]) -> Study:
    """Two bodies on two criteria, `first` with the given weight: north (5, 1), south (1, 5)."""
    rows = rows or {"north": {"first": 5, "second": 1}, "south": {"first": 1, "second": 5}}
    return with_step(
        valley(),
        "bodies",
        criteria=criteria("first", "second"),
        candidates={key: candidate(key) for key in rows},
        scores=scored(**rows),
        weighting=direct(first=weight, second=1 - weight),
    )


def firm(study: Study, **given: Any) -> Firmness:
    return firmness(study, result(study, "bodies"), **given)


def spoken(remark: Remark) -> str:
    english, chinese = (remark_text(remark, language) for language in LANGUAGES)
    assert chinese != english
    return english


def test_who_leads_in_a_tie_is_the_first_in_the_list() -> None:
    assert leader(result(two(0.5), "bodies")) == "north"


def test_the_nearest_threshold_is_said_with_who_then_leads() -> None:
    # The two mirror each other, so north leads exactly while the first criterion counts more than half.
    found = firm(two(0.6))
    assert found.intervals["first"] == pytest.approx((0.5, 1.0))
    assert found.intervals["second"] == pytest.approx((0.0, 0.5))
    assert found.takes_over == {"first": ("south", None), "second": (None, "south")}
    assert found.remarks[0].key == "firmness.below"
    assert spoken(found.remarks[0]) == (
        "The smallest change of a single weight that would unseat North: "
        "First below 50.0% (now 60.0%); then South leads."
    )


def test_a_threshold_that_rises_is_said_as_such() -> None:
    found = firm(two(0.2))  # south leads while the first counts less than half; both are 0.3 away
    assert found.winner == "south"
    assert found.remarks[0].key == "firmness.above"
    assert found.remarks[0].values["threshold"] == pytest.approx(0.5)


def test_where_several_weights_could_unseat_the_winner_only_the_nearest_is_named_and_as_that() -> None:
    study = with_step(
        valley(),
        "bodies",
        criteria=criteria("first", "second", "third"),
        candidates={key: candidate(key) for key in ("north", "south", "club")},
        scores=scored(
            north={"first": 5, "second": 3, "third": 2},
            south={"first": 1, "second": 5, "third": 1},
            club={"first": 2, "second": 1, "third": 5},
        ),
        weighting=direct(first=0.5, second=0.3, third=0.2),
    )
    found = firm(study)
    ends = [
        (abs(end - now), rival)
        for (leaf, rivals), now in zip(found.takes_over.items(), (0.5, 0.3, 0.2), strict=True)
        for end, rival in zip(found.intervals[leaf], rivals, strict=True)
        if rival is not None
    ]
    assert len(ends) > 1
    assert found.remarks[0].values["rival"].en.lower() == min(ends)[1]
    assert "change of a single weight that would unseat North: " in spoken(found.remarks[0])


def test_within_one_percent_the_lead_is_called_narrow() -> None:
    assert firm(two(0.505)).remarks[0].key == "firmness.narrowly_below"
    assert spoken(firm(two(0.505)).remarks[0]) == (
        "North is only narrowly first: if First falls below 50.0% (now 50.5%), South leads."
    )


def test_a_winner_that_is_better_everywhere_stays_first_whatever_the_weights() -> None:
    found = firm(two(0.5, north={"first": 5, "second": 4}, south={"first": 3, "second": 2}))
    assert found.remarks[0].key == "firmness.always"
    assert found.first == {"north": 1.0, "south": 0.0}


def test_a_candidate_alone_and_candidates_that_tie_are_told() -> None:
    alone = firm(two(0.5, north={"first": 5, "second": 4}))
    assert [remark.key for remark in alone.remarks] == ["firmness.alone"]
    tied = firm(two(0.5))
    assert tied.remarks[0].key == "firmness.tied"
    assert [name.en for name in tied.remarks[0].values["winners"]] == ["North", "South"]


def test_mirrored_candidates_each_lead_in_half_of_all_weightings() -> None:
    # Uniform weights of two criteria: the first counts more in half of the draws; 10,000 draws err by 0.01.
    found = firm(two(0.6))
    assert found.first["north"] == pytest.approx(0.5, abs=0.01)
    assert found.samples == SAMPLES
    assert found.remarks[1].values["share"] == found.first["north"]


def test_the_same_seed_gives_the_same_and_another_seed_nearly_the_same() -> None:
    assert firm(two(), seed=1).first == firm(two(), seed=1).first
    assert firm(two(), seed=1).first != firm(two(), seed=2).first
    assert firm(two(), seed=2, samples=50).samples == 50


def test_the_effect_on_an_issue_is_called_by_its_criterion_and_its_issue() -> None:
    effect = {"effect": Criterion(name=said("Effect"), each_issue=True), "ease": criteria("ease")["ease"]}
    study = with_step(
        with_rule(valley(), "issues", required=("flood",)),
        "solutions",
        criteria=effect,
        scores=scored(pact={"effect/flood": 5, "ease": 1}, office={"effect/flood": 1, "ease": 5}),
        weighting=direct(effect=0.4, ease=0.6),
    )
    found = firmness(study, result(study, "solutions"))
    assert spoken(found.remarks[0]) == (
        "The smallest change of a single weight that would unseat Office: "
        "Effect: Flood above 50.0% (now 40.0%); then Pact leads."
    )


def test_ranks_under_other_weights_and_with_other_scores() -> None:
    found = result(two(0.6), "bodies")
    assert ranks_under(found, {"second": 0.9, "first": 0.1}) == {"north": 2, "south": 1}
    assert with_scores(found, [[1, 1], [5, 5]]).tolist() == [0, 1]  # type: ignore[arg-type]


def unknown(**bounds: Any) -> tuple[Study, StepResult]:
    """club: 5 on the first criterion (weight 1), unknown on the second (weight 0), or the other way round."""
    rows = {
        "north": {"first": 4.0, "second": 3.0},
        "south": {"first": 2.0, "second": 3.0},
        "club": {"first": None, "second": 3.0},
    }
    study = two(1.0, **rows)  # type: ignore[arg-type]
    first = Criterion(name=said("First"), **bounds)
    study = with_step(study, "bodies", criteria={"first": first, "second": criteria("second")["second"]})
    return study, result(study, "bodies")


def test_a_candidate_with_an_unknown_score_is_placed_by_draws_over_its_range() -> None:
    # Between 1 and 5 the club is first above 4 (a quarter), second from 2 on (half), else third (a quarter).
    study, found = unknown()
    drawn = drawn_ranks(study, found)
    assert drawn is not None
    assert drawn.ranks["club"] == pytest.approx((0.25, 0.5, 0.25), abs=0.02)
    assert drawn.remarks[0].key == "firmness.drawn"
    assert (drawn.remarks[0].values["best"], drawn.remarks[0].values["worst"]) == (1, 3)
    assert spoken(drawn.remarks[0]).startswith("Club is not ranked, as First is unknown.")
    assert found.ranks.keys() == {"north", "south"}


def test_a_place_that_no_value_changes_is_said_in_one_number() -> None:
    study, found = unknown(lowest=0.0, highest=1.0)
    drawn = drawn_ranks(study, found)
    assert drawn is not None
    assert [remark.key for remark in drawn.remarks] == ["firmness.drawn_one"]
    assert drawn.ranks["club"] == (0, 0, 1)


def test_without_a_range_there_is_nothing_to_draw_from() -> None:
    study, found = unknown(highest=None)
    drawn = drawn_ranks(study, found)
    assert drawn is not None
    assert drawn.undrawable == ("club",)
    assert drawn.ranks.keys() == {"north", "south"}
    assert [remark.key for remark in drawn.remarks] == ["firmness.undrawable"]


def test_where_every_score_is_known_nothing_is_drawn() -> None:
    assert drawn_ranks(two(), result(two(), "bodies")) is None
