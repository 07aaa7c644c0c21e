"""Principal eigenvectors of stacks of positive matrices."""

import numpy as np
from numpy.typing import NDArray

from mcda.core.cells import Array

STILL = 1e-9
"""One more squaring squares the error: weights that last moved by less are then exact to the last bits."""
FIRST = 4
"""Squarings before the first look; fewer are seldom enough."""
LARGE = 1e12
"""Entries up to this stay within 1e250 over the first squarings without being scaled."""
SQUARINGS = 64


def principal(positive: Array) -> tuple[Array, Array]:
    """Principal right eigenvectors (p, k), each summing to 1, and roots (p,) of positive matrices (p, k, k).

    Repeated squaring until the weights stop moving. Products of positive numbers have no cancellation, so
    each weight keeps its full relative precision.
    """
    p, k, _ = positive.shape
    ones = np.ones(k)
    power = positive @ positive
    spare = np.empty_like(power)
    extreme = positive.max(initial=0.0) > LARGE
    for _ in range(FIRST - 1):
        if extreme:
            power /= power.sum(axis=(1, 2), keepdims=True)
        power, spare = np.matmul(power, power, out=spare), power
    vectors = np.empty((p, k))
    moving: slice | NDArray[np.intp] = slice(None)
    for _ in range(SQUARINGS):
        once, totals = _shares(power.reshape(-1, k) @ ones, ones)
        twice, _ = _shares(power @ once[:, :, None], ones)
        vectors[moving] = twice
        moved = np.abs(twice - once) > STILL * twice
        if not moved.any():
            break
        unsettled = np.flatnonzero(moved @ ones)
        moving = np.arange(p)[moving][unsettled]
        power = power[unsettled] * (1 / totals[unsettled])[:, None, None]
        power = power @ power
    return _shares(positive @ vectors[:, :, None], ones)


def _shares(vectors: Array, ones: Array) -> tuple[Array, Array]:
    """Vectors as (p, k), each made to sum to 1 in place, and their sums (p,)."""
    rows = vectors.reshape(-1, len(ones))
    sums = rows @ ones  # a sum along so short an axis costs three times this product
    rows /= sums[:, None]
    return rows, sums
