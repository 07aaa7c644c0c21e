"""A study on its way into the database: checked, packed, merged, and back."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from mcda.cooperation.changes import Change, Conflict, differences, merge
from mcda.cooperation.study import SCHEMA_VERSION, Study
from mcda.cooperation.upgrades import invalid, read_document, read_json_document
from mcda.storage import recent
from mcda.storage.columns import packed, unpacked
from mcda.storage.sharing import grafted, rejoined, unshared


@dataclass(frozen=True, slots=True)
class Draft:
    """A study fit to be kept, as it is valid, with its changes since the one before."""

    study: Study
    changes: tuple[Change, ...] = ()


def draft(study: Study) -> Draft:
    """A study without a revision before it, read back from its text, so that what is kept can be read.

    Raises InvalidInput `study.invalid_…` where it is no valid study.
    """
    return Draft(read_json_document(_json(study)))


def draft_after(before: Study, after: Study) -> Draft:
    """What an edit made of `before`. Raises InvalidInput `study.invalid_…` where that is no valid study."""
    old, new = unshared(before, after)
    try:
        checked = Study.model_validate(new.model_dump(mode="json", warnings=False))
    except ValidationError as error:
        raise invalid(error) from error
    return Draft(grafted(after, new, checked), differences(old, checked))


def draft_merged(base: Study, theirs: Study, mine: Study) -> tuple[Draft, tuple[Conflict, ...]]:
    """`theirs` with the changes from `base` to `mine` on top, and the cells that both changed otherwise."""
    joined = rejoined(theirs, base)
    seen, there, here = unshared(base, joined, mine)
    merged, conflicts = merge(seen, there, here)
    return Draft(grafted(joined, there, merged), differences(there, merged)), conflicts


def kept(study: Study) -> bytes:
    """The document of a study as it is kept; whoever reads it next gets this very study."""
    content = packed(_json(study))
    recent.remembered(content, lambda: study)
    return content


def parsed(schema_version: int, content: bytes) -> Study:
    """The study of a kept document."""
    return recent.remembered(content, lambda: _read(schema_version, unpacked(content)))


def _json(study: Study) -> bytes:
    return study.model_dump_json(warnings=False).encode()


def _read(schema_version: int, content: bytes) -> Study:
    if schema_version == SCHEMA_VERSION:
        return read_json_document(content)

    return read_document(json.loads(content))
