"""Published TOPSIS cases: closeness, ranks and ideal points."""

import numpy as np
import pytest

import mcda
from mcda.core.columns import Columns
from mcda.core.distance import closeness_of_one
from mcda.core.stability import first_places, stability_intervals
from tests.golden.published import case

AIRCRAFT = np.array(
    [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5.0, 5, 5],
    ]
)
AIRCRAFT_WEIGHTS = [0.2, 0.1, 0.1, 0.1, 0.2, 0.3]
AIRCRAFT_DIRECTIONS = [1, 1, 1, -1, 1, 1]


def closeness_of(data, normalisation=None):
    return mcda.closeness(
        data["matrix"], data["weights"], data["directions"], normalisation or data["normalisation"]
    )


@pytest.mark.parametrize("identifier", ["T01", "T02", "T04"])
def test_closeness_and_ranks_are_those_published(identifier):
    published = case("topsis.json", identifier)
    closeness = closeness_of(published["data"])
    assert closeness == pytest.approx(
        published["expected"]["closeness"], abs=published["tolerance"]["closeness"]
    )
    assert mcda.rank(closeness).tolist() == published["expected"]["ranks"]


def test_the_three_peaks_change_their_order_with_the_normalisation():
    peaks = case("topsis.json", "T04")
    by_vector = closeness_of(peaks["data"], "vector")
    assert by_vector == pytest.approx(peaks["expected"]["closeness_vector_recomputed"], abs=5e-5)
    assert mcda.rank(by_vector).tolist() == [1, 2, 3]
    assert mcda.rank(closeness_of(peaks["data"], "minmax")).tolist() == [2, 1, 2]


def test_three_cars_have_the_ideal_points_printed_in_the_manual_of_the_r_package_mcda():
    cars = case("topsis.json", "T07")
    data, expected = cars["data"], cars["expected"]
    criteria = [
        mcda.Criterion(name, direction)
        for name, direction in zip(data["criteria"], data["directions"], strict=True)
    ]
    ranking = mcda.topsis(mcda.Table(data["alternatives"], criteria, data["matrix"]), data["weights"])
    assert ranking.ideal == pytest.approx(expected["positive_ideal"], abs=5e-9)
    assert ranking.anti_ideal == pytest.approx(expected["negative_ideal"], abs=5e-9)
    assert ranking.closeness == pytest.approx(expected["closeness_recomputed"], abs=5e-7)
    assert ranking.ranks.tolist() == expected["ranks_recomputed"]


def test_distances_alone_reproduce_the_unit_test_of_scikit_criteria_without_normalisation():
    plain = case("topsis.json", "T08")
    scores = np.array(plain["data"]["matrix"], dtype=float).T
    ends = np.stack((scores.max(axis=1), scores.min(axis=1)))
    columns = Columns(scores, offset=np.zeros(3), inverse_scale=np.ones(3), ends=ends)
    closeness = closeness_of_one(columns, np.array(plain["data"]["weights"], dtype=float))
    assert closeness == pytest.approx(plain["expected"]["closeness"], abs=1e-8)
    assert mcda.rank(closeness).tolist() == plain["expected"]["ranks"]


def test_the_fighter_aircraft_of_hwang_and_yoon_1981_keep_their_first_place_over_these_weights():
    """Ends found by root finding on the closeness itself."""
    found = stability_intervals(AIRCRAFT, AIRCRAFT_WEIGHTS, AIRCRAFT_DIRECTIONS)
    assert found == pytest.approx(
        np.array([[0, 0.4811], [0, 0.1480], [0, 0.4343], [0, 0.2087], [0, 0.2195], [0.2775, 1]]), abs=5e-5
    )


def test_more_range_would_first_make_the_third_aircraft_win_and_then_the_second():
    stretches = first_places(AIRCRAFT, AIRCRAFT_WEIGHTS, AIRCRAFT_DIRECTIONS, 1)
    assert [stretch.winner for stretch in stretches] == [0, 2, 1]
    assert stretches[0].above == 2
    assert stretches[2].below == 2


def test_the_worst_option_reverses_all_others_as_in_garcia_cascales_and_lamata_2012():
    options = [[1, 5], [4, 2], [3, 3], [5, 1]]
    without, with_it = options[:3], options
    half = [0.5, 0.5]
    assert mcda.closeness(without, half, [1, 1]) == pytest.approx([0.4527, 0.5473, 0.5282], abs=5e-5)
    assert mcda.closeness(with_it, half, [1, 1]) == pytest.approx([0.5335, 0.4733, 0.5, 0.4665], abs=5e-5)
    reversal = next(each for each in mcda.rank_reversals(options, half, [1, 1]) if each.left_out == 3)
    assert (reversal.before, reversal.after) == ((1, 3, 2), (3, 1, 2))


def test_fixed_bounds_cure_the_reversal_of_garcia_cascales_and_lamata_2012():
    options, bounds = [[1, 5], [4, 2], [3, 3], [5, 1]], [[0, 10], [0, 10]]
    closeness = mcda.closeness(options, [0.5, 0.5], [1, 1], "fixed", bounds)
    assert closeness[:3] == pytest.approx([0.3312, 0.3090, 0.3000], abs=5e-5)
    assert mcda.rank_reversals(options, [0.5, 0.5], [1, 1], "fixed", bounds) == []
