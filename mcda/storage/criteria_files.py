"""Criteria sets from TOML files: those that are shipped, and those that a planner wrote."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from mcda.cooperation.study import Criterion, Id, StepName, Wording
from mcda.core.errors import InvalidInput
from mcda.storage.decoding import decode


class CriteriaSet(BaseModel):
    """What the candidates of a step are judged by, ready to be copied into a study."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: StepName
    title: Wording
    checked: str = ""
    kinds: dict[Id, Wording] = {}
    criteria: dict[Id, Criterion]


def shipped_criteria_sets() -> dict[str, CriteriaSet]:
    """The criteria sets in `criteria/` by file name; the set of a step is named like the step."""
    entries = sorted(files("criteria").iterdir(), key=lambda entry: entry.name)
    tables = [entry for entry in entries if entry.name.endswith(".toml")]
    return {table.name.removesuffix(".toml"): read_criteria_set(table) for table in tables}


def shipped_criteria(step: StepName) -> dict[str, Criterion]:
    """The criteria that a new study starts with in `step`."""
    return read_criteria_set(files("criteria") / f"{step}.toml").criteria


def shipped_kinds() -> dict[str, Wording]:
    """The kinds of bodies that a new study starts with."""
    return read_criteria_set(files("criteria") / "bodies.toml").kinds


def read_criteria_set(source: Path | Traversable) -> CriteriaSet:
    """The criteria set in a TOML file; `criteria/README.md` describes the format.

    Raises InvalidInput naming the file, and the entry that cannot be used.
    """
    name = source.name
    try:
        content = source.read_bytes()
    except OSError:
        raise InvalidInput("criteria.unreadable", file=name) from None
    text = decode(content, name)
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        named = re.search(r"line (\d+)", str(problem))
        line = int(named[1]) if named else text.count("\n") + 1
        raise InvalidInput("criteria.not_toml", file=name, line=line) from None
    try:
        found = CriteriaSet.model_validate(entries)
    except ValidationError as problem:
        raise _unusable(name, problem) from None
    _check(name, found.criteria)
    return found


_PROBLEMS = {"missing": "criteria.entry_missing", "extra_forbidden": "criteria.entry_unknown"}


def _unusable(file: str, problem: ValidationError) -> InvalidInput:
    first = problem.errors()[0]
    entry = ".".join(str(part) for part in first["loc"] if part != "[key]")
    code = _PROBLEMS.get(first["type"], "criteria.entry_value")
    return InvalidInput(code, file=file, entry=entry)


def _check(file: str, criteria: Mapping[str, Criterion]) -> None:
    if not criteria:
        raise InvalidInput("criteria.empty", file=file)
    for key, criterion in criteria.items():
        parent = criteria.get(criterion.parent)
        if criterion.parent and parent is None:
            raise InvalidInput("criteria.parent_unknown", file=file, entry=key, parent=criterion.parent)
        if parent is not None and (parent.parent or parent.each_issue):
            raise InvalidInput("criteria.too_deep", file=file, entry=key, parent=criterion.parent)
        if criterion.name == Wording():
            raise InvalidInput("criteria.no_name", file=file, entry=key)
        _check_scale(file, key, criterion)


def _check_scale(file: str, key: str, criterion: Criterion) -> None:
    lowest, highest = criterion.lowest, criterion.highest
    if lowest is not None and highest is not None and lowest >= highest:
        raise InvalidInput("criteria.range", file=file, entry=key, lowest=lowest, highest=highest)
    for anchor in criterion.anchors:
        try:
            value = float(anchor)
        except ValueError:
            raise InvalidInput("criteria.anchor", file=file, entry=key, anchor=anchor) from None
        if (lowest is not None and value < lowest) or (highest is not None and value > highest):
            raise InvalidInput("criteria.anchor", file=file, entry=key, anchor=anchor)
