"""Stability: inside its interval the winner stays, just outside another comes first."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

import mcda
from mcda.core.stability import first_places, stability
from tests.core.tables import problems

BESIDE = 1e-6


def moved(weights, criterion, weight):
    """The weights with one of them moved, the others in their old proportions."""
    others = np.delete(np.asarray(weights, dtype=float), criterion)
    shares = others / others.sum() if others.any() else np.full(len(others), 1 / max(len(others), 1))
    return np.insert((1 - weight) * shares, criterion, weight)


def ranks_at(problem, criterion, weight):
    return mcda.rank(mcda.closeness(*problem._replace(weights=moved(problem.weights, criterion, weight))))


def winner_of(problem):
    return int(np.argmin(mcda.rank(mcda.closeness(*problem))))


@given(problems(criteria=(2, 4)))
def test_the_weight_lies_inside_its_interval_and_the_winner_stays_first_within(problem):
    found = mcda.stability_intervals(*problem)
    winner = winner_of(problem)
    for criterion, (lowest, highest) in enumerate(found):
        assert 0 <= lowest <= problem.weights[criterion] <= highest <= 1
        for weight in np.linspace(lowest, highest, 7)[1:-1]:
            assert ranks_at(problem, criterion, weight)[winner] == 1


def clearly_behind(problem, criterion, weight, winner):
    values = mcda.closeness(*problem._replace(weights=moved(problem.weights, criterion, weight)))
    return values[winner] < values.max()


@given(problems(candidates=(2, 6), criteria=(2, 4)))
def test_another_candidate_comes_first_just_outside_the_interval(problem):
    winner = winner_of(problem)
    for criterion, stretch in enumerate(stability(*problem)):
        assert stretch.winner == winner
        if stretch.lowest > BESIDE:
            assert clearly_behind(problem, criterion, stretch.lowest - BESIDE, winner)
        if stretch.highest < 1 - BESIDE:
            assert clearly_behind(problem, criterion, stretch.highest + BESIDE, winner)
        if stretch.below is None:
            assert stretch.lowest == 0
        if stretch.above is None:
            assert stretch.highest == 1


@given(problems(candidates=(2, 6), criteria=(2, 4)), st.integers(0, 3))
def test_first_places_cover_all_weights_from_0_to_1_and_name_who_is_first(problem, index):
    criterion = index % len(problem.weights)
    stretches = first_places(*problem[:3], criterion, problem.normalisation, bounds=problem.bounds)
    assert stretches[0].lowest == 0
    assert stretches[-1].highest == 1
    for before, after in pairwise(stretches):
        assert before.highest == after.lowest
        assert before.above == after.winner or after.below == before.winner
    for stretch in stretches:
        for weight in np.linspace(stretch.lowest, stretch.highest, 5)[1:-1]:
            assert ranks_at(problem, criterion, weight)[stretch.winner] == 1


@pytest.mark.parametrize("seed", range(20))
def test_the_ends_are_those_that_root_finding_on_closeness_finds(seed):
    rng = np.random.default_rng(seed)
    scores, weights = rng.uniform(1, 10, (5, 4)), rng.dirichlet(np.ones(4))
    directions = rng.choice([-1, 1], 4)
    for criterion, stretch in enumerate(stability(scores, weights, directions)):
        for end, rival in ((stretch.lowest, stretch.below), (stretch.highest, stretch.above)):
            if rival is None:
                continue

            def lead(weight, criterion=criterion, winner=stretch.winner, rival=rival):
                values = mcda.closeness(scores, moved(weights, criterion, weight), directions)
                return values[winner] - values[rival]

            low, high = max(end - 1e-4, 0), min(end + 1e-4, 1)
            assert brentq(lead, low, high, xtol=1e-15) == pytest.approx(end, abs=1e-9)


def test_two_mirrored_candidates_part_at_equal_weights():
    found = stability([[1, 2], [2, 1]], [0.7, 0.3], [1, 1])
    assert [(stretch.lowest, stretch.highest) for stretch in found] == [(0.5, 1), (0, 0.5)]
    assert [(stretch.below, stretch.above) for stretch in found] == [(0, None), (None, 0)]


def test_of_candidates_tied_first_the_one_named_first_wins_and_its_interval_ends_where_a_rival_leads():
    assert mcda.stability_intervals([[1, 2], [2, 1]], [0.5, 0.5], [1, 1]).tolist() == [[0, 0.5], [0.5, 1]]


@pytest.mark.parametrize(
    "twins", [[[0.1 + 0.2, 0.3], [0.3, 0.1 + 0.2]], [[0.3, 0.1 + 0.2], [0.1 + 0.2, 0.3]]]
)
def test_a_rival_that_only_rounding_parts_from_the_winner_ends_no_interval(twins):
    found = mcda.stability_intervals([*twins, [0.1, 0.7]], [0.8, 0.2], [1, 1])
    exact = mcda.stability_intervals([[0.3, 0.3], [0.3, 0.3], [0.1, 0.7]], [0.8, 0.2], [1, 1])
    assert found == pytest.approx(exact, abs=1e-9)


@pytest.mark.parametrize(
    "weights", [[0, 0.375, 0.25, 0.375], [0, 0.374, 0.25, 0.374], [0, 0.37, 0.25, 0.375]]
)
def test_a_weight_at_the_very_end_of_its_interval_lies_in_it_to_the_last_digit(weights):
    scores = [[0, 1, 0, 0]] * 6 + [[0, 2, 0, 1]]
    bounds = [[-1, 1], [0, 3], [-1, 1], [-1, 2]]
    found = mcda.stability_intervals(scores, weights, [1, 1, 1, -1], "minmax", bounds)
    for weight, (lowest, highest) in zip(weights, found, strict=True):
        assert lowest <= weight <= highest


@pytest.mark.parametrize(
    ("scores", "weights"),
    [
        ([[3]], [1]),
        ([[1], [2]], [1]),
        ([[1, 2], [1, 2]], [0.5, 0.5]),
        ([[1, 2]], [0.3, 0.7]),
    ],
)
def test_where_nothing_can_change_the_first_place_every_weight_is_free(scores, weights):
    directions = np.ones(len(weights))
    found = mcda.stability_intervals(scores, weights, directions)
    assert found.tolist() == [[0, 1]] * len(weights)


def test_with_all_weight_where_nobody_differs_the_slightest_move_decides():
    assert mcda.stability_intervals([[1, 5], [2, 5]], [0, 1], [1, 1]).tolist() == [[0, 0], [1, 1]]
    assert mcda.stability_intervals([[2, 5], [1, 5]], [0, 1], [1, 1]).tolist() == [[0, 1], [0, 1]]


def test_a_weight_of_1_leaves_the_rest_to_be_shared_equally():
    found = mcda.stability_intervals([[3, 1, 1], [1, 3, 3]], [1, 0, 0], [1, 1, 1])
    beside = mcda.stability_intervals([[3, 1, 1], [1, 3, 3]], [0.9, 0.05, 0.05], [1, 1, 1])
    assert found[0] == pytest.approx(beside[0], abs=1e-12)


def test_rounded_weights_lie_in_their_intervals_too():
    weights = np.array([0.33, 0.33, 0.33])
    found = mcda.stability_intervals([[3, 1, 2], [1, 3, 1], [2, 2, 2]], weights, [1, 1, 1])
    assert (found[:, 0] <= weights).all()
    assert (weights <= found[:, 1]).all()


@settings(max_examples=30)
@given(problems(candidates=(2, 5), criteria=(2, 4), normalisations=("vector", "fixed")))
def test_the_interval_does_not_depend_on_the_order_of_the_other_candidates(problem):
    winner = winner_of(problem)
    order = [winner, *reversed([i for i in range(len(problem.scores)) if i != winner])]
    turned = problem._replace(scores=problem.scores[order])
    assert mcda.stability_intervals(*turned) == pytest.approx(mcda.stability_intervals(*problem), abs=1e-9)
