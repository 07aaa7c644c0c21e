"""Whether every territory and every required kind of body is represented."""

from collections.abc import Collection

from mcda.cooperation.affected import represents
from mcda.cooperation.kinds import kind_name
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Study


def represented(study: Study, bodies: Collection[str]) -> set[str]:
    """The territories for which at least one of `bodies` speaks, if only in part."""
    return {key for key in study.territories if any(represents(study, body, key) > 0 for body in bodies)}


def speakers(study: Study, bodies: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Each territory with those of `bodies` that speak for it; empty where none does."""
    return {
        key: tuple(body for body in bodies if represents(study, body, key) > 0) for key in study.territories
    }


def of_kind(study: Study, bodies: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Each kind that must be represented with those of `bodies` that are of it."""
    candidates = study.bodies.candidates
    return {
        kind: tuple(body for body in bodies if candidates[body].kind.strip() == kind.strip())
        for kind in study.bodies.rule.kinds
    }


def integrity(study: Study, chosen: Collection[str]) -> tuple[Remark, ...]:
    """What is not represented among the chosen bodies: territories, and kinds the rule asks for (M94)."""
    silent = [study.territories[key].name for key, bodies in speakers(study, chosen).items() if not bodies]
    absent = [kind_name(study, kind) for kind, bodies in of_kind(study, chosen).items() if not bodies]
    remarks = []
    if silent:
        remarks.append(Remark("integrity.territories", {"territories": silent, "n": len(silent)}))
    if absent:
        remarks.append(Remark("integrity.kinds", {"kinds": absent, "n": len(absent)}))
    return tuple(remarks)
