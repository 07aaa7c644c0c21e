"""The comprehensive comparison: other methods, where closeness has its zero, and what was expected."""

from dataclasses import replace
from typing import Any

import pytest

from mcda.cooperation.comparison import comparison, other_methods
from mcda.cooperation.edit_step import set_expected
from mcda.cooperation.intuition import intuition
from mcda.cooperation.steps import STEPS, StepResult, result
from mcda.cooperation.study import Study
from mcda.cooperation.zero import zero_remark
from mcda.core.similarity import weighted_spearman
from mcda.output.wording import remark_text
from mcda.storage.study_file import shipped_example
from mcda.text import LANGUAGES
from tests.cooperation.test_firmness import two
from tests.cooperation.test_judges import council
from tests.cooperation.valley import scored, valley, with_rule, with_step


def keys(study: Study, step: Any, **given: Any) -> list[str]:
    remarks = comparison(study, result(study, step), **given).remarks
    assert all(remark_text(remark, language) for remark in remarks for language in LANGUAGES)
    return [remark.key for remark in remarks]


def test_everything_is_said_beside_the_ranking_the_most_important_first() -> None:
    first, *others = keys(council(north=4, south=3, agency=2), "issues", samples=100)
    assert first in {"firmness.below", "firmness.above"}  # of two criteria one falls as the other rises
    assert others == [
        "firmness.share",
        "judges.all_agree",
        "judges.consensus",
        "judges.widest",
        "voices.same",
        "methods.all_agree",
        "zero.firm",
    ]


def test_the_same_seed_gives_the_same_comparison() -> None:
    study = council(north=4, south=3)
    found = result(study, "issues")
    one, other = (comparison(study, found, seed=3, samples=200) for _ in range(2))
    assert one.firmness.first == other.firmness.first
    assert one.remarks == other.remarks


@pytest.mark.parametrize("step", STEPS)
def test_a_step_with_a_single_ranked_candidate_is_answered(step: Any) -> None:
    first = next(iter(valley().step(step).candidates))
    alone = {first: valley().step(step).candidates[first]}
    assert keys(with_step(valley(), step, candidates=alone), step)[0] == "firmness.alone"


def test_methods_that_cannot_take_the_scores_say_why() -> None:
    study = with_step(valley(), "bodies", scores=scored(north={"stake": 5}, south={"stake": 1}))
    found = other_methods(result(study, "bodies"))
    assert found.ranks["TOPSIS"] == {"north": 1, "south": 2}
    assert found.ranks.keys() | found.refused.keys() >= {"WSM", "VIKOR", "SPOTIS"}
    assert all(remark_text(remark, "en") for remark in found.refused.values())


@pytest.mark.parametrize("normalisation", ["vector", "minmax", "max", "sum", "fixed"])
@pytest.mark.parametrize("step", STEPS)
def test_other_methods_stand_beside_the_step_s_own_ranks_under_every_normalisation(
    step: Any, normalisation: str
) -> None:
    example = shipped_example()
    own = result(with_step(example, step, normalisation=normalisation, adopted=None), step)
    found = other_methods(own)
    assert next(iter(found.ranks)) == "TOPSIS"
    assert found.ranks["TOPSIS"] == own.ranks
    assert found.likeness["TOPSIS"] == 1
    others = found.ranks["WSM"]
    assert found.likeness["WSM"] == weighted_spearman(list(own.ranks.values()), list(others.values()))


def test_a_method_that_disagrees_is_named() -> None:
    # A compromise (3.5, 3.5) against extremes (5, 1), (1, 5): methods that add up and methods that measure
    # distances need not agree; each that does not is named.
    study = two(
        0.5,
        north={"first": 5, "second": 1.5},
        south={"first": 1, "second": 5},
        agency={"first": 3, "second": 3.4},
    )
    found = comparison(study, result(study, "bodies"), samples=50)
    said = next(remark for remark in found.remarks if remark.key.startswith("methods."))
    others = {m: ranks for m, ranks in found.methods.ranks.items() if m != "TOPSIS"}
    agreeing = [m for m, ranks in others.items() if ranks[found.firmness.winner] == 1]
    assert said.values["agree"] == len(agreeing)
    assert set(said.values["others"]) == set(others) - set(agreeing)


def test_where_voices_turn_the_result_that_is_said() -> None:
    study = with_rule(council(north=3, south=1 / 4), "bodies", excluded=("agency",))
    assert keys(study, "issues", samples=50).count("voices.other") == 2  # equal voices, and population


def with_closeness(study: Study, chosen: tuple[str, ...], **closeness: float) -> StepResult:
    found = result(study, "bodies")
    return replace(found, closeness=closeness, chosen=chosen, scores={k: {"stake": 0.0} for k in closeness})


def test_a_choice_that_another_zero_would_turn_is_a_heuristic_and_says_so() -> None:
    # METHODS, choosing a set: budget 6, A .90 for 6, B .50 and C .45 for 3 each. B + C = .95 > .90. Counted
    # from a zero above .05 instead: .95 - 2 · .05 = .90 - .05, beyond it A alone is worth more.
    study = with_rule(valley(), "bodies", budget=6, cost="stake")
    found = with_closeness(study, ("south", "agency"), north=0.9, south=0.5, agency=0.45)
    found = replace(found, scores={"north": {"stake": 6}, "south": {"stake": 3}, "agency": {"stake": 3}})
    remark = zero_remark(study, found)
    assert remark is not None
    assert remark.key == "zero.matters"
    assert remark.values["zero"] == pytest.approx(0.05)
    assert [name.en for name in remark.values["candidates"]] == ["North"]


def test_a_zero_that_only_leaves_out_the_lowest_brings_nobody_else_in() -> None:
    remark = zero_remark(valley(), with_closeness(valley(), ("north", "south"), north=0.9, south=0.5))
    assert remark is not None
    assert remark.key == "zero.firm"


def test_one_chosen_candidate_sums_nothing() -> None:
    assert zero_remark(valley(), result(with_rule(valley(), "bodies", at_most=1), "bodies")) is None


@pytest.mark.parametrize(
    ("expected", "key"), [("north", "intuition.right"), ("agency", "intuition.otherwise")]
)
def test_what_was_expected_is_set_beside_what_came_out(expected: str, key: str) -> None:
    study = set_expected(valley(), "bodies", expected)
    remark = intuition(study, result(study, "bodies"))
    assert remark is not None
    assert remark.key == key
    assert all(remark_text(remark, language) for language in LANGUAGES)


def test_an_expected_winner_that_is_refused_is_told_and_none_is_none() -> None:
    study = set_expected(valley(), "issues", "roads")
    remark = intuition(study, result(study, "issues"))
    assert remark is not None
    assert remark.key == "intuition.not_ranked"
    assert intuition(valley(), result(valley(), "issues")) is None
