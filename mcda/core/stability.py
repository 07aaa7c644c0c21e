"""How far can each weight move before another candidate comes first? Exact for TOPSIS.

Let weight k become t and the others keep their proportions. With u = (t / (1 - t))², D-² of a candidate is
proportional to u a + A and D+² to u b + B: a, b its squared gaps on k, A, B the weighted sums of the others.
Two candidates change places where (u a + A) / (u b + B) is the same for both: the roots of a quadratic.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.columns import read_columns, squared_gaps
from mcda.core.distance import share
from mcda.core.errors import InvalidInput
from mcda.core.numbers import weight_vector
from mcda.core.problem import Array, Normalisation
from mcda.core.ranks import SAME

_SUM_NEAR = 1e-9
_BESIDE = 1e-6
_LOST = 1e-14
"""Differences this small beside what they are differences of are rounding."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """While a weight lies in `lowest`..`highest`, `winner` is first (shared at the ends).

    `below` and `above` take over at the ends; None where the weight can go no further.
    """

    lowest: float
    highest: float
    winner: int
    below: int | None
    above: int | None


class _Line(NamedTuple):
    """One moving weight: squared gaps (2, n) on its criterion, on all others together, and where it is.

    `given` is the weight as it came, `now` what it is of a sum of 1.
    """

    own: Array
    others: Array
    given: float
    now: float


def stability_intervals(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    bounds: ArrayLike | None = None,
) -> Array:
    """The range (m, 2) of each weight in which the winner stays first, others rescaled. Rules M48, M49."""
    found = stability(scores, weights, directions, normalisation, bounds)
    return np.array([(stretch.lowest, stretch.highest) for stretch in found])


def stability(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    bounds: ArrayLike | None = None,
) -> list[Stretch]:
    """For each criterion the stretch of its weight around the present one, and who takes over at its ends."""
    lines, total = _lines(scores, weights, directions, normalisation, bounds)
    return [_around(line.given, _scaled(_stretch(line, line.now, _winner(line)), total)) for line in lines]


def first_places(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    criterion: int,
    normalisation: Normalisation = "vector",
    *,
    bounds: ArrayLike | None = None,
) -> list[Stretch]:
    """Who is first while one criterion's weight goes from 0 to 1, others rescaled: stretches in order."""
    lines, total = _lines(scores, weights, directions, normalisation, bounds)
    if not 0 <= criterion < len(lines):
        raise InvalidInput("stability.criterion", given=criterion, highest=len(lines) - 1)
    line = lines[criterion]
    here = _stretch(line, line.now, _winner(line))
    found = [*_onwards(line, here, up=False)[::-1], here, *_onwards(line, here, up=True)]
    return [_scaled(stretch, total) for stretch in found]


def _lines(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation,
    bounds: ArrayLike | None,
) -> tuple[list[_Line], float]:
    gaps = squared_gaps(read_columns(scores, directions, normalisation, bounds))
    m = gaps.shape[1]
    vector = weight_vector(weights, m)
    total = float(vector.sum())
    total = 1.0 if abs(total - 1) < _SUM_NEAR else total
    lines = []
    for k in range(m):
        others = np.delete(vector, k)
        rest = others.sum()
        # a weight of 1 leaves no proportions to keep: the others then share equally (M49)
        shares = others / rest if rest > 0 else np.full(m - 1, 1 / max(m - 1, 1))
        squares = np.einsum("j,ejn->en", shares**2, np.delete(gaps, k, axis=1))
        given = float(vector[k])
        lines.append(_Line(gaps[:, k], squares, given, min(given / total, 1.0)))
    return lines, total


def _scaled(stretch: Stretch, total: float) -> Stretch:
    """In the sum that the given weights have, which may miss 1 by rounding (M23)."""
    return replace(stretch, lowest=stretch.lowest * total, highest=stretch.highest * total)


def _around(weight: float, stretch: Stretch) -> Stretch:
    """The stretch with the weight in it: rounding may have put an end that lies there beside it."""
    return replace(stretch, lowest=min(stretch.lowest, weight), highest=max(stretch.highest, weight))


def _winner(line: _Line) -> int:
    return int(np.argmax(_closeness(line, line.now) >= _closeness(line, line.now).max() - SAME))


def _closeness(line: _Line, weight: float) -> Array:
    to_ideal, to_anti_ideal = np.sqrt(weight**2 * line.own + (1 - weight) ** 2 * line.others)
    return share(to_ideal, to_anti_ideal)


def _stretch(line: _Line, weight: float, winner: int) -> Stretch:
    """The stretch around `weight` in which `winner`, first there, stays first."""
    (b, a), (far, near) = line.own, line.others
    terms = (
        (near[winner] * far, near * far[winner]),
        (a[winner] * far + near[winner] * b, a * far[winner] + near * b[winner]),
        (a[winner] * b, a * b[winner]),
    )
    powers = np.array([_difference(mine, theirs) for mine, theirs in terms])
    powers[:, _alike(line, winner)] = 0
    values = _closeness(line, weight)
    tied = values[winner] - values <= SAME
    tied[winner] = False
    # beyond one half the same line is walked from its other end, where 1/u stays finite
    if weight > 0.5:
        lows, highs = _ends(powers[::-1], ((1 - weight) / weight) ** 2, tied)
        with np.errstate(divide="ignore"):
            lows, highs = 1 / highs, 1 / lows
    else:
        lows, highs = _ends(powers, (weight / (1 - weight)) ** 2, tied)
    lowest, highest = lows.max(), highs.min()
    low, high = _weight_at(lowest), _weight_at(highest)
    below = _taker(line, lows >= lowest * (1 - _BESIDE), low - _BESIDE) if lowest > 0 else None
    above = _taker(line, highs <= highest * (1 + _BESIDE), high + _BESIDE) if highest < np.inf else None
    return Stretch(low, high, winner, below, above)


def _alike(line: _Line, winner: int) -> NDArray[np.bool_]:
    """Who shares the winner's place at every weight, as far as five tell: a quadratic has two roots."""
    values = np.array([_closeness(line, weight) for weight in np.linspace(0, 1, 5)])
    alike: NDArray[np.bool_] = (np.abs(values - values[:, [winner]]) <= SAME).all(axis=0)
    return alike


def _taker(line: _Line, rivals: NDArray[np.bool_], weight: float) -> int:
    """Of those who overtake at one weight, who is first right after it."""
    values = _closeness(line, min(max(weight, 0.0), 1.0))
    return int(np.argmax(np.where(rivals, values, -1)))


def _weight_at(u: float) -> float:
    return 1.0 if np.isinf(u) else float(np.sqrt(u) / (1 + np.sqrt(u)))


def _difference(mine: Array, theirs: Array) -> Array:
    difference = mine - theirs
    difference[np.abs(difference) <= _LOST * (mine + theirs)] = 0
    return difference


def _ends(powers: Array, here: float, tied: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Around `here`, where p0 + p1 u + p2 u² stays at or above 0, for each candidate's p (3, n).

    The values at `here` are positive, or 0 where `tied`.
    """
    constant, linear, square = powers
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(linear**2 - 4 * square * constant)
        half = -(linear + np.where(linear < 0, -root, root)) / 2
        roots = np.stack((half / square, constant / half)) + 0.0  # no root is -0, whose inverse would be -inf
    crossing = np.isfinite(roots) & (roots >= 0) & (root > 0)
    # a tied candidate crosses here: the nearer of its roots is this one, whatever rounding made of it
    nearer = np.argmin(np.where(crossing, np.abs(roots - here), np.inf), axis=0)
    at_hand = np.zeros_like(crossing)
    at_hand[nearer, np.arange(len(tied))] = tied
    lows = np.where(crossing & ~at_hand & (roots <= here), roots, 0).max(axis=0)
    highs = np.where(crossing & ~at_hand & (roots >= here), roots, np.inf).min(axis=0)
    slope = linear + 2 * here * square
    falls, rises = tied & (slope < 0), tied & (slope > 0)
    sinks = tied & (slope == 0) & (square < 0)
    lows[rises | sinks] = here
    highs[falls | sinks] = here
    return lows, highs


def _onwards(line: _Line, start: Stretch, *, up: bool) -> list[Stretch]:
    """The stretches that follow in one direction, each of who takes over at the end of the one before."""
    found: list[Stretch] = []
    last = start
    for _ in range(2 * line.own.shape[1]):
        challenger = last.above if up else last.below
        if challenger is None:
            break
        end = last.highest if up else last.lowest
        reach = _stretch(line, end, challenger)
        last = (
            replace(reach, lowest=end, below=last.winner)
            if up
            else replace(reach, highest=end, above=last.winner)
        )
        if last.highest > last.lowest:
            found.append(last)
    return found
