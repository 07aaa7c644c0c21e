"""What an anonymous round keeps to itself: what so few people answered that it would tell who said what."""

from dataclasses import replace

from mcda.cooperation.findings import Findings, NodeFindings

FEWEST = 3
"""Nothing is shown of fewer people than this (M73)."""
UNNAMED = "-"
"""Stands for all bodies of a group where not all may be named; no body has such an id."""


def without_few(found: Findings) -> Findings:
    """The findings without what fewer than three people answered, and without bodies of so few (M73).

    `withheld` where people answered, and nothing of it may be shown.
    """
    nodes = {node: _node(one) for node, one in found.nodes.items() if one.people >= FEWEST}
    most = max((rating.people for row in found.ratings.values() for rating in row.values()), default=0)
    ratings = found.ratings if most >= FEWEST else {}
    alone = {
        body: {node: weights for node, weights in own.items() if node in nodes and _enough(nodes[node], body)}
        for body, own in found.alone.items()
    }
    return replace(
        found,
        nodes=nodes,
        ratings=ratings,
        voices=found.voices if len(nodes) == len(found.nodes) else {},
        alone={body: own for body, own in alone.items() if own},
        withheld=bool(found.nodes or found.ratings) and not (nodes or ratings),
    )


def _node(one: NodeFindings) -> NodeFindings:
    """A group of criteria without what bodies of few people say; beside such a body none is named."""
    inside = {body: value for body, value in one.inside.items() if _enough(one, body)}
    if all(_enough(one, body) for body in one.sizes):
        return replace(one, inside=inside)
    groups = tuple(replace(group, bodies={UNNAMED: group.size}) for group in one.groups)
    return replace(one, inside=inside, groups=groups)


def _enough(one: NodeFindings, body: str) -> bool:
    return one.sizes.get(body, 0) >= FEWEST
