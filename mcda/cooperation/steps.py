"""The three steps: what each computes, chooses and hands on, and when it is out of date."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mcda.cooperation.authority import authority_shares
from mcda.cooperation.register import beyond_power
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import STEPS, Adopted, Criterion, StepName, Study, Wording
from mcda.cooperation.tree import Tree, tree
from mcda.cooperation.weighing import StepWeights, weigh
from mcda.core.errors import InvalidInput
from mcda.core.problem import Criterion as Column
from mcda.core.problem import Direction, Table
from mcda.core.results import Ranking
from mcda.core.selection import choose
from mcda.core.topsis import topsis

METHOD_VERSION = "1"
HandedOn = Mapping[StepName, Mapping[str, float]]


@dataclass(frozen=True)
class StepResult:
    """What a step gives now. Ids are candidates'; every mapping is in the candidates' order.

    `refused`: out before any score counts; `unknown`: not ranked, with the leaves that lack a score;
    `fell`: ranked but not chosen, with the reasons; `handed_on`: the chosen with their shares (bodies) or
    priorities (issues, solutions), which sum to 1.
    """

    step: StepName
    tree: Tree
    weights: StepWeights
    ranking: Ranking | None
    closeness: Mapping[str, float]
    ranks: Mapping[str, int]
    refused: Mapping[str, Remark]
    unknown: Mapping[str, tuple[str, ...]]
    chosen: tuple[str, ...]
    fell: Mapping[str, tuple[Remark, ...]]
    handed_on: Mapping[str, float]


def upstream(study: Study, step: StepName) -> dict[StepName, dict[str, float]]:
    """What the steps before `step` hand on to it."""
    return {earlier: handed_on(study, earlier) for earlier in STEPS[: STEPS.index(step)]}


def handed_on(study: Study, step: StepName) -> dict[str, float]:
    """What a step hands on: what was adopted; before that, what its inputs give now (M88)."""
    adopted = study.step(step).adopted
    return dict(adopted.handed_on if adopted else result(study, step).handed_on)


def criteria_tree(study: Study, step: StepName) -> Tree:
    """The criteria of a step with those that the chain generates from what step 2 hands on."""
    issues = handed_on(study, "issues") if step == "solutions" else {}
    return tree(study, step, issues)


def result(study: Study, step: StepName) -> StepResult:
    """What the inputs of a step give now: weights, ranking, choice, and the reasons (M85–M95).

    Raises InvalidInput where the step cannot be ranked yet, naming what is missing.
    """
    before = upstream(study, step)
    here = study.step(step)
    criteria = tree(study, step, before.get("issues", {}))
    weights = weigh(here, criteria, before.get("issues", {}), before.get("bodies", {}))
    if not here.candidates:
        raise InvalidInput("step.no_candidates", step=step)
    refused = _refused(study, step, before)
    unknown = {
        key: missing
        for key in here.candidates
        if key not in refused and (missing := _missing(study, step, criteria, key))
    }
    ranked = [key for key in here.candidates if key not in refused and key not in unknown]
    if not ranked:
        code = "step.all_refused" if not unknown else "step.nothing_scored"
        raise InvalidInput(code, step=step)
    table = _table(study, step, criteria, ranked)
    ranking = topsis(table, list(weights.leaves.values()), here.normalisation)
    closeness = dict(zip(ranked, ranking.closeness.tolist(), strict=True))
    ranks = dict(zip(ranked, ranking.ranks.tolist(), strict=True))
    chosen, fell = _choose(study, step, closeness, table, list(criteria.leaves))
    return StepResult(
        step=step,
        tree=criteria,
        weights=weights,
        ranking=ranking,
        closeness=closeness,
        ranks=ranks,
        refused=refused,
        unknown=unknown,
        chosen=chosen,
        fell=fell,
        handed_on=_shares(study, step, {key: closeness[key] for key in chosen}),
    )


def adopt(study: Study, step: StepName, by: str, at: str) -> Study:
    """The study with what `step` gives now adopted as its decision, by whom and when."""
    now = result(study, step)
    adopted = Adopted(
        chosen=now.chosen,
        closeness=dict(now.closeness),
        handed_on=dict(now.handed_on),
        inputs=_fingerprints(study, step),
        upstream=upstream(study, step),
        method_version=METHOD_VERSION,
        by=by,
        at=at,
    )
    return study.model_copy(update={step: study.step(step).model_copy(update={"adopted": adopted})})


def out_of_date(study: Study) -> dict[StepName, tuple[Remark, ...]]:
    """The adopted steps that no longer rest on what is there now, each with its causes (M89)."""
    stale: dict[StepName, tuple[Remark, ...]] = {}
    for step in STEPS:
        adopted = study.step(step).adopted
        if adopted is None:
            continue
        inputs = _fingerprints(study, step)
        causes = [Remark(f"stale.{part}") for part in inputs if adopted.inputs.get(part) != inputs[part]]
        for earlier, basis in adopted.upstream.items():
            causes += _moved(study, earlier, basis)
            if earlier in stale:
                causes.append(Remark(f"stale.upstream_{earlier}"))
        if adopted.method_version != METHOD_VERSION:
            causes.append(Remark("stale.method", {"then": adopted.method_version, "now": METHOD_VERSION}))
        if causes:
            stale[step] = tuple(causes)
    return stale


def _moved(study: Study, earlier: StepName, basis: Mapping[str, float]) -> list[Remark]:
    try:
        now = handed_on(study, earlier)
    except InvalidInput:
        return [Remark(f"stale.lost_{earlier}")]
    candidates = study.step(earlier).candidates
    name = {key: candidates[key].name if key in candidates else Wording(en=key) for key in {*basis, *now}}
    causes = [Remark(f"stale.added_{earlier}", {"name": name[key]}) for key in now if key not in basis]
    causes += [Remark(f"stale.dropped_{earlier}", {"name": name[key]}) for key in basis if key not in now]
    if not causes and any(abs(now[key] - share) > 1e-12 for key, share in basis.items()):
        causes.append(Remark(f"stale.shares_{earlier}"))
    return causes


_INPUTS: Mapping[StepName, tuple[str, ...]] = {
    "bodies": ("participation", "shares", "territories"),
    "issues": ("authority_register",),
    "solutions": ("conditions", "deals"),
}


def _fingerprints(study: Study, step: StepName) -> dict[str, str]:
    plain = study.step(step).model_dump(mode="json", exclude={"adopted", "expected"})
    parts = {
        "candidates": plain["candidates"],
        "criteria": plain["criteria"],
        "weighting": plain["weighting"],
        "scores": plain["scores"],
        "rule": [plain["rule"], plain["normalisation"]],
    }
    shared = study.model_dump(mode="json", include=set(_INPUTS[step]))
    return {part: _fingerprint(value) for part, value in (parts | shared).items()}


def _fingerprint(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _refused(study: Study, step: StepName, before: HandedOn) -> dict[str, Remark]:
    return beyond_power(study, before["bodies"]) if step == "issues" else {}


def _missing(study: Study, step: StepName, criteria: Tree, candidate: str) -> tuple[str, ...]:
    scores = study.step(step).scores.get(candidate, {})
    return tuple(leaf for leaf in criteria.leaves if leaf not in scores or scores[leaf].value is None)


def _column(criterion: Criterion, leaf: str) -> Column:
    return Column(
        leaf, Direction[criterion.direction.upper()], criterion.unit.en, criterion.lowest, criterion.highest
    )


def _table(study: Study, step: StepName, criteria: Tree, candidates: list[str]) -> Table:
    scores = study.step(step).scores
    columns = [_column(criterion, leaf) for leaf, criterion in criteria.leaves.items()]
    values = [[scores[key][leaf].value for leaf in criteria.leaves] for key in candidates]
    return Table(candidates, columns, np.array(values, dtype=np.float64))


def _choose(
    study: Study, step: StepName, closeness: Mapping[str, float], table: Table, leaves: list[str]
) -> tuple[tuple[str, ...], dict[str, tuple[Remark, ...]]]:
    rule = study.step(step).rule
    keys = list(closeness)
    index = {key: i for i, key in enumerate(keys)}
    costs = (
        table.scores[:, leaves.index(rule.cost)] if rule.cost in leaves and rule.budget is not None else None
    )
    selection = choose(
        np.array(list(closeness.values())),
        at_most=rule.at_most,
        at_least=rule.at_least,
        required=[index[key] for key in rule.required if key in index],
        excluded=[index[key] for key in rule.excluded if key in index],
        costs=costs,
        budget=rule.budget if costs is not None else None,
        requires=[(index[a], index[b]) for a, b in rule.requires if a in index and b in index],
        conflicts=[(index[a], index[b]) for a, b in rule.conflicts if a in index and b in index],
    )
    fell = {
        keys[i]: tuple(Remark(f"fell.{code}") for code in codes) for i, codes in selection.reasons.items()
    }
    return tuple(keys[i] for i in selection.chosen), fell


def _shares(study: Study, step: StepName, closeness: Mapping[str, float]) -> dict[str, float]:
    if step == "bodies":
        return authority_shares(study, closeness)
    total = sum(closeness.values())
    if total <= 0:
        return dict.fromkeys(closeness, 1 / len(closeness)) if closeness else {}
    return {key: value / total for key, value in closeness.items()}
