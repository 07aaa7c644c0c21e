"""Rank acceptability: what must hold, the same as ranking draw by draw, whatever blocks and threads."""

import pickle
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcda
from mcda.core import acceptability as module
from mcda.core import distance, draws
from mcda.core.acceptability import ranked_above
from tests.core.tables import problems


def one_by_one(problem):
    """Ranks (s, n), each draw by a full TOPSIS of its own."""
    return np.stack([mcda.rank(mcda.closeness(*problem._replace(weights=w))) for w in problem.weights])


def shares_of(ranks):
    n = ranks.shape[1]
    return np.stack([(ranks == place).mean(axis=0) for place in range(1, n + 1)], axis=1)


def wins_of(ranks):
    return (ranks[:, :, None] < ranks[:, None, :]).mean(axis=0)


@given(problems(), st.integers(0, 2**32))
def test_shares_wins_and_central_weights_are_those_of_ranking_draw_by_draw(problem, seed):
    m = len(problem.weights)
    weights = np.concatenate((mcda.sample_weights(m, 20, seed), np.eye(m), np.full((1, m), 1 / m)))
    problem = problem._replace(weights=weights)
    ranks = one_by_one(problem)
    found = mcda.rank_acceptability(*problem)
    assert found.rank_acceptability == pytest.approx(shares_of(ranks), abs=1e-15)
    assert found.pairwise_winning == pytest.approx(wins_of(ranks), abs=1e-15)
    assert found.samples == len(weights)
    for i in range(len(problem.scores)):
        own = weights[ranks[:, i] == 1]
        if len(own) == 0:
            assert set(found.central_weights[i]) == {None}
            assert found.confidence[i] is None
        else:
            assert found.central_weights[i].astype(float) == pytest.approx(own.mean(axis=0), abs=1e-12)
            under_own = mcda.rank(mcda.closeness(*problem._replace(weights=own.mean(axis=0))))
            assert found.confidence[i] == (under_own[i] == 1)


@given(problems(candidates=(1, 6)), st.integers(0, 2**32))
def test_the_shares_of_each_candidate_sum_to_1_and_some_candidate_is_always_first(problem, seed):
    weights = mcda.sample_weights(len(problem.weights), 64, seed)
    shares = mcda.rank_acceptability(*problem._replace(weights=weights)).rank_acceptability
    assert shares.sum(axis=1) == pytest.approx(np.ones(len(problem.scores)), abs=1e-12)
    assert shares[:, 0].sum() >= 1 - 1e-12


def table_with_equal_and_tied_candidates(n=203, m=6):
    rng = np.random.default_rng(5)
    scores = rng.integers(0, 4, (n, m)).astype(float)
    scores[::17] = scores[0]
    return scores, mcda.sample_weights(m, 700, 3), np.array([1, -1, 1, 1, -1, 1])


def results(found):
    return (
        found.rank_acceptability.tolist(),
        found.central_weights.tolist(),
        found.confidence.tolist(),
        found.pairwise_winning.tolist(),
    )


def test_neither_blocks_nor_threads_change_a_bit_of_the_result(monkeypatch):
    scores, weights, directions = table_with_equal_and_tied_candidates()
    expected = results(mcda.rank_acceptability(scores, weights, directions, threads=1))
    for block, cached, serial, threads in (
        (2**12, 2**12, 2**12, 3),
        (2**14, 2**9, 2**15, 2),
        (2**22, 2**20, 2**18, 5),
    ):
        monkeypatch.setattr(module, "_BLOCK", block)
        monkeypatch.setattr(draws, "_CACHED", cached)
        monkeypatch.setattr(draws, "SERIAL", serial)
        monkeypatch.setattr(distance, "SERIAL", serial)
        assert results(mcda.rank_acceptability(scores, weights, directions, threads=threads)) == expected


def test_equal_candidates_take_equal_ranks_in_every_draw_of_a_large_table():
    """A plain matrix product parts such candidates in hundreds of these draws."""
    rng = np.random.default_rng(0)
    scores = rng.uniform(1, 100, (1003, 10))
    copies = [5, 500, 997, 1002]
    scores[copies] = scores[5]
    weights = rng.dirichlet(np.ones(10), 300)
    directions = np.where(np.arange(10) % 3 == 2, -1, 1)
    ranks = mcda.rank(mcda.closeness(scores, weights, directions))
    assert (ranks[:, copies] == ranks[:, [5]]).all()
    shares = mcda.rank_acceptability(scores, weights, directions).rank_acceptability
    assert (shares[copies] == shares[5]).all()
    assert shares == pytest.approx(shares_of(ranks), abs=1e-15)


def test_candidates_that_tie_only_under_some_weights_are_counted_as_tied_there():
    scores = [[1, 0, 2], [0, 1, 2], [0, 0, 1]]
    weights = [[0.3, 0.3, 0.4], [0.2, 0.6, 0.2], [0, 0, 1]]
    found = mcda.rank_acceptability(scores, weights, [1, 1, 1])
    third = 1 / 3
    expected = [[2 * third, third, 0], [1, 0, 0], [0, 0, 1]]
    assert found.rank_acceptability == pytest.approx(np.array(expected))
    assert found.pairwise_winning == pytest.approx(np.array([[0, 0, 1], [third, 0, 1], [0, 0, 0]]))


def test_a_candidate_that_is_never_first_has_no_central_weights_and_no_confidence():
    found = mcda.rank_acceptability([[2, 2], [1, 1]], mcda.sample_weights(2, 50, 1), [1, 1])
    assert found.central_weights[1].tolist() == [None, None]
    assert found.confidence.tolist() == [1, None]
    assert not any(np.isnan(value) for value in found.central_weights[0])


def test_where_all_are_first_somewhere_central_weights_are_plain_floats():
    found = mcda.rank_acceptability([[2, 1], [1, 2]], mcda.sample_weights(2, 50, 1), [1, 1])
    assert found.central_weights.dtype == found.confidence.dtype == np.float64


@given(problems(candidates=(1, 5), criteria=(1, 3)), st.integers(0, 2**32))
@settings(max_examples=50)
def test_drawn_scores_are_ranked_like_each_table_on_its_own(problem, seed):
    rng = np.random.default_rng(seed)
    n, m = problem.scores.shape
    low, high = problem.scores.min(axis=0), problem.scores.max(axis=0)
    tables = low + (high - low) * rng.integers(0, 3, (12, n, m)) / 2
    weights = mcda.sample_weights(m, 12, seed)
    found = mcda.rank_acceptability(*problem._replace(scores=tables, weights=weights))
    ranks = np.stack(
        [
            mcda.rank(mcda.closeness(*problem._replace(scores=table, weights=vector)))
            for table, vector in zip(tables, weights, strict=True)
        ]
    )
    assert found.rank_acceptability == pytest.approx(shares_of(ranks), abs=1e-15)
    assert found.pairwise_winning == pytest.approx(wins_of(ranks), abs=1e-15)
    for i in range(n):
        own = weights[ranks[:, i] == 1]
        if len(own):
            middle = own.mean(axis=0)
            firsts = [
                mcda.rank(mcda.closeness(*problem._replace(scores=table, weights=middle)))[i] == 1
                for table in tables
            ]
            assert found.confidence[i] == pytest.approx(np.mean(firsts))


def test_the_same_table_drawn_again_and_again_gives_what_the_table_alone_gives():
    scores, weights, directions = table_with_equal_and_tied_candidates(n=12)
    alone = mcda.rank_acceptability(scores, weights, directions)
    drawn = mcda.rank_acceptability(np.tile(scores, (700, 1, 1)), weights, directions)
    assert drawn.rank_acceptability.tolist() == alone.rank_acceptability.tolist()
    assert drawn.pairwise_winning.tolist() == alone.pairwise_winning.tolist()
    assert drawn.central_weights.tolist() == alone.central_weights.tolist()


def test_one_weight_vector_serves_every_drawn_table():
    tables = np.random.default_rng(1).uniform(1, 2, (30, 4, 3))
    vector = [0.2, 0.3, 0.5]
    once = mcda.rank_acceptability(tables, vector, [1, 1, 1])
    repeated = mcda.rank_acceptability(tables, np.tile(vector, (30, 1)), [1, 1, 1])
    assert once.rank_acceptability.tolist() == repeated.rank_acceptability.tolist()


def test_wins_counted_later_do_not_see_what_the_caller_did_to_the_arrays_since():
    scores, weights, directions = table_with_equal_and_tied_candidates(n=9)
    expected = mcda.rank_acceptability(scores, weights, directions).pairwise_winning
    found = mcda.rank_acceptability(scores, weights, directions)
    scores[:] = 1
    weights[:] = 0
    assert found.pairwise_winning.tolist() == expected.tolist()


def test_ten_thousand_weightings_of_a_thousand_candidates_need_less_than_150_megabytes():
    code = """
import resource, sys
import numpy as np, mcda

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

rng = np.random.default_rng(0)
scores, weights = rng.uniform(1, 100, (1000, 10)), rng.dirichlet(np.ones(10), 10_000)
mcda.rank_acceptability(scores[:5], weights[:5], np.ones(10))
before = peak()
mcda.rank_acceptability(scores, weights, np.ones(10), threads=2)
print(peak() - before)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 150e6


def test_how_often_one_ranks_above_another_is_the_cell_of_the_whole_count():
    scores = np.random.default_rng(5).integers(1, 6, (7, 3)).astype(float)
    scores[4] = scores[2]
    weights = mcda.sample_weights(3, 400, 1)
    for normalisation, bounds in (("vector", None), ("fixed", [(1, 5)] * 3)):
        problem = (scores, weights, [1, -1, 1], normalisation)
        whole = mcda.rank_acceptability(*problem, bounds).pairwise_winning
        found = [[ranked_above((i, j), *problem, bounds=bounds) for j in range(7)] for i in range(7)]
        assert found == whole.tolist()
    assert found[4][2] == found[2][4] == 0


def test_an_acceptability_can_be_sent_to_another_process():
    scores, weights, directions = table_with_equal_and_tied_candidates(n=9)
    found = mcda.rank_acceptability(scores, weights, directions)
    assert results(pickle.loads(pickle.dumps(found))) == results(found)
