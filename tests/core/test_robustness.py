"""Rank reversal: whose leaving reorders the others."""

import numpy as np
from hypothesis import given

import mcda
from tests.core.tables import problems


@given(problems(candidates=(3, 6)))
def test_reversals_are_exactly_the_leavings_that_change_the_ranks_of_the_others(problem):
    found = {reversal.left_out: reversal for reversal in mcda.rank_reversals(*problem)}
    everybody = mcda.closeness(*problem)
    for left_out in range(len(problem.scores)):
        before = mcda.rank(np.delete(everybody, left_out)).tolist()
        others = problem._replace(scores=np.delete(problem.scores, left_out, axis=0))
        after = mcda.rank(mcda.closeness(*others)).tolist()
        assert (left_out in found) == (before != after)
        if left_out in found:
            assert [*found[left_out].before] == before
            assert [*found[left_out].after] == after


@given(problems(candidates=(1, 2)))
def test_with_one_or_two_candidates_nobody_can_be_reordered(problem):
    assert mcda.rank_reversals(*problem) == []
