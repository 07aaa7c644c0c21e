"""Would leaving a candidate out reorder the others?"""

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.numbers import score_table, weight_vector
from mcda.core.problem import Normalisation
from mcda.core.ranks import rank
from mcda.core.results import Reversal
from mcda.core.topsis import closeness


def rank_reversals(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    bounds: ArrayLike | None = None,
) -> list[Reversal]:
    """Candidates whose leaving would reorder the others, with their ranks before and after. Rule M50."""
    table = score_table(scores)
    vector = weight_vector(weights, table.shape[1])
    everybody = closeness(table, vector, directions, normalisation, bounds)
    found = []
    for left_out in range(len(table)) if len(table) > 2 else ():
        before = rank(np.delete(everybody, left_out))
        others = np.delete(table, left_out, axis=0)
        after = rank(closeness(others, vector, directions, normalisation, bounds))
        if (before != after).any():
            found.append(Reversal(left_out, tuple(before.tolist()), tuple(after.tolist())))
    return found
