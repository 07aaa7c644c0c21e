"""Distances to ideal and anti-ideal, for one weight vector or many, and the share between them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mcda.core.columns import BLOCK, Columns, blocks, squared_gaps
from mcda.core.problem import Array

SERIAL = 2**18
"""Multiplications in one matrix product; above it OpenBLAS starts threads of its own, which then wait."""


class Gaps(NamedTuple):
    """Squared normalised gaps to ideal and anti-ideal, (m, 2u), of the u candidates that differ.

    `copies` (n,) says which of the u each candidate is. Equal candidates are one here, because a matrix
    product may give the same row other last bits in another place and so part what is equal (rule M29).
    """

    squares: Array
    copies: NDArray[np.int64]

    @property
    def distinct(self) -> int:
        """The number u of candidates that differ."""
        return int(self.squares.shape[1] // 2)


def gaps_of(columns: Columns) -> Gaps:
    """Squared gaps of a table, equal candidates taken together."""
    both = squared_gaps(columns)
    m, n = both.shape[1:]
    rows = np.ascontiguousarray(both.reshape(2 * m, n).T)
    seen: dict[Any, int] = {}
    keys = rows.view(np.dtype((np.void, 2 * m * rows.itemsize))).ravel().tolist()
    copies = np.array([seen.setdefault(key, len(seen)) for key in keys])
    if len(seen) < n:
        both = both[:, :, np.unique(copies, return_index=True)[1]]
    return Gaps(np.concatenate(both, axis=1), copies)


def distances(columns: Columns, weights: Array) -> Iterator[tuple[int, Array]]:
    """Weighted distances (2, ·) to ideal and anti-ideal, a block of candidates at a time, with its start."""
    factors = (weights * columns.inverse_scale)[:, None]
    ends = columns.ends[:, :, None]
    m, n = columns.scores.shape
    work = np.empty((2, m, min(n, BLOCK)))
    for start, piece in blocks(columns.scores):
        gaps = work[:, :, : piece.shape[1]]
        np.subtract(piece, ends, out=gaps)
        np.multiply(gaps, factors, out=gaps)
        np.multiply(gaps, gaps, out=gaps)
        squares = np.add.reduce(gaps, axis=1)
        yield start, np.sqrt(squares, out=squares)


def share(to_ideal: Array, to_anti_ideal: Array) -> Array:
    """D- / (D+ + D-), and 0.5 where both are 0: nothing that counts tells the candidates apart (rule M27)."""
    total = to_ideal + to_anti_ideal
    if np.minimum.reduce(total, axis=None) > 0:
        np.divide(to_anti_ideal, total, out=total)
    else:
        total = np.divide(to_anti_ideal, total, out=np.full(total.shape, 0.5), where=total > 0)
    return total


def closeness_of_one(columns: Columns, weights: Array) -> Array:
    """Closeness (n,) under one weight vector (m,)."""
    values = np.empty(columns.scores.shape[1])
    for start, (to_ideal, to_anti_ideal) in distances(columns, weights):
        values[start : start + BLOCK] = share(to_ideal, to_anti_ideal)
    return values


def closeness_of_many(gaps: Gaps, weights: Array) -> Array:
    """Closeness (s, n) under weight vectors (s, m), as matrix products: weights enter after normalisation."""
    u = gaps.distinct
    values = np.empty((len(weights), u))
    step = max(1, SERIAL // gaps.squares.size)
    for start in range(0, len(weights), step):
        vectors = weights[start : start + step]
        both = (vectors * vectors) @ gaps.squares
        np.sqrt(both, out=both)
        values[start : start + step] = share(both[:, :u], both[:, u:])
    return values if u == len(gaps.copies) else values[:, gaps.copies]
