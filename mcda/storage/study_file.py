"""A study in a JSON file: one that a person gives, and the example that is shipped."""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from mcda.cooperation.study import Study
from mcda.cooperation.upgrades import check_judgements, check_levels, read_document
from mcda.core.errors import InvalidInput
from mcda.storage.decoding import decode

EXAMPLE = "taihu"


def read_study(content: bytes, file: str) -> Study:
    """The study in a JSON file of this or an earlier version, in any encoding that `decode` knows.

    Raises InvalidInput: file.…, study.not_json, .key_twice, .too_deep, and what `read_document`,
    `check_judgements` and `check_levels` raise.
    """
    text = decode(content, file)
    try:
        plain = json.loads(text, object_pairs_hook=_once, parse_int=_whole)
    except json.JSONDecodeError as problem:
        raise InvalidInput("study.not_json", file=file, line=problem.lineno) from None
    except RecursionError:
        raise InvalidInput("study.too_deep", file=file) from None
    study = read_document(plain)
    check_judgements(study)
    check_levels(study)
    return study


def shipped_example() -> Study:
    """The Taihu example."""
    file = files("criteria") / "examples" / f"{EXAMPLE}.json"
    return read_study(file.read_bytes(), file.name)


def _whole(digits: str) -> int | float:
    """A whole number; Python refuses to read thousands of digits as one."""
    return int(digits) if len(digits) < 20 else float(digits)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object of a JSON file; of a key that stands twice one value would be lost unseen."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InvalidInput("study.key_twice", key=key)
        found[key] = value
    return found
