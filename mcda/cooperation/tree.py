"""The criteria of a step as a tree of up to two levels, with those that the chain generates."""

from collections.abc import Mapping
from dataclasses import dataclass

from mcda.cooperation.study import Criterion, StepName, Study

TOP = ""


@dataclass(frozen=True)
class Tree:
    """`children`: node -> what is weighed under it (TOP: the criteria); `leaves`: what is scored."""

    children: Mapping[str, tuple[str, ...]]
    leaves: Mapping[str, Criterion]
    generated: frozenset[str]


def leaf_of_issue(criterion: str, issue: str) -> str:
    """The id of the leaf that asks for the effect on one issue."""
    return f"{criterion}/{issue}"


def tree(study: Study, step: StepName, issues: Mapping[str, float]) -> Tree:
    """The criteria tree of a step; `issues` are those that step 2 hands on, each a leaf where asked (M90)."""
    criteria = study.step(step).criteria
    tops = [key for key, criterion in criteria.items() if criterion.parent not in criteria]
    children: dict[str, tuple[str, ...]] = {TOP: tuple(tops)}
    leaves: dict[str, Criterion] = {}
    generated = set()
    for top in tops:
        if criteria[top].each_issue:
            generated.add(top)
            children[top] = tuple(leaf_of_issue(top, issue) for issue in issues)
            for issue in issues:
                candidate = study.issues.candidates.get(issue)
                name = candidate.name if candidate else criteria[top].name
                leaves[leaf_of_issue(top, issue)] = criteria[top].model_copy(
                    update={"name": name, "parent": top, "each_issue": False}
                )
            continue
        parts = tuple(key for key, criterion in criteria.items() if criterion.parent == top)
        if parts:
            children[top] = parts
            leaves.update({part: criteria[part] for part in parts})
        else:
            leaves[top] = criteria[top]
    return Tree(children, leaves, frozenset(generated))
