"""The conditions that a solution must meet before any score counts."""

from collections.abc import Iterator, Mapping

from mcda.cooperation.compensation import balance
from mcda.cooperation.register import filled_in, strength
from mcda.cooperation.remark import Remark, joined
from mcda.cooperation.study import Study, Wording

SLACK = 1e-12


def unmet(study: Study, bodies: Mapping[str, float], issues: Mapping[str, float]) -> dict[str, Remark]:
    """The solutions that miss a mandatory condition, each with all its reasons in one remark (M107)."""
    reasons = {
        key: [
            *_typed(study, key),
            *_over_budget(study, key),
            *_nobody_responsible(study, key, bodies, issues),
            *_uncompensated(study, key, bodies),
        ]
        for key in study.solutions.candidates
    }
    return {key: joined(found) for key, found in reasons.items() if found}


def without_power(study: Study) -> list[tuple[str, str, str]]:
    """Each solution, issue and body that it names responsible for it without power over it (M107)."""
    return [
        (key, issue, body)
        for key, solution in study.solutions.candidates.items()
        for issue, body in solution.responsible.items()
        if filled_in(study) and strength(study, body, issue) == 0
    ]


def _typed(study: Study, solution: str) -> Iterator[Remark]:
    for condition in study.conditions.values():
        if condition.met.get(solution) is False:
            reason = condition.reason.get(solution, Wording())
            code = "refused.condition_because" if reason.en or reason.zh else "refused.condition"
            yield Remark(code, {"condition": condition.name, "reason": reason})


def _over_budget(study: Study, solution: str) -> Iterator[Remark]:
    rule = study.solutions.rule
    score = study.solutions.scores.get(solution, {}).get(rule.cost)
    cost = score.value if score else None
    if cost is not None and rule.budget is not None and cost > _reach(rule.budget):
        yield Remark("refused.over_budget", {"cost": cost, "budget": rule.budget})


def _nobody_responsible(
    study: Study, solution: str, bodies: Mapping[str, float], issues: Mapping[str, float]
) -> Iterator[Remark]:
    named = study.solutions.candidates[solution].responsible
    for issue in study.issues.candidates if named else ():
        if issue not in issues:
            continue
        body = named.get(issue, "")
        names = {"issue": study.issues.candidates[issue].name}
        if body not in study.bodies.candidates:
            yield Remark("refused.nobody_responsible", names)
        elif body not in bodies:
            names["body"] = study.bodies.candidates[body].name
            yield Remark("refused.responsible_not_chosen", names)
        elif filled_in(study) and strength(study, body, issue) == 0:
            names["body"] = study.bodies.candidates[body].name
            yield Remark("refused.responsible_without_power", names)


def _uncompensated(study: Study, solution: str, bodies: Mapping[str, float]) -> Iterator[Remark]:
    if not study.solutions.rule.nobody_loses:
        return
    found = balance(study, solution, bodies)
    support = study.solutions.rule.support_budget or 0.0
    if found.gap > _reach(support, found.needed):
        losers = [study.bodies.candidates[body].name for body in found.losers]
        yield Remark(
            "refused.uncompensated", {"bodies": losers, "gap": found.gap - support, "unit": study.unit}
        )


def _reach(bound: float, summed: float = 0.0) -> float:
    """How far a figure may go under a bound (M76); `summed` is the largest sum that it was made of."""
    return bound + SLACK * max(1.0, bound, summed)
