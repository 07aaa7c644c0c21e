"""The dialogs of a step page. AppTest closes a dialog at every run, so a script of its own opens each."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.study import Study, Wording
from mcda.storage.database import Database
from mcda.workspace import state

Opened = Callable[..., AppTest]

SCRIPT = """
from mcda.workspace import candidate_dialog, criterion_dialog, paste_dialog, rule_dialog, score_dialog, state
from mcda.workspace.messages import messages

state.keep_address()
study = state.open_study().study
{call}
"""


@pytest.fixture
def opened(database: Database) -> Opened:
    """Opens a dialog on a study, the example where none is named."""

    def open_dialog(call: str, study: str = "taihu") -> AppTest:
        page = AppTest.from_string(SCRIPT.format(call=call), default_timeout=60)
        page.query_params["study"] = study
        page.run()
        assert not page.exception, page.exception
        return page

    return open_dialog


def latest(database: Database, study: str = "taihu") -> Study:
    return studies.open_study(database, study).study


def said(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.error, page.warning)
    return (
        "\n".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")
    )


def test_a_body_is_added_in_both_languages_with_its_cost_share(opened: Opened, database: Database) -> None:
    page = opened("candidate_dialog.candidate_dialog(study, 'bodies', None)")
    page.text_input(key="bodies-candidate-new-name-en").set_value("Nanjing")
    page.text_input(key="bodies-candidate-new-name-zh").set_value("南京市")
    page.text_area(key="bodies-candidate-new-about-en").set_value("Upstream")
    page.number_input(key="bodies-candidate-new-cost_share").set_value(3.0)
    page.button(key="bodies-candidate-new-save").click().run()
    added = latest(database).bodies.candidates["nanjing"]
    assert (added.name, added.description.en, added.cost_share) == (
        Wording(en="Nanjing", zh="南京市"),
        "Upstream",
        3,
    )


def test_a_candidate_without_a_name_is_refused_in_the_dialog_and_what_was_typed_stays(
    opened: Opened, database: Database
) -> None:
    page = opened("candidate_dialog.candidate_dialog(study, 'issues', None)")
    page.text_area(key="issues-candidate-new-about-en").set_value("Long text")
    page.button(key="issues-candidate-new-save").click().run()
    assert len(page.error) == 1
    assert page.text_area(key="issues-candidate-new-about-en").value == "Long text"
    assert len(latest(database).issues.candidates) == 8


def test_a_name_that_is_taken_is_refused(opened: Opened, database: Database) -> None:
    page = opened("candidate_dialog.candidate_dialog(study, 'bodies', 'wuxi')")
    page.text_input(key="bodies-candidate-wuxi-name-en").set_value("Suzhou municipal government")
    page.button(key="bodies-candidate-wuxi-save").click().run()
    assert "Suzhou municipal government" in page.error[0].value
    assert latest(database).bodies.candidates["wuxi"].name.en == "Wuxi municipal government"


def test_a_name_can_be_emptied_in_one_language_but_not_in_both(opened: Opened, database: Database) -> None:
    page = opened("candidate_dialog.candidate_dialog(study, 'bodies', 'wuxi')")
    page.text_input(key="bodies-candidate-wuxi-name-en").set_value("")
    page.button(key="bodies-candidate-wuxi-save").click().run()
    assert latest(database).bodies.candidates["wuxi"].name == Wording(zh="无锡市人民政府")
    page.text_input(key="bodies-candidate-wuxi-name-zh").set_value(" ")
    page.button(key="bodies-candidate-wuxi-save").click().run()
    assert latest(database).bodies.candidates["wuxi"].name == Wording(zh="无锡市人民政府")
    assert len(page.error) == 1


def test_a_candidate_is_removed_and_the_removal_can_be_undone(opened: Opened, database: Database) -> None:
    before = latest(database)
    page = opened("candidate_dialog.candidate_dialog(study, 'solutions', 'joint-office')\nmessages()")
    page.button(key="solutions-candidate-joint-office-remove").click().run()
    assert "joint-office" not in latest(database).solutions.candidates
    studies.undo(database, "Lin", "taihu", 2, state.now())
    assert latest(database) == before


def test_many_bodies_are_added_from_pasted_lines_and_those_there_already_are_passed_over(
    opened: Opened, database: Database
) -> None:
    page = opened("candidate_dialog.many_dialog(study, 'bodies')")
    lines = "Nanjing\tcity\tUpstream\n\nSuzhou municipal government\nZhenjiang\nNanjing\n"
    page.text_area(key="bodies-many").set_value(lines).run()
    assert "2 to add; 2 passed over" in said(page)
    page.button(key="bodies-many-add").click().run()
    candidates = latest(database).bodies.candidates
    assert len(candidates) == 14
    assert (candidates["nanjing"].kind, candidates["nanjing"].description.en) == ("city", "Upstream")


def test_a_kind_that_the_study_does_not_have_is_pointed_out_before_it_is_added(opened: Opened) -> None:
    page = opened("candidate_dialog.many_dialog(study, 'bodies')")
    page.text_area(key="bodies-many").set_value("Nanjing\tLocl government").run()
    assert "Locl government" in page.warning[0].value
    assert list(page.dataframe[0].value["Name"]) == ["Nanjing"]


def test_the_rule_of_a_step_is_changed(opened: Opened, database: Database) -> None:
    page = opened("rule_dialog.rule_dialog(study, 'bodies')")
    page.number_input(key="bodies-rule-at_most").set_value(5)
    page.multiselect(key="bodies-rule-excluded").set_value(["enterprises"])
    page.checkbox(key="bodies-rule-cover_territories").set_value(False)
    page.button(key="bodies-rule-save").click().run()
    rule = latest(database).bodies.rule
    assert (rule.at_most, rule.excluded, rule.cover_territories) == (5, ("enterprises",), False)
    assert rule.required == ("taihu-basin-authority",)


def test_support_for_those_who_lose_is_set_with_the_rule_of_solutions(
    opened: Opened, database: Database
) -> None:
    page = opened("rule_dialog.rule_dialog(study, 'solutions')")
    page.number_input(key="solutions-rule-support").set_value(2.5)
    page.button(key="solutions-rule-save").click().run()
    assert latest(database).solutions.rule.support_budget == 2.5


def test_an_amount_that_has_no_effect_is_said_to_have_none(opened: Opened) -> None:
    page = opened(
        "rule = study.bodies.rule.model_copy(update={'budget': 9, 'cost': '', 'support_budget': 4})\n"
        "bodies = study.bodies.model_copy(update={'rule': rule})\n"
        "import streamlit as st\n"
        "from mcda.output.conditions import rule_sentences\n"
        "st.text(rule_sentences(study.model_copy(update={'bodies': bodies}), 'bodies', {}, 'en'))"
    )
    sentences = page.text[0].value
    assert "A budget of 9 has no effect yet" in sentences
    assert "has no effect, as not everybody chosen has to join" in sentences


def test_a_rule_that_requires_and_excludes_the_same_is_refused(opened: Opened, database: Database) -> None:
    page = opened("rule_dialog.rule_dialog(study, 'bodies')")
    page.multiselect(key="bodies-rule-excluded").set_value(["taihu-basin-authority"])
    page.button(key="bodies-rule-save").click().run()
    assert "Taihu Basin Authority" in page.error[0].value
    assert latest(database).bodies.rule.excluded == ()


def test_a_criterion_is_reworded(opened: Opened, database: Database) -> None:
    page = opened("criterion_dialog.criterion_dialog(study, 'bodies', 'authority', '')")
    page.text_area(key="bodies-criterion-form-authority-meaning-en").set_value("What it may do")
    page.number_input(key="bodies-criterion-form-authority-highest").set_value(7.0)
    page.button(key="bodies-criterion-form-authority-save").click().run()
    before, after = studies.open_study(database, "taihu", 1).study, latest(database)
    old, new = before.bodies.criteria["authority"], after.bodies.criteria["authority"]
    assert (new.meaning.en, new.highest) == ("What it may do", 7)
    assert (new.anchors, new.idea, new.meaning.zh) == (old.anchors, old.idea, old.meaning.zh)


def test_a_sub_criterion_is_added_and_a_criterion_is_dropped_with_what_hung_on_it(
    opened: Opened, database: Database
) -> None:
    page = opened("criterion_dialog.criterion_dialog(study, 'issues', None, 'efficiency')")
    page.text_input(key="issues-criterion-form-new-name-en").set_value("Learning")
    page.button(key="issues-criterion-form-new-save").click().run()
    assert latest(database).issues.criteria["learning"].parent == "efficiency"
    page = opened("criterion_dialog.criterion_dialog(study, 'issues', 'efficiency', '')")
    page.button(key="issues-criterion-form-efficiency-drop").click().run()
    criteria = latest(database).issues.criteria
    assert not {"efficiency", "learning"} & set(criteria)
    assert not any(criterion.parent == "efficiency" for criterion in criteria.values())


def test_a_range_that_is_empty_is_refused(opened: Opened, database: Database) -> None:
    page = opened("criterion_dialog.criterion_dialog(study, 'bodies', 'authority', '')")
    page.number_input(key="bodies-criterion-form-authority-highest").set_value(0.0)
    page.button(key="bodies-criterion-form-authority-save").click().run()
    assert len(page.error) == 1
    assert latest(database).bodies.criteria["authority"].highest == 5


def test_a_score_gets_a_reason_and_a_source(opened: Opened, database: Database) -> None:
    page = opened("score_dialog.score_dialog(study, 'bodies', 'enterprises', 'representativeness')")
    place = "bodies-score-enterprises-representativeness"
    assert page.number_input(key=f"{place}-value").value is None
    assert "1 = " in said(page)
    page.number_input(key=f"{place}-value").set_value(2.0)
    page.text_area(key=f"{place}-reason-en").set_value("Speaks for its members only.")
    page.text_area(key=f"{place}-source").set_value("Statutes")
    page.button(key=f"{place}-save").click().run()
    score = latest(database).bodies.scores["enterprises"]["representativeness"]
    assert (score.value, score.reason.en, score.source) == (2, "Speaks for its members only.", "Statutes")


def test_a_score_outside_its_scale_is_refused_in_the_dialog(opened: Opened, database: Database) -> None:
    page = opened("score_dialog.score_dialog(study, 'bodies', 'wuxi', 'authority')")
    page.number_input(key="bodies-score-wuxi-authority-value").set_value(6.0)
    page.button(key="bodies-score-wuxi-authority-save").click().run()
    assert "1 to 5" in page.error[0].value
    assert latest(database).bodies.scores["wuxi"]["authority"].value == 4


def test_a_pasted_table_is_shown_before_it_is_saved_and_what_is_wrong_is_told_by_place(
    opened: Opened, database: Database
) -> None:
    before = latest(database)
    page = opened("paste_dialog.paste_dialog(study, 'bodies')")
    rows = (
        "name\tAuthority\t能力\tBeauty",
        "Wuxi municipal government\t5\t2,5\t1",
        "苏州市人民政府\tx\t9\t",
        "Atlantis\t1\t1\t1",
    )
    page.text_area(key="bodies-paste").set_value("\n".join(rows)).run()
    told = said(page)
    for place in ("“Beauty”", "Row 3", "“x”", "1 to 5", "“Atlantis”"):
        assert place in told
    assert latest(database) == before
    assert "Scores that would change: 2" in told
    page.button(key="bodies-paste-save").click().run()
    wuxi = latest(database).bodies.scores["wuxi"]
    assert (wuxi["authority"].value, wuxi["capacity"].value) == (5, 2.5)
    assert wuxi["authority"].reason == before.bodies.scores["wuxi"]["authority"].reason
    assert latest(database).bodies.scores["suzhou"] == before.bodies.scores["suzhou"]
