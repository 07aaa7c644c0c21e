"""Tables, weights and directions that Hypothesis draws, small and of every kind that is allowed."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

Array = NDArray[np.float64]
NORMALISATIONS = ("vector", "minmax", "max", "sum", "fixed")


class Problem(NamedTuple):
    scores: Array
    weights: Array
    directions: Array
    normalisation: str
    bounds: Array


@st.composite
def problems(draw, candidates=(1, 7), criteria=(1, 5), normalisations=NORMALISATIONS):
    """Scores that often repeat (ties, constant columns) or spread over decades, with ranges around them."""
    n, m = draw(st.integers(*candidates)), draw(st.integers(*criteria))
    whole = st.integers(0, 3).map(float)
    spread = st.floats(1e-3, 1e3, allow_subnormal=False)
    cells = draw(st.sampled_from([whole, spread]))
    scores = np.array(draw(st.lists(cells, min_size=n * m, max_size=n * m))).reshape(n, m)
    raw = np.array(draw(st.lists(st.integers(0, 20), min_size=m, max_size=m)), dtype=float)
    weights = raw / raw.sum() if raw.any() else np.full(m, 1 / m)
    directions = np.array(draw(st.lists(st.sampled_from([1, -1]), min_size=m, max_size=m)))
    bounds = np.stack((scores.min(axis=0) - 1, scores.max(axis=0) + 1), axis=1)
    return Problem(scores, weights, directions, draw(st.sampled_from(normalisations)), bounds)
