"""How long other libraries take for the same work: `python peers.py LIBRARY` prints seconds by work as JSON.

Runs in an environment of that library's own, where neither this project nor pytest is installed. Work of ten
thousand draws is timed on some of them and scaled; every library is told to normalise by vector.
"""

import contextlib
import io
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from work import DRAWS, LARGE, PEOPLE, SMALL, draws, million, people, seconds, table

Times = Iterator[tuple[str, float]]
One = Callable[[Any, Any, Any], Any]


def looped(ranked: One) -> Times:
    """Rank acceptability by ranking draw after draw."""
    for name, (n, m), some in (("acceptability_small", SMALL, 200), ("acceptability_large", LARGE, 40)):
        scores, _, directions = table(n, m)
        vectors = draws(m, some)
        yield name, seconds(lambda: [ranked(scores, v, directions) for v in vectors], 3) * DRAWS / some  # noqa: B023


def single(scored: One, ranked: One | None) -> Times:
    if ranked:
        scores, weights, directions = table(10, 5)
        yield "ranked_once", seconds(lambda: ranked(scores, weights, directions))
    scores, weights, directions = million()
    yield "closeness_million", seconds(lambda: scored(scores, weights, directions), 3)


def weighed(weights_of: Callable[[Any], Any], some: int = PEOPLE) -> Times:
    matrices = people()[:some]
    yield "priorities", seconds(lambda: [weights_of(matrix) for matrix in matrices], 3) * PEOPLE / some


def pymcdm() -> Times:
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization
    from pymcdm.weights.subjective import AHP

    method = TOPSIS(vector_normalization)

    def weights_of(matrix: Any) -> Any:
        model = AHP(matrix=matrix)
        return model(), model.get_cr()

    yield from looped(lambda *problem: method.rank(method(*problem)))
    yield from single(
        lambda *problem: method(*problem, validation=False), lambda *problem: method.rank(method(*problem))
    )
    yield from weighed(weights_of)


def pymcdm_unchecked() -> Times:
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization

    method = TOPSIS(vector_normalization)
    yield from looped(lambda *problem: method.rank(method(*problem, validation=False)))


def pydecision() -> Times:
    from pyDecision.algorithm.ahp import ahp_method
    from pyDecision.algorithm.topsis import topsis_method
    from scipy.stats import rankdata

    def scored(scores: Any, weights: Any, directions: Any) -> Any:
        kinds = ["max" if sign == 1 else "min" for sign in directions]
        return topsis_method(scores, weights, kinds, graph=False, verbose=False)

    yield from looped(lambda *problem: rankdata(-scored(*problem)))
    yield from single(scored, None)
    yield from weighed(lambda matrix: ahp_method(matrix, wd="me"))


def scikit_criteria() -> Times:
    import skcriteria
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import VectorScaler

    pipe = mkpipe(VectorScaler("matrix"), TOPSIS())

    def ranked(scores: Any, weights: Any, directions: Any) -> Any:
        objectives = [max if sign == 1 else min for sign in directions]
        return pipe.evaluate(skcriteria.mkdm(scores, objectives, weights=weights))

    yield from looped(ranked)
    yield from single(ranked, ranked)


def pyrepo_mcda() -> Times:
    from pyrepo_mcda.additions import rank_preferences
    from pyrepo_mcda.mcda_methods.topsis import TOPSIS
    from pyrepo_mcda.normalizations import vector_normalization

    method = TOPSIS(normalization_method=vector_normalization)

    def ranked(*problem: Any) -> Any:
        return rank_preferences(method(*problem), reverse=True)

    yield from looped(ranked)
    scores, weights, directions = table(10, 5)
    yield "ranked_once", seconds(lambda: ranked(scores, weights, directions))


def ahpy() -> Times:
    from ahpy import Compare

    def weights_of(matrix: Any) -> Any:
        rows, columns = np.triu_indices(len(matrix), 1)
        pairs = {(f"{i:02d}", f"{j:02d}"): matrix[i, j] for i, j in zip(rows, columns, strict=True)}
        compared = Compare("all", pairs, precision=15, random_index="saaty")
        return compared.local_weights, compared.consistency_ratio

    yield from weighed(weights_of, 100)


def pysensmcda() -> Times:
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization
    from pysensmcda.smaa import simulate

    for name, (n, m), some in (("acceptability_small", SMALL, DRAWS), ("acceptability_large", LARGE, 1000)):
        scores, _, directions = table(n, m)
        vectors = draws(m, some)

        def simulated(scores: Any = scores, directions: Any = directions, vectors: Any = vectors) -> Any:
            method = TOPSIS(vector_normalization)
            return simulate(method, scores, directions, weights=vectors, n_jobs=1, store="accumulate")

        yield name, seconds(simulated, 3) * DRAWS / some


LIBRARIES = {
    "pymcdm": pymcdm,
    "pymcdm, checks off": pymcdm_unchecked,
    "pyDecision": pydecision,
    "scikit-criteria": scikit_criteria,
    "pyrepo-mcda": pyrepo_mcda,
    "ahpy": ahpy,
    "pysensmcda": pysensmcda,
}


def measured(library: str) -> dict[str, Any]:
    warnings.filterwarnings("ignore")
    with contextlib.redirect_stdout(io.StringIO()):
        times = dict(LIBRARIES[library]())
    distribution = library.partition(",")[0]
    return {"version": version(distribution), "numpy": np.__version__, "seconds": times}


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1])))
