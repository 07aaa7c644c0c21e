"""A study as an Excel workbook, to fill in without a connection: one sheet a table.

The first row and the first column of each sheet are hidden: they hold the paths into the document by which
the workbook is read back (`workbook_reading`).
"""

from datetime import datetime
from typing import Any

from mcda.cooperation.changes import ABSENT, document, value_at
from mcda.cooperation.study import Study
from mcda.output.cells import distinct
from mcda.output.sheets import Column, Row, Sheet, sheets
from mcda.output.steady import book_bytes
from mcda.output.wording import name_of
from mcda.output.workbook_text import to_cell
from mcda.text import Language, say

MARK = "Concord workbook 1"
FIRST_ROW = 3
_WIDTHS = {"text": 32, "number": 14, "flag": 12, "choice": 24}


def workbook(
    study: Study, language: Language, study_id: str = "", number: int = 0, at: datetime | None = None
) -> bytes:
    """The workbook of a study; `study_id`, `number` and `at` say which revision it was made from."""
    from openpyxl import Workbook

    book = Workbook()
    _cover(book.active, study, language, study_id, number)
    plain = document(study)
    tables = sheets(study, language)
    cover = book.active.title
    for table, title in zip(tables, _titles([table.title for table in tables], cover), strict=True):
        _write(book.create_sheet(title), table, plain, language)
    return book_bytes(book, to_cell(name_of(study.title, language)), at)


def cell_value(value: Any, column: Column, row: Row, language: Language) -> str | float | None:
    """What a cell shows of a value of the document."""
    if value is ABSENT or value is None or value == "":
        return None
    if column.kind == "number":
        return float(value)
    if column.kind == "flag":
        return say("history.yes" if value else "history.no", language)
    if column.kind == "choice":
        return to_cell((row.choices or column.choices).get(value, value))
    return to_cell(value)


def column_key(column: Column) -> str:
    """What stands in the hidden first row above a column."""
    return " ".join(column.path) or "-"


def _cover(sheet: Any, study: Study, language: Language, study_id: str, number: int) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = "Concord"
    sheet["A1"] = f"{MARK} {study_id} {number}".strip()
    sheet.row_dimensions[1].hidden = True
    sheet["A2"] = to_cell(name_of(study.title, language))
    sheet["A2"].font = Font(bold=True, size=14)
    sheet["A4"] = say("workbook.how", language)
    sheet["A4"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 90


def _titles(titles: list[str], cover: str) -> list[str]:
    """Names of sheets: the format allows 31 letters and not these seven."""
    cleaned = ["".join(" " if letter in "[]:*?/\\" else letter for letter in title) for title in titles]
    return distinct((title.strip("' ")[:27] for title in cleaned), (cover,))


def _write(sheet: Any, table: Sheet, plain: dict[str, Any], language: Language) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    first = 2 + len(table.labels)
    sheet["A1"] = table.key
    for offset, label in enumerate(table.labels):
        sheet.cell(2, 2 + offset, to_cell(label)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(2 + offset)].width = 28
    for offset, column in enumerate(table.columns):
        sheet.cell(1, first + offset, column_key(column))
        sheet.cell(2, first + offset, to_cell(column.heading)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(first + offset)].width = _WIDTHS[column.kind]
    for position, row in enumerate(table.rows):
        sheet.cell(FIRST_ROW + position, 1, " ".join(row.path))
        for offset, label in enumerate(row.labels):
            sheet.cell(FIRST_ROW + position, 2 + offset, to_cell(label))
        for offset, column in enumerate(table.columns):
            value = value_at(plain, (*table.path, *row.path, *column.path))
            shown = cell_value(value, column, row, language)
            if shown is not None:
                sheet.cell(FIRST_ROW + position, first + offset, shown)
    _offer_choices(sheet, table, first, language)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(FIRST_ROW, first if table.labels else first + 1)


def _offer_choices(sheet: Any, table: Sheet, first: int, language: Language) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = FIRST_ROW + max(len(table.rows), 1) + (100 if table.grows else -1)
    for offset, column in enumerate(table.columns):
        words = list(column.choices.values())
        if column.kind == "flag":
            words = [say("history.yes", language), say("history.no", language)]
        listed = ",".join(words)
        # The format takes a list of 255 letters, with commas between its words only.
        if (
            not words
            or len(listed) > 255
            or any("," in word or '"' in word or not word.isprintable() for word in words)
        ):
            continue
        offer = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(first + offset)
        offer.add(f"{letter}{FIRST_ROW}:{letter}{last}")
        sheet.add_data_validation(offer)
