"""Ranks of candidates, best 1, ties shared."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.errors import InvalidInput
from mcda.core.numbers import number_table

SAME = 5e-13
"""Closeness this near is the same at 12 decimals (rule M29)."""


def rank(closeness: ArrayLike) -> NDArray[np.int64]:
    """Ranks of the last axis, best 1; ties share the better rank ("1, 1, 3"). Rule M29.

    Two neighbours in the order tie when they differ by at most half a unit of the 12th decimal: rounding
    each value first would part equal candidates whose last bits fall on two sides of a rounding step.
    """
    values = number_table(closeness, "closeness")
    if values.ndim == 0 or values.shape[-1] == 0:
        raise InvalidInput("closeness.shape", given=values.shape)
    order = np.argsort(-values, axis=-1, kind="stable")
    best_first = np.take_along_axis(values, order, axis=-1)
    with np.errstate(invalid="ignore"):
        gaps = best_first[..., :-1] - best_first[..., 1:]
    if not (np.isfinite(best_first[..., 0]).all() and np.isfinite(best_first[..., -1]).all()):
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(values))[0])
        raise InvalidInput(
            "closeness.not_finite", row=place[-1], candidate=f"[{place[-1]}]", given=float(values[place])
        )
    places = np.zeros(values.shape, dtype=np.int64)
    places[..., 1:] = np.where(gaps > SAME, np.arange(1, values.shape[-1]), 0)
    np.maximum.accumulate(places, axis=-1, out=places)
    places += 1
    ranks = np.empty_like(places)
    np.put_along_axis(ranks, order, places, axis=-1)
    return ranks
