"""What people hand in as numbers, read as float64 arrays, or the cell that is not one.

Names of rows and columns are for the error only; without names a cell is called by its index, as `[2]`.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.errors import InvalidInput

Array = NDArray[np.float64]
Names = Sequence[str] | None

WEIGHT_ROUNDING = 0.005
"""How far each published weight may be rounded: half a unit of the second decimal (rule M23)."""
FARTHEST_SUM = 0.5
"""How far a sum of ever so many weights may be from 1 (rule M23): weights all 0 are never rounded ones."""
_TRUTHS = frozenset({bool, np.bool_})


def label(names: Names, index: int) -> str:
    """The name of an item where names are known, else its index in brackets."""
    return f"[{index}]" if names is None else str(names[index])


def number_table(values: ArrayLike, what: str, names: tuple[Names, Names] = (None, None)) -> Array:
    """Read any array as float64 without copying floats; None and masked cells are NaN, text is refused."""
    if isinstance(values, np.ma.MaskedArray):
        values = _unmasked(values)
    try:
        array = np.asarray(values)
    except ValueError:
        raise InvalidInput(f"{what}.ragged") from None
    if array.dtype.kind == "f":
        return array.astype(np.float64, copy=False)
    if array.dtype.kind in "iub":
        return array.astype(np.float64)
    if array is not values:  # numpy made one kind of all cells: text of numbers beside text
        array = np.asarray(values, dtype=object)
    if array.size == 0 and array.dtype.kind == "O":
        return np.empty(array.shape)
    return _from_cells(array, what, names)


def _unmasked(values: Any) -> NDArray[Any]:
    cells: NDArray[Any] = np.ma.getdata(values).astype(object)
    cells[np.ma.getmaskarray(values)] = None
    return cells


def _from_cells(array: NDArray[Any], what: str, names: tuple[Names, Names]) -> Array:
    numbers = np.empty(array.shape)
    cells = list(np.ndenumerate(array))
    if array.dtype.kind in "SU":  # numpy made text of all cells: the one that was text all along comes first
        cells.sort(key=lambda cell: _reads_as_number(cell[1]))
    for place, cell in cells:
        if cell is None or type(cell).__name__ == "NAType":
            numbers[place] = np.nan
        elif is_number(cell):
            numbers[place] = as_double(cell)
        else:
            raise InvalidInput(f"{what}.not_a_number", given=str(cell)[:40], **_named(place, what, names))
    return numbers


def is_number(cell: Any) -> bool:
    """Whether a cell is a real number of any kind; numpy registers spans of time among them."""
    return isinstance(cell, Real | Decimal) and not isinstance(cell, np.timedelta64)


def as_double(number: Any) -> float:
    """A number of any kind as a double: infinite beyond every double, NaN where it signals none."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
    except ValueError:
        return math.nan


def _reads_as_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def refuse_not_finite(array: Array, what: str, names: tuple[Names, Names] = (None, None)) -> None:
    """Raise for the first cell that is unknown or infinite. Codes: `{what}.unknown`, `{what}.not_finite`."""
    finite = np.isfinite(array)
    if finite.all():
        return
    place = tuple(int(i) for i in np.argwhere(~finite)[0])
    cell = float(array[place])
    code = "unknown" if np.isnan(cell) else "not_finite"
    raise InvalidInput(f"{what}.{code}", given=cell, **_named(place, what, names))


def _named(place: tuple[int, ...], what: str, names: tuple[Names, Names]) -> dict[str, Any]:
    """The place of a cell: a row is a candidate in scores, a vector in weights, a criterion in bounds."""
    if what == "scores":
        row, column = place[-2:] if len(place) > 1 else (place[0] if place else 0, 0)
        drawn = {"draw": int(place[0])} if len(place) > 2 else {}
        return {
            **drawn,
            "row": int(row),
            "column": int(column),
            "candidate": label(names[0], int(row)),
            "criterion": label(names[1], int(column)),
        }
    if what in ("closeness", "ranks"):
        row = int(place[-1]) if place else 0
        return {"row": row, "candidate": label(names[0], row)}
    if what == "bounds":
        criterion = int(place[0]) if place else 0
        return {"column": criterion, "criterion": label(names[1], criterion)}
    column = int(place[-1]) if place else 0
    vector = int(place[0]) if len(place) > 1 else 0
    return {"vector": vector, "column": column, "criterion": label(names[1], column)}


def score_table(
    scores: ArrayLike, names: tuple[Names, Names] = (None, None), *, sampled: bool = False
) -> Array:
    """Scores as an array (n, m), or also (s, n, m) when `sampled`; finiteness is left to the caller."""
    array = number_table(scores, "scores", names)
    if array.ndim != 2 and not (sampled and array.ndim == 3):
        raise InvalidInput("scores.shape", given=array.shape)
    if 0 in array.shape:
        raise InvalidInput("scores.empty", given=array.shape)
    return array


def weight_vectors(weights: ArrayLike, m: int, criteria: Names = None) -> Array:
    """Weights as (m,) or (s, m): finite, not negative, each summing to 1 within rounding (rule M23)."""
    array = number_table(weights, "weights", (None, criteria))
    if array.ndim not in (1, 2) or array.shape[-1] != m:
        raise InvalidInput("weights.shape", given=array.shape, expected=m)
    if array.size == 0:
        raise InvalidInput("weights.empty", given=array.shape)
    names = (None, criteria)
    if not np.minimum.reduce(array, axis=None) >= 0:
        refuse_not_finite(array, "weights", names)
        place = tuple(np.argwhere(array < 0)[0])
        raise InvalidInput("weights.negative", given=float(array[place]), **_named(place, "weights", names))
    if array.ndim == 1:
        off = abs(sum(array.tolist()) - 1)
    else:
        with np.errstate(over="ignore"):
            off = float(np.maximum.reduce(np.abs(array @ np.ones(m) - 1)))
    if off <= WEIGHT_ROUNDING * m and off <= FARTHEST_SUM:
        return array
    refuse_not_finite(array, "weights", names)
    sums = [sum(vector) for vector in np.atleast_2d(array).tolist()]
    vector = int(np.argmax([abs(total - 1) for total in sums]))
    raise InvalidInput("weights.sum", vector=vector, given=sums[vector])


def weight_vector(weights: ArrayLike, m: int, criteria: Names = None) -> Array:
    """One vector of weights, (m,), read as by `weight_vectors`."""
    vector = weight_vectors(weights, m, criteria)
    if vector.ndim != 1:
        raise InvalidInput("weights.shape", given=vector.shape, expected=m)
    return vector


def direction_signs(directions: ArrayLike, m: int, criteria: Names = None) -> Array:
    """Directions as an array (m,) of +1 (more is better) and -1; words are never guessed at (rule M22)."""
    if isinstance(directions, np.ma.MaskedArray):
        directions = _unmasked(directions)
    try:
        array = np.asarray(directions)
    except ValueError:
        raise InvalidInput("directions.shape", given=(), expected=m) from None
    if array.shape != (m,):
        raise InvalidInput("directions.shape", given=array.shape, expected=m)
    given_ones: Any = directions
    truths = array is not given_ones and not _TRUTHS.isdisjoint(map(type, given_ones))
    if not truths and array.dtype.kind in "iuf" and set(array.tolist()) <= {1, -1}:
        return array.astype(np.float64)
    for column, given in enumerate(np.asarray(directions, dtype=object).tolist()):
        if isinstance(given, bool) or not is_number(given) or given not in (1, -1):
            raise InvalidInput(
                "directions.unknown", column=column, criterion=label(criteria, column), given=str(given)[:40]
            )
    return array.astype(np.float64)


def bound_pairs(
    bounds: ArrayLike | None, m: int, criteria: Names = None, *, may_touch: bool = False
) -> Array:
    """Bounds as (m, 2), lowest and highest of each criterion, finite; equal only when they `may_touch`."""
    if bounds is None:
        raise InvalidInput("bounds.needed")
    array = number_table(bounds, "bounds", (None, criteria))
    if array.shape != (m, 2):
        raise InvalidInput("bounds.shape", given=array.shape, expected=(m, 2))
    refuse_not_finite(array, "bounds", (None, criteria))
    lowest_of_all, highest_of_all = array.T
    empty = lowest_of_all > highest_of_all if may_touch else lowest_of_all >= highest_of_all
    for column in np.flatnonzero(empty)[:1]:
        lowest, highest = array[column].tolist()
        raise InvalidInput(
            "bounds.range_empty",
            column=int(column),
            criterion=label(criteria, int(column)),
            lowest=lowest,
            highest=highest,
        )
    return array
