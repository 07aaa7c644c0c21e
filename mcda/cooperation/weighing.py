"""Weights of a step's criteria, from comparisons of the planning team or of the chosen bodies, or typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mcda.cooperation.study import TEAM, Judgement, Step, pair_key
from mcda.cooperation.tree import TOP, Tree
from mcda.core.ahp import priorities
from mcda.core.errors import InvalidInput
from mcda.core.group import aggregate_comparisons
from mcda.core.problem import Array, Method
from mcda.core.results import Priorities

SUM_TOLERANCE = 1e-6


@dataclass(frozen=True)
class StepWeights:
    """Weights of a step: `local` by node and child, `leaves` down to what is scored (they sum to 1).

    `priorities`: node -> the group's priorities, where it was compared; `by_judge`: judge -> the same of one
    judge; `unanswered`: chosen bodies without any comparison.
    """

    local: Mapping[str, Mapping[str, float]]
    leaves: Mapping[str, float]
    priorities: Mapping[str, Priorities]
    by_judge: Mapping[str, Mapping[str, Priorities]]
    unanswered: tuple[str, ...] = ()


def matrix(items: tuple[str, ...], judgements: Mapping[str, Judgement]) -> Array:
    """The comparison matrix (k, k) of `items` from one judge's judgements; NaN where not asked."""
    k = len(items)
    filled = np.full((k, k), np.nan)
    np.fill_diagonal(filled, 1.0)
    for i, first in enumerate(items):
        for j in range(i + 1, k):
            judgement = judgements.get(pair_key(first, items[j]))
            if judgement is not None:
                times = judgement.times if judgement.favours == first else 1 / judgement.times
                filled[i, j], filled[j, i] = times, 1 / times
    return filled


def weigh(step: Step, tree: Tree, issues: Mapping[str, float], shares: Mapping[str, float]) -> StepWeights:
    """The weights of a step (M85 to M87); `shares` are the chosen bodies' shares, the judges' voices.

    Raises InvalidInput where a node's weights do not sum to 1, or its comparisons do not hang together.
    """
    weighting = step.weighting
    judges = (TEAM,) if weighting.judges == "team" else tuple(shares)
    local: dict[str, dict[str, float]] = {}
    group: dict[str, Priorities] = {}
    by_judge: dict[str, dict[str, Priorities]] = {}
    for node, children in tree.children.items():
        if not children:
            raise InvalidInput("step.no_criteria" if node == TOP else "step.no_issues")
        if node in tree.generated:
            local[node] = _normalised({child: issues[child.partition("/")[2]] for child in children})
        elif len(children) == 1:
            local[node] = {children[0]: 1.0}
        elif weighting.method == "direct":
            local[node] = _direct(step, node, children)
        else:
            answers = _answers(step, judges, children)
            for judge, answered in answers.items():
                if _connected(answered):
                    by_judge.setdefault(judge, {})[node] = _priorities(answered, weighting.prioritisation)
            group[node] = _group(step, node, children, answers, shares)
            local[node] = dict(zip(children, group[node].weights.tolist(), strict=True))
    unanswered = tuple(judge for judge in judges if judge != TEAM and judge not in by_judge)
    return StepWeights(local, _down(tree, local), group, by_judge, unanswered)


def _priorities(comparisons: Array, method: Method) -> Priorities:
    """Priorities of one matrix (k, k); the last are kept, as most saves change other cells of a study."""
    return _kept_priorities(comparisons.tobytes(), len(comparisons), method)


@lru_cache(maxsize=1024)
def _kept_priorities(cells: bytes, k: int, method: Method) -> Priorities:
    return priorities(np.frombuffer(cells).reshape(k, k), method)


def _answers(step: Step, judges: tuple[str, ...], children: tuple[str, ...]) -> dict[str, Array]:
    comparisons = step.weighting.comparisons
    matrices = {judge: matrix(children, comparisons.get(judge, {})) for judge in judges}
    return {j: m for j, m in matrices.items() if np.isfinite(m).sum() > len(children)}


def _connected(answered: Array) -> bool:
    reached = {0}
    frontier = [0]
    while frontier:
        for j in np.flatnonzero(np.isfinite(answered[frontier.pop()])).tolist():
            if j not in reached:
                reached.add(j)
                frontier.append(j)
    return len(reached) == len(answered)


def _group(
    step: Step,
    node: str,
    children: tuple[str, ...],
    answers: Mapping[str, Array],
    shares: Mapping[str, float],
) -> Priorities:
    names = [step.criteria[child].name for child in children]
    if not answers:
        raise InvalidInput("weights.nothing_compared", criteria=names)
    voices = [1.0 if judge == TEAM else shares[judge] for judge in answers]
    together = aggregate_comparisons(np.stack(list(answers.values())), voices)
    try:
        return _priorities(together, step.weighting.prioritisation)
    except InvalidInput as problem:
        if problem.code != "comparisons.disconnected":
            raise
        first, second = (names[group[0]] for group in problem.values["groups"][:2])
        raise InvalidInput("weights.not_connected", first=first, second=second) from problem


def _direct(step: Step, node: str, children: tuple[str, ...]) -> dict[str, float]:
    missing = [step.criteria[child].name for child in children if child not in step.weighting.direct]
    if missing:
        raise InvalidInput("weights.missing", criteria=missing)
    typed = {child: step.weighting.direct[child] for child in children}
    total = sum(typed.values())
    if abs(total - 1) > SUM_TOLERANCE:
        under = step.criteria[node].name if node != TOP else ""
        code = "weights.sum_under" if under else "weights.sum_typed"
        raise InvalidInput(code, sum=total, criterion=under)
    return typed


def _normalised(values: Mapping[str, float]) -> dict[str, float]:
    total = sum(values.values())
    if total <= 0:
        return dict.fromkeys(values, 1 / len(values))
    return {key: value / total for key, value in values.items()}


def _down(tree: Tree, local: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    leaves = {}
    for top, weight in local[TOP].items():
        for leaf, share in local.get(top, {top: 1.0}).items():
            leaves[leaf] = weight * share
    return {leaf: leaves[leaf] for leaf in tree.leaves}
