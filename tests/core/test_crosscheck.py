"""Other methods beside TOPSIS: every row is ranks, or a reason."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from pymcdm.correlations import rank_similarity_coef
from pymcdm.correlations import weighted_spearman as peer_spearman
from pymcdm.methods import EDAS, MARCOS, PROMETHEE_II, SPOTIS, VIKOR, WPM, WSM
from pymcdm.normalizations import minmax_normalization, sum_normalization

import mcda
from mcda.core.crosscheck import METHODS, STANDARD
from mcda.core.similarity import weighted_spearman, ws
from mcda.core.vikor import vikor
from mcda.text import LANGUAGES, say
from tests.core.tables import problems


def positive_table(seed, n=7, m=4):
    rng = np.random.default_rng(seed)
    return rng.uniform(1, 10, (n, m)), rng.dirichlet(np.ones(m)), rng.choice([-1, 1], m)


@pytest.mark.parametrize("seed", range(10))
def test_each_row_holds_the_ranks_that_pymcdm_gives_with_the_normalisation_said(seed):
    scores, weights, directions = positive_table(seed)
    frame = mcda.compare_methods(scores, weights, directions)
    ranges = np.ptp(scores, axis=0)
    peers = {
        "WSM": WSM(minmax_normalization),
        "WPM": WPM(sum_normalization),
        "VIKOR": VIKOR(),
        "PROMETHEE II": PROMETHEE_II("vshape", p=list(ranges)),
        "EDAS": EDAS(),
        "MARCOS": MARCOS(),
        "SPOTIS": SPOTIS(SPOTIS.make_bounds(scores)),
    }
    for name, peer in peers.items():
        theirs = peer.rank(peer(scores, weights, directions, validation=False))
        assert frame.loc[name, list(range(7))].tolist() == theirs.tolist(), name
    assert (
        frame.loc["TOPSIS", list(range(7))].tolist()
        == mcda.rank(mcda.closeness(scores, weights, directions)).tolist()
    )


@pytest.mark.parametrize("seed", range(10))
def test_correlations_are_those_of_pymcdm_with_topsis_as_the_reference(seed):
    frame = mcda.compare_methods(*positive_table(seed))
    reference = frame.loc["TOPSIS", list(range(7))].to_numpy(dtype=float)
    for name in STANDARD:
        ranks = frame.loc[name, list(range(7))].to_numpy(dtype=float)
        assert frame.loc[name, "weighted_spearman"] == pytest.approx(
            peer_spearman(reference, ranks), abs=1e-12
        )
        assert frame.loc[name, "ws"] == pytest.approx(rank_similarity_coef(reference, ranks), abs=1e-12)
        assert frame.loc[name, "same_first"] == ((ranks == 1) == (reference == 1)).all()


@settings(max_examples=60)
@given(problems())
def test_every_table_gets_ranks_or_a_reason_from_every_method_and_never_nan(problem):
    frame = mcda.compare_methods(problem.scores, problem.weights, problem.directions, list(METHODS))
    n = len(problem.scores)
    for name in METHODS:
        ranks, reason = frame.loc[name, list(range(n))].tolist(), frame.loc[name, "reason"]
        if reason is None:
            assert min(ranks) == 1
            assert max(ranks) <= n
        else:
            assert ranks == [None] * n
            assert all(say(reason, language) for language in LANGUAGES)
    cells = [cell for column in frame for cell in frame[column]]
    assert not any(isinstance(cell, float) and np.isnan(cell) for cell in cells)


@settings(max_examples=30)
@given(problems(candidates=(2, 6)))
def test_a_dominating_candidate_is_never_below_by_any_method(problem):
    better = problem.scores * problem.directions
    best = better.max(axis=0) + 1
    scores = np.concatenate((problem.scores, (best * problem.directions)[None]))
    if scores.min() <= 0:
        scores = scores - scores.min() + 1
    frame = mcda.compare_methods(scores, problem.weights, problem.directions, list(METHODS))
    assert frame[len(problem.scores)].tolist() == [1] * len(METHODS)


def test_scores_of_zero_leave_the_ratio_methods_out_and_say_why():
    frame = mcda.compare_methods([[1, 0], [0, 1], [0.5, 0.2]], [0.5, 0.5], [1, -1])
    reasons = frame["reason"].to_dict()
    assert reasons["WPM"] == reasons["MARCOS"] == "crosscheck.needs_positive"
    assert reasons["EDAS"] is None
    assert frame.loc["WPM", [0, 1, 2]].tolist() == [None, None, None]


def test_scores_below_zero_leave_edas_out():
    frame = mcda.compare_methods([[1, -1], [2, 3]], [0.5, 0.5], [1, 1], ["EDAS"])
    assert frame.loc["EDAS", "reason"] == "crosscheck.needs_not_negative"


def test_more_candidates_than_can_be_paired_leave_promethee_out():
    scores = np.arange(3001.0)[:, None]
    frame = mcda.compare_methods(scores, [1], [1], ["PROMETHEE II", "SPOTIS"])
    assert frame["reason"].tolist() == ["crosscheck.too_many", None]


def test_candidates_that_nothing_tells_apart_are_tied_by_every_method():
    frame = mcda.compare_methods([[1, 2], [1, 2]], [0.5, 0.5], [1, -1])
    assert (frame[[0, 1]] == 1).all(axis=None)
    assert frame.loc["VIKOR", "compromise"] == (0, 1)


def test_a_criterion_of_no_weight_cannot_make_a_method_refuse():
    frame = mcda.compare_methods([[1, 0], [2, 1]], [1, 0], [1, 1])
    assert frame["reason"].tolist() == [None] * len(STANDARD)


def test_ranks_are_whole_numbers_and_vikor_stands_with_its_compromise_set():
    frame = mcda.compare_methods(*positive_table(1))
    assert [frame[i].dtype for i in range(7)] == [np.int64] * 7
    assert isinstance(frame, pd.DataFrame)
    assert frame.index.tolist() == list(STANDARD)
    assert isinstance(frame.loc["VIKOR", "compromise"], tuple)


def test_vikor_without_advantage_names_all_that_are_near_the_first():
    found = vikor([[5, 1, 4], [4, 0, 2], [5, 3, 0], [4, 4, 5]], [1 / 7, 1 / 7, 5 / 7], [1, 1, 1])
    assert found.q[[3, 0]] == pytest.approx([0, 0.0882352941])
    assert (found.advantage, found.stability) == (False, True)
    assert found.candidates == (0, 3)


def test_vikor_without_stability_names_the_first_two():
    """The first by Q, with a lead of more than a third, is second by S and by R."""
    weights = [4 / 14, 5 / 14, 5 / 14]
    found = vikor([[2, 4, 5], [5, 1, 5], [3, 5, 1], [3, 4, 2]], weights, [1, 1, 1])
    assert found.s.argmin() == 1
    assert found.r.argmin() == 3
    assert found.ranks.tolist() == [1, 2, 4, 2]
    assert (found.advantage, found.stability) == (True, False)
    assert found.candidates == (0, 1)


def test_one_candidate_alone_is_its_own_compromise():
    assert vikor([[1, 2]], [0.5, 0.5], [1, 1]).candidates == (0,)


def test_ties_take_the_mean_of_their_places_in_the_correlations():
    assert weighted_spearman([1, 1, 3], [1, 1, 3]) == 1
    assert weighted_spearman([1, 1, 3], [3, 1, 1]) == weighted_spearman([1.5, 1.5, 3], [3, 1.5, 1.5])
    assert ws([1, 2, 3], [1, 2, 3]) == 1


def test_one_candidate_alone_has_no_correlation():
    assert weighted_spearman([1], [1]) is None
    assert ws([1], [1]) is None


def test_pymcdm_is_loaded_only_when_other_methods_are_asked_for():
    code = (
        "import sys, mcda; mcda.rank(mcda.closeness([[1, 2], [2, 1]], [.5, .5], [1, 1]));"
        "mcda.stability_intervals([[1, 2], [2, 1]], [.5, .5], [1, 1]);"
        "mcda.rank_acceptability([[1, 2], [2, 1]], mcda.sample_weights(2, 9, 1), [1, 1]);"
        "heavy = ('pymcdm', 'pandas', 'matplotlib', 'scipy.stats', 'streamlit');"
        "print([name for name in heavy if name in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


@pytest.mark.parametrize(
    ("scores", "weights", "directions", "ranks", "compromise"),
    [
        ([[2, 1, 1], [1, 3, 5], [5, 4, 1]], [0.4, 0.3, 0.3], [1, -1, 1], [1, 3, 1], (0, 2)),
        ([[5, 1, 1, 1, 5], [1, 5, 5, 5, 1]], [0.2, 0.15, 0.3, 0.05, 0.3], [1] * 5, [1, 1], (0, 1)),
    ],
)
def test_vikor_ties_those_that_only_rounding_parts(scores, weights, directions, ranks, compromise):
    found = mcda.compare_methods(scores, weights, directions, ["VIKOR"]).loc["VIKOR"]
    assert [found[row] for row in range(len(scores))] == ranks
    assert found["compromise"] == compromise
