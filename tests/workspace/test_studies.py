"""The list of studies: make, copy, import, put away, delete, recover."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.study import STEPS
from mcda.output.study_json import study_json
from mcda.storage.database import Database
from mcda.workspace import state

Page = Callable[..., AppTest]


def heads(database: Database) -> dict[str, str]:
    return {head.title.en or head.title.zh: head.id for head in studies.list_studies(database)}


def test_a_first_start_contains_the_example(open_page: Page, database: Database) -> None:
    open_page("studies")
    assert set(heads(database).values()) == {"taihu"}


def test_without_any_study_the_page_says_what_to_do(open_page: Page, database: Database) -> None:
    title = studies.list_studies(database)[0].title.en
    page = open_page("studies")
    page.text_input(key="studies-delete-name-taihu").set_value(title).run()
    page.button(key="studies-delete-taihu").click().run()
    assert heads(database) == {}
    assert any("no study yet" in markdown.value for markdown in page.markdown)
    page.button(key="studies.recover-taihu").click().run()
    assert set(heads(database).values()) == {"taihu"}


def test_a_wrong_name_deletes_nothing_and_says_so(open_page: Page, database: Database) -> None:
    page = open_page("studies")
    page.text_input(key="studies-delete-name-taihu").set_value("Tai").run()
    page.button(key="studies-delete-taihu").click().run()
    assert len(page.error) == 1
    assert set(heads(database).values()) == {"taihu"}


def test_a_new_study_starts_with_the_criteria_sets_and_opens(open_page: Page, database: Database) -> None:
    page = open_page("studies")
    page.text_input(key="studies-new-title-0").set_value("Dianchi Lake")
    page.button(key="studies-new-create").click().run()
    assert not page.exception
    made = studies.open_study(database, heads(database)["Dianchi Lake"]).study
    assert all(made.step(step).criteria for step in STEPS)
    assert page.header[0].value == "Frame"


def test_a_new_study_without_a_title_is_refused(open_page: Page, database: Database) -> None:
    page = open_page("studies")
    page.button(key="studies-new-create").click().run()
    assert len(page.error) == 1
    assert set(heads(database).values()) == {"taihu"}


def test_a_new_study_from_another_has_its_candidates_and_no_scores(
    open_page: Page, database: Database
) -> None:
    page = open_page("studies")
    page.text_input(key="studies-new-title-0").set_value("Next year")
    page.selectbox(key="studies-new-source-0").set_value("taihu")
    page.button(key="studies-new-create").click().run()
    made = studies.open_study(database, heads(database)["Next year"]).study
    assert made.bodies.candidates == studies.open_study(database, "taihu").study.bodies.candidates
    assert not any(made.step(step).scores for step in STEPS)


def test_a_copy_is_equal_but_for_its_title(open_page: Page, database: Database) -> None:
    page = open_page("studies")
    page.button(key="studies-copy-taihu").click().run()
    assert not page.exception
    [copied] = set(heads(database).values()) - {"taihu"}
    original = studies.open_study(database, "taihu").study
    copy = studies.open_study(database, copied).study
    assert copy.model_copy(update={"title": original.title}) == original
    assert copy.title != original.title


def test_a_study_made_from_another_is_not_called_a_copy(open_page: Page, database: Database) -> None:
    page = open_page("studies")
    page.button(key="studies-template-taihu").click().run()
    [title] = heads(database).keys() - {studies.open_study(database, "taihu").study.title.en}
    assert title.endswith("(new)")


def test_a_study_is_deleted_by_a_press_right_after_its_name_was_typed(
    open_page: Page, database: Database
) -> None:
    page = open_page("studies")
    page.text_input(key="studies-delete-name-taihu").set_value(
        studies.open_study(database, "taihu").study.title.en
    )
    page.button(key="studies-delete-taihu").click().run()
    assert heads(database) == {}


def test_an_archived_study_is_out_of_the_list_and_comes_back(open_page: Page, database: Database) -> None:
    page = open_page("studies")
    page.button(key="studies-archive-taihu").click().run()
    assert heads(database) == {}
    page.button(key="studies.unarchive-taihu").click().run()
    assert set(heads(database).values()) == {"taihu"}


def test_an_archived_study_can_be_read_and_says_that_it_cannot_be_edited(
    open_page: Page, database: Database
) -> None:
    studies.archive(database, "Lin", "taihu", state.now())
    page = open_page("frame", "taihu")
    assert "in the archive" in page.info[0].value
    page.text_input(key="frame-add-name-0").set_value("Wujiang")
    page.button(key="frame-add-now").click().run()
    assert len(page.error) == 1
    assert not page.exception


def test_a_study_file_is_previewed_and_saved_only_then(open_page: Page, database: Database) -> None:
    original = studies.open_study(database, "taihu").study
    page = open_page("studies")
    page.file_uploader(key="studies-import-file-0").upload("theirs.json", study_json(original)).run()
    assert set(heads(database).values()) == {"taihu"}
    assert any("Nothing is saved yet" in markdown.value for markdown in page.markdown)
    page.button(key="studies-import-now").click().run()
    assert not page.exception
    [imported] = {head.id for head in studies.list_studies(database)} - {"taihu"}
    assert studies.open_study(database, imported).study == original


def test_a_file_that_is_no_study_is_answered_with_a_sentence(open_page: Page, database: Database) -> None:
    page = open_page("studies")
    page.file_uploader(key="studies-import-file-0").upload("notes.json", b"[1, 2").run()
    assert len(page.error) == 1
    assert set(heads(database).values()) == {"taihu"}
