"""Many people to one judgement: their comparisons, their weights, how far they agree and who thinks alike."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mcda.core.blocks import over_blocks
from mcda.core.cells import Array
from mcda.core.comparisons import Source, answers, read_comparisons, refuse_disconnected, refuse_too_far
from mcda.core.entropy import between, divergence, least_similarity
from mcda.core.errors import InvalidInput
from mcda.core.incomplete import least_squares
from mcda.core.numbers import as_double, is_number
from mcda.core.people import read_importance, read_weights
from mcda.core.ranks import rank
from mcda.core.results import LeaveOneOut

THRESHOLDS = 0.975 - 0.025 * np.arange(12)
FOLD = 16
"""So many comparisons of at most 1e12, and one more, multiply within the range of floats."""
SEEDS = 1000
"""Most people among whom the middles of groups are sought: of more, an even sample. All then join a group."""


def aggregate_comparisons(comparisons: ArrayLike, importance: ArrayLike | None = None) -> Array:
    """The group's comparisons (k, k) from its people's (p, k, k): their weighted geometric mean. Rule M60.

    A pair counts the people who answered it; one that nobody answered stays NaN. Aczél & Saaty 1983.
    """
    logs, counts, _ = _pooled(comparisons, importance)
    mean = np.divide(logs, counts, out=np.full_like(logs, np.nan), where=counts > 0)
    upper = np.triu(np.exp(mean), 1)
    whole: Array = upper + np.tril(np.exp(-mean.T), -1) + np.eye(len(mean))
    return whole


def pooled_weights(comparisons: ArrayLike, importance: ArrayLike | None = None) -> Array:
    """Weights (k,) of a group whose people may each have answered other pairs, (p, k, k). Rule M62.

    Logarithmic least squares over all answers, so that a pair counts as often as it was answered. With every
    pair answered by everybody it is the geometric mean of `aggregate_comparisons`.
    """
    logs, counts, source = _pooled(comparisons, importance)
    refuse_disconnected((counts > 0)[None], Source(source.names), np.zeros(1, dtype=np.int64))
    means = least_squares(logs, counts)
    refuse_too_far(means[None], Source(source.names), np.zeros(1, dtype=np.int64))
    weights: Array = np.exp(means - means.max())
    weights /= weights.sum()
    return weights


def aggregate_priorities(weights: ArrayLike, importance: ArrayLike | None = None) -> Array:
    """The group's weights (k,) from its people's (p, k): weighted geometric mean, made to sum to 1. Rule M61.

    The zero of anybody who counts is the group's zero. Raises InvalidInput: group.vanished when all are 0.
    """
    array = read_weights(weights)
    logs, zeros = _counted_logs(array, read_importance(importance, len(array)))
    whole: Array = _from_logs(logs.sum(axis=0)[None], zeros.sum(axis=0)[None])[0]
    return whole


def leave_one_out(weights: ArrayLike, importance: ArrayLike | None = None) -> LeaveOneOut:
    """The group's weights without each of its people (p, k) in turn, and how much that moves. Rule M66."""
    array = read_weights(weights)
    shares = read_importance(importance, len(array))
    rest = 1 - shares
    if (shares > 0).sum() < 2:
        raise InvalidInput("group.too_few", people=int((shares > 0).sum()), needed=2)
    logs, zeros = _counted_logs(array, shares)
    whole = _from_logs(logs.sum(axis=0)[None], zeros.sum(axis=0)[None])
    without = _from_logs((logs.sum(axis=0) - logs) / rest[:, None], zeros.sum(axis=0) - zeros)
    change = np.abs(without - whole)
    result = LeaveOneOut(
        weights=whole[0],
        without=without,
        largest_change=change.max(axis=1),
        item=change.argmax(axis=1),
        order_changes=(rank(without) != rank(whole)).any(axis=1),
    )
    for part in (result.weights, result.without, result.largest_change, result.item, result.order_changes):
        part.flags.writeable = False
    return result


def consensus(weights: ArrayLike, scale_maximum: float = 9) -> float:
    """Goepel's S* of people's weights (p, k): 1 when all weigh alike, 0 when each puts another item on top.

    It falls a little below 0 where weights lie further apart than judgements up to `scale_maximum` allow.
    Goepel 2018, equations 11 to 21. Rule M63.
    """
    array = read_weights(weights)
    least = least_similarity(array.shape[1], scale_maximum)
    if array.shape[1] == 1:
        return 1.0
    return float((np.exp(-between(array).sum()) - least) / (1 - least))


def like_minded(
    weights: ArrayLike, threshold: float | None = None, scale_maximum: float = 9
) -> list[list[int]]:
    """Groups of people (p, k) who weigh alike, largest first, then everybody who is alone. Rule M68.

    Two people are alike when the consensus of the two reaches `threshold`. Whoever is alike with most of
    those left gathers them into a group, again and again. Without a threshold, those from 0.975 down to 0.7
    are tried, and of those that make at least two groups and leave at most two people, or one in twenty,
    alone, the one with the fewest parts is taken, the highest of several; if none does, all are one group.
    After the procedure of AHP-OS (Goepel 2018).
    """
    array = read_weights(weights)
    people, k = array.shape
    least = least_similarity(k, scale_maximum)
    asked: Any = threshold
    if asked is not None and not (is_number(asked) and 0 < as_double(asked) <= 1):
        given = as_double(asked) if is_number(asked) else str(asked)[:40]
        raise InvalidInput("group.threshold", given=given)
    if k == 1 or people == 1:
        return [list(range(people))]
    limits = THRESHOLDS if asked is None else np.array([as_double(asked)])
    widest = -np.log(limits * (1 - least) + least) + 1e-12
    seeds = np.arange(0, people, -(-people // SEEDS))
    level = np.searchsorted(widest, divergence(array[seeds], array[seeds]))
    partings = [
        _gathered(array, seeds[_middles(level <= place)], float(limit)) for place, limit in enumerate(widest)
    ]
    if threshold is not None:
        return partings[0]
    clear = [
        parting
        for parting in partings
        if len(parting) > 1
        and len(parting[1]) > 1
        and sum(len(group) == 1 for group in parting) <= max(2, people // 20)
    ]
    return min(clear, key=len, default=[list(range(people))])


def _pooled(comparisons: ArrayLike, importance: ArrayLike | None) -> tuple[Array, Array, Source]:
    """Logarithms summed by importance (k, k), 0 where nobody answered, and the importance behind each sum."""
    matrix, source = read_comparisons(comparisons)
    if matrix.ndim != 3:
        raise InvalidInput("group.shape", shape=matrix.shape)
    people, k = matrix.shape[:2]
    shares = read_importance(importance, people)
    alike = bool(shares.min() == shares.max())

    def pool(start: int, block: Array) -> tuple[Array, Array]:
        upper, complete = answers(block, source, start)
        share = shares[start : start + len(block)]
        if not complete:
            given = ~np.isnan(upper)
            return share @ np.log(np.where(given, upper, 1.0)), share @ given
        logs = shares[0] * _log_sums(upper) if alike else share @ np.log(upper)
        return logs, np.full(upper.shape[1], share.sum())

    halves = (np.sum(parts, axis=0) for parts in zip(*over_blocks(pool, matrix), strict=True))
    logs, counts = np.zeros((2, k, k))
    above = np.triu_indices(k, 1)
    logs[above], counts[above] = halves
    return logs - logs.T, counts + counts.T, source


def _log_sums(cells: Array) -> Array:
    """Sums of logarithms along the first axis: of products of many, as logarithms cost the most."""
    folded = len(cells) // FOLD
    if folded >= FOLD:
        rest = cells[folded * FOLD :]
        cells = np.multiply.reduce(cells[: folded * FOLD].reshape(FOLD, folded, -1))
        cells[: len(rest)] *= rest
    sums: Array = np.ones(len(cells)) @ np.log(cells)
    return sums


def _counted_logs(weights: Array, shares: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Logarithms of weights times shares, 0 for a weight of 0, and where somebody who counts has a 0."""
    zero = weights == 0
    return shares[:, None] * np.log(np.where(zero, 1.0, weights)), zero & (shares > 0)[:, None]


def _from_logs(logs: Array, zeros: Array) -> Array:
    """Weights (s, k) that sum to 1 from their logarithms, 0 where `zeros` counts any."""
    nothing = (zeros > 0).all(axis=1)
    if nothing.any():
        raise InvalidInput("group.vanished", items=logs.shape[1])
    held = np.where(zeros > 0, -np.inf, logs)
    weights: Array = np.exp(held - held.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def _middles(alike: NDArray[np.bool_]) -> list[int]:
    """People who gather groups: greedily the one alike with most of those left, until each is left alone."""
    free = np.ones(len(alike), dtype=bool)
    counts = alike.sum(axis=1)
    middles = []
    while counts.max() > 1:
        middles.append(int(np.argmax(counts)))
        gathered = alike[middles[-1]] & free
        free &= ~gathered
        counts -= alike[:, gathered].sum(axis=1)
        counts[~free] = 0
    return middles


def _gathered(weights: Array, middles: Sequence[int] | NDArray[np.int64], widest: float) -> list[list[int]]:
    free = np.ones(len(weights), dtype=bool)
    groups = []
    for middle in middles:
        near = free & (divergence(weights[[middle]], weights)[0] <= widest)
        free &= ~near
        groups.append(np.flatnonzero(near).tolist())
    groups.sort(key=len, reverse=True)
    return groups + [[person] for person in np.flatnonzero(free).tolist()]
