"""The work that is measured, the same for every library: tables, weights, judgements. Needs numpy alone."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

DRAWS = 10_000
SMALL, LARGE = (50, 8), (1000, 10)
PEOPLE, ORDER = 1000, 8


def table(n: int, m: int) -> tuple[Any, Any, Any]:
    """Scores, weights and directions; every third criterion is a cost."""
    rng = np.random.default_rng(0)
    return rng.uniform(1, 100, (n, m)), rng.dirichlet(np.ones(m)), np.where(np.arange(m) % 3 == 2, -1, 1)


def draws(m: int, size: int = DRAWS) -> Any:
    return np.random.default_rng(1).dirichlet(np.ones(m), size)


def million() -> tuple[Any, Any, Any]:
    """A million candidates by columns, as a pandas frame hands them out."""
    scores, weights, directions = table(1_000_000, 10)
    return np.asfortranarray(scores), weights, directions


def people() -> Any:
    """Judgements of 1000 people on eight criteria, as inconsistent as people are."""
    rng = np.random.default_rng(5)
    scale = np.concatenate((1 / np.arange(9.0, 1, -1), np.arange(1.0, 10)))
    weights = np.exp(rng.normal(0, 0.7, (PEOPLE, ORDER)))
    rows, columns = np.triu_indices(ORDER, 1)
    meant = np.log(weights[:, rows] / weights[:, columns]) + rng.normal(0, 0.35, (PEOPLE, len(rows)))
    said = scale[np.abs(meant[..., None] - np.log(scale)).argmin(axis=-1)]
    matrices = np.ones((PEOPLE, ORDER, ORDER))
    matrices[:, rows, columns], matrices[:, columns, rows] = said, 1 / said
    return matrices


def seconds(call: Callable[[], Any], times: int = 5, shortest: float = 0.05) -> float:
    """Median seconds of one call; calls too short for the clock are repeated."""
    begin = perf_counter()
    call()
    repeats = max(1, int(shortest / max(perf_counter() - begin, 1e-7)))
    found = []
    for _ in range(times):
        begin = perf_counter()
        for _ in range(repeats):
            call()
        found.append((perf_counter() - begin) / repeats)
    return median(found)


def in_turns(works: dict[str, Callable[[], Any]], times: int = 25) -> dict[str, float]:
    """Median seconds of each of several calls, made in turns: a machine that slows down does so for all."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(times + 1):
        for name, call in works.items():
            begin = perf_counter()
            call()
            if turn:
                found[name].append(perf_counter() - begin)
    return {name: median(each) for name, each in found.items()}
