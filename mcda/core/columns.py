"""A checked table, by columns, with what each normalisation makes of a column.

Every normalisation here subtracts a number from a column and divides it by another. Distances see differences
only, so all five come down to one scale per column and the two ends that ideal and anti-ideal take from it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.errors import InvalidInput
from mcda.core.numbers import Names, bound_pairs, direction_signs, label, refuse_not_finite, score_table
from mcda.core.problem import Array, Normalisation

BLOCK = 8192
"""Candidates handled at a time, so that working arrays stay in the cache."""

_NORMALISATIONS = get_args(Normalisation)
_SAFE = 2.0**800
"""Columns with sums of squares beyond 1/SAFE..SAFE are brought to about 1 first, by powers of two."""


class Columns(NamedTuple):
    """Scores (…, m, n) and what turns them into normalised ones: `(scores - offset) * inverse_scale`, (…, m).

    `ends` (2, …, m) holds the ideal and the anti-ideal score of each criterion (rule M24).
    """

    scores: Array
    offset: Array
    inverse_scale: Array
    ends: Array


def read_columns(
    scores: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation,
    bounds: ArrayLike | None,
    names: tuple[Names, Names] = (None, None),
    *,
    sampled: bool = False,
) -> Columns:
    """Check a table and find scale and ends of each column; every refusal names candidate and criterion."""
    if not isinstance(normalisation, str) or normalisation not in _NORMALISATIONS:
        raise InvalidInput("normalisation.unknown", given=str(normalisation)[:40], known=_NORMALISATIONS)
    columns = score_table(scores, names, sampled=sampled).swapaxes(-1, -2)
    m, n = columns.shape[-2:]
    if n <= BLOCK:
        columns = np.ascontiguousarray(columns)
    signs = direction_signs(directions, m, names[1])
    low, high, squares = _extremes(columns)
    safe = _within_safe_range(squares)
    if not safe:
        refuse_not_finite(columns.swapaxes(-1, -2), "scores", names)
    if normalisation == "fixed":
        low, high = _declared(columns, low, high, bound_pairs(bounds, m, names[1]), names)
        with np.errstate(over="ignore"):
            safe = _within_safe_range(low * low + high * high)
    elif normalisation in ("sum", "max") and np.minimum.reduce(low, axis=None) < 0:
        _refuse_cell("scores.negative", columns, columns < 0, names, normalisation=normalisation)
    if not safe:
        # powers of two change no digit, and no scale depends on them
        exponent = np.frexp(np.maximum(np.abs(low), np.abs(high)))[1]
        columns = np.ldexp(columns, -exponent[..., None])
        low, high = np.ldexp(low, -exponent), np.ldexp(high, -exponent)
        squares = np.vecdot(columns, columns)
    offset = low if normalisation in ("minmax", "fixed") else np.zeros(low.shape)
    if normalisation == "vector":
        scale = np.sqrt(squares)
    elif normalisation == "sum":
        scale = columns.sum(axis=-1)
    else:
        scale = high - offset
    inverse = np.divide(1.0, scale, out=np.zeros(low.shape), where=scale > 0)
    extremes = np.array((low, high))
    ends = np.where(signs > 0, extremes[::-1], extremes)
    return Columns(columns, offset, inverse, ends)


def normalised(columns: Columns) -> Array:
    """The normalised table (…, m, n); directions are left to the ends, nothing is turned round (rule M24)."""
    return (columns.scores - columns.offset[..., None]) * columns.inverse_scale[..., None]


def squared_gaps(columns: Columns) -> Array:
    """Squared normalised differences to ideal and anti-ideal, (2, …, m, n)."""
    gaps = (columns.scores - columns.ends[..., None]) * columns.inverse_scale[..., None]
    return np.multiply(gaps, gaps, out=gaps)


def blocks(columns: Array) -> Iterator[tuple[int, Array]]:
    """Pieces of at most BLOCK candidates of a table (m, n), each column contiguous, with where they start."""
    for start in range(0, columns.shape[1], BLOCK):
        piece = columns[:, start : start + BLOCK]
        yield start, piece if piece.strides[1] == piece.itemsize else np.ascontiguousarray(piece)


def _extremes(columns: Array) -> tuple[Array, Array, Array]:
    """Least, greatest and sum of squares of each column, (…, m); not finite where a score is not."""
    with np.errstate(over="ignore", invalid="ignore"):
        if columns.shape[-1] <= BLOCK or columns.ndim > 2:
            return _extremes_of_piece(columns)
        parts = [_extremes_of_piece(piece) for _, piece in blocks(columns)]
        low, high, squares = (np.array(part) for part in zip(*parts, strict=True))
        return np.minimum.reduce(low), np.maximum.reduce(high), np.add.reduce(squares)


def _extremes_of_piece(piece: Array) -> tuple[Array, Array, Array]:
    return np.minimum.reduce(piece, axis=-1), np.maximum.reduce(piece, axis=-1), np.vecdot(piece, piece)


def _within_safe_range(squares: Array) -> bool:
    return bool(
        1 / _SAFE < np.minimum.reduce(squares, axis=None) <= np.maximum.reduce(squares, axis=None) < _SAFE
    )


def _declared(
    columns: Array, low: Array, high: Array, pairs: Array, names: tuple[Names, Names]
) -> tuple[Array, Array]:
    lowest, highest = pairs.T
    if (low < lowest).any() or (high > highest).any():
        outside = (columns < lowest[:, None]) | (columns > highest[:, None])
        column = int(np.argwhere(outside)[0][-2])
        lowest, highest = pairs[column].tolist()
        _refuse_cell("scores.outside_bounds", columns, outside, names, lowest=lowest, highest=highest)
    return np.broadcast_to(lowest, low.shape), np.broadcast_to(highest, low.shape)


def _refuse_cell(
    code: str, columns: Array, wrong: NDArray[np.bool_], names: tuple[Names, Names], **values: Any
) -> NoReturn:
    """Name the first wrong cell, criterion by criterion."""
    place = tuple(int(i) for i in np.argwhere(wrong)[0])
    column, row = place[-2:]
    raise InvalidInput(
        code,
        row=row,
        column=column,
        candidate=label(names[0], row),
        criterion=label(names[1], column),
        given=float(columns[place]),
        **values,
    )
