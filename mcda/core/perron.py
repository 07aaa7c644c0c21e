"""Principal eigenvectors of stacks of positive matrices."""

import os
from contextlib import nullcontext
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from mcda.core.cells import Array

STILL = 3e-9
"""Weights that last moved by less are exact: the last step doubles the digits that are right."""
FIRST = 4
"""Squarings before the first look; fewer are seldom enough."""
SQUARINGS = 64
"""After so many or more, weights are taken as they are."""
SMALL = 8
"""Up to this order products of two threads come in turns."""


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
    Powers are kept transposed, as a row times a matrix takes less time than a matrix times a column. A row
    times the power stands for one squaring more; it is held against another row, in which what turns round
    between the items stands elsewhere. The first powers are not scaled: should one leave the range of floats,
    its weights count as moving.
    """
    ones = np.ones(positive.shape[-1])
    with np.errstate(over="ignore", invalid="ignore"):
        power = _power(positive, squarings)
        found = _shares(np.vecmat(power[:, 0], power), ones)
        apart = _shares(power[:, -1], ones)
        roots = np.einsum("pj,pj->p", positive[:, 0], found) / found[:, 0]
        apart -= found
        still = np.abs(apart, out=apart) <= STILL * found
    moving = np.flatnonzero(~still) // len(ones)
    return found, roots, np.unique(moving) if len(moving) else moving


def _power(positive: Array, squarings: int) -> Array:
    """The transposed matrices (p, k, k) squared so many times, up to a factor each.

    OpenBLAS takes one lock, the same for the whole process, at every product. Small matrices are multiplied
    faster than threads can hand that lock over, so one thread multiplies a whole stack while others do
    something else.
    """
    cells = positive.shape[-1] ** 2
    mirrored = positive.swapaxes(-1, -2)
    room = np.empty((2, *positive.shape))  # as one piece it can come in large pages of memory
    power: Array
    power, spare = room[0], room[1]
    with _turn() if cells <= SMALL**2 else nullcontext():
        np.matmul(mirrored, mirrored, out=power)
        for _ in range(1, squarings):
            if squarings > FIRST:
                power /= (power.reshape(len(power), -1) @ np.ones(cells))[:, None, None]
            np.matmul(power, power, out=spare)
            power, spare = spare, power
    return power


@cache
def _turn() -> Lock:
    return Lock()


if hasattr(os, "register_at_fork"):  # a turn that another thread has is not given back after a fork
    os.register_at_fork(after_in_child=_turn.cache_clear)


def _shares(vectors: Array, ones: Array) -> Array:
    shares: Array = vectors / (vectors @ ones)[:, None]  # a sum along so short an axis costs three times this
    return shares
