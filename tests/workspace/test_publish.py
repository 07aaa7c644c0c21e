"""Publish: preview first, then a number; questions are answered; the calendar reminds."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import publishing, questions, studies
from mcda.cooperation.adoption import adopt
from mcda.cooperation.edit_step import set_rule
from mcda.output.publication import Shown
from mcda.storage.database import Database
from mcda.workspace import state
from tests.ranked_study import ranked

Page = Callable[..., AppTest]


@pytest.fixture
def lakes(database: Database) -> str:
    return studies.create_study(database, "Ann", ranked(), state.now(), "lakes")


def test_nothing_is_published_before_the_preview(open_page: Page, database: Database, lakes: str) -> None:
    page = open_page("publish", lakes)
    assert not page.exception
    assert "publish-publish" not in [button.key for button in page.button]
    page.button(key="publish-preview").click().run()
    assert not page.exception
    page.text_input(key="publish-note").set_value("The first one.").run()
    page.button(key="publish-publish").click().run()
    assert not page.exception
    (made,) = publishing.published(database, lakes)
    assert (made.number, made.note) == (1, "The first one.")


def test_another_choice_needs_another_preview(open_page: Page, lakes: str) -> None:
    page = open_page("publish", lakes)
    page.button(key="publish-preview").click().run()
    page.radio(key="publish-names").set_value(True).run()
    assert "publish-publish" not in [button.key for button in page.button]


def test_withdrawing_asks_for_the_reason(open_page: Page, database: Database, lakes: str) -> None:
    publishing.publish(database, "Ann", lakes, Shown(), state.now())
    page = open_page("publish", lakes)
    assert page.button(key="withdraw-1").disabled
    page.text_input(key="withdraw-note-1").set_value("Costs were *wrong*.").run()
    page.button(key="withdraw-1").click().run()
    assert publishing.publication(database, 1).withdrawn_note == "Costs were *wrong*."
    assert not page.exception


def test_withdrawing_says_that_it_is_final_and_what_is_in_force_then(
    open_page: Page, database: Database, lakes: str
) -> None:
    for _ in range(2):
        publishing.publish(database, "Ann", lakes, Shown(), state.now())

    def told() -> str:
        return "\n".join(str(each.value) for each in open_page("publish", lakes).markdown)

    assert told().count("Withdrawing is final") == 2
    assert "Publication 1 of" in told()
    assert "will be in force again" in told()
    assert "Publication 2 of" in told()
    assert "stays in force" in told()
    publishing.withdraw(database, "Ann", 2, "Wrong.", state.now())
    assert told().count("Withdrawing is final") == 1
    assert "no publication of this study is in force" in told()


def test_publishing_steps_that_are_out_of_date_is_warned_of_by_name(
    open_page: Page, database: Database, lakes: str
) -> None:
    def warned() -> list[str]:
        page = open_page("publish", lakes)
        page.button(key="publish-preview").click().run()
        return [str(each.value) for each in page.warning]

    seen = studies.open_study(database, lakes)
    moment = "2026-01-01T00:00:00Z"
    studies.save(database, "Ann", lakes, 1, lambda study: adopt(study, "bodies", "Ann", moment), state.now())
    assert not warned()
    changed = partial(set_rule, step="bodies", excluded=(next(iter(seen.study.bodies.candidates)),))
    studies.save(database, "Ann", lakes, 2, changed, state.now())
    [warning] = warned()
    assert "Out of date since it was adopted\\:\u2060 Bodies" in warning


@pytest.mark.parametrize(("button", "expected"), [("answer", "answered"), ("decline", "declined")])
def test_a_question_is_answered_or_declined(
    open_page: Page, database: Database, lakes: str, button: str, expected: str
) -> None:
    made = publishing.publish(database, "Ann", lakes, Shown(), state.now())
    questions.ask(database, made.address, "bodies/body-0", "Why <b>me</b>?", state.now())
    page = open_page("publish", lakes)
    page.text_area(key="question-text-1").set_value("By survey.").run()
    page.button(key=f"question-{button}-1").click().run()
    assert not page.exception
    assert [question.state for question in questions.asked(database, 1)] == [expected]
    assert not [each for each in page.text_area if each.key == "question-text-1"]


def test_an_empty_answer_is_not_taken(open_page: Page, database: Database, lakes: str) -> None:
    made = publishing.publish(database, "Ann", lakes, Shown(), state.now())
    questions.ask(database, made.address, "bodies", "Why?", state.now())
    page = open_page("publish", lakes)
    page.button(key="question-answer-1").click().run()
    assert len(page.error) == 1
    assert [question.state for question in questions.asked(database, 1)] == ["waiting"]


def test_a_due_publication_is_said_on_every_page(open_page: Page, database: Database, lakes: str) -> None:
    publishing.set_rhythm(database, "Ann", lakes, 1, state.now() - timedelta(days=40))
    assert len(open_page("bodies", lakes).warning) == 1
    publishing.publish(database, "Ann", lakes, Shown(), state.now())
    assert len(open_page("bodies", lakes).warning) == 0


def test_a_rhythm_is_chosen(open_page: Page, database: Database, lakes: str) -> None:
    page = open_page("publish", lakes)
    page.selectbox(key="publish-rhythm-lakes").set_value(6).run()
    assert not page.exception
    wanted = publishing.rhythm(database, lakes)
    assert wanted is not None
    assert wanted.months == 6


def test_a_study_without_results_says_what_is_missing(open_page: Page, database: Database) -> None:
    empty = ranked().model_copy(update={"bodies": type(ranked().bodies)()})
    studies.create_study(database, "Ann", empty, state.now(), "empty")
    page = open_page("publish", "empty")
    page.button(key="publish-preview").click().run()
    assert not page.exception
    assert len(page.error) == 1
