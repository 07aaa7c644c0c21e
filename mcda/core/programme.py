"""Binary programmes: the set that makes a sum largest, found by HiGHS and then checked exactly."""

from collections.abc import Sequence

import numpy as np

from mcda.core.cells import Array
from mcda.core.conditions import FINE, Condition
from mcda.core.errors import InvalidInput

SECONDS = 60
MOST = 1e300
"""No coefficient is enlarged more than this."""
OPTIMAL, LIMIT, INFEASIBLE = 0, 1, 2


def best_set(objective: Array, conditions: Sequence[Condition]) -> Array | None:
    """The set, (n,) of 0 and 1, that makes `objective @ x` largest under all conditions, if there is one.

    A set that the solver's tolerance of 1e-6 lets through is cut off and the programme solved again.

    Raises InvalidInput: selection.too_hard when the solver does not prove its answer within a minute.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    cuts: list[Condition] = []
    while True:
        rows = [_scaled(condition) for condition in [*conditions, *cuts]]
        for presolve in (True, False):  # presolving now and then ends in an error of the solver's own
            answer = milp(
                -objective * _scale(objective, FINE),
                integrality=np.ones(len(objective)),
                bounds=Bounds(0, 1),
                constraints=[LinearConstraint(*map(np.array, zip(*rows, strict=True)))] if rows else [],
                options={"mip_rel_gap": 0.0, "time_limit": SECONDS, "presolve": presolve},
            )
            if answer.status in (OPTIMAL, LIMIT, INFEASIBLE):
                break
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
    scale = _scale(condition.coefficients, condition.scale)
    lowest, highest = condition.bounds
    return condition.coefficients * scale, lowest * scale, highest * scale


def _scale(coefficients: Array, wanted: float) -> float:
    largest = float(np.abs(coefficients).max())
    return wanted / largest if largest > wanted / MOST else 1.0
