"""Reading a filled-in workbook back: the study that it was made from, with what was typed in it.

Nothing is ever removed for lack of its row or sheet: a planner may send back a part. A cell that shows what
it was given is no change.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from mcda.cooperation.changes import ABSENT, Change, Path, apply, document, value_at
from mcda.cooperation.edit_step import check_criterion, check_score, set_weighting
from mcda.cooperation.pasted import read_number
from mcda.cooperation.remark import Remark
from mcda.cooperation.spoken_of import spoken_of
from mcda.cooperation.study import STEPS, Study, Wording, new_id
from mcda.cooperation.upgrades import all_invalid
from mcda.core.errors import InvalidInput
from mcda.output.cells import number_cell
from mcda.output.sheets import Column, Row, Sheet, sheets, whole_tree
from mcda.output.workbook import FIRST_ROW, cell_value, column_key
from mcda.output.workbook_file import FilledWorkbook
from mcda.output.workbook_text import from_cell
from mcda.text import LANGUAGES, Language, say


def filled_in(study: Study, filled: FilledWorkbook) -> tuple[Study, tuple[Remark, ...]]:
    """The study with what the workbook says, and remarks on what in it was not read.

    Raises InvalidInput naming sheet and cell; workbook.several with the `problems` of several cells.
    """
    plain = document(study)
    editions = _editions(study, filled.book)
    changes: list[Change] = []
    remarks: list[Remark] = []
    problems: list[InvalidInput] = []
    typed: dict[Path, Any] = {}
    for sheet in filled.book.worksheets[1:]:
        key = sheet["A1"].value
        tables = [(language, edition[key]) for language, edition in editions if key in edition]
        if not tables:
            remarks.append(Remark("workbook.sheet_not_read", {"sheet": sheet.title}))
            continue
        page = _page(sheet, tables, remarks)
        for row, cells in _rows(page, _taken(study)):
            found = list(_changed(page, row, cells, plain, problems))
            changes += found
            if found:
                typed |= {(*page.table.path, *row.path, *column.path): cell for column, cell in cells}
    after = study
    try:
        after = apply(study, changes)
    except ValidationError as error:
        unread = {(problem.values["sheet"], problem.values["cell"]) for problem in problems}
        for path, problem in all_invalid(error):
            if path not in typed or tuple(_where(typed[path]).values()) not in unread:
                problems.append(_at_its_cell(path, problem, typed))
    else:
        problems += _refused_by_pages(after, changes, typed)
    if len(problems) > 1:
        said = [Remark(problem.code, problem.values) for problem in problems]
        raise InvalidInput("workbook.several", n=len(said), first=said[0], problems=said)
    if problems:
        raise problems[0]
    for step in STEPS:
        if any(change.path[:3] == (step, "weighting", "direct") for change in changes):
            after = set_weighting(after, step, note=Wording())
    return after, tuple(remarks)


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet of the file: the table that it is, its columns by their place, the words for choices."""

    sheet: Any
    language: Language
    table: Sheet
    columns: Mapping[int, Column]
    words: Mapping[Path, Mapping[str, str]]


def _page(sheet: Any, tables: Sequence[tuple[Language, Sheet]], remarks: list[Remark]) -> _Page:
    language, table = tables[0]
    columns = _columns(sheet, table, remarks)
    words = {column.path: _words(column.path, tables) for column in columns.values()}
    return _Page(sheet, language, table, columns, words)


def _editions(study: Study, book: Any) -> list[tuple[Language, dict[str, Sheet]]]:
    """The tables by key in each language, first that of the workbook: words of both are understood."""
    titles = {page.title for page in book.worksheets}
    found = [(language, {table.key: table for table in sheets(study, language)}) for language in LANGUAGES]
    return sorted(found, key=lambda edition: -sum(table.title in titles for table in edition[1].values()))


def _columns(sheet: Any, table: Sheet, remarks: list[Remark]) -> dict[int, Column]:
    """The columns of the table by their place on the sheet."""
    by_key = {column_key(column): column for column in table.columns}
    columns = {}
    with_values = {
        cell.column for row in sheet.iter_rows(FIRST_ROW) for cell in row if cell.value is not None
    }
    for cell in sheet[1][1:]:
        if cell.value in by_key:
            columns[cell.column - 1] = by_key[cell.value]
        elif cell.value is not None:
            raise InvalidInput("workbook.unknown_column", sheet=sheet.title, cell=cell.coordinate)
        elif cell.column > 1 + len(table.labels) and cell.column in with_values:
            values = {"sheet": sheet.title, "column": cell.column_letter}
            remarks.append(Remark("workbook.column_not_read", values))
    return columns


def _rows(page: _Page, taken: set[str]) -> Iterator[tuple[Row, list[tuple[Column, Any]]]]:
    """The rows of the page with their cells by column; a row without a path is new, and gets one."""
    known = {row.path: row for row in page.table.rows}
    for cells in page.sheet.iter_rows(min_row=FIRST_ROW, min_col=1):
        filled = [(column, cells[i]) for i, column in page.columns.items()]
        if cells[0].value is not None:
            row = known.get(tuple(str(cells[0].value).split(" ")))
            if row is None:
                raise InvalidInput("workbook.unknown_row", sheet=page.sheet.title, cell=cells[0].coordinate)
            yield row, filled
        elif any(cell.value not in (None, "") for _, cell in filled):
            where = {"sheet": page.sheet.title, "row": cells[0].row}
            if not page.table.grows:
                raise InvalidInput("workbook.row_not_allowed", **where)
            names = [_text(cell.value) for column, cell in filled if column.path[0] == "name" and cell.value]
            if not names:
                raise InvalidInput("workbook.row_without_name", **where)
            stem = page.table.path[-1].removesuffix("s")
            key = new_id(next(filter(str.isascii, names), stem), taken)
            taken.add(key)
            yield Row((key,)), filled


def _changed(
    page: _Page,
    row: Row,
    cells: list[tuple[Column, Any]],
    plain: dict[str, Any],
    problems: list[InvalidInput],
) -> Iterator[Change]:
    """What was typed in a row; what cannot be read goes to `problems`."""
    path = (*page.table.path, *row.path)
    needed = [cell.value for column, cell in cells if column.path in page.table.needed]
    if needed and all(value in (None, "") for value in needed):
        before = value_at(plain, path)
        if before is not ABSENT:
            yield Change(path, before, ABSENT)
        return
    for column, cell in cells:
        place = (*path, *column.path)
        before = value_at(plain, place)
        if _same(cell.value, cell_value(before, column, row, page.language)):
            continue
        try:
            yield Change(place, before, _value(page, cell, column, row))
        except InvalidInput as problem:
            problems.append(problem)


def _refused_by_pages(
    after: Study, changes: Sequence[Change], typed: Mapping[Path, Any]
) -> Iterator[InvalidInput]:
    """What the study could hold but no page would take, at its cell."""
    for step in STEPS:
        here, leaves = after.step(step), whole_tree(after, step).leaves
        for change in changes:
            try:
                match change.path:
                    case (place, "scores", candidate, leaf, "value") if place == step and leaf in leaves:
                        check_score(change.after, leaves[leaf], here.candidates[candidate])
                    case (place, "criteria", key, "parent" | "lowest" | "highest") if place == step:
                        check_criterion(here.criteria, key)
            except InvalidInput as problem:
                said, where = Remark(problem.code, problem.values), _where(typed[change.path])
                yield InvalidInput("workbook.refused", problem=said, **where)


def _at_its_cell(path: Path, problem: InvalidInput, typed: Mapping[Path, Any]) -> InvalidInput:
    """What is wrong, with the cell that it was read from."""
    cell = typed.get(path)
    if cell is None:
        return problem
    if problem.code == "study.invalid_missing":
        return InvalidInput("workbook.empty_cell", **_where(cell))
    return InvalidInput(problem.code, **problem.values | {"place": Remark("workbook.place", _where(cell))})


def _where(cell: Any) -> dict[str, str]:
    return {"sheet": cell.parent.title, "cell": cell.coordinate}


def _same(given: Any, shown: str | float | None) -> bool:
    """Whether a cell still shows what it was given; spreadsheets keep 15 digits of a number."""
    if isinstance(given, int | float) and isinstance(shown, float):
        return math.isclose(given, shown, rel_tol=1e-14)
    return bool(given == shown) or (given == "" and shown is None)


def _value(page: _Page, cell: Any, column: Column, row: Row) -> Any:
    """What a cell says, as the document keeps it."""
    where = {"sheet": page.sheet.title, "cell": cell.coordinate, "value": str(cell.value)[:60]}
    if cell.value in (None, ""):
        return column.empty
    if cell.data_type == "e":
        raise InvalidInput("workbook.error_value", **where)
    if column.kind == "number":
        try:
            number = _number(cell.value)
        except ValueError as problem:
            raise InvalidInput("workbook.not_a_number", **where) from problem
        return column.empty if number is None else number
    text = _text(cell.value)
    if column.kind == "text":
        return text
    own = {word.casefold(): value for value, word in row.choices.items()} | {key: key for key in row.choices}
    words = own or page.words[column.path]
    value = words.get(" ".join(text.split()).casefold())
    if value is None:
        offered = list((row.choices or column.choices).values()) or list(words)
        raise InvalidInput("workbook.not_a_choice", **where, choices=offered[:10])
    return value == "yes" if column.kind == "flag" else value


def _words(path: Path, tables: Sequence[tuple[Language, Sheet]]) -> dict[str, str]:
    """What a person may write for a choice: its words in either language, or its value."""
    words: dict[str, str] = {}
    for language, table in tables:
        for column in table.columns:
            if column.path != path:
                continue
            flags = {value: say(f"history.{value}", language) for value in ("yes", "no")}
            choices = flags if column.kind == "flag" else column.choices
            words |= {word.casefold(): value for value, word in choices.items()}
            words |= {value: value for value in choices}
            if column.kind == "flag":
                words |= {"true": "yes", "1": "yes", "false": "no", "0": "no"}
    return words


def _number(value: Any) -> float | None:
    """A number, or None where it is said to be unknown. Raises ValueError."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str):
        raise ValueError(value)
    return read_number(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return from_cell(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_cell(value)
    return str(value)


def _taken(study: Study) -> set[str]:
    """Ids that a new row may not get."""
    criteria = (key for step in STEPS for key in study.step(step).criteria)
    return {*study.territories, *study.conditions, *criteria, *spoken_of(study)}
