"""Whether each body would take part by itself, and what falls away without it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mcda.cooperation.integrity import represented
from mcda.cooperation.participation import Participation, participation
from mcda.cooperation.register import filled_in, strength
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Study


@dataclass(frozen=True, slots=True)
class Standing:
    """How a body stands to taking part, in the study's unit: net benefit when in and when staying out."""

    benefit_in: float
    cost: float
    net_in: float
    net_out: float
    joins: bool
    loses: bool
    free_rides: bool
    support_needed: float


@dataclass(frozen=True)
class Joining:
    """Who joins among some bodies; `unknown` lack a figure and are counted nowhere.

    `figures` is in the order of `by_body`; None where no body has its figures. `support_needed` would make
    all join; `surplus` is what the joiners gain over staying out.
    """

    by_body: Mapping[str, Standing]
    figures: Participation | None
    unknown: tuple[str, ...]
    support_needed: float
    surplus: float
    self_financing: bool
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Without:
    """What falls away without a body: issues that no other may decide, territories, and in the study's unit.

    `benefit` is what it would gain by taking part, `contribution` its part of the cost; None: unknown.
    """

    body: str
    issues: tuple[str, ...]
    territories: tuple[str, ...]
    benefit: float | None
    contribution: float | None


def joining(study: Study, bodies: Collection[str]) -> Joining:
    """Who joins, loses and free rides among `bodies`, and whether that carries itself (M97 to M99)."""
    figures = {}
    for body in bodies:
        given = study.participation.get(body)
        if given is None or given.benefit_in is None or given.cost is None or given.benefit_out is None:
            continue
        figures[body] = (given.benefit_in, given.cost, given.benefit_out)
    unknown = tuple(body for body in bodies if body not in figures)
    if not figures:
        return Joining({}, None, unknown, 0.0, 0.0, True, ())
    gain, cost, outside = zip(*figures.values(), strict=True)
    found = participation(gain, cost, outside)
    by_body = {
        body: Standing(
            benefit_in=gain[i],
            cost=cost[i],
            net_in=float(found.net_in[i]),
            net_out=float(found.net_out[i]),
            joins=bool(found.joins[i]),
            loses=bool(found.loses[i]),
            free_rides=bool(found.free_rides[i]),
            support_needed=float(found.support_needed[i]),
        )
        for i, body in enumerate(figures)
    }
    support = sum(standing.support_needed for standing in by_body.values())
    surplus = sum(max(s.net_in - s.net_out, 0.0) for s in by_body.values() if s.joins)
    remarks = _remarks(study, by_body, support, surplus, found.self_financing)
    return Joining(by_body, found, unknown, support, surplus, found.self_financing, remarks)


def without(study: Study, body: str, chosen: Collection[str], issues: Collection[str]) -> Without:
    """What falls away if `body` leaves the chosen: issues and territories that it alone stands for."""
    others = [other for other in chosen if other != body]
    lost = [
        issue
        for issue in issues
        if filled_in(study)
        and strength(study, body, issue) > 0
        and not any(strength(study, other, issue) > 0 for other in others)
    ]
    given = study.participation.get(body)
    return Without(
        body=body,
        issues=tuple(lost),
        territories=tuple(sorted(represented(study, [body]) - represented(study, others))),
        benefit=given.benefit_in if given else None,
        contribution=given.cost if given else None,
    )


def _remarks(
    study: Study, by_body: Mapping[str, Standing], support: float, surplus: float, self_financing: bool
) -> tuple[Remark, ...]:
    remarks = []
    for body, standing in by_body.items():
        values = {
            "body": study.bodies.candidates[body].name,
            "net_in": standing.net_in,
            "net_out": standing.net_out,
            "support": standing.support_needed,
            "unit": study.unit,
        }
        if standing.free_rides:
            remarks.append(Remark("joining.free_rides", values))
        elif not standing.joins:
            remarks.append(Remark("joining.stays_out", values))
        elif standing.loses:
            remarks.append(Remark("joining.joins_at_a_loss", values))
    if support > 0:
        code = "joining.self_financing" if self_financing else "joining.needs_support"
        remarks.append(Remark(code, {"support": support, "surplus": surplus, "unit": study.unit}))
    elif by_body:
        remarks.append(Remark("joining.all_join"))
    return tuple(remarks)
