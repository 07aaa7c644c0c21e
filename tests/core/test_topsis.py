"""TOPSIS: what must hold for every table, and what was decided for the odd ones."""

import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization

import mcda
from mcda.core import columns as columns_module
from tests.core.tables import NORMALISATIONS, problems

NEAR = 1e-12


def random_problem(seed, n, m):
    rng = np.random.default_rng(seed)
    scores = rng.uniform(0.1, 100, (n, m))
    return scores, rng.dirichlet(np.ones(m)), rng.choice([-1, 1], m)


@pytest.mark.parametrize("seed", range(60))
def test_random_tables_agree_with_pymcdm_under_the_same_vector_normalisation(seed):
    rng = np.random.default_rng(seed)
    scores, weights, directions = random_problem(seed, int(rng.integers(2, 40)), int(rng.integers(1, 9)))
    theirs = TOPSIS(vector_normalization)(scores, weights, directions, validation=False)
    assert mcda.closeness(scores, weights, directions) == pytest.approx(theirs, abs=NEAR)


def test_a_large_table_is_worked_in_blocks_with_the_same_result_as_in_one_piece(monkeypatch):
    scores, weights, directions = random_problem(1, 1000, 6)
    whole = mcda.closeness(scores, weights, directions)
    monkeypatch.setattr(columns_module, "BLOCK", 64)
    monkeypatch.setattr("mcda.core.distance.BLOCK", 64)
    for layout in ("C", "F"):
        pieces = mcda.closeness(np.array(scores, order=layout), weights, directions)
        assert pieces == pytest.approx(whole, abs=1e-14)


@given(problems())
def test_closeness_lies_between_0_and_1_and_ranks_between_1_and_n(problem):
    closeness = mcda.closeness(*problem)
    assert ((closeness >= 0) & (closeness <= 1)).all()
    ranks = mcda.rank(closeness)
    assert ranks.min() == 1
    assert ranks.max() <= len(closeness)


@given(
    problems(normalisations=("vector", "minmax", "max", "sum")), st.sampled_from([1e-9, 0.3048, 12.0, 1e6])
)
def test_metres_or_feet_give_the_same_closeness(problem, unit):
    scaled = problem.scores * np.linspace(unit, 1, problem.scores.shape[1])
    assert mcda.closeness(*problem._replace(scores=scaled)) == pytest.approx(
        mcda.closeness(*problem), abs=1e-9
    )


@given(problems(), st.randoms())
def test_the_order_of_candidates_and_criteria_does_not_matter(problem, random):
    n, m = problem.scores.shape
    rows, columns = random.sample(range(n), n), random.sample(range(m), m)
    turned = mcda.closeness(
        problem.scores[rows][:, columns],
        problem.weights[columns],
        problem.directions[columns],
        problem.normalisation,
        problem.bounds[columns],
    )
    assert turned == pytest.approx(mcda.closeness(*problem)[rows], abs=NEAR)


@given(problems(candidates=(2, 7)))
def test_a_candidate_at_least_as_good_everywhere_is_never_ranked_below(problem):
    better = problem.scores * problem.directions
    ranks = mcda.rank(mcda.closeness(*problem))
    for i in range(len(better)):
        for j in range(len(better)):
            if (better[i] >= better[j]).all():
                assert ranks[i] <= ranks[j]


@given(problems(candidates=(1, 6)))
def test_turning_every_direction_turns_closeness_round(problem):
    turned = problem._replace(directions=-problem.directions)
    assert mcda.closeness(*turned) == pytest.approx(1 - mcda.closeness(*problem), abs=NEAR)


@given(problems(), st.integers(0, 2**32))
def test_many_weight_vectors_at_once_give_what_each_gives_alone(problem, seed):
    m = len(problem.weights)
    weights = np.concatenate((problem.weights[None], mcda.sample_weights(m, 5, seed), np.eye(m)))
    together = mcda.closeness(*problem._replace(weights=weights))
    alone = np.stack([mcda.closeness(*problem._replace(weights=vector)) for vector in weights])
    assert together == pytest.approx(alone, abs=NEAR)
    assert (mcda.rank(together) == mcda.rank(alone)).all()


@given(problems(candidates=(1, 5)), st.integers(0, 4))
def test_equal_candidates_have_equal_closeness_under_every_weight_vector(problem, copied):
    row = copied % len(problem.scores)
    doubled = np.concatenate((problem.scores, problem.scores[[row]]))
    weights = mcda.sample_weights(len(problem.weights), 50, 7)
    closeness = mcda.closeness(*problem._replace(scores=doubled, weights=weights))
    assert (closeness[:, row] == closeness[:, -1]).all()


@given(problems(candidates=(2, 7), normalisations=("fixed",)), st.integers(0, 6))
def test_fixed_bounds_never_let_a_candidate_change_the_others(problem, index):
    left_out = index % len(problem.scores)
    without = problem._replace(scores=np.delete(problem.scores, left_out, axis=0))
    assert mcda.closeness(*without) == pytest.approx(np.delete(mcda.closeness(*problem), left_out), abs=NEAR)
    assert mcda.rank_reversals(*problem) == []


@given(problems())
@settings(max_examples=30)
def test_no_argument_is_changed_and_read_only_ones_are_accepted(problem):
    before = [
        np.array(part) for part in (problem.scores, problem.weights, problem.directions, problem.bounds)
    ]
    for part in (problem.scores, problem.weights, problem.directions, problem.bounds):
        part.setflags(write=False)
    mcda.closeness(*problem)
    mcda.rank_acceptability(*problem._replace(weights=np.tile(problem.weights, (3, 1))))
    mcda.stability_intervals(*problem)
    mcda.rank_reversals(*problem)
    after = (problem.scores, problem.weights, problem.directions, problem.bounds)
    assert all((was == now).all() for was, now in zip(before, after, strict=True))


@given(problems(candidates=(2, 6)))
def test_a_criterion_on_which_all_are_alike_changes_nothing(problem):
    assume(problem.normalisation != "fixed")
    scores = np.column_stack((problem.scores, np.full(len(problem.scores), 7.0)))
    wider = problem._replace(
        scores=scores,
        weights=np.append(problem.weights / 2, 0.5),
        directions=np.append(problem.directions, 1),
    )
    assert mcda.closeness(*wider) == pytest.approx(mcda.closeness(*problem), abs=NEAR)


@pytest.mark.parametrize("normalisation", NORMALISATIONS[:4])
def test_a_criterion_with_zeros_only_changes_nothing(normalisation):
    with_zeros = mcda.closeness([[1, 0], [3, 0], [2, 0]], [0.5, 0.5], [1, 1], normalisation)
    assert with_zeros == pytest.approx(mcda.closeness([[1], [3], [2]], [1], [1], normalisation), abs=NEAR)


@pytest.mark.parametrize("normalisation", NORMALISATIONS[:4])
def test_candidates_that_nothing_tells_apart_are_half_way_and_tied(normalisation):
    closeness = mcda.closeness([[1, 2], [1, 2], [1, 2]], [0.5, 0.5], [1, -1], normalisation)
    assert closeness.tolist() == [0.5, 0.5, 0.5]
    assert mcda.rank(closeness).tolist() == [1, 1, 1]


def test_weight_on_nothing_but_a_constant_criterion_leaves_all_half_way():
    weights = [[1, 0], [0, 1]]
    closeness = mcda.closeness([[5, 1], [5, 2]], weights, [1, 1])
    assert closeness.tolist() == [[0.5, 0.5], [0, 1]]
    assert mcda.closeness([[5, 1], [5, 2]], weights[0], [1, 1]).tolist() == [0.5, 0.5]


def test_one_candidate_alone_is_half_way():
    assert mcda.closeness([[3, 4]], [0.5, 0.5], [1, 1]).tolist() == [0.5]


@pytest.mark.parametrize("power", [-300, -200, 200, 300])
@pytest.mark.parametrize("normalisation", NORMALISATIONS[:4])
def test_scores_of_any_magnitude_give_the_closeness_of_plain_ones(normalisation, power):
    scores, weights, directions = random_problem(3, 6, 4)
    plain = mcda.closeness(scores, weights, directions, normalisation)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        huge = mcda.closeness(scores * [10.0**power, 1, 10.0**-power, 1], weights, directions, normalisation)
        batch = mcda.closeness(scores * 10.0**power, np.tile(weights, (2, 1)), directions, normalisation)
    assert huge == pytest.approx(plain, abs=NEAR)
    assert batch == pytest.approx(np.tile(plain, (2, 1)), abs=NEAR)


@pytest.mark.parametrize("power", [-310, -300, 300, 307])
def test_declared_ranges_of_any_magnitude_give_the_closeness_of_plain_ones(power):
    unit = 10.0**power
    plain = mcda.closeness([[1, 2], [3, 1]], [0.5, 0.5], [1, -1], "fixed", [[0, 4], [0, 4]])
    scores, bounds = np.array([[1, 2], [3, 1]]) * [unit, 1], np.array([[0, 4 * unit], [0, 4]])
    assert mcda.closeness(scores, [0.5, 0.5], [1, -1], "fixed", bounds) == pytest.approx(plain, abs=1e-9)


def test_a_column_from_the_lowest_to_the_highest_double_is_compared_without_overflow():
    top = np.finfo(float).max
    assert mcda.closeness([[-top], [0], [top]], [1], [1], "minmax") == pytest.approx([0, 0.5, 1])
    assert mcda.closeness([[-top], [0], [top]], [1], [1]) == pytest.approx([0, 0.5, 1])


def test_lists_data_frames_and_both_memory_layouts_give_the_same():
    import pandas as pd

    scores, weights, directions = random_problem(5, 8, 3)
    expected = mcda.closeness(scores, weights, directions).tolist()
    frame = pd.DataFrame(scores, columns=list("abc"), index=[f"city {i}" for i in range(8)])
    for form in (scores.tolist(), frame, np.asfortranarray(scores), frame.astype(object)):
        assert mcda.closeness(form, weights.tolist(), directions.tolist()).tolist() == expected


def test_published_weights_rounded_to_two_decimals_are_taken_as_they_stand():
    thirds, rounded = [1 / 3, 1 / 3, 1 / 3], [0.33, 0.33, 0.33]
    scores = [[1, 2, 3], [3, 1, 1], [2, 2, 2]]
    found = mcda.closeness(scores, rounded, [1, 1, 1])
    assert found == pytest.approx(mcda.closeness(scores, thirds, [1, 1, 1]), abs=NEAR)


def worked():
    criteria = [
        mcda.Criterion("spill", mcda.Direction.MIN, "t"),
        mcda.Criterion("reach", lowest=0, highest=10),
    ]
    return mcda.Table(["Jia", "Yi", "Bing"], criteria, [[3, 4], [4, 3], [0, 5]])


def test_every_intermediate_table_of_a_ranking_follows_from_the_one_before():
    ranking = mcda.topsis(worked(), [0.25, 0.75])
    norms = np.sqrt([25, 50])
    assert ranking.normalised == pytest.approx(worked().scores / norms)
    assert ranking.weighted == pytest.approx(ranking.normalised * [0.25, 0.75])
    assert ranking.ideal == pytest.approx([0, ranking.weighted[2, 1]])
    assert ranking.anti_ideal == pytest.approx([ranking.weighted[1, 0], ranking.weighted[1, 1]])
    to_ideal = np.sqrt(((ranking.weighted - ranking.ideal) ** 2).sum(axis=1))
    assert ranking.distance_to_ideal == pytest.approx(to_ideal)
    total = ranking.distance_to_ideal + ranking.distance_to_anti_ideal
    assert ranking.closeness == pytest.approx(ranking.distance_to_anti_ideal / total)
    assert ranking.ranks.tolist() == [2, 3, 1]
    assert not ranking.closeness.flags.writeable
    assert not ranking.ranks.flags.writeable


@given(problems(candidates=(1, 6)))
def test_a_ranking_has_the_closeness_of_the_bare_call_under_every_normalisation(problem):
    criteria = [
        mcda.Criterion(f"c{i}", int(direction), lowest=low, highest=high)
        for i, (direction, (low, high)) in enumerate(zip(problem.directions, problem.bounds, strict=True))
    ]
    table = mcda.Table([f"k{i}" for i in range(len(problem.scores))], criteria, problem.scores)
    ranking = mcda.topsis(table, problem.weights, problem.normalisation)
    assert ranking.closeness == pytest.approx(mcda.closeness(*problem), abs=NEAR)
    assert (ranking.weights * ranking.normalised == ranking.weighted).all()


def test_fixed_without_declared_ranges_names_the_criteria_that_lack_one():
    with pytest.raises(mcda.InvalidInput) as refused:
        mcda.topsis(worked(), [0.5, 0.5], "fixed")
    assert refused.value.code == "bounds.undeclared"
    assert refused.value.values["criteria"] == ["spill"]


def test_a_refused_score_is_named_by_candidate_and_criterion():
    table = mcda.Table(["Jia", "Yi"], [mcda.Criterion("spill"), mcda.Criterion("reach")], [[1, 2], [None, 3]])
    with pytest.raises(mcda.InvalidInput) as refused:
        mcda.topsis(table, [0.5, 0.5])
    assert refused.value.code == "scores.unknown"
    assert (refused.value.values["candidate"], refused.value.values["criterion"]) == ("Yi", "spill")
    assert "candidate Yi on criterion spill" in str(refused.value)


def test_a_table_keeps_its_own_copy_of_the_scores():
    scores = np.array([[1.0], [2.0]])
    table = mcda.Table(["a", "b"], [mcda.Criterion("c")], scores)
    scores[0, 0] = 9
    assert table.scores[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        table.scores[0, 0] = 9
