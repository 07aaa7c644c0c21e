"""Principal eigenvectors of stacks of positive matrices."""

import numpy as np
from numpy.typing import NDArray

from mcda.core.cells import Array

STILL = 1e-9
"""Squaring squares the error too: weights that last moved by less than this are exact to the last bits."""
SQUARINGS = 64


def principal(positive: Array) -> tuple[Array, Array]:
    """Principal right eigenvectors (p, k), each summing to 1, and roots (p,) of positive matrices (p, k, k).

    Repeated squaring until the weights stop moving. Products of positive numbers have no cancellation, so
    each weight keeps its full relative precision.
    """
    k = positive.shape[-1]
    ones = np.ones(k)
    # The largest row sum bounds the root from above and k times the root from below: powers stay in range.
    power = positive * (1 / _row_sums(positive, ones).max(axis=1))[:, None, None]
    spare = np.empty_like(power)
    for _ in range(4):
        power, spare = np.matmul(power, power, out=spare), power
    vectors, power = _shares(power, ones)
    moving: NDArray[np.intp] = np.arange(len(power))
    last = vectors.copy()
    for _ in range(SQUARINGS):
        now, power = _shares(power @ power, ones)
        vectors[moving] = now
        unsettled = np.flatnonzero((np.abs(now - last) > STILL * now).any(axis=1))
        if not len(unsettled):
            break
        if len(unsettled) < len(moving):
            moving, power, now = moving[unsettled], power[unsettled], now[unsettled]
        last = now
    images = (positive @ vectors[:, :, None])[:, :, 0]
    roots = images @ ones
    return images / roots[:, None], roots


def _row_sums(matrices: Array, ones: Array) -> Array:
    k = len(ones)
    sums: Array = (matrices.reshape(-1, k) @ ones).reshape(-1, k)
    return sums


def _shares(matrices: Array, ones: Array) -> tuple[Array, Array]:
    """Row sums made to sum to 1, and the matrices scaled to a total of 1 in place."""
    rows = _row_sums(matrices, ones)
    scale = 1 / (rows @ ones)
    matrices *= scale[:, None, None]
    return rows * scale[:, None], matrices
