"""Reading what several people said: their weights, and how much each of them counts."""

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.blocks import over_blocks
from mcda.core.cells import Array, first, read
from mcda.core.errors import InvalidInput
from mcda.core.numbers import FARTHEST_SUM, WEIGHT_ROUNDING

ROUNDING = float(np.finfo(np.float64).eps)


def read_weights(weights: ArrayLike) -> Array:
    """Weights of p people, (p, k): finite, not negative, each person's summing to 1.

    Published weights are rounded: a sum may miss 1 by half a unit of the second decimal an item, and by 0.5
    at most, as in rule M23, and is then made 1.
    """
    array = read(weights, "people", ("person", "item"))
    if array.ndim != 2:
        raise InvalidInput("people.shape", shape=array.shape)
    if array.size == 0:
        raise InvalidInput("people.empty", shape=array.shape)
    least, most, sums = zip(*over_blocks(_look, array), strict=True)
    if not (np.min(least) >= 0 and np.max(most) < np.inf):
        person, item = first(~(np.isfinite(array) & (array >= 0)))
        code = "negative" if array[person, item] < 0 else "not_finite"
        raise InvalidInput(f"people.{code}", person=person, item=item, given=float(array[person, item]))
    k, total = array.shape[1], np.concatenate(sums)
    off = np.abs(total - 1)
    if off.max() <= ROUNDING * k:
        return array
    allowed = min(WEIGHT_ROUNDING * k, FARTHEST_SUM)
    if off.max() > allowed:
        person = int(np.argmax(off > allowed))
        raise InvalidInput("people.sum", person=person, given=float(total[person]))
    whole: Array = array / total[:, None]
    return whole


def _look(_: int, block: Array) -> tuple[float, float, Array]:
    with np.errstate(over="ignore", invalid="ignore"):
        return block.min(), block.max(), block @ np.ones(block.shape[1])


def read_importance(importance: ArrayLike | None, p: int) -> Array:
    """How much each of p people counts, (p,) summing to 1; None counts everybody the same."""
    if importance is None:
        return np.full(p, 1 / p)
    array = read(importance, "importance", ("person",))
    if array.shape != (p,):
        raise InvalidInput("importance.shape", shape=array.shape, people=p)
    wrong = ~(np.isfinite(array) & (array >= 0))
    if wrong.any():
        person = first(wrong)[0]
        code = "negative" if array[person] < 0 else "not_finite"
        raise InvalidInput(f"importance.{code}", person=person, given=float(array[person]))
    if not array.any():
        raise InvalidInput("importance.zero", people=p)
    shares: Array = array / array.max()
    shares /= shares.sum()
    return shares
