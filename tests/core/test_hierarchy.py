"""Weights down two levels and deeper, and the AHP's own synthesis."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.core.hierarchy import global_weights, synthesise
from tests.core.judgements import weight_vectors


@settings(max_examples=60, deadline=None)
@given(st.data(), weight_vectors())
def test_weights_of_all_leaves_sum_to_1_and_those_of_a_branch_to_its_own(data, branches):
    children = [data.draw(st.none() | weight_vectors()) for _ in branches]
    leaves = global_weights(branches, children)
    assert leaves.sum() == pytest.approx(1)
    start = 0
    for branch, child in zip(branches, children, strict=True):
        width = 1 if child is None else len(child)
        assert leaves[start : start + width].sum() == pytest.approx(branch)
        start += width


def test_a_branch_with_one_child_hands_its_weight_down_unchanged():
    assert global_weights([0.3, 0.7], [[1.0], None]).tolist() == [0.3, 0.7]


def test_a_third_level_is_built_from_the_leaves_upwards():
    lower = global_weights([0.5, 0.5], [[0.2, 0.8], None])
    assert global_weights([0.4, 0.6], [lower, None]) == pytest.approx([0.04, 0.16, 0.2, 0.6])


def test_ten_thousand_weightings_go_down_in_one_call():
    rng = np.random.default_rng(1)
    branches, child = rng.dirichlet(np.ones(2), 10_000), rng.dirichlet(np.ones(3), 10_000)
    leaves = global_weights(branches, [child, None])
    assert leaves.shape == (10_000, 4)
    assert leaves[77] == pytest.approx(global_weights(branches[77], [child[77], None]))
    mixed = global_weights(branches, [child[0], None])
    assert mixed[5] == pytest.approx(global_weights(branches[5], [child[0], None]))


@pytest.mark.parametrize("mode", ["distributive", "ideal"])
def test_candidates_that_come_after_the_anchors_leave_the_others_scores_alone(mode):
    local = np.array([[0.5, 0.2], [0.3, 0.5], [0.2, 0.3]])
    newcomer = np.vstack([local, [0.9, 0.9]])
    before = synthesise([0.6, 0.4], local, mode)
    assert synthesise([0.6, 0.4], newcomer, mode, anchors=[0, 1, 2])[:3] == pytest.approx(before)


def test_the_unit_of_local_priorities_does_not_matter():
    local = np.array([[5, 20], [3, 50], [2, 30]])
    for mode in ("distributive", "ideal"):
        assert synthesise([0.6, 0.4], local, mode) == pytest.approx(
            synthesise([0.6, 0.4], local * [10, 0.1], mode)
        )
