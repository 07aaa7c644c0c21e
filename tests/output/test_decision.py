"""The decision as JSON: complete enough to be computed again, and free of what is no number."""

import json
from typing import Any

import numpy as np
import pytest

from mcda.cooperation.steps import METHOD_VERSION, STEPS, StepResult, result
from mcda.cooperation.study import StepName, Study
from mcda.output.decision import decision_json, method_section, step_section
from tests.output.pasture import pasture


@pytest.fixture(scope="module")
def results(example: Study) -> dict[StepName, StepResult]:
    return {step: result(example, step) for step in STEPS}


@pytest.fixture(scope="module")
def decision(example: Study, results: dict[StepName, StepResult]) -> Any:
    return json.loads(json.dumps(decision_json(example, results), allow_nan=False))


@pytest.mark.parametrize("step", STEPS)
def test_another_program_gets_the_same_closeness_from_the_json_alone(decision: Any, step: StepName) -> None:
    # TOPSIS as Hwang & Yoon 1981 write it, with vector normalisation, from the JSON and nothing else.
    part = decision[step]
    assert decision["method"]["steps"][step]["normalisation"] == "vector"
    leaves = [criterion for criterion in part["criteria"] if criterion["scored"]]
    scores = np.array([[row["scores"][leaf["id"]] for leaf in leaves] for row in part["ranking"]])
    weighted = scores / np.sqrt((scores**2).sum(axis=0)) * [leaf["weight"] for leaf in leaves]
    better = np.where([leaf["direction"] == "max" for leaf in leaves], weighted, -weighted)
    to_ideal = np.sqrt(((better - better.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((better - better.min(axis=0)) ** 2).sum(axis=1))
    closeness = to_worst / (to_ideal + to_worst)
    np.testing.assert_allclose(closeness, [row["closeness"] for row in part["ranking"]], rtol=0, atol=1e-12)
    assert [row["rank"] for row in part["ranking"]] == sorted(row["rank"] for row in part["ranking"])


@pytest.mark.parametrize("step", STEPS)
def test_weights_of_what_is_scored_sum_to_one_and_multiply_down(decision: Any, step: StepName) -> None:
    criteria = {criterion["id"]: criterion for criterion in decision[step]["criteria"]}
    assert sum(one["weight"] for one in criteria.values() if one["scored"]) == pytest.approx(1, abs=1e-12)
    for one in criteria.values():
        whole = criteria[one["part_of"]]["weight"] if one["part_of"] else 1.0
        assert one["weight"] == pytest.approx(whole * one["local_weight"], abs=1e-12)


@pytest.mark.parametrize("step", STEPS)
def test_every_candidate_stands_in_one_place_with_its_reason(
    example: Study, decision: Any, step: StepName
) -> None:
    part = decision[step]
    ranked = {row["id"] for row in part["ranking"]}
    refused = {row["id"] for row in part["refused"]}
    unknown = {row["id"] for row in part["unknown"]}
    assert ranked | refused | unknown == set(example.step(step).candidates)
    assert set(part["reasons"]) == ranked - set(part["chosen"])
    assert {row["id"] for row in part["ranking"] if row["selected"]} == set(part["chosen"])
    assert sum(part["handed_on"].values()) == pytest.approx(1, abs=1e-12)


def test_without_a_language_every_text_is_in_both(decision: Any) -> None:
    assert decision["bodies"]["ranking"][0]["name"]["en"] != decision["bodies"]["ranking"][0]["name"]["zh"]
    assert set(decision["solutions"]["headline"]) == {"en", "zh"}


def test_with_a_language_every_text_is_a_sentence(
    example: Study, results: dict[StepName, StepResult]
) -> None:
    part = step_section(example, results["issues"], "zh")
    assert part["headline"].endswith("。")
    assert all(isinstance(row["name"], str) for row in part["ranking"])
    assert all(isinstance(why["text"], str) for whys in part["reasons"].values() for why in whys)


def test_figures_are_at_full_precision(decision: Any, results: dict[StepName, StepResult]) -> None:
    leader = decision["bodies"]["ranking"][0]
    assert leader["closeness"] == results["bodies"].closeness[leader["id"]]


def test_the_method_names_its_version_normalisation_index_aggregation_and_seed(
    example: Study, results: dict[StepName, StepResult]
) -> None:
    method = method_section(example, results, seed=7)
    assert method["version"] == METHOD_VERSION
    assert method["aggregation"] == "weighted_geometric_mean"
    assert method["steps"]["issues"]["random_index"] == ["Alonso & Lamata 2006"]
    assert method["seed"] == 7


def test_a_score_that_is_unknown_is_null_and_named() -> None:
    study, now = pasture()
    part = step_section(study, now, "en")
    assert part["unknown"] == [{"id": "c", "name": "Cima", "without_score": ["cost"]}]
    assert [row["id"] for row in part["ranking"]] == ["b", "a"]
