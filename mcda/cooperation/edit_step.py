"""Edits of one step: study in, new study out. What is not allowed raises InvalidInput and changes nothing."""

import math
from collections.abc import Mapping
from typing import Any, TypeVar

from mcda.cooperation.edit_frame import worded
from mcda.cooperation.spoken_of import spoken_of
from mcda.cooperation.steps import criteria_tree
from mcda.cooperation.study import (
    TEAM,
    Candidate,
    Criterion,
    Judgement,
    Rule,
    Score,
    Step,
    StepName,
    Study,
    Wording,
    new_id,
    pair_key,
)
from mcda.core.errors import InvalidInput

V = TypeVar("V")


def put_candidate(
    study: Study, step: StepName, key: str | None, language: str, name: str, **fields: Any
) -> Study:
    """The study with a candidate added (`key` None) or changed; `fields` are Candidate's others."""
    here = study.step(step)
    if not name.strip():
        raise InvalidInput("candidate.no_name")
    old = here.candidates.get(key or "")
    if key is not None and old is None:
        raise InvalidInput("edit.gone", key=key)
    said = worded(old.name if old else Wording(), language, name)
    for other, candidate in here.candidates.items():
        if other != key and candidate.name.say(language) == said.say(language):
            raise InvalidInput("candidate.name_taken", name=said)
    candidate = Candidate.model_validate(
        {**(old.model_dump() if old else {}), **_plain(fields), "name": said.model_dump()}
    )
    new = key or new_id(said.en or said.zh or step, spoken_of(study))
    return _with(study, step, candidates={**here.candidates, new: candidate})


def drop_candidate(study: Study, step: StepName, key: str) -> Study:
    """The study without a candidate: its scores, and what named it elsewhere, go with it.

    The effects on an issue stay while step 2, as adopted, hands it on: solutions are ranked by them.
    """
    here = study.step(step)
    if key not in here.candidates:
        raise InvalidInput("edit.gone", key=key)
    rule = here.rule.model_copy(
        update={
            "required": tuple(k for k in here.rule.required if k != key),
            "excluded": tuple(k for k in here.rule.excluded if k != key),
            "requires": tuple(pair for pair in here.rule.requires if key not in pair),
            "conflicts": tuple(pair for pair in here.rule.conflicts if key not in pair),
        }
    )
    study = _with(
        study,
        step,
        candidates=_without(here.candidates, key),
        scores=_without(here.scores, key),
        rule=rule,
        expected="" if here.expected == key else here.expected,
    )
    adopted = study.issues.adopted
    judged_by_it = adopted is not None and key in adopted.handed_on
    return study.model_copy(
        update={
            "bodies": _unnamed(study.bodies, key),
            "issues": _unnamed(study.issues, key),
            "solutions": _unnamed(
                study.solutions if judged_by_it else _without_effect(study.solutions, key), key
            ),
            "participation": _without(study.participation, key),
            "shares": study.shares.model_copy(update={"typed": _without(study.shares.typed, key)}),
            "authority_register": _without_row_or_column(study.authority_register, key),
            "work": _without_row_or_column(study.work, key),
            "deals": _without_row_or_column(study.deals, key),
            "conditions": {
                k: c.model_copy(update={"met": _without(c.met, key), "reason": _without(c.reason, key)})
                for k, c in study.conditions.items()
            },
        }
    )


def put_criterion(
    study: Study, step: StepName, key: str | None, language: str, name: str, **fields: Any
) -> Study:
    """The study with a criterion or sub-criterion added (`key` None) or changed."""
    here = study.step(step)
    if not name.strip():
        raise InvalidInput("criterion.no_name")
    old = here.criteria.get(key or "")
    if key is not None and old is None:
        raise InvalidInput("edit.gone", key=key)
    said = worded(old.name if old else Wording(), language, name)
    for other, criterion in here.criteria.items():
        if other != key and criterion.name.say(language) == said.say(language):
            raise InvalidInput("criterion.name_taken", name=said)
    criterion = Criterion.model_validate(
        {**(old.model_dump() if old else {}), **_plain(fields), "name": said.model_dump()}
    )
    new = key or new_id(said.en or said.zh, here.criteria)
    criteria = {**here.criteria, new: criterion}
    check_criterion(criteria, new)
    return _with(study, step, criteria=criteria)


def check_criterion(criteria: Mapping[str, Criterion], key: str) -> None:
    """Raises InvalidInput where a criterion hangs under none that can have parts, or its range is empty."""
    criterion = criteria[key]
    parent = criteria.get(criterion.parent)
    if criterion.parent and (parent is None or parent.parent):
        raise InvalidInput("criterion.parent", name=criterion.name)
    if criterion.parent and any(c.parent == key for c in criteria.values()):
        raise InvalidInput("criterion.two_levels", name=criterion.name)
    low, high = criterion.lowest, criterion.highest
    if low is not None and high is not None and low >= high:
        raise InvalidInput("criterion.range_empty", criterion=criterion.name, lowest=low, highest=high)


def drop_criterion(study: Study, step: StepName, key: str) -> Study:
    """The study without a criterion, its sub-criteria, and their comparisons, weights and scores."""
    here = study.step(step)
    if key not in here.criteria:
        raise InvalidInput("edit.gone", key=key)
    gone = {key, *(k for k, c in here.criteria.items() if c.parent == key)}
    comparisons = {
        judge: {pair: j for pair, j in pairs.items() if not gone & set(pair.split("|"))}
        for judge, pairs in here.weighting.comparisons.items()
    }
    direct = {k: w for k, w in here.weighting.direct.items() if k not in gone}
    scores = {
        candidate: {leaf: s for leaf, s in row.items() if leaf.partition("/")[0] not in gone}
        for candidate, row in here.scores.items()
    }
    return _with(
        study,
        step,
        criteria={k: c for k, c in here.criteria.items() if k not in gone},
        weighting=here.weighting.model_copy(update={"comparisons": comparisons, "direct": direct}),
        scores=scores,
        rule=here.rule.model_copy(update={"cost": "" if here.rule.cost in gone else here.rule.cost}),
    )


def set_judgement(  # noqa: PLR0917 - a judgement has this many coordinates
    study: Study, step: StepName, judge: str, first: str, second: str, times: float | None
) -> Study:
    """The study with one comparison: `first` matters `times` as much as `second`; below 1 turns it round.

    None takes the answer back. `judge` is the planning team or a body of the study.
    """
    here = study.step(step)
    for criterion in (first, second):
        if criterion not in here.criteria:
            raise InvalidInput("edit.gone", key=criterion)
    names = {"first": here.criteria[first].name, "second": here.criteria[second].name}
    if first == second:
        raise InvalidInput("judgement.itself", **names)
    if here.criteria[first].parent != here.criteria[second].parent:
        raise InvalidInput("judgement.not_siblings", **names)
    if judge != TEAM and judge not in study.bodies.candidates:
        raise InvalidInput("judgement.no_such_judge", judge=judge)
    pairs = dict(here.weighting.comparisons.get(judge, {}))
    if times is None:
        pairs.pop(pair_key(first, second), None)
    else:
        if not math.isfinite(times) or times <= 0:
            raise InvalidInput("judgement.range", given=times, **names)
        favours, strength = (first, times) if times >= 1 else (second, 1 / times)
        if strength > 9 + 1e-9:
            raise InvalidInput("judgement.range", given=times, **names)
        pairs[pair_key(first, second)] = Judgement(favours=favours, times=min(strength, 9.0))
    comparisons = {**here.weighting.comparisons, judge: pairs}
    return _with(study, step, weighting=here.weighting.model_copy(update={"comparisons": comparisons}))


def keep_judgement(study: Study, step: StepName, judge: str, first: str, second: str) -> Study:
    """The study with a comparison marked as one that its judge stands by although others fit it badly."""
    here = study.step(step)
    pairs, pair = here.weighting.comparisons.get(judge, {}), pair_key(first, second)
    if pair not in pairs:
        raise InvalidInput("edit.gone", key=pair)
    kept = {**pairs, pair: pairs[pair].model_copy(update={"kept": True})}
    comparisons = {**here.weighting.comparisons, judge: kept}
    return _with(study, step, weighting=here.weighting.model_copy(update={"comparisons": comparisons}))


def set_weighting(study: Study, step: StepName, **fields: Any) -> Study:
    """The study with a step's way of weighing: `method`, `prioritisation`, `judges`, `note`.

    Another method has another origin: without a new `note` the old one goes.
    """
    here = study.step(step)
    moved = fields.get("method", here.weighting.method) != here.weighting.method
    merged = {**here.weighting.model_dump(), **({"note": {}} if moved else {}), **_plain(fields)}
    return _with(study, step, weighting=type(here.weighting).model_validate(merged))


def set_direct_weights(study: Study, step: StepName, weights: Mapping[str, float]) -> Study:
    """The study with typed weights; a sum that is not 1 is kept as typed, and said where it is used.

    They are a person's then, and no longer a round's.
    """
    here = study.step(step)
    for key, weight in weights.items():
        if key not in here.criteria:
            raise InvalidInput("edit.gone", key=key)
        if not math.isfinite(weight) or not 0 <= weight <= 1:
            raise InvalidInput("weights.range", criterion=here.criteria[key].name, given=weight)
    typed = {"direct": {**here.weighting.direct, **weights}, "note": Wording()}
    return _with(study, step, weighting=here.weighting.model_copy(update=typed))


def set_score(study: Study, step: StepName, candidate: str, leaf: str, **fields: Any) -> Study:
    """The study with one score: `value` (None: unknown), `reason`, `source`, each kept where not given.

    Raises InvalidInput where the value is outside the criterion's range, or candidate or criterion is gone.
    """
    return set_scores(study, step, {candidate: {leaf: fields}})


def set_scores(study: Study, step: StepName, table: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Study:
    """The study with many scores at once, candidate -> leaf -> fields of Score; all or none."""
    here = study.step(step)
    leaves = criteria_tree(study, step).leaves if step == "solutions" else _own_leaves(here)
    changed: dict[str, dict[str, Score]] = {}
    for candidate, row in table.items():
        if candidate not in here.candidates:
            raise InvalidInput("edit.gone", key=candidate)
        scores = dict(here.scores.get(candidate, {}))
        for leaf, fields in row.items():
            if leaf not in leaves:
                raise InvalidInput("edit.gone", key=leaf)
            old = scores.get(leaf, Score())
            value = fields.get("value", old.value)
            check_score(value, leaves[leaf], here.candidates[candidate])
            scores[leaf] = Score.model_validate(old.model_dump() | _plain(fields))
        if scores:
            changed[candidate] = scores
    return _with(study, step, scores={**here.scores, **changed})


def set_rule(study: Study, step: StepName, **fields: Any) -> Study:
    """The study with the conditions under which a step chooses; `fields` are Rule's."""
    here = study.step(step)
    rule = Rule.model_validate({**here.rule.model_dump(), **_plain(fields)})
    both = sorted(set(rule.required) & set(rule.excluded))
    if both:
        raise InvalidInput("rule.required_and_excluded", name=here.candidates[both[0]].name)
    if rule.at_most is not None and rule.at_least is not None and rule.at_least > rule.at_most:
        raise InvalidInput("rule.at_least_over_at_most", at_least=rule.at_least, at_most=rule.at_most)
    return _with(study, step, rule=rule)


def set_normalisation(study: Study, step: StepName, normalisation: str) -> Study:
    """The study with a step's normalisation; `fixed` needs every criterion's range."""
    here = study.step(step)
    if normalisation == "fixed":
        for criterion in criteria_tree(study, step).leaves.values():
            if criterion.lowest is None or criterion.highest is None:
                raise InvalidInput("criterion.no_range", criterion=criterion.name)
    return study.model_copy(
        update={step: Step.model_validate({**here.model_dump(), "normalisation": normalisation})}
    )


def set_expected(study: Study, step: StepName, candidate: str) -> Study:
    """The study with the winner that the team expects before it sees results."""
    if candidate and candidate not in study.step(step).candidates:
        raise InvalidInput("edit.gone", key=candidate)
    return _with(study, step, expected=candidate)


def check_score(value: float | None, criterion: Criterion, candidate: Candidate) -> None:
    """Raises InvalidInput where a score is no number or outside its criterion's range."""
    if value is None:
        return
    place = {"candidate": candidate.name, "criterion": criterion.name, "given": value}
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise InvalidInput("score.not_a_number", **place)
    low, high = criterion.lowest, criterion.highest
    if low is not None and high is not None and not low <= value <= high:
        raise InvalidInput("score.out_of_range", lowest=low, highest=high, **place)
    if low is not None and value < low:
        raise InvalidInput("score.too_low", lowest=low, **place)
    if high is not None and value > high:
        raise InvalidInput("score.too_high", highest=high, **place)


def _own_leaves(step: Step) -> dict[str, Criterion]:
    parents = {criterion.parent for criterion in step.criteria.values()}
    return {key: criterion for key, criterion in step.criteria.items() if key not in parents}


def _with(study: Study, step: StepName, **fields: Any) -> Study:
    return study.model_copy(update={step: study.step(step).model_copy(update=fields)})


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.model_dump() if hasattr(v, "model_dump") else v for k, v in fields.items()}


def _unnamed(step: Step, key: str) -> Step:
    """The step without a body's comparisons, and without what names a body or issue responsible."""
    weighting = step.weighting
    candidates = {
        k: c.model_copy(update={"responsible": {i: b for i, b in c.responsible.items() if key not in (i, b)}})
        for k, c in step.candidates.items()
    }
    return step.model_copy(
        update={
            "candidates": candidates,
            "weighting": weighting.model_copy(update={"comparisons": _without(weighting.comparisons, key)}),
        }
    )


def _without_effect(solutions: Step, issue: str) -> Step:
    def effect(leaf: str) -> bool:
        return leaf.partition("/")[2] == issue

    scores = {
        key: {leaf: score for leaf, score in row.items() if not effect(leaf)}
        for key, row in solutions.scores.items()
    }
    cost = solutions.rule.cost
    rule = solutions.rule.model_copy(update={"cost": "" if effect(cost) else cost})
    return solutions.model_copy(update={"scores": scores, "rule": rule})


def _without(rows: Mapping[str, V], key: str) -> dict[str, V]:
    return {k: v for k, v in rows.items() if k != key}


def _without_row_or_column(rows: Mapping[str, Mapping[str, V]], key: str) -> dict[str, dict[str, V]]:
    return {k: _without(row, key) for k, row in rows.items() if k != key}
