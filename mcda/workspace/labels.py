"""Names as choices and column heads: each different from the others, in the person's language."""

from collections.abc import Mapping
from typing import Protocol

from mcda.cooperation.study import Wording
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
    names = distinct(name_of(item.name, state.language()) for item in named.values())
    return dict(zip(named, names, strict=True))
