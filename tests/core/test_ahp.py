"""Comparisons to weights: exactness, stacks, incomplete answers, what to reconsider and what to ask next."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mcda.core import perron
from mcda.core.ahp import next_pair, priorities, random_index, reconsider
from mcda.core.comparisons import components
from mcda.core.perron import principal
from mcda.core.problem import Comparisons
from tests.core.judgements import (
    incomplete,
    matrices,
    random_judgements,
    root_in_long_doubles,
    weight_vectors,
    without,
)

METHODS = ["eigenvector", "geometric_mean"]
NAN = np.nan


@pytest.mark.parametrize("order", range(3, 16))
def test_weights_of_random_judgements_are_exact_to_the_last_digits(order):
    judgements = random_judgements(np.random.default_rng(order), 200, order)
    weights, roots = root_in_long_doubles(judgements)
    found = priorities(judgements)
    assert np.abs(found.weights / weights - 1).max() < 2e-15
    assert np.abs(found.lambda_max / roots - 1).max() < 2e-15


@pytest.mark.parametrize("judgement", [9, 1e3, 1e6, 1e12])
def test_circular_judgements_weigh_equally_however_extreme(judgement):
    circle = np.array([[1, judgement, 1 / judgement], [NAN, 1, judgement], [NAN, NAN, 1]])
    found = priorities(circle)
    assert found.weights == pytest.approx([1 / 3] * 3, rel=1e-12)
    assert found.lambda_max == pytest.approx(1 + judgement + 1 / judgement)


@settings(max_examples=60, deadline=None)
@given(weight_vectors(), st.sampled_from(METHODS))
def test_a_consistent_matrix_gives_back_its_weights_and_ratio_0(weights, method):
    found = priorities(weights[:, None] / weights, method)
    assert found.weights == pytest.approx(weights, rel=1e-12)
    assert found.consistency_ratio == 0
    assert found.lambda_max == pytest.approx(len(weights))


@settings(max_examples=60, deadline=None)
@given(matrices(), st.sampled_from(METHODS))
def test_the_other_way_round_inverts_the_geometric_mean_and_keeps_the_root(matrix, method):
    forward, backward = priorities(matrix, method), priorities(matrix.T, method)
    assert backward.lambda_max == pytest.approx(forward.lambda_max, rel=1e-12) or method == "geometric_mean"
    inverse = 1 / priorities(matrix, "geometric_mean").weights
    assert priorities(matrix.T, "geometric_mean").weights == pytest.approx(inverse / inverse.sum())


@settings(max_examples=60, deadline=None)
@given(matrices(), st.randoms(use_true_random=False), st.sampled_from(METHODS))
def test_renaming_the_items_permutes_the_weights(matrix, random, method):
    order = list(range(len(matrix)))
    random.shuffle(order)
    found, moved = priorities(matrix, method), priorities(matrix[np.ix_(order, order)], method)
    assert moved.weights == pytest.approx(found.weights[order], rel=1e-12)
    assert moved.lambda_max == pytest.approx(found.lambda_max, rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(matrices(least=1, most=3))
def test_up_to_three_items_both_methods_agree(matrix):
    by_eigenvector, by_mean = (priorities(matrix, method) for method in METHODS)
    assert by_eigenvector.weights == pytest.approx(by_mean.weights, rel=1e-12)
    assert by_eigenvector.lambda_max == pytest.approx(by_mean.lambda_max, rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_a_stack_gives_what_its_matrices_give_one_by_one(method):
    rng = np.random.default_rng(5)
    judgements = random_judgements(rng, 60, 5)
    for person in judgements[::2]:
        person[0, 4] = person[4, 0] = NAN
    for person in judgements[::3]:
        person[1, 3] = person[3, 1] = NAN
    judgements[7] = NAN
    judgements[7, 0, 1:] = [2, 3, 4, 5]
    found = priorities(judgements, method)
    one_by_one = [priorities(person, method) for person in judgements]
    for name in ("weights", "lambda_max", "consistency_index"):
        alone = np.array([getattr(each, name) for each in one_by_one])
        assert getattr(found, name) == pytest.approx(alone, rel=1e-12, abs=1e-15)
    assert found.consistency_ratio[7] is None
    assert [each.consistency_ratio is None for each in one_by_one] == [i == 7 for i in range(60)]
    rest = np.delete(found.consistency_ratio, 7).astype(float)
    assert rest == pytest.approx([each.consistency_ratio for i, each in enumerate(one_by_one) if i != 7])


def test_a_stack_of_any_shape_keeps_its_shape():
    judgements = random_judgements(np.random.default_rng(2), 6, 4).reshape(2, 3, 4, 4)
    found = priorities(judgements)
    assert found.weights.shape == (2, 3, 4)
    assert found.consistency_ratio.shape == found.lambda_max.shape == (2, 3)
    assert found.weights[1, 2] == pytest.approx(priorities(judgements[1, 2]).weights)


@pytest.mark.parametrize("method", METHODS)
def test_results_do_not_hang_on_threads_nor_beyond_the_last_digit_on_blocks(monkeypatch, method):
    judgements = random_judgements(np.random.default_rng(3), 300, 4)
    judgements[::7, 0, 3] = judgements[::7, 3, 0] = NAN
    whole = priorities(judgements, method).weights
    monkeypatch.setattr("mcda.core.blocks.CELLS", 160)
    threaded = priorities(judgements, method).weights
    assert threaded == pytest.approx(whole, rel=4e-15)
    for cores in (1, 3, 64):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        assert priorities(judgements, method).weights.tobytes() == threaded.tobytes()


@pytest.mark.parametrize("size", [1e12, 1e18, 1e24])
def test_powers_that_leave_the_range_of_floats_are_scaled(size):
    circular = np.array([[1, size, 1 / size], [1 / size, 1, size], [size, 1 / size, 1]])
    weights, roots = principal(np.stack([circular, np.ones((3, 3))]))
    assert weights == pytest.approx(np.full((2, 3), 1 / 3), rel=1e-14)
    assert roots == pytest.approx([1 + size + 1 / size, 3], rel=1e-14)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_process_forked_after_threads_worked_has_threads_of_its_own(monkeypatch):
    monkeypatch.setattr("mcda.core.blocks.CELLS", 160)
    judgements = random_judgements(np.random.default_rng(3), 100, 4)
    weights = priorities(judgements).weights
    with ProcessPoolExecutor(1, get_context("fork")) as forked:
        theirs = forked.submit(priorities, judgements).result(timeout=30)
    assert theirs.weights.tobytes() == weights.tobytes()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_process_forked_while_a_thread_multiplies_does_not_wait_for_it():
    judgements = random_judgements(np.random.default_rng(3), 2, 4)
    with perron._turn(), ProcessPoolExecutor(1, get_context("fork")) as forked:
        theirs = forked.submit(priorities, judgements).result(timeout=30)
    assert theirs.weights.tobytes() == priorities(judgements).weights.tobytes()


def test_somebody_who_contradicts_themselves_is_weighed_in_a_crowd_as_alone():
    crowd = np.ones((500, 8, 8))
    crowd[100:110] = random_judgements(np.random.default_rng(9), 10, 8)
    found = priorities(crowd)
    for person in range(98, 112):
        assert found.weights[person] == pytest.approx(priorities(crowd[person]).weights, rel=4e-15)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("order", [1, 2])
def test_one_or_two_items_have_ratio_0(order, method):
    found = priorities([[1]] if order == 1 else [[1, 4], [0.25, 1]], method)
    assert found.weights == pytest.approx([1] if order == 1 else [0.8, 0.2])
    assert (found.consistency_ratio, found.consistency_index) == (0, 0)
    assert found.lambda_max == order


@pytest.mark.parametrize("order", [16, 20, 100])
def test_above_order_15_the_ratio_follows_the_linear_fit(order):
    found = priorities(random_judgements(np.random.default_rng(order), 1, order)[0])
    assert found.random_index == "Alonso & Lamata 2006, linear fit"
    assert found.consistency_ratio == pytest.approx(found.consistency_index / random_index(order))
    # A random matrix is about as inconsistent as random matrices are.
    assert found.consistency_ratio == pytest.approx(1, abs=0.3)


def test_the_linear_fit_continues_the_table():
    assert random_index(15) < random_index(16) < random_index(17)
    assert random_index(16) == pytest.approx(random_index(15), abs=0.02)


def test_one_side_of_the_diagonal_is_enough():
    both = [[1, 3, 0.5], [1 / 3, 1, 4], [2, 0.25, 1]]
    upper = [[1, 3, None], [None, None, 4], [2, None, 1]]
    assert priorities(upper).weights == pytest.approx(priorities(both).weights, rel=1e-15)


def test_lists_frames_and_named_comparisons_are_read_alike():
    given_ = [[1, 2, 4], [0.5, 1, 3], [0.25, 1 / 3, 1]]
    names = ("cost", "risk", "reach")
    expected = priorities(np.array(given_)).weights
    for form in (
        given_,
        pd.DataFrame(given_, columns=names, index=names),
        pd.DataFrame(given_, columns=names).astype("Float64"),
        pd.DataFrame([[None, 2, 4], [None, None, 3], [None, None, None]], columns=names, dtype=object),
        Comparisons(names, np.array(given_)),
        np.ma.masked_equal([[1, 2, 4], [0, 1, 3], [0, 0, 1]], 0),
    ):
        assert priorities(form).weights == pytest.approx(expected, rel=1e-15)


@settings(max_examples=60, deadline=None)
@given(incomplete())
def test_the_completion_cannot_be_bettered_by_changing_any_missing_pair(matrix):
    found = priorities(matrix)
    for row, column in zip(*np.nonzero(np.triu(np.isnan(matrix))), strict=True):
        for factor in (0.97, 1.03):
            changed = matrix.copy()
            changed[row, column] = factor * found.weights[row] / found.weights[column]
            changed[column, row] = NAN
            assert priorities(changed).lambda_max >= found.lambda_max - 1e-9


@settings(max_examples=60, deadline=None)
@given(incomplete())
def test_least_squares_leave_no_better_weights_nearby(matrix):
    weights = priorities(matrix, "geometric_mean").weights

    def misfit(candidate):
        return np.nansum((np.log(matrix) - np.log(candidate[:, None] / candidate)) ** 2)

    for item in range(len(matrix)):
        for factor in (0.99, 1.01):
            nearby = weights.copy()
            nearby[item] *= factor
            assert misfit(nearby) >= misfit(weights) - 1e-12


@settings(max_examples=40, deadline=None)
@given(matrices(least=3), st.sampled_from(METHODS))
def test_a_pair_filled_with_what_the_weights_say_changes_nothing_in_least_squares(matrix, method):
    missing = np.zeros(matrix.shape, dtype=bool)
    missing[0, 1] = True
    found = priorities(without(matrix, missing), "geometric_mean")
    matrix[0, 1] = found.weights[0] / found.weights[1]
    matrix[1, 0] = 1 / matrix[0, 1]
    assert priorities(matrix, "geometric_mean").weights == pytest.approx(found.weights, rel=1e-10)


@pytest.mark.parametrize("method", METHODS)
def test_nothing_missing_takes_the_same_path_to_the_same_weights(method):
    judgements = random_judgements(np.random.default_rng(4), 20, 6)
    complete = priorities(judgements, method)
    one_missing = np.concatenate([judgements, judgements[:1]])
    one_missing[-1, 0, 5] = one_missing[-1, 5, 0] = NAN
    among_incomplete = priorities(one_missing, method)
    assert among_incomplete.weights[:20] == pytest.approx(complete.weights, rel=1e-13)
    assert complete.random_index == "Alonso & Lamata 2006"
    assert among_incomplete.random_index == "Alonso & Lamata 2006, optimistic for incomplete comparisons"


@pytest.mark.parametrize("method", METHODS)
def test_a_spanning_tree_gives_its_weights_exactly_and_no_ratio(method):
    tree = [[1, 2, None, None], [None, 1, 3, None], [None, None, 1, None], [4, None, None, 1]]
    found = priorities(tree, method)
    assert found.weights == pytest.approx(np.array([6, 3, 1, 24]) / 34, rel=1e-12)
    assert found.consistency_ratio is None
    assert found.consistency_index == 0


@settings(max_examples=80, deadline=None)
@given(incomplete(steps=[1e-12, 1e-6, 1e-3, 1, 1e3, 1e6, 1e12]), st.sampled_from(METHODS))
def test_the_most_extreme_judgements_still_give_weights(matrix, method):
    found = priorities(matrix, method)
    assert found.weights.min() > 0
    assert found.weights.sum() == pytest.approx(1)
    assert np.isfinite(found.lambda_max)
    assert found.lambda_max >= len(matrix)


def test_a_chain_of_extreme_judgements_multiplies_up_without_overflow():
    k = 12
    chain = np.full((k, k), NAN)
    chain[np.arange(k - 1), np.arange(1, k)] = 1e12
    for method in METHODS:
        weights = priorities(chain, method).weights
        assert np.log10(weights) == pytest.approx(-12.0 * np.arange(k), rel=1e-9, abs=1e-9)


def test_what_would_fit_is_found_however_far_the_judgements_multiply_up():
    k = 24
    chain = np.full((k, k), NAN)
    chain[np.arange(k - 1), np.arange(1, k)] = 1e12
    chain[0, 2] = 5
    worst = reconsider(chain, 1)[0]
    assert {worst.row, worst.column} <= {0, 1, 2}
    assert 1 / 9 <= worst.fitting <= 9
    assert np.isfinite(worst.ratio_after)


def test_a_result_cannot_be_written_into():
    found = priorities(random_judgements(np.random.default_rng(1), 2, 3))
    for array in (found.weights, found.lambda_max, found.consistency_index, found.consistency_ratio):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@settings(max_examples=40, deadline=None)
@given(incomplete())
def test_no_function_changes_the_comparisons_it_is_given(matrix):
    before = matrix.copy()
    for method in METHODS:
        priorities(matrix, method)
    reconsider(matrix)
    next_pair(matrix)
    assert np.array_equal(matrix, before, equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(matrices(least=3) | incomplete())
def test_taking_a_suggestion_gives_the_ratio_it_promises(matrix):
    before = priorities(matrix).consistency_ratio
    for suggestion in reconsider(matrix):
        revised = matrix.copy()
        revised[suggestion.row, suggestion.column] = suggestion.fitting
        revised[suggestion.column, suggestion.row] = NAN
        assert priorities(revised).consistency_ratio == pytest.approx(suggestion.ratio_after, abs=1e-12)
        assert suggestion.ratio_after < before
        assert 1 / 9 <= suggestion.fitting <= 9
        assert suggestion.row < suggestion.column
        assert suggestion.judged == matrix[suggestion.row, suggestion.column]


def test_one_reversed_judgement_in_a_consistent_matrix_is_found_and_put_right():
    # Clerical inversion, Dyer & Forman 1992.
    weights = np.array([8, 4, 4, 2, 1])
    reversed_ = weights[:, None] / weights
    reversed_[1, 3], reversed_[3, 1] = reversed_[3, 1], reversed_[1, 3]
    [worst, *_] = reconsider(reversed_)
    assert (worst.row, worst.column, worst.judged) == (1, 3, 0.5)
    assert worst.fitting == pytest.approx(2)
    assert worst.ratio_after == pytest.approx(0, abs=1e-12)


def test_a_consistent_matrix_has_nothing_to_reconsider():
    weights = np.array([5, 3, 1])
    assert reconsider(weights[:, None] / weights) == []
    assert reconsider([[1]]) == reconsider([[1, 9], [1 / 9, 1]]) == []


def test_a_judgement_alone_between_two_groups_is_never_doubted():
    bridged = np.full((4, 4), NAN)
    bridged[0, 1], bridged[1, 2], bridged[0, 2], bridged[2, 3] = 3, 3, 1 / 3, 9
    doubted = {(each.row, each.column) for each in reconsider(bridged, limit=10)}
    assert doubted
    assert (2, 3) not in doubted


def test_a_suggestion_stays_within_the_scale():
    extreme = without(random_judgements(np.random.default_rng(0), 1, 3)[0], np.zeros((3, 3), dtype=bool))
    extreme[0, 1], extreme[1, 2], extreme[0, 2] = 9, 9, 1
    extreme[1, 0], extreme[2, 1], extreme[2, 0] = 1 / 9, 1 / 9, 1
    assert {each.fitting for each in reconsider(extreme) if (each.row, each.column) == (0, 2)} == {9}


def test_no_more_suggestions_are_made_than_asked_for():
    judgements = random_judgements(np.random.default_rng(8), 1, 7)[0]
    assert [len(reconsider(judgements, limit)) for limit in (0, 1, 3, 5)] == [0, 1, 3, 5]


def test_asking_from_nothing_connects_everything_and_then_asks_every_pair_once():
    k = 6
    comparisons = np.full((k, k), NAN)
    asked = []
    while (pair := next_pair(comparisons)) is not None:
        asked.append(pair)
        comparisons[pair] = 1
    assert len(set(asked)) == len(asked) == k * (k - 1) // 2
    tree = np.full((k, k), NAN)
    for pair in asked[: k - 1]:
        tree[pair] = 1
    assert priorities(tree).consistency_ratio is None


@settings(max_examples=60, deadline=None)
@given(incomplete(least=3, most=6))
def test_the_next_pair_adds_most_spanning_trees(matrix):
    given_ = ~np.isnan(matrix)
    assume(not given_.all())

    def trees(graph):
        off = graph & ~np.eye(len(graph), dtype=bool)
        return np.linalg.det((np.diag(off.sum(axis=1)) - off)[1:, 1:])

    def after(pair):
        graph = given_.copy()
        graph[pair] = graph[pair[::-1]] = True
        return trees(graph)

    row, column = next_pair(matrix)
    assert row < column
    unasked = [pair for pair in zip(*np.nonzero(~np.triu(given_)), strict=True) if pair[0] < pair[1]]
    assert after((row, column)) == pytest.approx(max(after(pair) for pair in unasked))


def test_groups_that_no_comparison_joins_are_listed():
    given_ = np.eye(5, dtype=bool)
    given_[0, 3] = given_[3, 0] = given_[1, 4] = given_[4, 1] = True
    assert components(given_) == [[0, 3], [1, 4], [2]]
