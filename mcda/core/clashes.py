"""The smallest set of conditions that cannot be met together."""

from collections.abc import Iterable, Sequence

import numpy as np

from mcda.core.cells import Array
from mcda.core.conditions import Condition
from mcda.core.programme import best_set

ROUNDS = 48


def smallest_clash(n: int, conditions: Sequence[Condition], ends: float) -> list[Condition]:
    """The fewest of `conditions` that no set of n candidates meets together; all of them must clash.

    Every clash has a condition in common with every correction, which is what must be given up to meet the
    rest. So a smallest choice of conditions with one from each correction seen so far is no larger than any
    clash: it clashes itself, or shows another correction (Ignatiev et al. 2015). Where so many rounds do not
    tell, the clash left by dropping conditions one by one is returned: none of it can be left out. Rule M78.
    """
    everything = list(range(len(conditions)))
    irreducible = everything
    for position in reversed(everything):
        fewer = [other for other in irreducible if other != position]
        if _meeting(n, conditions, fewer, ends) is None:
            irreducible = fewer
    corrections: list[Condition] = []
    for _ in range(ROUNDS):
        hitting = _hitting(len(conditions), corrections, ends)
        if len(hitting) >= len(irreducible):
            break
        chosen = _meeting(n, conditions, hitting, ends)
        if chosen is None:
            return [conditions[position] for position in hitting]
        met = _most_met(n, conditions, chosen, ends)
        given_up = np.array([0.0 if position in met else 1.0 for position in everything])
        corrections.append(Condition("correction", None, given_up, 1, np.inf))
    return [conditions[position] for position in irreducible]


def _hitting(count: int, corrections: Sequence[Condition], ends: float) -> list[int]:
    """The fewest positions with one from each correction, of equally few the earliest."""
    cost = -1 - np.linspace(0, 0.5, count) / count
    fewest: Array | None = best_set(cost, corrections, ends)
    return [] if fewest is None else np.flatnonzero(fewest).tolist()


def _most_met(n: int, conditions: Sequence[Condition], chosen: Array, ends: float) -> set[int]:
    """Positions of conditions met together, those met by `chosen` among them, to which none can be added."""
    met = _met_by(conditions, chosen)
    for position in range(len(conditions)):
        if position not in met and (better := _meeting(n, conditions, [*met, position], ends)) is not None:
            met = _met_by(conditions, better)
    return met


def _met_by(conditions: Sequence[Condition], chosen: Array) -> set[int]:
    return {position for position, condition in enumerate(conditions) if condition.met_by(chosen)}


def _meeting(n: int, conditions: Sequence[Condition], positions: Iterable[int], ends: float) -> Array | None:
    """Some set of candidates that meets the conditions at `positions`, if there is one."""
    return best_set(np.zeros(n), [conditions[position] for position in sorted(positions)], ends)
