"""What stands above every page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.edit_frame import put_territory, set_frame
from mcda.cooperation.edit_step import put_candidate
from mcda.storage.database import Database
from mcda.workspace import state, status_line, step_page
from mcda.workspace.turns import Turns

MAIN = Path(state.__file__).with_name("main.py")
Page = Callable[..., AppTest]
PAGES = ("studies", "frame", "bodies", "issues", "solutions", "decision", "history")


def shown(page: AppTest) -> str:
    return "\n".join(element.value for kind in (page.markdown, page.caption, page.error) for element in kind)


def plain(page: AppTest) -> str:
    return shown(page).replace("\\", "").replace("\u2060", "")


def buttons(page: AppTest) -> set[str | None]:
    return {button.key for button in page.button}


def steps_on_top(page: AppTest) -> list[tuple[str, str]]:
    links = (link.proto for link in page.get("page_link"))
    return [(link.icon.split("/")[-1], link.label) for link in links if link.icon]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_the_example_in_both_languages(
    name: str, language: str, open_page: Page
) -> None:
    page = open_page(name, "taihu", lang=language)
    page.run()
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_an_empty_study(name: str, open_page: Page, database: Database) -> None:
    empty = studies.Study.model_validate({"title": {"en": "Empty"}})
    study = studies.create_study(database, "Lin", empty, state.now())
    page = open_page(name, study)
    page.run()
    assert not page.exception


@pytest.mark.parametrize("name", PAGES[1:])
def test_a_page_of_a_study_without_a_study_says_where_to_go(name: str, open_page: Page) -> None:
    page = open_page(name)
    assert "Go to Studies" in shown(page)


def test_a_study_that_is_not_there_is_answered_with_a_sentence(open_page: Page) -> None:
    page = open_page("studies", "no-such-study")
    assert len(page.error) == 1
    assert not page.exception


def test_the_line_on_top_shows_what_is_chosen_in_each_step(open_page: Page) -> None:
    assert steps_on_top(open_page("frame", "taihu")) == [
        ("check_circle:", "Bodies 7 of 12"),
        ("check_circle:", "Issues 4 of 8"),
        ("check_circle:", "Solutions 1 of 6"),
    ]


def test_one_candidate_is_counted_in_the_singular(open_page: Page, database: Database) -> None:
    empty = studies.Study.model_validate({"title": {"en": "Small"}})
    single = put_candidate(empty, "bodies", None, "en", "Port authority")
    page = open_page("frame", studies.create_study(database, "Lin", single, state.now()))
    bodies, issues, _ = (label for _, label in steps_on_top(page))
    assert bodies.endswith(" 1 candidate")
    assert issues.endswith(" 0 candidates")


def test_a_change_upstream_marks_steps_out_of_date_and_names_the_causes(
    open_page: Page, database: Database
) -> None:
    number = studies.latest_number(database, "taihu")
    studies.save(
        database,
        "Lin",
        "taihu",
        number,
        lambda study: put_candidate(study, "bodies", None, "en", "Port authority"),
        state.now(),
    )
    page = open_page("frame", "taihu")
    assert steps_on_top(page)[0] == ("contrast:", "Bodies 7 of 13, out of date")
    assert "no longer rests on" in shown(page)


def test_what_stands_above_comes_first_only_when_a_person_comes(
    open_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(status_line, "status_line", lambda *_: drawn.append("above"))
    monkeypatch.setitem(step_page.PARTS, "candidates", lambda *_: drawn.append("page"))
    page = open_page("bodies", "taihu")
    assert drawn == ["above", "page", "above"]  # the first run shows the studies, the second the bodies
    drawn.clear()
    page.run()
    assert drawn == ["page", "above"]


def test_a_page_that_fails_leaves_the_way_to_the_others(
    open_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    page = open_page("frame", "taihu")
    monkeypatch.setitem(step_page.PARTS, "candidates", fails)
    page.switch_page("app_pages/bodies.py").run()
    assert len(page.exception) == 1
    assert len(steps_on_top(page)) == 3


def test_a_page_that_was_drawn_for_anothers_save_lets_the_next_one_begin(
    open_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[Turns] = []

    def give_back(turns: Turns) -> None:
        given_back.append(turns)

    monkeypatch.setattr(Turns, "give_back", give_back)
    page = open_page("frame", "taihu")
    assert given_back == []
    page.session_state["turn"] = True
    page.run()
    page.run()
    assert len(given_back) == 1


def test_what_is_illustrative_is_said_on_every_page_of_the_study(open_page: Page) -> None:
    for name in PAGES[1:]:
        assert any("Illustrative" in caption.value for caption in open_page(name, "taihu").caption), name


def test_the_language_follows_the_browser_until_a_person_chooses(open_page: Page) -> None:
    page = open_page("studies")
    assert page.header[0].value == "Studies"
    page.segmented_control(key="status-language").set_value("zh").run()
    assert page.header[0].value == "研究"
    assert page.query_params["lang"] in ("zh", ["zh"])


def test_a_change_can_be_undone_from_the_line_on_top(open_page: Page, database: Database) -> None:
    page = open_page("frame", "taihu")
    page.text_input(key="frame-add-name-0").set_value("Wujiang")
    page.button(key="frame-add-now").click().run()
    assert "Saved" in shown(page)
    assert any(t.name.en == "Wujiang" for t in latest(database).territories.values())
    page.button(key="status-undo").click().run()
    assert not any(t.name.en == "Wujiang" for t in latest(database).territories.values())


@pytest.mark.parametrize(
    ("language", "saved", "taken_back", "undo", "redo"),
    [
        ("en", "Saved: territory Wujiang added", "Taken back: territory Wujiang added", "Undo", "Redo"),
        ("zh", "已保存：新增地区Wujiang", "已撤销：新增地区Wujiang", "撤销", "重做"),
    ],
)
def test_a_change_is_named_when_it_is_saved_taken_back_and_done_again(
    language: str, saved: str, taken_back: str, undo: str, redo: str, open_page: Page, database: Database
) -> None:
    page = open_page("frame", "taihu", lang=language)
    page.text_input(key="frame-add-name-0").set_value("Wujiang")
    page.button(key="frame-add-now").click().run()
    assert saved in plain(page)
    assert page.button(key="status-undo").label == undo
    page.button(key="status-undo").click().run()
    assert taken_back in plain(page)
    assert "status-undo" not in buttons(page)
    assert page.button(key="status-redo").label == redo
    page.button(key="status-redo").click().run()
    assert saved in plain(page)
    assert "Wujiang" in {territory.name.say("en") for territory in latest(database).territories.values()}
    assert {"status-undo", "status-redo"} & buttons(page) == {"status-undo"}


def test_a_change_can_no_longer_be_undone_from_another_page(open_page: Page) -> None:
    page = open_page("frame", "taihu")
    page.text_input(key="frame-add-name-0").set_value("Wujiang")
    page.button(key="frame-add-now").click().run()
    page.switch_page("app_pages/workshop.py").run()
    assert "status-undo" not in buttons(page)
    page.switch_page("app_pages/frame.py").run()
    assert "status-undo" not in buttons(page)


def test_what_a_person_does_next_ends_the_offer_to_undo_and_anothers_save_does_not(open_page: Page) -> None:
    page = open_page("frame", "taihu")
    page.text_input(key="frame-add-name-0").set_value("Wujiang")
    page.button(key="frame-add-now").click().run()
    page.session_state["turn"] = True
    page.run()
    assert "status-undo" in buttons(page)
    page.button(key="frame-edit").click().run()
    assert "status-undo" not in buttons(page)


def test_a_second_click_on_undo_does_not_bring_the_change_back(open_page: Page, database: Database) -> None:
    page = open_page("frame", "taihu")
    page.text_input(key="frame-add-name-0").set_value("Wujiang")
    page.button(key="frame-add-now").click().run()
    before, clicked = studies.latest_number(database, "taihu"), page.button(key="status-undo")
    clicked.click().run()
    clicked.click().run()
    assert studies.latest_number(database, "taihu") == before + 1
    assert not page.error


def test_two_planners_at_one_cell_see_both_values_and_choose(open_page: Page, database: Database) -> None:
    page = open_page("frame", "taihu")
    page.button(key="frame-edit").click().run()
    page.text_area(key="frame-region-en").set_value("Mine")
    page.text_input(key="frame-unit-en").set_value("euro")
    save(database, "Wang", lambda study: set_frame(study, "region", "en", "Theirs"))
    page.button(key="frame-save").click().run()
    assert "“Theirs”" in shown(page)
    assert "“Mine”" in shown(page)
    assert latest(database).region.en == "Theirs"
    assert page.text_area(key="frame-region-en").value == "Mine"
    page.button(key="clash-take_mine").click().run()
    assert latest(database).region.en == "Mine"
    assert latest(database).unit.en == "euro"


def test_keeping_theirs_still_saves_what_nobody_else_touched(open_page: Page, database: Database) -> None:
    page = open_page("frame", "taihu")
    page.button(key="frame-edit").click().run()
    page.text_area(key="frame-region-en").set_value("Mine")
    page.text_input(key="frame-unit-en").set_value("euro")
    save(database, "Wang", lambda study: set_frame(study, "region", "en", "Theirs"))
    page.button(key="frame-save").click().run()
    page.button(key="clash-keep_theirs").click().run()
    assert latest(database).region.en == "Theirs"
    assert latest(database).unit.en == "euro"


def test_what_two_planners_change_in_different_places_merges_unasked(
    open_page: Page, database: Database
) -> None:
    page = open_page("frame", "taihu")
    save(database, "Wang", lambda study: put_territory(study, None, "en", "Yixing"))
    page.text_input(key="frame-add-name-0").set_value("Wujiang")
    page.button(key="frame-add-now").click().run()
    names = {t.name.en for t in latest(database).territories.values()}
    assert {"Yixing", "Wujiang"} <= names


def test_a_study_that_another_deleted_is_answered_with_a_sentence(
    open_page: Page, database: Database
) -> None:
    page = open_page("frame", "taihu")
    studies.delete(database, "Wang", "taihu", latest(database).title.en, state.now())
    page.text_input(key="frame-add-name-0").set_value("Wujiang")
    page.button(key="frame-add-now").click().run()
    assert len(page.error) == 1
    assert not page.exception


def test_a_database_that_is_none_is_answered_with_a_sentence_and_left_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = tmp_path / "concord.db"
    foreign.write_bytes(b"these are notes, not a database " * 40)
    monkeypatch.setenv("CONCORD_DATABASE_URL", f"sqlite:///{foreign}")
    page = AppTest.from_file(str(MAIN), default_timeout=60).run()
    assert len(page.error) == 1
    assert not page.exception
    assert foreign.read_bytes() == b"these are notes, not a database " * 40


def save(database: Database, who: str, edit: Callable[[studies.Study], studies.Study]) -> None:
    studies.save(database, who, "taihu", studies.latest_number(database, "taihu"), edit, state.now())


def latest(database: Database) -> studies.Study:
    return studies.open_study(database, "taihu").study
