"""The completion of incomplete comparisons that is least inconsistent (Bozóki, Fülöp & Rónyai 2010)."""

import numpy as np
from numpy.typing import NDArray

from mcda.core.cells import Array
from mcda.core.perron import principal

STEPS = 60
EXACT = 1e-13
"""Newton steps shorter than this no longer move a weight in its last digits."""


def smallest_root(balanced: Array, missing: NDArray[np.bool_]) -> Array:
    """Fill the missing cells of balanced matrices (p, k, k) so that the principal root is smallest. Rule M6.

    At the optimum with eigenvectors u (left) and v (right) each missing cell is s_i / s_j with s = √(v / u),
    so k logarithms of s are sought instead of all missing cells: the root is convex in them, and Newton's
    method with the group inverse for second derivatives finds them in a few steps.
    """
    p, k, _ = balanced.shape
    matrices = balanced.copy()
    logs = np.zeros((p, k))
    seeking = np.arange(p)
    step = np.zeros((p, k))
    roots = np.full(p, np.inf)
    for _ in range(STEPS):
        trial = _filled(balanced[seeking], missing[seeking], logs[seeking] + step[seeking])
        right, root = principal(trial)
        worse = root > roots[seeking] * (1 + 1e-15)
        better = ~worse
        kept = seeking[better]
        logs[kept] += step[kept]
        matrices[kept] = trial[better]
        roots[kept] = root[better]
        step[seeking[worse]] /= 4
        left, _ = principal(np.ascontiguousarray(trial[better].swapaxes(-1, -2)))
        step[kept] = _newton(trial[better], missing[kept], left, right[better], root[better])
        seeking = seeking[np.abs(step[seeking]).max(axis=1) > EXACT]
        if not len(seeking):
            break
    return matrices


def _filled(balanced: Array, missing: NDArray[np.bool_], logs: Array) -> Array:
    return np.where(missing, np.exp(logs[:, :, None] - logs[:, None, :]), balanced)


def _newton(matrices: Array, missing: NDArray[np.bool_], left: Array, right: Array, root: Array) -> Array:
    """The Newton step (p, k) in the logarithms of s, at most 2 in any of them."""
    k = matrices.shape[-1]
    left = left / (left * right).sum(axis=-1, keepdims=True)
    free = np.where(missing, matrices, 0.0)
    out = (free @ right[:, :, None])[:, :, 0]
    into = (left[:, None, :] @ free)[:, 0, :]
    gradient = left * out - into * right
    outer = right[:, :, None] * left[:, None, :]
    unit = np.eye(k)
    inverse = np.linalg.inv(root[:, None, None] * unit - matrices + outer) - outer
    before = left[:, :, None] * free - into[:, :, None] * unit
    after = out[:, :, None] * unit - free * right[:, None, :]
    bent = before @ inverse @ after
    paired = left[:, :, None] * free * right[:, None, :]
    second = (left * out + into * right)[:, :, None] * unit + bent + bent.swapaxes(-1, -2)
    second -= paired + paired.swapaxes(-1, -2)
    ridge = 1e-12 * np.abs(second).max(axis=(-1, -2)) + 1e-300
    step: Array = -np.linalg.solve(second + ridge[:, None, None] * unit, gradient[:, :, None])[:, :, 0]
    longest = np.abs(step).max(axis=-1, keepdims=True)
    return step * np.minimum(1.0, 2.0 / np.maximum(longest, 1e-300))
