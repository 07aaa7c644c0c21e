"""A register that is pasted or handed in as CSV."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.cooperation.edit_cooperation import set_register
from mcda.cooperation.register_table import KINDS, read_register
from mcda.cooperation.study import PowerKind
from mcda.text import LANGUAGES, say
from tests.cooperation.valley import said, valley

TABLE = "body,Flood,Water\nNorth,shared,own | Water Act\nClub,,none\n"


def test_a_table_with_names_in_rows_and_columns_is_read() -> None:
    found = read_register(valley(), "en", TABLE)
    assert {body: {i: c.kind for i, c in row.items()} for body, row in found.values.items()} == {
        "north": {"flood": "shared", "water": "own"},
        "club": {"water": "none"},
    }
    assert found.values["north"]["water"].ground.en == "Water Act"
    assert found.problems == ()


def test_what_is_read_can_be_put_into_the_study_and_is_then_the_same() -> None:
    found = read_register(valley(), "en", TABLE)
    again = read_register(set_register(valley(), found.values), "en", TABLE)
    assert (dict(again.values), again.same) == ({}, 3)


def test_names_and_kinds_may_be_chinese_and_columns_separated_by_tabs() -> None:
    text = "\tWater（中文）\nSouth（中文）\t需要授权 | 水法 | 省政府\n"
    entry = read_register(valley(), "zh", text).values["south"]["water"]
    assert (entry.kind, entry.ground.zh, entry.grantor.zh) == ("needs_authorisation", "水法", "省政府")
    assert entry.grantor.en == "Province"  # the other language stays


def test_a_grantor_goes_when_no_authorisation_is_needed_any_more() -> None:
    entry = read_register(valley(), "en", "x,Water\nSouth,own\n").values["south"]["water"]
    assert (entry.grantor.en, entry.grantor.zh) == ("", "")


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("x,Canals\nNorth,own", "register.unknown_issue", {"column": 2, "given": "Canals"}),
        ("x,Flood,Flood\nNorth,own,own", "register.issue_twice", {"column": 3, "given": "Flood"}),
        ("x,Flood\nNorthern,own", "register.unknown_body", {"line": 2, "given": "Northern"}),
        ("x,Flood\nNorth,own\nNorth,own", "register.body_twice", {"line": 3, "given": "North"}),
        (
            "x,Flood\nNorth,mostly",
            "register.unknown_kind",
            {"line": 2, "column": 2, "body": said("North"), "issue": said("Flood"), "given": "mostly"},
        ),
        ("x,Flood\nNorth,own|a|b|c", "register.unknown_kind", {"given": "own|a|b|c"}),
        ("North", "register.no_table", {}),
        ("", "register.no_table", {}),
    ],
)
def test_what_cannot_be_read_is_said_by_its_place(text: str, code: str, values: dict[str, object]) -> None:
    problems = read_register(valley(), "en", text).problems
    assert problems[0].key == code
    assert values.items() <= problems[0].values.items()
    assert all(say(code, language, **problems[0].values) for language in LANGUAGES)


def test_a_quotation_mark_that_is_never_closed_makes_no_table() -> None:
    assert read_register(valley(), "en", 'x,Flood\n"' + "a" * 140_000).problems[0].key == "register.no_table"


def test_one_wrong_cell_does_not_keep_the_others_out() -> None:
    found = read_register(valley(), "en", "x,Flood,Water\nNorth,mostly,own\n")
    assert found.values["north"].keys() == {"water"}
    assert len(found.problems) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["own", "shared", "delegated", "needs_authorisation", "none"])
def test_every_kind_is_read_as_pages_and_files_write_it(language: str, kind: PowerKind) -> None:
    assert KINDS[say(f"choice.power.{kind}", language)] == kind  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        (" Needs  Authorisation ", "needs_authorisation"),
        ("NEEDS-AUTHORIZATION", "needs_authorisation"),
        ("needs_authorization", "needs_authorisation"),
        ("须 经 授 权", "needs_authorisation"),
        ("Ｏｗｎ", "own"),
        ("自 有", "own"),
        ("-", "none"),
    ],
)
def test_a_kind_is_read_however_a_spreadsheet_spaces_and_capitalises_it(word: str, kind: PowerKind) -> None:
    found = read_register(valley(), "en", f"x\tFlood\nSouth\t{word}\n")
    assert (found.problems, found.values["south"]["flood"].kind) == ((), kind)


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    found = read_register(valley(), "en", text)
    assert all(say(problem.key, "en", **problem.values) for problem in found.problems)


@given(st.lists(st.lists(st.sampled_from(["own", "North", "Flood", "", "=1+1", "\r\n", '"']), max_size=4)))
def test_any_table_is_answered(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in rows)
    assert set(read_register(valley(), "en", text).values) <= {"north"}
