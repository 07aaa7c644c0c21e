"""Names as choices and column heads: each different from the others, in the person's language."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from mcda.cooperation.kinds import kind_name
from mcda.cooperation.study import Study, Wording
from mcda.output.cells import distinct
from mcda.output.wording import name_of
from mcda.workspace import state


class Named(Protocol):
    """Whatever bears a name."""

    @property
    def name(self) -> Wording:
        """What it is called."""


def distinct_names(named: Mapping[str, Named]) -> dict[str, str]:
    """Id -> name on one line; two alike in this language are told apart by a number. Plain text."""
    language = state.language()
    names = distinct(name_of(item.name, language) for item in named.values())
    return dict(zip(named, names, strict=True))


def kind_names(study: Study, also: Sequence[str] = ()) -> dict[str, str]:
    """Each kind of body that the study names or its bodies bear, and `also`, with its name. Plain text."""
    borne = (body.kind for body in study.bodies.candidates.values())
    kinds = [kind for kind in dict.fromkeys((*study.kinds, *borne, *also)) if kind]
    said = (kind_name(study, kind) for kind in kinds)
    texts = (name_of(name, state.language()) if isinstance(name, Wording) else name for name in said)
    return dict(zip(kinds, distinct(texts), strict=True))
