"""Exact voting power of bodies whose shares must reach a quota: Banzhaf and Shapley–Shubik, to 60 bodies."""

import math
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.cells import Array
from mcda.core.conditions import SLACK, read_values
from mcda.core.errors import InvalidInput
from mcda.core.results import Power

Counts = NDArray[np.int64]

BODIES = 60
CELLS = 2**23
"""Largest table of coalitions by size and sum; above it coalitions are counted by halves."""
HALVED = 40
"""Most bodies whose coalitions are counted by halves."""
DENOMINATOR = 10**6
WIDE = 2.0**8
"""The shares of all bodies, divided by this, have a sum that is a double."""


def voting_power(shares: ArrayLike, quota: float) -> Power:
    """Power of bodies when a coalition whose `shares` (n,) reach `quota` wins. Rules M82 to M84.

    Raises InvalidInput: power.*; power.too_fine asks to round shares that are too many and too fine.
    """
    array, needed = _read(shares, quota)
    swings = _swings(array, needed)
    n = len(array)
    by_body = [sum(row) for row in swings]
    orders = [math.factorial(size) * math.factorial(n - 1 - size) for size in range(n)]
    pivots = [sum(count * order for count, order in zip(row, orders, strict=True)) for row in swings]
    total = sum(by_body)
    vetoes = tuple(body for body in range(n) if np.delete(array, body).sum() < needed)
    return Power(
        banzhaf=np.array([count / total for count in by_body]),
        shapley_shubik=np.array([count / math.factorial(n) for count in pivots]),
        vetoes=vetoes,
        dictators=tuple(body for body in vetoes if array[body] >= needed),
        dummies=tuple(body for body in range(n) if by_body[body] == 0),
    )


def _read(shares: ArrayLike, quota: float) -> tuple[Array, float]:
    array = read_values(shares, "power")
    if len(array) > BODIES:
        raise InvalidInput("power.too_many", bodies=len(array), most=BODIES)
    if array.min() < 0:
        body = int(np.argmax(array < 0))
        raise InvalidInput("power.negative", row=body, given=float(array[body]))
    needed = float(read_values([quota], "quota")[0])
    with np.errstate(over="ignore"):
        total = float(array.sum())
    if math.isinf(total):  # a power of two changes no digit, and the game stays the same
        return _read(array / WIDE, needed / WIDE)
    slack = SLACK * max(1.0, needed)
    if needed <= slack:
        raise InvalidInput("quota.not_positive", quota=needed)
    if needed - slack > total:
        raise InvalidInput("quota.unreachable", quota=needed, total=total)
    return array, needed - slack


def _swings(shares: Array, needed: float) -> list[list[int]]:
    """For each body, how many coalitions of each size 0..n-1 lose without it and win with it."""
    n = len(shares)
    whole = _whole_numbers(shares, needed)
    if whole is not None:
        weights, quota = whole
        quota = min(quota, sum(weights) - quota + 1)  # the dual game has the same swings, by complement
        if quota * (n + 1) <= CELLS:
            swings = _by_sum(weights, quota)
            dual = quota != whole[1]
            return [row[::-1] for row in swings] if dual else swings
    if n > HALVED:
        raise InvalidInput("power.too_fine", bodies=n, most=HALVED)
    return _by_halves(shares, needed)


def _whole_numbers(shares: Array, needed: float) -> tuple[list[int], int] | None:
    """The same game in whole numbers, or None where the shares are no fractions with a small denominator."""
    fractions = [Fraction(share).limit_denominator(DENOMINATOR) for share in shares.tolist()]
    error = sum(
        abs(Fraction(share) - fraction) for share, fraction in zip(shares.tolist(), fractions, strict=True)
    )
    if error > SLACK / 4 * max(1.0, needed):
        return None
    denominator = math.lcm(*(fraction.denominator for fraction in fractions))
    weights = [int(fraction * denominator) for fraction in fractions]
    divisor = math.gcd(*weights)
    return [weight // divisor for weight in weights], math.ceil(Fraction(needed) * denominator / divisor)


def _by_sum(weights: list[int], quota: int) -> list[list[int]]:
    """Swings from the number of coalitions by size and sum below the quota, of all bodies together.

    The coalitions without body i are those of all, less those with i: an alternating sum over multiples of
    its weight, read off running totals. Counts stay below 2**60.
    """
    n = len(weights)
    counts: Counts = np.zeros((n + 1, quota), dtype=np.int64)
    counts[0, 0] = 1
    for seen, weight in enumerate(weights):
        if weight < quota:
            for size in range(seen, -1, -1):
                counts[size + 1, weight:] += counts[size, : quota - weight]
    totals = np.cumsum(counts, axis=1, out=counts)

    def below(size: int, bound: int) -> int:
        return int(totals[size, bound - 1]) if bound > 0 else 0

    found: dict[int, list[int]] = {}
    for weight in set(weights):
        row = []
        for size in range(n):
            count = 0
            for times in range(size + 1):
                high, low = quota - times * weight, quota - (times + 1) * weight
                if high <= 0:
                    break
                count += (-1) ** times * (below(size - times, high) - below(size - times, low))
            row.append(count)
        found[weight] = row
    return [found[weight] for weight in weights]


def _by_halves(shares: Array, needed: float) -> list[list[int]]:
    """Swings from the losing coalitions by size, in all and with each body, joined from two halves.

    A body turns the losing coalitions without it, less those that still lose with it. Counts stay below
    2**53, where floats are exact.
    """
    n = len(shares)
    halves = shares[: n // 2], shares[n // 2 :]
    losing = np.zeros(n + 1)
    losing_with = np.zeros((n, n + 1))
    for own, other, start in ((*halves, 0), (*halves[::-1], n // 2)):
        sums, sizes = _subsets(own)
        other_sums, other_sizes = _subsets(other)
        width = len(own) + 1
        for other_size in range(len(other) + 1):
            partners = np.sort(other_sums[other_sizes == other_size])
            fitting = np.searchsorted(partners, needed - sums).astype(np.float64)
            reached = slice(other_size, other_size + width)
            if own is halves[0]:
                losing[reached] += np.bincount(sizes, fitting, width)
            for body in range(len(own)):
                has_body = (-1, 2, 2**body)  # the second half of each pair of runs has the bit of the body
                own_sizes, own_fitting = (each.reshape(has_body)[:, 1].ravel() for each in (sizes, fitting))
                losing_with[start + body, reached] += np.bincount(own_sizes, own_fitting, width)
    swings = losing[:-1] - losing_with[:, :-1] - losing_with[:, 1:]
    return [[int(count) for count in row] for row in swings]


def _subsets(shares: Array) -> tuple[Array, Counts]:
    """Sums and sizes (2**n,) of all subsets; subset number b holds the bodies of the bits of b."""
    sums, sizes = np.zeros(1), np.zeros(1, dtype=np.int64)
    for share in shares:
        sums, sizes = np.concatenate([sums, sums + share]), np.concatenate([sizes, sizes + 1])
    return sums, sizes
