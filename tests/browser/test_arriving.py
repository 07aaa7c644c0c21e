"""Coming in: by a link into a study as a server's first visitor, and on a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import server, settled, visit

pytestmark = pytest.mark.browser


def test_under_uvicorn_a_link_into_a_study_works_for_the_very_first_visitor(
    person: Callable[..., Page], tmp_path: Path
) -> None:
    with server(f"sqlite:///{tmp_path / 'concord.db'}", tmp_path / "log", uvicorn=True) as address:
        page = person()
        answers: list[str] = []
        page.on("response", lambda answer: answers.append(answer.headers.get("content-encoding", "")))
        visit(page, f"{address}/bodies?study=taihu&part=scores&lang=zh")
        expect(page.get_by_role("link", name="治理主体 7/12")).to_be_visible()
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
        assert "gzip" in answers
    assert "measured best" not in (tmp_path / "log").read_text()


def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_study_stays_open(
    person: Callable[..., Page], address: str, study: str
) -> None:
    page = person(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    visit(page, f"{address}/?study={study}&lang=en")
    named = ("Frame", "Bodies", "Issues", "Solutions", "History")
    pages = {name: name for name in named} | {"Decision": "Who"}
    for name, heading in pages.items():
        page.locator(".st-key-status-pages").get_by_role("link", name=re.compile(name)).tap()
        expect(page.get_by_role("heading", name=heading).first).to_be_visible()
        settled(page)
        assert f"study={study}" in page.url
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


def test_the_back_button_goes_back_to_the_page_before(
    person: Callable[..., Page], address: str, study: str
) -> None:
    page = person()
    visit(page, f"{address}/frame?study={study}&lang=en")
    page.get_by_role("link", name=re.compile("Issues")).click()
    expect(page).to_have_url(re.compile("/issues"))
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Frame")).to_be_visible()
    settled(page)
    assert f"study={study}" in page.url
