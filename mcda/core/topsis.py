"""Tables and weights to closeness and rank: TOPSIS, for one weight vector or ten thousand.

Every normalisation here divides a column by a number of its own, after an offset that is the same for all
candidates. Distances see differences only, so all five come down to one scale per column and the two ends
that the ideal and the anti-ideal take from it.
"""

from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.errors import InvalidInput
from mcda.core.numbers import (
    Names,
    bound_pairs,
    direction_signs,
    label,
    refuse_not_finite,
    score_table,
    weight_vectors,
)
from mcda.core.problem import Array, Normalisation, Table
from mcda.core.ranks import rank
from mcda.core.results import Ranking

BLOCK = 4096
"""Rows of a table handled at a time, so that working arrays stay in the cache."""
SAFE = 2.0**400
"""Columns whose largest magnitude leaves 1/SAFE..SAFE are brought to about 1 before they are squared."""
SERIAL = 2**18
"""Multiplications of one matrix product; OpenBLAS starts threads of its own above it."""


class Columns(NamedTuple):
    """A table by columns, ready for distances: scores (m, n), and (m,) scale, ideal and anti-ideal scores."""

    scores: Array
    inverse_scale: Array
    ideal: Array
    anti_ideal: Array
    offset: Array


def closeness(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    bounds: ArrayLike | None = None,
) -> Array:
    """Closeness of each candidate to the ideal, 0 to 1: (n,) for weights (m,), (s, n) for weights (s, m).

    `bounds` (m, 2) is read by "fixed" only. Hwang & Yoon 1981. Rules M20 to M28.
    """
    columns = prepare(scores, directions, normalisation, bounds)
    m, n = columns.scores.shape
    vectors = weight_vectors(weights, m)
    if vectors.ndim == 1:
        return _closeness_of_one(columns, vectors)
    return _closeness_of_many(columns, vectors)


def topsis(table: Table, weights: ArrayLike, normalisation: Normalisation = "vector") -> Ranking:
    """Rank the candidates of a table, with every intermediate table. Rules M20 to M29."""
    names: tuple[Names, Names] = (table.candidates, tuple(c.name for c in table.criteria))
    bounds = table.bounds if normalisation == "fixed" else None
    columns = prepare(table.scores, table.directions, normalisation, bounds, names)
    vector = weight_vectors(weights, len(table.criteria), names[1])
    if vector.ndim != 1:
        raise InvalidInput("weights.shape", given=vector.shape, expected=len(table.criteria))
    scale, offset = columns.inverse_scale, columns.offset
    normalised = (columns.scores - offset[:, None]) * scale[:, None]
    ideal, anti_ideal = (vector * ((end - offset) * scale) for end in (columns.ideal, columns.anti_ideal))
    to_ideal, to_anti_ideal = _distances(columns, vector)
    values = _share(to_ideal.copy(), to_anti_ideal.copy())
    return Ranking(
        table=table,
        weights=_frozen(vector.copy()),
        normalisation=normalisation,
        bounds=bounds,
        normalised=_frozen(normalised.T),
        weighted=_frozen((vector[:, None] * normalised).T),
        ideal=_frozen(ideal),
        anti_ideal=_frozen(anti_ideal),
        distance_to_ideal=_frozen(to_ideal),
        distance_to_anti_ideal=_frozen(to_anti_ideal),
        closeness=_frozen(values),
        ranks=rank(values),
    )


def _frozen(array: Array) -> Array:
    array.flags.writeable = False
    return array


def prepare(
    scores: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    bounds: ArrayLike | None = None,
    names: tuple[Names, Names] = (None, None),
) -> Columns:
    """Check a table and find each column's scale and ends. Raises InvalidInput naming candidate and criterion."""
    if normalisation not in get_args(Normalisation):
        raise InvalidInput("normalisation.unknown", given=str(normalisation)[:40])
    columns = score_table(scores, names).T
    m = len(columns)
    signs = direction_signs(directions, m, names[1])
    with np.errstate(over="ignore", invalid="ignore"):
        low, high, total, squares = _sums(columns)
    if not np.isfinite(high - low).all():
        refuse_not_finite(columns.T, "scores", names)
    if normalisation == "fixed":
        pairs = bound_pairs(bounds, m, names[1])
        _refuse_outside(columns, low, high, pairs, names)
        low, high = pairs.T
    if normalisation in ("sum", "max") and low.min() < 0:
        row, column = (int(i) for i in np.argwhere(columns.T < 0)[0])
        raise InvalidInput(
            "scores.negative",
            row=row,
            column=column,
            candidate=label(names[0], row),
            criterion=label(names[1], column),
            given=float(columns[column, row]),
            normalisation=normalisation,
        )
    size = np.maximum(np.abs(low), np.abs(high))
    if size.max() > SAFE or ((size < 1 / SAFE) & (size > 0)).any():
        exponent = np.frexp(size)[1]
        columns = np.ldexp(columns, -exponent[:, None])
        low, high = np.ldexp(low, -exponent), np.ldexp(high, -exponent)
        _, _, total, squares = _sums(columns)
    offset = low if normalisation in ("minmax", "fixed") else np.zeros(m)
    if normalisation == "vector":
        scale = np.sqrt(squares)
    elif normalisation == "sum":
        scale = total
    elif normalisation == "max":
        scale = high
    else:
        scale = high - low
    inverse = np.divide(1.0, scale, out=np.zeros(m), where=scale > 0)
    benefit = signs > 0
    return Columns(columns, inverse, np.where(benefit, high, low), np.where(benefit, low, high), offset)


def _blocks(columns: Array) -> "list[Array]":
    n = columns.shape[1]
    return [columns[:, start : start + BLOCK] for start in range(0, n, BLOCK)]


def _sums(columns: Array) -> tuple[Array, Array, Array, Array]:
    """Least, greatest, sum and sum of squares of each column."""
    parts = [
        (block.min(axis=1), block.max(axis=1), block.sum(axis=1), np.vecdot(block, block))
        for block in _blocks(columns)
    ]
    if len(parts) == 1:
        return parts[0]
    low, high, total, squares = (np.array(part) for part in zip(*parts, strict=True))
    return low.min(axis=0), high.max(axis=0), total.sum(axis=0), squares.sum(axis=0)


def _refuse_outside(
    columns: Array, low: Array, high: Array, pairs: Array, names: tuple[Names, Names]
) -> None:
    if (low >= pairs[:, 0]).all() and (high <= pairs[:, 1]).all():
        return
    outside = (columns < pairs[:, :1]) | (columns > pairs[:, 1:])
    row, column = (int(i) for i in np.argwhere(outside.T)[0])
    raise InvalidInput(
        "scores.outside_bounds",
        row=row,
        column=column,
        candidate=label(names[0], row),
        criterion=label(names[1], column),
        given=float(columns[column, row]),
        lowest=float(pairs[column, 0]),
        highest=float(pairs[column, 1]),
    )


def _distances(columns: Array, weights: Array) -> tuple[Array, Array]:
    return _roots(columns, weights * columns.inverse_scale)


def _roots(columns: Columns, factors: Array) -> tuple[Array, Array]:
    """Weighted distances (n,) of every candidate to the ideal and to the anti-ideal."""
    m, n = columns.scores.shape
    distances = np.empty((2, n))
    work = np.empty((m, min(n, BLOCK)))
    for start in range(0, n, BLOCK):
        block = columns.scores[:, start : start + BLOCK]
        gaps = work[:, : block.shape[1]]
        for end, out in zip(
            (columns.ideal, columns.anti_ideal), distances[:, start : start + BLOCK], strict=True
        ):
            np.subtract(block, end[:, None], out=gaps)
            np.multiply(gaps, factors[:, None], out=gaps)
            np.multiply(gaps, gaps, out=gaps)
            gaps.sum(axis=0, out=out)
    np.sqrt(distances, out=distances)
    return distances[0], distances[1]


def _share(to_ideal: Array, to_anti_ideal: Array) -> Array:
    """D- / (D+ + D-), and 0.5 where both are 0: nothing that counts tells the candidates apart (rule M27)."""
    total = to_ideal + to_anti_ideal
    return np.divide(to_anti_ideal, total, out=np.full(total.shape, 0.5), where=total > 0)


def _closeness_of_one(columns: Columns, weights: Array) -> Array:
    return _share(*_distances(columns, weights))


def _closeness_of_many(columns: Columns, weights: Array) -> Array:
    return np.stack([_closeness_of_one(columns, vector) for vector in weights])
