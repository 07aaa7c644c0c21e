"""The choice of a step under its rule, and why each other candidate fell."""

from collections.abc import Iterable, Mapping
from typing import Any

from mcda.cooperation.integrity import of_kind, speakers
from mcda.cooperation.joining import joining
from mcda.cooperation.kinds import kind_name
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import StepName, Study
from mcda.core.conditions import Conditions
from mcda.core.errors import InvalidInput
from mcda.core.selection import choose

Scores = Mapping[str, Mapping[str, float | None]]
Fell = Mapping[str, tuple[Remark, ...]]
SUPPORT = "support"


def choice(
    study: Study, step: StepName, closeness: Mapping[str, float], scores: Scores
) -> tuple[tuple[str, ...], Fell]:
    """The chosen of the ranked candidates and the reasons for the others (M92 to M95).

    Raises InvalidInput choice.impossible with the conditions that clash, each as a remark.
    """
    keys = list(closeness)
    conditions = conditions_of(study, step, keys, scores)
    try:
        selection = choose(list(closeness.values()), **conditions)
    except InvalidInput as problem:
        if problem.code != "selection.impossible":
            raise
        clashing = [_clash(study, step, keys, *each) for each in problem.values["clashing"]]
        raise InvalidInput("choice.impossible", step=step, clashing=clashing) from problem
    fell = {
        keys[i]: tuple(_reason(study, step, keys, i, code) for code in codes)
        for i, codes in selection.reasons.items()
    }
    return tuple(keys[i] for i in selection.chosen), fell


def conditions_of(study: Study, step: StepName, keys: list[str], scores: Scores) -> Conditions:
    """A step's rule as conditions on the candidates `keys`, by their index."""
    rule = study.step(step).rule
    index = {key: i for i, key in enumerate(keys)}
    conditions: Conditions = {
        "at_most": rule.at_most,
        "at_least": rule.at_least,
        "required": [index[key] for key in rule.required if key in index],
        "excluded": [index[key] for key in rule.excluded if key in index],
        "requires": _pairs(rule.requires, index),
        "conflicts": _pairs(rule.conflicts, index),
    }
    costs = [cost for key in keys if (cost := scores[key].get(rule.cost)) is not None]
    if rule.budget is not None and len(costs) == len(keys):
        for key, cost in zip(keys, costs, strict=True):
            if cost < 0:
                name = study.step(step).candidates[key].name
                raise InvalidInput("choice.negative_cost", candidate=name, cost=cost)
        conditions["costs"], conditions["budget"] = costs, rule.budget
    if step == "bodies":
        _take_in_bodies(study, keys, conditions)
    return conditions


def _pairs(pairs: Iterable[tuple[str, str]], index: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(index[a], index[b]) for a, b in pairs if a != b and a in index and b in index]


def _take_in_bodies(study: Study, keys: list[str], conditions: Conditions) -> None:
    rule = study.bodies.rule
    groups = {f"kind:{kind}": bodies for kind, bodies in of_kind(study, keys).items()}
    if rule.cover_territories:
        groups |= {f"territory:{key}": bodies for key, bodies in speakers(study, keys).items()}
    if groups:
        rows = {label: [keys.index(body) for body in bodies] for label, bodies in groups.items()}
        conditions["groups"], conditions["minimum_per_group"] = rows, dict.fromkeys(rows, 1)
    if rule.all_join:
        found = joining(study, keys)
        needed = [found.by_body[key].support_needed if key in found.by_body else 0.0 for key in keys]
        conditions["budgets"] = {SUPPORT: (needed, rule.support_budget or 0.0)}
        unknown = [i for i, key in enumerate(keys) if key in found.unknown]
        conditions["excluded"] = [*conditions["excluded"], *unknown]


def _reason(study: Study, step: StepName, keys: list[str], row: int, code: str) -> Remark:
    rule, name = study.step(step).rule, _name(study, step, keys)
    match code.split(":", 1):
        case ["excluded"] if keys[row] not in rule.excluded:
            return Remark("fell.participation_unknown")
        case ["at_most"]:
            return Remark("fell.at_most", {"at_most": rule.at_most})
        case ["budget"]:
            return Remark("fell.budget", {"budget": rule.budget})
        case ["budget", _]:
            needed = joining(study, [keys[row]]).support_needed
            return Remark("fell.support", _support(study) | {"needed": needed})
        case ["minimum", label]:
            return Remark(*_group("fell", study, label))
        case ["requires" | "conflict" | "required" as kind, other]:
            return Remark(f"fell.{kind}", {"other": name(other)})
        case _:
            return Remark(f"fell.{code}")


def _clash(study: Study, step: StepName, keys: list[str], condition: str, detail: Any) -> Remark:
    name = _name(study, step, keys)
    match condition.split(":", 1)[0], detail:
        case "minimum_per_group", (label, _):
            return Remark(*_group("clash", study, label))
        case "requires" | "conflicts" as kind, (first, second):
            return Remark(f"clash.{kind}", {"first": name(first), "second": name(second)})
        case "required" | "excluded" as kind, row:
            known = kind == "required" or keys[row] in study.step(step).rule.excluded
            return Remark(f"clash.{kind}" if known else "clash.participation_unknown", {"name": name(row)})
        case "budget", _ if condition != "budget":
            return Remark("clash.support", _support(study))
        case kind, number:
            return Remark(f"clash.{kind}", {"number": number})


def _group(area: str, study: Study, label: str) -> tuple[str, dict[str, Any]]:
    kind, _, key = label.partition(":")
    name = study.territories[key].name if kind == "territory" else kind_name(study, key)
    return f"{area}.{kind}", {kind: name}


def _support(study: Study) -> dict[str, Any]:
    return {"budget": study.bodies.rule.support_budget or 0.0, "unit": study.unit}


def _name(study: Study, step: StepName, keys: list[str]) -> Any:
    candidates = study.step(step).candidates
    return lambda row: candidates[keys[int(row)]].name
