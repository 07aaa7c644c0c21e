"""What one person's own answers say: their weights, how well they agree, which pairs to look at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mcda.cooperation.ballot import Ballot
from mcda.cooperation.questions import is_enough, times
from mcda.core.ahp import priorities, reconsider
from mcda.core.problem import Array

Light = Literal["green", "amber", "red", "none"]
CONSISTENT, DOUBTFUL = 0.10, 0.20
MOST_AGAIN = 3


@dataclass(frozen=True, slots=True)
class OwnWeights:
    """One group of criteria as a person weighs it. `light`: none where answers can contradict nothing."""

    node: str
    weights: Mapping[str, float]
    ratio: float | None
    light: Light


@dataclass(frozen=True, slots=True)
class Again:
    """A pair that fits the person's other answers least: said `judged` times, the others say `fitting`."""

    key: str
    more: str
    less: str
    judged: float
    fitting: float


def own_weights(ballot: Ballot, answers: Mapping[str, str]) -> tuple[OwnWeights, ...]:
    """The groups of criteria whose answers of this person hang together, with their traffic light."""
    found = []
    for node, children in ballot.nodes.items():
        if not is_enough(ballot, node, answers):
            continue
        own = priorities(_matrix(children, answers))
        ratio = None if own.consistency_ratio is None else float(own.consistency_ratio)
        weights = dict(zip(children, own.weights.tolist(), strict=True))
        found.append(OwnWeights(node, weights, ratio, _light(ratio, len(children))))
    return tuple(found)


def look_again(ballot: Ballot, answers: Mapping[str, str]) -> tuple[Again, ...]:
    """At most three pairs to look at again, where a group's consistency ratio is above 0.10."""
    found: list[tuple[float, Again]] = []
    for own in own_weights(ballot, answers):
        if own.ratio is None or own.ratio <= CONSISTENT:
            continue
        children = ballot.nodes[own.node]
        for one in reconsider(_matrix(children, answers), MOST_AGAIN):
            more, less = children[one.row], children[one.column]
            judged, fitting = one.judged, one.fitting
            if judged < 1:
                more, less, judged, fitting = less, more, 1 / judged, 1 / fitting
            key = "c:" + "|".join(sorted((more, less)))
            found.append((abs(np.log(judged / fitting)), Again(key, more, less, judged, fitting)))
    found.sort(key=lambda pair: -pair[0])
    return tuple(again for _, again in found[:MOST_AGAIN])


def _matrix(children: tuple[str, ...], answers: Mapping[str, str]) -> Array:
    place = {child: i for i, child in enumerate(children)}
    filled = np.full((len(children), len(children)), np.nan)
    np.fill_diagonal(filled, 1.0)
    for key, value in answers.items():
        first, _, second = key[2:].partition("|")
        if key.startswith("c:") and first in place and second in place:
            said = times(key, value)
            if said is not None:
                filled[place[first], place[second]], filled[place[second], place[first]] = said, 1 / said
    return filled


def _light(ratio: float | None, k: int) -> Light:
    if ratio is None or k < 3:
        return "none"
    return "green" if ratio <= CONSISTENT else "amber" if ratio <= DOUBTFUL else "red"
