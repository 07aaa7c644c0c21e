"""The whole way of a planner through the workspace, in a real browser."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mcda.actions import studies
from mcda.cooperation.steps import criteria_tree, result
from mcda.storage.database import Database
from tests.browser.driving import ROOT, settled, visit

pytestmark = pytest.mark.browser

README_PICTURE = ROOT / "docs" / "screenshots" / "workspace.png"


def latest(database: Database, study: str) -> studies.Study:
    return studies.open_study(database, study).study


def download(page: Page, key: str, to: Path) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f".st-key-{key} button").click()
    waiting.value.save_as(to)
    return to.read_bytes()


def type_into_cell(page: Page, row: int, column: int, text: str) -> None:
    """Type into a cell of the table on the page, counted from its first row and column."""
    table = page.get_by_test_id("stDataFrame").first
    table.locator(".dvn-scroller").click(position={"x": 30, "y": 52})
    for key, times in (("ArrowDown", row), ("ArrowRight", column)):
        for _ in range(times):
            page.keyboard.press(key)
    page.keyboard.press("Enter")
    box = page.locator("#portal input, #portal textarea")
    box.fill(text)
    box.press("Enter")
    settled(page)


def right_edge(page: Page, key: str) -> float:
    edge: float = page.locator(f".st-key-{key}").evaluate("it => it.getBoundingClientRect().right")
    return edge


def chart(page: Page) -> str:
    return page.locator(".js-plotly-plot").first.inner_text()


def test_a_planner_compares_scores_sees_the_ranking_move_and_takes_the_same_csv_as_the_shell(
    person: Callable[..., Page], address: str, study: str, database: Database, folder: Path
) -> None:
    page = person()
    step = f"{address}/issues?study={study}&lang=en"

    # Everything is there on the very first visit, also where a link leads into a study.
    visit(page, f"{step}&part=result")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Bodies 7 of 12"))).to_be_visible()
    before, ranked_before = chart(page), result(latest(database, study), "issues").ranks
    if os.environ.get("CONCORD_PICTURES") or not README_PICTURE.exists():
        page.wait_for_timeout(1000)
        README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=README_PICTURE)

    # Two criteria are compared anew, and the answer is saved at once.
    visit(page, f"{step}&part=weights")
    weights_before = result(latest(database, study), "issues").weights.leaves
    page.get_by_role("radio", name="equal").or_(page.get_by_role("button", name="equal")).first.click()
    expect(page.get_by_text("Saved:")).to_be_visible()
    assert result(latest(database, study), "issues").weights.leaves != weights_before

    # The leader gets the worst scores, and falls.
    now = latest(database, study)
    leader = next(key for key, rank in ranked_before.items() if rank == 1)
    leaves = list(criteria_tree(now, "issues").leaves)
    visit(page, f"{step}&part=scores")
    row = list(now.issues.candidates).index(leader)
    for column in (0, 1, 3):
        type_into_cell(page, row, column + 1, "1")
    scores = latest(database, study).issues.scores[leader]
    assert [scores[leaves[column]].value for column in (0, 1, 3)] == [1, 1, 1]
    visit(page, f"{step}&part=result")
    expect(page.locator(".js-plotly-plot").first).not_to_have_text(before)
    after = chart(page)
    assert result(latest(database, study), "issues").ranks[leader] > 1

    # A reload shows the same.
    page.reload()
    settled(page)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    page.wait_for_timeout(500)
    assert chart(page) == after

    # The file of the page and the file of the shell are the same, byte for byte.
    from_page = download(page, "issues-ranked-csv", folder / "page.csv")
    visit(page, f"{address}/frame?study={study}&lang=en")
    download(page, "frame-download-json", folder / "study.json")
    shell = [sys.executable, "-m", "mcda", "decide", str(folder / "study.json"), "--csv", str(folder)]
    subprocess.run(shell, cwd=ROOT, check=True, capture_output=True, timeout=120)
    assert from_page == (folder / "issues.csv").read_bytes()

    # The other language, kept through a reload.
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="框架")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="框架")).to_be_visible()
    assert "lang=zh" in page.url


def test_two_browsers_edit_one_study_without_losing_a_letter(
    person: Callable[..., Page], address: str, study: str, database: Database
) -> None:
    lin, wang = person(), person()
    for page in (lin, wang):
        visit(page, f"{address}/frame?study={study}&lang=en")

    # What Lin saves is on Wang's screen within seconds, without a reload.
    lin.get_by_label("New territory").fill("Yixing")
    lin.get_by_role("button", name="Add").click()
    expect(lin.get_by_text("Saved:")).to_be_visible()
    wang.locator(".st-key-frame-remove button").click()
    wang.get_by_test_id("stSelectbox").locator("input").click()
    expect(wang.get_by_role("option", name="Yixing")).to_be_visible(timeout=10_000)
    wang.keyboard.press("Escape")
    wang.keyboard.press("Escape")

    # While Wang types in a form, Lin saves in the same place: nothing on Wang's screen moves.
    wang.locator(".st-key-frame-edit button").click()
    region = wang.locator(".st-key-frame-region-en textarea")
    region.fill("The lake and all that flows into it")
    lin.locator(".st-key-frame-edit button").click()
    lin.locator(".st-key-frame-region-en textarea").fill("The lake alone")
    lin.locator(".st-key-frame-save button").click()
    expect(lin.get_by_role("paragraph").filter(has_text="The lake alone")).to_be_visible()
    expect(wang.get_by_text("has changed this study meanwhile")).to_be_visible(timeout=10_000)
    expect(region).to_have_value("The lake and all that flows into it")

    # Wang is told, sees both values, and chooses.
    wang.locator(".st-key-frame-save button").click()
    expect(wang.get_by_text("changed the same place")).to_be_visible()
    assert latest(database, study).region.en == "The lake alone"
    expect(region).to_have_value("The lake and all that flows into it")
    wang.get_by_role("button", name="Take mine").click()
    expect(wang.get_by_text("Saved:")).to_be_visible()
    assert latest(database, study).region.en == "The lake and all that flows into it"
    expect(lin.get_by_text("The lake and all that flows into it")).to_be_visible(timeout=10_000)


def test_a_cell_of_a_table_is_saved_as_it_is_left_and_the_next_can_be_typed_at_once(
    person: Callable[..., Page], address: str, study: str, database: Database
) -> None:
    page = person()
    visit(page, f"{address}/frame?study={study}&lang=en")
    type_into_cell(page, 0, 1, "12748000")
    type_into_cell(page, 1, 1, "7462000")
    type_into_cell(page, 1, 2, "Yearbook")
    expect(page.get_by_text("Saved:")).to_be_visible()
    first, second, *_ = latest(database, study).territories.values()
    assert (first.population, second.population, second.source) == (12_748_000, 7_462_000, "Yearbook")


def test_a_name_is_remembered_for_the_next_visit(
    person: Callable[..., Page], address: str, study: str, database: Database
) -> None:
    page = person()
    visit(page, f"{address}/frame?study={study}&lang=en")
    page.locator(".st-key-status-who button").click()
    page.get_by_label("Your name").fill("Lin Yue 林月")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-status-who button")).to_contain_text("Lin Yue 林月")
    page.wait_for_timeout(500)
    assert right_edge(page, "status-who") == right_edge(page, "status"), "what keeps the name takes no room"
    page.reload()
    settled(page)
    expect(page.locator(".st-key-status-who button")).to_contain_text("Lin Yue 林月")
    page.get_by_label("New territory").fill("Yixing")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Saved:")).to_be_visible()
    assert studies.history(database, study)[0].author == "Lin Yue 林月"
