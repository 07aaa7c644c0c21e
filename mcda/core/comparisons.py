"""Reading pairwise comparisons: checked, completed by their mirrors, as logarithms; or the pair that is wrong."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.cells import Array, first, read
from mcda.core.errors import InvalidInput
from mcda.core.numbers import Names, label
from mcda.core.problem import Comparisons

AGREEMENT = 1e-6
"""How far a_ij a_ji may be from 1: published matrices print 1/3 with ten digits."""


def read_comparisons(comparisons: ArrayLike | Comparisons) -> tuple[Array, Names]:
    """The matrix or stack of matrices (…, k, k) as float64, and the names of the items where they are known."""
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
    return matrix, names


def logarithms(matrix: Array, names: Names = None, start: int = 0) -> Array:
    """Logarithms of checked comparisons (p, k, k), antisymmetric; NaN where neither mirror was given.

    Of two mirrors the one above 1 is taken as said. The diagonal may be left empty. `start` is the number
    of the first matrix in its stack, for the error. Rules M1, M2.

    Raises InvalidInput: comparisons.not_finite, .not_positive, .diagonal, .not_reciprocal.
    """
    if matrix.min() > 0:
        logs = np.log(matrix)
    else:
        gaps = np.isnan(matrix)
        _refuse(~gaps & (matrix <= 0), matrix, names, start)
        _refuse(np.isinf(matrix), matrix, names, start)
        logs = np.log(matrix)
        logs = np.where(gaps, -logs.swapaxes(-1, -2), logs)
        diagonal = np.einsum("...ii->...i", logs)
        diagonal[np.isnan(diagonal)] = 0.0
    mirrored = -logs.swapaxes(-1, -2)
    apart = np.abs(logs - mirrored)
    widest = apart.max()
    if widest == 0:
        return logs
    if not widest <= AGREEMENT:
        _refuse((apart > AGREEMENT) | np.isinf(logs), matrix, names, start)
    return np.where(logs >= 0, logs, mirrored)


def given_pairs(logs: Array) -> NDArray[np.bool_]:
    """Which pairs were compared (…, k, k), the diagonal included."""
    return ~np.isnan(logs)


def components(given: NDArray[np.bool_]) -> list[list[int]]:
    """Groups of items joined by comparisons, from `given` (k, k), each group and the list in ascending order."""
    waiting = list(range(len(given)))
    groups: list[list[int]] = []
    while waiting:
        reached = [waiting.pop(0)]
        for item in reached:
            joined = [other for other in waiting if given[item, other]]
            waiting = [other for other in waiting if not given[item, other]]
            reached += joined
        groups.append(sorted(reached))
    return groups


def refuse_disconnected(given: NDArray[np.bool_], names: Names = None, start: int = 0) -> None:
    """Raise comparisons.disconnected for the first of (p, k, k) whose items fall into separate groups."""
    reach = given.astype(np.float64)
    for _ in range(int(np.ceil(np.log2(max(given.shape[-1], 2))))):
        reach = np.minimum(reach @ reach, 1.0)
    apart = (reach == 0).any(axis=(-1, -2))
    if apart.any():
        matrix = int(np.argmax(apart))
        groups = components(given[matrix])
        raise InvalidInput(
            "comparisons.disconnected",
            groups=groups,
            group_names=" | ".join(", ".join(label(names, item) for item in group) for group in groups),
            within=_within(start + matrix, start + len(given) > 1),
        )


def _refuse(wrong: NDArray[np.bool_], matrix: Array, names: Names, start: int) -> None:
    if not wrong.any():
        return
    at = first(wrong)
    row, column = at[-2:]
    if wrong.ndim == 3 and row > column:
        pass
    value, mirror = float(matrix[at]), float(matrix[(*at[:-2], column, row)])
    if np.isinf(value) or np.isinf(mirror):
        code = "not_finite"
    elif value <= 0:
        code = "not_positive"
    elif row == column:
        code = "diagonal"
    else:
        code = "not_reciprocal"
    raise InvalidInput(
        f"comparisons.{code}",
        row=row,
        column=column,
        row_name=label(names, row),
        column_name=label(names, column),
        given=value,
        mirror=mirror,
        within=_within(start + at[0], start + len(matrix) > 1),
    )


def _within(matrix: int, stacked: bool) -> str:
    return f" [{matrix}]" if stacked else ""


def _names_of_frame(frame: Any) -> Names:
    columns, rows = list(frame.columns), list(frame.index)
    if rows != columns and rows != list(range(len(rows))):
        raise InvalidInput(
            "comparisons.labels", rows=[str(row) for row in rows], columns=[str(c) for c in columns]
        )
    return tuple(str(column) for column in columns)
