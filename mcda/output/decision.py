"""A decision as plain JSON values at full precision, each section by a function of its own."""

from collections.abc import Mapping

from mcda.cooperation.adoption import out_of_date
from mcda.cooperation.firmness import SEED
from mcda.cooperation.steps import METHOD_VERSION, StepResult, handed_on
from mcda.cooperation.study import STEPS, Criterion, StepName, Study, Weighting, found_in_a_round
from mcda.cooperation.tree import TOP
from mcda.core.errors import InvalidInput
from mcda.core.results import Priorities
from mcda.output.conditions import conditions_section
from mcda.output.consistency import worst_judge
from mcda.output.decision_cooperation import (
    authorisations_section,
    authority_section,
    division_section,
    open_section,
    participation_section,
    payments_section,
)
from mcda.output.decision_robustness import robustness_section
from mcda.output.plain import Json, each, sentence, text
from mcda.output.wording import headline
from mcda.text import Language

Results = Mapping[StepName, StepResult]


def decision_json(study: Study, results: Results, language: Language | None = None) -> Json:
    """The decision: what is decided, the method, and a section for each step that has a result.

    Texts are in `language`; without one they are objects with a text in each language.
    """
    return {
        "study": study_section(study, language),
        "method": method_section(study, results, SEED, language),
        **{step: step_section(study, results[step], language) for step in STEPS if step in results},
        "handed_on": handed_on_section(study),
        "participation": participation_section(study, language),
        "authority": authority_section(study, language),
        "authorisations": authorisations_section(study, language),
        "division_of_work": division_section(study, language),
        "side_payments": payments_section(study, language),
        "robustness": robustness_section(study, results, language),
        "open_points": open_section(study, language),
        "out_of_date": {
            step: [sentence(remark, language) for remark in remarks]
            for step, remarks in out_of_date(study).items()
        },
    }


def study_section(study: Study, language: Language | None) -> Json:
    """What is decided, where, and what to bear in mind."""
    return {
        "title": text(study.title, language),
        "region": text(study.region, language),
        "purpose": text(study.purpose, language),
        "notice": text(study.notice, language),
        "schema_version": study.schema_version,
    }


def method_section(
    study: Study, results: Results, seed: int | None = None, language: Language | None = None
) -> Json:
    """How the figures were made, so that another program can make them again; `seed` of what was drawn."""
    return {
        "version": METHOD_VERSION,
        "ranking": "topsis",
        "aggregation": "weighted_geometric_mean",
        "steps": {
            step: {
                "normalisation": study.step(step).normalisation,
                "weights": study.step(step).weighting.method,
                "prioritisation": study.step(step).weighting.prioritisation,
                "judges": study.step(step).weighting.judges,
                "random_index": sorted({p.random_index for p in results[step].weights.priorities.values()}),
                **_round_of(study.step(step).weighting, language),
            }
            for step in STEPS
            if step in results
        },
        "seed": seed,
    }


def _round_of(weighting: Weighting, language: Language | None) -> Json:
    """The round that found weights which nobody typed; nothing where there is none."""
    return {"round": text(weighting.note, language)} if found_in_a_round(weighting) else {}


def step_section(study: Study, result: StepResult, language: Language | None) -> Json:
    """One step: its ranking, what is chosen, the reasons for the others, and what that rests on."""
    candidates = study.step(result.step).candidates
    adopted = study.step(result.step).adopted
    return {
        "headline": each(lambda lang: headline(study, result, lang), language),
        "ranking": _ranking(study, result, language),
        "chosen": list(result.chosen),
        "handed_on": dict(result.handed_on),
        **conditions_section(study, result, language),
        "reasons": {
            key: [sentence(remark, language) for remark in remarks] for key, remarks in result.fell.items()
        },
        "refused": [
            {"id": key, "name": text(candidates[key].name, language), "reason": sentence(remark, language)}
            for key, remark in result.refused.items()
        ],
        "unknown": [
            {"id": key, "name": text(candidates[key].name, language), "without_score": list(leaves)}
            for key, leaves in result.unknown.items()
        ],
        "criteria": [
            _criterion(key, criterion, result, language)
            for key, criterion in _criteria(study, result).items()
        ],
        "consistency": {
            "group": {node: _consistency(found) for node, found in result.weights.priorities.items()},
            "by_judge": {
                judge: {node: _consistency(found) for node, found in nodes.items()}
                for judge, nodes in result.weights.by_judge.items()
            },
            "worst_judge": _worst_judge(result),
            "unanswered": list(result.weights.unanswered),
        },
        "adopted": None
        if adopted is None
        else {"chosen": list(adopted.chosen), "by": adopted.by, "at": adopted.at},
    }


def handed_on_section(study: Study) -> Json:
    """What each step hands on: what was adopted, before that what its inputs give now (M88)."""
    found: Json = {}
    for step in STEPS:
        try:
            found[step] = handed_on(study, step)
        except InvalidInput:
            found[step] = {}
    return found


def _ranking(study: Study, result: StepResult, language: Language | None) -> list[Json]:
    here = study.step(result.step)
    scores = result.scores
    return [
        {
            "rank": result.ranks[key],
            "id": key,
            "name": text(here.candidates[key].name, language),
            "closeness": result.closeness[key],
            "selected": key in result.chosen,
            "scores": scores[key],
        }
        for key in sorted(result.ranks, key=lambda key: result.ranks[key])
    ]


def _criteria(study: Study, result: StepResult) -> dict[str, Criterion]:
    typed = study.step(result.step).criteria
    return {
        child: typed[child] if child in typed else result.tree.leaves[child]
        for top in result.tree.children[TOP]
        for child in (top, *result.tree.children.get(top, ()))
    }


def _criterion(key: str, criterion: Criterion, result: StepResult, language: Language | None) -> Json:
    node = criterion.parent if key not in result.tree.children[TOP] else TOP
    is_leaf = key in result.tree.leaves
    local = result.weights.local[node][key]
    return {
        "id": key,
        "name": text(criterion.name, language),
        "part_of": node or None,
        "local_weight": local,
        "weight": result.weights.leaves[key] if is_leaf else local,
        "scored": is_leaf,
        "computed": key in result.computed,
        "direction": criterion.direction,
        "unit": text(criterion.unit, language),
        "lowest": criterion.lowest,
        "highest": criterion.highest,
    }


def _worst_judge(result: StepResult) -> Json | None:
    worst = worst_judge(result)
    if worst is None:
        return None
    return {
        "judge": worst.judge,
        "node": worst.node,
        "consistency_ratio": worst.ratio,
        "random_index": worst.random_index,
    }


def _consistency(priorities: Priorities) -> Json:
    ratio = priorities.consistency_ratio
    return {
        "lambda_max": float(priorities.lambda_max),
        "consistency_index": float(priorities.consistency_index),
        "consistency_ratio": None if ratio is None else float(ratio),
        "random_index": priorities.random_index,
    }
