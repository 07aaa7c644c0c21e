"""Every picture that there is, of one study in one language."""

from functools import cache
from importlib.resources import files

from mcda.cooperation.authority import authority
from mcda.cooperation.comparison import Comparison, comparison
from mcda.cooperation.joining import joining
from mcda.cooperation.steps import STEPS, StepResult, result
from mcda.cooperation.study import StepName, Study
from mcda.output.cooperation_pictures import participation_picture, power_picture, register_picture
from mcda.output.pictures import Picture
from mcda.output.robustness_pictures import (
    acceptability_picture,
    before_after_picture,
    judges_picture,
    methods_picture,
    stability_picture,
)
from mcda.output.step_pictures import (
    contributions_picture,
    ranking_picture,
    scores_picture,
    weights_picture,
)
from mcda.output.wording import name_of
from mcda.text import Language

EXAMPLE = Study.model_validate_json(files("criteria").joinpath("examples/taihu.json").read_bytes())
RESULTS: dict[StepName, StepResult] = {step: result(EXAMPLE, step) for step in STEPS}


@cache
def compared(step: StepName) -> Comparison:
    return comparison(EXAMPLE, RESULTS[step], samples=500)


def before_after(language: Language) -> Picture:
    """The issues' closeness before and after the worst and the best changed places."""
    now = RESULTS["issues"]
    order = sorted(now.ranks, key=lambda key: now.ranks[key])
    after = {**now.closeness, order[0]: now.closeness[order[-1]], order[-1]: now.closeness[order[0]]}
    names = {key: name_of(EXAMPLE.issues.candidates[key].name, language) for key in order}
    return before_after_picture(names, now.closeness, after, ("1", "2"), language)


@cache
def gallery(language: Language) -> dict[str, Picture]:
    pictures: dict[str, Picture] = {}
    for step, now in RESULTS.items():
        pictures[f"{step} ranking"] = ranking_picture(EXAMPLE, now, language)
        why = contributions_picture(EXAMPLE, now, language)
        assert why is not None
        pictures[f"{step} contributions"] = why
        pictures[f"{step} weights"] = weights_picture(EXAMPLE, now, language)
        pictures[f"{step} scores"] = scores_picture(EXAMPLE, now, language)
        firm = compared(step).firmness
        pictures[f"{step} acceptability"] = acceptability_picture(EXAMPLE, now, firm, language)
        pictures[f"{step} stability"] = stability_picture(EXAMPLE, now, firm, language)
        pictures[f"{step} methods"] = methods_picture(EXAMPLE, now, compared(step).methods, language)
    solutions = compared("solutions").own
    pictures["judges"] = judges_picture(EXAMPLE, RESULTS["solutions"], solutions, language)
    pictures["before and after"] = before_after(language)
    chosen = RESULTS["bodies"].chosen
    pictures["participation"] = participation_picture(EXAMPLE, joining(EXAMPLE, chosen), language)
    shares = RESULTS["bodies"].handed_on
    pictures["power"] = power_picture(EXAMPLE, authority(EXAMPLE, shares), language)
    pictures["register"] = register_picture(EXAMPLE, chosen, list(EXAMPLE.issues.candidates), language)
    return pictures
