"""The decision on one page."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.edit_step import drop_candidate, set_score
from mcda.cooperation.study import Study, Wording
from mcda.storage.database import Database
from mcda.workspace import state

Page = Callable[..., AppTest]


def shown(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.subheader)
    return (
        "\n".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")
    )


def test_the_example_says_who_what_how_and_why(open_page: Page) -> None:
    text = shown(open_page("decision", "taihu"))
    for heading in ("#### Who", "#### What", "#### How", "#### Why", "#### Open ("):
        assert heading in text
    assert "**Lakeside residents' and environmental groups** 4" in text
    assert "**Cross-border ecological compensation**" in text
    assert "7 of 12 are chosen" in text
    assert "Authority counts most (34" in text


def test_what_is_open_names_the_candidate_whose_score_is_unknown(open_page: Page) -> None:
    text = shown(open_page("decision", "taihu"))
    assert "Chemical and dyeing enterprises" in text.partition("#### Open")[2]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_study_has_nothing_chosen_and_says_what_is_missing(
    language: str, open_page: Page, database: Database
) -> None:
    study = studies.create_study(database, "Lin", Study(title=Wording(en="Empty")), state.now())
    page = open_page("decision", study, lang=language)
    points = shown(page).rpartition("####")[2]
    assert points.count("\n- ") >= 3


def test_a_change_upstream_shows_as_out_of_date_with_its_cause(open_page: Page, database: Database) -> None:
    now = state.now()
    studies.save(
        database, "Lin", "taihu", 1, lambda s: set_score(s, "bodies", "wuxi", "authority", value=1), now
    )
    text = shown(open_page("decision", "taihu"))
    assert "Bodies with their share of the say, out of date" in text
    assert "scores were changed" in text


def test_a_chosen_candidate_that_was_removed_since_does_not_break_the_page(
    open_page: Page, database: Database
) -> None:
    studies.save(database, "Lin", "taihu", 1, lambda s: drop_candidate(s, "bodies", "wuxi"), state.now())
    page = open_page("decision", "taihu")
    assert not page.exception
    assert "**wuxi**" in shown(page)
