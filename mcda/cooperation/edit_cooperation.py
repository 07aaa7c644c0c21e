"""Edits of who may do what, who takes part how, and who gets what: study in, new study out.

What is not allowed raises InvalidInput.
"""

import math
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from mcda.cooperation.edit_frame import worded
from mcda.cooperation.study import (
    Competence,
    Condition,
    Deal,
    Participation,
    Role,
    Shares,
    StepName,
    Study,
    Wording,
    new_id,
)
from mcda.cooperation.ways import NEEDED, NEEDS
from mcda.core.errors import InvalidInput

V = TypeVar("V")
FIGURES = ("benefit_in", "cost", "benefit_out")
LARGEST = 1e15


def set_competence(study: Study, body: str, issue: str, competence: Competence | None) -> Study:
    """The study with one entry of the authority register; None takes it out."""
    return set_register(study, {body: {issue: competence}})


def set_register(study: Study, entries: Mapping[str, Mapping[str, Competence | None]]) -> Study:
    """The study with many entries of the authority register, body -> issue -> competence; all or none."""
    for body, row in entries.items():
        _there(study, "bodies", body)
        for issue in row:
            _there(study, "issues", issue)
    return study.model_copy(update={"authority_register": _filled(study.authority_register, entries)})


def set_participation(study: Study, body: str, **fields: Any) -> Study:
    """The study with some of a body's figures, way or source of taking part; the other fields are kept."""
    _there(study, "bodies", body)
    if fields.get("way", "") not in NEEDED:
        raise InvalidInput("edit.no_such_field", field=fields["way"])
    for figure in FIGURES:
        _amount(fields.get(figure), study.bodies.candidates[body].name)
    old = study.participation.get(body, Participation())
    new = Participation.model_validate(old.model_dump() | fields)
    return study.model_copy(update={"participation": {**study.participation, body: new}})


def set_need(study: Study, body: str, need: str, met: bool | None) -> Study:
    """The study with a condition of a body's taking part met or not; None: not checked."""
    if need not in NEEDS:
        raise InvalidInput("edit.no_such_field", field=need)
    old = study.participation.get(body, Participation())
    rest = {key: value for key, value in old.conditions.items() if key != need}
    return set_participation(study, body, conditions=rest if met is None else {**rest, need: met})


def set_territory_share(
    study: Study, step: StepName, candidate: str, territory: str, share: float | None
) -> Study:
    """The study with how much of a territory a body represents or an issue affects, 0 to 1; None: none."""
    _there(study, step, candidate)
    if territory not in study.territories:
        raise InvalidInput("edit.gone", key=territory)
    here = study.step(step)
    old = here.candidates[candidate]
    if share is not None and not 0 <= share <= 1:
        place = {"candidate": old.name, "territory": study.territories[territory].name}
        raise InvalidInput("territory.share", given=share, **place)
    named = {key: value for key, value in old.territories.items() if key != territory}
    if share is not None:
        named[territory] = float(share)
    candidates = {**here.candidates, candidate: old.model_copy(update={"territories": named})}
    return study.model_copy(update={step: here.model_copy(update={"candidates": candidates})})


def set_responsible(study: Study, solution: str, issue: str, body: str) -> Study:
    """The study with the body that answers for what a solution does about an issue; "" takes it back."""
    _there(study, "solutions", solution)
    _there(study, "issues", issue)
    if body:
        _there(study, "bodies", body)
    old = study.solutions.candidates[solution]
    named = {key: value for key, value in old.responsible.items() if key != issue}
    new = old.model_copy(update={"responsible": {**named, issue: body} if body else named})
    candidates = {**study.solutions.candidates, solution: new}
    return study.model_copy(
        update={"solutions": study.solutions.model_copy(update={"candidates": candidates})}
    )


def set_shares(study: Study, **fields: Any) -> Study:
    """The study with how the say is shared, the shares typed for it, and the quota (above 0 up to 1).

    A share that a merge left of a body that is gone goes, too.
    """
    new = study.shares.model_dump() | fields
    gone = study.shares.typed.keys() - study.bodies.candidates.keys()
    new["typed"] = {body: share for body, share in new["typed"].items() if body not in gone}
    quota = new["quota"]
    if not _is_number(quota) or not 0 < quota <= 1:
        raise InvalidInput("shares.quota", given=quota)
    for body, share in new["typed"].items():
        _there(study, "bodies", body)
        if not _is_number(share) or not 0 <= share <= 1:
            raise InvalidInput("shares.out_of_range", body=study.bodies.candidates[body].name, given=share)
    if new["method"] not in get_args(Shares.model_fields["method"].annotation):
        raise InvalidInput("edit.no_such_field", field=new["method"])
    return study.model_copy(update={"shares": Shares.model_validate(new)})


def set_role(study: Study, body: str, issue: str, role: Role | None) -> Study:
    """The study with a role laid down in the division of work; None leaves it to the proposal."""
    _there(study, "bodies", body)
    _there(study, "issues", issue)
    if role is not None and role not in get_args(Role):
        raise InvalidInput("edit.no_such_field", field=role)
    return study.model_copy(update={"work": _filled(study.work, {body: {issue: role}})})


def set_deal(
    study: Study, solution: str, body: str, benefit: float, cost: float, *, source: str = ""
) -> Study:
    """The study with what a solution brings a body and costs it."""
    _there(study, "solutions", solution)
    _there(study, "bodies", body)
    name = study.bodies.candidates[body].name
    deal = Deal(benefit=_amount(benefit, name) or 0.0, cost=_amount(cost, name) or 0.0, source=source)
    return study.model_copy(update={"deals": _filled(study.deals, {solution: {body: deal}})})


def drop_deal(study: Study, solution: str, body: str) -> Study:
    """The study without what a solution brings a body: not known."""
    return study.model_copy(update={"deals": _filled(study.deals, {solution: {body: None}})})


def put_condition(study: Study, key: str | None, language: str, name: str) -> Study:
    """The study with a mandatory condition of solutions added (`key` None) or named anew."""
    if not name.strip():
        raise InvalidInput("condition.no_name")
    old = study.conditions.get(key or "")
    if key is not None and old is None:
        raise InvalidInput("edit.gone", key=key)
    said = worded(old.name if old else Wording(), language, name)
    for other, condition in study.conditions.items():
        if other != key and condition.name.say(language) == said.say(language):
            raise InvalidInput("condition.name_taken", name=said)
    condition = (old or Condition(name=said)).model_copy(update={"name": said})
    here = key or new_id(said.en or said.zh, study.conditions)
    return study.model_copy(update={"conditions": {**study.conditions, here: condition}})


def drop_condition(study: Study, key: str) -> Study:
    """The study without a mandatory condition."""
    if key not in study.conditions:
        raise InvalidInput("edit.gone", key=key)
    kept = {other: condition for other, condition in study.conditions.items() if other != key}
    return study.model_copy(update={"conditions": kept})


def set_met(
    study: Study,
    key: str,
    solution: str,
    met: bool | None,
    *,
    language: str = "en",
    reason: str | None = None,
) -> Study:
    """The study with whether a solution meets a condition (None: not known); `reason` None keeps the old."""
    if key not in study.conditions:
        raise InvalidInput("edit.gone", key=key)
    _there(study, "solutions", solution)
    old = study.conditions[key]
    known = {other: value for other, value in old.met.items() if other != solution}
    reasons = dict(old.reason)
    if reason is not None:
        reasons[solution] = worded(old.reason.get(solution, Wording()), language, reason)
    new = old.model_copy(
        update={"met": known if met is None else {**known, solution: met}, "reason": reasons}
    )
    return study.model_copy(update={"conditions": {**study.conditions, key: new}})


def _there(study: Study, step: StepName, key: str) -> None:
    if key not in study.step(step).candidates:
        raise InvalidInput("edit.gone", key=key)


def _amount(given: float | None, body: Wording) -> float | None:
    if given is None:
        return None
    if not _is_number(given) or abs(given) > LARGEST:
        raise InvalidInput("amount.not_a_number", body=body, given=given)
    return float(given)


def _is_number(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given)


def _filled(
    rows: Mapping[str, Mapping[str, V]], entries: Mapping[str, Mapping[str, V | None]]
) -> dict[str, dict[str, V]]:
    """The table with `entries` in; an entry None empties its cell, and a row left empty goes."""
    table = {key: dict(row) for key, row in rows.items()}
    for key, row in entries.items():
        for column, entry in row.items():
            if entry is None:
                table.get(key, {}).pop(column, None)
            else:
                table.setdefault(key, {})[column] = entry
    return {key: row for key, row in table.items() if row}
