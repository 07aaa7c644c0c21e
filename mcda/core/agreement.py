"""How far people agree, in words, by group, item by item, and between their rankings."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.cells import Array, first, read
from mcda.core.entropy import between
from mcda.core.errors import InvalidInput
from mcda.core.group import consensus
from mcda.core.people import read_weights
from mcda.core.ranks import rank
from mcda.core.results import Concordance, ConsensusLevel, GroupConsensus

LEVELS: tuple[tuple[float, ConsensusLevel], ...] = (
    (0.85, "very_high"),
    (0.75, "high"),
    (0.65, "moderate"),
)


def consensus_level(value: float) -> ConsensusLevel:
    """A consensus in words, by the limits of Goepel 2018, table 2. Rule M64."""
    below: ConsensusLevel = "low" if value > 0.5 else "very_low"
    return next((level for least, level in LEVELS if value >= least), below)


def consensus_by_group(
    weights: ArrayLike, groups: Sequence[Hashable], scale_maximum: float = 9
) -> GroupConsensus:
    """Consensus inside each group and between the groups' mean weights; `groups` labels people. Rule M63."""
    array = read_weights(weights)
    if len(groups) != len(array):
        raise InvalidInput("group.labels", given=len(groups), people=len(array))
    members: dict[Hashable, list[int]] = {}
    for person, group in enumerate(groups):
        members.setdefault(group, []).append(person)
    inside = {group: consensus(array[people], scale_maximum) for group, people in members.items()}
    means = np.array([array[people].mean(axis=0) for people in members.values()])
    return GroupConsensus(inside, consensus(means, scale_maximum))


def disagreement(weights: ArrayLike) -> Array:
    """Where people (p, k) differ: each item's share (k,) of the entropy between them. Rule M65.

    All 0 where everybody weighs alike.
    """
    parts = np.maximum(between(read_weights(weights)), 0.0)
    total = parts.sum()
    return parts / total if total > 1e-12 else np.zeros_like(parts)


def concordance(ranks: ArrayLike) -> Concordance:
    """Kendall's W of rankings (judges, n), best lowest, with the correction for ties. Rule M67.

    A judge who ties everything orders nothing: left out, and named in `left_out`.
    """
    array = read(ranks, "concordance", ("judge", "item"))
    if array.ndim != 2 or len(array) == 0 or array.shape[1] < 2:
        raise InvalidInput("concordance.shape", shape=array.shape)
    if not np.isfinite(array).all():
        judge, item = first(~np.isfinite(array))
        raise InvalidInput("concordance.not_finite", judge=judge, item=item, given=float(array[judge, item]))
    ordering = (array != array[:, :1]).any(axis=1)
    if not ordering.any():
        raise InvalidInput("concordance.nobody_ranks", judges=len(array))
    m, n = int(ordering.sum()), array.shape[1]
    best, worst = rank(-array[ordering]), n + 1 - rank(array[ordering])
    sums = (best + worst).sum(axis=0) / 2
    # A tie of t items runs from its best to its worst shared place: each of the t adds t² - 1.
    ties = float(((worst - best + 1) ** 2 - 1).sum())
    w = 12 * float(((sums - m * (n + 1) / 2) ** 2).sum()) / (m**2 * (n**3 - n) - m * ties)
    return Concordance(w, m * (n - 1) * w, n - 1, tuple(np.flatnonzero(~ordering).tolist()))
