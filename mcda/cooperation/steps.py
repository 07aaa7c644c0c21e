"""The three steps: what each computes, chooses and hands on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mcda.cooperation.authority import authority_shares
from mcda.cooperation.choosing import choice
from mcda.cooperation.computed import Scores, computed_leaves, scores
from mcda.cooperation.conditions import unmet
from mcda.cooperation.register import beyond_power
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import STEPS, StepName, Study
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
    return dict(adopted.handed_on if adopted else complete(result(study, step)).handed_on)


def complete(now: StepResult) -> StepResult:
    """A result that can be handed on. Raises InvalidInput with the figure that the shares lack."""
    if now.lacking is not None:
        raise InvalidInput(now.lacking.key, **now.lacking.values)
    return now


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
