"""Reading pairwise comparisons: checked and completed by their mirrors, or the pair that is wrong."""

from collections.abc import Sized
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.cells import Array, first, read
from mcda.core.errors import InvalidInput
from mcda.core.numbers import Names, label
from mcda.core.problem import Comparisons

AGREEMENT = 1e-6
"""How far a_ij a_ji may be from 1: published matrices print 1/3 with ten digits."""
ROUNDING = 4 * float(np.finfo(np.float64).eps)
EXTREME = 1e12
"""Beyond this a comparison is a slip of the hand, and squares of matrices leave the range of floats."""
FARTHEST = 300 * float(np.log(10))
"""Logarithm of the largest ratio of weights; beyond this the smallest would be 0."""


class Source(NamedTuple):
    """Where a matrix comes from, for errors: names of its items if known, whether it is one of a stack."""

    names: Names = None
    stacked: bool = False


def read_comparisons(comparisons: ArrayLike | Comparisons) -> tuple[Array, Source]:
    """The matrix or stack of matrices (…, k, k) as float64, unchecked, and where it comes from.

    Raises InvalidInput: comparisons.not_a_number, .ragged, .not_square, .empty, .names, .duplicate, .labels.
    """
    names: Names = None
    given: Any = comparisons
    if isinstance(given, Comparisons):
        names, given = given.names, given.matrix
    elif hasattr(given, "columns"):
        names = _names_of_frame(given)
    matrix = read(given, "comparisons", ("row", "column"))
    if matrix.ndim < 2 or matrix.shape[-1] != matrix.shape[-2]:
        raise InvalidInput("comparisons.not_square", shape=matrix.shape)
    if matrix.size == 0:
        raise InvalidInput("comparisons.empty", shape=matrix.shape)
    if names is not None:
        count = len(names) if isinstance(names, Sized) else 0
        if count != matrix.shape[-1]:
            raise InvalidInput("comparisons.names", names=count, items=matrix.shape[-1])
        repeated = next((name for name in names if list(names).count(name) > 1), None)
        if repeated is not None:
            raise InvalidInput("comparisons.duplicate", name=repeated)
    return matrix, Source(names, matrix.ndim > 2)


def checked(matrix: Array, source: Source, start: int = 0) -> tuple[Array, bool]:
    """Comparisons (p, k, k) that agree with their mirrors, and whether all pairs were asked; NaN = not asked.

    A cell left empty is filled from its mirror, the diagonal with 1; of two mirrors the one above 1 is taken
    as said. `start` is the number of the first matrix in its stack, for the error. Rules M1, M2.

    Raises InvalidInput: comparisons.not_finite, .not_positive, .extreme, .diagonal, .not_reciprocal.
    """
    if _upper_if_sound(matrix) is not None:
        return matrix, True
    filled = _filled(matrix, source, start)
    return filled, not bool(np.isnan(filled).any())


def answers(matrix: Array, source: Source, start: int = 0) -> tuple[Array, bool]:
    """As `checked`, but the pairs above the diagonal alone, row by row: (p, k (k - 1) / 2)."""
    upper = _upper_if_sound(matrix)
    if upper is not None:
        return upper, True
    filled = _filled(matrix, source, start)
    upper = filled.reshape(len(filled), -1).take(_triangles(matrix.shape[-1])[0], axis=1)
    return upper, not bool(np.isnan(upper).any())


def _upper_if_sound(matrix: Array) -> Array | None:
    """Pairs as in `answers` if all were asked and agree with their mirrors, else None.

    Two gathered halves are multiplied in less time than a matrix and its transpose. Mirrors of what lies
    within the range lie within it but for rounding, so they need no look of their own.
    """
    cells = matrix.reshape(len(matrix), -1)
    upper, lower, diagonal = (cells.take(part, axis=1) for part in _triangles(matrix.shape[-1]))
    with np.errstate(over="ignore", invalid="ignore"):
        lower *= upper
        sound = (
            _within(upper, (1 + ROUNDING) / EXTREME, (1 - ROUNDING) * EXTREME)
            and _within(lower, 1 - ROUNDING, 1 + ROUNDING)
            and _within(diagonal, 1 - ROUNDING, 1 + ROUNDING)
        )
    return upper if sound else None


def _within(cells: Array, least: float, most: float) -> bool:
    return bool(cells.min(initial=1.0) >= least and cells.max(initial=1.0) <= most)


@cache
def _triangles(k: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Flat places of the pairs above the diagonal, row by row, of their mirrors and of the diagonal."""
    row, column = np.triu_indices(k, 1)
    return row * k + column, column * k + row, np.arange(k) * (k + 1)


def _filled(matrix: Array, source: Source, start: int) -> Array:
    gaps = np.isnan(matrix)
    _refuse(~gaps & ~((matrix > 0) & (matrix < np.inf)), matrix, source, start)
    with np.errstate(over="ignore"):
        mirrors = 1 / matrix.swapaxes(-1, -2)
    filled = np.where(gaps, mirrors, matrix)
    _refuse((filled > EXTREME) | (filled < 1 / EXTREME), matrix, source, start)
    _refuse(np.abs(filled * filled.swapaxes(-1, -2) - 1) > AGREEMENT, matrix, source, start)
    said = np.where((filled >= 1) | np.isnan(mirrors), filled, mirrors)
    upper = np.triu(np.ones(said.shape[-2:], dtype=bool), 1)
    filled = np.where(upper, said, 1 / said.swapaxes(-1, -2))
    np.einsum("...ii->...i", filled)[...] = 1.0
    return filled


def components(given: NDArray[np.bool_]) -> list[list[int]]:
    """Groups of items that comparisons join, from `given` (k, k); groups and their items ascending."""
    waiting = list(range(len(given)))
    groups: list[list[int]] = []
    while waiting:
        reached = [waiting.pop(0)]
        for item in reached:
            reached += [other for other in waiting if given[item, other]]
            waiting = [other for other in waiting if not given[item, other]]
        groups.append(sorted(reached))
    return groups


def connected(given: NDArray[np.bool_]) -> Array:
    """1 where two items are connected by given pairs (p, k, k), directly or through others, else 0."""
    reach = given.astype(np.float64)
    np.einsum("...ii->...i", reach)[...] = 1.0
    for _ in range((given.shape[-1] - 1).bit_length()):
        reach = np.minimum(reach @ reach, 1.0)
    return reach


def refuse_disconnected(given: NDArray[np.bool_], source: Source, numbers: NDArray[np.int64]) -> None:
    """Raise comparisons.disconnected for the first of (p, k, k) whose items fall into groups. Rule M6.

    `numbers` (p,) are their places in the stack.
    """
    apart = (connected(given) == 0).any(axis=(-1, -2))
    if apart.any():
        position = int(np.argmax(apart))
        groups = components(given[position])
        raise InvalidInput(
            "comparisons.disconnected",
            groups=groups,
            group_names=" | ".join(
                ", ".join(label(source.names, item) for item in group) for group in groups
            ),
            **_place(int(numbers[position]), source),
        )


def refuse_too_far(logs: Array, source: Source, numbers: NDArray[np.int64]) -> None:
    """Raise comparisons.too_far for the first of p whose log weights (p, k) lie too far apart. Rule M7.

    `numbers` (p,) are their places in the stack.
    """
    far = np.ptp(logs, axis=1) > FARTHEST
    if far.any():
        position = int(np.argmax(far))
        row, column = int(np.argmax(logs[position])), int(np.argmin(logs[position]))
        raise InvalidInput(
            "comparisons.too_far",
            row=row,
            column=column,
            row_name=label(source.names, row),
            column_name=label(source.names, column),
            **_place(int(numbers[position]), source),
        )


def _refuse(wrong: NDArray[np.bool_], matrix: Array, source: Source, start: int) -> None:
    if not wrong.any():
        return
    position, row, column = first(wrong)
    value, mirror = float(matrix[position, row, column]), float(matrix[position, column, row])
    if np.isinf(value):
        code = "not_finite"
    elif value <= 0:
        code = "not_positive"
    elif row == column:
        code = "diagonal"
    elif not 1 / EXTREME <= value <= EXTREME or not 1 / EXTREME <= mirror <= EXTREME:
        code = "extreme"
    else:
        code = "not_reciprocal"
    raise InvalidInput(
        f"comparisons.{code}",
        row=row,
        column=column,
        row_name=label(source.names, row),
        column_name=label(source.names, column),
        given=value,
        mirror=mirror,
        expected=1 / value if value else 0.0,
        most=EXTREME,
        **_place(start + position, source),
    )


def _place(position: int, source: Source) -> dict[str, Any]:
    return {"matrix": position, "within": f" [{position}]" if source.stacked else ""}


def _names_of_frame(frame: Any) -> Names:
    columns, rows = list(frame.columns), list(frame.index)
    if rows != columns and rows != list(range(len(rows))):
        raise InvalidInput(
            "comparisons.labels", rows=[str(row) for row in rows], columns=[str(column) for column in columns]
        )
    return tuple(str(column) for column in columns)
