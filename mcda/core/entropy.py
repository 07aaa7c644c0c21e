"""Shannon entropy of weights: of each person, of all together, and what lies between people."""

from numbers import Real
from typing import Any

import numpy as np

from mcda.core.blocks import over_blocks
from mcda.core.cells import Array
from mcda.core.errors import InvalidInput
from mcda.core.numbers import as_double

TINY = np.finfo(np.float64).tiny


def parts(shares: Array) -> Array:
    """-w ln w of each share, 0 for 0."""
    found = np.maximum(shares, TINY)
    np.log(found, out=found)
    found *= shares
    return np.negative(found, out=found)


def between(weights: Array) -> Array:
    """Each item's part (k,) of the entropy between people (p, k): at least 0, as entropy is concave."""

    def sums(_: int, block: Array) -> Array:
        ones = np.ones(len(block))
        return np.array([ones @ block, ones @ parts(block)])

    mean, own = np.sum(over_blocks(sums, weights), axis=0) / len(weights)
    apart: Array = parts(mean) - own
    return apart


def divergence(some: Array, others: Array) -> Array:
    """Entropy between each of some (a, k) and each of others (b, k), two at a time: (a, b)."""
    own, theirs = parts(some).sum(axis=1), parts(others).sum(axis=1)
    apart = np.empty((len(some), len(others)))
    for row, weights in enumerate(some):
        apart[row] = parts((weights + others) / 2).sum(axis=1) - (own[row] + theirs) / 2
    return apart


def least_similarity(k: int, scale_maximum: float) -> float:
    """exp(-entropy) between k people who each put another of k items `scale_maximum` times above the rest."""
    given: Any = scale_maximum
    if not isinstance(given, Real):
        raise InvalidInput("group.scale_maximum", given=str(given)[:40])
    most = as_double(given)
    if not 1 < most < np.inf:
        raise InvalidInput("group.scale_maximum", given=most)
    weights = np.array([most, *[1.0] * (k - 1)]) / (k + most - 1)
    return float(np.exp(parts(weights).sum()) / k)
