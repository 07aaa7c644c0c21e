"""Published sensitivity cases: critical weights of a weighted sum, and a sweep between sum and product."""

import numpy as np
import pytest
from pymcdm.methods import WASPAS
from pymcdm.normalizations import linear_normalization

import mcda
from mcda.core.additive import critical_changes, weighted_sum
from tests.golden.published import case


def test_critical_changes_are_those_of_triantaphyllou_and_sanchez_1997():
    """The printed third sum, 0.2621, recomputes to 0.2623; the printed weights sum to 1.0001."""
    example = case("sensitivity.json", "S01")
    data, expected = example["data"], example["expected"]
    assert weighted_sum(data["matrix"], data["weights"]) == pytest.approx(expected["scores"], abs=2.5e-4)
    found = {
        (f"A{swap.first + 1}-A{swap.second + 1}", swap.criterion): swap.change
        for swap in critical_changes(data["matrix"], data["weights"])
    }
    published = {
        (pair, criterion): change
        for pair, changes in expected["delta_abs_all_recomputed"].items()
        for criterion, change in enumerate(changes)
        if change is not None
    }
    assert found == pytest.approx(published, abs=3e-4)
    printed = [found.get(("A1-A2", criterion)) for criterion in range(4)]
    assert printed[0] is expected["delta_abs_A1_A2"][0] is None
    assert printed[1:] == pytest.approx(expected["delta_abs_A1_A2"][1:], abs=3e-4)


def test_the_most_critical_criterion_of_the_first_place_is_the_third_with_65_percent():
    data = case("sensitivity.json", "S01")["data"]
    swaps = [swap for swap in critical_changes(data["matrix"], data["weights"]) if swap.first == 0]
    assert swaps[0].criterion == 2
    assert swaps[0].percent == pytest.approx(64.9, abs=0.05)


def test_taking_the_critical_change_off_the_weight_levels_the_two_candidates():
    data = case("sensitivity.json", "S01")["data"]
    for swap in critical_changes(data["matrix"], data["weights"]):
        weights = np.array(data["weights"])
        weights[swap.criterion] -= swap.change
        sums = np.array(data["matrix"]) @ weights
        assert sums[swap.first] == pytest.approx(sums[swap.second], abs=1e-12)


@pytest.mark.parametrize(("share", "key"), [(0, "0 (WPM)"), (0.5, "0.5"), (1, "1 (WSM)")])
def test_waspas_from_product_to_sum_gives_the_published_scores(share, key):
    sweep = case("sensitivity.json", "S03")
    table = np.array(sweep["data"]["matrix"], dtype=float)
    weights, signs = np.array(sweep["data"]["weights"]), np.array(sweep["data"]["directions"])
    found = WASPAS(linear_normalization, l=share)(table, weights, signs, validation=False)
    assert found == pytest.approx(sweep["expected"]["scores"][key], abs=1.1e-4)
    assert mcda.rank(found).tolist() == sweep["expected"]["ranks"]


def test_the_leader_of_the_sweep_leads_by_every_standard_method_that_takes_the_data():
    sweep = case("sensitivity.json", "S03")
    data = sweep["data"]
    frame = mcda.compare_methods(
        data["matrix"], data["weights"], data["directions"], ["WSM", "WPM", "MARCOS"]
    )
    assert frame[3].tolist() == [1, 1, 1]
