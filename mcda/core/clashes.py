"""The smallest set of conditions that cannot be met together."""

from collections.abc import Sequence

import numpy as np

from mcda.core.conditions import Condition
from mcda.core.programme import best_set


def smallest_clash(n: int, conditions: Sequence[Condition]) -> list[Condition]:
    """The fewest of `conditions` that no set of n candidates meets together; they must not all be met by one.

    Every clash meets every correction (what has to be given up to make the rest possible), so the smallest
    set that meets all corrections seen so far is either the smallest clash or shows a new correction.
    Ignatiev, Previti, Liffiton & Marques-Silva 2015. Rule M78.
    """
    count = len(conditions)
    corrections: list[Condition] = []
    while True:
        hit = best_set(-np.ones(count) + _preference(count), corrections)
        assert hit is not None  # the whole list meets every correction
        held = [int(position) for position in np.flatnonzero(hit)]
        if not _possible(n, [conditions[position] for position in held]):
            return [conditions[position] for position in held]
        for position in range(count):
            if position not in held and _possible(n, [conditions[i] for i in sorted([*held, position])]):
                held.append(position)
        given_up = np.ones(count)
        given_up[held] = 0
        corrections.append(Condition("correction", None, given_up, 1, np.inf))


def _preference(count: int) -> np.ndarray:
    """Among clashes of the same size, conditions said first are named."""
    return np.linspace(1, 0, count) * (0.5 / count)


def _possible(n: int, conditions: Sequence[Condition]) -> bool:
    return best_set(np.zeros(n), conditions) is not None
