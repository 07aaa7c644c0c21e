"""Weights where not every pair was compared: least squares, and the least inconsistent completion."""

import numpy as np
from numpy.typing import NDArray

from mcda.core.cells import Array
from mcda.core.comparisons import connected
from mcda.core.perron import principal

STEPS = 100
SHORT = 1e-7
"""After a step of Newton's method as short as this the error, its square, is beyond the last digit."""
NOISE = 1e-14
LONGEST = 2.0
TINY = 1e-300


def least_squares(logs: Array, counts: Array) -> Array:
    """Log weights (…, k) summing to 0 that fit the logarithms of all answers best. Rule M7.

    `logs` (…, k, k) sums the logarithms of a pair's answers and `counts` says how many they are, both 0 where
    nobody answered; the graph of answers must be connected. One linear solve with its Laplacian
    (Kwiesielewicz 1996; Bozóki, Fülöp & Rónyai 2010).
    """
    laplacian = -counts
    diagonal = np.einsum("...ii->...i", laplacian)
    diagonal[...] = 0.0
    diagonal[...] = -laplacian.sum(axis=-1)
    level = np.trace(laplacian, axis1=-2, axis2=-1)[..., None, None] / laplacian.shape[-1] ** 2
    solved: Array = np.linalg.solve(laplacian + level, logs.sum(axis=-1)[..., None])[..., 0]
    solved -= solved.mean(axis=-1, keepdims=True)
    return solved


def completed(balanced: Array, missing: NDArray[np.bool_]) -> Array:
    """Fill the missing cells of matrices (p, k, k) near 1 so that the principal root is smallest. Rule M6.

    At that point, with eigenvectors u (left) and v (right), each missing cell is s_i / s_j with s = √(v / u).
    So k logarithms of s are sought in place of all missing cells. The root is convex in them, and Newton's
    method, with the group inverse for second derivatives, needs a few steps.

    Bozóki, Fülöp & Rónyai 2010.
    """
    matrices = np.where(missing, 1.0, balanced)
    logs = np.zeros(balanced.shape[:2])
    step = np.zeros_like(logs)
    roots = np.full(len(balanced), np.inf)
    together = connected(missing)
    seeking = np.arange(len(balanced))
    for attempt in range(STEPS):
        trial_logs = logs[seeking] + step[seeking]
        ratios = np.exp(trial_logs[:, :, None] - trial_logs[:, None, :])
        trial = np.where(missing[seeking], ratios, balanced[seeking])
        right, root = principal(trial)
        better = root <= roots[seeking] * (1 + NOISE)
        kept = seeking[better]
        logs[kept], roots[kept], matrices[kept] = trial_logs[better], root[better], trial[better]
        length = np.abs(step[seeking]).max(axis=1)
        step[seeking[~better]] /= 4
        moving = better & (length > SHORT) if attempt else better
        kept = seeking[moving]
        step[kept] = _newton(trial[moving], missing[kept], together[kept], right[moving], root[moving])
        seeking = seeking[~better | moving]
        if not len(seeking):
            break
    return matrices


def _newton(matrices: Array, missing: NDArray[np.bool_], together: Array, right: Array, root: Array) -> Array:
    """Newton's step (p, k) in the logarithms of s; `together` says which items missing cells connect."""
    unit = np.eye(matrices.shape[-1])
    left, _ = principal(np.ascontiguousarray(matrices.swapaxes(-1, -2)))
    left /= (left * right).sum(axis=-1, keepdims=True)
    free = np.where(missing, matrices, 0.0)
    out = (free @ right[:, :, None])[:, :, 0]
    into = (left[:, None, :] @ free)[:, 0, :]
    outer = right[:, :, None] * left[:, None, :]
    group_inverse = np.linalg.inv(root[:, None, None] * unit - matrices + outer) - outer
    before = left[:, :, None] * free - into[:, :, None] * unit
    after = out[:, :, None] * unit - free * right[:, None, :]
    bend = before @ group_inverse @ after - left[:, :, None] * free * right[:, None, :]
    second = bend + bend.swapaxes(-1, -2) + (left * out + into * right)[:, :, None] * unit
    # Items that missing cells connect can move together without any effect: a wall keeps them in place.
    level = np.trace(second, axis1=-2, axis2=-1)[:, None, None] / len(unit)
    gradient = left * out - into * right
    step: Array = -np.linalg.solve(second + level * together, gradient[:, :, None])[:, :, 0]
    longest = np.abs(step).max(axis=-1, keepdims=True)
    step *= np.minimum(1.0, LONGEST / np.maximum(longest, TINY))
    return step
