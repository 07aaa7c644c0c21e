"""The work that docs/benchmarks.md compares with other libraries."""

import subprocess
import sys
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pytest

import mcda
from mcda.core.problem import Method
from tests.benchmarks.conftest import OURS
from tests.benchmarks.work import LARGE, SMALL, draws, in_turns, million, people, table

Measure = Callable[[str, Callable[[], Any]], None]


@pytest.mark.parametrize(
    ("work", "size", "threads"),
    [
        ("acceptability_small", SMALL, 1),
        ("acceptability_large", LARGE, 1),
        ("acceptability_large_two", LARGE, 2),
    ],
)
def test_rank_acceptability(measure: Measure, work: str, size: tuple[int, int], threads: int) -> None:
    scores, _, directions = table(*size)
    weights = draws(size[1])
    measure(work, lambda: mcda.rank_acceptability(scores, weights, directions, threads=threads))


def test_closeness_of_a_million(measure: Measure) -> None:
    scores, weights, directions = million()
    measure("closeness_million", lambda: mcda.closeness(scores, weights, directions))


def test_one_ranking(request: pytest.FixtureRequest) -> None:
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization

    scores, weights, directions = table(10, 5)
    criteria = [mcda.Criterion(f"criterion {i}", int(sign)) for i, sign in enumerate(directions)]
    ready = mcda.Table([f"candidate {i}" for i in range(10)], criteria, scores)

    def ranked(method: Any) -> Callable[[], Any]:
        return lambda: method.rank(method(scores, weights, directions))

    works = {
        "ranked_once": lambda: mcda.topsis(ready, weights),
        "pymcdm_once": ranked(TOPSIS()),
        "pymcdm_vector_once": ranked(TOPSIS(vector_normalization)),
    }
    request.config.stash[OURS] |= in_turns(works, 2000)


def test_priorities(measure: Measure) -> None:
    matrices = people()
    measure("priorities", lambda: mcda.priorities(matrices))


def test_a_crowd(request: pytest.FixtureRequest) -> None:
    crowd = np.tile(people(), (100, 1, 1))

    def all_three(method: Method) -> Callable[[], Any]:
        def weigh_aggregate_and_agree() -> None:
            weights = mcda.priorities(crowd, method).weights
            mcda.aggregate_comparisons(crowd)
            mcda.consensus(weights)

        return weigh_aggregate_and_agree

    works = {
        "pass": crowd.sum,
        "crowd": all_three("eigenvector"),
        "crowd_means": all_three("geometric_mean"),
    }
    request.config.stash[OURS] |= in_turns(works)


@pytest.mark.parametrize(
    ("work", "code"),
    [
        ("import_numpy", "import numpy"),
        ("import", "import mcda"),
        ("import_and_use", "import mcda; mcda.rank(mcda.closeness([[1, 2], [2, 1]], [0.5, 0.5], [1, 1]))"),
    ],
)
def test_import(request: pytest.FixtureRequest, work: str, code: str) -> None:
    timed = f"from time import perf_counter as now; begin = now()\n{code}\nprint(now() - begin)"
    runs = [
        subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
        for _ in range(9)
    ]
    request.config.stash[OURS][work] = median(float(run.stdout) for run in runs)
