"""What earlier steps hand on to the page of a later one, from what this process has computed already."""

from collections.abc import Mapping

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.cooperation.tree import Tree, tree
from mcda.workspace import state


def handed_on(study: Study, step: StepName) -> Mapping[str, float]:
    """What a step of the open study hands on: adopted, else what it gives now; empty while nothing."""
    adopted, now = study.step(step).adopted, state.result(step)
    if adopted is not None:
        return adopted.handed_on
    return now.handed_on if isinstance(now, StepResult) else {}


def still_there(study: Study, step: StepName) -> dict[str, float]:
    """What a step hands on, of the candidates that have not been removed since."""
    candidates = study.step(step).candidates
    return {key: share for key, share in handed_on(study, step).items() if key in candidates}


def criteria_tree(study: Study, step: StepName) -> Tree:
    """The criteria of a step; without those from chosen issues while step 2 gives none yet."""
    return tree(study, step, handed_on(study, "issues") if step == "solutions" else {})
