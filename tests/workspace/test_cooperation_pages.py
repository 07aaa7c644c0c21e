"""The parts about cooperation: taking part, say, authority, division of work, conditions, gains, firmness."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.edit_cooperation import set_competence
from mcda.cooperation.edit_step import put_candidate, set_expected
from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS, Competence, StepName, Study, Wording
from mcda.output.cooperation_tables import division_csv, register_csv
from mcda.storage.database import Database
from mcda.storage.study_file import shipped_example
from mcda.text import Language, say
from mcda.workspace import state
from mcda.workspace.firm_part import VIEWS
from mcda.workspace.step_page import OWN_PARTS, parts_of
from tests.workspace.cells import type_cells

Page = Callable[..., AppTest]
# AppTest closes a dialog at every run, so a script of its own opens each.
DIALOG = """
from mcda.workspace import conditions_part, register_dialogs, state
from mcda.workspace.messages import messages

state.keep_address()
study = state.open_study().study
{call}
messages()
"""
OWN = [(step, part) for step in STEPS for part in OWN_PARTS[step]]
HOSTILE = "![x](http://example.org/t.png) <b>[a](javascript:alert(1))</b> :red[x] $y$"


def latest(database: Database, study: str = "taihu") -> Study:
    return studies.open_study(database, study).study


def edited(database: Database, edit: Callable[[Study], Study], study: str = "taihu") -> None:
    number = studies.latest_number(database, study)
    studies.save(database, "Lin", study, number, edit, state.now())


def create(database: Database, study: Study) -> str:
    return studies.create_study(database, "Lin", study, state.now())


def opened(call: str) -> AppTest:
    """A dialog on the example."""
    page = AppTest.from_string(DIALOG.format(call=call), default_timeout=60)
    page.query_params["study"] = "taihu"
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.error, page.warning, page.info)
    texts = (element.value for kind in kinds for element in kind)
    return "\n".join(texts).replace("\\", "").replace("\u2060", "")


def table_with(page: AppTest, head: str) -> Any:
    return next(table.value for table in page.dataframe if head in table.value.columns)


def row_of(study: Study, step: StepName, key: str) -> int:
    return list(study.step(step).candidates).index(key)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("step", "part"), OWN)
def test_every_part_about_cooperation_opens_with_the_example(
    step: StepName, part: str, language: str, open_page: Page
) -> None:
    page = open_page(step, "taihu", part=part, lang=language)
    assert not page.error
    assert page.query_params["part"] == part


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("step", "part"), OWN)
def test_every_part_about_cooperation_says_what_an_empty_study_lacks(
    step: StepName, part: str, language: str, open_page: Page, database: Database
) -> None:
    page = open_page(step, create(database, Study(title=Wording(en="Empty"))), part=part, lang=language)
    assert not page.exception
    assert shown(page).strip()


@pytest.mark.parametrize(("step", "part"), OWN)
def test_a_study_with_candidates_and_nothing_else_opens_everywhere(
    step: StepName, part: str, open_page: Page, database: Database
) -> None:
    study = Study(title=Wording(en="Bare"))
    for each in STEPS:
        study = put_candidate(study, each, None, "en", f"{HOSTILE} {each}")
    page = open_page(step, create(database, study), part=part)
    assert not page.exception
    assert "![" not in "\n".join(element.value for element in (*page.markdown, *page.caption)).replace(
        "\\!\\[", ""
    )


def test_a_step_keeps_its_own_parts_between_scores_and_result() -> None:
    assert list(parts_of("bodies")) == ["candidates", "weights", "scores", "joining", "say", "result"]


# Taking part


def test_the_free_rider_is_named_with_the_support_it_needs(open_page: Page) -> None:
    text = shown(open_page("bodies", "taihu", part="joining"))
    assert "6 of 7 bodies join by themselves; Suzhou municipal government would not" in text
    assert "it free rides, and support of 5 million CNY a year" in text
    assert "so the cooperation can pay for it itself" in text


def test_figures_and_sources_are_saved_as_they_are_typed(open_page: Page, database: Database) -> None:
    page = open_page("bodies", "taihu", part="joining")
    row = row_of(latest(database), "bodies", "suzhou")
    page = type_cells(page, "bodies-figures", {row: {"benefit_out": 20, "source": "Budget 2026"}})
    given = latest(database).participation["suzhou"]
    assert (given.benefit_in, given.benefit_out, given.source) == (45, 20, "Budget 2026")
    assert "All 7 bodies" in shown(page)


def test_an_emptied_figure_is_unknown_and_the_body_is_not_counted(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="joining")
    page = type_cells(page, "bodies-figures", {row_of(latest(database), "bodies", "suzhou"): {"cost": None}})
    assert latest(database).participation["suzhou"].cost is None
    assert "a figure is missing: Suzhou municipal government" in shown(page)


def test_an_amount_beyond_every_budget_is_refused_and_nothing_is_saved(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="joining")
    before = latest(database)
    page = type_cells(page, "bodies-figures", {0: {"cost": 1e20}})
    assert latest(database) == before
    assert shown(page).count("number") >= 1


def test_the_way_and_its_conditions_are_a_checklist_with_gaps(open_page: Page, database: Database) -> None:
    page = open_page("bodies", "taihu", part="joining")
    assert "3 conditions of the chosen bodies are open" in [expander.label for expander in page.expander]
    row = row_of(latest(database), "bodies", "wuxi")
    page = type_cells(page, "bodies-ways", {row: {"way": "hearing", "budget": "met"}})
    given = latest(database).participation["wuxi"]
    assert (given.way, given.conditions["budget"]) == ("hearing", True)
    assert "2 conditions of the chosen bodies are open" in [expander.label for expander in page.expander]
    type_cells(page, "bodies-ways", {row: {"way": None, "budget": None}})
    given = latest(database).participation["wuxi"]
    assert (given.way, given.conditions.get("budget")) == ("", None)


def test_the_unit_of_amounts_is_declared_once(open_page: Page, database: Database) -> None:
    page = open_page("bodies", "taihu", part="joining")
    box = next(box for box in page.text_input if box.key.startswith("bodies-unit-"))
    box.set_value("billion CNY").run()
    unit = latest(database).unit
    assert unit.en == "billion CNY"
    assert unit.zh == shipped_example().unit.zh


def test_what_falls_away_without_a_body_is_told(open_page: Page) -> None:
    page = open_page("bodies", "taihu", part="joining")
    assert "Nobody else at the table may decide Joint enforcement across borders" in shown(page)
    page.selectbox(key="bodies-without").set_value("shanghai-water").run()
    assert "Nobody else speaks for Qingpu" in shown(page)


# Say


def test_the_powerless_share_is_named(open_page: Page) -> None:
    text = shown(open_page("bodies", "taihu", part="say"))
    assert "has a share of 4.0% but no power" in text


def test_power_moves_with_the_quota_and_is_saved_only_when_asked(open_page: Page, database: Database) -> None:
    page = open_page("bodies", "taihu", part="say")
    before = latest(database)
    page.slider[0].set_value(100).run()
    assert latest(database) == before
    assert "has a veto: under a quota of 100%" in shown(page)
    page.button(key="bodies-quota-save").click().run()
    assert latest(database).shares.quota == 1.0
    assert "You are trying out" not in shown(page)


def test_another_way_to_share_is_saved_at_once_and_told_to_wait_for_adoption(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="say")
    page.segmented_control(key="bodies-shares-method").set_value("equal").run()
    assert latest(database).shares.method == "equal"
    assert "rests on other shares" in shown(page)


def test_typed_shares_that_do_not_sum_to_one_are_said_and_can_be_mended(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="say")
    page.segmented_control(key="bodies-shares-method").set_value("typed").run()
    assert page.info
    ranked = open_page("bodies", "taihu", part="result")
    assert page.info[0].value in [told.value for told in ranked.info]
    assert ranked.get("plotly_chart"), "a ranking does not hang on the shares"
    chosen = result(shipped_example(), "bodies").chosen
    rows = {row: {"share": 0.4 if row == 0 else 0.1} for row in range(len(chosen))}
    page = type_cells(page, "bodies-typed-shares", rows)
    assert sum(latest(database).shares.typed.values()) == pytest.approx(1)
    assert not page.info
    page = type_cells(page, "bodies-typed-shares", {0: {"share": 7}})
    assert latest(database).shares.typed[chosen[0]] == 0.4
    assert page.data_editor


# Authority


def test_the_register_refuses_an_issue_and_names_the_authorisation_to_ask_for(open_page: Page) -> None:
    page = open_page("issues", "taihu", part="register")
    assert "Works on the ring embankment and the outlet rivers: no body has a power" in shown(page)
    asked = table_with(page, "For whom")
    assert asked.iloc[0, 0] == "Joint enforcement across borders"


def test_a_kind_of_power_chosen_in_the_table_keeps_its_legal_ground(
    open_page: Page, database: Database
) -> None:
    page = open_page("issues", "taihu", part="register")
    study = latest(database)
    body, issue = next(iter(study.bodies.candidates)), next(iter(study.issues.candidates))
    before = study.authority_register[body][issue]
    type_cells(page, "issues-register-kinds", {0: {issue: "own"}})
    after = latest(database).authority_register[body][issue]
    assert (before.kind, after.kind, after.ground) == ("shared", "own", before.ground)
    type_cells(page, "issues-register-kinds", {0: {issue: None}})
    assert issue not in latest(database).authority_register[body]


def test_a_pasted_register_says_what_is_wrong_by_cell_before_it_saves(
    database: Database,
) -> None:
    page = opened("register_dialogs.register_paste_dialog(study)")
    issue, body = "Encroachment on lakes and rivers", "Suzhou municipal government"
    text = f"\t{issue}\tMoon\n{body}\tneeds authorisation | Lake Act | Province\towns\nNobody\town\tnone"
    page.text_area(key="issues-register-text").set_value(text).run()
    problems = page.warning[0].value.replace("\\", "")
    assert "Moon" in problems
    assert "Nobody" in problems
    page.button(key="issues-register-paste-save").click().run()
    key = next(k for k, c in latest(database).issues.candidates.items() if c.name.en == issue)
    entry = latest(database).authority_register["suzhou"][key]
    assert (entry.kind, entry.ground.en, entry.grantor.en) == ("needs_authorisation", "Lake Act", "Province")


def test_one_entry_of_the_register_gets_its_ground_and_grantor(database: Database) -> None:
    page = opened("register_dialogs.power_dialog(study, 'suzhou', 'enforcement')")
    prefix = "issues-power-suzhou-enforcement"
    page.radio(key=f"{prefix}-kind").set_value("needs_authorisation")
    page.text_area(key=f"{prefix}-ground-en").set_value("Lake Act")
    page.text_input(key=f"{prefix}-grantor-en").set_value("Province")
    page.button(key=f"{prefix}-save").click().run()
    entry = latest(database).authority_register["suzhou"]["enforcement"]
    assert (entry.kind, entry.ground.en, entry.grantor.en) == ("needs_authorisation", "Lake Act", "Province")


def test_the_register_is_looked_into_as_grounds_and_as_a_picture(open_page: Page) -> None:
    page = open_page("issues", "taihu", part="register")
    page.segmented_control(key="issues-register-view").set_value("grounds").run()
    assert any("needs authorisation ✓" in table.value.to_numpy() for table in page.dataframe)
    page.segmented_control(key="issues-register-view").set_value("picture").run()
    assert page.get("plotly_chart")
    assert not page.exception


def test_how_much_an_issue_affects_a_territory_is_typed_and_checked(
    open_page: Page, database: Database
) -> None:
    page = open_page("issues", "taihu", part="register")
    issue, territory = next(iter(latest(database).issues.candidates)), "suzhou"
    page = type_cells(page, "issues-affected", {0: {territory: 0.35}})
    assert latest(database).issues.candidates[issue].territories[territory] == 0.35
    page = type_cells(page, "issues-affected", {0: {territory: 3}})
    assert latest(database).issues.candidates[issue].territories[territory] == 0.35
    type_cells(page, "issues-affected", {0: {territory: None}})
    assert territory not in latest(database).issues.candidates[issue].territories


# Division of work


def test_a_role_is_laid_down_found_wrong_and_given_back_to_the_proposal(
    open_page: Page, database: Database
) -> None:
    page = open_page("issues", "taihu", part="work")
    issue = latest(database).issues.adopted.chosen[0]  # type: ignore[union-attr]
    chosen = latest(database).bodies.adopted.chosen  # type: ignore[union-attr]
    rows = {row: {issue: "lead"} for row in range(2)}
    page = type_cells(page, "issues-work", rows)
    assert latest(database).work[chosen[0]][issue] == "lead"
    assert "all lead. Keep one lead." in shown(page)
    page.button(key="issues-work-back").click().run()
    assert latest(database).work == {}
    assert "Each of the 4 issues has one lead" in shown(page)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_register_and_division_of_work_ask_for_the_same_authorisation(
    open_page: Page, database: Database, lang: Language
) -> None:
    study = latest(database)
    body, issue = study.bodies.candidates["taihu-basin-authority"], study.issues.candidates["enforcement"]
    asked = table_with(
        open_page("issues", "taihu", part="register", lang=lang), say("register_part.for_whom", lang)
    )
    assert asked.iloc[0, :2].tolist() == [issue.name.say(lang), body.name.say(lang)]
    work = shown(open_page("issues", "taihu", part="work", lang=lang))
    assert say("work_part.in_order", lang, issues=4) not in work
    held = study.authority_register["taihu-basin-authority"]["enforcement"]
    names = {"grantor": held.grantor, "body": body.name, "issue": issue.name}
    assert say("register.ask", lang, **{blank: name.say(lang) for blank, name in names.items()}) in work


def test_leads_are_said_to_have_power_where_each_may_decide(open_page: Page, database: Database) -> None:
    own = Competence(kind="own")
    studies.save(
        database,
        "Lin",
        "taihu",
        1,
        lambda study: set_competence(study, "taihu-basin-authority", "enforcement", own),
        state.now(),
    )
    assert "has one lead with power over it" in shown(open_page("issues", "taihu", part="work"))


def test_register_and_division_of_work_can_be_taken_along_as_csv(open_page: Page) -> None:
    study = shipped_example()
    assert open_page("issues", "taihu", part="work").get("download_button")
    assert open_page("issues", "taihu", part="register").get("download_button")
    assert len(division_csv(study, "en").decode("utf-8-sig").splitlines()) == 1 + 7
    assert len(register_csv(study, "zh").decode("utf-8-sig").splitlines()) == 1 + 12


# Conditions and gains


def test_a_condition_that_is_not_met_refuses_a_solution_with_the_written_reason(
    open_page: Page, database: Database
) -> None:
    page = open_page("solutions", "taihu", part="conditions")
    assert "costs 48, over the budget of 40" in shown(page)
    key = next(iter(latest(database).conditions))
    first = next(iter(latest(database).solutions.candidates))
    page = type_cells(page, "solutions-conditions", {0: {key: "not_met"}})
    assert latest(database).conditions[key].met[first] is False
    assert page.button(key=f"solutions-why-{first}")
    dialog = opened(f"conditions_part._reason_dialog(study, {first!r})")
    dialog.text_area(key=f"solutions-reason-{first}-{key}").set_value("No secretariat")
    dialog.button(key=f"solutions-reason-{first}-save").click().run()
    page = open_page("solutions", "taihu", part="conditions")
    assert "No secretariat" in shown(page)
    type_cells(page, "solutions-conditions", {0: {key: None}})
    assert first not in latest(database).conditions[key].met


def test_a_condition_is_added_renamed_and_removed(open_page: Page, database: Database) -> None:
    page = opened("conditions_part._condition_dialog(study, None)")
    page.text_input(key="solutions-condition-form-new-name").set_value("Legal review")
    page.button(key="solutions-condition-form-new-save").click().run()
    assert latest(database).conditions["legal-review"].name.en == "Legal review"
    assert open_page("solutions", "taihu", part="conditions").button(key="solutions-condition-legal-review")
    page = opened("conditions_part._condition_dialog(study, 'legal-review')")
    page.text_input(key="solutions-condition-form-legal-review-name").set_value("Legal check")
    page.button(key="solutions-condition-form-legal-review-save").click().run()
    assert latest(database).conditions["legal-review"].name.en == "Legal check"
    page = opened("conditions_part._condition_dialog(study, 'legal-review')")
    page.button(key="solutions-condition-form-legal-review-remove").click().run()
    assert "legal-review" not in latest(database).conditions


def test_a_condition_without_a_name_is_refused_in_the_dialog(database: Database) -> None:
    page = opened("conditions_part._condition_dialog(study, None)")
    page.button(key="solutions-condition-form-new-save").click().run()
    assert shown(page).count("condition") >= 1
    assert latest(database).conditions == shipped_example().conditions


def test_a_responsible_body_is_named_for_an_issue(open_page: Page, database: Database) -> None:
    page = open_page("solutions", "taihu", part="conditions")
    issue = latest(database).issues.adopted.chosen[0]  # type: ignore[union-attr]
    first = next(iter(latest(database).solutions.candidates))
    page = type_cells(page, "solutions-responsible", {0: {issue: "wuxi"}})
    assert latest(database).solutions.candidates[first].responsible == {issue: "wuxi"}
    assert "costs 48" in shown(page)
    type_cells(page, "solutions-responsible", {0: {issue: None}})
    assert latest(database).solutions.candidates[first].responsible == {}


def test_the_loser_and_who_pays_it_are_named(open_page: Page) -> None:
    page = open_page("solutions", "taihu", part="deals")
    text = shown(page)
    assert "Wuxi municipal government would lose 4.5" in text
    assert "Suzhou municipal government pays Wuxi municipal government 1.5" in text
    overview = table_with(page, "Gini before")
    assert list(overview.iloc[:, 0])[4] == "Cross-border ecological compensation"
    assert list(overview.iloc[4, 1:5]) == [5, 1, "4.5", "yes"]


def test_gains_and_costs_are_typed_and_emptied(open_page: Page, database: Database) -> None:
    page = open_page("solutions", "taihu", part="deals")
    solution = latest(database).solutions.adopted.chosen[0]  # type: ignore[union-attr]
    chosen = latest(database).bodies.adopted.chosen  # type: ignore[union-attr]
    page = type_cells(page, f"solutions-deals-{solution}", {0: {"benefit": 1.0, "cost": None}})
    deal = latest(database).deals[solution][chosen[0]]
    assert (deal.benefit, deal.cost) == (1.0, 0.0)
    page = type_cells(page, f"solutions-deals-{solution}", {0: {"benefit": None, "cost": None}})
    assert chosen[0] not in latest(database).deals[solution]
    assert "Not counted, as their figures are missing" in shown(page)


# How firm


@pytest.mark.parametrize("step", STEPS)
def test_how_firm_a_result_is_stands_in_a_sentence(step: StepName, open_page: Page) -> None:
    assert "a single weight that would unseat" in shown(open_page(step, "taihu", part="result"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("step", STEPS)
def test_each_way_of_looking_closer_opens(step: StepName, language: str, open_page: Page) -> None:
    page = open_page(step, "taihu", part="result", lang=language)
    closer = page.segmented_control(key=f"{step}-closer")
    left_out = {"bodies"} if step == "bodies" else {"draws"}
    assert len(closer.options) == len(VIEWS) - len(left_out)
    for view in VIEWS.keys() - left_out:
        page.segmented_control(key=f"{step}-closer").set_value(view).run()
        assert not page.exception
        assert shown(page)


def test_each_body_s_own_winner_stands_in_a_table(open_page: Page) -> None:
    page = open_page("solutions", "taihu", part="result")
    page.segmented_control(key="solutions-closer").set_value("bodies").run()
    winners = table_with(page, "If this body decided alone")
    alone = dict(winners.itertuples(index=False, name=None))
    assert alone["Suzhou municipal government"] == "Joint conference of the cities around the lake"
    assert "Consensus between the bodies on the criteria: very high" in shown(page)
    voices = table_with(page, "If voices counted")
    assert set(voices["First"]) == {"Cross-border ecological compensation"}


def test_what_would_have_to_be_true_for_another_to_win_is_told(open_page: Page) -> None:
    page = open_page("solutions", "taihu", part="result")
    page.segmented_control(key="solutions-closer").set_value("rivals").run()
    assert "Lake-chief consultation with joint patrols would win if Cost counted more than 15.1%" in shown(
        page
    )


# Intuition first


def test_the_expected_winner_is_asked_for_while_nothing_is_adopted_and_compared_afterwards(
    open_page: Page, database: Database
) -> None:
    study = shipped_example()
    issues = study.issues.model_copy(update={"adopted": None, "expected": ""})
    key = create(database, study.model_copy(update={"issues": issues}))
    page = open_page("issues", key, part="scores")
    expected = next(iter(study.issues.candidates))
    page.selectbox(key="issues-scores-expected").set_value(expected).run()
    assert latest(database, key).issues.expected == expected
    text = shown(open_page("issues", key, part="result"))
    assert "The planning team expected Water-environment treatment of the basin; it stands at place 4" in text


def test_nobody_is_asked_for_an_expectation_once_the_step_is_decided(
    open_page: Page, database: Database
) -> None:
    edited(database, lambda s: set_expected(s, "issues", ""))
    page = open_page("issues", "taihu", part="scores")
    assert not [box for box in page.selectbox if box.key and box.key.endswith("-expected")]
