"""What changed between two states of a study: to tell people, to merge planners' work, to undo.

A change is a path into the document with the value before and after, ABSENT where nothing stood.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from mcda.cooperation.study import Study

Path = tuple[str, ...]


class _Absent(Enum):
    ABSENT = "absent"


ABSENT = _Absent.ABSENT

# Tables by two ids: a missing row is an empty row, so that two people may fill different cells of a new one.
_TABLES = frozenset({"scores", "comparisons", "authority_register", "work", "deals"})


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs: where, what stood there and what stands there now."""

    path: Path
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """One cell that two people changed to different values."""

    path: Path
    before: Any
    theirs: Any
    mine: Any


def document(study: Study) -> dict[str, Any]:
    """The study as plain JSON values."""
    return study.model_dump(mode="json")


def differences(before: Study, after: Study) -> tuple[Change, ...]:
    """All cells in which two studies differ, in the order of the document."""
    return tuple(_differences(document(before), document(after), ()))


def merge(base: Study, theirs: Study, mine: Study) -> tuple[Study, tuple[Conflict, ...]]:
    """Theirs with my changes since `base` on top, and the cells that both changed differently.

    A cell in conflict keeps their value; the rest of mine is in.
    """
    their_changes = differences(base, theirs)
    conflicts, free = [], []
    for mine_change in differences(base, mine):
        touched = [theirs_change for theirs_change in their_changes if _overlap(theirs_change, mine_change)]
        if any(theirs_change != mine_change for theirs_change in touched):
            there = value_at(document(theirs), mine_change.path)
            conflicts.append(Conflict(mine_change.path, mine_change.before, there, mine_change.after))
        elif not touched:
            free.append(mine_change)
    return apply(theirs, free), tuple(conflicts)


def value_at(plain: Any, path: Path) -> Any:
    """The plain value at a path, ABSENT where there is nothing."""
    for key in path:
        if not isinstance(plain, dict) or key not in plain:
            return ABSENT
        plain = plain[key]
    return plain


def apply(study: Study, changes: Iterable[Change]) -> Study:
    """The study with the `after` of each change in its place.

    Raises pydantic's ValidationError where the result would be no valid study.
    """
    plain = document(study)
    for change in changes:
        _put(plain, change)
    return Study.model_validate(plain)


def inverted(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that undo the given ones."""
    return tuple(Change(c.path, c.after, c.before) for c in reversed(tuple(changes)))


def to_plain(change: Change) -> dict[str, Any]:
    """The change as JSON values; an absent side is left out."""
    sides = {"before": change.before, "after": change.after}
    return {"path": list(change.path)} | {k: v for k, v in sides.items() if v is not ABSENT}


def from_plain(plain: dict[str, Any]) -> Change:
    """The change that `to_plain` wrote."""
    return Change(tuple(plain["path"]), plain.get("before", ABSENT), plain.get("after", ABSENT))


def _differences(before: Any, after: Any, path: Path) -> Iterator[Change]:
    if len(path) > 1 and path[-2] in _TABLES:
        before = {} if before is ABSENT else before
        after = {} if after is ABSENT else after
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and not _is_whole(path):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _differences(before.get(key, ABSENT), after.get(key, ABSENT), (*path, key))
        return
    yield Change(path, before, after)


def _is_whole(path: Path) -> bool:
    """A judgement and an adopted result mean nothing in halves: they are compared whole."""
    return path[-1:] == ("adopted",) or path[-3:-2] == ("comparisons",)


def _overlap(one: Change, other: Change) -> bool:
    shorter = min(len(one.path), len(other.path))
    return one.path[:shorter] == other.path[:shorter]


def _put(plain: dict[str, Any], change: Change) -> None:
    table = plain
    for key in change.path[:-1]:
        nested = plain.get(key)
        if not isinstance(nested, dict):
            nested = plain[key] = {}
        table, plain = plain, nested
    if change.after is ABSENT:
        plain.pop(change.path[-1], None)
        if not plain and change.path[-3:-2] and change.path[-3] in _TABLES:
            del table[change.path[-2]]
    else:
        plain[change.path[-1]] = change.after
