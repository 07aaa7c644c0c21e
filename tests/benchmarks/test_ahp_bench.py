"""Weights of many people, their aggregation and consensus, beside the libraries that can do the same.

pyDecision and ahpy are none of the dependencies: without them their rows are left out, and said so.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mcda.core.ahp import priorities
from mcda.core.group import aggregate_comparisons, consensus
from mcda.core.power import voting_power
from mcda.core.selection import choose
from tests.core.judgements import SCALE, random_judgements, reciprocal

PEOPLE = 1000
CROWD = 100_000
ORDER = 8
LIBRARIES = ["concord", "pymcdm", "pyDecision", "ahpy"]


def judged(people: int, order: int) -> Any:
    """Judgements on Saaty's scale with the inconsistency of people, not of dice."""
    rng = np.random.default_rng(5)
    weights = np.exp(rng.normal(0, 0.7, (people, order)))
    rows, columns = np.triu_indices(order, 1)
    meant = np.log(weights[:, rows] / weights[:, columns]) + rng.normal(0, 0.35, (people, len(rows)))
    nearest = np.abs(meant[..., None] - np.log(SCALE)).argmin(axis=-1)
    return reciprocal(np.array(SCALE)[nearest], order)


def of_one(library: str) -> Callable[[Any], Any]:
    """Weights and consistency of one matrix by a library."""
    if library == "concord":
        return priorities
    if library == "pymcdm":
        from pymcdm.weights.subjective import AHP

        def by_pymcdm(matrix: Any) -> Any:
            model = AHP(matrix=matrix)
            return model(), model.get_cr()

        return by_pymcdm
    if library == "pyDecision":
        module = pytest.importorskip("pyDecision.algorithm", reason="pyDecision is not installed")
        return lambda matrix: module.ahp_method(matrix, wd="me")
    module = pytest.importorskip("ahpy", reason="ahpy is not installed")

    def by_ahpy(matrix: Any) -> Any:
        order = len(matrix)
        pairs = {(f"{i:02d}", f"{j:02d}"): matrix[i, j] for i in range(order) for j in range(i + 1, order)}
        compared = module.Compare("all", pairs, precision=15, random_index="saaty")
        return compared.local_weights, compared.consistency_ratio

    return by_ahpy


@pytest.mark.parametrize("library", LIBRARIES)
def test_one_person(benchmark: Any, library: str) -> None:
    benchmark.group = f"priorities of one person, order {ORDER}, validated, with ratio"
    matrix = judged(1, ORDER)[0]
    benchmark(of_one(library), matrix)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_thousand_people(benchmark: Any, library: str) -> None:
    benchmark.group = f"priorities of {PEOPLE} people, order {ORDER}"
    people = judged(PEOPLE, ORDER)
    if library == "concord":
        benchmark(priorities, people)
        return
    one = of_one(library)
    benchmark.pedantic(lambda: [one(matrix) for matrix in people], rounds=3, iterations=1)


@pytest.mark.parametrize("order", [3, 5, 8, 10, 15])
def test_a_thousand_people_who_judge_at_random(benchmark: Any, order: int) -> None:
    benchmark.group = f"priorities of {PEOPLE} people who judge at random"
    benchmark(priorities, random_judgements(np.random.default_rng(order), PEOPLE, order))


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
def test_a_thousand_people_who_skip_a_third(benchmark: Any, method: str) -> None:
    benchmark.group = f"priorities of {PEOPLE} people who skip a third, order {ORDER}"
    people = judged(PEOPLE, ORDER)
    rng = np.random.default_rng(6)
    skipped = np.triu(rng.random(people.shape) < 1 / 3, 2)
    people[skipped | skipped.swapaxes(1, 2)] = np.nan
    benchmark(priorities, people, method)


@pytest.fixture(scope="module")
def crowd() -> Any:
    return judged(CROWD, ORDER)


@pytest.mark.parametrize("work", ["one pass over the array", "geometric_mean", "eigenvector"])
def test_a_crowd_weighs_aggregates_and_agrees(benchmark: Any, crowd: Any, work: str) -> None:
    benchmark.group = f"weights, aggregation and consensus of {CROWD} people, order {ORDER}"

    def all_three() -> None:
        weights = priorities(crowd, work).weights
        aggregate_comparisons(crowd)
        consensus(weights)

    benchmark.pedantic(
        crowd.sum if work == "one pass over the array" else all_three, rounds=5, warmup_rounds=1
    )


def test_choosing_from_fifty_candidates(benchmark: Any) -> None:
    benchmark.group = "choosing from fifty candidates under every kind of condition"
    rng = np.random.default_rng(7)
    values, costs = rng.random(50), rng.random(50) * 10
    benchmark.pedantic(
        choose,
        args=(values,),
        kwargs={
            "at_most": 12,
            "costs": costs,
            "budget": 60,
            "groups": [f"group {i % 5}" for i in range(50)],
            "minimum_per_group": 1,
            "requires": [(4, 5)],
            "conflicts": [(0, 1), (2, 3)],
        },
        rounds=5,
    )


@pytest.mark.parametrize("bodies", [10, 30, 60])
def test_voting_power(benchmark: Any, bodies: int) -> None:
    benchmark.group = "exact voting power, whole shares"
    shares = np.random.default_rng(8).integers(1, 1000, bodies)
    benchmark.pedantic(voting_power, args=(shares, shares.sum() * 0.6), rounds=5)
