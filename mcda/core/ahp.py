"""AHP: pairwise comparisons to weights and their consistency, for one person or a hundred thousand."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.cells import Array
from mcda.core.comparisons import logarithms, read_comparisons, refuse_disconnected
from mcda.core.errors import InvalidInput
from mcda.core.numbers import Names
from mcda.core.perron import principal
from mcda.core.problem import Comparisons, Method
from mcda.core.results import Priorities

RANDOM_INDEX = (
    0, 0, 0, 0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854, 1.5140, 1.5365, 1.5551, 1.5713, 1.5838,
)  # fmt: skip
"""Mean consistency index of random judgements by order, 100,000 matrices each: Alonso & Lamata 2006. Rule M5."""
BLOCK = 2**16
"""Cells handled at a time, so that working arrays stay in the cache."""


def priorities(comparisons: ArrayLike | Comparisons, method: Method = "eigenvector") -> Priorities:
    """Weights from comparisons (k, k), or from a stack of them (…, k, k) in one call. Rules M1 to M8.

    Raises InvalidInput: comparisons.*, where the pair or the unconnected groups are named.
    """
    if method not in get_args(Method):
        raise InvalidInput("comparisons.method", given=str(method)[:40], known=get_args(Method))
    matrix, names = read_comparisons(comparisons)
    k = matrix.shape[-1]
    stack = matrix.reshape(-1, k, k)
    weights, roots = np.empty(stack.shape[:2]), np.empty(len(stack))
    answered = np.empty(len(stack), dtype=np.int64)
    for start, block in _blocks(stack):
        part = slice(start, start + len(block))
        weights[part], roots[part], answered[part] = _weigh(
            logarithms(block, names, start), method, names, start
        )
    return _result(weights, roots, answered, matrix.shape[:-2], method)


def _blocks(stack: Array) -> Iterator[tuple[int, Array]]:
    size = max(1, BLOCK // stack[0].size)
    for start in range(0, len(stack), size):
        yield start, stack[start : start + size]


def _weigh(
    logs: Array, method: Method, names: Names, start: int
) -> tuple[Array, Array, NDArray[np.int64] | int]:
    """Weights, roots, and how many pairs were answered, of checked logarithms (p, k, k)."""
    k = logs.shape[-1]
    given = ~np.isnan(logs)
    complete = bool(given.all())
    if complete:
        means = logs.mean(axis=-1)
        answered: NDArray[np.int64] | int = k * (k - 1) // 2
    else:
        refuse_disconnected(given, names, start)
        means = least_squares(np.where(given, logs, 0.0), given)
        answered = (given.sum(axis=(-1, -2)) - k) // 2
    balanced = np.exp(logs - means[:, :, None] + means[:, None, :])
    if not complete:
        balanced[~given] = 1.0
    scale = np.exp(means - means.max(axis=-1, keepdims=True))
    if method == "geometric_mean":
        weights, roots = scale, balanced.sum(axis=(-1, -2)) / k
    else:
        if not complete:
            from mcda.core.completion import smallest_root

            balanced = smallest_root(balanced, ~given)
        vectors, roots = principal(balanced)
        weights = vectors * scale
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return weights, roots, answered


def least_squares(logs: Array, counts: ArrayLike) -> Array:
    """Logarithmic least squares: (…, k) log weights summing to 0, from summed logarithms and their counts.

    `logs` (…, k, k) holds 0 and `counts` 0 where nobody answered; the graph of answers must be connected.
    One linear solve with its Laplacian (Kwiesielewicz 1996; Bozóki, Fülöp & Rónyai 2010). Rule M7.
    """
    counts = np.array(counts, dtype=np.float64)
    k = counts.shape[-1]
    diagonal = np.einsum("...ii->...i", counts)
    diagonal[...] = 0.0
    laplacian = -counts
    np.einsum("...ii->...i", laplacian)[...] = counts.sum(axis=-1)
    solved: Array = np.linalg.solve(laplacian + 1.0 / k, logs.sum(axis=-1)[..., None])[..., 0]
    return solved - solved.mean(axis=-1, keepdims=True)


def _result(
    weights: Array, roots: Array, answered: NDArray[np.int64], shape: tuple[int, ...], method: Method
) -> Priorities:
    k = weights.shape[-1]
    pairs = k * (k - 1) // 2
    noise = 4 * k * np.finfo(np.float64).eps
    index = np.maximum(roots - k, 0.0) / max(k - 1, 1)
    index[index <= noise] = 0.0
    ratio: Any = index / random_index(k) if k > 2 else np.zeros(len(roots))
    blind = (answered < k) & (answered < pairs)
    if blind.any():
        ratio = ratio.astype(object)
        ratio[blind] = None
    name = "Alonso & Lamata 2006" if k <= 15 else "Alonso & Lamata 2006, linear fit"
    if (answered < pairs).any():
        name += ", optimistic: comparisons are incomplete"
    lambda_max: Any = np.maximum(roots, k)
    if not shape:
        return Priorities(
            _frozen(weights[0]), float(lambda_max[0]), float(index[0]), _plain(ratio[0]), method, name
        )
    parts = (a.reshape(shape) for a in (lambda_max, index, ratio))
    return Priorities(_frozen(weights.reshape(*shape, k)), *(_frozen(part) for part in parts), method, name)


def random_index(k: int) -> float:
    """Mean consistency index of random judgements of order k; above 15 the linear fit of the same authors."""
    return RANDOM_INDEX[k] if k < len(RANDOM_INDEX) else (2.7699 * k - 4.3513 - k) / (k - 1)


def _plain(value: Any) -> float | None:
    return None if value is None else float(value)


def _frozen(array: Any) -> Any:
    array.flags.writeable = False
    return array
