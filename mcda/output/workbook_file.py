"""The file of a filled-in workbook: is it one of ours, can it be read, from which revision was it made."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from mcda.core.errors import InvalidInput
from mcda.output.workbook import MARK

UNPACKED_LIMIT = 64 * 2**20
CELL_LIMIT = 500_000
_FORMULA = re.compile(rb"<f[\s>/]")


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """A workbook that was sent back: the revision that it was made from, and its sheets as they stand."""

    study_id: str
    number: int
    book: Any
    file: str


def open_workbook(content: bytes, file: str) -> FilledWorkbook:
    """The workbook in a file; `file` is its name.

    Raises InvalidInput: workbook.unreadable, .too_large, .foreign, .formula.
    """
    from openpyxl import load_workbook

    formulas = _look_inside(content, file)
    try:
        book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        typed = load_workbook(io.BytesIO(content), keep_links=False) if formulas else None
    except Exception as problem:  # openpyxl raises whatever a broken file makes it stumble over
        raise InvalidInput("workbook.unreadable", file=file) from problem
    mark = str(book.worksheets[0]["A1"].value or "") if book.worksheets else ""
    if not mark.startswith(MARK):
        raise InvalidInput("workbook.foreign", file=file)
    # One cell far out makes a walk over the sheet create all those before it.
    if sum(page.max_row * page.max_column for page in book.worksheets) > CELL_LIMIT:
        raise InvalidInput("workbook.too_large", file=file)
    _refuse_uncomputed(book, typed)
    study_id, _, number = mark.removeprefix(MARK).strip().partition(" ")
    return FilledWorkbook(study_id, int(number) if number.isdecimal() else 0, book, file)


def _look_inside(content: bytes, file: str) -> bool:
    """Whether there are formulas in the file; one that would unpack to very much is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise InvalidInput("workbook.too_large", file=file)
            pages = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(_FORMULA.search(archive.read(name)) for name in pages)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
        raise InvalidInput("workbook.unreadable", file=file) from None


def _refuse_uncomputed(book: Any, typed: Any) -> None:
    """A formula is read by the value that the spreadsheet computed; one without a value is not guessed at."""
    for page in typed.worksheets if typed else ():
        for cells in page.iter_rows():
            for cell in cells:
                if cell.data_type == "f" and book[page.title][cell.coordinate].value is None:
                    raise InvalidInput("workbook.formula", sheet=page.title, cell=cell.coordinate)
