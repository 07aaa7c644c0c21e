"""Principal eigenvectors of stacks of positive matrices."""

import numpy as np
from numpy.typing import NDArray

from mcda.core.cells import Array

STILL = 1e-9
"""One more squaring squares the error: weights that last moved by less are then exact to the last bits."""
FIRST = 4
"""Squarings before the first look; fewer are seldom enough."""
SQUARINGS = 64
"""After so many or more, weights are taken as they are."""


def more(squarings: int) -> int:
    """How often to square where so many squarings left weights moving."""
    return squarings * 3 // 2


def principal(positive: Array, squarings: int = FIRST) -> tuple[Array, Array]:
    """Principal right eigenvectors (p, k), each summing to 1, and roots (p,) of positive matrices (p, k, k).

    Repeated squaring until the weights stop moving.
    """
    vectors, roots, moving = approached(positive, squarings)
    if len(moving) and squarings < SQUARINGS:
        vectors[moving], roots[moving] = principal(positive[moving], more(squarings))
    return vectors, roots


def approached(positive: Array, squarings: int = FIRST) -> tuple[Array, Array, NDArray[np.intp]]:
    """Eigenvectors and roots after so many squarings, and the places of matrices whose weights still move.

    Products of positive numbers have no cancellation, so each weight keeps its full relative precision.
    Powers are kept transposed, as a row times a matrix takes less time than a matrix times a column. The
    first are not scaled: should one leave the range of floats, its weights count as moving.
    """
    ones = np.ones(positive.shape[-1])
    mirrored = positive.swapaxes(-1, -2)
    with np.errstate(over="ignore", invalid="ignore"):
        room = np.empty((2, *positive.shape))  # as one piece it can come in large pages of memory
        power, spare = np.matmul(mirrored, mirrored, out=room[0]), room[1]
        for _ in range(1, squarings):
            if squarings > FIRST:
                power /= (power.reshape(len(power), -1) @ np.ones(len(ones) ** 2))[:, None, None]
            power, spare = np.matmul(power, power, out=spare), power
        once = _shares(power[:, 0], ones)
        twice = _shares(np.vecmat(once, power), ones)
        roots = np.einsum("pj,pj->p", positive[:, 0], twice) / twice[:, 0]
        once -= twice
        still = np.abs(once, out=once) <= STILL * twice
    moving = np.flatnonzero(~still) // len(ones)
    return twice, roots, np.unique(moving) if len(moving) else moving


def _shares(vectors: Array, ones: Array) -> Array:
    shares: Array = vectors / (vectors @ ones)[:, None]  # a sum along so short an axis costs three times this
    return shares
