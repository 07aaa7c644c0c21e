"""A small made-up study whose every figure can be worked out by hand.

Two territories, four bodies, three issues, two solutions; one criterion a step unless a test adds more.
"""

from collections.abc import Mapping
from typing import Any

from mcda.cooperation.study import (
    Candidate,
    Competence,
    Criterion,
    Deal,
    Participation,
    PowerKind,
    Rule,
    Score,
    Step,
    Study,
    Territory,
    Weighting,
    Wording,
)

BODIES = ("north", "south", "agency", "club")
ISSUES = ("flood", "water", "roads")
SOLUTIONS = ("pact", "office")


def said(text: str) -> Wording:
    return Wording(en=text, zh=f"{text}（中文）")


def candidate(key: str, **fields: Any) -> Candidate:
    return Candidate(name=said(key.capitalize()), **fields)


def scored(**rows: Mapping[str, float | None]) -> dict[str, dict[str, Score]]:
    return {key: {leaf: Score(value=value) for leaf, value in row.items()} for key, row in rows.items()}


def criteria(*keys: str, **fields: Any) -> dict[str, Criterion]:
    return {key: Criterion(name=said(key.capitalize()), **fields) for key in keys}


def valley(**fields: Any) -> Study:
    """Every body chosen; the club speaks for nobody; roads are beyond everybody's power."""
    study = Study(
        title=said("Valley"),
        unit=said("M"),
        territories={"hills": Territory(name=said("Hills")), "plain": Territory(name=said("Plain"))},
        bodies=Step(
            criteria=criteria("stake"),
            candidates={
                "north": candidate("north", territories={"hills": 1.0}, kind="city", population=100),
                "south": candidate("south", territories={"plain": 1.0}, kind="city", population=300),
                "agency": candidate("agency", territories={"hills": 0.5, "plain": 0.5}, kind="agency"),
                "club": candidate("club", kind="social"),
            },
            scores=scored(north={"stake": 5}, south={"stake": 4}, agency={"stake": 3}, club={"stake": 1}),
        ),
        issues=Step(
            criteria=criteria("need"),
            candidates={
                "flood": candidate("flood", territories={"hills": 1.0, "plain": 1.0}),
                "water": candidate("water", territories={"plain": 0.5}),
                "roads": candidate("roads", territories={"hills": 0.2}),
            },
            scores=scored(flood={"need": 5}, water={"need": 3}, roads={"need": 4}),
        ),
        solutions=Step(
            criteria=criteria("ease"),
            candidates={key: candidate(key) for key in SOLUTIONS},
            scores=scored(pact={"ease": 4}, office={"ease": 2}),
            rule=Rule(at_most=1),
        ),
        authority_register=register(
            north={"flood": "own", "water": "none", "roads": "none"},
            south={"flood": "shared", "water": "needs_authorisation", "roads": "none"},
            agency={"flood": "delegated", "water": "none", "roads": "none"},
        ),
    )
    return study.model_copy(update=fields)


def register(**rows: Mapping[str, PowerKind]) -> dict[str, dict[str, Competence]]:
    return {
        body: {issue: Competence(kind=kind, grantor=said("Province")) for issue, kind in row.items()}
        for body, row in rows.items()
    }


def takes_part(**rows: tuple[float, float, float]) -> dict[str, Participation]:
    """Body -> benefit in, cost, benefit out."""
    return {
        body: Participation(benefit_in=gain, cost=cost, benefit_out=out)
        for body, (gain, cost, out) in rows.items()
    }


def deals(**nets: float) -> dict[str, Deal]:
    """Body -> what a solution leaves it, as benefit or as cost."""
    return {body: Deal(benefit=max(net, 0), cost=max(-net, 0)) for body, net in nets.items()}


def with_step(study: Study, name: str, **fields: Any) -> Study:
    return study.model_copy(update={name: getattr(study, name).model_copy(update=fields)})


def with_rule(study: Study, name: str, **fields: Any) -> Study:
    return with_step(study, name, rule=Rule(**fields))


def direct(**weights: float) -> Weighting:
    return Weighting(method="direct", direct=weights)
