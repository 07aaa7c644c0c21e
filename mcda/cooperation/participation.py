"""What taking part brings each body and costs it: who joins, who loses, who free rides."""

import math
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.errors import InvalidInput
from mcda.core.numbers import as_double
from mcda.core.problem import Array

ROUNDING = 1e-12
LARGEST = 1e300  # differences and sums of larger amounts leave the numbers


@dataclass(frozen=True, eq=False, slots=True)
class Participation:
    """Who joins by itself, all (n,) in the bodies' order and in the unit of the figures given.

    `net_out` is the benefit when staying out while the others act; `self_financing` says whether what the
    joiners gain over staying out covers the support that the others need.
    """

    net_in: Array
    net_out: Array
    joins: NDArray[np.bool_]
    loses: NDArray[np.bool_]
    free_rides: NDArray[np.bool_]
    support_needed: Array
    self_financing: bool


def participation(benefit_in: ArrayLike, cost: ArrayLike, benefit_out: ArrayLike) -> Participation:
    """Who joins, loses and free rides, and the support that would make all join; rules M97 to M99.

    Amounts within 1e-12 of each other, relative to the larger ones, count as equal. Source: participation
    constraint as in Carraro, Eyckmans & Finus 2006.
    Raises InvalidInput `participation.*` naming the body by its index.
    """
    gain, price, outside = (
        _figures(values, figure)
        for values, figure in ((benefit_in, "benefit_in"), (cost, "cost"), (benefit_out, "benefit_out"))
    )
    if not len(gain):
        raise InvalidInput("participation.empty")
    if not len(gain) == len(price) == len(outside):
        raise InvalidInput(
            "participation.lengths", benefit_in=len(gain), cost=len(price), benefit_out=len(outside)
        )
    net = gain - price
    near = ROUNDING * np.maximum(1, np.abs([gain, price, outside]).max(axis=0))
    joins = net >= outside - near
    support = np.where(joins, 0.0, outside - net)
    surplus = np.where(joins, np.maximum(net - outside, 0), 0.0)
    return Participation(
        net_in=net,
        net_out=outside.copy(),
        joins=joins,
        loses=net < -near,
        free_rides=(outside > 0) & ~joins,
        support_needed=support,
        self_financing=bool(surplus.sum() >= support.sum() - near.sum()),
    )


def _figures(values: ArrayLike, figure: str) -> Array:
    given = np.array(values, dtype=object)
    if isinstance(values, np.ma.MaskedArray):
        given[np.ma.getmaskarray(values)] = None
    if given.ndim != 1:
        raise InvalidInput("participation.shape", figure=figure, given=given.shape)
    for body, cell in enumerate(given):
        if cell is None or type(cell).__name__ == "NAType":
            raise InvalidInput("participation.unknown", body=body, figure=figure)
        if isinstance(cell, bool | np.bool_) or not isinstance(cell, Real | Decimal):
            raise InvalidInput("participation.not_a_number", body=body, figure=figure, given=str(cell)[:40])
        amount = as_double(cell)
        if math.isnan(amount):
            raise InvalidInput("participation.unknown", body=body, figure=figure)
        if not abs(amount) < LARGEST:
            raise InvalidInput("participation.not_finite", body=body, figure=figure, given=amount)
    return given.astype(np.float64)
