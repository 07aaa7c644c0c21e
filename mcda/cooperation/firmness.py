"""How firm a step's result is: over all weightings, over unknown scores, and to the nearest single weight."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mcda.cooperation.among_chosen import AmongChosen, among_chosen, border_remark
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.core.acceptability import rank_acceptability
from mcda.core.problem import Array
from mcda.core.ranks import rank
from mcda.core.results import Acceptability
from mcda.core.sampling import sample_unknown, sample_weights
from mcda.core.stability import stability
from mcda.core.topsis import closeness

SEED = 20260101
SAMPLES = 10_000
NARROW = 0.01


@dataclass(frozen=True)
class Firmness:
    """Robustness of a ranking; `acceptability` is in the order of the result's closeness.

    `first`: candidate -> share of weightings in which it leads. `intervals`: leaf -> the range of its weight
    over which the winner stays; `takes_over`: leaf -> who leads below and above it, None where nobody.
    `among`: how firm the chosen set is, None where all are chosen or none.
    """

    winner: str
    samples: int
    seed: int
    first: Mapping[str, float]
    acceptability: Acceptability
    intervals: Mapping[str, tuple[float, float]]
    takes_over: Mapping[str, tuple[str | None, str | None]]
    among: AmongChosen | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Drawn:
    """Candidates ranked over draws of their unknown scores: candidate -> share of draws in each rank.

    `undrawable` lack a score on a criterion that declares no range.
    """

    ranks: Mapping[str, tuple[float, ...]]
    undrawable: tuple[str, ...]
    samples: int
    seed: int
    remarks: tuple[Remark, ...]


def arguments(result: StepResult) -> dict[str, Any]:
    """The scored table of a step as scoring takes it: scores, directions, normalisation and bounds."""
    ranking = result.ranking
    assert ranking is not None  # a step without ranked candidates raises before it has a result
    return {
        "scores": ranking.table.scores,
        "directions": ranking.table.directions,
        "normalisation": ranking.normalisation,
        "bounds": ranking.bounds,
    }


def leader(result: StepResult) -> str:
    """The first of the ranked candidates; of several that lead together the first in the list."""
    return min(result.ranks, key=lambda key: result.ranks[key])


def firmness(study: Study, result: StepResult, seed: int = SEED, samples: int = SAMPLES) -> Firmness:
    """How often the winner leads when weights are drawn, how far each weight may move, how firm the set is.

    Rules M113, M114 and M120.
    """
    table = arguments(result)
    keys, leaves = list(result.closeness), list(result.weights.leaves)
    weights = sample_weights(len(leaves), samples, seed)
    drawn = rank_acceptability(weights=weights, **table)
    first = dict(zip(keys, drawn.rank_acceptability[:, 0].tolist(), strict=True))
    stretches = stability(weights=list(result.weights.leaves.values()), **table)
    intervals = {leaf: (s.lowest, s.highest) for leaf, s in zip(leaves, stretches, strict=True)}
    takes_over = {
        leaf: (_key(keys, s.below), _key(keys, s.above)) for leaf, s in zip(leaves, stretches, strict=True)
    }
    winner = leader(result)
    values = {"winner": _name(study, result, winner), "share": first[winner], "samples": samples}
    remarks = [_nearest(study, result, intervals, takes_over)]
    if len(keys) > 1:
        remarks.append(Remark("firmness.share", values))
    among = among_chosen(study, result, drawn.rank_acceptability, weights, table)
    remarks += border_remark(study, result, among, samples)
    return Firmness(winner, samples, seed, first, drawn, intervals, takes_over, among, tuple(remarks))


def drawn_ranks(study: Study, result: StepResult, seed: int = SEED, samples: int = SAMPLES) -> Drawn | None:
    """Where candidates with unknown scores may stand: unknown scores drawn over their range (M115).

    Weights stay as they are. None where no score is unknown.
    """
    if not result.unknown:
        return None
    leaves = result.tree.leaves
    rangeless = {leaf for leaf, c in leaves.items() if c.lowest is None or c.highest is None}
    undrawable = tuple(key for key, missing in result.unknown.items() if rangeless & set(missing))
    keys = [key for key in result.scores if key not in result.refused and key not in undrawable]
    known = np.array([[result.scores[key][leaf] for leaf in leaves] for key in keys], dtype=np.float64)
    bounds = [
        (0.0, 1.0) if c.lowest is None or c.highest is None else (c.lowest, c.highest)
        for c in leaves.values()
    ]
    tables = sample_unknown(known, bounds, samples, seed)
    weights = np.tile(list(result.weights.leaves.values()), (samples, 1))
    problem = {**arguments(result), "scores": tables}
    shares = rank_acceptability(weights=weights, **problem).rank_acceptability
    ranks = {key: tuple(map(float, row)) for key, row in zip(keys, shares, strict=True)}
    remarks = [_drawn_remark(study, result, key, ranks) for key in result.unknown]
    return Drawn(ranks, undrawable, samples, seed, tuple(remarks))


def leaf_wording(study: Study, result: StepResult, leaf: str) -> Any:
    """What a leaf is called in a sentence: its name, with its criterion where the chain generated it."""
    criterion = result.tree.leaves[leaf]
    whole = study.step(result.step).criteria.get(criterion.parent)
    if whole is None or leaf in study.step(result.step).criteria:
        return criterion.name
    return Remark("firmness.part", {"whole": whole.name, "part": criterion.name})


def ranks_under(result: StepResult, weights: Mapping[str, float]) -> dict[str, int]:
    """The ranks that other weights of the same leaves give the same candidates."""
    vector = [weights[leaf] for leaf in result.weights.leaves]
    places = rank(closeness(weights=vector, **arguments(result)))
    return dict(zip(result.closeness, places.tolist(), strict=True))


def with_scores(result: StepResult, scores: Array) -> Array:
    """Closeness of the same candidates under the same weights with other scores (n, m)."""
    vector = list(result.weights.leaves.values())
    return closeness(weights=vector, **{**arguments(result), "scores": scores})


def _nearest(
    study: Study,
    result: StepResult,
    intervals: Mapping[str, tuple[float, float]],
    takes_over: Mapping[str, tuple[str | None, str | None]],
) -> Remark:
    """The smallest change of one weight that unseats the winner, in one sentence; others may, too."""
    leaders = [key for key, place in result.ranks.items() if place == 1]
    winner = {"winner": _name(study, result, leaders[0])}
    if len(leaders) > 1:
        return Remark("firmness.tied", {"winners": [_name(study, result, key) for key in leaders]})
    if len(result.ranks) == 1:
        return Remark("firmness.alone", winner)
    moves = []
    for leaf, now in result.weights.leaves.items():
        for side, threshold, rival in zip(("below", "above"), intervals[leaf], takes_over[leaf], strict=True):
            if rival is not None:
                moves.append((abs(threshold - now), leaf, side, threshold, rival))
    if not moves:
        return Remark("firmness.always", winner)
    room, leaf, side, threshold, rival = min(moves, key=lambda move: move[0])
    how = "narrowly_" if room < NARROW else ""
    values = {
        "criterion": leaf_wording(study, result, leaf),
        "threshold": threshold,
        "weight": result.weights.leaves[leaf],
        "rival": _name(study, result, rival),
    }
    return Remark(f"firmness.{how}{side}", winner | values)


def _drawn_remark(
    study: Study, result: StepResult, key: str, ranks: Mapping[str, tuple[float, ...]]
) -> Remark:
    values: dict[str, Any] = {
        "candidate": _name(study, result, key),
        "criteria": [leaf_wording(study, result, leaf) for leaf in result.unknown[key]],
    }
    if key not in ranks:
        return Remark("firmness.undrawable", values)
    places = [place for place, share in enumerate(ranks[key], start=1) if share > 0]
    found = {"best": places[0], "worst": places[-1], "first": ranks[key][0]}
    return Remark("firmness.drawn" if len(places) > 1 else "firmness.drawn_one", values | found)


def _name(study: Study, result: StepResult, key: str) -> Any:
    return study.step(result.step).candidates[key].name


def _key(keys: list[str], position: int | None) -> str | None:
    return None if position is None else keys[position]
