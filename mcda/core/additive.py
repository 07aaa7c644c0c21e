"""The weighted sum, and the smallest change of one weight that would swap two candidates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.errors import InvalidInput
from mcda.core.numbers import number_table, refuse_not_finite, weight_vector, weight_vectors
from mcda.core.problem import Array


@dataclass(frozen=True, slots=True)
class CriticalChange:
    """Lowering the weight of `criterion` by `change` brings `first` and `second` level.

    A negative change raises the weight; `percent` is of the present weight. Only this weight moves.
    """

    first: int
    second: int
    criterion: int
    change: float
    percent: float


def weighted_sum(values: ArrayLike, weights: ArrayLike) -> Array:
    """Weighted sums of values on one scale, the higher the better.

    (n, m) by (m,) gives (n,), by (s, m) gives (s, n); (s, n, m) by (m,) or (s, m) gives (s, n).
    """
    table = number_table(values, "scores")
    if table.ndim not in (2, 3) or 0 in table.shape:
        raise InvalidInput("scores.shape", given=table.shape)
    refuse_not_finite(table, "scores")
    vectors = weight_vectors(weights, table.shape[-1])
    if table.ndim == 2:
        sums: Array = vectors @ table.T
        return sums
    if vectors.ndim == 2 and len(vectors) != len(table):
        raise InvalidInput("weights.as_many_as_scores", given=len(vectors), expected=len(table))
    drawn: Array = np.einsum("snm,sm->sn", table, np.broadcast_to(vectors, (len(table), table.shape[-1])))
    return drawn


def critical_changes(values: ArrayLike, weights: ArrayLike) -> list[CriticalChange]:
    """Every change of one weight that swaps two candidates of a weighted sum, the smallest percent first.

    A change that would need a weight below 0 is no change. Triantaphyllou & Sánchez 1997. Rule M51.
    """
    table = number_table(values, "scores")
    if table.ndim != 2:
        raise InvalidInput("scores.shape", given=table.shape)
    vector = weight_vector(weights, table.shape[-1])
    sums = weighted_sum(table, vector)
    found = []
    for first in range(len(table)):
        for second in range(first + 1, len(table)):
            steps = table[second] - table[first]
            for criterion in np.flatnonzero(steps):
                change = float((sums[second] - sums[first]) / steps[criterion])
                weight = float(vector[criterion])
                if change <= weight and weight > 0:
                    found.append(CriticalChange(first, second, int(criterion), change, 100 * change / weight))
    return sorted(found, key=lambda swap: abs(swap.percent))
