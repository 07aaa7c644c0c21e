"""How far the comparisons of a step have come: what is weighed already, what to ask, what to reconsider.

A step is ranked only when every node hangs together; a page shows each node as soon as it does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Judgement, Step, StepName, Study, pair_key
from mcda.cooperation.tree import TOP, Tree, tree
from mcda.cooperation.weighing import matrix, weigh
from mcda.core.ahp import next_pair, reconsider
from mcda.core.errors import InvalidInput
from mcda.core.results import Priorities, Suggestion


@dataclass(frozen=True)
class Node:
    """One group of sibling criteria: its weights as far as they are known, else why not.

    `priorities` is the group's, `by_judge` each judge's own; both empty where the weights were typed.
    """

    children: tuple[str, ...]
    local: Mapping[str, float]
    priorities: Priorities | None
    by_judge: Mapping[str, Priorities]
    problem: InvalidInput | None


@dataclass(frozen=True)
class SecondLook:
    """A judgement worth reconsidering: `first` was said to matter `judged` times as much as `second`."""

    first: str
    second: str
    judged: float
    fitting: float
    ratio_after: float


def nodes(study: Study, step: StepName, criteria: Tree, shares: Mapping[str, float]) -> dict[str, Node]:
    """Every group of siblings that has something to weigh, TOP first; what the chain weighs is left out.

    `shares` are the chosen bodies' voices; empty while step 1 chooses none.
    """
    here = study.step(step)
    return {
        node: _node(here, children, shares)
        for node, children in criteria.children.items()
        if len(children) > 1 and node not in criteria.generated
    }


def answered(step: Step, judge: str, children: tuple[str, ...]) -> int:
    """How many of the pairs of `children` a judge has compared."""
    given = step.weighting.comparisons.get(judge, {})
    return sum(pair_key(first, second) in given for first, second in pairs(children))


def pairs(children: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every pair of siblings once, in their order."""
    return [(first, second) for i, first in enumerate(children) for second in children[i + 1 :]]


def judged(step: Step, judge: str, first: str, second: str) -> float | None:
    """How many times `first` matters as much as `second` to a judge; None where it was not asked."""
    judgement = step.weighting.comparisons.get(judge, {}).get(pair_key(first, second))
    return None if judgement is None else _times(judgement, first)


def next_question(step: Step, judge: str, children: tuple[str, ...]) -> tuple[str, str] | None:
    """The pair most worth asking a judge next; None when all are answered."""
    pair = next_pair(matrix(children, step.weighting.comparisons.get(judge, {})))
    return None if pair is None else (children[pair[0]], children[pair[1]])


def second_looks(step: Step, judge: str, children: tuple[str, ...], limit: int = 3) -> tuple[SecondLook, ...]:
    """The judgements that spoil a judge's consistency most, worst first, each from its favoured side."""
    comparisons = matrix(children, step.weighting.comparisons.get(judge, {}))
    looks = []
    for suggestion in _kept_suggestions(comparisons.tobytes(), len(children), limit):
        first, second = children[suggestion.row], children[suggestion.column]
        judged, fitting = suggestion.judged, suggestion.fitting
        if judged < 1:
            first, second, judged, fitting = second, first, 1 / judged, 1 / fitting
        looks.append(SecondLook(first, second, judged, fitting, suggestion.ratio_after))
    return tuple(looks)


@lru_cache(maxsize=1024)
def _kept_suggestions(cells: bytes, k: int, limit: int) -> tuple[Suggestion, ...]:
    return tuple(reconsider(np.frombuffer(cells).reshape(k, k), limit))


def _node(step: Step, children: tuple[str, ...], shares: Mapping[str, float]) -> Node:
    alone = Tree({TOP: children}, {child: step.criteria[child] for child in children}, frozenset())
    try:
        weighed = weigh(step, alone, {}, shares)
    except InvalidInput as problem:
        return Node(children, {}, None, {}, problem)
    by_judge = {judge: own[TOP] for judge, own in weighed.by_judge.items()}
    return Node(children, weighed.local[TOP], weighed.priorities.get(TOP), by_judge, None)


def _times(judgement: Judgement, first: str) -> float:
    return judgement.times if judgement.favours == first else 1 / judgement.times


def only_weighed(
    study: Study, step: StepName, issues: Mapping[str, float], shares: Mapping[str, float]
) -> StepResult:
    """What a step gives before its candidates can be ranked: its weights. Raises as `weigh` does."""
    criteria = tree(study, step, issues if step == "solutions" else {})
    weights = weigh(study.step(step), criteria, issues, shares)
    return StepResult(
        step=step,
        tree=criteria,
        weights=weights,
        scores={},
        computed=(),
        ranking=None,
        closeness={},
        ranks={},
        refused={},
        unknown={},
        chosen=(),
        fell={},
        handed_on={},
    )
