"""Something worth saying about a result: a key of `text/` and the values that its sentence names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Remark:
    """A sentence to come: its key, and its values (names are `Wording`s, said in the reader's language)."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


def joined(remarks: Sequence[Remark]) -> Remark:
    """Several remarks as one, in their order; `remarks` is not empty."""
    first, *rest = remarks
    return Remark("remark.and", {"first": first, "second": joined(rest)}) if rest else first
