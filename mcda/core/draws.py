"""The order of candidates under each of very many weight vectors, fast and with ties decided on the values.

The order needs no square root: D+² / (D+² + D-²) grows as closeness falls. One added, it lies in 1..2, where
floats are evenly spaced and sort like their bit patterns; the low bits hold the candidate's index, so that
one sort of plain integers gives the whole order. Draws with neighbours too near to be sure of are left to
`rank`, which decides every tie (rule M29).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mcda.core.distance import SERIAL, Gaps, closeness_of_many
from mcda.core.problem import Array
from mcda.core.ranks import SAME, rank

Indices = NDArray[np.int64]

_CACHED = 2**17
"""Numbers that one pass works on, about 1 MiB."""
_NEAR = int(4 * SAME * 2**52)
"""Neighbours nearer than this, in units of 2**-52, may tie: the order's value moves at most twice as fast as
closeness, and twice again leaves room for rounding."""
_SILENT = 1e-200
"""Squared weights on criteria that tell candidates apart, below which their ratio would lose its digits."""


class Draws(NamedTuple):
    """Weight vectors (s, m) over a table, ready to be ordered.

    `farness` (m, 2u), times squared weights, gives the order's value (as above) before and below its division
    bar. `silent` (s,) marks draws whose weight lies only where all candidates are alike.
    """

    gaps: Gaps
    weights: Array
    squared: Array
    farness: Array
    silent: NDArray[np.bool_]


def draws_of(gaps: Gaps, weights: Array) -> Draws:
    """Prepare weight vectors (s, m) for ordering the candidates of `gaps`."""
    u = gaps.distinct
    ideal, anti_ideal = gaps.squares[:, :u], gaps.squares[:, u:]
    total = ideal + anti_ideal
    farness = np.concatenate((ideal + total, total), axis=1)
    squared = weights * weights
    telling = total.any(axis=1)
    silent = squared @ telling < _SILENT
    if silent.any():  # any numbers do, as their ranks are found the certain way
        squared[silent] = 1
        farness = farness if telling.any() else np.ones_like(farness)
    return Draws(gaps, weights.copy(), squared, farness, silent)


def orders(draws: Draws, start: int, stop: int) -> tuple[Indices, NDArray[np.bool_]]:
    """Candidates (k, u) from best to worst in draws start..stop, and the draws (k,) that may hold a tie."""
    squared = draws.squared[start:stop]
    u = draws.gaps.distinct
    keys = np.empty((len(squared), u), dtype=np.int64)
    tied = draws.silent[start:stop].copy()
    mask = (1 << max(1, (u - 1).bit_length())) - 1
    index = np.arange(u)
    product = max(1, SERIAL // draws.farness.size)
    step = product * max(1, _CACHED // (2 * u * product))
    work = np.empty((min(step, len(squared)), 2 * u))
    steps = np.empty((len(work), u - 1), dtype=np.int64)
    for first in range(0, len(squared), step):
        key = keys[first : first + step]
        both, apart = work[: len(key)], steps[: len(key)]
        _products(squared[first : first + step], draws.farness, product, both)
        np.divide(both[:, :u], both[:, u:], out=key.view(np.float64))
        key &= ~mask
        key |= index
        key.sort(axis=1)
        np.subtract(key[:, 1:], key[:, :-1], out=apart)
        tied[first : first + step] |= apart.min(axis=1, initial=2**62) <= _NEAR + 2 * mask
    keys &= mask
    return keys, tied


def _products(rows: Array, columns: Array, size: int, out: Array) -> None:
    """`rows @ columns` in one call of many small products, which another thread need not wait for."""
    whole = len(rows) // size * size
    m, width = columns.shape
    np.matmul(rows[:whole].reshape(-1, size, m), columns, out=out[:whole].reshape(-1, size, width))
    np.matmul(rows[whole:], columns, out=out[whole:])


def tied_ranks(draws: Draws, rows: Indices) -> Indices:
    """Ranks (k, n) in draws where a tie is possible, the slow and certain way."""
    return rank(closeness_of_many(draws.gaps, draws.weights[rows]))
