"""What is pasted from a spreadsheet is read by name, in either language; what is wrong is told by place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.cooperation.edit_step import put_candidate, put_criterion, set_score, set_scores
from mcda.cooperation.edit_worded import put_worded_candidate, put_worded_criterion
from mcda.cooperation.pasted import Pasted, accepted, fields, read_candidates, read_scores
from mcda.cooperation.study import Study, Wording


def study_with_scores() -> Study:
    study = Study(title=Wording(en="A"))
    study = put_worded_criterion(study, "bodies", None, Wording(en="Capacity", zh="能力"))
    study = put_criterion(study, "bodies", None, "en", "Cost", lowest=None, highest=None)
    study = put_worded_candidate(study, "bodies", None, Wording(en="Wuxi", zh="无锡"))
    study = put_candidate(study, "bodies", None, "en", "Suzhou")
    return set_score(study, "bodies", "wuxi", "capacity", value=3)


def read(text: str) -> Pasted:
    study = study_with_scores()
    return read_scores(study, "bodies", study.bodies.criteria, text)


def codes(text: str) -> list[str]:
    return [problem.key for problem in read(text).problems]


def test_names_are_matched_in_either_language_whatever_their_case_and_spaces() -> None:
    found = read("\t能力\t COST \n无锡\t4\t12\n suzhou \t2\t7")
    assert found.values == {"wuxi": {"capacity": 4, "cost": 12}, "suzhou": {"capacity": 2, "cost": 7}}
    assert found.problems == ()


def test_scores_that_stand_there_already_are_counted_and_not_changed() -> None:
    found = read("x\tCapacity\nWuxi\t3\nSuzhou\t1")
    assert (found.values, found.same) == ({"suzhou": {"capacity": 1}}, 1)


def test_an_empty_cell_says_nothing_and_a_question_mark_says_unknown() -> None:
    found = read("x\tCapacity\tCost\nWuxi\t?\t\n")
    assert found.values == {"wuxi": {"capacity": None}}


@pytest.mark.parametrize(
    ("cell", "value"),
    [("3.5", 3.5), ("3,5", 3.5), ("３．５", 3.5), ("1 200", 1200), ("\u22122", -2), ("1,2345", 1.2345)],
)
def test_numbers_are_read_as_people_write_them(cell: str, value: float) -> None:
    found = read(f"x\tCost\nWuxi\t{cell}")
    assert found.values == {"wuxi": {"cost": value}}


@pytest.mark.parametrize("cell", ["1,234", "abc", "nan", "inf", "1.2.3", "=1+1", "3 bodies", "1e999"])
def test_what_is_no_number_or_may_be_two_is_told_with_its_row(cell: str) -> None:
    found = read(f"x\tCost\nSuzhou\t1\nWuxi\t{cell}")
    assert found.values == {"suzhou": {"cost": 1}}
    assert [(p.key, p.values["line"], p.values["given"]) for p in found.problems] == [
        ("paste.not_a_number", 3, cell)
    ]


def test_unknown_and_repeated_names_are_told_by_row_and_column() -> None:
    text = "x\tCapacity\tBeauty\tcapacity\nAtlantis\t1\t1\t1\nWuxi\t4\t\t\nwuxi\t5\t\t"
    found = read(text)
    assert found.values == {"wuxi": {"capacity": 4}}
    places = [(p.key, p.values.get("column", p.values.get("line"))) for p in found.problems]
    assert places == [
        ("paste.unknown_criterion", 3),
        ("paste.criterion_twice", 4),
        ("paste.unknown_candidate", 2),
        ("paste.candidate_twice", 4),
    ]


def test_a_value_outside_the_scale_is_told_and_the_rest_is_read() -> None:
    found = read("x\tCapacity\nWuxi\t9\nSuzhou\t5")
    assert found.values == {"suzhou": {"capacity": 5}}
    assert [problem.key for problem in found.problems] == ["score.out_of_range"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Capacity", "x\tCapacity", 'x\tCapacity\nWuxi\t"' + "4" * 200_000]
)
def test_less_than_a_table_is_told(text: str) -> None:
    assert codes(text) == ["paste.no_table"]


@pytest.mark.parametrize("text", ["x,Capacity\nWuxi,4", "x;Capacity\nWuxi;4", "x\tCapacity\r\nWuxi\t4\r\n"])
def test_commas_semicolons_and_windows_line_ends_are_read(text: str) -> None:
    assert read(text).values == {"wuxi": {"capacity": 4}}


def test_a_ranked_csv_of_our_own_is_read_as_it_is() -> None:
    text = "\ufeffrank,name,closeness,selected,Capacity,Cost\r\n1,Wuxi,0.7,yes,4,10\r\n2,Suzhou,0.3,no,2,\r\n"
    found = read(text)
    assert found.values == {"wuxi": {"capacity": 4, "cost": 10}, "suzhou": {"capacity": 2}}
    assert found.problems == ()


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader_and_what_it_gives_can_be_saved(text: str) -> None:
    study = study_with_scores()
    for pasted in (text, f"x\tCapacity\tCost\nWuxi\t{text}"):
        found = read(pasted)
        set_scores(study, "bodies", fields(found.values))


def test_of_many_typed_values_the_good_ones_are_accepted() -> None:
    good, problems = accepted(
        study_with_scores(), "bodies", {"wuxi": {"capacity": 9, "cost": 3}, "gone": {"capacity": 1}}
    )
    assert good == {"wuxi": {"cost": 3}}
    assert [problem.code for problem in problems] == ["score.out_of_range", "edit.gone"]


def test_column_heads_and_lines_within_a_quoted_cell_are_no_candidates() -> None:
    copied = 'Name\tKind\tDescription\nWuxi\tcity\t"On the lake,\nsays ""yes"""\nSuzhou\n'
    lines = read_candidates(copied, with_kind=True)
    assert [(pasted.name, pasted.kind) for pasted in lines] == [("Wuxi", "city"), ("Suzhou", "")]
    assert lines[0].description == 'On the lake, says "yes"'


def test_a_lonely_quotation_mark_swallows_no_line() -> None:
    lines = read_candidates('6" pipe\nBridge\n', with_kind=False)
    assert [pasted.name for pasted in lines] == ['6" pipe', "Bridge"]


def test_pasted_lines_become_candidates_with_kind_and_description() -> None:
    lines = read_candidates(" Wuxi  city \tcity\tOn the lake\n\nSuzhou", with_kind=True)
    assert [(line.name, line.kind, line.description) for line in lines] == [
        ("Wuxi city", "city", "On the lake"),
        ("Suzhou", "", ""),
    ]
    (issue,) = read_candidates("Flood\tHigh water\tevery year", with_kind=False)
    assert (issue.kind, issue.description) == ("", "High water every year")
