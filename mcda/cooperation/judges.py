"""What each chosen body would decide alone, and what other ways of counting voices would give."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mcda.cooperation.authority import authority_shares
from mcda.cooperation.firmness import leader, ranks_under
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult, handed_on
from mcda.cooperation.study import Study
from mcda.cooperation.tree import TOP
from mcda.cooperation.weighing import matrix, weigh
from mcda.core.agreement import consensus_level, disagreement
from mcda.core.ahp import priorities
from mcda.core.errors import InvalidInput
from mcda.core.group import consensus

VOICES = ("authority_share", "equal", "population", "cost_share")
CONSISTENT = 0.10


@dataclass(frozen=True)
class OwnRanking:
    """What a body's own weights give; `borrowed`: groups of criteria it did not compare."""

    ranks: Mapping[str, int]
    winner: str
    weights: Mapping[str, float]
    borrowed: tuple[str, ...]
    consistency_ratios: Mapping[str, float | None]


@dataclass(frozen=True)
class Agreement:
    """How far the bodies weigh one group of criteria alike: Goepel's S*, in words, and where they differ.

    `disagreement`: criterion -> its share of what lies between the bodies; `spread`: smallest and largest
    weight that a body gives it.
    """

    consensus: float
    level: str
    disagreement: Mapping[str, float]
    spread: Mapping[str, tuple[float, float]]


def own_rankings(study: Study, result: StepResult) -> dict[str, OwnRanking]:
    """Each chosen body's own ranking from its own comparisons, where it gave any (M117)."""
    found = {}
    for body, nodes in _own_weights(study, result).items():
        local = {
            node: nodes[node][0] if node in nodes else held for node, held in result.weights.local.items()
        }
        leaves = {
            leaf: local[TOP][top] * share
            for top in local[TOP]
            for leaf, share in local.get(top, {top: 1.0}).items()
        }
        ranks = ranks_under(result, leaves)
        asked = [node for node in result.tree.children if _is_asked(result, node)]
        found[body] = OwnRanking(
            ranks=ranks,
            winner=min(ranks, key=lambda key: ranks[key]),
            weights={leaf: leaves[leaf] for leaf in result.weights.leaves},
            borrowed=tuple(node for node in asked if node not in nodes),
            consistency_ratios={node: ratio for node, (_, ratio) in nodes.items()},
        )
    return found


def under_voices(study: Study, result: StepResult) -> dict[str, Mapping[str, int]]:
    """The ranks when the bodies' comparisons count by authority share, equally, by population or cost share.

    A way of counting that lacks a body's figure is left out; nothing where the planning team weighs (M118).
    """
    step = study.step(result.step)
    if step.weighting.judges == "team" or not result.weights.by_judge:
        return {}
    shares, issues = _voices(study), _issues(study, result)
    found: dict[str, Mapping[str, int]] = {}
    for voice in VOICES:
        try:
            counted = shares if voice == "authority_share" else _counted(study, shares, voice)
            weighed = weigh(step, result.tree, issues, counted)
        except InvalidInput:
            continue
        found[voice] = ranks_under(result, weighed.leaves)
    return found


def agreement(study: Study, result: StepResult) -> dict[str, Agreement]:
    """Consensus between the bodies for each group of criteria that at least two of them compared (M119)."""
    own = _own_weights(study, result)
    found = {}
    for node in result.tree.children:
        judged = {body: nodes[node][0] for body, nodes in own.items() if node in nodes}
        if len(judged) < 2:
            continue
        table = np.array([list(weights.values()) for weights in judged.values()])
        value = consensus(table)
        children = result.tree.children[node]
        found[node] = Agreement(
            consensus=value,
            level=consensus_level(value),
            disagreement=dict(zip(children, disagreement(table).tolist(), strict=True)),
            spread={
                child: (float(column.min()), float(column.max()))
                for child, column in zip(children, table.T, strict=True)
            },
        )
    return found


def judges_remarks(study: Study, result: StepResult) -> tuple[Remark, ...]:
    """Who would decide otherwise alone, who did not answer, how far they agree and where they do not."""
    own = own_rankings(study, result)
    if not own:
        return ()
    bodies, candidates = study.bodies.candidates, study.step(result.step).candidates
    winner = leader(result)
    agree = [bodies[body].name for body, ranking in own.items() if ranking.ranks[winner] == 1]
    code = (
        "judges.all_agree"
        if len(agree) == len(own)
        else "judges.some_agree"
        if agree
        else "judges.none_agree"
    )
    values = {"winner": candidates[winner].name, "bodies": agree, "agree": len(agree), "judges": len(own)}
    remarks = [Remark(code, values)]
    others = {body: ranking.winner for body, ranking in own.items() if ranking.ranks[winner] > 1}
    for other in dict.fromkeys(others.values()):
        names = [bodies[body].name for body, chosen in others.items() if chosen == other]
        remarks.append(Remark("judges.would_choose", {"bodies": names, "candidate": candidates[other].name}))
    silent = [bodies[body].name for body in result.weights.unanswered if body in bodies]
    if silent:
        remarks.append(Remark("judges.unanswered", {"bodies": silent}))
    top = agreement(study, result).get(TOP)
    if top is not None:
        level = Remark(f"consensus.{top.level}")
        remarks.append(Remark("judges.consensus", {"consensus": top.consensus, "level": level}))
        widest = max(top.spread, key=lambda child: top.disagreement[child])
        low, high = top.spread[widest]
        if top.disagreement[widest] > 0:
            name = study.step(result.step).criteria[widest].name
            remarks.append(Remark("judges.widest", {"criterion": name, "lowest": low, "highest": high}))
    return tuple(remarks)


def _own_weights(
    study: Study, result: StepResult
) -> dict[str, dict[str, tuple[Mapping[str, float], float | None]]]:
    """Body -> group of criteria -> its own weights and consistency ratio, where its answers hang together."""
    step = study.step(result.step)
    if result.step == "bodies" or step.weighting.method == "direct":
        return {}
    found: dict[str, dict[str, tuple[Mapping[str, float], float | None]]] = {}
    for body in _voices(study):
        answers = step.weighting.comparisons.get(body, {})
        for node, children in result.tree.children.items():
            if not _is_asked(result, node):
                continue
            try:
                own = priorities(matrix(children, answers), step.weighting.prioritisation)
            except InvalidInput:
                continue
            weights = dict(zip(children, own.weights.tolist(), strict=True))
            ratio = own.consistency_ratio
            found.setdefault(body, {})[node] = (weights, None if ratio is None else float(ratio))
    return found


def _voices(study: Study) -> dict[str, float]:
    """The chosen bodies that are still there, with their authority shares."""
    shares = handed_on(study, "bodies")
    return {body: share for body, share in shares.items() if body in study.bodies.candidates}


def _is_asked(result: StepResult, node: str) -> bool:
    return len(result.tree.children[node]) > 1 and node not in result.tree.generated


def _issues(study: Study, result: StepResult) -> Mapping[str, float]:
    return handed_on(study, "issues") if result.step == "solutions" else {}


def _counted(study: Study, shares: Mapping[str, float], voice: str) -> dict[str, float]:
    rule = study.shares.model_copy(update={"method": voice})
    return authority_shares(study.model_copy(update={"shares": rule}), shares)
