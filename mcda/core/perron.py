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
    each weight keeps its full relative precision. Powers are kept transposed, as a row times a matrix takes
    less time than a matrix times a column.
    """
    p, k, _ = positive.shape
    ones = np.ones(k)
    mirrored = positive.swapaxes(-1, -2)
    power = mirrored @ mirrored
    spare = np.empty_like(power)
    roots = np.ones(p)
    extreme = positive.max(initial=0.0) > LARGE
    for squarings in range(1, FIRST):
        if extreme:
            totals = power.sum(axis=(1, 2))
            power /= totals[:, None, None]
            roots *= _rooted(totals, squarings)
        power, spare = np.matmul(power, power, out=spare), power
    vectors = np.empty((p, k))
    moving: slice | NDArray[np.intp] = slice(None)
    for squarings in range(FIRST, SQUARINGS):
        once = _shares(power[:, 0], ones)
        twice = _shares(np.vecmat(once, power), ones)
        root = (power[:, :, 0] * twice) @ ones / twice[:, 0]
        vectors[moving] = twice
        roots[moving] *= _rooted(root, squarings)
        moved = np.abs(once - twice) > STILL * twice
        if not moved.any():
            break
        unsettled = np.flatnonzero(moved @ ones)
        moving = np.arange(p)[moving][unsettled]
        power = power[unsettled] * (1 / root[unsettled])[:, None, None]
        power = power @ power
    return vectors, roots


def _shares(vectors: Array, ones: Array) -> Array:
    shares: Array = vectors / (vectors @ ones)[:, None]  # a sum along so short an axis costs three times this
    return shares


def _rooted(values: Array, times: int) -> Array:
    """The square root of the square root and so on: of powers by repeated squaring back to their base."""
    for _ in range(times):
        values = np.sqrt(values)
    return values
