"""A round's findings in the study: the ranking that they give, and the edit that takes them over."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mcda.cooperation.findings import ROOM, Findings, Weights
from mcda.cooperation.judging import nodes
from mcda.cooperation.steps import StepResult, criteria_tree, handed_on, result
from mcda.cooperation.study import TEAM, Judgement, Score, StepName, Study, Weighting, Wording, pair_key
from mcda.core.errors import InvalidInput
from mcda.core.problem import Array

_PUBLIC = ""
"""The body of people who speak for none."""


@dataclass(frozen=True, slots=True)
class Rankings:
    """What the step gives: as the study stands (None: not yet), under each way of counting, by body alone."""

    now: StepResult | None
    ways: Mapping[str, StepResult]
    alone: Mapping[str, StepResult]


def use(study: Study, step: StepName, found: Findings, note: Wording) -> Study:
    """The study with what a round found: comparisons by body, or shared pairs' weights; ratings (M72).

    `note` names the round. Raises InvalidInput round.nothing_found.
    """
    if not found.nodes and not found.ratings:
        raise InvalidInput("round.nothing_found")
    here = study.step(step)
    changed: dict[str, object] = {}
    if found.nodes:
        changed["weighting"] = here.weighting.model_copy(
            update=_weighting(study, step, found) | {"note": note}
        )
    if found.ratings:
        changed["scores"] = _rated(study, step, found, note)
    return study.model_copy(update={step: here.model_copy(update=changed)})


def ranked_by(
    study: Study, step: StepName, found: Findings, local: Mapping[str, Weights]
) -> StepResult | None:
    """What the step gives with these weights and the round's ratings; None where it cannot be ranked yet."""
    here = study.step(step)
    direct = dict(here.weighting.direct)
    for weights in local.values():
        direct |= weights
    changed: dict[str, object] = {"scores": _rated(study, step, found, Wording())}
    if local:
        weighting = {"method": "direct", "direct": direct}
        changed["weighting"] = here.weighting.model_copy(update=weighting)
    try:
        return result(study.model_copy(update={step: here.model_copy(update=changed)}), step)
    except InvalidInput:
        return None


def rankings(study: Study, step: StepName, found: Findings) -> Rankings:
    """The ranking now, under each way of counting the voices of a round, and by each body alone.

    A body that did not weigh some group of criteria borrows the room's weights there.
    """
    try:
        now = result(study, step)
    except InvalidInput:
        now = None
    room = found.voices.get(ROOM, {})
    ways = {way: ranked_by(study, step, found, weights) for way, weights in found.voices.items()}
    alone = {body: ranked_by(study, step, found, {**room, **own}) for body, own in found.alone.items()}
    return Rankings(
        now,
        {way: ranked for way, ranked in ways.items() if ranked is not None},
        {body: ranked for body, ranked in alone.items() if ranked is not None},
    )


def unweighed(study: Study, step: StepName) -> tuple[str, ...]:
    """The groups of criteria, TOP first, that those who weigh the step have not weighed yet."""
    try:
        shares = handed_on(study, "bodies") if step != "bodies" else {}
        groups = nodes(study, step, criteria_tree(study, step), shares)
    except InvalidInput:
        return ()
    return tuple(node for node, group in groups.items() if group.problem is not None)


def _weighting(study: Study, step: StepName, found: Findings) -> dict[str, object]:
    before = study.step(step).weighting
    if any(node.shared for node in found.nodes.values()):
        direct = dict(before.direct)
        for node in found.nodes.values():
            direct |= node.weights
        return {"method": "direct", "direct": direct}
    judges: dict[str, dict[str, Judgement]] = {}
    room: dict[str, Judgement] = {}
    known = {} if step == "bodies" else study.bodies.candidates
    for node in found.nodes.values():
        room |= _judgements(node.items, node.comparisons)
        bodies = {body: answers for body, answers in node.by_body.items() if body in known}
        # The public is kept beside the bodies: it is heard, but the bodies judge.
        public = {TEAM: node.by_body[_PUBLIC]} if bodies and _PUBLIC in node.by_body else {}
        for judge, answers in ({**bodies, **public} if bodies else {TEAM: node.comparisons}).items():
            judges.setdefault(judge, {}).update(_judgements(node.items, answers))
    by_team = _judged(before, "team", {**judges, TEAM: room})
    if not judges.keys() - {TEAM}:
        return by_team
    by_bodies = _judged(before, "bodies", judges)
    bodies_judged = (before.method, before.judges) == ("comparisons", "bodies")
    if not bodies_judged and _lacks(study, step, by_bodies) and not _lacks(study, step, by_team):
        return by_team
    return by_bodies


def _judged(before: Weighting, by: str, judges: Mapping[str, Mapping[str, Judgement]]) -> dict[str, object]:
    """Weighing by comparisons; what was not asked, or nobody answered, stays as it was judged before."""
    after = {judge: {**before.comparisons.get(judge, {}), **judged} for judge, judged in judges.items()}
    return {"method": "comparisons", "judges": by, "comparisons": {**before.comparisons, **after}}


def _lacks(study: Study, step: StepName, weighting: Mapping[str, object]) -> bool:
    here = study.step(step)
    weighed = here.model_copy(update={"weighting": here.weighting.model_copy(update=weighting)})
    return bool(unweighed(study.model_copy(update={step: weighed}), step))


def _judgements(items: tuple[str, ...], answers: Array) -> dict[str, Judgement]:
    found = {}
    for i, first in enumerate(items):
        for j in range(i + 1, len(items)):
            times = float(answers[i, j])
            if np.isfinite(times):
                favours = first if times >= 1 else items[j]
                # What rounding leaves of a mean of equal answers is no other answer.
                strength = float(f"{max(times, 1 / times):.12g}")
                found[pair_key(first, items[j])] = Judgement(favours=favours, times=min(strength, 9.0))
    return found


def _rated(study: Study, step: StepName, found: Findings, note: Wording) -> dict[str, dict[str, Score]]:
    here = study.step(step)
    scores = {candidate: dict(row) for candidate, row in here.scores.items()}
    for candidate, row in found.ratings.items():
        if candidate not in here.candidates:
            continue
        for leaf, rating in row.items():
            score = Score(value=rating.mean, reason=note, source=f"n = {rating.people}")
            scores.setdefault(candidate, {})[leaf] = score
    return scores
