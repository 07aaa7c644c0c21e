"""What comes out of scoring, with its working. Arrays are read-only."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mcda.core.problem import Array, Method, Normalisation, Table


@dataclass(frozen=True, eq=False, slots=True)
class Priorities:
    """Weights of k items from comparisons, `weights` (…, k), with their consistency (…).

    Consistency is floats for one matrix and arrays (…) for a stack. The ratio is 0 for order 1 and 2, and
    None where the answers are a spanning tree, which contradicts nothing; a stack with a None is an object
    array.
    `random_index` names the table behind the ratio. `lambda_max` of the geometric mean is the usual mean of
    (A w)_i / w_i.
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


@dataclass(frozen=True, eq=False)
class Acceptability:
    """SMAA: how often each candidate takes each rank over weight vectors (and scores).

    `rank_acceptability[i, r]` is the share of draws in which i takes rank r + 1. `central_weights` (n, m) and
    `confidence` (n,) are floats, or object arrays with None for a candidate that is never first (rule M45).
    """

    rank_acceptability: Array
    central_weights: NDArray[Any]
    confidence: NDArray[Any]
    samples: int
    count_wins: Callable[[], Array] = field(repr=False)

    @cached_property
    def pairwise_winning(self) -> Array:
        """Share of draws in which i is ranked above j, (n, n); counted when first asked for (rule M46)."""
        return self.count_wins()


@dataclass(frozen=True, slots=True)
class Reversal:
    """Leaving `left_out` out changes the order of the others: `before` and `after` are their ranks."""

    left_out: int
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class LeaveOneOut:
    """A group's `weights` (k,), what they would be `without` each person (p, k), and what that changes (p,).

    `item` is where the weight changes most; `order_changes` says whether the items' order does.
    """

    weights: Array
    without: Array
    largest_change: Array
    item: NDArray[np.int64]
    order_changes: NDArray[np.bool_]


ConsensusLevel = Literal["very_low", "low", "moderate", "high", "very_high"]


@dataclass(frozen=True, slots=True)
class GroupConsensus:
    """Consensus inside each group, by its label, and between the groups."""

    inside: dict[Hashable, float]
    between: float


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W, 0 to 1, its chi-square with degrees of freedom, and the judges left out for tying all."""

    w: float
    chi_square: float
    degrees_of_freedom: int
    left_out: tuple[int, ...]


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
