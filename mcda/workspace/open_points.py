"""What is still open in a decision, each as a sentence."""

from mcda.cooperation.integrity import integrity
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import STEPS, StepName, Study
from mcda.output.wording import problem_text, remark_text
from mcda.workspace import state
from mcda.workspace.state import t


def open_points(study: Study) -> list[str]:
    """Steps not adopted or out of date, scores that are unknown, and who is not represented; plain text."""
    points = []
    for step in STEPS:
        points += _of_step(study, step)
    bodies = study.bodies.adopted.chosen if study.bodies.adopted else _chosen_now()
    if bodies:
        here = [key for key in bodies if key in study.bodies.candidates]
        points += [remark_text(remark, state.language()) for remark in integrity(study, here)]
    return points


def _of_step(study: Study, step: StepName) -> list[str]:
    language, now, label = state.language(), state.result(step), t(f"step.{step}")
    if not isinstance(now, StepResult):
        return [t("open_points.not_ranked", step=label, problem=problem_text(now, language))]
    points = []
    if study.step(step).adopted is None:
        points.append(t("open_points.provisional", step=label))
    causes = [remark_text(cause, language) for cause in state.out_of_date().get(step, ())]
    points += [t("open_points.out_of_date", step=label, cause=cause) for cause in causes]
    if now.unknown:
        names = [study.step(step).candidates[key].name for key in now.unknown]
        points.append(t("open_points.unknown", step=label, names=names))
    if now.weights.unanswered:
        bodies = study.bodies.candidates
        silent = [bodies[key].name for key in now.weights.unanswered if key in bodies]
        points.append(t("open_points.unanswered", step=label, names=silent))
    return points


def _chosen_now() -> tuple[str, ...]:
    now = state.result("bodies")
    return now.chosen if isinstance(now, StepResult) else ()
