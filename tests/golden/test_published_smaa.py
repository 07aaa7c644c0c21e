"""Published SMAA cases. Most are additive: a weighted sum ranks their draws, counted as ours are."""

import numpy as np
import pytest

import mcda
from mcda.core.additive import weighted_sum
from mcda.core.placements import central_weights, none_where_undefined, placements, wins
from tests.golden.published import case, numbers

DRAWS = 40_000


def summary(values, weights):
    """Acceptability, central weights and pairwise wins of draws ranked by the weighted sum."""
    ranks = mcda.rank(weighted_sum(values, weights))
    rows, firsts = np.nonzero(ranks == 1)
    central = central_weights(rows, firsts, weights, ranks.shape[1])
    return placements(ranks) / len(ranks), central, wins(ranks) / len(ranks)


def test_heparin_and_enoxaparin_of_the_r_package_smaa_from_their_means_and_deviations():
    """The package's own draws are not ours to copy; its means and deviations give its figures within 0.02."""
    heparin = case("smaa.json", "M01")
    normal, expected = heparin["data"]["parametric"], heparin["expected"]
    rng = np.random.default_rng(1)
    draws = rng.normal(normal["mean"], normal["sd"], (DRAWS, 6)).reshape(DRAWS, 2, 3)
    weights = mcda.sample_weights(3, DRAWS, seed=1)
    shares, central, won = summary(draws, weights)
    assert shares == pytest.approx(np.array(expected["rank_acceptability"]), abs=0.02)
    assert central == pytest.approx(np.array(expected["central_weights"]), abs=0.02)
    assert won == pytest.approx(np.array(expected["pairwise_winning"]), abs=0.02)
    confidence = [(mcda.rank(weighted_sum(draws, own))[:, i] == 1).mean() for i, own in enumerate(central)]
    assert confidence == pytest.approx(expected["confidence_factor"], abs=0.02)
    fixed = (mcda.rank(weighted_sum(draws, [0.5, 0.2, 0.3])) == 1).mean(axis=0)
    assert fixed == pytest.approx(expected["first_rank_with_fixed_weights_05_02_03"], abs=0.02)
    entropy = -(shares * np.log2(shares)).sum(axis=1)
    assert entropy == pytest.approx(np.full(2, expected["ranking_entropy_bits"]), abs=0.02)


def drugs():
    published = case("smaa.json", "M03")
    data = published["data"]
    bounds = np.array([data["value_ranges"][name] for name in data["criteria"]])
    return data["performance"], data["directions"], bounds, published["expected"]


def test_an_order_of_weights_leaves_the_first_drug_of_drugis_never_first():
    scores, directions, bounds, expected = drugs()
    weights = mcda.sample_weights(3, DRAWS, seed=1, order=[1, 0, 2])
    found = mcda.rank_acceptability(scores, weights, directions, "fixed", bounds)
    assert found.rank_acceptability.tolist() == expected["rank_acceptability"]
    assert found.central_weights[0].tolist() == [None, None, None]
    assert found.confidence.tolist() == [None, 1]
    published = expected["central_weights"]["alt2"]
    own = found.central_weights[1].astype(float)
    assert own == pytest.approx([published["OS"], published["severe"], published["moderate"]], abs=0.006)
    exact = expected["exact_centroid"]
    assert own == pytest.approx(numbers([exact["OS"], exact["severe"], exact["moderate"]]), abs=0.003)


def test_the_spread_of_ordered_weights_is_that_published_by_drugis():
    _, _, _, expected = drugs()
    weights = mcda.sample_weights(3, DRAWS, seed=1, order=[1, 0, 2])
    for share, name in ((0.025, "p2_5"), (0.975, "p97_5")):
        published = expected["weight_quantiles"][name]
        found = np.quantile(weights, share, axis=0)
        assert found == pytest.approx([published["OS"], published["severe"], published["moderate"]], abs=0.01)


def test_nine_of_ten_drawn_tables_make_the_first_win_as_in_the_pairwise_test_of_the_r_package_smaa():
    expected = case("smaa.json", "M04")["expected"]
    tables = [[[1], [0]]] * 9 + [[[0], [1]]]
    found = mcda.rank_acceptability(tables, [[1]], [1])
    assert found.rank_acceptability == pytest.approx(np.array(expected["rank_acceptability"]), abs=1e-12)
    assert found.pairwise_winning == pytest.approx(np.array(expected["pairwise_winning"]), abs=1e-12)


def test_two_opposite_alternatives_of_jsmaa_share_the_first_place_three_to_one():
    opposite = case("smaa.json", "M05")
    exact = opposite["expected"]["exact"]
    weights = mcda.sample_weights(3, DRAWS, seed=1)
    shares, central, _ = summary(np.array(opposite["data"]["values"], dtype=float), weights)
    assert shares[:, 0] == pytest.approx(numbers(exact["acceptability_first"]), abs=0.005)
    assert none_where_undefined(central) == pytest.approx(numbers(exact["central_weights"]), abs=0.005)


def test_the_relations_that_jsmaa_publishes_hold_for_closeness_too():
    opposite = case("smaa.json", "M05")
    found = mcda.rank_acceptability(
        opposite["data"]["values"], mcda.sample_weights(3, DRAWS, seed=1), [1, 1, 1]
    )
    first, second = found.central_weights
    assert first[0] > second[0]
    assert first[1] < second[1]
    assert first[2] > second[2]
    assert found.confidence.tolist() == opposite["expected"]["exact"]["confidence_factor"]
