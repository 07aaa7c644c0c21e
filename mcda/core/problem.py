"""What goes into scoring: criteria, tables and comparisons, valid from birth."""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.errors import InvalidInput
from mcda.core.numbers import as_double, is_number, number_table

Array = NDArray[np.float64]
Normalisation = Literal["vector", "minmax", "max", "sum", "fixed"]
Method = Literal["eigenvector", "geometric_mean"]


class Direction(IntEnum):
    """Which way a criterion is better."""

    MAX = 1
    MIN = -1


@dataclass(frozen=True, slots=True)
class Criterion:
    """What candidates are judged by, with its direction, unit and declared range."""

    name: str
    direction: Direction = Direction.MAX
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None

    def __post_init__(self) -> None:
        direction: Any = self.direction
        if isinstance(direction, bool) or not is_number(direction) or direction not in (1, -1):
            raise InvalidInput("criterion.direction", criterion=self.name, given=str(direction)[:40])
        object.__setattr__(self, "direction", Direction(self.direction))
        declared: tuple[Any, Any] = (self.lowest, self.highest)
        for bound in declared:
            if bound is None:
                continue
            if not is_number(bound):
                raise InvalidInput("criterion.range_not_finite", criterion=self.name, given=repr(bound)[:40])
            if not math.isfinite(as_double(bound)):
                raise InvalidInput("criterion.range_not_finite", criterion=self.name, given=as_double(bound))
        if self.lowest is not None and self.highest is not None and not self.lowest < self.highest:
            raise InvalidInput(
                "criterion.range_empty", criterion=self.name, lowest=self.lowest, highest=self.highest
            )


@dataclass(frozen=True, eq=False)
class Table:
    """Scores of candidates on criteria: `scores` is (n, m), in the order of the names.

    A score may be unknown (NaN or None): ranking then refuses and names it, or draws it (rule M47).
    """

    candidates: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    scores: Array = field(repr=False)

    def __init__(self, candidates: Sequence[str], criteria: Sequence[Criterion], scores: ArrayLike) -> None:
        object.__setattr__(self, "candidates", _listed(candidates, "candidates"))
        object.__setattr__(self, "criteria", _listed(criteria, "criteria"))
        for column, criterion in enumerate(self.criteria):
            if not isinstance(criterion, Criterion):
                raise InvalidInput("table.criterion", column=column, given=str(criterion)[:40])
        names = tuple(criterion.name for criterion in self.criteria)
        _refuse_repeated("table.duplicate_candidate", self.candidates)
        _refuse_repeated("table.duplicate_criterion", names)
        values = number_table(scores, "scores", (self.candidates, names))
        expected = (len(self.candidates), len(self.criteria))
        if values.shape != expected:
            raise InvalidInput("table.shape", given=values.shape, expected=expected)
        values = values.copy(order="K")
        values.flags.writeable = False
        object.__setattr__(self, "scores", values)

    @property
    def directions(self) -> tuple[Direction, ...]:
        """The direction of each criterion, in order."""
        return tuple(criterion.direction for criterion in self.criteria)

    @property
    def bounds(self) -> Array | None:
        """The declared range of each criterion, (m, 2), or None where any criterion declares none."""
        pairs = [(c.lowest, c.highest) for c in self.criteria]
        if any(low is None or high is None for low, high in pairs):
            return None
        return np.array(pairs, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Comparisons:
    """Pairwise judgements of k named items: `matrix[i, j]` = how many times i matters more than j.

    NaN = not asked. Reciprocity, sign and diagonal are checked by the functions that use it.
    """

    names: tuple[str, ...]
    matrix: Array = field(repr=False)


def _listed(given: Any, what: str) -> tuple[Any, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidInput(f"table.{what}", given=str(given)[:40])
    return tuple(given)


def _refuse_repeated(code: str, names: tuple[str, ...]) -> None:
    try:
        distinct = len(set(names))
    except TypeError:
        wrong = next(name for name in names if not isinstance(name, Hashable))
        raise InvalidInput("table.name", given=str(wrong)[:40]) from None
    if distinct < len(names):
        raise InvalidInput(code, name=Counter(names).most_common(1)[0][0])
