"""The page of a step: each of its parts empty, with the example, and where a study is not finished."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mcda.actions import studies
from mcda.cooperation.edit_cooperation import put_condition
from mcda.cooperation.edit_frame import put_territory
from mcda.cooperation.edit_step import (
    put_candidate,
    put_criterion,
    set_direct_weights,
    set_judgement,
    set_scores,
    set_weighting,
)
from mcda.cooperation.judging import judged
from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS, TEAM, Score, StepName, Study, Weighting, Wording
from mcda.output.tables import ranked_csv, weights_csv
from mcda.storage.database import Database
from mcda.workspace import state
from mcda.workspace.step_page import PARTS
from tests.output.test_method_facts import FACTS
from tests.small_study import study as large_study
from tests.workspace.cells import type_cells
from tests.workspace.folds import unfold

Page = Callable[..., AppTest]
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![](http://example.org/track.png)",
    "<script>alert(1)</script>",
    "$x^2$ or $y",
    ":red[warning]",
    "<a href=javascript:alert(1)>x</a>",
    ":material/home: **bold** `code`",
    "=HYPERLINK(1) www.example.org a@example.org",
)


def latest(database: Database, study: str = "taihu") -> Study:
    return studies.open_study(database, study).study


def create(database: Database, study: Study) -> str:
    return studies.create_study(database, "Lin", study, state.now())


def shown(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.error, page.warning, page.info, page.header, page.subheader)
    return (
        "\n".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")
    )


def keyed(elements: Any, end: str) -> Any:
    return next(element for element in elements if element.key and element.key.endswith(end))


def three_bodies() -> Study:
    study = Study(title=Wording(en="Three", zh="三"))
    for name in ("Authority", "Capacity", "Cost"):
        study = put_criterion(study, "bodies", None, "en", name, direction="min" if name == "Cost" else "max")
    for name in ("Lakeside", "Hillside", "Riverside"):
        study = put_candidate(study, "bodies", None, "en", name)
    return study


def compared(study: Study) -> Study:
    for first, second, times in (
        ("authority", "capacity", 2),
        ("authority", "cost", 4),
        ("capacity", "cost", 2),
    ):
        study = set_judgement(study, "bodies", TEAM, first, second, times)
    return study


def scored(study: Study) -> Study:
    rows = {"lakeside": (5, 3, 2), "hillside": (2, 4, 1), "riverside": (1, 1, 5)}
    leaves = ("authority", "capacity", "cost")
    table = {
        key: {leaf: {"value": value} for leaf, value in zip(leaves, values, strict=True)}
        for key, values in rows.items()
    }
    return set_scores(study, "bodies", table)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("step", STEPS)
def test_every_part_of_every_step_opens_with_the_example(
    step: StepName, part: str, language: str, open_page: Page
) -> None:
    page = open_page(step, "taihu", part=part, lang=language)
    page.run()
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("step", STEPS)
def test_every_part_of_every_step_opens_with_an_empty_study(
    step: StepName, part: str, language: str, open_page: Page, database: Database
) -> None:
    page = open_page(step, create(database, Study(title=Wording(en="Empty"))), part=part, lang=language)
    assert not page.exception
    assert page.markdown or page.info


def test_the_part_stays_in_the_address(open_page: Page) -> None:
    page = open_page("bodies", "taihu")
    assert page.segmented_control(key="bodies-part").value == "candidates"
    page.segmented_control(key="bodies-part").set_value("scores").run()
    assert page.query_params["part"] == "scores"
    page.switch_page("app_pages/issues.py").run()
    assert page.segmented_control(key="issues-part").value == "scores"


def test_an_unknown_part_in_the_address_opens_the_candidates(open_page: Page) -> None:
    assert (
        open_page("bodies", "taihu", part="nonsense").segmented_control(key="bodies-part").value
        == "candidates"
    )


def test_candidates_say_what_they_are_and_what_they_speak_for(open_page: Page) -> None:
    text = shown(open_page("bodies", "taihu"))
    assert "Suzhou municipal government" in text
    assert "speaks for Qingpu 80" in text
    assert "At most 7 may be chosen." in text


def test_two_hundred_candidates_are_paged_and_found(open_page: Page, database: Database) -> None:
    study = Study(title=Wording(en="Many"))
    for number in range(200):
        study = put_candidate(study, "bodies", None, "en", f"Body number {number}")
    page = open_page("bodies", create(database, study))
    assert sum(button.key.startswith("bodies-edit-") for button in page.button) == 25
    page.text_input(key="bodies-find").set_value("number 137").run()
    assert [b.key for b in page.button if b.key.startswith("bodies-edit-")] == ["bodies-edit-body-number-137"]


def test_a_ranking_of_two_hundred_is_shown_in_pages_on_one_scale(open_page: Page, database: Database) -> None:
    weighting = Weighting(method="direct", direct={"criterion-0": 0.6, "criterion-1": 0.4})
    many = large_study(200, 2)
    scores = {
        body: {leaf: Score(value=place) for leaf in row}
        for place, (body, row) in enumerate(many.bodies.scores.items())
    }
    many = many.model_copy(
        update={"bodies": many.bodies.model_copy(update={"weighting": weighting, "scores": scores})}
    )
    page = open_page("bodies", create(database, many), part="result")
    first = ranking(page)
    keyed(page.get("pagination"), "bodies-ranking-page").set_value(8).run()
    last = ranking(page)
    assert (first["layout"]["yaxis"]["ticktext"][0], len(first["data"][0]["y"])) == ("1 Body 199", 25)
    assert last["layout"]["yaxis"]["ticktext"] == [
        f"{200 - place} Body {place}" for place in range(24, -1, -1)
    ]
    assert last["layout"]["xaxis"]["range"] == first["layout"]["xaxis"]["range"] == [0, 1]


def ranking(page: AppTest) -> Any:
    """The figure that shows the ranking."""
    return json.loads(page.get("plotly_chart")[0].proto.spec)


def test_nothing_is_preset_and_an_answer_is_saved_at_once(open_page: Page, database: Database) -> None:
    study = create(database, three_bodies())
    page = open_page("bodies", study, part="weights")
    assert keyed(page.segmented_control, "-None-side").value is None
    keyed(page.segmented_control, "-None-side").set_value("first").run()
    assert latest(database, study).bodies.weighting.comparisons == {}
    keyed(page.selectbox, "-None-times").set_value(3).run()
    judgements = latest(database, study).bodies.weighting.comparisons[TEAM]
    assert [(pair, j.favours, j.times) for pair, j in judgements.items()] == [
        ("authority|capacity", "authority", 3)
    ]
    assert "1 of 3 pairs compared" in shown(page)
    assert keyed(page.segmented_control, "-None-side").value is None


def test_half_an_answer_is_there_when_its_pair_is_opened_again_and_in_no_other_study(
    open_page: Page, database: Database
) -> None:
    study, other = create(database, three_bodies()), create(database, three_bodies())
    page = open_page("bodies", study, part="weights")
    keyed(page.segmented_control, "-side").set_value("second").run()
    page.button(key="bodies-pair-forward").click().run()
    assert keyed(page.segmented_control, "-side").value is None
    page.button(key="bodies-pair-back").click().run()
    assert keyed(page.segmented_control, "-side").value == "second"
    assert latest(database, study).bodies.weighting.comparisons == {}
    page.query_params["study"] = other
    page.run()
    assert keyed(page.segmented_control, "-side").value is None
    page.query_params["study"] = study
    page.run()
    assert keyed(page.segmented_control, "-side").value == "second"
    keyed(page.selectbox, "-times").set_value(3.0).run()
    assert latest(database, study).bodies.weighting.comparisons[TEAM]["authority|capacity"].times == 3
    page.button(key="bodies-pair-back").click().run()
    while "Pair 1 of 3" not in shown(page):
        page.button(key="bodies-pair-back").click().run()
    page.button(key="bodies-pair-take-back").click().run()
    assert keyed(page.segmented_control, "-side").value is None


def test_equal_is_an_answer_of_one_click_and_can_be_taken_back(open_page: Page, database: Database) -> None:
    study = create(database, three_bodies())
    page = open_page("bodies", study, part="weights")
    keyed(page.segmented_control, "-None-side").set_value("equal").run()
    assert latest(database, study).bodies.weighting.comparisons[TEAM]["authority|capacity"].times == 1
    page.button(key="bodies-pair-back").click().run()
    while "Pair 1 of 3" not in shown(page):
        page.button(key="bodies-pair-back").click().run()
    page.button(key="bodies-pair-take-back").click().run()
    assert not latest(database, study).bodies.weighting.comparisons.get(TEAM)


@pytest.mark.parametrize("favoured", ["authority", "capacity"])
@pytest.mark.parametrize("times", [4.999999999999999, 4.96, 1.395650796669257, 1.0000000000000002])
def test_looking_at_a_comparison_changes_nothing_and_another_strength_is_saved(
    open_page: Page, database: Database, favoured: str, times: float
) -> None:
    other = "capacity" if favoured == "authority" else "authority"
    study = create(database, set_judgement(three_bodies(), "bodies", TEAM, favoured, other, times))
    page = open_page("bodies", study, part="weights")
    for _ in range(6):
        page.button(key="bodies-pair-forward").click().run()
    while "Pair 1 of 3" not in shown(page):
        page.button(key="bodies-pair-forward").click().run()
    side = keyed(page.segmented_control, "-side").value
    for again in (None, side):
        keyed(page.segmented_control, "-side").set_value(again).run()
    assert studies.latest_number(database, study) == 1
    keyed(page.segmented_control, "-side").set_value("first" if favoured == "authority" else "second").run()
    keyed(page.selectbox, "-times").set_value(7.0).run()
    judgement = latest(database, study).bodies.weighting.comparisons[TEAM]["authority|capacity"]
    assert (judgement.favours, judgement.times) == (favoured, 7)


def test_comparisons_that_do_not_hang_together_are_told_and_weigh_nothing(
    open_page: Page, database: Database
) -> None:
    study = put_criterion(three_bodies(), "bodies", None, "en", "Willingness")
    study = set_judgement(study, "bodies", TEAM, "authority", "capacity", 2)
    study = set_judgement(study, "bodies", TEAM, "cost", "willingness", 2)
    page = open_page("bodies", create(database, study), part="weights")
    assert len(page.info) == 1
    assert "Authority" in page.info[0].value
    assert "Cost" in page.info[0].value
    assert not page.get("bidi_component")


def inconsistent() -> Study:
    study = put_criterion(compared(three_bodies()), "bodies", None, "en", "Willingness")
    for first, times in (("authority", 1 / 9), ("capacity", 2), ("cost", 1)):
        study = set_judgement(study, "bodies", TEAM, first, "willingness", times)
    return study


def test_contradicting_comparisons_get_at_most_three_suggestions_with_the_ratio_that_follows(
    open_page: Page, database: Database
) -> None:
    study = create(database, inconsistent())
    page = open_page("bodies", study, part="weights")
    assert "above 0.10" in shown(page)
    assert "Alonso & Lamata" in shown(page)
    use = [button for button in page.button if button.key.endswith("-use")]
    assert 1 <= len(use) <= 3
    assert use[0].key == "bodies-team-authority|willingness-use"
    use[0].click().run()
    assert (
        latest(database, study).bodies.weighting.comparisons[TEAM]["authority|willingness"].favours
        == "authority"
    )
    assert "at most 0.10" in shown(page)


def test_keeping_ones_answers_is_a_valid_choice(open_page: Page, database: Database) -> None:
    study = create(database, inconsistent())
    page = open_page("bodies", study, part="weights")
    before = latest(database, study)
    while keep := [button for button in page.button if button.key.endswith("-keep")]:
        keep[0].click().run()
    assert "You kept your answers" in shown(page)
    pairs = latest(database, study).bodies.weighting.comparisons[TEAM]
    assert any(judgement.kept for judgement in pairs.values())
    unkept = {pair: judgement.model_copy(update={"kept": False}) for pair, judgement in pairs.items()}
    assert unkept == before.bodies.weighting.comparisons[TEAM]
    assert "You kept your answers" in shown(open_page("bodies", study, part="weights"))


def test_typed_weights_are_saved_as_typed_and_a_sum_that_is_not_one_is_said(
    open_page: Page, database: Database
) -> None:
    study = create(database, set_weighting(three_bodies(), "bodies", method="direct"))
    page = open_page("bodies", study, part="weights")
    type_cells(page, "bodies-direct", {0: {"weight": 0.5}, 1: {"weight": 0.3}, 2: {"weight": 0.1}})
    assert latest(database, study).bodies.weighting.direct == {"authority": 0.5, "capacity": 0.3, "cost": 0.1}
    assert "0.9" in page.warning[0].value.replace("\\", "")
    type_cells(page, "bodies-direct", {2: {"weight": 0.2}})
    assert not page.warning
    assert len(page.get("bidi_component")) == 1


def test_weights_that_a_room_found_name_their_round_on_every_page_until_one_is_typed(
    open_page: Page, database: Database
) -> None:
    study = studies.open_study(database, "taihu").study
    found = result(study, "issues").weights.local
    local = {key: weight for node in found.values() for key, weight in node.items()}
    note = Wording(en="Workshop round 2, 40 people")
    weighting = Weighting(method="direct", judges="bodies", direct=local, note=note)
    step = study.issues.model_copy(update={"weighting": weighting})
    key = create(database, study.model_copy(update={"issues": step}))
    for name, address in (("issues", {"part": "weights"}), ("issues", {"part": "result"}), ("decision", {})):
        assert note.en in shown(open_page(name, key, **address)), name
    assert "joined by weighted geometric mean" not in shown(open_page("issues", key, part="result"))
    page = open_page("issues", key, part="weights")
    [editor] = [table for table in page.data_editor if table.key.startswith("issues-direct")]
    assert '"step": 0.01' not in editor.proto.columns, "what is typed or found is not cut to two decimals"
    assert "The room's weights" in keyed(page.segmented_control, "-method").options
    type_cells(page, "issues-direct", {0: {"weight": 0.2}})
    assert latest(database, key).issues.weighting.note == Wording()
    assert "The room found these weights" not in shown(page)


def test_a_weight_out_of_range_is_refused_and_the_others_are_saved(
    open_page: Page, database: Database
) -> None:
    study = create(database, set_weighting(three_bodies(), "bodies", method="direct"))
    page = type_cells(
        open_page("bodies", study, part="weights"), "bodies-direct", {0: {"weight": 5}, 1: {"weight": 0.3}}
    )
    assert latest(database, study).bodies.weighting.direct == {"capacity": 0.3}
    assert "Authority" in page.error[0].value


def test_a_chosen_body_answers_for_itself(open_page: Page, database: Database) -> None:
    page = open_page("issues", "taihu", part="weights")
    page.selectbox(key="issues-judge").set_value("wuxi").run()
    keyed(page.segmented_control, "-side").set_value("equal").run()
    before = studies.open_study(database, "taihu", 1).study.issues.weighting.comparisons
    after = latest(database).issues.weighting.comparisons
    assert {judge for judge in after if after[judge] != before[judge]} == {"wuxi"}


def test_an_answer_that_meets_another_persons_is_asked_about_and_not_shown_as_given(
    open_page: Page, database: Database
) -> None:
    study = create(database, put_criterion(three_bodies(), "bodies", None, "en", "Willingness"))
    page = open_page("bodies", study, part="weights", lang="en")
    side = keyed(page.segmented_control, "-side")
    first, second = list(latest(database, study).bodies.criteria)[:2]
    number = studies.latest_number(database, study)
    studies.save(
        database,
        "Wang",
        study,
        number,
        lambda now: set_judgement(now, "bodies", TEAM, first, second, 3),
        state.now(),
    )
    side.set_value("equal").run()
    assert keyed(page.segmented_control, "-side").value is None
    assert judged(latest(database, study).bodies, TEAM, first, second) == 3
    page.button(key="clash-take_mine").click().run()
    assert not page.exception
    assert judged(latest(database, study).bodies, TEAM, first, second) == 1


def test_the_way_of_weighing_is_saved_when_it_is_chosen(open_page: Page, database: Database) -> None:
    page = open_page("issues", "taihu", part="weights")
    page.segmented_control(key="issues-weighting-judges").set_value("team").run()
    assert latest(database).issues.weighting.judges == "team"
    assert page.info


def test_a_score_is_saved_when_it_is_typed(open_page: Page, database: Database) -> None:
    page = type_cells(open_page("bodies", "taihu", part="scores"), "bodies-scores", {0: {"authority": 2}})
    first = next(iter(latest(database).bodies.candidates))
    assert latest(database).bodies.scores[first]["authority"].value == 2
    assert latest(database).bodies.scores[first]["authority"].reason.en
    assert not page.error


def test_an_own_edit_leaves_the_table_under_it_alone_and_taking_it_back_draws_it_anew(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="scores")
    first = next(iter(latest(database).bodies.candidates))
    before = latest(database).bodies.scores[first]["authority"].value
    under = page.session_state["bodies-scores-frame"]
    editor = page.data_editor[0].key
    type_cells(page, "bodies-scores", {0: {"authority": 2}})
    assert page.session_state["bodies-scores-frame"] is under
    assert page.data_editor[0].key == editor
    page.button(key="status-undo").click().run()
    assert latest(database).bodies.scores[first]["authority"].value == before
    assert page.session_state["bodies-scores-frame"].loc[first, "authority"] == before


def test_what_another_person_saved_stands_in_the_table_beside_an_own_edit(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="scores")
    first, second, *_ = latest(database).bodies.candidates
    type_cells(page, "bodies-scores", {0: {"authority": 2}})
    theirs = {second: {"authority": {"value": 1.0}}}
    number = studies.latest_number(database, "taihu")
    studies.save(
        database, "Wang", "taihu", number, lambda now: set_scores(now, "bodies", theirs), state.now()
    )
    page.session_state["seen"] = ("taihu", number + 1)
    page.run()
    table = page.session_state["bodies-scores-frame"]
    assert (table.loc[first, "authority"], table.loc[second, "authority"]) == (2, 1)


@pytest.mark.parametrize(
    ("page_name", "part", "first"),
    [
        ("bodies", "scores", "Lakeside"),
        ("issues", "register", "Lakeside"),
        ("issues", "register", "Name"),
        ("issues", "work", "Lakeside"),
        ("solutions", "conditions", "Ferry"),
    ],
)
def test_what_is_called_name_does_not_take_the_place_of_the_names(
    page_name: str, part: str, first: str, open_page: Page, database: Database
) -> None:
    study = put_criterion(three_bodies(), "bodies", None, "en", "Name")
    study = set_scores(study, "bodies", {"lakeside": {leaf: {"value": 3} for leaf in study.bodies.criteria}})
    study = set_weighting(study, "bodies", method="direct")
    study = set_direct_weights(study, "bodies", dict.fromkeys(study.bodies.criteria, 0.25))
    study = put_candidate(study, "issues", None, "en", "Name")
    study = put_criterion(study, "issues", None, "en", "Name")
    study = set_scores(study, "issues", {"name": {"name": {"value": 3}}})
    study = put_candidate(study, "solutions", None, "en", "Ferry")
    study = put_condition(study, None, "en", "Name")
    for territory in ("Name", "Spoken"):
        study = put_territory(study, None, "en", territory)
    page = open_page(page_name, create(database, study), part=part)
    assert not page.error
    names = [str(table.value.iloc[0, 0]) for table in page.data_editor]
    assert first in names


def test_an_emptied_cell_makes_the_score_unknown(open_page: Page, database: Database) -> None:
    type_cells(open_page("bodies", "taihu", part="scores"), "bodies-scores", {0: {"authority": None}})
    first = next(iter(latest(database).bodies.candidates))
    assert latest(database).bodies.scores[first]["authority"].value is None


def test_a_score_outside_its_scale_is_told_by_place_and_the_others_are_saved(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="scores")
    type_cells(page, "bodies-scores", {0: {"authority": 9}, 1: {"authority": 3}})
    first, second, *_ = latest(database).bodies.candidates
    assert latest(database).bodies.scores[first]["authority"].value == 4
    assert latest(database).bodies.scores[second]["authority"].value == 3
    assert "Taihu Basin Authority" in page.error[0].value
    assert "Authority" in page.error[0].value


def test_the_part_for_scores_counts_reasons_and_opens_the_next_without_one(
    open_page: Page, database: Database
) -> None:
    study = create(database, scored(compared(three_bodies())))
    page = open_page("bodies", study, part="scores")
    assert "9 of 9 scores are known, 0 of them with a reason." in shown(page)
    page.segmented_control(key="bodies-scores-view").set_value("reasons").run()
    page.button(key="bodies-next-without").click().run()
    assert page.number_input(key="bodies-score-lakeside-authority-value").value == 5


def test_a_step_without_result_says_what_it_lacks(open_page: Page, database: Database) -> None:
    bare = Study(title=Wording(en="Bare"))
    nothing_compared = scored(three_bodies())
    nothing_scored = compared(three_bodies())
    no_candidates = nothing_scored.model_copy(
        update={"bodies": nothing_scored.bodies.model_copy(update={"candidates": {}})}
    )
    bad_sum = set_direct_weights(
        set_weighting(nothing_compared, "bodies", method="direct"),
        "bodies",
        {"authority": 0.5, "capacity": 0.3, "cost": 0.1},
    )
    for study in (bare, nothing_compared, nothing_scored, no_candidates, bad_sum):
        page = open_page("bodies", create(database, study), part="result")
        assert len(page.info) == 1, study
        assert not page.get("download_button")


def test_a_result_has_its_finding_its_chart_and_the_same_bytes_as_the_shell(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="result")
    assert any(m.value.startswith("#### ") and "7 of 12" in m.value for m in page.markdown)
    assert len(page.get("plotly_chart")) == 2
    study, now = latest(database), None
    from mcda.cooperation.steps import result

    now = result(study, "bodies")
    ranked, weights = page.download_button
    assert [button.key for button in (ranked, weights)] == ["bodies-ranked-csv", "bodies-weights-csv"]
    assert ranked_csv(study, now, "en").startswith(b"\xef\xbb\xbfrank,name,closeness,selected,")
    assert weights_csv(study, now, "en").startswith(b"\xef\xbb\xbfcriterion,")


def test_an_unknown_score_keeps_a_candidate_out_of_the_ranking_and_says_so(open_page: Page) -> None:
    text = shown(open_page("bodies", "taihu", part="result"))
    assert "Chemical and dyeing enterprises (association)**: Not ranked" in text


def test_adopting_records_who_and_when_and_a_later_change_makes_it_out_of_date(
    open_page: Page, database: Database
) -> None:
    study = create(database, scored(compared(three_bodies())))
    page = open_page("bodies", study, part="result")
    assert "Provisional" in shown(page)
    page.text_input(key="status-who-name").set_value("Wang Min").run()
    page.button(key="bodies-adopt").click().run()
    assert latest(database, study).bodies.adopted.by == "Wang Min"
    assert "Adopted by Wang Min" in shown(page)
    page.segmented_control(key="bodies-part").set_value("scores").run()
    type_cells(page, "bodies-scores", {0: {"authority": 1}})
    page.segmented_control(key="bodies-part").set_value("result").run()
    assert "Out of date" in shown(page)
    assert "scores were changed" in shown(page)
    page.button(key="bodies-adopt").click().run()
    assert "Adopted by Wang Min" in shown(page)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_folded_criterion_shows_its_meaning_when_it_is_opened(
    open_page: Page, database: Database, lang: str
) -> None:
    criteria = latest(database).issues.criteria
    key, criterion = next(
        (key, found) for key, found in criteria.items() if not found.parent and found.meaning.en
    )
    meaning = getattr(criterion.meaning, lang)
    page = open_page("issues", "taihu", part="weights", lang=lang)
    read = shown(page).count(meaning)
    unfold(page, f"issues-criterion-{key}")
    assert shown(page).count(meaning) == read + 1


@pytest.mark.parametrize("fold", ["bodies-overview", "bodies-group-all-chart-numbers"])
def test_a_folded_table_is_drawn_when_it_is_opened(open_page: Page, fold: str) -> None:
    page = open_page("bodies", "taihu", part="weights")
    before = len(page.dataframe)
    assert len(unfold(page, fold).dataframe) == before + 1


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "They are not closeness and may stand in another order"),
        ("zh", "分值不是贴近度，次序可能与排序不同"),
    ],
)
def test_below_what_speaks_for_each_stands_that_points_are_not_closeness(
    lang: str, said: str, open_page: Page
) -> None:
    assert said in shown(open_page("issues", "taihu", part="result", lang=lang))


def test_the_working_of_any_candidate_can_be_read(open_page: Page) -> None:
    page = unfold(open_page("bodies", "taihu", part="result"), "bodies-working")
    page.selectbox(key="bodies-why-candidate").set_value("wuxi").run()
    assert "Distance to the ideal" in shown(page)
    (working,) = [table.value for table in page.dataframe if "Normalised" in table.value.columns]
    assert len(working) == 6


def test_a_ranking_that_depends_on_who_else_stands_offers_fixed_ranges(
    open_page: Page, database: Database
) -> None:
    page = open_page("bodies", "taihu", part="result")
    assert "were left out" in shown(page)
    page.button(key="bodies-use-fixed").click().run()
    assert latest(database).bodies.normalisation == "fixed"
    assert "were left out" not in shown(page)


@pytest.mark.parametrize("part", PARTS)
def test_hostile_names_are_shown_letter_for_letter(part: str, open_page: Page, database: Database) -> None:
    study = Study(title=Wording(en=HOSTILE[0]), territories={})
    for name in HOSTILE[:3]:
        study = put_criterion(
            study, "bodies", None, "en", name, meaning=Wording(en=name), idea=Wording(en=name)
        )
    keys = list(study.bodies.criteria)
    for i, first in enumerate(keys):
        for second in keys[i + 1 :]:
            study = set_judgement(study, "bodies", TEAM, first, second, 1)
    for name in HOSTILE:
        study = put_candidate(
            study, "bodies", None, "en", name, description=Wording(en=name), kind=name, proposed_by=name
        )
    scores = {
        candidate: {leaf: {"value": 1 + (i + j) % 5} for j, leaf in enumerate(keys)}
        for i, candidate in enumerate(study.bodies.candidates)
    }
    study = set_scores(study, "bodies", scores)
    page = open_page("bodies", create(database, study), part=part)
    live = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error, *page.subheader]
    labels = [*page.button, *page.expander, *page.segmented_control, *page.selectbox]
    texts = [element.value for element in live] + [str(element.label) for element in labels]
    texts += [option for control in page.segmented_control for option in control.options]
    for text in texts:
        for name in HOSTILE:
            assert name not in text


@pytest.mark.parametrize(("language", "facts"), FACTS.items())
def test_a_result_names_normalisation_weighing_index_aggregation_and_seed(
    language: str, facts: tuple[str, ...], open_page: Page
) -> None:
    page = open_page("issues", "taihu", part="result", lang=language)
    said = next(caption.value for caption in page.caption if "TOPSIS" in caption.value).replace("\\", "")
    assert all(fact in said for fact in facts)
