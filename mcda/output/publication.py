"""What a publication freezes: the decision with its working, without what stays private."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import STEPS, StepName, Study, Wording
from mcda.cooperation.tree import TOP
from mcda.output.decision import decision_json
from mcda.output.plain import Json, sentence, text

FEWEST = 3
"""Of fewer bodies, the lowest and the highest weight are the bodies' own."""
_NAMED = ("ranking", "unknown", "refused")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a publication shows besides the decision: reasons of scores, and the names of who took part."""

    reasons: bool = True
    names: bool = False


def publication_json(
    study: Study,
    results: Mapping[StepName, StepResult],
    people: tuple[str, ...],
    shown: Shown,
    *,
    more_people: bool = False,
) -> Json:
    """The decision in both languages with its working, complete enough to compute its rankings again.

    Comparisons of single people and of bodies are left out, always; `people` are those who took part, ""
    for each who gave no name; `more_people`: others did of whom nobody can tell how many they were.
    """
    frozen: Json = {
        "decision": _without_private(decision_json(study, results), shown),
        "reasons": _reasons(study, results) if shown.reasons else {},
        "people": {
            "count": len(people),
            "more": more_people,
            "names": sorted(filter(None, people)) if shown.names else [],
        },
        "sources": study.sources,
        "names": {
            step: {key: text(one.name, None) for key, one in study.step(step).candidates.items()}
            for step in STEPS
        },
        "scores": {step: dict(result.scores) for step, result in results.items()},
        "working": {step: _working(result) for step, result in results.items() if result.ranking},
    }
    return {**frozen, "hash": content_hash(frozen)}


def frozen_names(frozen: Json) -> dict[str, dict[str, Any]]:
    """Step -> candidate -> name in both languages, of all candidates, those ranked first.

    Older publications hold no other names than those of steps that could be ranked.
    """
    decision, names = frozen["decision"], frozen.get("names", {})
    return {
        step: {row["id"]: row["name"] for part in _NAMED for row in decision.get(step, {}).get(part, [])}
        | names.get(step, {})
        for step in STEPS
    }


def stamped(frozen: Json, **parts: Any) -> Json:
    """The frozen JSON with more parts, such as its number and date, and the hash over all of it."""
    whole = {**frozen, **parts}
    return {**whole, "hash": content_hash(whole)}


def content_hash(frozen: Json) -> str:
    """SHA-256 of the frozen JSON without its hash: keys sorted, no spaces, UTF-8."""
    plain = {key: value for key, value in frozen.items() if key != "hash"}
    written = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _without_private(decision: Json, shown: Shown) -> Json:
    """The decision without names that are not shown, and without weights that tell a body's comparisons."""
    for step in (step for step in STEPS if step in decision):
        section, firm = decision[step], decision["robustness"][step]
        section["consistency"]["by_judge"] = {}
        if section["consistency"]["worst_judge"] and not shown.names:
            section["consistency"]["worst_judge"]["judge"] = ""
        if section["adopted"] and not shown.names:
            section["adopted"]["by"] = ""
        firm["remarks"] = [_without_range(remark, section, firm) for remark in firm["remarks"]]
        for own in firm["each_body"].values():
            own["weights"] = {}
        for agreement in firm["consensus"].values():
            agreement["spread"] = {}
    return decision


def _without_range(remark: Json, section: Json, firm: Json) -> Json:
    """A remark without the weights between which so few bodies differ that these are their own."""
    judged = sum(TOP not in own["weighed_as_all"] for own in firm["each_body"].values())
    if remark["code"] != "judges.widest" or judged >= FEWEST:
        return remark
    differ = firm["consensus"][TOP]["disagreement"]
    names = {row["id"]: row["name"] for row in section["criteria"]}
    name = Wording(**names[max(differ, key=lambda key: differ[key])])
    return sentence(Remark("judges.widest_on", {"criterion": name}), None)


def _working(result: StepResult) -> Json:
    ranking = result.ranking
    assert ranking is not None  # the caller asked
    return {
        "candidates": list(ranking.table.candidates),
        "criteria": list(result.tree.leaves),
        "normalised": ranking.normalised.tolist(),
        "weighted": ranking.weighted.tolist(),
        "ideal": ranking.ideal.tolist(),
        "anti_ideal": ranking.anti_ideal.tolist(),
        "distance_to_ideal": ranking.distance_to_ideal.tolist(),
        "distance_to_anti_ideal": ranking.distance_to_anti_ideal.tolist(),
    }


def _reasons(study: Study, results: Mapping[StepName, StepResult]) -> Json:
    return {
        step: {
            candidate: {
                leaf: {"reason": text(score.reason, None), "source": score.source}
                for leaf, score in row.items()
                if leaf in result.tree.leaves and (score.reason.en or score.reason.zh or score.source)
            }
            for candidate, row in study.step(step).scores.items()
            if candidate in study.step(step).candidates
        }
        for step, result in results.items()
    }
