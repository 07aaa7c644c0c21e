"""What comes out of scoring, with its working. Arrays are read-only."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mcda.core.problem import Array, Method, Normalisation, Table


@dataclass(frozen=True, eq=False, slots=True)
class Priorities:
    """Weights of k items from comparisons, `weights` (…, k), with their consistency (…).

    `consistency_ratio` is NaN-free: 0 for order 1 and 2; where a spanning tree of answers can tell nothing,
    the ratio is None (single matrix) and the reason stands in `random_index`.
    """

    weights: Array
    lambda_max: Array | float
    consistency_index: Array | float
    consistency_ratio: Array | float | None
    method: Method
    random_index: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A judgement worth a second look: what was said, what would fit, and the ratio that would follow."""

    row: int
    column: int
    judged: float
    fitting: float
    ratio_after: float


@dataclass(frozen=True, eq=False, slots=True)
class Ranking:
    """A TOPSIS ranking with every intermediate table, in the order of the table's candidates."""

    table: Table
    weights: Array
    normalisation: Normalisation
    bounds: Array | None
    normalised: Array = field(repr=False)
    weighted: Array = field(repr=False)
    ideal: Array = field(repr=False)
    anti_ideal: Array = field(repr=False)
    distance_to_ideal: Array = field(repr=False)
    distance_to_anti_ideal: Array = field(repr=False)
    closeness: Array
    ranks: NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Acceptability:
    """SMAA: how often each candidate takes each rank over weight vectors (and scores)."""

    rank_acceptability: Array
    central_weights: Array
    confidence: Array
    pairwise_winning: Array
    samples: int


@dataclass(frozen=True, slots=True)
class Reversal:
    """Leaving `left_out` out changes the order of the others: `before` and `after` are their ranks."""

    left_out: int
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """A chosen set, its value, and why each other candidate was not chosen."""

    chosen: tuple[int, ...]
    value: float
    reasons: dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NearSet:
    """A set of candidates that is worth nearly as much as the best."""

    chosen: tuple[int, ...]
    value: float


@dataclass(frozen=True, slots=True)
class ZeroShift:
    """How far the zero of the values may move while `chosen` stays best.

    Subtracting more than `highest` from every value makes the set `above` best, less than `lowest` the set
    `below`; None where no shift does.
    """

    chosen: tuple[int, ...]
    lowest: float | None
    highest: float | None
    below: tuple[int, ...] | None
    above: tuple[int, ...] | None


@dataclass(frozen=True, eq=False, slots=True)
class Power:
    """Exact power of bodies in a weighted vote: `banzhaf` (normalised) and `shapley_shubik` sum to 1."""

    banzhaf: Array
    shapley_shubik: Array
    vetoes: tuple[int, ...]
    dictators: tuple[int, ...]
    dummies: tuple[int, ...]
