"""Would other weights or scores change the answer? Rank acceptability (SMAA) over many draws."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.columns import read_columns, squared_gaps
from mcda.core.distance import Gaps, closeness_of_many, gaps_of, share
from mcda.core.draws import Draws, draws_of, orders, tied_ranks
from mcda.core.errors import InvalidInput
from mcda.core.numbers import number_table, score_table, weight_vectors
from mcda.core.placements import (
    Indices,
    Ranks,
    central_weights,
    none_where_undefined,
    pieces,
    placements,
    smallest_type,
    wins,
)
from mcda.core.problem import Array, Normalisation
from mcda.core.ranks import SAME, rank
from mcda.core.results import Acceptability

Found = TypeVar("Found")
Groups = list[tuple[int, int]]

_BLOCK = 2**21
"""Placements (draws × candidates) counted at a time: 16 MiB of orders."""
_WORTH_THREADS = 2**21
"""Placements below which a second thread costs more than it brings."""


def rank_acceptability(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    bounds: ArrayLike | None = None,
    *,
    threads: int | None = None,
) -> Acceptability:
    """How often each candidate takes each rank over weight vectors (s, m) and scores (n, m) or (s, n, m).

    One weight vector, (m,) or (1, m), serves every draw of the scores. Results do not depend on `threads`.
    Lahdelma & Salminen 2001; Tervonen & Lahdelma 2007. Rules M43 to M46.
    """
    table = score_table(scores, sampled=True)
    vectors = weight_vectors(number_table(weights, "weights"), table.shape[-1])
    vectors = vectors.reshape(-1, table.shape[-1])
    if threads is not None and not (isinstance(threads, int | np.integer) and threads >= 1):
        raise InvalidInput("acceptability.threads", given=threads)
    if table.ndim == 3:
        return _over_sampled_scores(table, vectors, directions, normalisation, bounds)
    draws = draws_of(gaps_of(read_columns(table, directions, normalisation, bounds)), vectors)
    return _over_weights(draws, threads or _threads_for(len(vectors) * len(table)))


def ranked_above(
    pair: tuple[int, int],
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike,
    normalisation: Normalisation = "vector",
    *,
    bounds: ArrayLike | None = None,
) -> float:
    """Share of weight vectors (s, m) under which the first of `pair` ranks strictly above the other: M46.

    A cell of `pairwise_winning`, without the work for all the others.
    """
    columns = read_columns(score_table(scores), directions, normalisation, bounds)
    gaps = gaps_of(columns)
    two = gaps.copies[list(pair)]
    if two[0] == two[1]:
        return 0.0
    squares = gaps.squares[:, np.concatenate((two, two + gaps.distinct))]
    vectors = weight_vectors(number_table(weights, "weights"), len(squares))
    ranks = rank(closeness_of_many(Gaps(squares, np.arange(2)), vectors))
    return float((ranks[:, 0] < ranks[:, 1]).mean())


def _threads_for(placed: int) -> int:
    if placed < _WORTH_THREADS:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _over_weights(draws: Draws, threads: int) -> Acceptability:
    s, u, copies = len(draws.weights), draws.gaps.distinct, draws.gaps.copies
    groups = pieces(s, max(1, _BLOCK // u))
    firsts = np.empty(s, dtype=np.int64)
    counted = _in_threads(partial(_count, draws, firsts), [groups[k::threads] for k in range(threads)])
    tied = np.concatenate([rows for _, rows, _ in counted])
    ranks = np.concatenate([found for _, _, found in counted])
    counts = np.add.reduce([part for part, _, _ in counted])[copies] + placements(ranks)
    untied = np.delete(np.arange(s), tied)
    shared, among = np.nonzero(ranks[:, _one_of_each(draws)] == 1)
    rows, candidates = np.concatenate((untied, tied[shared])), np.concatenate((firsts[untied], among))
    central = central_weights(rows, candidates, draws.weights, u)[copies]
    return Acceptability(
        rank_acceptability=counts / s,
        central_weights=none_where_undefined(central),
        confidence=none_where_undefined(_first_at_own_weights(draws, central)),
        samples=s,
        count_wins=partial(_wins_over_weights, draws),
    )


def _in_threads(work: Callable[[Groups], Found], parts: list[Groups]) -> list[Found]:
    if len(parts) == 1:
        return [work(parts[0])]
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(work, parts))


def _one_of_each(draws: Draws) -> Indices:
    return np.unique(draws.gaps.copies, return_index=True)[1]


def _count(draws: Draws, firsts: Indices, groups: Groups) -> tuple[Indices, Indices, Indices]:
    """Placements (u, n) over groups of draws; the draws that may hold ties, and their ranks, not counted yet.

    The first of each draw without ties is written into `firsts`, where every draw has a place of its own.
    """
    n, u = len(draws.gaps.copies), draws.gaps.distinct
    counts = np.zeros(u * n, dtype=np.int64)
    tied_rows, ranks = [np.empty(0, dtype=np.int64)], [np.empty((0, n), dtype=np.int64)]
    for start, stop in groups:
        order, tied = orders(draws, start, stop)
        firsts[start:stop] = order[:, 0]
        if tied.any():
            rows = start + np.flatnonzero(tied)
            tied_rows.append(rows)
            ranks.append(tied_ranks(draws, rows))
            order = order[~tied]
        places = _places(draws, order)
        order *= n
        order += places
        counts += np.bincount(order.ravel(), minlength=u * n)
    return counts.reshape(u, n), np.concatenate(tied_rows), np.concatenate(ranks)


def _places(draws: Draws, order: Indices) -> Indices:
    """The place, from 0, of each candidate of an order: equal candidates fill as many places as they are."""
    if draws.gaps.distinct == len(draws.gaps.copies):
        return np.arange(draws.gaps.distinct)
    sizes = np.bincount(draws.gaps.copies)[order]
    return np.cumsum(sizes, axis=1, dtype=np.int64) - sizes


def _first_at_own_weights(draws: Draws, central: Array) -> Array:
    """1 where a candidate is first under its own central weights, 0 where not, NaN where it has none."""
    defined = np.flatnonzero(~np.isnan(central[:, 0]))
    values = closeness_of_many(draws.gaps, central[defined])
    confidence = np.full(len(central), np.nan)
    confidence[defined] = values[np.arange(len(defined)), defined] >= values.max(axis=1) - SAME
    return confidence


def _wins_over_weights(draws: Draws) -> Array:
    """Share of draws in which each candidate is ranked above each other."""
    u, copies = draws.gaps.distinct, draws.gaps.copies
    counts = np.zeros((u, u), dtype=np.int64)
    for start, stop in pieces(len(draws.weights), max(1, _BLOCK // u)):
        order, tied = orders(draws, start, stop)
        ranks = np.empty(order.shape, dtype=smallest_type(len(copies)))
        places = np.broadcast_to(_places(draws, order), order.shape).astype(ranks.dtype)
        np.put_along_axis(ranks, order, places, axis=1)
        if tied.any():
            ranks[tied] = tied_ranks(draws, start + np.flatnonzero(tied))[:, _one_of_each(draws)] - 1
        counts += wins(ranks)
    shares: Array = counts[np.ix_(copies, copies)] / len(draws.weights)
    return shares


def _over_sampled_scores(
    tables: Array,
    vectors: Array,
    directions: ArrayLike,
    normalisation: Normalisation,
    bounds: ArrayLike | None,
) -> Acceptability:
    s, n, m = tables.shape
    if len(vectors) not in (1, s):
        raise InvalidInput("weights.as_many_as_scores", given=len(vectors), expected=s)
    vectors = np.broadcast_to(vectors, (s, m))
    gaps: Callable[[], Iterator[tuple[slice, Array]]] = partial(
        _gaps_of_tables, tables, directions, normalisation, bounds
    )
    ranks = np.empty((s, n), dtype=smallest_type(n))
    for some, squares in gaps():
        both = np.sqrt((squares * (vectors[some] ** 2)[..., None]).sum(axis=-2))
        ranks[some] = rank(share(both[0], both[1]))
    rows, firsts = np.nonzero(ranks == 1)
    central = central_weights(rows, firsts, vectors, n)
    confidence = np.full(n, np.nan)
    own = np.flatnonzero(~np.isnan(central[:, 0]))
    confidence[own] = np.add.reduce([_firsts_under(squares, central[own], own) for _, squares in gaps()]) / s
    return Acceptability(
        rank_acceptability=placements(ranks) / s,
        central_weights=none_where_undefined(central),
        confidence=none_where_undefined(confidence),
        samples=s,
        count_wins=partial(_share_of_wins, ranks),
    )


def _gaps_of_tables(
    tables: Array, directions: ArrayLike, normalisation: Normalisation, bounds: ArrayLike | None
) -> Iterator[tuple[slice, Array]]:
    """Squared gaps (2, b, m, n) of some tables at a time."""
    _, n, m = tables.shape
    for start, stop in pieces(len(tables), max(1, _BLOCK // (8 * n * max(n, m)))):
        some = slice(start, stop)
        yield some, squared_gaps(read_columns(tables[some], directions, normalisation, bounds, sampled=True))


def _firsts_under(squares: Array, central: Array, candidates: Indices) -> Indices:
    """In how many tables each of `candidates` is first under its own row of `central`."""
    both = np.sqrt((central**2) @ squares)
    values = share(both[0], both[1])
    own = values[:, np.arange(len(candidates)), candidates]
    times: Indices = (own >= values.max(axis=-1) - SAME).sum(axis=0)
    return times


def _share_of_wins(ranks: Ranks) -> Array:
    shares: Array = wins(ranks) / len(ranks)
    return shares
