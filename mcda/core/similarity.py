"""How alike two rankings are, the top counting most."""

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.errors import InvalidInput
from mcda.core.numbers import number_table, refuse_not_finite
from mcda.core.problem import Array


def weighted_spearman(reference: ArrayLike, other: ArrayLike) -> float | None:
    """Weighted rank correlation of ranks (n,), -1 to 1; None for fewer than two. Rule M55.

    Pinto da Costa & Soares 2005.
    """
    x, y = _mean_ranks(reference, other)
    n = len(x)
    if n < 2:
        return None
    differences = (x - y) ** 2 * ((n - x + 1) + (n - y + 1))
    return float(1 - 6 * differences.sum() / (n**4 + n**3 - n**2 - n))


def ws(reference: ArrayLike, other: ArrayLike) -> float | None:
    """WS coefficient of ranks (n,), 0 to 1, weighted by the reference; None for fewer than two. Rule M55.

    Sałabun & Urbaniak 2020. Not symmetric.
    """
    x, y = _mean_ranks(reference, other)
    n = len(x)
    if n < 2:
        return None
    return float(1 - (2.0**-x * np.abs(x - y) / np.maximum(np.abs(1 - x), np.abs(n - x))).sum())


def _mean_ranks(reference: ArrayLike, other: ArrayLike) -> tuple[Array, Array]:
    x, y = (number_table(ranks, "ranks") for ranks in (reference, other))
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise InvalidInput("ranks.shape", given=y.shape, expected=x.shape)
    refuse_not_finite(x, "ranks")
    refuse_not_finite(y, "ranks")
    return _mean_rank(x), _mean_rank(y)


def _mean_rank(ranks: Array) -> Array:
    """Ties take the mean of the places they fill: both coefficients are made for 1 to n, each once."""
    _, positions, sizes = np.unique(ranks, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    means: Array = (last - (sizes - 1) / 2)[positions]
    return means
