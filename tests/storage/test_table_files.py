"""Files that people give: what is wrong is answered by place, and what is right is read exactly."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.core.errors import InvalidInput
from mcda.storage.decoding import SIZE_LIMIT, decode
from mcda.storage.table_files import read_comparisons, read_table, read_weights
from mcda.text import LANGUAGES, say

TABLE = "name,水质,成本\ndirection,max,min\nweight,0.6,0.4\nunit,级,百万元\n苏州,3,120\n无锡,4.5,80\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_chinese_table_reads_the_same_in_every_encoding_and_with_every_line_end(encoding, ends):
    read = read_table(TABLE.replace("\n", ends).encode(encoding), "t.csv")
    assert read.table.candidates == ("苏州", "无锡")
    assert [c.name for c in read.table.criteria] == ["水质", "成本"]
    assert read.table.scores.tolist() == [[3, 120], [4.5, 80]]
    assert read.table.directions == (1, -1)
    assert read.weights == (0.6, 0.4)
    assert read.table.criteria[1].unit == "百万元"


def test_latin_1_text_is_read_with_its_accents():
    assert decode("Zürich,Genève;Bâle à côté".encode("latin-1"), "f") == "Zürich,Genève;Bâle à côté"


def test_a_semicolon_file_may_use_decimal_commas():
    read = read_table(b"name;a;b\nx;1,5;2\ny;3;4,25\n", "t.csv")
    assert read.table.scores.tolist() == [[1.5, 2], [3, 4.25]]


def test_declared_ranges_are_kept():
    read = read_table(b"name,a\nlowest,0\nhighest,10\nx,1\ny,2\n", "t.csv")
    assert read.table.bounds.tolist() == [[0, 10]]


BAD_TABLES = [
    (b"", "file.empty", {}),
    (b"\xef\xbb\xbf \r\n", "file.empty", {}),
    (b"x" * (SIZE_LIMIT + 1), "file.too_large", {}),
    (b"PK\x03\x04rest of a workbook", "file.not_text", {}),
    (b"a\0b,c\n1,2", "file.not_text", {}),
    (b"name\nx\n", "table.no_criteria", {}),
    (b"x,1,2\ny,3,4\n", "table.no_header", {}),
    (b"name,a,b\n", "table.no_candidates", {}),
    (b"name,a,b\ndirection,max,min\n", "table.no_candidates", {}),
    (b"name,a,a\nx,1,2\n", "table.duplicate_column", {"name": "a"}),
    (b"name,a,\nx,1,2\n", "table.row_too_long", {"line": 2}),
    (b"name,,b\nx,1,2\n", "table.no_criterion_name", {"column": 2}),
    (b"name,a,b\nx,1,2\nx,3,4\n", "table.duplicate_row", {"line": 3, "name": "x"}),
    (b"name,a,b\n,1,2\n", "table.no_name", {"line": 2}),
    (b"name,a,b\nx,1,good\n", "table.text_in_number", {"row": "x", "column": "b", "given": "good"}),
    (b"name,a,b\nx,1,nan\n", "table.cell_not_finite", {"row": "x", "column": "b"}),
    (b"name,a,b\nx,-inf,1\n", "table.cell_not_finite", {"row": "x", "column": "a"}),
    (b"name,a,b\nx,1e999,1\n", "table.cell_not_finite", {"row": "x", "column": "a"}),
    (b"name,a,b\nx,1\n", "table.missing_cell", {"row": "x", "column": "b"}),
    (b"name,a,b\nx,1,2,3\n", "table.row_too_long", {"line": 2}),
    (b"name,a,b\ndirection,max,down\nx,1,2\n", "table.direction", {"criterion": "b", "given": "down"}),
    (b"name,a,b\nweight,1,0\nweight,1,0\nx,1,2\n", "table.described_twice", {"line": 3}),
    (b"name,a,b\nweight,1,much\nx,1,2\n", "table.text_in_number", {"row": "weight", "column": "b"}),
    (b"name,a\nlowest,5\nhighest,5\nx,1\n", "criterion.range_empty", {"criterion": "a"}),
]


@pytest.mark.parametrize(("content", "code", "place"), BAD_TABLES)
def test_a_wrong_table_is_answered_with_its_place_in_both_languages(content, code, place):
    with pytest.raises(InvalidInput) as caught:
        read_table(content, "t.csv")
    assert caught.value.code == code
    assert place.items() <= caught.value.values.items()
    for language in LANGUAGES:
        sentence = say(code, language, **caught.value.values)
        assert "{" not in sentence
        assert all(str(value) in sentence for value in place.values())


def test_weights_are_put_into_the_order_of_the_criteria():
    assert read_weights(b"criterion,weight\nb,0.25\na,0.75\n", "w.csv", ["a", "b"]) == (0.75, 0.25)
    assert read_weights(b"b,1/4\na,3/4\n", "w.csv", ["a", "b"]) == (0.75, 0.25)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,0.5\nc,0.5\n", "weights.unknown_criterion"),
        (b"a,0.5\na,0.5\n", "weights.duplicate"),
        (b"a,1\n", "weights.missing_in_file"),
        (b"a,half\nb,0.5\n", "table.text_in_number"),
    ],
)
def test_a_wrong_weights_file_is_refused(content, code):
    with pytest.raises(InvalidInput) as caught:
        read_weights(content, "w.csv", ["a", "b"])
    assert caught.value.code == code


def test_comparisons_take_fractions_and_empty_cells_and_any_row_order():
    read = read_comparisons(b",a,b,c\nc,1/5,,1\na,1,3,5\nb,1/3,1,\n", "c.csv")
    assert read.names == ("a", "b", "c")
    assert read.matrix[0].tolist() == [1, 3, 5]
    assert math.isnan(read.matrix[1, 2])
    assert read.matrix[2, 0] == 0.2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b",a,b\na,1,3\nd,1/3,1\n", "comparisons.unknown_name"),
        (b",a,b\na,1,3\na,1/3,1\n", "comparisons.duplicate_row"),
        (b",a,b\na,1,3\n", "comparisons.missing_row"),
        (b",a,b\na,1,more\nb,1/3,1\n", "table.text_in_number"),
        (b",a,b\na,1,1/0\nb,1/3,1\n", "table.text_in_number"),
    ],
)
def test_a_wrong_comparisons_file_is_refused(content, code):
    with pytest.raises(InvalidInput) as caught:
        read_comparisons(content, "c.csv")
    assert caught.value.code == code


@given(st.binary(max_size=300))
def test_no_bytes_at_all_bring_the_reader_down(content):
    try:
        read_table(content, "t.csv")
    except InvalidInput as problem:
        for language in LANGUAGES:
            say(problem.code, language, **problem.values)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_in_full_is_read_back_exactly(number):
    assert read_weights(f"a,{number!r}".encode(), "w.csv", ["a"]) == (number,)


@pytest.mark.parametrize(
    ("content", "criteria", "scores"),
    [
        ("Name;Kosten, EUR\nA;1,5\nB;2,5\n", ["Kosten, EUR"], [[1.5], [2.5]]),
        ('Name;"Kosten, EUR"\nA;1,5\nB;2,5\n', ["Kosten, EUR"], [[1.5], [2.5]]),
        (
            "Name;Kosten (Mio, EUR);Nutzen (Mio, EUR)\nA;1;2,5\nB;3;4\n",
            ["Kosten (Mio, EUR)", "Nutzen (Mio, EUR)"],
            [[1, 2.5], [3, 4]],
        ),
        ("name,cost; EUR\nA,1.5\nB,2\n", ["cost; EUR"], [[1.5], [2]]),
        ("name\tcost; EUR, net\nA\t1,5\nB\t2\n", ["cost; EUR, net"], [[1.5], [2]]),
        ("name,cost,gain\nA,1,2\nunit,EUR\n", ["cost", "gain"], [[1, 2]]),
    ],
)
def test_cells_are_parted_by_what_parts_all_rows_evenly(content, criteria, scores):
    table = read_table(content.encode(), "t.csv").table
    assert [criterion.name for criterion in table.criteria] == criteria
    assert table.scores.tolist() == scores


def test_weights_with_decimal_commas_are_parted_by_semicolons():
    assert read_weights(b"cost;0,7\nbenefit;0,3\n", "w.csv", ["cost", "benefit"]) == (0.7, 0.3)


@pytest.mark.parametrize("first", ["weights", "Weight:", "WEIGHTS", "权重", "权重："])
def test_rows_that_describe_the_columns_are_known_by_near_names(first):
    read = read_table(f"name,a,b\n{first},0.9,0.1\n方向,min,max\nx,1,2\ny,3,4\n".encode(), "t.csv")
    assert read.weights == (0.9, 0.1)
    assert read.table.candidates == ("x", "y")
    assert read.table.directions == (-1, 1)


def test_chinese_names_of_the_other_rows_are_known_too():
    read = read_table("name,a\n单位,km\n最低,0\n最高值,10\nDirections:,min\nx,1\n".encode(), "t.csv")
    (criterion,) = read.table.criteria
    assert (criterion.unit, criterion.lowest, criterion.highest, criterion.direction) == ("km", 0, 10, -1)


@pytest.mark.parametrize("name", ["min", "MAX", "max:"])
def test_a_row_of_numbers_called_min_or_max_is_no_candidate(name):
    refused(f"name,a,b\n{name},1,5\nx,1,2\n", "table.ends", line=2, row=name)


def refused(content, code, **place):
    with pytest.raises(InvalidInput) as caught:
        read_table(content.encode(), "t.csv")
    assert caught.value.code == code
    assert place.items() <= caught.value.values.items()
    for language in LANGUAGES:
        sentence = say(code, language, **caught.value.values)
        assert all(str(value) in sentence for value in place.values())


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("cell", ["12,500", "1,234", "-1,000"])
def test_a_comma_that_may_part_thousands_is_asked_about(mark, cell):
    whole, decimal = cell.replace(",", ""), cell.replace(",", ".")
    refused(f"name{mark}a\nx{mark}{cell}\n", "table.comma", given=cell, whole=whole, decimal=decimal)
    refused(f'name,a\nx,"{cell}"\n', "table.comma", given=cell)


def test_commas_that_can_only_part_decimals_or_thousands_are_read_or_told():
    read = read_table(b"name;a;b;c\nx;0,125;1234,567;1,25\n", "t.csv")
    assert read.table.scores.tolist() == [[0.125, 1234.567, 1.25]]
    refused("name;a\nx;12,500,000\n", "table.thousands", whole="12500000")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1 / 3", 1 / 3), ("１／３", 1 / 3), ("１/３", 1 / 3), ("½", 1 / 2), ("0.5/2", 1 / 4), ("３", 3)],
)
def test_fractions_are_read_however_they_are_written(cell, value):
    assert read_comparisons(f",a,b\na,1,{cell}\nb,,1\n".encode(), "c.csv").matrix[0, 1] == value


def test_the_long_minus_is_read():
    assert read_table("name,a\nx,−1\ny,－2.5\n".encode(), "t.csv").table.scores.tolist() == [[-1], [-2.5]]


@pytest.mark.parametrize(
    ("cell", "code", "said"),
    [
        ("1:3", "table.ratio", {"instead": "1/3"}),
        ("01:03", "table.ratio", {"instead": "1/3"}),
        ("35%", "table.percent", {"instead": "0.35"}),
        ("35 ％", "table.percent", {"instead": "0.35"}),
        ("3-Jan", "table.date", {}),
        ("Jan-03", "table.date", {}),
        ("1月3日", "table.date", {}),
        ("?", "table.unknown_cell", {}),
        ("high 3", "table.text_in_number", {}),
    ],
)
def test_a_cell_that_is_no_number_is_told_what_to_write_instead(cell, code, said):
    refused(f"name,a\nx,{cell}\n", code, given=cell, row="x", column="a", **said)


@pytest.mark.parametrize("cell", ["?", "-", "？", "—"])
def test_a_comparison_that_was_not_asked_is_left_empty(cell):
    with pytest.raises(InvalidInput) as caught:
        read_comparisons(f",a,b\na,1,{cell}\nb,,1\n".encode(), "c.csv")
    assert caught.value.code == "table.leave_empty"


def test_years_for_names_are_told_to_take_a_word():
    refused("name,2021,2022\nx,1,2\n", "table.no_header", given="2021")


@pytest.mark.parametrize("said", ["sep=;\n", '"sep=;"\r\n'])
def test_the_first_line_by_which_a_spreadsheet_says_what_parts_the_cells_is_followed(said):
    read = read_table(f"{said}name;a, b;c\nx;1,5;2\n".encode(), "t.csv")
    assert [criterion.name for criterion in read.table.criteria] == ["a, b", "c"]
    assert read.table.scores.tolist() == [[1.5, 2]]
    refused(f"{said}name;a\nx;1\n;2\n", "table.no_name", line=4)


@pytest.mark.parametrize("mark", ["，", "；"])
def test_full_width_marks_part_cells_too(mark):
    content = "name,a,b\nweight,0.6,0.4\n甲,1,2\n乙,3,4\n".replace(",", mark)
    assert read_table(content.encode(), "t.csv").table.scores.tolist() == [[1, 2], [3, 4]]
