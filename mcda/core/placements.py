"""What ranks (s, n) of many draws say, whatever method gave them: shares, central weights, pairwise wins."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcda.core.problem import Array

Ranks = NDArray[np.integer[Any]]
Indices = NDArray[np.int64]


def pieces(size: int, step: int) -> list[tuple[int, int]]:
    """Cut 0..size into stretches of at most `step`."""
    return [(start, min(start + step, size)) for start in range(0, size, step)]


def placements(ranks: Ranks) -> Indices:
    """How often each candidate takes each rank, (n, n)."""
    n = ranks.shape[1]
    return np.bincount((ranks - 1 + np.arange(0, n * n, n)).ravel(), minlength=n * n).reshape(n, n)


def central_weights(rows: Indices, firsts: Indices, weights: Array, n: int) -> Array:
    """Mean weight vector (n, m) of the draws in which each candidate is first; NaN where it never is.

    `rows` and `firsts` say in which draw who is first. Draws are added in their order, whatever thread found
    them, so that every run gives the same bits.
    """
    order = np.argsort(rows, kind="stable")
    draws, candidates = weights[rows[order]], firsts[order]
    sums = np.stack([np.bincount(candidates, weights=column, minlength=n) for column in draws.T], axis=1)
    times = np.bincount(candidates, minlength=n)[:, None]
    means: Array = np.divide(sums, times, out=np.full(sums.shape, np.nan), where=times > 0)
    return means


def wins(ranks: Ranks) -> Indices:
    """In how many draws each candidate stands strictly above each other, (n, n)."""
    n = ranks.shape[1]
    counts = np.zeros((n, n), dtype=np.int64)
    for start, stop in pieces(len(ranks), 255):  # as many as a byte can count
        rows = np.ascontiguousarray(ranks[start:stop])
        for i in range(n):
            counts[i] += np.add.reduce((rows[:, i : i + 1] < rows).view(np.uint8), axis=0, dtype=np.uint8)
    return counts


def smallest_type(n: int) -> type[np.uint16] | type[np.uint32]:
    """The smallest integer type that holds ranks of n candidates."""
    return np.uint16 if n < 2**16 else np.uint32


def none_where_undefined(values: Array) -> NDArray[Any]:
    """The same values, with None for NaN where there is any (rule M45)."""
    undefined = np.isnan(values)
    if not undefined.any():
        return values
    said = values.astype(object)
    said[undefined] = None
    return said
