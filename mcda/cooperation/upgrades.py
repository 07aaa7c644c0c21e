"""Reading a study document of any version, and saying where it is not one."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from mcda.cooperation.study import SCHEMA_VERSION, STEPS, Study, pair_key
from mcda.core.errors import InvalidInput

# UPGRADES[n] makes a document of version n + 1 into one of version n + 2; a new version appends its own.
UPGRADES: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()


def read_document(plain: object) -> Study:
    """The study of plain JSON values of this or an earlier version.

    Raises InvalidInput: study.not_a_study, .newer, and `study.invalid_…` with the place of a wrong value.
    """
    if not isinstance(plain, dict) or "schema_version" not in plain:
        raise InvalidInput("study.not_a_study")
    version = plain["schema_version"]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InvalidInput("study.not_a_study")
    if version > SCHEMA_VERSION:
        raise InvalidInput("study.newer", version=version, known=SCHEMA_VERSION)
    for upgrade in UPGRADES[version - 1 :]:
        plain = upgrade(plain)
    try:
        return Study.model_validate(plain)
    except ValidationError as error:
        raise invalid(error) from error


def read_json_document(content: bytes) -> Study:
    """The study of a JSON document of the present version, as storage keeps it."""
    try:
        return Study.model_validate_json(content)
    except ValidationError as error:
        raise invalid(error) from error


def check_judgements(study: Study) -> None:
    """Raises InvalidInput with the place of a comparison that would be passed over, or read as another.

    Only files that people write can hold one: a pair out of order, a favoured criterion outside its pair.
    """
    for step in STEPS:
        for judge, judged in study.step(step).weighting.comparisons.items():
            for pair, judgement in judged.items():
                place, names = (step, "weighting", "comparisons", judge, pair), pair.split("|")
                if pair != pair_key(*names):
                    raise InvalidInput("study.invalid_choice", place=_place(place), limit=pair_key(*names))
                if judgement.favours not in names:
                    raise InvalidInput("study.invalid_choice", place=_place((*place, "favours")), limit=names)


def check_levels(study: Study) -> None:
    """Raises InvalidInput with the place of a criterion that would never be weighed: there are two levels."""
    for step in STEPS:
        criteria = study.step(step).criteria
        for key, criterion in criteria.items():
            above = criteria.get(criterion.parent)
            if above is not None and (above.each_issue or above.parent in criteria):
                place = _place((step, "criteria", key, "parent"))
                raise InvalidInput("study.third_level", place=place, parent=criterion.parent)


_CODES: Mapping[str, str] = {
    "missing": "study.invalid_missing",
    "extra_forbidden": "study.invalid_unknown_field",
    "string_too_long": "study.invalid_too_long",
    "greater_than_equal": "study.invalid_too_small",
    "greater_than": "study.invalid_too_small",
    "less_than_equal": "study.invalid_too_large",
    "less_than": "study.invalid_too_large",
    "literal_error": "study.invalid_choice",
    "string_pattern_mismatch": "study.invalid_id",
    "finite_number": "study.invalid_number",
    "float_type": "study.invalid_number",
    "float_parsing": "study.invalid_number",
    "int_type": "study.invalid_number",
    "int_parsing": "study.invalid_number",
    "int_from_float": "study.invalid_number",
    "string_type": "study.invalid_text",
    "string_unicode": "study.invalid_text",
}
_LIMITS = ("ge", "gt", "le", "lt", "max_length", "expected")


def invalid(error: ValidationError) -> InvalidInput:
    """What is wrong first in a document, and where."""
    return _invalid(error.errors(include_url=False)[0])


def all_invalid(error: ValidationError) -> list[tuple[tuple[str, ...], InvalidInput]]:
    """Everything that is wrong in a document, each with its path."""
    found = error.errors(include_url=False)
    return [(tuple(map(str, details["loc"])), _invalid(details)) for details in found]


def _invalid(details: Mapping[str, Any]) -> InvalidInput:
    context = details.get("ctx", {})
    limit = next((context[key] for key in _LIMITS if key in context), "")
    code = _CODES.get(details["type"], "study.invalid_value")
    if isinstance(details["input"], float) and not math.isfinite(details["input"]):
        code = "study.invalid_number"
    return InvalidInput(code, place=_place(details["loc"]), limit=limit)


def _place(location: Sequence[int | str]) -> str:
    """The way to the value: `bodies › scores › wuxi › capacity`; pydantic's own marks are left out."""
    steps = [str(step) for step in location if not str(step).startswith(("constrained-", "literal["))]
    return " › ".join(step if step != "[key]" else "(id)" for step in steps) or "–"
