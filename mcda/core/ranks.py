"""Ranks of candidates, best 1, ties shared."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.errors import InvalidInput
from mcda.core.numbers import Array, label, number_table

SAME = 5e-13
"""Closeness this near is the same at 12 decimals (rule M29)."""


def rank(closeness: ArrayLike) -> NDArray[np.int64]:
    """Ranks of the last axis, best 1; ties share the better rank ("1, 1, 3"). Rule M29.

    Two neighbours in the order tie when they differ by at most half a unit of the 12th decimal: rounding
    each value first would part equal candidates whose last bits fall on two sides of a rounding step.
    """
    values = number_table(closeness, "closeness")
    if values.size == 0 or values.ndim == 0:
        raise InvalidInput("closeness.empty", given=values.shape)
    n = values.shape[-1]
    order = (-values).argsort(axis=-1, kind="stable")
    if values.ndim > 1:
        order += np.arange(0, values.size, n).reshape(*values.shape[:-1], 1)
    best_first = values.take(order)
    if values.ndim == 1:
        width = best_first.item(0) - best_first.item(-1)
    else:
        width = float(best_first[..., 0].max()) - float(best_first[..., -1].min())
    if math.isfinite(width):
        parted = _parted(best_first)
    else:
        _refuse_not_finite(values)
        with np.errstate(over="ignore"):
            parted = _parted(best_first)
    places = np.ones(values.shape, dtype=np.int64)
    np.multiply(parted, np.arange(2, n + 1), out=places[..., 1:])
    np.maximum.accumulate(places, axis=-1, out=places)
    ranks = np.empty(values.size, dtype=np.int64)
    ranks.put(order, places)
    return ranks.reshape(values.shape)


def _parted(best_first: Array) -> NDArray[np.bool_]:
    parted: NDArray[np.bool_] = best_first[..., :-1] - best_first[..., 1:] > SAME
    return parted


def _refuse_not_finite(values: Array) -> None:
    for place in np.argwhere(~np.isfinite(values))[:1]:
        row = int(place[-1])
        given = float(values[tuple(place)])
        raise InvalidInput("closeness.not_finite", row=row, candidate=label(None, row), given=given)
