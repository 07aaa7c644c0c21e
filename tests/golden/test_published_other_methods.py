"""Published cases of the methods that stand beside TOPSIS: they show that the cross-check checks."""

import numpy as np
import pytest
from pymcdm.methods import EDAS, MARCOS, PROMETHEE_II, WPM, WSM
from pymcdm.methods import VIKOR as PEER_VIKOR
from pymcdm.normalizations import max_normalization, sum_normalization

import mcda
from mcda.core.crosscheck import METHODS
from mcda.core.similarity import weighted_spearman, ws
from mcda.core.vikor import vikor
from tests.golden.published import case


def of(identifier):
    published = case("other_methods.json", identifier)
    data = published["data"]
    table = np.array(data["matrix"], dtype=float)
    return table, np.array(data["weights"]), np.array(data["directions"], dtype=float), published["expected"]


def by(method, identifier):
    table, weights, signs, expected = of(identifier)
    return method(table, weights, signs, validation=False), expected


def ranks_of(values):
    return mcda.rank(values).tolist()


def test_vikor_on_the_three_peaks_of_opricovic_and_tzeng_2004_with_its_conditions():
    table, weights, signs, expected = of("O01")
    found = vikor(table, weights, signs)
    assert found.s == pytest.approx(expected["S"], abs=1e-9)
    assert found.r == pytest.approx(expected["R"], abs=1e-9)
    assert found.q == pytest.approx(expected["Q"], abs=1e-9)
    assert found.candidates == (1,)
    assert (found.advantage, found.stability) == (True, True)
    assert found.ranks.tolist() == [2, 1, 2]


def test_vikor_sees_no_difference_when_risk_and_altitude_are_measured_from_elsewhere():
    table, weights, signs, expected = of("O01")
    assert vikor(table * [1, 1e-3] + [5, -1], weights, signs).q == pytest.approx(expected["Q"], abs=1e-9)


def test_vikor_on_the_example_of_yang_and_wu_agrees_with_print_and_with_pymcdm():
    table, weights, signs, expected = of("O03")
    found = vikor(table, weights, signs)
    assert found.q == pytest.approx(expected["Q"], abs=6e-5)
    assert found.q == pytest.approx(PEER_VIKOR()(table, weights, signs, validation=False), abs=1e-12)


def test_promethee_flows_of_papathanasiou_with_indifference_and_preference():
    data = case("other_methods.json", "O04")["data"]
    flows, expected = by(PROMETHEE_II("vshape_2", p=data["p"], q=data["q"]), "O04")
    assert flows == pytest.approx(expected["net_flow"], abs=0.005)


def test_promethee_flows_of_ziemba_2017_by_linear_preference():
    """Weights are printed in percent and sum to 100.01."""
    table, weights, signs, expected = of("O06")
    method = PROMETHEE_II("vshape", p=case("other_methods.json", "O06")["data"]["p"])
    flows = method(table, weights / weights.sum(), signs, validation=False)
    assert flows == pytest.approx(expected["net_flow"], abs=6e-5)


def test_promethee_flows_of_zhao_by_usual_preference():
    flows, expected = by(PROMETHEE_II("usual"), "O07")
    assert flows == pytest.approx(expected["net_flow"], abs=1e-9)


def test_marcos_ranks_the_eight_suppliers_of_stevic_2020():
    utility, expected = by(MARCOS(), "O09")
    assert utility == pytest.approx(expected["utility"], abs=6e-4)
    assert ranks_of(utility) == expected["ranks"]


def test_the_cross_check_ranks_the_suppliers_of_stevic_2020_by_marcos_as_printed():
    table, weights, signs, expected = of("O09")
    frame = mcda.compare_methods(table, weights, signs, ["MARCOS"])
    assert frame.loc["MARCOS", list(range(8))].tolist() == expected["ranks"]


@pytest.mark.parametrize(("identifier", "tolerance"), [("O11", 6e-4), ("O13", 0.011)])
def test_edas_scores_and_ranks_are_those_published(identifier, tolerance):
    values, expected = by(EDAS(), identifier)
    assert values == pytest.approx(expected["score"], abs=tolerance)
    assert ranks_of(values) == expected["ranks"]
    table, weights, signs, _ = of(identifier)
    frame = mcda.compare_methods(table, weights, signs, ["EDAS"])
    assert frame.loc["EDAS", list(range(6))].tolist() == expected["ranks"]


def test_copras_written_out_reproduces_goswami_where_pymcdm_crowns_the_dearest_phone():
    table, weights, signs, expected = of("O14")
    values = METHODS["COPRAS"].preference(table, weights, signs)
    assert values / values.max() == pytest.approx(expected["utility"], abs=6e-6)
    frame = mcda.compare_methods(table, weights, signs, ["COPRAS"])
    assert frame.loc["COPRAS", list(range(10))].tolist() == expected["ranks"]


def test_the_weighted_sum_of_the_school_admission_by_the_highest_score():
    values, expected = by(WSM(max_normalization), "O17")
    assert values == pytest.approx(expected["score"], abs=6e-4)
    assert ranks_of(values) == expected["ranks"]


def test_the_weighted_product_puts_first_whom_the_weighted_sum_puts_last():
    table, weights, signs, expected = of("O18")
    product = WPM(sum_normalization)(table, weights, signs, validation=False)
    assert np.log10(product) == pytest.approx(expected["log10_score_after_sum_normalisation"], abs=6e-9)
    assert product[0] / product[1] == pytest.approx(expected["ratio_A1_A2"], abs=6e-4)
    assert product[0] / product[2] == pytest.approx(expected["ratio_A1_A3"], abs=6e-4)
    assert ranks_of(table @ weights) == [3, 1, 1]
    frame = mcda.compare_methods(table, weights, signs, ["WPM"])
    assert frame.loc["WPM", [0, 1, 2]].tolist() == expected["ranks"]


def test_ws_and_weighted_spearman_of_salabun_and_urbaniak_2020():
    published = case("other_methods.json", "O19")
    reference, other = published["data"]["reference"], published["data"]["other"]
    assert ws(reference, other) == pytest.approx(published["expected"]["WS"], abs=6e-5)
    expected = published["expected"]["weighted_spearman"]
    assert weighted_spearman(reference, other) == pytest.approx(expected, abs=6e-5)
    swapped = published["expected"]["WS_swapped_arguments_recomputed"]
    assert ws(other, reference) == pytest.approx(swapped, abs=6e-5)


def test_inverted_costs_let_one_tiny_loss_decide_the_heating_of_kracka_2010():
    values, expected = by(WSM(sum_normalization), "O20")
    assert values == pytest.approx(expected["score"], abs=6e-8)
    assert ranks_of(values) == expected["ranks"]


def test_mabac_ranks_the_logistics_of_eleven_countries():
    table, weights, signs, expected = of("O21")
    assert METHODS["MABAC"].preference(table, weights, signs) == pytest.approx(expected["score"], abs=6e-6)
    frame = mcda.compare_methods(table, weights, signs, ["MABAC"])
    assert frame.loc["MABAC", list(range(11))].tolist() == expected["ranks"]
