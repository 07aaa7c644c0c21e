"""Names that would load, link or run something if let: they are shown letter for letter on every page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from mcda.actions import studies
from mcda.cooperation.edit_frame import put_territory, set_frame, set_sources
from mcda.cooperation.edit_step import put_candidate, put_criterion
from mcda.cooperation.study import STEPS
from mcda.storage.database import Database
from mcda.workspace.state import now
from mcda.workspace.step_page import parts_of
from tests.browser.driving import settled, visit

pytestmark = pytest.mark.browser

HOSTILE = (
    '<img src="http://evil.example/a.png" onerror="window.hit=1">',
    "[click](javascript:window.hit=1)",
    "![](http://evil.example/b.png)",
    "<script>window.hit=1</script>",
    "$\\href{javascript:window.hit=1}{x}$ $5 or $6",
    ":red[red] :material/home: :streamlit:",
    '<a href="javascript:window.hit=1">a</a>',
    "www.evil.example http://evil.example mail@evil.example",
    "# heading\n- list\n|a|b|\n**bold** `code`",
)
PARTS = {step: parts_of(step) for step in STEPS}


@pytest.fixture
def hostile_study(study: str, database: Database) -> str:
    """The copy of the example, with every name in it hostile."""

    def hostile(base: studies.Study) -> studies.Study:
        for field in ("title", "region", "purpose", "notice", "unit"):
            base = set_frame(base, field, "en", " · ".join(HOSTILE))
        base = set_sources(base, "\n\n".join(HOSTILE))
        for number, key in enumerate(base.territories):
            base = put_territory(
                base, key, "en", f"{number} {HOSTILE[number % 9]}", source=HOSTILE[number % 9]
            )
        for step in STEPS:
            for number, key in enumerate(base.step(step).candidates):
                name = f"{HOSTILE[number % 9]} {number}"
                described = {"en": HOSTILE[(number + 1) % 9]}
                base = put_candidate(base, step, key, "en", name, description=described, kind="")
            for number, key in enumerate(base.step(step).criteria):
                name, meaning = f"{HOSTILE[number % 9]} {number}", {"en": HOSTILE[(number + 2) % 9]}
                base = put_criterion(base, step, key, "en", name, meaning=meaning)
        return base

    number = studies.latest_number(database, study)
    studies.save(database, HOSTILE[2], study, number, hostile, now(), reason=HOSTILE[0])
    return study


def test_hostile_names_load_link_and_run_nothing_on_any_page(
    person: Callable[..., Page], address: str, hostile_study: str
) -> None:
    page = person(bypass_csp=True)
    foreign: list[str] = []
    page.on("request", lambda request: None if _own(request.url, address) else foreign.append(request.url))
    page.on("dialog", lambda dialog: foreign.append(dialog.message))
    paths = [
        "frame",
        "decision",
        "history",
        *(f"{step}?part={part}" for step in STEPS for part in PARTS[step]),
    ]
    for path in paths:
        joint = "&" if "?" in path else "?"
        visit(page, f"{address}/{path}{joint}study={hostile_study}&lang=en")
        for opener in page.get_by_test_id("stExpander").all():
            opener.locator("summary").click()
        settled(page)
        assert foreign == [], path
        assert page.evaluate("window.hit") is None, path
        assert page.locator("[data-testid=stMain] img").count() == 0, path
        assert page.locator('a[href*="evil"], a[href^="javascript"], a[href^="mailto"]').count() == 0, path
        assert page.locator("[data-testid=stMain] .katex, [data-testid=stMain] .math").count() == 0, path
        assert page.get_by_test_id("stException").count() == 0, path
    visit(page, f"{address}/?study={hostile_study}&lang=en")
    expect(page.get_by_text("<script>window.hit=1</script>").first).to_be_visible()
    assert foreign == []


def _own(url: str, address: str) -> bool:
    return url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))
