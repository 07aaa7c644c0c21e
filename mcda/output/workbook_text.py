"""People's text in the cells of a workbook, so that no program computes it and it comes back exactly."""

import re

from mcda.output.cells import text_cell

LETTER_LIMIT = 32_767  # of a cell, by the file format
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")


def to_cell(text: str) -> str:
    """The text as a cell keeps it: a quote before what looks like a formula, codes for what XML lacks."""
    guarded = f"'{text}" if _looks_like_formula(text) else text
    return _UNWRITABLE.sub(_code, guarded)[:LETTER_LIMIT]


def from_cell(cell: str) -> str:
    """The text that `to_cell` wrote, and what a person typed as it is."""
    text = _WRITTEN.sub(lambda found: chr(int(found[1], 16)), cell)
    return text[1:] if text.startswith("'") and _looks_like_formula(text) else text


def _looks_like_formula(text: str) -> bool:
    """Also behind quotes, so that a quote that a person typed is told from one of ours."""
    bare = text.lstrip("'")
    return text_cell(bare).startswith("'")


def _code(found: re.Match[str]) -> str:
    return "_x005F_x" if len(found[0]) > 1 else f"_x{ord(found[0]):04X}_"
