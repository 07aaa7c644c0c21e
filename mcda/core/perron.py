"""Principal eigenvectors of stacks of positive matrices, and the completion that makes the root smallest."""

import numpy as np
from numpy.typing import NDArray

from mcda.core.cells import Array

STILL = 1e-9
"""Squaring squares the error too: weights that last moved by less than this are exact to the last bits."""
SQUARINGS = 64


def principal(positive: Array) -> tuple[Array, Array]:
    """Principal right eigenvectors (p, k), each summing to 1, and roots (p,) of positive matrices (p, k, k).

    Repeated squaring until the weights stop moving. Products of positive numbers have no cancellation, so each
    weight keeps its full relative precision, provided that rows and columns are of like magnitude.
    """
    p, k, _ = positive.shape
    ones = np.ones(k)
    power = positive * (k / (_row_sums(positive, ones) @ ones))[:, None, None]
    power = power @ power
    power = power @ power
    power = power @ power
    last = _shares(power, ones)
    moving: NDArray[np.intp] | slice = slice(None)
    vectors = last.copy()
    for _ in range(SQUARINGS):
        power = power @ power
        rows = _row_sums(power, ones)
        total = rows @ ones
        now = rows / total[:, None]
        vectors[moving] = now
        still = (np.abs(now - last) <= STILL * now).all(axis=1)
        if still.all():
            break
        power *= (1 / total)[:, None, None]
        if still.any():
            unsettled = np.flatnonzero(~still)
            moving = unsettled if isinstance(moving, slice) else moving[unsettled]
            power, now = power[unsettled], now[unsettled]
        last = now
    images = (positive @ vectors[:, :, None])[:, :, 0]
    roots = images @ ones
    return images / roots[:, None], roots


def _row_sums(matrices: Array, ones: Array) -> Array:
    k = len(ones)
    sums: Array = (matrices.reshape(-1, k) @ ones).reshape(-1, k)
    return sums


def _shares(matrices: Array, ones: Array) -> Array:
    rows = _row_sums(matrices, ones)
    shares: Array = rows / (rows @ ones)[:, None]
    return shares
