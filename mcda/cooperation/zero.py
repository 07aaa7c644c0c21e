"""Whether the choice hangs on where closeness has its zero: a sum of closeness is a heuristic (M81)."""

from mcda.cooperation.choosing import conditions_of
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.core.selection import zero_shift


def zero_remark(study: Study, result: StepResult) -> Remark | None:
    """Whether counting closeness from a higher zero would bring others in; None where nothing was summed.

    That a higher zero leaves out members that lie below it goes without saying.
    """
    if len(result.chosen) < 2:
        return None
    keys = list(result.closeness)
    conditions = conditions_of(study, result.step, keys, result.scores)
    shift = zero_shift(list(result.closeness.values()), **conditions)
    coming_in = [keys[i] for i in shift.above or () if keys[i] not in result.chosen]
    if shift.highest is None or not coming_in:
        return Remark("zero.firm")
    names = [study.step(result.step).candidates[key].name for key in coming_in]
    return Remark("zero.matters", {"zero": shift.highest, "candidates": names})
