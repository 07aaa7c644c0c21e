"""TABLE.csv, weights and COMPARISONS.csv of the shell, and tables pasted from a spreadsheet."""

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mcda.core.errors import InvalidInput
from mcda.core.problem import Comparisons, Criterion, Direction, Table
from mcda.storage.decoding import decode
from mcda.storage.number_cells import number, why_none, with_point

ROW_LIMIT = 100_000
LOOKED_AT = 20
"""So many rows tell what parts the cells."""
_DESCRIPTIONS = {
    "direction": ("direction", "directions", "方向"),
    "weight": ("weight", "weights", "权重"),
    "unit": ("unit", "units", "单位"),
    "lowest": ("lowest", "最低", "最低值"),
    "highest": ("highest", "最高", "最高值"),
}
_ENDS = frozenset({"min", "max", "minimum", "maximum"})
_SEPARATOR = re.compile(r'"?sep=([,;|\t，；])"?\s*', re.IGNORECASE)
"""The first line by which a spreadsheet says what parts the cells."""


@dataclass(frozen=True, eq=False)
class TableFile:
    """A TABLE.csv: the table, and its weight row where it has one."""

    table: Table
    weights: tuple[float, ...] | None


def read_table(content: bytes, file: str) -> TableFile:
    """The table of a CSV: criteria in the first row, a candidate a row, its name first.

    Rows called direction (max or min; max where there is none), weight, unit, lowest, highest describe the
    columns; so do the plurals and the Chinese words. Raises InvalidInput naming line and column.
    """
    header, rows = _header_and_rows(content, file)
    names = _names(header[1:], file)
    described: dict[str, list[str]] = {}
    candidates: list[str] = []
    scores: list[list[float]] = []
    for line, row in rows:
        cells = _fitted(row, len(header), line, file)
        first = cells[0]
        word = first.rstrip(":： ").casefold()
        if row_of := next((row for row, words in _DESCRIPTIONS.items() if word in words), None):
            if row_of in described:
                raise InvalidInput("table.described_twice", file=file, line=line, row=first)
            described[row_of] = cells[1:]
            continue
        if word in _ENDS and all(number(cell) is not None for cell in cells[1:]):
            raise InvalidInput("table.ends", file=file, line=line, row=first)
        if not first:
            raise InvalidInput("table.no_name", file=file, line=line)
        if first in candidates:
            raise InvalidInput("table.duplicate_row", file=file, line=line, name=first)
        candidates.append(first)
        numbers = zip(cells[1:], names, strict=True)
        scores.append([_number(cell, file, line, first, name) for cell, name in numbers])
    if not candidates:
        raise InvalidInput("table.no_candidates", file=file)
    criteria = _criteria(names, described, file)
    weights = described.get("weight")
    return TableFile(
        Table(candidates, criteria, np.array(scores, dtype=np.float64)),
        None if weights is None else _described_numbers(weights, names, "weight", file),
    )


def read_weights(content: bytes, file: str, criteria: Sequence[str]) -> tuple[float, ...]:
    """Weights in the order of `criteria`, from `criterion,weight` rows; a header row may stand first."""
    given: dict[str, float] = {}
    for position, (line, row) in enumerate(_rows(content, file)):
        cells = _fitted(row, 2, line, file)
        if position == 0 and cells[0] not in criteria and number(cells[1]) is None:
            continue
        if cells[0] not in criteria:
            raise InvalidInput("weights.unknown_criterion", file=file, line=line, criterion=cells[0])
        if cells[0] in given:
            raise InvalidInput("weights.duplicate", file=file, line=line, criterion=cells[0])
        given[cells[0]] = _number(cells[1], file, line, cells[0], "weight")
    missing = [name for name in criteria if name not in given]
    if missing:
        raise InvalidInput("weights.missing_in_file", file=file, criteria=missing)
    return tuple(given[name] for name in criteria)


def read_comparisons(content: bytes, file: str) -> Comparisons:
    """A square matrix with names in the first row and column; an empty cell is not asked, 1/3 is a number."""
    header, rows = _header_and_rows(content, file)
    names = _names(header[1:], file)
    found: dict[str, list[float]] = {}
    for line, row in rows:
        cells = _fitted(row, len(header), line, file)
        if cells[0] not in names:
            raise InvalidInput("comparisons.unknown_name", file=file, line=line, name=cells[0])
        if cells[0] in found:
            raise InvalidInput("comparisons.duplicate_row", file=file, line=line, name=cells[0])
        found[cells[0]] = [
            _number(cell, file, line, cells[0], name, may_be_empty=True) if cell else math.nan
            for cell, name in zip(cells[1:], names, strict=True)
        ]
    missing = [name for name in names if name not in found]
    if missing:
        raise InvalidInput("comparisons.missing_row", file=file, names=missing)
    matrix = np.array([found[name] for name in names], dtype=np.float64)
    return Comparisons(tuple(names), matrix)


def _rows(content: bytes, file: str) -> list[tuple[int, list[str]]]:
    text = decode(content, file)
    first, _, rest = text.partition("\n")
    if said := _SEPARATOR.fullmatch(first):
        text = "\n" + rest
    delimiter = said[1] if said else _delimiter(text)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if delimiter != ",":
                cells = [with_point(cell) for cell in cells]
            if any(cells):
                rows.append((reader.line_num, cells))
            if len(rows) > ROW_LIMIT:
                raise InvalidInput("file.too_many_rows", file=file, limit=ROW_LIMIT)
    except csv.Error:
        raise InvalidInput("file.not_csv", file=file, line=reader.line_num) from None
    if not rows:
        raise InvalidInput("file.empty", file=file)
    return rows


def _delimiter(text: str) -> str:
    """What parts the first rows evenly; of several that do, commas are decimal ones or stand in names."""
    marks, lines = "\t;,；，", [line for line in text.split("\n") if line.strip()][:LOOKED_AT]
    for mark in marks:
        try:
            widths = {len(row) for row in csv.reader(lines, delimiter=mark)}
        except csv.Error:
            continue
        if len(widths) == 1 and widths != {1}:
            return mark
    return max(",;\t，；", key=lines[0].count) if lines else ","


def _header_and_rows(content: bytes, file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    rows = _rows(content, file)
    header = rows[0][1]
    while header and not header[-1]:
        header = header[:-1]
    if len(header) < 2:
        raise InvalidInput("table.no_criteria", file=file)
    if all(number(cell) is not None for cell in header[1:]):
        raise InvalidInput("table.no_header", file=file, given=header[1][:40])
    return header, rows[1:]


def _names(cells: Sequence[str], file: str) -> list[str]:
    for position, name in enumerate(cells):
        if not name:
            raise InvalidInput("table.no_criterion_name", file=file, column=position + 2)
        if name in cells[:position]:
            raise InvalidInput("table.duplicate_column", file=file, name=name)
    return list(cells)


def _fitted(row: list[str], width: int, line: int, file: str) -> list[str]:
    if any(row[width:]):
        raise InvalidInput("table.row_too_long", file=file, line=line, expected=width, given=len(row))
    return (row + [""] * width)[:width]


def _number(cell: str, file: str, line: int, row: str, column: str, *, may_be_empty: bool = False) -> float:
    place = {"file": file, "line": line, "row": row, "column": column}
    if not cell:
        raise InvalidInput("table.missing_cell", **place)
    value = number(cell)
    if value is None:
        code, instead = why_none(cell)
        if code == "table.unknown_cell" and may_be_empty:
            code = "table.leave_empty"
        raise InvalidInput(code, given=cell[:40], **instead, **place)
    if not math.isfinite(value):
        raise InvalidInput("table.cell_not_finite", given=cell[:40], **place)
    return value


def _criteria(names: Sequence[str], described: dict[str, list[str]], file: str) -> list[Criterion]:
    empty = [""] * len(names)
    directions = described.get("direction", ["max"] * len(names))
    for name, word in zip(names, directions, strict=True):
        if word.casefold() not in ("max", "min"):
            raise InvalidInput("table.direction", file=file, criterion=name, given=word)
    lowest = _optional_numbers(described.get("lowest", empty), names, "lowest", file)
    highest = _optional_numbers(described.get("highest", empty), names, "highest", file)
    return [
        Criterion(name, Direction[word.upper()], unit, low, high)
        for name, word, unit, low, high in zip(
            names, directions, described.get("unit", empty), lowest, highest, strict=True
        )
    ]


def _optional_numbers(cells: Sequence[str], names: Sequence[str], row: str, file: str) -> list[float | None]:
    return [
        _number(cell, file, 0, row, name, may_be_empty=True) if cell else None
        for cell, name in zip(cells, names, strict=True)
    ]


def _described_numbers(cells: Sequence[str], names: Sequence[str], row: str, file: str) -> tuple[float, ...]:
    return tuple(_number(cell, file, 0, row, name) for cell, name in zip(cells, names, strict=True))
