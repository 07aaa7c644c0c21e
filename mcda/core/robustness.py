"""Would other weights or scores change the answer? Rank acceptability (SMAA) over many draws."""

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.problem import Array, Normalisation
from mcda.core.ranks import rank
from mcda.core.results import Acceptability
from mcda.core.topsis import closeness


def rank_acceptability(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    bounds: ArrayLike | None = None,
) -> Acceptability:
    """How often each candidate takes each rank over weight vectors (s, m). Lahdelma & Salminen 2001."""
    vectors = np.asarray(weights, dtype=np.float64)
    ranks = rank(closeness(scores, vectors, directions, normalisation, bounds))
    s, n = ranks.shape
    shares = np.stack([(ranks == r + 1).mean(axis=0) for r in range(n)], axis=1)
    wins = np.stack([(ranks[:, [i]] < ranks).mean(axis=0) for i in range(n)])
    central, confidence = np.full((n, vectors.shape[1]), None, dtype=object), np.full(n, None, dtype=object)
    for i in range(n):
        if (first := ranks[:, i] == 1).any():
            central[i] = vectors[first].mean(axis=0)
            middle = central[i].astype(np.float64)
            confidence[i] = float(rank(closeness(scores, middle, directions, normalisation, bounds))[i] == 1)
    return Acceptability(shares, _plain(central), _plain(confidence), wins, s)


def _plain(values: "Array") -> Array:
    return values if (values == None).any() else values.astype(np.float64)  # noqa: E711
