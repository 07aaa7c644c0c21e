"""The division of work: which chosen body does what about each chosen issue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mcda.cooperation.affected import affectedness
from mcda.cooperation.register import MAY_DECIDE, filled_in, strength
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Role, Study

DECIMALS = 12
Roles = Mapping[str, Mapping[str, Role]]


@dataclass(frozen=True)
class Division:
    """Roles by body and issue: `proposed` from the rules, `roles` with what the study lays down instead.

    `typed` holds the pairs (body, issue) laid down by hand.
    """

    roles: Roles
    proposed: Roles
    typed: frozenset[tuple[str, str]]
    remarks: tuple[Remark, ...]

    def deciding(self) -> frozenset[tuple[str, str]]:
        """The pairs (body, issue) in which the body leads or decides."""
        return frozenset(
            (body, issue)
            for body, row in self.roles.items()
            for issue, role in row.items()
            if role in ("lead", "decides")
        )


def division_of_work(study: Study, shares: Mapping[str, float], issues: Mapping[str, float]) -> Division:
    """Who leads, decides, delivers, is consulted and informed, with what is wrong with it (M105, M106).

    `shares` are the chosen bodies with their authority shares, `issues` the chosen issues.
    """
    typed = {
        (body, issue): role
        for body in shares
        for issue in issues
        if (role := study.work.get(body, {}).get(issue)) is not None
    }
    proposed: dict[str, dict[str, Role]] = {body: {} for body in shares}
    roles: dict[str, dict[str, Role]] = {body: {} for body in shares}
    for issue in issues:
        lead = _lead(study, issue, shares)
        led = any(typed.get((body, issue)) == "lead" for body in shares)
        for body in shares:
            support = _supporting(study, body, issue)
            proposed[body][issue] = "lead" if body == lead else support
            free = support if led else proposed[body][issue]
            roles[body][issue] = typed.get((body, issue), free)
    return Division(
        roles=roles,
        proposed=proposed,
        typed=frozenset(typed),
        remarks=tuple(remark for issue in issues for remark in _problems(study, issue, roles)),
    )


def _lead(study: Study, issue: str, shares: Mapping[str, float]) -> str | None:
    """The strongest power, then the most affected, then the largest share, then the first in the list.

    How affected bodies are, and their shares, are compared at 12 decimals: noise of a sum is no lead.
    """
    able = [body for body in shares if strength(study, body, issue) > 0 or not filled_in(study)]
    return max(
        able,
        key=lambda body: (
            strength(study, body, issue),
            round(affectedness(study, body, issue), DECIMALS),
            round(shares[body], DECIMALS),
        ),
        default=None,
    )


def _supporting(study: Study, body: str, issue: str) -> Role:
    power = strength(study, body, issue)
    if power >= MAY_DECIDE:
        return "decides"
    if power > 0:
        return "delivers"
    return "consulted" if affectedness(study, body, issue) > 0 else "informed"


def _problems(study: Study, issue: str, roles: Roles) -> Iterator[Remark]:
    name = study.issues.candidates[issue].name
    leads = [body for body, row in roles.items() if row[issue] == "lead"]
    if len(leads) != 1:
        code = "division.several_leads" if leads else "division.no_lead"
        yield Remark(code, {"issue": name, "bodies": _names(study, leads)})
    powerless = [body for body in leads if filled_in(study) and strength(study, body, issue) == 0]
    if powerless:
        yield Remark("division.lead_without_power", {"issue": name, "bodies": _names(study, powerless)})
    ignored = [
        body
        for body, row in roles.items()
        if row[issue] in ("informed", "none") and affectedness(study, body, issue) > 0
    ]
    if ignored:
        yield Remark("division.not_consulted", {"issue": name, "bodies": _names(study, ignored)})


def _names(study: Study, bodies: list[str]) -> list[object]:
    return [study.bodies.candidates[body].name for body in bodies]
