"""Scores that the study itself gives, where a criterion asks for it: nobody types them."""

from collections.abc import Mapping

from mcda.cooperation.affected import at_the_table
from mcda.cooperation.compensation import balance
from mcda.cooperation.study import Criterion, StepName, Study
from mcda.cooperation.tree import Tree

Scores = Mapping[str, Mapping[str, float | None]]


def computed_leaves(step: StepName, criteria: Tree) -> tuple[str, ...]:
    """The leaves of a step whose scores are computed."""
    rule = {"issues": "at_the_table", "solutions": "fairness"}.get(step)
    generated = {leaf for top in criteria.generated for leaf in criteria.children[top]}
    return tuple(
        leaf
        for leaf, criterion in criteria.leaves.items()
        if rule is not None and criterion.computed == rule and leaf not in generated
    )


def scores(study: Study, step: StepName, criteria: Tree, bodies: Mapping[str, float]) -> Scores:
    """Candidate -> leaf -> score, None where unknown: as typed, or computed for the chosen `bodies`."""
    computed = computed_leaves(step, criteria)
    table: dict[str, dict[str, float | None]] = {}
    for key in study.step(step).candidates:
        typed = study.step(step).scores.get(key, {})
        table[key] = {leaf: typed[leaf].value if leaf in typed else None for leaf in criteria.leaves}
        for leaf in computed:
            table[key][leaf] = _on_scale(_share(study, step, key, bodies), criteria.leaves[leaf])
    return table


def _share(study: Study, step: StepName, candidate: str, bodies: Mapping[str, float]) -> float | None:
    """How good a candidate is on the computed criterion of its step, 0 to 1 (M104, M112)."""
    if step == "issues":
        return at_the_table(study, candidate, bodies)
    found = balance(study, candidate, bodies)
    return None if found.unknown or not found.net else 1 - found.gini


def _on_scale(share: float | None, criterion: Criterion) -> float | None:
    low, high = criterion.lowest, criterion.highest
    if share is None or low is None or high is None:
        return share
    best, worst = (high, low) if criterion.direction == "max" else (low, high)
    return worst + share * (best - worst)
