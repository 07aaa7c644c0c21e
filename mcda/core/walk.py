"""Weights within limits and an order too narrow for anything but a walk through them."""

import numpy as np

from mcda.core.errors import InvalidInput
from mcda.core.problem import Array

SUM_NEAR = 1e-12
"""Sums of weights this near are equal."""


def walk(rng: np.random.Generator, size: int, limits: Array, ranked: list[int]) -> Array:
    """Nearly uniform weights (size, m) within limits (m, 2), by hit-and-run (rule M41).

    Each draw is the end of a walk of its own from the middle, 10 m² steps long, so that no draw depends on
    another. Tervonen, van Valkenhoef, Baştürk & Postmus 2013.
    """
    # every condition as `faces @ weights <= sides`
    m = len(limits)
    low, high = limits.T
    falls = np.eye(m)[ranked[1:]] - np.eye(m)[ranked[:-1]] if len(ranked) > 1 else np.empty((0, m))
    free = high - low > SUM_NEAR
    faces = np.concatenate((np.eye(m)[free], -np.eye(m)[free], falls))
    sides = np.concatenate((high[free], -low[free], np.zeros(len(falls))))
    places = np.tile(_middle(faces, sides, low, high), (size, 1))
    width = high - low
    for _ in range(10 * m * m):
        steps = width * rng.standard_normal((size, m))
        steps -= width * (steps.sum(axis=1, keepdims=True) / width.sum())
        speed, room = steps @ faces.T, sides - places @ faces.T
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = room / speed
        forth = np.where(speed > 0, reach, np.inf).min(axis=1)
        back = np.where(speed < 0, reach, -np.inf).max(axis=1)
        places += (back + (forth - back) * rng.random(size))[:, None] * steps
        places /= places.sum(axis=1, keepdims=True)
    return np.clip(places, low, high)


def _middle(faces: Array, sides: Array, low: Array, high: Array) -> Array:
    """The point furthest from every face."""
    from scipy.optimize import linprog

    m = len(low)
    found = linprog(
        np.append(np.zeros(m), -1.0),
        A_ub=np.column_stack((faces, np.ones(len(faces)))),
        b_ub=sides,
        A_eq=np.append(np.ones(m), 0.0)[None],
        b_eq=[1.0],
        bounds=[*zip(low, high, strict=True), (0, None)],
    )
    if found.x is None or found.x[-1] <= SUM_NEAR:
        raise InvalidInput("sampling.too_narrow")
    return np.asarray(found.x[:m], dtype=np.float64)
