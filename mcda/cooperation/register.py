"""The authority register: which chosen bodies may decide an issue, and what must be granted first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Competence, PowerKind, Study, Wording

NO_POWER = Competence(kind="none")
STRENGTH: Mapping[PowerKind, int] = {
    "own": 4,
    "delegated": 3,
    "shared": 2,
    "needs_authorisation": 1,
    "none": 0,
}
MAY_DECIDE = STRENGTH["shared"]


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A power that somebody must grant: to which body, over which issue, by whom and on what ground."""

    issue: str
    body: str
    grantor: Wording
    ground: Wording


def competence(study: Study, body: str, issue: str) -> Competence:
    """What the register says of a body and an issue; where it says nothing, no power."""
    return study.authority_register.get(body, {}).get(issue, NO_POWER)


def filled_in(study: Study) -> bool:
    """Whether the register says anything of the bodies and issues there are; an empty one filters nothing."""
    return any(
        issue in study.issues.candidates
        for body, row in study.authority_register.items()
        if body in study.bodies.candidates
        for issue in row
    )


def strength(study: Study, body: str, issue: str) -> int:
    """How strong a body's power over an issue is, 0 (none) to 4 (own); from MAY_DECIDE on it may decide."""
    return STRENGTH[competence(study, body, issue).kind]


def beyond_power(study: Study, chosen: Collection[str]) -> dict[str, Remark]:
    """The issues that no chosen body may decide even if authorised, each with the reason (M102)."""
    if not filled_in(study):
        return {}
    reasons = {}
    for issue, candidate in study.issues.candidates.items():
        if any(strength(study, body, issue) > 0 for body in chosen):
            continue
        holders = [
            body.name
            for key, body in study.bodies.candidates.items()
            if key not in chosen and strength(study, key, issue) > 0
        ]
        code = "refused.power_elsewhere" if holders else "refused.no_power"
        reasons[issue] = Remark(code, {"issue": candidate.name, "bodies": holders})
    return reasons


def authorisations(
    study: Study, chosen: Collection[str], issues: Iterable[str], deciding: Collection[tuple[str, str]] = ()
) -> tuple[Authorisation, ...]:
    """What must be granted for the chosen bodies to act on `issues` (M103).

    That is each power a chosen body lacks over an issue that none of them may decide, and each that a body
    lacks for an issue it is to decide: `deciding` holds such pairs (body, issue) of the division of work.
    """
    asked = []
    for issue in issues:
        nobody_may = all(strength(study, body, issue) < MAY_DECIDE for body in chosen)
        for body in chosen:
            held = competence(study, body, issue)
            if held.kind == "needs_authorisation" and (nobody_may or (body, issue) in deciding):
                asked.append(Authorisation(issue, body, held.grantor, held.ground))
    return tuple(asked)


def register_remarks(
    study: Study, chosen: Collection[str], asked: Iterable[Authorisation]
) -> tuple[Remark, ...]:
    """What the register leaves open: that it is empty, and each authorisation to ask for."""
    if chosen and not filled_in(study):
        return (Remark("register.empty"),)
    remarks = []
    for each in asked:
        said = bool(each.grantor.en or each.grantor.zh)
        values = {
            "issue": study.issues.candidates[each.issue].name,
            "body": study.bodies.candidates[each.body].name,
            "grantor": each.grantor,
        }
        remarks.append(Remark("register.ask" if said else "register.ask_whom", values))
    return tuple(remarks)
