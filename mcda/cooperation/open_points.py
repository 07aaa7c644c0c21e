"""What is still open in a decision: each point as a remark, with the step where it can be settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mcda.cooperation.adoption import out_of_date
from mcda.cooperation.affected import affected
from mcda.cooperation.compensation import balance
from mcda.cooperation.division import division_of_work
from mcda.cooperation.integrity import integrity
from mcda.cooperation.joining import joining
from mcda.cooperation.judges import CONSISTENT
from mcda.cooperation.register import authorisations, register_remarks
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult, handed_on, result
from mcda.cooperation.study import STEPS, TEAM, StepName, Study
from mcda.cooperation.tree import TOP
from mcda.cooperation.ways import gaps
from mcda.core.errors import InvalidInput


@dataclass(frozen=True)
class OpenPoint:
    """Something to settle, and the step where that is done."""

    step: StepName
    remark: Remark


def chosen_now(study: Study, step: StepName) -> dict[str, float]:
    """What a step hands on, of the candidates that are still there; empty while it hands on nothing."""
    try:
        found = handed_on(study, step)
    except InvalidInput:
        return {}
    return {key: share for key, share in found.items() if key in study.step(step).candidates}


def open_points(study: Study) -> tuple[OpenPoint, ...]:
    """Everything that keeps the decision from being finished, step by step."""
    stale = out_of_date(study)
    points = []
    for step in STEPS:
        found = [*_standing(study, step, stale.get(step, ())), *_OF_STEP[step](study)]
        points += [OpenPoint(step, remark) for remark in found]
    return tuple(points)


def _standing(study: Study, step: StepName, causes: tuple[Remark, ...]) -> Iterator[Remark]:
    """Whether a step is ranked, adopted and up to date, and what its ranking lacks."""
    label = Remark(f"step.{step}")
    try:
        now = result(study, step)
    except InvalidInput as problem:
        yield Remark("open.not_ranked", {"step": label, "problem": Remark(problem.code, problem.values)})
        return
    if study.step(step).adopted is None:
        yield now.lacking or Remark("open.not_adopted", {"step": label})
    for cause in causes:
        yield Remark("open.out_of_date", {"step": label, "cause": cause})
    yield from _unknown(study, now)
    yield from _inconsistent(study, now)
    yield from _rule(study, now)
    bodies = study.bodies.candidates
    silent = [bodies[key].name for key in now.weights.unanswered if key in bodies]
    if silent and study.step(step).weighting.method == "comparisons":
        yield Remark("judges.unanswered", {"bodies": silent})


def _unknown(study: Study, now: StepResult) -> Iterator[Remark]:
    candidates = study.step(now.step).candidates
    for key, leaves in now.unknown.items():
        if len(leaves) == len(now.tree.leaves) > 1:
            yield Remark("open.no_scores", {"candidate": candidates[key].name})
            continue
        criteria = [now.tree.leaves[leaf].name for leaf in leaves]
        yield Remark("open.unknown", {"candidate": candidates[key].name, "criteria": criteria})


def _inconsistent(study: Study, now: StepResult) -> Iterator[Remark]:
    step = study.step(now.step)
    for judge, nodes in now.weights.by_judge.items():
        for node, found in nodes.items():
            ratio = found.consistency_ratio
            if ratio is None or ratio <= CONSISTENT or judge not in (TEAM, *study.bodies.candidates):
                continue
            values = {
                "judge": Remark("open.team") if judge == TEAM else study.bodies.candidates[judge].name,
                "group": Remark("open.criteria") if node == TOP else step.criteria[node].name,
                "ratio": float(ratio),
                "random_index": found.random_index,
            }
            yield Remark("open.inconsistent", values)


def _rule(study: Study, now: StepResult) -> Iterator[Remark]:
    rule, candidates = study.step(now.step).rule, study.step(now.step).candidates
    for key in rule.required:
        if key in candidates and key not in now.ranks:
            yield Remark("open.required_not_ranked", {"candidate": candidates[key].name})
    if rule.budget is not None and rule.cost not in now.tree.leaves:
        yield Remark("open.budget_without_cost", {"budget": rule.budget})


def _of_bodies(study: Study) -> Iterator[Remark]:
    chosen = chosen_now(study, "bodies")
    if not chosen:
        return
    yield from integrity(study, chosen)
    found = joining(study, chosen)
    yield from (remark for remark in found.remarks if remark.key != "joining.all_join")
    if found.unknown and study.participation:
        names = [study.bodies.candidates[body].name for body in found.unknown]
        yield Remark("open.participation_unknown", {"bodies": names})
    if study.participation:
        yield from gaps(study, chosen)


def _of_issues(study: Study) -> Iterator[Remark]:
    shares, issues = chosen_now(study, "bodies"), chosen_now(study, "issues")
    unnamed = [study.issues.candidates[issue].name for issue in issues if not affected(study, issue)]
    if unnamed and study.territories:
        yield Remark("open.no_territories", {"issues": unnamed})
    division = division_of_work(study, shares, issues)
    asked = authorisations(study, shares, issues, division.deciding())
    yield from register_remarks(study, shares, asked)
    yield from division.remarks


def _of_solutions(study: Study) -> Iterator[Remark]:
    shares, solutions = chosen_now(study, "bodies"), chosen_now(study, "solutions")
    names = {key: candidate.name for key, candidate in study.solutions.candidates.items()}
    for condition in study.conditions.values():
        unsaid = [names[key] for key in solutions if key not in condition.met]
        if unsaid:
            yield Remark("open.condition_unknown", {"condition": condition.name, "solutions": unsaid})
    for solution in solutions if study.deals else ():
        yield from _deal(study, solution, shares)


def _deal(study: Study, solution: str, shares: Mapping[str, float]) -> Iterator[Remark]:
    bodies = study.bodies.candidates
    found = balance(study, solution, shares)
    solution_name = study.solutions.candidates[solution].name
    if found.unknown:
        unsaid = [bodies[body].name for body in found.unknown]
        yield Remark("open.deal_unknown", {"solution": solution_name, "bodies": unsaid})
    if found.losers:
        values = {
            "solution": solution_name,
            "bodies": [bodies[body].name for body in found.losers],
            "needed": found.needed,
            "surplus": found.surplus,
            "gap": found.gap,
            "unit": study.unit,
        }
        yield Remark("open.agree_payments" if found.carried else "open.payments_short", values)


_OF_STEP = {"bodies": _of_bodies, "issues": _of_issues, "solutions": _of_solutions}
