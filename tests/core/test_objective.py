"""Entropy and CRITIC weights: those of pymcdm where it defines them, and decided where it does not."""

import numpy as np
import pytest
from pymcdm import weights as peers

from mcda.core.errors import InvalidInput
from mcda.core.objective import critic_weights, entropy_weights


@pytest.mark.parametrize("seed", range(10))
def test_random_tables_get_the_weights_of_pymcdm(seed):
    table = np.random.default_rng(seed).uniform(1, 9, (6, 4))
    assert entropy_weights(table) == pytest.approx(peers.entropy_weights(table), abs=1e-12)
    assert critic_weights(table, [1, 1, 1, 1]) == pytest.approx(peers.critic_weights(table), abs=1e-12)


def test_a_zero_score_counts_as_the_limit_of_a_small_one():
    """pymcdm gives such a criterion an entropy of 0, as if one candidate held everything."""
    zero, small = ([[score, 1], [2, 3], [4, 1]] for score in (0, 1e-12))
    assert entropy_weights(zero) == pytest.approx(entropy_weights(small), abs=1e-9)


def test_costs_are_turned_round_before_conflict_is_measured():
    table = np.random.default_rng(3).uniform(1, 9, (6, 3))
    assert critic_weights(table, [1, -1, 1]) == pytest.approx(
        critic_weights(table * [1, -1, 1] + [0, 10, 0], [1, 1, 1])
    )


@pytest.mark.parametrize("method", [entropy_weights, lambda table: critic_weights(table, [1, 1, 1])])
def test_a_criterion_on_which_all_are_alike_gets_no_weight(method):
    found = method([[1, 5, 2], [2, 5, 9], [3, 5, 1]])
    assert found[1] == 0
    assert found.sum() == pytest.approx(1)


@pytest.mark.parametrize("method", [entropy_weights, lambda table: critic_weights(table, [1, 1])])
def test_where_nothing_differs_no_weights_are_made_up(method):
    with pytest.raises(InvalidInput, match="No criterion tells the candidates apart"):
        method([[1, 5], [1, 5]])
