"""VIKOR: a compromise between the greatest benefit of all criteria and the least regret on one."""

from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.columns import read_columns
from mcda.core.errors import InvalidInput
from mcda.core.numbers import weight_vector
from mcda.core.problem import Array
from mcda.core.ranks import SAME, rank


@dataclass(frozen=True, eq=False, slots=True)
class Compromise:
    """VIKOR's measures (n,), the lower the better, the ranks by `q`, and whether its conditions hold.

    `candidates` is the compromise set: the first alone when it has both an acceptable `advantage` and
    `stability`, else all that share the first place (rule M54).
    """

    s: Array
    r: Array
    q: Array
    ranks: NDArray[np.int64]
    advantage: bool
    stability: bool
    candidates: tuple[int, ...]


def vikor(scores: ArrayLike, weights: ArrayLike, directions: ArrayLike, strategy: float = 0.5) -> Compromise:
    """Compromise ranking; `strategy` is the weight of the majority, 0 to 1. Rule M54.

    Opricovic & Tzeng 2004.
    """
    majority: Any = strategy
    if not isinstance(majority, Real) or not 0 <= float(majority) <= 1:
        raise InvalidInput("vikor.strategy", given=majority)
    columns = read_columns(scores, directions, "minmax", None)
    vector = weight_vector(weights, len(columns.scores))
    regrets = vector[:, None] * np.abs(
        (columns.scores - columns.ends[0][:, None]) * columns.inverse_scale[:, None]
    )
    s, r = _alike(regrets.sum(axis=0)), _alike(regrets.max(axis=0))
    q = strategy * _spread(s) + (1 - strategy) * _spread(r)
    ranks = rank(-q)
    order = np.lexsort((r, s, ranks))
    first, n = order[0], len(q)
    if n == 1:
        return Compromise(s, r, q, ranks, advantage=True, stability=True, candidates=(0,))
    threshold = 1 / (n - 1)
    advantage = bool(q[order[1]] - q[first] >= threshold - SAME)
    stability = bool(s[first] == s.min() or r[first] == r.min())
    if advantage:
        chosen = order[:1] if stability else order[:2]
    else:
        chosen = order[q[order] - q[first] < threshold - SAME]
    return Compromise(s, r, q, ranks, advantage, stability, tuple(sorted(chosen.tolist())))


def _alike(values: Array) -> Array:
    """Those that are the same at 12 decimals (rule M29) made equal: a spread would magnify rounding."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.concatenate([[True], np.diff(ordered) > SAME])
    alike = np.empty_like(values)
    alike[order] = ordered[first][np.cumsum(first) - 1]
    return alike


def _spread(values: Array) -> Array:
    """From 0 at the least to 1 at the greatest; 0 for all when all are alike."""
    width = np.ptp(values)
    return (values - values.min()) / width if width > 0 else np.zeros_like(values)
