"""What the team expected before it saw the result, beside the result."""

from mcda.cooperation.firmness import leader
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study


def intuition(study: Study, result: StepResult) -> Remark | None:
    """Whether the expected winner won; None where none was written down."""
    candidates = study.step(result.step).candidates
    expected = study.step(result.step).expected
    if expected not in candidates:
        return None
    winner = leader(result)
    values = {"expected": candidates[expected].name, "winner": candidates[winner].name}
    if expected not in result.ranks:
        return Remark("intuition.not_ranked", values)
    place = result.ranks[expected]
    return Remark("intuition.right" if place == 1 else "intuition.otherwise", values | {"place": place})
