"""Ranks: best 1, ties share, twelve decimals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

import mcda


def test_ties_share_the_better_rank_and_the_next_counts_them():
    assert mcda.rank([0.7, 0.9, 0.9, 0.1]).tolist() == [3, 1, 1, 4]


@pytest.mark.parametrize(
    ("gap", "ranks"), [(1e-13, [1, 1]), (4e-13, [1, 1]), (1e-12, [2, 1]), (1e-11, [2, 1])]
)
def test_closeness_is_compared_at_twelve_decimals(gap, ranks):
    assert mcda.rank([0.5, 0.5 + gap]).tolist() == ranks


def test_equal_candidates_tie_even_where_rounding_to_twelve_decimals_would_part_them():
    boundary = 0.1234567890125
    below, above = np.nextafter(boundary, 0), np.nextafter(boundary, 1)
    assert round(below, 12) != round(above, 12)
    assert mcda.rank([below, above, 0.05]).tolist() == [1, 1, 3]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=9))
def test_ranks_are_those_of_scipy_with_the_least_of_tied_ranks(values):
    closeness = np.array(values) / 6
    assert mcda.rank(closeness).tolist() == rankdata(-closeness, method="min").tolist()


def test_many_rows_are_ranked_each_on_its_own_in_any_shape():
    values = np.random.default_rng(0).integers(0, 4, (2, 3, 5)) / 4
    expected = [[mcda.rank(row).tolist() for row in block] for block in values]
    assert mcda.rank(values).tolist() == expected


def test_ranks_are_whole_numbers():
    assert mcda.rank([0.2]).tolist() == [1]
    assert mcda.rank([0.2, 0.1]).dtype == np.int64
