"""Binary programmes: the set that makes a sum largest, found by HiGHS and then checked exactly."""

from collections.abc import Sequence

import numpy as np

from mcda.core.cells import Array
from mcda.core.conditions import Condition
from mcda.core.errors import InvalidInput

SCALE = 1e6
"""Largest coefficient handed to the solver: its own tolerances are 1e-6, so sums are told apart to 1e-12."""

SECONDS = 60
OPTIMAL, INFEASIBLE = 0, 2


def best_set(objective: Array, conditions: Sequence[Condition]) -> Array | None:
    """The set, (n,) of 0 and 1, that makes `objective @ x` largest under all conditions, if there is one.

    A set that the solver's tolerances let through is cut off and the programme solved again.

    Raises InvalidInput: selection.too_hard when the solver does not prove its answer within a minute.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    cuts: list[Condition] = []
    while True:
        rows = [_scaled(condition) for condition in [*conditions, *cuts]]
        answer = milp(
            -objective * _scale(objective),
            integrality=np.ones(len(objective)),
            bounds=Bounds(0, 1),
            constraints=[LinearConstraint(*map(np.array, zip(*rows, strict=True)))] if rows else [],
            options={"mip_rel_gap": 0.0, "time_limit": SECONDS},
        )
        if answer.status == INFEASIBLE:
            return None
        if answer.status != OPTIMAL:
            raise InvalidInput("selection.too_hard", candidates=len(objective), seconds=SECONDS)
        chosen: Array = np.round(answer.x)
        if all(condition.met_by(chosen) for condition in conditions):
            return chosen
        cuts.append(other_than(chosen))


def other_than(chosen: Array) -> Condition:
    """The condition that a set differs from `chosen` in at least one candidate."""
    return Condition("other_than", None, 2 * chosen - 1, -np.inf, chosen.sum() - 1)


def _scaled(condition: Condition) -> tuple[Array, float, float]:
    scale = _scale(condition.coefficients)
    lowest, highest = condition.bounds
    return condition.coefficients * scale, lowest * scale, highest * scale


def _scale(coefficients: Array) -> float:
    largest = float(np.abs(coefficients).max())
    return SCALE / largest if largest > 0 else 1.0
