"""Cells of anything array-like as float64, or a refusal that names the cell by its axes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.errors import InvalidInput
from mcda.core.numbers import as_double, is_number

Array = NDArray[np.float64]


def read(given: ArrayLike, area: str, axes: Sequence[str]) -> Array:
    """`given` as float64, without copying floats; None, NA and masked cells are NaN.

    `axes` names the last axes, for the place in errors. Text is refused even where it spells a number: "1/3"
    and "3,5" would not survive a guess.

    Raises InvalidInput: {area}.ragged, {area}.not_a_number.
    """
    masked: Any = given
    if hasattr(masked, "filled"):
        given = np.where(masked.mask, None, masked.data)
    try:
        array = np.asarray(given)
    except ValueError:
        raise InvalidInput(f"{area}.ragged") from None
    if array.dtype.kind in "fiu":
        return array.astype(np.float64, copy=False)
    cells = np.asarray(given, dtype=object)
    values = np.empty(cells.shape)
    for at, cell in np.ndenumerate(cells):
        if cell is None or type(cell).__name__ == "NAType":
            values[at] = np.nan
        elif type(cell) not in (bool, np.bool_) and is_number(cell):
            values[at] = as_double(cell)
        else:
            raise InvalidInput(f"{area}.not_a_number", given=str(cell)[:40], **place(at, axes))
    return values


def place(at: Sequence[Any], axes: Sequence[str]) -> dict[str, Any]:
    """The index on each axis by name; axes that the array does not have are 0."""
    padded = [0] * len(axes) + [int(index) for index in at]
    return dict(zip(axes, padded[-len(axes) :], strict=True))


def first(where: NDArray[np.bool_]) -> tuple[int, ...]:
    """The index of the first true cell."""
    return tuple(int(index) for index in np.argwhere(where)[0])
