"""What a round found: the room's weights, how far it agrees, who thinks alike, what bodies would weigh alone.

Pure: people come in as their body and their latest answers. Everything is node by node (M60 to M71).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mcda.cooperation.ballot import Ballot
from mcda.cooperation.questions import PASSED, UNKNOWN, times
from mcda.cooperation.sureness import margins
from mcda.core.agreement import consensus_by_group
from mcda.core.ahp import priorities
from mcda.core.comparisons import connected
from mcda.core.errors import InvalidInput
from mcda.core.group import (
    aggregate_comparisons,
    aggregate_priorities,
    consensus,
    like_minded,
    pooled_weights,
)
from mcda.core.problem import Array

ROOM = "person"
MIDDLE = (0.1, 0.9)
"""Where a criterion's spread begins and ends: eight of ten people lie between, whatever single voices say."""
FEW = 10
"""Fewer people than this are all shown: the spread reaches from the lowest to the highest."""
TIED = 1e-9
"""A person's weights that differ by less come first together."""
VOICES = (ROOM, "body", "authority_share", "population")
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answered: their body (empty for the public), and question -> latest value."""

    body: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LikeMinded:
    """People who weigh alike: from which bodies, how many of each, and what comes first for most of them.

    `agreeing` of them put `first` before everything else; who puts several first counts for none of them.
    """

    bodies: Mapping[str, int]
    first: str
    agreeing: int

    @property
    def size(self) -> int:
        """How many they are."""
        return sum(self.bodies.values())


@dataclass(frozen=True, slots=True)
class NodeFindings:
    """One group of criteria. `partly` of the people answered some of its pairs only.

    `weights` are the room's, one person one voice (AIJ, or least squares where pairs were shared); `aip` the
    mean of the people's own weights, as a check. `comparisons` (k, k) and `by_body` are geometric means of
    answers, NaN where nobody answered; `sizes` how many answered for each body. `spread` holds the middle
    eight of ten people, or all of few (M70). What needs own weights counts only people whose answers hang
    together (M69): `own_ratios` are their consistency ratios by their place in the round, None where answers
    cannot contradict each other. `margins` (M71) may be empty.
    """

    items: tuple[str, ...]
    people: int
    partly: int
    answers: int
    comparisons: Array
    by_body: Mapping[str, Array]
    sizes: Mapping[str, int]
    weights: Weights
    margins: Weights
    aip: Weights
    ratio: float | None
    own_ratios: Mapping[int, float | None]
    consensus: float | None
    between: float | None
    inside: Mapping[str, float]
    spread: Mapping[str, tuple[float, float]]
    groups: tuple[LikeMinded, ...]

    @property
    def shared(self) -> bool:
        """Whether people answered different pairs."""
        return self.partly > 0

    @property
    def ratios(self) -> tuple[float, ...]:
        """The people's own consistency ratios, as far as there are any."""
        return tuple(ratio for ratio in self.own_ratios.values() if ratio is not None)

    @property
    def whole_spread(self) -> bool:
        """Whether `spread` holds everybody: they are few."""
        return sum(group.size for group in self.groups) < FEW


@dataclass(frozen=True, slots=True)
class Rating:
    """What people gave one candidate on one criterion."""

    mean: float
    lowest: float
    highest: float
    people: int


@dataclass(frozen=True, slots=True)
class Findings:
    """A round's findings: by node, and candidate -> leaf -> rating. `voices`: way -> node -> weights.

    `ratios`: of each person who compared the criteria of every group, the worst consistency ratio (M69).
    `withheld`: too few answered to show any of it (M73).
    """

    people: int
    answers: int
    nodes: Mapping[str, NodeFindings]
    ratings: Mapping[str, Mapping[str, Rating]]
    voices: Mapping[str, Mapping[str, Weights]]
    alone: Mapping[str, Mapping[str, Weights]]
    ratios: tuple[float, ...]
    withheld: bool = False


def findings(ballot: Ballot, people: Sequence[Person]) -> Findings:
    """What `people` together answered to a ballot; nodes that the answers do not connect are left out."""
    nodes = {
        node: found for node, items in ballot.nodes.items() if (found := _node(items, people)) is not None
    }
    voices = {
        way: weighed
        for way in VOICES
        if (weighed := {node: weights for node in nodes if (weights := _voiced(ballot, nodes[node], way))})
        and len(weighed) == len(nodes)
    }
    return Findings(
        people=sum(bool(person.answers) for person in people),
        answers=sum(len(person.answers) for person in people),
        nodes=nodes,
        ratings=_ratings(ballot, people),
        voices=voices,
        alone={
            body: own
            for body in ballot.bodies
            if (own := {node: w for node, found in nodes.items() if (w := _alone(found, body)) is not None})
        },
        ratios=_worst_ratios(list(nodes.values())) if len(nodes) == len(ballot.nodes) else (),
    )


def matrices(items: Sequence[str], people: Sequence[Person]) -> Array:
    """The people's comparisons (p, k, k) of `items`; NaN where a person did not answer."""
    place = {item: position for position, item in enumerate(items)}
    stack = np.full((len(people), len(items), len(items)), np.nan)
    stack[:, range(len(items)), range(len(items))] = 1.0
    for row, person in enumerate(people):
        for key, value in person.answers.items():
            if not key.startswith("c:") or value in PASSED:
                continue
            first, _, second = key[2:].partition("|")
            given = times(key, value) if first in place and second in place else None
            if given is not None:
                stack[row, place[first], place[second]] = given
                stack[row, place[second], place[first]] = 1 / given
    return stack


def _node(items: tuple[str, ...], people: Sequence[Person]) -> NodeFindings | None:
    stack = matrices(items, people)
    answered = (np.isfinite(stack).sum(axis=(1, 2)) - len(items)) // 2
    judged = answered > 0
    if not judged.any():
        return None
    places = np.flatnonzero(judged)
    stack, bodies = stack[judged], [person.body for person, here in zip(people, judged, strict=True) if here]
    together = aggregate_comparisons(stack)
    partly = int(np.isnan(stack).any(axis=(1, 2)).sum())
    try:
        group = priorities(together)
        weights = pooled_weights(stack) if partly else group.weights
    except InvalidInput:
        return None
    whole = _connected(stack)
    own_bodies = [body for body, here in zip(bodies, whole, strict=True) if here]
    own = priorities(stack[whole], "geometric_mean") if whole.any() else None
    table = np.empty((0, len(items))) if own is None else own.weights
    ratios = [] if own is None else np.atleast_1d(np.asarray(own.consistency_ratio, dtype=object)).tolist()
    several = len(table) > 1
    ends = (0, 1) if len(table) < FEW else MIDDLE
    by_group = consensus_by_group(table, own_bodies) if several else None
    sizes = Counter(own_bodies)
    members: dict[str, list[int]] = {}
    for row, body in enumerate(bodies):
        members.setdefault(body, []).append(row)
    return NodeFindings(
        items=items,
        people=len(stack),
        partly=partly,
        answers=int(answered.sum()),
        comparisons=together,
        by_body={body: aggregate_comparisons(stack[rows]) for body, rows in members.items()},
        sizes={body: len(rows) for body, rows in members.items()},
        weights=_named(items, weights),
        margins={} if (sure := margins(stack)) is None else _named(items, sure),
        aip=_named(items, aggregate_priorities(table)) if len(table) else _named(items, weights),
        ratio=None if group.consistency_ratio is None else float(group.consistency_ratio),
        own_ratios={
            int(place): None if ratio is None else float(ratio)
            for place, ratio in zip(places[whole], ratios, strict=True)
        },
        consensus=consensus(table) if several else None,
        between=by_group.between if by_group and len(by_group.inside) > 1 else None,
        inside={str(body): s for body, s in by_group.inside.items() if sizes[str(body)] > 1}
        if by_group
        else {},
        spread={
            item: (float(low), float(high))
            for item, low, high in zip(items, *np.quantile(table, ends, axis=0), strict=True)
        }
        if several
        else {},
        groups=tuple(
            _group(items, table[rows], [own_bodies[row] for row in rows]) for rows in like_minded(table)
        )
        if several
        else (),
    )


def _worst_ratios(nodes: Sequence[NodeFindings]) -> tuple[float, ...]:
    if not nodes:
        return ()
    whole = set.intersection(*(set(node.own_ratios) for node in nodes))
    told = [node for node in nodes if len(node.items) > 2]
    own = ([ratio for node in told if (ratio := node.own_ratios[person]) is not None] for person in whole)
    return tuple(max(ratios) for ratios in own if ratios)


def _voiced(ballot: Ballot, found: NodeFindings, way: str) -> Weights | None:
    """A node's weights when the bodies' answers count `way`; None where a figure or an answer is missing."""
    if way == ROOM:
        return found.weights
    bodies = [body for body in ballot.bodies if body in found.by_body]
    voters = [ballot.bodies[body] for body in bodies]
    importance: Mapping[str, list[float | None]] = {
        "body": [1.0 for _ in voters],
        "authority_share": [voter.share for voter in voters],
        "population": [voter.population for voter in voters],
    }
    known = [figure for figure in importance[way] if figure is not None]
    if len(known) < len(bodies) or sum(known) <= 0:
        return None
    stack = np.stack([found.by_body[body] for body in bodies])
    try:
        if found.shared:
            return _named(found.items, pooled_weights(stack, known))
        return _named(found.items, priorities(aggregate_comparisons(stack, known)).weights)
    except InvalidInput:
        return None


def _alone(found: NodeFindings, body: str) -> Weights | None:
    """What one body's people weigh by themselves, where their answers hang together."""
    if body not in found.by_body or not _connected(found.by_body[body][None])[0]:
        return None
    return _named(found.items, priorities(found.by_body[body]).weights)


def _ratings(ballot: Ballot, people: Sequence[Person]) -> dict[str, dict[str, Rating]]:
    given: dict[tuple[str, str], list[float]] = {}
    for person in people:
        for key, value in person.answers.items():
            if key.startswith("r:") and value not in PASSED and value != UNKNOWN:
                candidate, _, leaf = key[2:].partition("/")
                given.setdefault((candidate, leaf), []).append(float(value))
    found: dict[str, dict[str, Rating]] = {}
    for candidate in ballot.candidates:
        for leaf in ballot.rated:
            if values := given.get((candidate, leaf)):
                mean = sum(values) / len(values)
                found.setdefault(candidate, {})[leaf] = Rating(mean, min(values), max(values), len(values))
    return found


def _group(items: tuple[str, ...], table: Array, bodies: Sequence[str]) -> LikeMinded:
    first = table.max(axis=1, keepdims=True) - table < TIED
    counts = first[first.sum(axis=1) == 1].sum(axis=0)
    return LikeMinded(
        dict(Counter(bodies).most_common()), items[int(counts.argmax())], agreeing=int(counts.max())
    )


def _connected(stack: Array) -> NDArray[np.bool_]:
    """Whether each person's answers (p, k, k) connect all items."""
    return np.asarray((connected(np.isfinite(stack)) > 0).all(axis=(1, 2)), dtype=np.bool_)


def _named(items: Sequence[str], weights: Array) -> dict[str, float]:
    return dict(zip(items, weights.tolist(), strict=True))
