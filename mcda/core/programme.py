"""Binary programmes: the set that makes a sum largest, the best of all sets or found by HiGHS and checked."""

from collections.abc import Sequence
from time import monotonic

import numpy as np

from mcda.core.cells import Array
from mcda.core.conditions import FINE, Condition
from mcda.core.errors import InvalidInput

SECONDS = 60
FEW = 16
"""Up to so many candidates all sets are gone through, which no tolerance can mislead."""
ROOM = 3e-6
"""How much wider than asked the solver gets the bounds: its tolerance of 1e-6 then loses no set that fits."""
MOST = 1e300
"""No coefficient is enlarged more than this."""
OPTIMAL, LIMIT, INFEASIBLE = 0, 1, 2


def deadline() -> float:
    """When a choice that is asked for now is given up, however many programmes it takes."""
    return monotonic() + SECONDS


def best_set(objective: Array, conditions: Sequence[Condition], ends: float) -> Array | None:
    """The set, (n,) of 0 and 1, that makes `objective @ x` largest under all conditions, if there is one.

    Raises InvalidInput: selection.too_hard when the solver has not proven its answer by the deadline `ends`.
    """
    if len(objective) <= FEW:
        return _best_of_all(objective, conditions)
    return _solved(objective, conditions, ends)


def other_than(chosen: Array) -> Condition:
    """The condition that a set differs from `chosen` in at least one candidate."""
    return Condition("other_than", None, 2 * chosen - 1, -np.inf, chosen.sum() - 1)


def _best_of_all(objective: Array, conditions: Sequence[Condition]) -> Array | None:
    n = len(objective)
    fits = np.ones(2**n, dtype=bool)
    for condition in conditions:
        sums = _sums(condition.coefficients)
        lowest, highest = condition.bounds
        fits &= (lowest <= sums) & (sums <= highest)
    if not fits.any():
        return None
    best = np.argmax(np.where(fits, _sums(objective), -np.inf))
    chosen: Array = (best >> np.arange(n) & 1).astype(np.float64)
    return chosen


def _sums(coefficients: Array) -> Array:
    """The sums (2**n,) over all sets; set number b holds the candidates of the bits of b."""
    sums = np.zeros(1)
    for coefficient in coefficients:
        sums = np.concatenate([sums, sums + coefficient])
    return sums


def _solved(objective: Array, conditions: Sequence[Condition], ends: float) -> Array | None:
    """By the solver: a set that only its wider bounds let through is cut off, and it is asked again."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    cuts: list[Condition] = []
    while (left := ends - monotonic()) > 0:
        rows = [_scaled(condition) for condition in [*conditions, *cuts]]
        for presolve in (True, False):  # presolving now and then ends in an error of the solver's own
            answer = milp(
                -objective * _scale(objective, FINE),
                integrality=np.ones(len(objective)),
                bounds=Bounds(0, 1),
                constraints=[LinearConstraint(*map(np.array, zip(*rows, strict=True)))] if rows else [],
                options={"mip_rel_gap": 0.0, "time_limit": left, "presolve": presolve},
            )
            if answer.status in (OPTIMAL, LIMIT, INFEASIBLE):
                break
        if answer.status == INFEASIBLE:
            return None
        if answer.status != OPTIMAL:
            break
        chosen: Array = np.round(answer.x)
        broken = [condition for condition in conditions if not condition.met_by(chosen)]
        if not broken:
            return chosen
        cuts.append(_cut(chosen, broken[0]))
    raise InvalidInput("selection.too_hard", candidates=len(objective), seconds=SECONDS)


def _cut(chosen: Array, broken: Condition) -> Condition:
    """What no set may do that `chosen` does: of the dearest that are too much together, take all again.

    An extended cover inequality (Balas 1975): any as many of the candidates that cost no less are too much
    as well.
    """
    costs, (_, highest) = broken.coefficients, broken.bounds
    dearest = sorted(np.flatnonzero(chosen).tolist(), key=lambda row: -costs[row])
    too_much = np.flatnonzero(np.cumsum(costs[dearest]) > highest)
    if costs.min() < 0 or not too_much.size:
        return other_than(chosen)
    cover = dearest[: too_much[0] + 1]
    rest = cover[1:]
    held = (costs >= costs[rest].max(initial=0)) & (costs[rest].sum() + costs > highest)
    held[rest] = True
    return Condition("cover", None, held.astype(np.float64), -np.inf, len(rest))


def _scaled(condition: Condition) -> tuple[Array, float, float]:
    scale = _scale(condition.coefficients, condition.scale)
    lowest, highest = condition.bounds
    return condition.coefficients * scale, lowest * scale - ROOM, highest * scale + ROOM


def _scale(coefficients: Array, wanted: float) -> float:
    largest = float(np.abs(coefficients).max())
    return wanted / largest if largest > wanted / MOST else 1.0
