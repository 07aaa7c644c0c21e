"""The history of a study: who changed what when, compare, go back."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.edit_frame import put_territory, set_frame
from mcda.storage.database import Database
from mcda.workspace import state

Page = Callable[..., AppTest]


@pytest.fixture
def edited(database: Database) -> Database:
    """The example after two saves by Wang."""
    for edit in (
        lambda study: set_frame(study, "region", "en", "A changed region"),
        lambda study: put_territory(study, None, "en", "Yixing"),
    ):
        number = studies.latest_number(database, "taihu")
        studies.save(database, "Wang", "taihu", number, edit, state.now(), reason="checked")
    return database


def study(database: Database, number: int | None = None) -> studies.Study:
    return studies.open_study(database, "taihu", number).study


def listed(page: AppTest) -> list[str]:
    return [markdown.value for markdown in page.markdown if markdown.value.startswith(":gray[")]


def test_the_newest_revision_comes_first_with_author_reason_and_words(
    open_page: Page, edited: Database
) -> None:
    newest, _, first = listed(open_page("history", "taihu"))
    assert newest.startswith(":gray[3 ")
    assert first.startswith(":gray[1 ")
    assert all(word in newest for word in ("Wang", "Yixing", "checked"))


def test_two_revisions_are_compared_cell_by_cell(open_page: Page, edited: Database) -> None:
    page = open_page("history", "taihu")
    page.number_input(key="history_page.from-3").set_value(1).run()
    changes = page.dataframe[0].value
    assert any("A changed region" in after for after in changes["After"])
    assert len(changes) == 2


def test_a_revision_is_restored_as_a_new_one(open_page: Page, edited: Database) -> None:
    page = open_page("history", "taihu")
    page.number_input(key="history_page.revision-3").set_value(1).run()
    page.button(key="history-restore").click().run()
    assert not page.exception
    assert study(edited) == study(edited, 1)
    assert studies.latest_number(edited, "taihu") == 4


def test_one_change_is_taken_back_and_later_ones_stay(open_page: Page, edited: Database) -> None:
    page = open_page("history", "taihu")
    page.number_input(key="history_page.revision-3").set_value(2).run()
    page.button(key="history-undo").click().run()
    assert study(edited).region == study(edited, 1).region
    assert any(t.name.en == "Yixing" for t in study(edited).territories.values())


def test_a_change_that_others_built_on_is_not_taken_back_unseen(open_page: Page, edited: Database) -> None:
    number = studies.latest_number(edited, "taihu")
    studies.save(
        edited,
        "Lin",
        "taihu",
        number,
        lambda base: set_frame(base, "region", "en", "Changed again"),
        state.now(),
    )
    page = open_page("history", "taihu")
    page.number_input(key="history_page.revision-4").set_value(2).run()
    page.button(key="history-undo").click().run()
    assert len(page.error) == 1
    assert study(edited).region.en == "Changed again"


def test_a_new_study_has_one_line_and_nothing_to_go_back_to(open_page: Page, database: Database) -> None:
    page = open_page("history", "taihu")
    assert len(listed(page)) == 1
    assert not page.number_input
