"""The frame of a study: what it is about, its territories, its files."""

import io
from collections.abc import Callable

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.edit_frame import put_territory, set_frame
from mcda.output.workbook import FIRST_ROW, workbook
from mcda.storage.database import Database
from mcda.workspace import state
from mcda.workspace.territories import with_cells
from tests.workspace.folds import unfold

Page = Callable[..., AppTest]


def latest(database: Database) -> studies.Study:
    return studies.open_study(database, "taihu").study


def add(page: AppTest, name: str, population: int | None = None) -> None:
    page.text_input(key="frame-add-name-0").set_value(name)
    if population is not None:
        page.number_input(key="frame-add-population-0").set_value(population)
    page.button(key="frame-add-now").click().run()


def test_an_edit_is_saved_with_the_author_and_shown(open_page: Page, database: Database) -> None:
    page = open_page("frame", "taihu")
    page.text_input(key="status-who-name").set_value("Lin Yue").run()
    page.button(key="frame-edit").click().run()
    page.text_input(key="frame-title-en").set_value("Taihu Lake")
    page.text_area(key="frame-purpose-zh").set_value("新的目的")
    page.button(key="frame-save").click().run()
    assert not page.exception
    assert latest(database).title.en == "Taihu Lake"
    assert latest(database).purpose.zh == "新的目的"
    assert studies.history(database, "taihu")[0].author == "Lin Yue"
    assert not page.text_area


def test_closing_without_saving_changes_nothing(open_page: Page, database: Database) -> None:
    before = latest(database)
    page = open_page("frame", "taihu")
    page.button(key="frame-edit").click().run()
    page.text_input(key="frame-title-en").set_value("Something else")
    page.button(key="frame-cancel").click().run()
    assert latest(database) == before


def test_an_empty_title_is_refused_with_a_sentence_and_what_was_typed_stays(
    open_page: Page, database: Database
) -> None:
    page = open_page("frame", "taihu")
    page.button(key="frame-edit").click().run()
    page.text_input(key="frame-title-en").set_value("")
    page.text_input(key="frame-title-zh").set_value("")
    page.text_input(key="frame-unit-en").set_value("euro")
    page.button(key="frame-save").click().run()
    assert len(page.error) == 1
    assert page.text_input(key="frame-unit-en").value == "euro"
    assert latest(database).title.en


def elsewhere_and_back(page: AppTest) -> AppTest:
    """Visits another page; a value without a draft is gone on the second run there."""
    page.switch_page("app_pages/history.py").run().run()
    return page.switch_page("app_pages/frame.py").run()


def test_what_was_typed_is_there_again_after_a_visit_to_another_page_and_said_not_to_be_saved(
    open_page: Page, database: Database
) -> None:
    page = open_page("frame", "taihu")
    page.button(key="frame-edit").click().run()
    assert not any("Not saved yet" in caption.value for caption in page.caption)
    page.text_area(key="frame-purpose-en").set_value("A long purpose").run()
    page = elsewhere_and_back(page)
    assert page.text_area(key="frame-purpose-en").value == "A long purpose"
    assert any("Not saved yet" in caption.value for caption in page.caption)
    assert latest(database).purpose.en != "A long purpose"
    page.button(key="frame-save").click().run()
    assert latest(database).purpose.en == "A long purpose"
    assert not elsewhere_and_back(page).text_area


def test_what_was_closed_without_saving_does_not_come_back(open_page: Page) -> None:
    page = open_page("frame", "taihu")
    page.button(key="frame-edit").click().run()
    page.text_area(key="frame-purpose-en").set_value("A long purpose").run()
    page = elsewhere_and_back(page)
    page.button(key="frame-cancel").click().run()
    page.button(key="frame-edit").click().run()
    assert page.text_area(key="frame-purpose-en").value != "A long purpose"


def test_a_draft_does_not_cover_what_another_planner_saved_while_its_author_was_elsewhere(
    open_page: Page, database: Database
) -> None:
    page = open_page("frame", "taihu")
    page.button(key="frame-edit").click().run()
    page.text_area(key="frame-purpose-en").set_value("Mine").run()
    page.switch_page("app_pages/history.py").run().run()
    studies.save(
        database, "Wang", "taihu", 1, lambda study: set_frame(study, "purpose", "en", "Theirs"), state.now()
    )
    page.session_state["seen"] = ("taihu", 2)
    page.switch_page("app_pages/frame.py").run()
    page.button(key="frame-save").click().run()
    assert latest(database).purpose.en == "Theirs"
    page.button(key="clash-take_mine").click().run()
    assert latest(database).purpose.en == "Mine"
    assert not page.text_area


def test_a_territory_is_added_with_its_population_and_removed(open_page: Page, database: Database) -> None:
    page = open_page("frame", "taihu")
    add(page, "Wujiang", 1_545_000)
    added = {t.name.en: t.population for t in latest(database).territories.values()}
    assert added["Wujiang"] == 1_545_000
    key = next(k for k, t in latest(database).territories.items() if t.name.en == "Wujiang")
    page.selectbox(key="frame-remove-which").set_value(key).run()
    page.button(key="frame-remove-now").click().run()
    assert key not in latest(database).territories


def test_territories_to_remove_are_offered_letter_for_letter(open_page: Page) -> None:
    page = open_page("frame", "taihu")
    add(page, "Wujiang (east) *")
    assert "Wujiang (east) *" in page.selectbox(key="frame-remove-which").options


def test_a_territory_whose_name_is_taken_is_refused_and_what_was_typed_stays(
    open_page: Page, database: Database
) -> None:
    page = open_page("frame", "taihu")
    taken = next(iter(latest(database).territories.values())).name.en
    add(page, taken)
    assert len(page.error) == 1
    assert page.text_input(key="frame-add-name-0").value == taken


def test_cells_of_the_table_become_one_edit_of_the_study(database: Database) -> None:
    study = latest(database)
    first, second, *_ = study.territories
    cells = {first: {"population": 5_000_000}, second: {"name": "Renamed", "source": None}}
    territories = with_cells(study, cells, "en").territories
    assert territories[first].population == 5_000_000
    assert territories[first].name == study.territories[first].name
    assert territories[second].name.en == "Renamed"
    assert territories[second].name.zh == study.territories[second].name.zh
    assert territories[second].source == ""


def test_an_editor_that_disagrees_with_what_is_saved_is_made_anew(open_page: Page) -> None:
    page = open_page("frame", "taihu")
    editor = page.data_editor[0].key
    refused = {"edited_rows": {0: {"population": 1}}, "added_rows": [], "deleted_rows": []}
    page.session_state[editor] = refused
    page.run()
    assert page.data_editor[0].key != editor
    renewed = page.data_editor[0].key
    page.run()
    assert page.data_editor[0].key == renewed


def test_an_empty_study_says_what_to_do_first(open_page: Page, database: Database) -> None:
    bare = studies.Study.model_validate({"title": {"zh": "空"}})
    study = studies.create_study(database, "Lin", bare, state.now())
    page = open_page("frame", study)
    assert any("No territory yet" in markdown.value for markdown in page.markdown)


def test_a_filled_in_workbook_shows_what_it_changes_and_saves_only_then(
    open_page: Page, database: Database
) -> None:
    before = latest(database)
    territory = next(iter(before.territories))
    theirs = put_territory(before, territory, "en", before.territories[territory].name.en, population=99)
    page = unfold(open_page("frame", "taihu"), "frame-take-in")
    upload = page.file_uploader(key="frame-take-in-file-0")
    upload.upload("filled.xlsx", workbook(theirs, "en", "taihu", 1)).run()
    assert latest(database) == before
    assert any("in one place" in markdown.value for markdown in page.markdown)
    page.button(key="frame-take-in-now").click().run()
    assert not page.exception
    assert latest(database) == theirs
    assert studies.history(database, "taihu")[0].kind == "import"


def test_a_workbook_with_unreadable_cells_names_them_all_and_saves_nothing(
    open_page: Page, database: Database
) -> None:
    book = load_workbook(io.BytesIO(workbook(latest(database), "en", "taihu", 1)))
    sheet = next(sheet for sheet in book.worksheets if sheet["A1"].value == "territories")
    column = next(cell.column for cell in sheet[1] if cell.value == "population")
    for row in (FIRST_ROW, FIRST_ROW + 1):
        sheet.cell(row, column, "many")
    content = io.BytesIO()
    book.save(content)
    page = unfold(open_page("frame", "taihu"), "frame-take-in")
    page.file_uploader(key="frame-take-in-file-0").upload("filled.xlsx", content.getvalue()).run()
    assert not page.exception
    assert "2 cells cannot be taken in" in page.error[0].value
    assert sum("many" in caption.value for caption in page.caption) == 2
    assert not [button for button in page.button if button.key == "frame-take-in-now"]
    assert studies.latest_number(database, "taihu") == 1


def test_a_file_that_meets_what_another_planner_saved_asks_which_value_stands(
    open_page: Page, database: Database
) -> None:
    base = latest(database)
    first, second, *_ = base.territories
    name = {key: base.territories[key].name.en for key in (first, second)}
    filled = put_territory(base, first, "en", name[first], population=99)
    content = workbook(filled, "en", "taihu", 1)
    theirs = put_territory(base, first, "en", name[first], population=50)
    theirs = put_territory(theirs, second, "en", name[second], population=7)
    studies.save(database, "Wang", "taihu", 1, lambda _: theirs, state.now())
    page = unfold(open_page("frame", "taihu"), "frame-take-in")
    page.file_uploader(key="frame-take-in-file-0").upload("filled.xlsx", content).run()
    page.button(key="frame-take-in-now").click().run()
    assert latest(database) == theirs
    page.button(key="clash-take_mine").click().run()
    assert latest(database).territories[first].population == 99
    assert latest(database).territories[second].population == 7
