"""Weights and unknown scores drawn from what is known about them, the same for the same seed."""

import math
from collections.abc import Callable, Iterable, Sequence
from numbers import Integral
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.errors import InvalidInput
from mcda.core.numbers import as_double, bound_pairs, is_number, score_table, weight_vector
from mcda.core.problem import Array
from mcda.core.walk import SUM_NEAR, walk

CONCENTRATION = 100.0
"""How near draws stay to given weights: a weight w then varies by about sqrt(w (1 - w) / 101) (rule M42)."""

_BATCH = 4096
_RARE = 0.002
"""Share of kept draws below which rejection gives way to a walk, or is given up."""


def sample_weights(  # noqa: PLR0917 - the interface of scoring is a contract
    m: int,
    size: int,
    seed: int,
    order: Sequence[int] | None = None,
    bounds: ArrayLike | None = None,
    around: ArrayLike | None = None,
    concentration: float | None = None,
) -> Array:
    """Draw weight vectors (size, m), each summing to 1, uniform on all that keep `order` and `bounds`.

    `order` lists criteria from the most important on; those left out are free. `bounds` (m, 2) limit each
    weight. With `around` (m,) the draws are Dirichlet with that mean, the nearer the higher the
    `concentration` (100 unless given). Rules M40 to M42.
    """
    m, size = _whole("m", m, 1), _whole("size", size, 1)
    rng = np.random.Generator(np.random.PCG64(_whole("seed", seed, 0)))
    ranked = _order(order, m)
    limits = None if bounds is None else _limits(bound_pairs(bounds, m, may_touch=True), ranked)
    if around is not None:
        return _around(rng, size, _centre(around, m), concentration, ranked=ranked, limits=limits)
    if concentration is not None:
        raise InvalidInput("sampling.concentration_alone", given=str(concentration)[:40])
    if limits is None:
        return _ordered(rng, size, m, ranked)
    return _within(rng, size, limits, ranked)


def sample_unknown(scores: ArrayLike, bounds: ArrayLike, size: int, seed: int) -> Array:
    """Draw each unknown score (NaN or None) uniformly over its criterion's range: (size, n, m). Rule M47."""
    table = score_table(scores)
    pairs = bound_pairs(bounds, table.shape[1])
    rng = np.random.Generator(np.random.PCG64(_whole("seed", seed, 0)))
    rows, columns = np.nonzero(np.isnan(table))
    tables = np.repeat(table[None], _whole("size", size, 1), axis=0)
    low, high = pairs[columns].T
    tables[:, rows, columns] = low + (high - low) * rng.random((len(tables), len(rows)))
    return tables


def _whole(name: str, value: Any, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise InvalidInput("sampling.not_whole", name=name, given=str(value)[:40], least=least)
    return int(value)


def _order(order: Sequence[int] | None, m: int) -> list[int]:
    if order is not None and not isinstance(order, Iterable):
        raise InvalidInput("sampling.order", given=str(order)[:40], highest=m - 1)
    ranked = [] if order is None else [_whole("order", criterion, 0) for criterion in order]
    if len(set(ranked)) < len(ranked) or any(criterion >= m for criterion in ranked):
        raise InvalidInput("sampling.order", given=ranked, highest=m - 1)
    return ranked


def _ordered(rng: np.random.Generator, size: int, m: int, ranked: list[int]) -> Array:
    """Uniform on the simplex, as normalised exponentials; sorting keeps it so, as all orders are alike."""
    draws = rng.standard_exponential((size, m))
    draws /= draws.sum(axis=1, keepdims=True)
    draws[:, ranked] = -np.sort(-draws[:, ranked], axis=1)
    return draws


def _limits(pairs: Array, ranked: list[int]) -> Array:
    """The tightest limits (m, 2) that mean the same once 0, the order and the sum of 1 are seen."""
    low, high = np.maximum(pairs[:, 0], 0), np.minimum(pairs[:, 1], 1)
    low[ranked] = np.maximum.accumulate(low[ranked][::-1])[::-1]
    high[ranked] = np.minimum.accumulate(high[ranked])
    if (low > high).any():
        raise InvalidInput("sampling.order_against_bounds", criterion=f"[{int(np.argmax(low - high))}]")
    if low.sum() > 1 + SUM_NEAR or high.sum() < 1 - SUM_NEAR:
        raise InvalidInput("sampling.bounds_impossible", lowest=float(low.sum()), highest=float(high.sum()))
    others_low, others_high = low.sum() - low, high.sum() - high
    tightest = np.clip(1 - others_high, low, high), np.clip(1 - others_low, low, high)
    return np.stack([tightest[0], np.maximum(*tightest)], axis=1)


def _keeps(draws: Array, limits: Array, ranked: list[int]) -> NDArray[np.bool_]:
    low, high = limits.T
    kept: NDArray[np.bool_] = ((draws >= low) & (draws <= high)).all(axis=1)
    return kept & (np.diff(draws[:, ranked], axis=1) <= 0).all(axis=1)


def _within(rng: np.random.Generator, size: int, limits: Array, ranked: list[int]) -> Array:
    """Uniform on the weights within limits: what is kept of a simplex or a box around them, else a walk."""
    low, high = limits.T
    width, room = high - low, 1 - low.sum()
    free = np.flatnonzero(width > SUM_NEAR)
    if room <= SUM_NEAR or len(free) < 2:
        only = np.minimum(low + width * room / max(width.sum(), SUM_NEAR), high)
        return np.tile(only, (size, 1))
    last = free[np.argmax(width[free])]
    others = free[free != last]

    def from_simplex(count: int) -> Array:
        draws = np.tile(low, (count, 1))
        draws[:, free] += room * _ordered(rng, count, len(free), [])
        return draws

    def from_ordered_simplex(count: int) -> Array:
        return _ordered(rng, count, len(low), ranked)

    def from_box(count: int) -> Array:
        draws = np.tile(low, (count, 1))
        draws[:, others] += width[others] * rng.random((count, len(others)))
        draws[:, last] = 1 - np.delete(draws, last, axis=1).sum(axis=1)
        return draws

    ways = (from_simplex, from_ordered_simplex, from_box)
    shares = [_keeps(way(_BATCH), limits, ranked).mean() for way in ways]
    if max(shares) < _RARE:
        return walk(rng, size, limits, ranked)
    return _kept(ways[int(np.argmax(shares))], size, limits, ranked)


def _kept(draw: Callable[[int], Array], size: int, limits: Array, ranked: list[int]) -> Array:
    found, have = [], 0
    while have < size:
        draws = draw(max(_BATCH, size - have))
        found.append(draws[_keeps(draws, limits, ranked)])
        have += len(found[-1])
    return np.concatenate(found)[:size]


def _centre(around: ArrayLike, m: int) -> Array:
    centre = weight_vector(around, m)
    normalised: Array = centre / centre.sum()
    return normalised


def _around(
    rng: np.random.Generator,
    size: int,
    centre: Array,
    concentration: float | None,
    *,
    ranked: list[int],
    limits: Array | None,
) -> Array:
    nearness: Any = CONCENTRATION if concentration is None else concentration
    if isinstance(nearness, bool) or not is_number(nearness) or not 0 < as_double(nearness) < math.inf:
        raise InvalidInput("sampling.concentration", given=str(nearness)[:40])
    held = np.flatnonzero(centre)

    def draw(count: int) -> Array:
        draws = np.zeros((count, len(centre)))
        draws[:, held] = rng.dirichlet(as_double(nearness) * centre[held], count)
        return draws

    if limits is None and not ranked:
        return draw(size)
    limits = np.tile([0.0, 1.0], (len(centre), 1)) if limits is None else limits
    if _keeps(draw(_BATCH), limits, ranked).mean() < _RARE:
        raise InvalidInput("sampling.too_rare", concentration=as_double(nearness))
    return _kept(draw, size, limits, ranked)
