"""How each body takes part, and what that needs before it can: a checklist whose gaps are open points."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Participation, Study

Need = Literal["informed", "standing", "staff", "budget"]
NEEDS: tuple[Need, ...] = get_args(Need)

NEEDED: Mapping[str, tuple[Need, ...]] = {
    "": (),
    "decides": ("informed", "standing", "staff", "budget"),
    "represented": ("informed", "standing"),
    "hearing": ("informed", "standing"),
    "survey": ("informed",),
    "informed": ("informed",),
}


@dataclass(frozen=True, slots=True)
class Checklist:
    """A body's way of taking part and each condition it needs: True met, False not met, None not checked."""

    way: str
    needs: Mapping[Need, bool | None]

    @property
    def gaps(self) -> tuple[Need, ...]:
        """The conditions that are not known to be met."""
        return tuple(need for need, met in self.needs.items() if met is not True)


def checklist(study: Study, body: str) -> Checklist:
    """What a body's way of taking part needs (M96): what its way calls for, and what was added by hand."""
    given = study.participation.get(body, Participation())
    needed = [need for need in NEEDS if need in NEEDED[given.way] or need in given.conditions]
    return Checklist(given.way, {need: given.conditions.get(need) for need in needed})


def gaps(study: Study, chosen: Collection[str]) -> tuple[Remark, ...]:
    """The chosen bodies whose way of taking part is open, or lacks a condition."""
    remarks = []
    for body in chosen:
        name, found = study.bodies.candidates[body].name, checklist(study, body)
        if not found.way:
            remarks.append(Remark("ways.none", {"body": name}))
        for need in found.gaps:
            code = "missing" if found.needs[need] is False else "unchecked"
            remarks.append(Remark(f"ways.{code}", {"body": name, "need": Remark(f"ways.need_{need}")}))
    return tuple(remarks)
