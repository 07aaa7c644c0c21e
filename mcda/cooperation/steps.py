"""The three steps: what each computes, chooses and hands on, and when it is out of date."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mcda.cooperation.authority import authority_shares
from mcda.cooperation.choosing import choice
from mcda.cooperation.computed import Scores, computed_leaves, scores
from mcda.cooperation.conditions import unmet, without_power
from mcda.cooperation.register import beyond_power
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import STEPS, Adopted, Part, StepName, Study, Wording
from mcda.cooperation.tree import Tree, tree
from mcda.cooperation.weighing import StepWeights, weigh
from mcda.core.errors import InvalidInput
from mcda.core.problem import Criterion as Column
from mcda.core.problem import Direction, Table
from mcda.core.results import Ranking
from mcda.core.topsis import topsis

METHOD_VERSION = "1"
KEPT = 48
HandedOn = Mapping[StepName, Mapping[str, float]]
EACH = "__all__"
KEPT_ANSWERS: dict[str, Any] = {"weighting": {"comparisons": {EACH: {EACH: {"kept"}}}}}
"""To stand by an answer changes nothing."""
SAID: dict[str, Any] = {
    "candidates": {EACH: {"source", "proposed_by"}},
    "criteria": {EACH: {"idea"}},
    "weighting": {"note": True, **KEPT_ANSWERS["weighting"]},
    "scores": {EACH: {EACH: {"reason", "source"}}},
}
"""What is said in a step beside figures and answers: no result rests on it."""
SAID_OF_THE_WHOLE: dict[str, Any] = {
    "territories": {EACH: {"source"}},
    "authority_register": {EACH: {EACH: {"ground"}}},
    "conditions": {EACH: {"reason"}},
    "deals": {EACH: {EACH: {"source"}}},
}


# By identity, each with its study, so that the identity cannot be another's: a study is frozen.
_kept: dict[tuple[int, StepName], tuple[Study, "StepResult"]] = {}


@dataclass(frozen=True)
class StepResult:
    """What a step gives now. Ids are candidates'; every mapping is in the candidates' order.

    `scores`: candidate -> leaf -> score, None where unknown; the leaves in `computed` were not typed.
    `refused`: out before any score counts; `unknown`: not ranked, with the leaves that lack a score;
    `fell`: ranked but not chosen, with the reasons; `handed_on`: the chosen with their shares (bodies) or
    priorities (issues, solutions), which sum to 1, and nothing while the shares are `lacking` a figure.
    """

    step: StepName
    tree: Tree
    weights: StepWeights
    scores: Scores
    computed: tuple[str, ...]
    ranking: Ranking | None
    closeness: Mapping[str, float]
    ranks: Mapping[str, int]
    refused: Mapping[str, Remark]
    unknown: Mapping[str, tuple[str, ...]]
    chosen: tuple[str, ...]
    fell: Mapping[str, tuple[Remark, ...]]
    handed_on: Mapping[str, float]
    lacking: Remark | None = None


def upstream(study: Study, step: StepName) -> dict[StepName, dict[str, float]]:
    """What the steps before `step` hand on to it."""
    return {earlier: handed_on(study, earlier) for earlier in STEPS[: STEPS.index(step)]}


def handed_on(study: Study, step: StepName) -> dict[str, float]:
    """What a step hands on: what was adopted; before that, what its inputs give now (M88)."""
    adopted = study.step(step).adopted
    return dict(adopted.handed_on if adopted else _complete(result(study, step)).handed_on)


def criteria_tree(study: Study, step: StepName) -> Tree:
    """The criteria of a step with those that the chain generates from what step 2 hands on."""
    issues = handed_on(study, "issues") if step == "solutions" else {}
    return tree(study, step, issues)


def result(study: Study, step: StepName) -> StepResult:
    """What the inputs of a step give now: weights, ranking, choice, and the reasons (M85 to M95).

    The last studies asked for are kept with their results: later steps, open points and tables ask again for
    the same. Raises InvalidInput where the step cannot be ranked yet, naming what is missing.
    """
    key = (id(study), step)
    kept = _kept.get(key)
    if kept is None:
        kept = (study, _computed(study, step))
        _kept[key] = kept
        while len(_kept) > KEPT:
            _kept.pop(list(_kept)[0], None)  # noqa: RUF015 (a list is made at once; another thread may add)
    return kept[1]


def _computed(study: Study, step: StepName) -> StepResult:
    before = upstream(study, step)
    here = study.step(step)
    criteria = tree(study, step, before.get("issues", {}))
    weights = weigh(here, criteria, before.get("issues", {}), before.get("bodies", {}))
    if not here.candidates:
        raise InvalidInput("step.no_candidates", step=step)
    refused = _refused(study, step, before)
    table = scores(study, step, criteria, before.get("bodies", {}))
    unknown = {
        key: missing
        for key, row in table.items()
        if key not in refused and (missing := tuple(leaf for leaf, value in row.items() if value is None))
    }
    ranked = [key for key in here.candidates if key not in refused and key not in unknown]
    if not ranked:
        code = "step.all_refused" if not unknown else "step.nothing_scored"
        raise InvalidInput(code, step=step)
    ranking = topsis(_table(criteria, table, ranked), list(weights.leaves.values()), here.normalisation)
    closeness = dict(zip(ranked, ranking.closeness.tolist(), strict=True))
    ranks = dict(zip(ranked, ranking.ranks.tolist(), strict=True))
    chosen, fell = choice(study, step, closeness, table)
    shares, lacking = _shares(study, step, {key: closeness[key] for key in chosen})
    return StepResult(
        step=step,
        tree=criteria,
        weights=weights,
        scores=table,
        computed=computed_leaves(step, criteria),
        ranking=ranking,
        closeness=closeness,
        ranks=ranks,
        refused=refused,
        unknown=unknown,
        chosen=chosen,
        fell=fell,
        handed_on=shares,
        lacking=lacking,
    )


def adopt(study: Study, step: StepName, by: str, at: str) -> Study:
    """The study with what `step` gives now adopted as its decision, by whom and when."""
    now = _complete(result(study, step))
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
        causes = [Remark(f"stale.{part}") for part in _changed(study, step, adopted)]
        for earlier, basis in adopted.upstream.items():
            causes += _moved(study, earlier, basis)
            if earlier in stale:
                causes.append(Remark(f"stale.upstream_{earlier}"))
        if adopted.method_version != METHOD_VERSION:
            causes.append(Remark("stale.method", {"then": adopted.method_version, "now": METHOD_VERSION}))
        if causes:
            stale[step] = tuple(causes)
    return stale


def _changed(study: Study, step: StepName, adopted: Adopted) -> list[str]:
    """The parts that are not as they were adopted, by today's marks and by those made before."""
    none = _fingerprint(None)
    changed = [p for p, now in _fingerprints(study, step).items() if adopted.inputs.get(p, none) != now]
    if changed:
        before = _fingerprints(study, step, said=True)
        changed = [part for part in changed if adopted.inputs.get(part, none) != before[part]]
    return changed


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


def _fingerprints(study: Study, step: StepName, said: bool = False) -> dict[str, str]:
    """A mark of each part of the study that a step rests on, beside what earlier steps hand on.

    An empty part has the mark of None, and so has one that the version which adopted did not know yet.
    `said`: as marks were made before they left out what is only said.
    """
    plain = _plain(study.step(step), KEPT_ANSWERS) if said else _full(_plain(study.step(step), SAID))
    parts = {
        "candidates": plain.get("candidates"),
        "criteria": plain.get("criteria"),
        "weighting": plain.get("weighting"),
        "scores": plain.get("scores"),
        "rule": [plain.get("rule"), plain.get("normalisation")],
    }
    whole = _plain(study, {}) if said else _full(_plain(study, SAID_OF_THE_WHOLE))
    if step == "bodies":
        parts |= {key: whole.get(key) for key in ("shares", "territories")}
        parts["participation"] = {
            body: (given.benefit_in, given.cost, given.benefit_out)
            for body, given in study.participation.items()
        }
    elif step == "issues":
        parts["authority_register"] = whole.get("authority_register")
        spoken_for = {key: body.territories for key, body in study.bodies.candidates.items()}
        parts["representation"] = [spoken_for, whole.get("territories")] if _computes(study, step) else None
    else:
        parts |= {key: whole.get(key) for key in ("conditions", "deals")}
        if any(candidate.responsible for candidate in study.solutions.candidates.values()):
            parts["authority_register"] = without_power(study) or None
    return {part: _fingerprint(value) for part, value in parts.items()}


def _plain(part: Part, without: dict[str, Any]) -> dict[str, Any]:
    """Without defaults, so that a field added to a later version does not make an old result out of date."""
    return part.model_dump(mode="json", exclude_defaults=True, exclude=without)


def _full(value: Any) -> Any:
    """Without what is empty, such as a score that had only a reason."""
    if not isinstance(value, dict):
        return value
    inner = {key: _full(held) for key, held in value.items()}
    return {key: held for key, held in inner.items() if held != {}}


def _computes(study: Study, step: StepName) -> bool:
    return any(criterion.computed for criterion in study.step(step).criteria.values())


def _fingerprint(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _refused(study: Study, step: StepName, before: HandedOn) -> dict[str, Remark]:
    if step == "issues":
        return beyond_power(study, before["bodies"])
    if step == "solutions":
        return unmet(study, before["bodies"], before["issues"])
    return {}


def _table(criteria: Tree, table: Scores, candidates: list[str]) -> Table:
    columns = [
        Column(leaf, Direction[c.direction.upper()], c.unit.en, c.lowest, c.highest)
        for leaf, c in criteria.leaves.items()
    ]
    values = [[table[key][leaf] for leaf in criteria.leaves] for key in candidates]
    return Table(candidates, columns, np.array(values, dtype=np.float64))


def _complete(now: StepResult) -> StepResult:
    if now.lacking is not None:
        raise InvalidInput(now.lacking.key, **now.lacking.values)
    return now


def _shares(
    study: Study, step: StepName, closeness: Mapping[str, float]
) -> tuple[dict[str, float], Remark | None]:
    """What the chosen get, or what is lacking for it: a ranking does not hang on the shares."""
    if step == "bodies":
        try:
            return authority_shares(study, closeness), None
        except InvalidInput as problem:
            return {}, Remark(problem.code, problem.values)
    total = sum(closeness.values())
    if total <= 0:
        return (dict.fromkeys(closeness, 1 / len(closeness)) if closeness else {}), None
    return {key: value / total for key, value in closeness.items()}, None
