"""How sure a room's weights are: would other people of the same kind have said the same?"""

import numpy as np

from mcda.core.cells import Array
from mcda.core.comparisons import connected
from mcda.core.incomplete import least_squares

DRAWS = 400
SEED = 20
FEWEST = 5
"""Below so many people, drawing them again tells nothing."""


def margins(comparisons: Array, draws: int = DRAWS, seed: int = SEED) -> Array | None:
    """Half the 95 % interval of each weight (k,), from people (p, k, k) drawn with replacement. Rule M71.

    The bootstrap over people (Efron 1979) holds for shared questions too: whoever is drawn brings along the
    pairs that were asked of them. None where the people are too few, or seldom hang together.
    """
    people, k = comparisons.shape[:2]
    if people < FEWEST:
        return None
    given = np.isfinite(comparisons)
    logs = np.log(np.where(given, comparisons, 1.0))
    times = np.random.default_rng(seed).multinomial(people, np.full(people, 1 / people), draws)
    drawn = times.astype(np.float64)  # whole numbers would be multiplied ten times as slowly
    counts = (drawn @ given.reshape(people, -1).astype(np.float64)).reshape(draws, k, k)
    sums = (drawn @ logs.reshape(people, -1)).reshape(draws, k, k)
    whole = (connected(counts > 0) > 0).all(axis=(1, 2))
    if whole.sum() < draws / 2:
        return None
    found = np.exp(least_squares(sums[whole], counts[whole]))
    found /= found.sum(axis=1, keepdims=True)
    low, high = np.quantile(found, (0.025, 0.975), axis=0)
    half: Array = (high - low) / 2
    return half
