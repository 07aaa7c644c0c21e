"""How sure a room's weights are."""

import numpy as np
import pytest

from mcda.cooperation.sureness import FEWEST, margins
from mcda.core.group import pooled_weights

WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1])


def room(people: int, noise: float, seed: int, share: int = 6) -> np.ndarray:
    """People who each answer `share` of six pairs, with errors on the logarithm of the true ratios."""
    random = np.random.default_rng(seed)
    ratios = np.log(WEIGHTS[:, None] / WEIGHTS)
    errors = np.triu(random.normal(0, noise, (people, 4, 4)), 1)
    stack = np.exp(ratios + errors - errors.transpose(0, 2, 1))
    rows, columns = np.triu_indices(4, 1)
    for person in stack:
        for left_out in random.permutation(6)[share:]:
            person[rows[left_out], columns[left_out]] = person[columns[left_out], rows[left_out]] = np.nan
    return stack


@pytest.mark.parametrize("share", [6, 4])
def test_the_true_weights_lie_within_the_margins_nineteen_times_in_twenty(share: int) -> None:
    rooms = [room(40, 0.5, seed, share) for seed in range(100)]
    inside = np.mean([np.abs(pooled_weights(one) - WEIGHTS) <= margins(one) for one in rooms])
    assert 0.90 <= inside <= 0.99


def test_four_times_as_many_people_are_twice_as_sure() -> None:
    few, many = margins(room(50, 0.5, 1)), margins(room(800, 0.5, 1))
    assert few / many == pytest.approx(np.full(4, 4), rel=0.3)


def test_people_who_all_say_the_same_leave_no_margin() -> None:
    assert margins(room(20, 0.0, 1)) == pytest.approx(np.zeros(4), abs=1e-12)


def test_too_few_people_tell_nothing_of_others() -> None:
    assert margins(room(FEWEST - 1, 0.5, 1)) is None


def test_the_same_room_has_the_same_margins() -> None:
    assert (margins(room(30, 0.5, 1)) == margins(room(30, 0.5, 1))).all()
