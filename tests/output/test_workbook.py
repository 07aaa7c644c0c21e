"""A workbook that goes out, is filled in, and comes back: only what was typed changes, and all of it."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.cooperation.changes import differences
from mcda.cooperation.study import Study, Territory, Weighting, Wording
from mcda.core.errors import InvalidInput
from mcda.output.history import change_texts
from mcda.output.places import names_in
from mcda.output.wording import problem_text, remark_text
from mcda.output.workbook import workbook
from mcda.output.workbook_file import open_workbook
from mcda.output.workbook_reading import filled_in
from mcda.output.workbook_text import from_cell, to_cell
from mcda.storage.study_file import read_study, shipped_example
from mcda.text import LANGUAGES, Language
from tests.small_study import score, study
from tests.storage.test_studies import STUDIES
from tests.storage.test_study_file import SAMPLE

PAIR = "team criterion-0|criterion-1"


def read_back(before: Study, content: bytes) -> Study:
    return filled_in(before, open_workbook(content, "x.xlsx"))[0]


def filled(before: Study, fill: Callable[[Any], None], language: Language = "en") -> Study:
    return read_back(before, typed(workbook(before, language), fill))


def typed(content: bytes, fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    fill(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def cell(sheet: Any, row: str, column: str) -> Any:
    """The cell at hidden keys."""
    rows = {found.value: found.row for (found,) in sheet.iter_rows(max_col=1)}
    columns = {found.value: found.column for found in sheet[1]}
    return sheet.cell(rows[row], columns[column])


def set_cell(key: str, row: str, column: str, value: Any) -> Callable[[Any], None]:
    def fill(book: Any) -> None:
        sheet = next(sheet for sheet in book if sheet["A1"].value == key)
        cell(sheet, row, column).value = value

    return fill


def said(before: Study, after: Study) -> str:
    changes = differences(before, after)
    return change_texts(changes, names_in(changes, before, after), "en", limit=9)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "whole", [shipped_example(), read_study(SAMPLE.read_bytes(), "x")], ids=["example", "every field"]
)
def test_a_workbook_that_nobody_touched_changes_nothing(whole: Study, language: Language) -> None:
    assert differences(whole, read_back(whole, workbook(whole, language))) == ()
    saved_by_another_program = typed(workbook(whole, language), lambda book: None)
    assert differences(whole, read_back(whole, saved_by_another_program)) == ()


@settings(max_examples=20, deadline=None)
@given(any_study=STUDIES)
def test_no_text_and_no_number_is_changed_on_the_way(any_study: Study) -> None:
    assert differences(any_study, read_back(any_study, workbook(any_study, "zh"))) == ()


def test_an_emptied_study_is_filled_by_its_workbook() -> None:
    example = shipped_example()
    blank = example.model_copy(
        update={
            step: example.step(step).model_copy(update={"scores": {}})
            for step in ("bodies", "issues", "solutions")
        }
        | {"deals": {}, "authority_register": {}, "participation": {}}
    )
    again = read_back(blank, workbook(example, "en"))
    assert differences(example, again) == ()


def test_a_score_that_was_typed_is_the_only_change() -> None:
    after = filled(study(), set_cell("bodies scores", "body-1", "criterion-0 value", 4.5))
    assert said(study(), after) == "score of Body 1 on Criterion 0 1 → 4.5"
    emptied = filled(study(), set_cell("bodies scores", "body-1", "criterion-0 value", None))
    assert said(study(), emptied) == "score of Body 1 on Criterion 0 1 → –"


def test_a_comparison_is_typed_with_a_name_and_taken_away_by_clearing() -> None:
    pair = "team criterion-0|criterion-1"

    def fill(book: Any) -> None:
        set_cell("bodies comparisons", pair, "favours", "criterion 1")(book)
        set_cell("bodies comparisons", pair, "times", "3")(book)

    compared = filled(study(), fill)
    assert said(study(), compared).endswith("by the planning team – → Criterion 1, 3 times")

    def clear(book: Any) -> None:
        set_cell("bodies comparisons", pair, "favours", None)(book)
        set_cell("bodies comparisons", pair, "times", None)(book)

    assert differences(study(), filled(compared, clear)) == ()


def test_a_choice_is_understood_in_either_language() -> None:
    english = filled(study(), set_cell("bodies criteria", "criterion-0", "direction", "越小越好"), "en")
    assert english.bodies.criteria["criterion-0"].direction == "min"
    chinese = filled(study(), set_cell("bodies criteria", "criterion-0", "direction", "less is better"), "zh")
    assert chinese == english


def test_a_row_below_the_last_one_is_a_new_candidate() -> None:
    def fill(book: Any) -> None:
        sheet = next(sheet for sheet in book if sheet["A1"].value == "bodies candidates")
        sheet.append([None, "Huzhou", "湖州", "=1+1"])

    # A formula in a text cell comes back as text only once a spreadsheet has computed it.
    with pytest.raises(InvalidInput) as problem:
        filled(study(), fill)
    assert problem.value.code == "workbook.formula"

    def fill_text(book: Any) -> None:
        sheet = next(sheet for sheet in book if sheet["A1"].value == "bodies candidates")
        sheet.append([None, "Huzhou", "湖州", "by the lake"])

    after = filled(study(), fill_text)
    assert after.bodies.candidates["huzhou"].name.zh == "湖州"
    assert after.bodies.candidates["huzhou"].description.en == "by the lake"


def test_a_row_or_sheet_that_was_deleted_takes_nothing_away() -> None:
    def fill(book: Any) -> None:
        del book[book.sheetnames[-1]]
        sheet = next(sheet for sheet in book if sheet["A1"].value == "bodies scores")
        sheet.delete_rows(3)

    assert differences(study(), filled(study(), fill)) == ()


def test_rows_may_be_sorted_otherwise() -> None:
    def fill(book: Any) -> None:
        sheet = next(sheet for sheet in book if sheet["A1"].value == "bodies scores")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for position, row in enumerate(reversed(rows)):
            for offset, value in enumerate(row):
                sheet.cell(3 + position, 1 + offset).value = value

    before = score(5, "body-2")(study())
    assert differences(before, filled(before, fill)) == ()


def test_what_is_not_read_is_said() -> None:
    def fill(book: Any) -> None:
        book.create_sheet("Notes")["A1"] = "mine"
        sheet = next(sheet for sheet in book if sheet["A1"].value == "bodies scores")
        sheet["Z4"] = "remember"

    content = typed(workbook(study(), "en"), fill)
    after, remarks = filled_in(study(), open_workbook(content, "x.xlsx"))
    assert after == study()
    assert {remark.key: dict(remark.values) for remark in remarks} == {
        "workbook.column_not_read": {"sheet": "Bodies – scores", "column": "Z"},
        "workbook.sheet_not_read": {"sheet": "Notes"},
    }


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        (set_cell("bodies scores", "body-1", "criterion-0 value", "much"), "workbook.not_a_number"),
        (set_cell("bodies scores", "body-1", "criterion-0 value", "NaN"), "workbook.not_a_number"),
        (set_cell("bodies scores", "body-1", "criterion-0 value", False), "workbook.not_a_number"),
        (set_cell("bodies scores", "body-1", "criterion-0 value", "=1+1"), "workbook.formula"),
        (set_cell("bodies scores", "body-1", "criterion-0 value", "#DIV/0!"), "workbook.error_value"),
        (set_cell("bodies criteria", "criterion-0", "direction", "up"), "workbook.not_a_choice"),
        (set_cell("bodies criteria", "criterion-0", "name en", "x" * 6000), "study.invalid_too_long"),
    ],
)
def test_a_wrong_cell_is_named(fill: Callable[[Any], None], code: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        filled(study(), fill)
    assert problem.value.code == code
    if code.startswith("workbook."):
        assert problem.value.values["cell"]
        assert "–" in problem.value.values["sheet"]


@pytest.mark.parametrize(("typed_in", "read"), [(9, "9"), (-4, "−4"), ("5.50", "5.5")])
def test_a_score_outside_its_scale_is_refused_at_its_cell(typed_in: Any, read: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        filled(study(), set_cell("bodies scores", "body-1", "criterion-0 value", typed_in))
    assert problem_text(problem.value, "en") == (
        "Cell C4 of sheet Bodies – scores: The score of Body 1 on Criterion 0 is "
        f"{read}; the scale goes from 1 to 5. Type a number in between, or widen the scale."
    )
    in_chinese = problem_text(problem.value, "zh")
    assert in_chinese.startswith("工作表 Bodies – scores 的单元格 C4：主体1 在 准则0 上")


def test_all_cells_that_cannot_be_taken_in_are_named_at_once_each_once() -> None:
    def fill(book: Any) -> None:
        set_cell("bodies scores", "body-0", "criterion-0 value", "much")(book)
        set_cell("bodies scores", "body-1", "criterion-0 value", 9)(book)
        set_cell("bodies comparisons", PAIR, "favours", "nobody")(book)
        set_cell("bodies comparisons", PAIR, "times", 3)(book)

    with pytest.raises(InvalidInput) as problem:
        filled(study(), fill)
    assert problem.value.code == "workbook.several"
    found = [remark_text(remark, "en") for remark in problem.value.values["problems"]]
    assert len(found) == problem.value.values["n"]
    assert [text for text in found if "much" in text] == [found[0]]
    assert sum("E3" in text for text in found) == 1
    assert problem_text(problem.value, "en").endswith(found[0])


def test_a_number_written_with_a_decimal_comma_is_read_as_when_pasted() -> None:
    after = filled(study(), set_cell("bodies scores", "body-1", "criterion-0 value", "3,5"))
    assert after.bodies.scores["body-1"]["criterion-0"].value == 3.5
    unknown = filled(study(), set_cell("bodies scores", "body-1", "criterion-0 value", "?"))
    assert unknown.bodies.scores["body-1"]["criterion-0"].value is None


def test_a_score_is_held_against_the_scale_that_comes_with_it() -> None:
    def fill(book: Any) -> None:
        set_cell("bodies scores", "body-1", "criterion-0 value", 9)(book)
        set_cell("bodies criteria", "criterion-0", "highest", 10)(book)

    assert filled(study(), fill).bodies.scores["body-1"]["criterion-0"].value == 9


@pytest.mark.parametrize(
    ("key", "row", "column", "value", "told"),
    [
        (
            "bodies candidates",
            "body-0",
            "population",
            -4,
            "cell G3 of sheet Bodies – candidates is too small",
        ),
        (
            "bodies candidates",
            "body-0",
            "territories lake",
            1.5,
            "cell K3 of sheet Bodies – candidates is too",
        ),
        ("bodies weights", "criterion-1", "-", 2, "cell C4 of sheet Bodies – typed weights is too large"),
        ("bodies comparisons", PAIR, "times", 12, "Cell E3 of sheet Bodies – comparisons is empty"),
        (
            "bodies comparisons",
            PAIR,
            "favours",
            "criterion 1",
            "Cell F3 of sheet Bodies – comparisons is empty",
        ),
    ],
)
def test_a_value_that_cannot_be_is_told_at_its_cell(
    key: str, row: str, column: str, value: Any, told: str
) -> None:
    step = study().bodies.model_copy(update={"weighting": Weighting(method="direct")})
    lake = Territory(name=Wording(en="Lake"))
    before = study().model_copy(update={"bodies": step, "territories": {"lake": lake}})
    with pytest.raises(InvalidInput) as problem:
        filled(before, set_cell(key, row, column, value))
    assert told in problem_text(problem.value, "en")
    assert "›" not in problem_text(problem.value, "zh")


def test_a_weight_typed_in_a_workbook_is_no_longer_the_round_s() -> None:
    found = Weighting(method="direct", direct={"criterion-0": 0.4}, note=Wording(en="Workshop round 2"))
    before = study().model_copy(update={"bodies": study().bodies.model_copy(update={"weighting": found})})
    untouched = filled(before, set_cell("bodies criteria", "criterion-0", "direction", "less is better"))
    assert untouched.bodies.weighting.note == found.note
    after = filled(before, set_cell("bodies weights", "criterion-0", "-", 0.6))
    assert after.bodies.weighting.direct["criterion-0"] == 0.6
    assert after.bodies.weighting.note == Wording()


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("parent", "Criterion 0", "criterion.parent"),
        ("lowest", 5, "criterion.range_empty"),
        ("highest", 0, "criterion.range_empty"),
    ],
)
def test_a_criterion_that_no_page_would_take_is_refused_at_its_cell(
    column: str, value: Any, code: str
) -> None:
    with pytest.raises(InvalidInput) as problem:
        filled(study(), set_cell("bodies criteria", "criterion-0", column, value))
    assert problem.value.code == "workbook.refused"
    assert problem.value.values["problem"].key == code
    assert problem.value.values["sheet"] == "Bodies – criteria"


def test_a_score_from_before_its_scale_was_narrowed_keeps_no_other_from_coming_in() -> None:
    before = score(9)(study())
    after = filled(before, set_cell("bodies scores", "body-1", "criterion-0 value", 5))
    assert said(before, after) == "score of Body 1 on Criterion 0 1 → 5"


def test_a_row_or_column_that_the_study_no_longer_has_is_named() -> None:
    content = workbook(study(4, 3), "en")
    for smaller in (study(3, 3), study(4, 2)):
        with pytest.raises(InvalidInput) as problem:
            read_back(smaller, content)
        assert problem.value.code in {"workbook.unknown_row", "workbook.unknown_column"}


def test_a_new_row_where_none_can_be_added_is_named() -> None:
    def fill(book: Any) -> None:
        next(sheet for sheet in book if sheet["A1"].value == "bodies scores").append([None, "Huzhou", 3])

    with pytest.raises(InvalidInput) as problem:
        filled(study(), fill)
    assert problem.value.code == "workbook.row_not_allowed"

    def nameless(book: Any) -> None:
        next(sheet for sheet in book if sheet["A1"].value == "territories").append([None, None, None, 5])

    with pytest.raises(InvalidInput) as problem:
        filled(study(), nameless)
    assert problem.value.code == "workbook.row_without_name"


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 2**20))
    return written.getvalue()


def foreign() -> bytes:
    written = io.BytesIO()
    openpyxl.Workbook().save(written)
    return written.getvalue()


def far_out() -> bytes:
    return typed(workbook(study(), "en"), lambda book: book["territories"].cell(4000, 500, "x"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 no workbook", "workbook.unreadable"),
        (workbook(study(), "en")[:-3000], "workbook.unreadable"),
        (bomb(), "workbook.too_large"),
        (foreign(), "workbook.foreign"),
        (far_out(), "workbook.too_large"),
    ],
    ids=["no zip", "truncated", "bomb", "foreign", "one cell far out"],
)
def test_a_file_that_is_no_workbook_of_ours_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        open_workbook(content, "x.xlsx")
    assert problem.value.code == code


def test_the_workbook_says_which_revision_it_was_made_from() -> None:
    filled_workbook = open_workbook(workbook(study(), "en", "two-lakes-abcd", 17), "x.xlsx")
    assert (filled_workbook.study_id, filled_workbook.number) == ("two-lakes-abcd", 17)


def test_the_lists_to_choose_from_are_not_taken_for_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = []
    load = openpyxl.load_workbook
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *a, **k: loads.append(k) or load(*a, **k))
    open_workbook(workbook(study(), "en"), "x.xlsx")
    assert len(loads) == 1


@given(text=st.text(max_size=40) | st.text("'=+-@\t\r\n _x0D5F", max_size=12))
def test_every_text_comes_back_from_a_cell(text: str) -> None:
    assert from_cell(to_cell(text)) == text


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A0", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", " =1"])
def test_no_cell_starts_like_a_formula(text: str) -> None:
    assert to_cell(text).startswith("'")
    content = workbook(study(title=text), "en")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet["A2"].data_type == "s"
