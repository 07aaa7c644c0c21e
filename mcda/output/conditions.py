"""The conditions under which a step chooses: in sentences, and as data to choose again from."""

from collections.abc import Mapping
from typing import Any

from mcda.cooperation.choosing import conditions_of
from mcda.cooperation.joining import joining
from mcda.cooperation.kinds import kind_name
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Criterion, StepName, Study
from mcda.output.numbers import amount, money
from mcda.output.plain import Json
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES, Language

FLAGS: Mapping[StepName, tuple[str, ...]] = {
    "bodies": ("cover_territories", "all_join"),
    "issues": (),
    "solutions": ("nobody_loses",),
}


def rule_sentences(
    study: Study, step: StepName, leaves: Mapping[str, Criterion], language: Language
) -> list[str]:
    """Each condition as a sentence, also that it has no effect; plain text. `leaves`: what is scored."""
    here = study.step(step)
    rule, names = here.rule, {key: candidate.name for key, candidate in here.candidates.items()}

    def tell(condition: str, **values: Any) -> None:
        said.append(remark_text(Remark(f"rule_dialog.{condition}", values), language))

    said: list[str] = []
    if rule.at_most is not None:
        tell("at_most", n=rule.at_most)
    if rule.at_least is not None:
        tell("at_least", n=rule.at_least)
    for field in ("required", "excluded"):
        keys = [key for key in getattr(rule, field) if key in names]
        if keys:
            tell(field, names=[names[key] for key in keys])
    if rule.budget is not None:
        budget = amount(rule.budget, 2)
        if rule.cost in leaves:
            tell("budget", budget=budget, criterion=leaves[rule.cost].name)
        else:
            tell("budget_idle", budget=budget)
    for field in ("requires", "conflicts"):
        for first, second in getattr(rule, field):
            if first in names and second in names:
                tell(field, first=names[first], second=names[second])
    for flag in FLAGS[step]:
        if getattr(rule, flag):
            tell(flag)
    if rule.kinds:
        tell("kinds", kinds=[kind_name(study, kind) for kind in rule.kinds])
    if rule.support_budget:
        binds = rule.all_join if step == "bodies" else rule.nobody_loses
        support = money(rule.support_budget, study.unit.say(language))
        tell(f"support_{step}" if binds else f"support_{step}_idle", budget=support)
    return said


def conditions_section(study: Study, result: StepResult, language: Language | None) -> Json:
    """What the choice rests on besides closeness and scores.

    `rule` stands as in the study file; of each of `groups` one candidate is needed; `support_needed` counts
    where all must join, null excludes; `conditions` says it in words, in the order of the page.
    """
    step, ranked = result.step, list(result.closeness)
    rule, leaves = study.step(step).rule, result.tree.leaves
    groups = dict(conditions_of(study, step, ranked, result.scores).get("groups") or {})
    told = [rule_sentences(study, step, leaves, each) for each in ((language,) if language else LANGUAGES)]
    needed: dict[str, float | None] = {}
    if rule.all_join and step == "bodies":
        together = joining(study, ranked)
        needed = {
            key: together.by_body[key].support_needed if key in together.by_body else None for key in ranked
        }
    return {
        "rule": rule.model_dump(mode="json"),
        "groups": {label: [ranked[row] for row in rows] for label, rows in groups.items()},
        "support_needed": needed,
        "conditions": told[0]
        if language
        else [dict(zip(LANGUAGES, said, strict=True)) for said in zip(*told, strict=True)],
    }
