"""What was adopted in a step as its decision, and when it is out of date (M89)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from mcda.cooperation.conditions import without_power
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import METHOD_VERSION, complete, handed_on, result, upstream
from mcda.cooperation.study import STEPS, Adopted, Part, StepName, Study, Wording
from mcda.core.errors import InvalidInput

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


def adopt(study: Study, step: StepName, by: str, at: str) -> Study:
    """The study with what `step` gives now adopted as its decision, by whom and when."""
    now = complete(result(study, step))
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
