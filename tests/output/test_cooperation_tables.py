"""Division of work and authority register as CSV."""

import csv
import io

import pytest

from mcda.cooperation.edit_step import put_candidate
from mcda.cooperation.register_table import read_register
from mcda.cooperation.study import Study
from mcda.output.cooperation_tables import division_csv, register_csv
from mcda.text import LANGUAGES, Language
from tests.cooperation.valley import valley, with_rule


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_division_of_work_is_a_table_of_chosen_bodies_and_issues() -> None:
    study = with_rule(valley(), "issues", required=("flood", "water"))
    assert table(division_csv(study, "en")) == [
        ["name", "Flood", "Water"],
        ["North", "leads", "is informed"],
        ["South", "decides", "leads"],
        ["Agency", "decides", "is consulted"],
    ]


def test_without_chosen_bodies_or_issues_the_table_is_empty() -> None:
    assert table(division_csv(Study(title=valley().title), "zh")) == [["name"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_register_that_was_written_is_read_back_the_same(language: Language, example: Study) -> None:
    for study in (valley(), example):
        found = read_register(study, language, register_csv(study, language).decode("utf-8-sig"))
        assert found.problems == ()
        entries = {
            (body, issue): held
            for body, row in study.authority_register.items()
            for issue, held in row.items()
        }
        changed = {(body, issue): held for body, row in found.values.items() for issue, held in row.items()}
        assert found.same + len(changed) == len(entries)
        assert all(held.kind == entries[place].kind for place, held in changed.items())
        assert all(held.ground == entries[place].ground for place, held in changed.items())


def test_names_that_a_spreadsheet_would_run_are_text_and_are_read_back() -> None:
    study = put_candidate(valley(), "bodies", "north", "en", "=cmd()")
    content = register_csv(study, "en")
    assert [row[0] for row in table(content)][1] == "'=cmd()"
    assert read_register(study, "en", content.decode("utf-8-sig")).problems == ()
