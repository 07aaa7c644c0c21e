"""Published group cases: aggregation, consensus, and where averaging happens."""

import numpy as np
import pytest

from mcda.core.agreement import consensus_level, disagreement
from mcda.core.ahp import priorities
from mcda.core.errors import InvalidInput
from mcda.core.group import (
    aggregate_comparisons,
    aggregate_priorities,
    consensus,
    like_minded,
    pooled_weights,
)
from mcda.core.hierarchy import synthesise
from tests.golden.published import case, matrix, numbers

SAATY_2005 = {5: 1.11}


@pytest.fixture
def vacation():
    return case("group.json", "G01")


def test_each_of_the_vacation_deciders_weighs_as_the_ahp_package_prints(vacation):
    expected = vacation["expected"]
    for person in vacation["data"]["participants"]:
        result = priorities(matrix(person["criteria_judgments_upper"]))
        assert result.weights == pytest.approx(expected["individual_criteria"][person["id"]], abs=6e-4)
        ratio = expected["CR_alonso_lamata_RI"][person["id"]]
        assert result.consistency_ratio == pytest.approx(ratio, abs=6e-4)
        local = np.column_stack([numbers(each) for each in person["local_priorities"].values()])
        scores = synthesise(result.weights, local)
        assert scores == pytest.approx(expected["individual_alternatives"][person["id"]], abs=6e-4)


def test_averaging_node_by_node_is_not_averaging_finished_results(vacation):
    # The package averages arithmetically at every node; averaged at the end they prefer the beach more.
    people, expected = vacation["data"]["participants"], vacation["expected"]
    importance = np.array([person["weight"] for person in people])
    weights = np.array([priorities(matrix(person["criteria_judgments_upper"])).weights for person in people])
    local = np.array(
        [
            np.column_stack([numbers(each) for each in person["local_priorities"].values()])
            for person in people
        ]
    )
    criteria = importance @ weights
    at_nodes = np.einsum("p,pnm->nm", importance, local)
    assert criteria == pytest.approx(expected["group_criteria_weights"], abs=6e-4)
    assert synthesise(criteria, at_nodes) == pytest.approx(expected["group_alternatives"], abs=6e-4)
    for column, contribution in enumerate(expected["contribution"].values()):
        assert criteria[column] * at_nodes[:, column] == pytest.approx(contribution, abs=6e-4)
    finished = importance @ [synthesise(w, each) for w, each in zip(weights, local, strict=True)]
    assert finished == pytest.approx(expected["group_if_aggregated_at_the_end_recomputed"], abs=6e-5)


def test_the_vacation_deciders_aggregated_by_weighted_geometric_mean(vacation):
    people, expected = vacation["data"]["participants"], vacation["expected"]
    stack = np.array([matrix(person["criteria_judgments_upper"]) for person in people])
    importance = [person["weight"] for person in people]
    group = aggregate_comparisons(stack, importance)
    assert priorities(group).weights == pytest.approx(expected["AIJ_criteria_recomputed"], abs=6e-5)
    consensus_found = consensus(priorities(stack).weights)
    assert consensus_found == pytest.approx(
        expected["consensus_criteria_equal_weights_recomputed"]["S_star"], abs=6e-5
    )


def test_a_priority_of_zero_is_legal_and_is_the_groups_zero_in_a_geometric_mean(vacation):
    fun = [numbers(person["local_priorities"]["Fun"]) for person in vacation["data"]["participants"]]
    assert aggregate_priorities(fun, [0.4, 0.4, 0.2]).tolist() == [1, 0]
    assert aggregate_priorities(fun, [0.5, 0.5, 0]).min() > 0
    with pytest.raises(InvalidInput) as raised:
        aggregate_priorities([[0, 1], [1, 0]])
    assert raised.value.code == "group.vanished"


def test_city200_group_matrix_gives_the_weights_recomputed_for_it():
    survey = case("group.json", "G02")["expected"]
    printed = np.array(survey["AIJ_geometric_matrix"])
    upper = np.where(np.triu(np.ones((5, 5)), 1) > 0, printed, np.nan)
    result = priorities(upper)
    # The matrix is printed with two or three decimals, the weights were computed before rounding.
    assert result.weights == pytest.approx(survey["AIJ_eigenvector_recomputed"], abs=1e-3)
    ratio = survey["AIJ_CR_saaty_2005_RI_recomputed"]
    assert result.consistency_index / SAATY_2005[5] == pytest.approx(ratio, abs=1e-3)


def test_city200_survey_rows_in_their_coding_aggregate_to_a_reciprocal_matrix():
    rows = case("group.json", "G02")["data"]["first_three_rows"]
    people = np.array([matrix([-code if code < 0 else 1 / code for code in row]) for row in rows])
    group = aggregate_comparisons(people)
    assert group * group.T == pytest.approx(np.ones((5, 5)), abs=1e-15)
    assert group[0, 1] == pytest.approx((1 / 2 * 1 / 2 * 1 / 4) ** (1 / 3))


@pytest.mark.parametrize("index", [0, 1, 2])
def test_consensus_reaches_the_limits_stated_by_goepel_2018(index):
    limits = case("group.json", "G04")
    priorities_of_people = limits["data"]["cases"][index]["priorities"]
    assert consensus(priorities_of_people) == pytest.approx(limits["expected"]["S_star"][index], abs=1e-9)


def test_opposite_judgements_of_two_people_aggregate_to_equal_weights():
    limits = case("group.json", "G04")
    people = [matrix([judgement]) for judgement in limits["data"]["cases"][2]["judgments"]]
    expected = limits["expected"]["AIJ_weights_third"]
    assert priorities(aggregate_comparisons(people)).weights == pytest.approx(expected, abs=1e-15)


def test_consensus_in_words_has_the_limits_of_goepel_2018_table_2():
    assert list(case("group.json", "G04")["expected"]["table_of_words"].values()) == [
        consensus_level(value).replace("_", " ") for value in (0.5, 0.6, 0.7, 0.8, 0.85)
    ]


@pytest.mark.parametrize("n", [3, 4, 5, 9])
@pytest.mark.parametrize("maximum", [3, 9, 81])
def test_everybody_on_another_item_is_no_consensus_on_any_scale(n, maximum):
    people = np.where(np.eye(n) == 1, maximum, 1) / (n + maximum - 1)
    assert consensus(people, maximum) == pytest.approx(0, abs=1e-12)


GOEPEL_MANUAL = [  # AHP-OS manual, annex 6: judgements published, results by running AHP-OS
    ([[4, 9, 4], [3, 9, 7]], [0.687943, 0.251754, 0.060303], 0.9910),
    ([["1/4", "1/9", "1/4"], ["1/8", "1/9", "1/2"]], [0.060341, 0.281779, 0.657880], 0.9696),
]


@pytest.mark.parametrize(("people", "weights", "agreement"), GOEPEL_MANUAL)
def test_projects_of_the_ahp_os_manual(people, weights, agreement):
    stack = np.array([matrix(upper) for upper in people])
    assert priorities(aggregate_comparisons(stack)).weights == pytest.approx(weights, abs=2e-5)
    assert consensus(priorities(stack).weights) == pytest.approx(agreement, abs=1e-4)


def test_two_camps_of_three_people_as_ahp_os_computes_them():
    upper = [
        [3, 5, 7, 3, 5, 3],
        [2, "1/2", 4, "1/3", 3, 5],
        ["1/3", "1/5", 1, "1/3", "1/3", 5],
    ]
    people = np.array([matrix(each) for each in upper])
    found = priorities(people)
    assert found.weights[1] == pytest.approx([0.284381, 0.169904, 0.472857, 0.072859], abs=2e-5)
    group = priorities(aggregate_comparisons(people))
    assert group.weights == pytest.approx([0.296492, 0.223020, 0.375701, 0.104787], abs=2e-5)
    assert aggregate_priorities(found.weights) == pytest.approx(
        [0.298177, 0.224993, 0.368491, 0.108339], abs=2e-5
    )
    # AHP-OS stops its power iteration early: 1e-4.
    assert consensus(found.weights) == pytest.approx(0.6945, abs=1e-4)
    assert consensus(found.weights[[1, 2]]) == pytest.approx(0.9108, abs=1e-4)
    assert like_minded(found.weights, 0.9) == [[1, 2], [0]]
    assert disagreement(found.weights).argmax() == 0


def test_two_people_aggregate_alike_by_judgements_and_by_geometric_weights():
    # Barzilai & Golany 1990: with geometric means the order of aggregation does not matter.
    people = np.array([matrix([3, 5, 2]), matrix(["1/2", 2, 3])])
    expected = [0.4708, 0.3777, 0.1515]
    weights = priorities(people, "geometric_mean").weights
    assert priorities(aggregate_comparisons(people), "geometric_mean").weights == pytest.approx(
        expected, abs=5e-5
    )
    assert aggregate_priorities(weights) == pytest.approx(expected, abs=5e-5)
    assert pooled_weights(people) == pytest.approx(expected, abs=5e-5)
    assert consensus(weights) == pytest.approx(0.835, abs=5e-4)
