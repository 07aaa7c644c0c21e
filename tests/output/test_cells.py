"""Cells of files that a spreadsheet opens."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.output.cells import csv_bytes, distinct, number_cell, text_cell
from tests.output.hostile import names


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (3.0, "3"),
        (3.5, "3.5"),
        (-2.0, "-2"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e15, "1000000000000000"),
        (-0.0, "0"),
        (100, "100"),
        (None, ""),
    ],
)
def test_a_number_stands_as_a_person_types_it(typed: float | None, shown: str) -> None:
    assert number_cell(typed) == shown


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_the_same_number(value: float) -> None:
    assert float(number_cell(value)) == value


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  @home", "'  @home"),
        ("＋49", "'＋49"),
        ("\tname", "'\tname"),
        ("\ufeff-1", "'\ufeff-1"),
        ("two\r\nlines\rand\u2028more", "two lines and more"),
        ("\n=1", "' =1"),
        ("a-b = c", "a-b = c"),
        ("无锡", "无锡"),
    ],
)
def test_text_that_a_spreadsheet_would_compute_is_guarded_and_stays_on_one_line(
    typed: str, cell: str
) -> None:
    assert text_cell(typed) == cell


@given(names)
def test_no_text_begins_a_formula_or_a_new_line(name: str) -> None:
    cell = text_cell(name)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert cell.strip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    assert len(cell.splitlines()) <= 1


@given(st.lists(st.lists(names, min_size=2, max_size=2)))
def test_a_written_table_reads_back_cell_for_cell(rows: list[list[str]]) -> None:
    cells = [[text_cell(name) for name in row] for row in rows]
    written = csv_bytes(cells)
    assert written.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))) == cells


@given(st.lists(st.sampled_from(["rank", "a", "a (2)", "b"])))
def test_columns_with_the_same_name_are_told_apart(given_names: list[str]) -> None:
    columns = distinct(given_names, taken=("rank",))
    assert len({"rank", *columns}) == len(columns) + 1


def test_a_second_column_of_a_name_is_numbered() -> None:
    assert distinct(["cost", "cost", "name"], taken=("name",)) == ["cost", "cost (2)", "name (2)"]
