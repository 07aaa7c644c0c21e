"""Conditions on a selection, each with its name and detail, and whether a chosen set meets it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import index
from typing import Any, TypedDict

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.cells import Array, first, read
from mcda.core.errors import InvalidInput

SLACK = 1e-12
"""Comparisons of sums with a bound allow this much, relative to bounds above 1."""

MANY = 10**9
"""No condition asks for more candidates than this; a larger number asks for as many."""

LARGEST = 1e300
"""Sums of larger amounts leave the numbers."""

FINE = 1e6
"""A scale that tells sums apart to 1e-12, as the solver's own tolerances are 1e-6."""

Groups = Sequence[Any] | Mapping[Any, Sequence[int]]
Minimums = int | Mapping[Any, int]
Budgets = Mapping[str, tuple[ArrayLike, float]]


class Conditions(TypedDict, total=False):
    """The conditions that `choose` takes, as keywords."""

    at_most: int | None
    at_least: int | None
    required: Iterable[int]
    excluded: Iterable[int]
    costs: ArrayLike | None
    budget: float | None
    budgets: Budgets | None
    groups: Groups | None
    minimum_per_group: Minimums | None
    requires: Iterable[Sequence[int]]
    conflicts: Iterable[Sequence[int]]


@dataclass(frozen=True, eq=False, slots=True)
class Condition:
    """`coefficients @ x` stays between `lowest` and `highest`; `name` and `detail` say it to people.

    `scale` is the largest coefficient that the solver gets. With a large one it tells sums apart more finely,
    and is more often wrong about a bound that is all but met.
    """

    name: str
    detail: Any
    coefficients: Array
    lowest: float
    highest: float
    scale: float = 1.0

    def met_by(self, chosen: Array) -> bool:
        """Whether a set, given as (n,) of 0 and 1, meets the condition within 1e-12."""
        total = float(self.coefficients @ chosen)
        lowest, highest = self.bounds
        return lowest <= total <= highest

    def said(self) -> str:
        """The condition as it would be typed, `conflicts(0, 1)`."""
        details = self.detail if isinstance(self.detail, tuple) else (self.detail,)
        return f"{self.name}({', '.join(str(detail) for detail in details)})"

    @property
    def bounds(self) -> tuple[float, float]:
        """The bounds with the slack that sums of decimals need."""
        lowest, highest = self.lowest, self.highest
        return lowest - SLACK * max(1.0, abs(lowest)), highest + SLACK * max(1.0, abs(highest))


def read_values(values: ArrayLike, area: str) -> Array:
    """One finite number a candidate, (n,)."""
    array = read(values, area, ("row",))
    if array.ndim != 1 or array.size == 0:
        raise InvalidInput(f"{area}.shape", shape=array.shape)
    if not np.isfinite(array).all():
        row = first(~np.isfinite(array))[0]
        raise InvalidInput(f"{area}.not_finite", row=row, given=float(array[row]))
    return array


def read_amounts(values: ArrayLike, area: str) -> Array:
    """One number a candidate, (n,), small enough to be added up."""
    array = read_values(values, area)
    if np.abs(array).max() > LARGEST:
        row = int(np.argmax(np.abs(array)))
        raise InvalidInput("selection.too_large", area=area, row=row, given=float(array[row]))
    return array


def read_conditions(
    n: int,
    *,
    at_most: int | None = None,
    at_least: int | None = None,
    required: Iterable[int] = (),
    excluded: Iterable[int] = (),
    costs: ArrayLike | None = None,
    budget: float | None = None,
    budgets: Budgets | None = None,
    groups: Groups | None = None,
    minimum_per_group: Minimums | None = None,
    requires: Iterable[Sequence[int]] = (),
    conflicts: Iterable[Sequence[int]] = (),
) -> list[Condition]:
    """The conditions of `choose`, checked, in the order in which they are said. Rule M76."""
    everyone = np.ones(n)
    unit = np.eye(n)
    found = []
    if at_most is not None:
        found.append(
            Condition("at_most", _count(at_most, "at_most"), everyone, 0, _count(at_most, "at_most"))
        )
    if at_least is not None:
        found.append(
            Condition("at_least", _count(at_least, "at_least"), everyone, _count(at_least, "at_least"), n)
        )
    found += [Condition("required", row, unit[row], 1, 1) for row in _candidates(required, n, "required")]
    found += [Condition("excluded", row, unit[row], 0, 0) for row in _candidates(excluded, n, "excluded")]
    for name, (each, limit) in {"budget": (costs, budget), **_labelled(budgets)}.items():
        found += _budget(n, name, each, limit)
    found += _minimums(n, groups, minimum_per_group)
    for a, b in _pairs(requires, n, "requires"):
        found.append(Condition("requires", (a, b), unit[b] - unit[a], 0, 1))
    for a, b in _pairs(conflicts, n, "conflicts"):
        found.append(Condition("conflicts", (a, b), unit[a] + unit[b], 0, 1))
    return found


def _labelled(budgets: Budgets | None) -> dict[str, tuple[ArrayLike, float]]:
    given: Any = {} if budgets is None else budgets
    if not isinstance(given, Mapping) or not all(
        isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2 for pair in given.values()
    ):
        raise InvalidInput("selection.budgets", given=str(given)[:40])
    return {f"budget:{label}": (costs, budget) for label, (costs, budget) in given.items()}


def _budget(n: int, name: str, costs: ArrayLike | None, budget: float | None) -> list[Condition]:
    if costs is not None:
        costs = read_amounts(costs, "costs")
        if len(costs) != n:
            raise InvalidInput("costs.length", given=len(costs), expected=n)
        if costs.min() < 0:
            row = int(np.argmax(costs < 0))
            raise InvalidInput("costs.negative", row=row, given=float(costs[row]))
    if budget is None:
        return []
    limit = float(read_amounts([budget], "budget")[0])
    if costs is None:
        raise InvalidInput("costs.needed", budget=limit)
    return [Condition(name, limit, costs, -np.inf, limit)]


def _minimums(n: int, groups: Groups | None, minimum: Minimums | None) -> list[Condition]:
    if minimum is None:
        return []
    if groups is None:
        raise InvalidInput("groups.needed")
    if isinstance(groups, Mapping):
        members = {label: _candidates(rows, n, "groups") for label, rows in groups.items()}
    else:
        labels = _iterable(groups, "groups")
        if len(labels) != n:
            raise InvalidInput("groups.length", given=len(labels), expected=n)
        members = {}
        for row, label in enumerate(labels):
            if _missing(label):
                continue
            if not isinstance(label, Hashable):
                raise InvalidInput("groups.label", row=row, given=str(label)[:40])
            members.setdefault(label, []).append(row)
    wanted = minimum if isinstance(minimum, Mapping) else dict.fromkeys(members, minimum)
    found = []
    for label, number in wanted.items():
        inside = np.zeros(n)
        inside[members.get(label, [])] = 1
        least = _count(number, "minimum_per_group")
        found.append(Condition("minimum_per_group", (str(label), least), inside, least, n))
    return found


def _missing(label: Any) -> bool:
    """Whether a cell of a column of labels is empty, as None, nan, NA or masked."""
    if label is None or label is np.ma.masked or type(label).__name__ == "NAType":
        return True
    return isinstance(label, Hashable) and bool(label != label)  # noqa: PLR0124 - nan differs from itself


def _count(given: Any, condition: str) -> int:
    try:
        number = -1 if isinstance(given, bool | np.bool_) else index(given)
    except TypeError:
        number = -1
    if number < 0:
        raise InvalidInput("selection.count", condition=condition, given=str(given)[:40])
    return min(number, MANY)


def _candidates(rows: Iterable[int], n: int, condition: str) -> list[int]:
    return list(dict.fromkeys(_candidate(row, n, condition) for row in _iterable(rows, condition)))


def _pairs(pairs: Iterable[Sequence[int]], n: int, condition: str) -> list[tuple[int, int]]:
    read_pairs = []
    for pair in _iterable(pairs, condition):
        members = [_candidate(row, n, condition) for row in _iterable(pair, condition)]
        if len(members) != 2 or members[0] == members[1]:
            raise InvalidInput("selection.pair", condition=condition, given=str(pair)[:40])
        read_pairs.append((members[0], members[1]))
    return list(dict.fromkeys(read_pairs))


def _iterable(given: Any, condition: str) -> list[Any]:
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        raise InvalidInput("selection.list", condition=condition, given=str(given)[:40])
    return list(given)


def _candidate(given: Any, n: int, condition: str) -> int:
    try:
        row = -1 if isinstance(given, bool | np.bool_) else index(given)
    except TypeError:
        row = -1
    if not 0 <= row < n:
        raise InvalidInput("selection.candidate", condition=condition, given=str(given)[:40], candidates=n)
    return row
