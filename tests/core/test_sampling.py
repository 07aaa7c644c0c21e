"""Drawn weights: on the simplex, in order, within bounds, uniform, and the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcda
from mcda.core.sampling import sample_unknown
from mcda.core.walk import walk

SIZE = 40_000


@given(st.integers(1, 8), st.integers(1, 50), st.integers(0, 2**40))
def test_weights_are_not_negative_and_sum_to_1(m, size, seed):
    weights = mcda.sample_weights(m, size, seed)
    assert weights.shape == (size, m)
    assert (weights >= 0).all()
    assert weights.sum(axis=1) == pytest.approx(np.ones(size), abs=1e-12)


def test_the_same_seed_gives_the_same_draws_and_leaves_the_global_generator_alone():
    state = np.random.get_state()[1].tolist()  # noqa: NPY002 - the point is that nobody touches it
    first, again, other = (mcda.sample_weights(4, 9, seed) for seed in (5, 5, 6))
    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()
    assert np.random.get_state()[1].tolist() == state  # noqa: NPY002


def test_uniform_draws_have_the_mean_and_spread_of_the_flat_dirichlet():
    weights = mcda.sample_weights(4, SIZE, 1)
    assert weights.mean(axis=0) == pytest.approx(np.full(4, 0.25), abs=0.005)
    assert weights.var(axis=0) == pytest.approx(np.full(4, 3 / 80), abs=0.002)


def test_an_order_gives_the_rank_order_centroid():
    weights = mcda.sample_weights(3, SIZE, 1, order=[2, 0, 1])
    assert (np.diff(weights[:, [2, 0, 1]], axis=1) <= 0).all()
    assert weights.mean(axis=0) == pytest.approx([5 / 18, 2 / 18, 11 / 18], abs=0.005)


def test_criteria_left_out_of_the_order_are_free():
    weights = mcda.sample_weights(4, SIZE, 1, order=[3, 1])
    assert (weights[:, 3] >= weights[:, 1]).all()
    assert weights.mean(axis=0) == pytest.approx([0.25, 0.125, 0.25, 0.375], abs=0.005)


def rejected(m, size, seed, low, high):
    """Uniform within bounds the slow and certain way."""
    draws = np.random.default_rng(seed).dirichlet(np.ones(m), size)
    return draws[((draws >= low) & (draws <= high)).all(axis=1)]


@pytest.mark.parametrize(
    "bounds",
    [
        [[0, 1], [0, 0.5], [0.1, 1]],
        [[0.2, 0.5], [0.1, 0.6], [0.2, 0.4]],
        [[0.3, 0.32], [0, 1], [0, 0.3]],
    ],
)
def test_bounded_draws_are_spread_like_uniform_draws_that_happen_to_fit(bounds):
    low, high = np.array(bounds).T
    weights = mcda.sample_weights(3, SIZE, 1, bounds=bounds)
    assert ((weights >= low) & (weights <= high)).all()
    plain = rejected(3, 2_000_000, 2, low, high)
    assert weights.mean(axis=0) == pytest.approx(plain.mean(axis=0), abs=0.004)
    assert weights.std(axis=0) == pytest.approx(plain.std(axis=0), abs=0.004)


def test_a_walk_through_an_order_reaches_the_exact_centroid():
    limits = np.tile([0.0, 1.0], (4, 1))
    weights = walk(np.random.default_rng(1), 6000, limits, [1, 0, 3, 2])
    exact = np.array([13 / 48, 25 / 48, 3 / 48, 7 / 48])
    assert weights.mean(axis=0) == pytest.approx(exact, abs=0.006)
    assert weights.sum(axis=1) == pytest.approx(np.ones(6000), abs=1e-12)


def test_order_and_narrow_bounds_that_almost_no_draw_keeps_are_still_drawn():
    bounds = [[0.1, 0.2]] * 7
    weights = mcda.sample_weights(7, 400, 1, order=list(range(7)), bounds=bounds)
    assert (np.diff(weights, axis=1) <= 1e-12).all()
    assert ((weights >= 0.1 - 1e-12) & (weights <= 0.2 + 1e-12)).all()


def test_bounds_that_leave_one_weight_vector_give_it_every_time():
    weights = mcda.sample_weights(3, 4, 1, bounds=[[0.5, 0.5], [0, 1], [0.5, 1]])
    assert weights == pytest.approx(np.tile([0.5, 0, 0.5], (4, 1)))


def test_a_weight_can_be_held_while_the_others_move():
    weights = mcda.sample_weights(3, 500, 1, bounds=[[0.5, 0.5], [0, 1], [0.1, 1]])
    assert weights[:, 0] == pytest.approx(np.full(500, 0.5), abs=1e-12)
    assert weights[:, 2].min() >= 0.1
    assert np.ptp(weights[:, 1]) > 0.3


def test_draws_around_given_weights_have_that_mean_and_the_spread_of_rule_m42():
    centre = np.array([0.5, 0.3, 0.2, 0])
    for concentration in (None, 20):
        weights = mcda.sample_weights(4, SIZE, 1, around=centre, concentration=concentration)
        assert weights.mean(axis=0) == pytest.approx(centre, abs=0.004)
        spread = np.sqrt(centre * (1 - centre) / ((concentration or 100) + 1))
        assert weights.std(axis=0) == pytest.approx(spread, abs=0.004)
        assert (weights[:, 3] == 0).all()


def test_draws_around_given_weights_can_also_keep_bounds_and_an_order():
    weights = mcda.sample_weights(
        3, 500, 1, around=[0.4, 0.35, 0.25], order=[0, 1], bounds=[[0, 1], [0, 1], [0.2, 0.3]]
    )
    assert (weights[:, 0] >= weights[:, 1]).all()
    assert ((weights[:, 2] >= 0.2) & (weights[:, 2] <= 0.3)).all()


@given(
    st.integers(2, 5).flatmap(
        lambda m: st.tuples(
            st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), min_size=m, max_size=m),
            st.permutations(range(m)),
        )
    )
)
@settings(max_examples=40)
def test_bounds_and_order_are_kept_or_refused_for_a_reason(drawn):
    bounds, order = drawn
    try:
        weights = mcda.sample_weights(len(bounds), 20, 1, order=order, bounds=bounds)
    except mcda.InvalidInput as refused:
        assert refused.code.startswith("sampling.")  # noqa: PT017 - either outcome is right
        return
    low, high = np.array(bounds).T
    assert ((weights >= low - 1e-9) & (weights <= high + 1e-9)).all()
    assert (np.diff(weights[:, order], axis=1) <= 1e-9).all()
    assert weights.sum(axis=1) == pytest.approx(np.ones(20), abs=1e-12)


def test_fixed_weights_are_drawn_without_a_last_digit_more():
    bounds = [[0.2, 0.2], [0.3, 0.3], [0.5, 0.5]]
    assert mcda.sample_weights(3, 5, 1, bounds=bounds).tolist() == [[0.2, 0.3, 0.5]] * 5


def test_unknown_scores_are_drawn_over_the_range_and_known_ones_stay():
    tables = sample_unknown([[1, None], [np.nan, 4]], [[0, 2], [3, 5]], 500, 1)
    assert tables.shape == (500, 2, 2)
    assert (tables[:, 0, 0] == 1).all()
    assert (tables[:, 1, 1] == 4).all()
    assert tables[:, 1, 0] == pytest.approx(np.full(500, 1), abs=1)
    assert tables[:, 0, 1] == pytest.approx(np.full(500, 4), abs=1)
    assert tables[:, 0, 1].std() == pytest.approx(2 / np.sqrt(12), abs=0.05)
    found = mcda.rank_acceptability(tables, [0.5, 0.5], [1, 1])
    assert found.samples == 500
