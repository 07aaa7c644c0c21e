"""AHP: pairwise comparisons to weights and their consistency, for one person or a hundred thousand."""

from functools import cache
from itertools import combinations
from typing import Any, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.blocks import over_blocks
from mcda.core.cells import Array
from mcda.core.comparisons import (
    FARTHEST,
    Source,
    checked,
    components,
    read_comparisons,
    refuse_disconnected,
    refuse_too_far,
)
from mcda.core.errors import InvalidInput
from mcda.core.incomplete import completed, least_squares
from mcda.core.perron import FIRST, SQUARINGS, approached, more, principal
from mcda.core.problem import Comparisons, Method
from mcda.core.results import Priorities, Suggestion

RANDOM_INDEX = (
    *(0, 0, 0, 0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057),
    *(1.4499, 1.4854, 1.5140, 1.5365, 1.5551, 1.5713, 1.5838),
)
"""Mean consistency index of random judgements by order: Alonso & Lamata 2006, 100,000 of each. Rule M5."""
SCALE = 9
"""Judgements are suggested within 1/9 to 9, Saaty's scale."""


def priorities(comparisons: ArrayLike | Comparisons, method: Method = "eigenvector") -> Priorities:
    """Weights from comparisons (k, k), or from a stack of them (…, k, k) in one call. Rules M1 to M7.

    Pairs that were not asked are NaN; the others must connect all items. Raises InvalidInput: comparisons.*
    with the pair, or with the groups that no comparison connects.
    """
    if not isinstance(method, str) or method not in get_args(Method):
        raise InvalidInput("comparisons.method", given=str(method)[:40], known=get_args(Method))
    matrix, source = read_comparisons(comparisons)
    k = matrix.shape[-1]

    found = _weigh_stack(matrix.reshape(-1, k, k), method, source)
    return _result(*found, matrix.shape[:-2], method)


def reconsider(comparisons: ArrayLike | Comparisons, limit: int = 3) -> list[Suggestion]:
    """The judgements that fit the others worst, worst first, with what would fit. Rule M8.

    `fitting` is the ratio of the weights that follow from all other judgements (Harker 1987), kept within
    1/9 to 9; `ratio_after` is the consistency ratio with it. Judgements that nothing contradicts are not
    listed: those alone between two groups of items, and those already at their best. Whether to ask at all is
    left to the page.
    """
    matrix = _one(comparisons)
    if isinstance(limit, bool) or not isinstance(limit, int | np.integer) or limit < 0:
        raise InvalidInput("comparisons.limit", given=str(limit)[:40])
    weights, before = _weights_and_ratio(matrix)
    misfit = np.abs(np.log(matrix * weights / weights[:, None])).round(12)
    pairs = [pair for pair in combinations(range(len(matrix)), 2) if misfit[pair] > 0]
    found: list[Suggestion] = []
    for row, column in sorted(pairs, key=lambda pair: -misfit[pair]):
        if len(found) >= limit:
            break
        revised = matrix.copy()
        revised[row, column] = revised[column, row] = np.nan
        if len(components(~np.isnan(revised))) > 1:
            continue
        fitting = min(max(_implied_ratio(revised, row, column), 1 / SCALE), SCALE)
        revised[row, column], revised[column, row] = fitting, 1 / fitting
        _, after = _weights_and_ratio(revised)
        if after < before:
            found.append(Suggestion(row, column, float(matrix[row, column]), fitting, after))
    return found


def next_pair(comparisons: ArrayLike | Comparisons) -> tuple[int, int] | None:
    """The pair most worth asking next, or None when all were asked. Rule M9.

    First whatever connects item 0 with an item it is not connected to yet; then the pair whose answer the
    others hold least firmly, that is with the largest effective resistance in the graph of answers: asking it
    adds most spanning trees. Of equals the pair with the smallest indices.
    """
    matrix = _one(comparisons)
    given = ~np.isnan(matrix)
    groups = components(given)
    if len(groups) > 1:
        return 0, groups[1][0]
    if given.all():
        return None
    k = len(matrix)
    laplacian = np.diag(given.sum(axis=1)) - given
    inverse = np.linalg.inv(laplacian + 1 / k)
    own = np.diag(inverse)
    resistance = np.where(given, 0.0, own[:, None] + own - 2 * inverse).round(9)
    row, column = divmod(int(np.argmax(resistance)), k)
    return row, column


def random_index(k: int) -> float:
    """Mean consistency index of random judgements of order k; above 15 the linear fit of the same authors."""
    return RANDOM_INDEX[k] if k < len(RANDOM_INDEX) else (2.7699 * k - 4.3513 - k) / (k - 1)


def _one(comparisons: ArrayLike | Comparisons) -> Array:
    matrix, source = read_comparisons(comparisons)
    if matrix.ndim != 2:
        raise InvalidInput("comparisons.one_matrix", shape=matrix.shape)
    one: Array = checked(matrix[None], source)[0][0]
    return one


def _weights_and_ratio(matrix: Array) -> tuple[Array, float]:
    weights, roots, _ = _weigh_stack(matrix[None], "eigenvector", Source())
    return weights[0], float(_index(roots, len(matrix))[0] / (random_index(len(matrix)) or 1))


def _implied_ratio(matrix: Array, row: int, column: int) -> float:
    """What the other judgements say of a pair: Harker's matrix counts missing pairs on its diagonal."""
    given = ~np.isnan(matrix)
    means, balanced = _balanced(matrix[None], given[None])
    weights, _ = principal(np.where(given, balanced, 0.0) + np.diag((~given).sum(axis=1)))
    apart = np.log(weights[0, row] / weights[0, column]) + means[0, row] - means[0, column]
    return float(np.exp(np.clip(apart, -FARTHEST, FARTHEST)))


def _weigh_stack(
    stack: Array, method: Method, source: Source, squarings: int = FIRST
) -> tuple[Array, Array, NDArray[np.int64]]:
    """Weights (p, k), roots (p,) and the number of pairs answered (p,) of matrices (p, k, k)."""
    weights, roots = np.empty(stack.shape[:2]), np.empty(len(stack))
    answered = np.empty(len(stack), dtype=np.int64)

    def weigh(start: int, block: Array) -> NDArray[np.intp]:
        here = slice(start, start + len(block))
        weights[here], roots[here], answered[here], moving = _weigh(block, method, source, start, squarings)
        return start + moving

    # The few of each block that still move are weighed on together: work on so few costs mostly the calls.
    moving = np.concatenate(over_blocks(weigh, stack))
    if len(moving) and squarings < SQUARINGS:
        weights[moving], roots[moving], _ = _weigh_stack(stack[moving], method, source, more(squarings))
    return weights, roots, answered


def _weigh(
    block: Array, method: Method, source: Source, start: int, squarings: int
) -> tuple[Array, Array, NDArray[np.int64], NDArray[np.intp]]:
    """As `_weigh_stack`, and the places of matrices whose weights still move after so many squarings."""
    k = block.shape[-1]
    matrices, complete = checked(block, source, start)
    answered = np.full(len(matrices), k * (k - 1) // 2)
    if complete:
        weights, roots, moving = _weigh_complete(matrices, method, squarings)
        return weights, roots, answered, moving
    given = ~np.isnan(matrices)
    gaps = np.flatnonzero(~given.all(axis=(-1, -2)))
    refuse_disconnected(given[gaps], source, start + gaps)
    answered[gaps] = (given[gaps].sum(axis=(-1, -2)) - k) // 2
    # The complete ones are weighed beside stand-ins for the others, which do not move.
    stand_ins = np.where(given.all(axis=(-1, -2), keepdims=True), matrices, 1.0)
    weights, roots, moving = _weigh_complete(stand_ins, method, squarings)
    means, balanced = _balanced(matrices[gaps], given[gaps])
    refuse_too_far(means, source, start + gaps)
    if method == "eigenvector":
        found, roots[gaps] = principal(completed(balanced, ~given[gaps]))
    else:
        found, roots[gaps] = _geometric_means(balanced)
    found = found * np.exp(means - means.max(axis=1, keepdims=True))
    weights[gaps] = found / found.sum(axis=1, keepdims=True)
    return weights, roots, answered, moving


def _balanced(matrices: Array, given: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Log weights (p, k) of least squares, and matrices without their ratios: near 1, and 1 where unknown."""
    known = np.where(given, matrices, 1.0)
    means = least_squares(np.log(known), given.astype(np.float64))
    return means, known / np.exp(np.where(given, means[:, :, None] - means[:, None, :], 0.0))


def _weigh_complete(matrices: Array, method: Method, squarings: int) -> tuple[Array, Array, NDArray[np.intp]]:
    if method == "eigenvector":
        return approached(matrices, squarings)
    return *_geometric_means(matrices), np.empty(0, dtype=np.intp)


def _geometric_means(matrices: Array) -> tuple[Array, Array]:
    """Weights and roots of matrices without gaps; logarithms cost the most, and mirrors need none."""
    k = matrices.shape[-1]
    above, shares = _above(k)
    logs = matrices.reshape(len(matrices), -1).take(above, axis=1)
    weights = np.exp(np.log(logs, out=logs) @ shares)
    weights /= (weights @ np.ones(k))[:, None]
    return weights, (np.vecmat(1 / weights, matrices) * weights) @ np.full(k, 1 / k)


@cache
def _above(k: int) -> tuple[NDArray[np.intp], Array]:
    """Flat places of the pairs above the diagonal; what the logarithm of each adds to the means of items."""
    row, column = np.triu_indices(k, 1)
    one = np.eye(k) / k
    return row * k + column, one[row] - one[column]


def _index(roots: Array, k: int) -> Array:
    """Consistency indices (p,); what rounding leaves of a consistent matrix is no inconsistency."""
    index: Array = np.maximum(roots - k, 0.0) / max(k - 1, 1)
    index *= index > 4 * k * np.finfo(np.float64).eps
    return index


def _result(
    weights: Array, roots: Array, answered: NDArray[np.int64], shape: tuple[int, ...], method: Method
) -> Priorities:
    k = weights.shape[-1]
    pairs = k * (k - 1) // 2
    roots = np.maximum(roots, k)
    index = _index(roots, k)
    ratio: NDArray[Any] = index / random_index(k) if k > 2 else np.zeros(len(roots))
    name = "Alonso & Lamata 2006" if k < len(RANDOM_INDEX) else "Alonso & Lamata 2006, linear fit"
    if answered.min(initial=pairs) < pairs:
        name += ", optimistic for incomplete comparisons"
        blind = (answered < pairs) & (answered < k)
        if blind.any():
            ratio = ratio.astype(object)
            ratio[blind] = None
    weights = weights.reshape(*shape, k)
    weights.flags.writeable = False
    if not shape:
        return Priorities(weights, float(roots[0]), float(index[0]), ratio.tolist()[0], method, name)
    roots, index, ratio = roots.reshape(shape), index.reshape(shape), ratio.reshape(shape)
    for column in (roots, index, ratio):
        column.flags.writeable = False
    return Priorities(weights, roots, index, ratio, method, name)
