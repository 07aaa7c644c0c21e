"""The decision on one page."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.edit_step import drop_candidate, set_score
from mcda.cooperation.study import Study, Wording
from mcda.storage.database import Database
from mcda.text import say
from mcda.workspace import state
from tests.output.test_method_facts import FACTS

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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_side_payments_and_support_are_said_to_rest_on_different_figures(
    language: str, open_page: Page, database: Database
) -> None:
    said = say("decision_page.two_bases", language)  # type: ignore[arg-type]
    assert said in shown(open_page("decision", "taihu", lang=language))
    nobody = {"participation": {}}
    studies.save(database, "Lin", "taihu", 1, lambda study: study.model_copy(update=nobody), state.now())
    assert said not in shown(open_page("decision", "taihu", lang=language))


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


def test_who_has_what_share_and_power_and_what_a_share_cannot_do(open_page: Page) -> None:
    text = shown(open_page("decision", "taihu"))
    assert "**Suzhou municipal government** 12% · power 12%" in text
    assert "A decision needs 67% of the say." in text
    assert "has a share of 4.0% but no power" in text


def test_each_issue_has_its_lead_and_the_authorisation_stands_below(open_page: Page) -> None:
    text = shown(open_page("decision", "taihu"))
    assert "**Joint enforcement across borders** 25% · led by Taihu Basin Authority" in text
    assert "Authorisations to ask for" in text
    assert "Ask Ministry of Water Resources" in text.partition("#### Why")[0]


def test_the_loser_receives_its_loss_from_the_others(open_page: Page) -> None:
    text = shown(open_page("decision", "taihu"))
    # 4.5 shared in proportion to the gains 3, 5, 4, 9, 11 (sum 32): 11 / 32 of it is 1.546875.
    assert "Wuxi municipal government receives 4.5 million CNY a year (illustrative): from" in text
    assert "Suzhou municipal government 1.55." in text


def test_firmness_and_agreement_are_said_in_words(open_page: Page) -> None:
    why = shown(open_page("decision", "taihu")).partition("#### Why")[2]
    assert "would unseat Cross-border ecological compensation: Cost above 15.1% (now" in why
    assert "Cross-border ecological compensation comes first in 47% of 10,000 weightings" in why
    assert "5 of 7 bodies would put Cross-border ecological compensation first alone too." in why
    assert "Consensus between the bodies on the criteria: very high" in why
    assert "The comparisons agree well enough: consistency ratio at most 0.0" in why
    assert "largest ratio of a single one is 0.22 (Lakeside residents' and environmental groups)" in why


def test_what_stands_above_is_counted_among_the_open_points_but_not_said_twice(open_page: Page) -> None:
    points = shown(open_page("decision", "taihu")).partition("#### Open (9)")[2]
    assert points.count("\n- ") == 7
    assert "2 of these stand above" in points


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_solution_in_which_nobody_loses_needs_no_side_payments(
    language: str, open_page: Page, database: Database
) -> None:
    def paid(study: Study) -> Study:
        deals = {**study.deals, "compensation": {**study.deals["compensation"]}}
        wuxi = deals["compensation"]["wuxi"]
        deals["compensation"]["wuxi"] = wuxi.model_copy(update={"benefit": 100.0})
        return study.model_copy(update={"deals": deals})

    studies.save(database, "Lin", "taihu", 1, paid, state.now())
    text = shown(open_page("decision", "taihu", lang=language))
    assert say("decision_page.no_payments", language) in text  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "facts"), FACTS.items())
def test_the_method_of_every_step_stands_on_the_page(
    language: str, facts: tuple[str, ...], open_page: Page
) -> None:
    text = shown(open_page("decision", "taihu", lang=language))
    assert all(fact in text for fact in facts)
