"""The public page in a real browser: axe finds nothing, nothing is cut off, and it prints on A4."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mcda.actions import publishing, questions
from mcda.output.publication import Shown
from mcda.storage.database import Database
from mcda.storage.publications import Publication

pytestmark = pytest.mark.browser
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def published(database: Database) -> Publication:
    """The example, published, with an answered question."""
    made = publishing.publish(database, "Lin", "taihu", Shown(), NOW)
    questions.ask(database, made.address, "bodies/wuxi/authority", "Why 4?", NOW)
    questions.answer(database, "Lin", 1, "It decides on the northern shore.", NOW)
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/p/{}?lang=en", "/p/{}?lang=zh", "/p/{}/ask?about=bodies", "/p/"])
def test_axe_finds_no_violation(
    person: Callable[..., Page], address: str, published: Publication, path: str, scheme: str
) -> None:
    page = person(bypass_csp=True, color_scheme=scheme)
    page.goto(address + path.format(published.address))
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert found["passes"]


@pytest.mark.parametrize("width", [320, 1440, 1920])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_never_scrolls_sideways(
    person: Callable[..., Page], address: str, published: Publication, width: int, language: str
) -> None:
    page = person(viewport={"width": width, "height": 800})
    page.goto(f"{address}/p/{published.address}?lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_reader_without_javascript_asks_a_question(
    person: Callable[..., Page], address: str, published: Publication, database: Database
) -> None:
    page = person(java_script_enabled=False)
    page.goto(f"{address}/p/{published.address}?lang=en")
    page.get_by_role("link", name="Ask about: Bodies").click()
    page.get_by_label("Which candidate").select_option("wuxi")
    page.get_by_label("Your question").fill("What did the survey cost?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert questions.asked(database, published.number)[-1].about == "bodies/wuxi"


def test_the_page_prints_without_navigation(
    person: Callable[..., Page], address: str, published: Publication
) -> None:
    page = person()
    page.goto(f"{address}/p/{published.address}?lang=en")
    page.emulate_media(media="print")
    assert not page.get_by_text("News feed (Atom)").is_visible()
    assert page.get_by_text("Publication 1 of").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_on_a_phone_the_table_of_power_fits_and_a_wider_one_shows_that_it_scrolls(
    person: Callable[..., Page], address: str, published: Publication, language: str
) -> None:
    page = person(viewport={"width": 360, "height": 800})
    page.goto(f"{address}/p/{published.address}?lang={language}")
    power = page.locator("#who .wide").first
    assert power.evaluate("box => box.scrollWidth - box.clientWidth") == 0
    for box in page.locator(".wide").all():
        assert box.evaluate("box => getComputedStyle(box).overflowX") == "auto"
        attachments = box.evaluate("box => getComputedStyle(box).backgroundAttachment")
        assert attachments == "local, local, scroll, scroll"
