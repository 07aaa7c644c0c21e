"""Sections of a decision on cooperation: who joins and has what say, who does and pays what, what is open."""

from collections.abc import Mapping
from typing import Any

from mcda.cooperation.authority import authority
from mcda.cooperation.compensation import Balance, balance
from mcda.cooperation.division import division_of_work
from mcda.cooperation.integrity import integrity, of_kind, speakers
from mcda.cooperation.joining import joining, without
from mcda.cooperation.kinds import kind_name
from mcda.cooperation.open_points import chosen_now, open_points
from mcda.cooperation.register import authorisations
from mcda.cooperation.study import Study, Wording
from mcda.cooperation.ways import checklist
from mcda.output.plain import Json, Text, sentence, text
from mcda.text import Language


def participation_section(study: Study, language: Language | None) -> Json:
    """Every body's standing to taking part, its way and what that needs, and what falls away without it."""
    chosen, issues = chosen_now(study, "bodies"), chosen_now(study, "issues")
    everybody, together = joining(study, study.bodies.candidates), joining(study, chosen)
    bodies = []
    for body, candidate in study.bodies.candidates.items():
        needs, standing = checklist(study, body), everybody.by_body.get(body)
        entry: Json = {
            "id": body,
            "name": text(candidate.name, language),
            "kind": _kind(study, candidate.kind, language),
            "chosen": body in chosen,
            "way": needs.way or None,
            "conditions": dict(needs.needs),
            "figures": None,
            "without": None,
        }
        if standing is not None:
            entry["figures"] = {
                "benefit_in": standing.benefit_in,
                "cost": standing.cost,
                "net_in": standing.net_in,
                "net_out": standing.net_out,
                "joins": standing.joins,
                "loses": standing.loses,
                "free_rides": standing.free_rides,
                "support_needed": standing.support_needed,
            }
        if body in chosen:
            lost = without(study, body, chosen, issues)
            entry["without"] = {
                "issues": list(lost.issues),
                "territories": list(lost.territories),
                "benefit": lost.benefit,
                "contribution": lost.contribution,
            }
        bodies.append(entry)
    return {
        "unit": text(study.unit, language),
        "bodies": bodies,
        "support_needed": together.support_needed,
        "surplus": together.surplus,
        "self_financing": together.self_financing,
        "unknown": list(together.unknown),
        "territories": {key: list(found) for key, found in speakers(study, chosen).items()},
        "kinds": {kind: list(found) for kind, found in of_kind(study, chosen).items()},
        "remarks": [sentence(r, language) for r in (*together.remarks, *integrity(study, chosen))],
    }


def authority_section(study: Study, language: Language | None) -> Json:
    """The chosen bodies' shares of the say and their power, and the register over the issues."""
    found = authority(study, chosen_now(study, "bodies"))
    return {
        "method": study.shares.method,
        "quota": found.quota,
        "bodies": [
            {
                "id": body,
                "name": text(study.bodies.candidates[body].name, language),
                "share": share,
                "banzhaf": found.banzhaf.get(body),
                "shapley_shubik": found.shapley_shubik.get(body),
            }
            for body, share in found.shares.items()
        ],
        "register": [
            {
                "body": body,
                "issue": issue,
                "kind": held.kind,
                "ground": text(held.ground, language),
                "grantor": text(held.grantor, language),
            }
            for body, row in study.authority_register.items()
            for issue, held in row.items()
        ],
        "remarks": [sentence(remark, language) for remark in found.remarks],
    }


def authorisations_section(study: Study, language: Language | None) -> list[Json]:
    """What must be granted before the chosen bodies may act on the chosen issues."""
    shares, issues = chosen_now(study, "bodies"), chosen_now(study, "issues")
    deciding = division_of_work(study, shares, issues).deciding()
    return [
        {
            "issue": each.issue,
            "body": each.body,
            "grantor": text(each.grantor, language),
            "ground": text(each.ground, language),
        }
        for each in authorisations(study, shares, issues, deciding)
    ]


def division_section(study: Study, language: Language | None) -> Json:
    """Each chosen body's role in each chosen issue, whether it was laid down by hand, and what is wrong."""
    found = division_of_work(study, chosen_now(study, "bodies"), chosen_now(study, "issues"))
    return {
        "roles": [
            {
                "body": body,
                "issue": issue,
                "role": role,
                "proposed": found.proposed[body][issue],
                "laid_down": (body, issue) in found.typed,
            }
            for body, row in found.roles.items()
            for issue, role in row.items()
        ],
        "remarks": [sentence(remark, language) for remark in found.remarks],
    }


def payments_section(study: Study, language: Language | None) -> Json:
    """Who gains and loses by each solution, and the smallest side payments under which nobody loses."""
    chosen = chosen_now(study, "bodies")
    return {
        "unit": text(study.unit, language),
        "solutions": {
            solution: _balance(balance(study, solution, chosen))
            for solution in study.solutions.candidates
            if solution in study.deals
        },
    }


def open_section(study: Study, language: Language | None) -> list[Json]:
    """What is still open, with the step where it can be settled."""
    return [{"step": point.step, **sentence(point.remark, language)} for point in open_points(study)]


def _kind(study: Study, kind: str, language: Language | None) -> Text | None:
    named = kind_name(study, kind)
    return text(named, language) if isinstance(named, Wording) else named or None


def _balance(found: Balance) -> Mapping[str, Any]:
    return {
        "net": dict(found.net),
        "gainers": list(found.gainers),
        "losers": list(found.losers),
        "unknown": list(found.unknown),
        "needed": found.needed,
        "surplus": found.surplus,
        "carried": found.carried,
        "gap": found.gap,
        "payments": [
            {"payer": payment.payer, "payee": payment.payee, "amount": payment.amount}
            for payment in found.payments
        ],
        "after": dict(found.after),
        "gini": found.gini,
        "gini_after": found.gini_after,
    }
