"""A facilitator, the hall's screen and three phones side by side, from the code to the reveal."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from mcda.actions import studies
from mcda.storage.database import Database
from tests.browser.driving import visit

pytestmark = pytest.mark.browser
Person = Callable[..., Page]

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
LEAST_TEXT = 28
MOST_SCREENS = 60
TEXT_SIZES = """() => [...document.querySelectorAll("body *")]
  .filter(e => [...e.childNodes].some(c => c.nodeType === 3 && c.data.trim()))
  .filter(e => e.getBoundingClientRect().width > 0)
  .map(e => parseFloat(getComputedStyle(e).fontSize))"""
OVERFLOW = """() => [
  document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"""


def button(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} button").first


def narrow(page: Page) -> None:
    """Nothing is wider than the phone, nor than the narrowest there is."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def sent(phone: Page, pressed: str = "button.main") -> None:
    """Send the form and wait for the page that follows."""
    with phone.expect_navigation():
        phone.locator(pressed).first.click()


def joined(phone: Page, address: str, code: str, body: int, language: str) -> None:
    """Type the code, speak for a body, start."""
    phone.goto(f"{address}/join?lang={language}")
    phone.get_by_role("textbox").fill(code.lower())
    sent(phone, "form button")
    phone.locator("select[name=body]").select_option(index=body)
    narrow(phone)
    sent(phone)
    expect(phone.locator("h1")).to_be_visible()


def answered(phone: Page, favours: int) -> None:
    """Answer every screen: the card at `favours` where a pair is asked."""
    for _ in range(MOST_SCREENS):
        narrow(phone)
        if not phone.locator("form").count():
            return
        if phone.locator("input[name=most]").count():
            phone.locator("input[name=most]").nth(favours % 2).check(force=True)
            phone.locator("input[name=least]").last.check(force=True)
        else:
            phone.locator("input[name=side]").nth(favours).check(force=True)
            if favours < 2:
                phone.locator("input[name=times]").first.check(force=True)
        sent(phone)
    raise AssertionError("the questions did not end")


def test_a_hall_judges_together_to_the_reveal(
    person: Person, address: str, study: str, database: Database
) -> None:
    facilitator = person()
    visit(facilitator, f"{address}/workshop?study={study}&lang=en")
    button(facilitator, "workshop-new-open").click()
    expect(facilitator.get_by_text("Hidden until the reveal")).to_be_visible()
    link = facilitator.get_by_role("link", name="Show in the hall").get_attribute("href")

    hall = person(viewport={"width": 1920, "height": 1080})
    hall.goto(link)
    expect(hall.get_by_role("heading", name="Which matters more for choosing issues?")).to_be_visible()
    code = hall.locator(".code").inner_text()
    assert len(code.replace(" ", "")) == 6
    expect(hall.locator(".qr svg")).to_be_visible()
    expect(hall.locator("a[rel=next]")).to_be_hidden()

    phones = [
        person(**PHONE, locale="en-GB"),
        person(**PHONE, locale="zh-CN", color_scheme="dark"),
        person(**PHONE | {"viewport": {"width": 320, "height": 640}}, java_script_enabled=False),
    ]
    for place, phone in enumerate(phones):
        joined(phone, address, code, place + 1, "zh" if place == 1 else "en")
    expect(hall.locator('[data-count="participants"]')).to_have_text("3")
    answers = (0, 1, 2)
    for phone, favours in zip(phones, answers, strict=True):
        answered(phone, favours)
    expect(phones[0].get_by_role("heading", name="Thank you")).to_be_visible()

    expect(hall.locator('[data-count="finished"]')).to_have_text("3")
    expect(facilitator.get_by_test_id("stMetricValue").nth(1)).to_have_text("3")
    assert "%" not in hall.locator("body").inner_text()
    assert " to the room: " not in facilitator.locator("body").inner_text()
    phones[0].reload()
    assert "You and the group" not in phones[0].locator("body").inner_text()

    hall.get_by_role("link", name="Reveal").focus()
    hall.keyboard.press("Enter")
    expect(hall.get_by_text("Everybody who joined has finished.")).to_be_visible()
    hall.wait_for_load_state()
    assert max(hall.evaluate(OVERFLOW)) <= 0
    assert min(hall.evaluate(TEXT_SIZES)) >= LEAST_TEXT
    hall.get_by_role("button", name="Reveal now").focus()
    hall.keyboard.press("Enter")
    hall.wait_for_url("**slide=2**")
    slides = 1
    while True:
        slides += 1
        assert min(hall.evaluate(TEXT_SIZES)) >= LEAST_TEXT, hall.locator("h1").inner_text()
        assert max(hall.evaluate(OVERFLOW)) <= 0, hall.locator("h1").inner_text()
        if not hall.locator("a[rel=next]:not([aria-disabled])").count():
            break
        hall.keyboard.press("PageDown")
        hall.wait_for_url(f"**slide={slides + 1}**")
    assert slides >= 8
    hall.keyboard.press("ArrowLeft")
    hall.wait_for_url(f"**slide={slides - 1}**")

    phones[1].reload()
    expect(phones[1].get_by_role("heading", level=1)).to_have_text("结果")
    phones[2].reload()
    expect(phones[2].get_by_text("You and the group")).to_be_visible()
    narrow(phones[2])

    expect(button(facilitator, "workshop-use")).to_be_visible()
    button(facilitator, "workshop-use").click()
    expect(facilitator.get_by_text("Saved:")).to_be_visible()
    entry = studies.history(database, study, limit=1)[0]
    assert (entry.kind, entry.origin) == ("round", "1")
    bodies = studies.open_study(database, study).study.issues.weighting
    assert bodies.judges == "bodies"


def test_a_personal_link_leads_back_to_the_same_place_on_another_phone(
    person: Person, address: str, study: str, database: Database
) -> None:
    from mcda.actions import workshop
    from mcda.cooperation.ballot import Settings
    from mcda.workspace.state import now

    held = workshop.open_round(database, "Lin", study, "bodies", Settings(), now())
    phone = person(**PHONE)
    joined(phone, address, held.code, 1, "en")
    phone.locator("input[name=most]").first.check(force=True)
    phone.locator("input[name=least]").last.check(force=True)
    sent(phone)
    expect(phone.locator("input[name=side]").first).to_be_attached()
    here = phone.locator("input[name=question]").input_value()
    other = person(**PHONE)
    other.goto(phone.url)
    assert other.locator("input[name=question]").input_value() == here


def test_the_lists_follow_while_a_facilitator_types(
    person: Person, address: str, study: str, database: Database
) -> None:
    from mcda.actions import joining, proposing, workshop
    from mcda.cooperation.ballot import PUBLIC, Settings
    from mcda.workspace.state import now

    settings = Settings(ask="proposals", anonymous=False)
    held = workshop.open_round(database, "Lin", study, "solutions", settings, now())
    facilitator = person()
    visit(facilitator, f"{address}/workshop?study={study}&lang=en")
    expect(facilitator.get_by_text("Nobody is in yet.")).to_be_visible()
    facilitator.get_by_text("Add people with personal links").click()
    names = facilitator.get_by_role("textbox", name="Names")
    names.press_sequentially("Half a na")
    token = joining.join(database, held, PUBLIC, "Ana Maria", now())
    people = facilitator.get_by_test_id("stDataFrame")
    expect(people).to_be_visible()
    one_row = people.bounding_box()["height"]
    joining.join(database, held, PUBLIC, "Bo", now())
    facilitator.wait_for_function(
        "least => document.querySelector('[data-testid=stDataFrame]').clientHeight > least + 20", arg=one_row
    )
    proposing.propose(database, token, "A joint fund", "", now())
    expect(facilitator.get_by_text("A joint fund")).to_be_visible()
    proposing.propose(database, token, "A joint office", "", now())
    expect(facilitator.get_by_text("1 new proposal since")).to_be_visible()
    expect(names).to_have_value("Half a na")
    expect(names).to_be_focused()
    facilitator.get_by_role("button", name="Show the list as it is now").click()
    expect(facilitator.get_by_text("A joint office")).to_be_visible()
    expect(names).to_have_value("Half a na")


def test_no_criterion_breaks_inside_a_word_on_a_narrow_phone(
    person: Person, address: str, study: str, database: Database
) -> None:
    from mcda.actions import workshop
    from mcda.cooperation.ballot import Settings
    from mcda.workspace.state import now

    held = workshop.open_round(database, "Lin", study, "bodies", Settings(), now())
    phone = person(**PHONE | {"viewport": {"width": 360, "height": 640}})
    joined(phone, address, held.code, 1, "en")
    seen = set()
    for _ in range(16):
        for name in phone.locator(".sides b").all():
            if " " not in (word := name.inner_text()):
                seen.add(word)
                assert name.evaluate("b => b.getClientRects().length") == 1, word
        narrow(phone)
        with phone.expect_navigation():
            phone.get_by_role("button", name="Skip").click()
    assert {"Representativeness", "Willingness"} <= seen


def test_a_hall_that_watches_live_sees_the_results_come(
    person: Person, address: str, study: str, database: Database
) -> None:
    from mcda.actions import workshop
    from mcda.cooperation.ballot import Settings
    from mcda.workspace.state import now

    held = workshop.open_round(database, "Lin", study, "issues", Settings(live=True), now())
    hall = person(viewport={"width": 1920, "height": 1080})
    hall.goto(f"{address}/present/{held.present_key}?lang=en")
    expect(hall.locator("a[rel=next]")).to_be_hidden()

    def one_more(body: int) -> None:
        phone = person(**PHONE, locale="en-GB")
        joined(phone, address, held.code, body, "en")
        answered(phone, body % 2)

    one_more(1)
    expect(hall.locator("a[rel=next]")).to_be_visible()
    hall.goto(f"{address}/present/{held.present_key}?lang=en&slide=2")
    expect(hall.get_by_text("Fewer than 3 people answered")).to_be_visible()
    one_more(2)
    one_more(3)
    expect(hall.get_by_text("from 3 people")).to_be_visible()
    one_more(4)
    expect(hall.get_by_text("from 4 people")).to_be_visible()
    assert "slide=2" in hall.url


@pytest.mark.parametrize(("wide", "high"), [(1920, 1080), (1280, 720)])
def test_proposals_as_people_write_them_fit_the_halls_screen(
    person: Person, address: str, study: str, database: Database, wide: int, high: int
) -> None:
    from mcda.actions import joining, proposing, workshop
    from mcda.cooperation.ballot import PUBLIC, Settings
    from mcda.workspace.state import now

    held = workshop.open_round(database, "Lin", study, "bodies", Settings(ask="proposals"), now())
    writer = joining.join(database, held, next(iter(held.ballot.bodies)), "", now())
    for title in (
        "Set up a joint office of all the lakeside cities with its own staff, budget, and a public report",
        "由沿湖各市轮值召集的太湖流域跨省水环境综合治理联席会议及其常设办公室（含生态补偿与联合执法职能）",
        "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssellochabdeckungsfabrikantenverbandsvorsitzender",
        *(f"Lakeside fishermen {place}" for place in range(9)),
    ):
        proposing.propose(database, writer, title, "", now())
    first = proposing.proposals_of(database, held.id)[0].id
    proposing.support(database, joining.join(database, held, PUBLIC, "", now()), first, now())
    workshop.reveal(database, "Lin", held.id, now())
    hall = person(viewport={"width": wide, "height": high})
    seen = 0
    for slide in range(2, 6):
        hall.goto(f"{address}/present/{held.present_key}?lang=en&slide={slide}")
        assert max(hall.evaluate(OVERFLOW)) <= 0, hall.locator("h1").inner_text()
        assert hall.locator(".rows svg").first.bounding_box()["width"] > wide / 20
        seen += hall.locator(".rows > li").count()
        if not hall.locator("a[rel=next]:not([aria-disabled])").count():
            break
    assert seen == 12


def test_the_halls_screen_fits_720p_in_chinese(
    person: Person, address: str, study: str, database: Database
) -> None:
    from mcda.actions import workshop
    from mcda.cooperation.ballot import Settings
    from mcda.workspace.state import now

    held = workshop.open_round(database, "Lin", study, "bodies", Settings(minutes=10), now())
    hall = person(viewport={"width": 1280, "height": 720}, color_scheme="dark")
    hall.goto(f"{address}/present/{held.present_key}?lang=zh")
    expect(hall.get_by_role("heading", level=1)).to_have_text("选择参与的治理主体时，哪一项更重要？")
    expect(hall.get_by_text("剩余")).to_be_visible()
    assert max(hall.evaluate(OVERFLOW)) <= 0
    assert hall.locator("html").get_attribute("lang") == "zh-Hans"
