"""A large study beside an empty page, in a real browser: `python -m tests.benchmarks.page_speed`.

Opening: from the address to the heading of the page and to what it is about, with the platform's files
cached as on any second visit; and from the press that leads there, on a page that is drawn.
Every candidate is scored and all but 120 pairs of criteria are compared.
A change: from the press of an answer, or from Enter in a cell, to what follows on the screen; alone, and
with nineteen others at work on the same study.
"""

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import combinations
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

from mcda.actions.studies import create_study, save
from mcda.cooperation.study import TEAM, Judgement, Score, Study, Weighting
from mcda.storage.database import open_database
from mcda.workspace.step_page import parts_of
from tests.browser.driving import ROOT, browser, chromium, server, settled
from tests.small_study import NOW, score, study

REVISIONS = 1000
SAVED = "criterion-7"
OPENINGS = 15
CHANGES = 40
AT_REST = 800
VIEWPORT: ViewportSize = {"width": 1440, "height": 900}
JUDGE = """async () => {
  const main = document.querySelector('[data-testid=stMain]')
  const asked = () => main.innerText.match(/\\d+ of \\d+/g)?.join()
  const groups = [...document.querySelectorAll('[data-testid=stButtonGroup]')]
  const before = asked(), start = performance.now()
  groups.find(group => group.innerText.includes('equal')).querySelectorAll('button')[1].click()
  return await new Promise(done => {
    const look = () => asked() !== before ? done(performance.now() - start) : setTimeout(look, 2)
    look()
  })
}"""
CLOCK = """() => {
  const running = () => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'running'
  addEventListener('keydown', event => {
    if (event.key !== 'Enter') return
    const start = performance.now()
    let ran = false
    const look = () => {
      ran ||= running()
      if (ran && !running()) window.took = performance.now() - start
      else setTimeout(look, 2)
    }
    look()
  }, true)
}"""
MOVE = """([press, wanted]) => {
  const there = () => wanted === 'canvas'
    ? document.querySelector('[data-testid=stMain] canvas')
    : document.querySelector('[data-testid=stMain]').textContent.includes(wanted)
  if (there()) throw new Error(`${wanted} is there before the press`)
  const start = performance.now()
  document.querySelector(press).click()
  return new Promise(done => {
    const look = () => there() ? done(performance.now() - start) : setTimeout(look, 2)
    look()
  })
}"""
HEADING = "[data-testid=stHeading]"
FRAME = "Territories"
CONTENT = {
    "candidates": "Body 9",
    "scores": "canvas",
    "weights": "Which matters more?",
    "result": "leads (0",
}
NOTHING = "an empty page"
EMPTY = 'import streamlit as st\n\nst.title("Empty")\nst.button("Nothing")\n'
TABLE = (
    "import pandas as pd\nimport streamlit as st\n\n"
    'st.title("Table")\nst.data_editor(pd.DataFrame([[1.0] * 30] * ROWS))\n'
)


def large() -> Study:
    """Two hundred bodies scored on thirty criteria, of whose pairs all but 120 are compared."""
    made = study(200, 30)
    draw = random.Random(1)
    pairs = list(combinations(sorted(made.bodies.criteria), 2))[:-120]
    judgements = {
        f"{first}|{second}": Judgement(favours=draw.choice((first, second)), times=draw.choice((1, 2, 3)))
        for first, second in pairs
    }
    scores = {
        body: {leaf: Score(value=1 if leaf == SAVED else draw.randint(1, 5)) for leaf in row}
        for body, row in made.bodies.scores.items()
    }
    weighting = Weighting(comparisons={TEAM: judgements})
    step = made.bodies.model_copy(update={"weighting": weighting, "scores": scores})
    return made.model_copy(update={"bodies": step})


def openings(
    chrome: Browser, places: Mapping[str, tuple[str, tuple[str, ...]]]
) -> dict[str, list[list[float]]]:
    """Milliseconds from each address to what is to be there, in order; the first visits are left out.

    All are visited in turns, as a machine that changes its pace changes it for all of them; each by a
    browser of its own, which keeps the files of one server.
    """
    pages = {name: chrome.new_context(viewport=VIEWPORT).new_page() for name in places}
    visits: dict[str, list[list[float]]] = {name: [] for name in places}
    for _ in range(OPENINGS + 1):
        for name, (address, there) in places.items():
            page = pages[name]
            start = time.perf_counter()
            page.goto(address, wait_until="commit")
            times = []
            for wanted in there:
                page.locator(wanted).first.wait_for()
                times.append((time.perf_counter() - start) * 1000)
            visits[name].append(times)
            page.wait_for_timeout(AT_REST)
            page.goto("about:blank")
    for page in pages.values():
        page.context.close()
    return {name: [list(column) for column in zip(*rows[1:], strict=True)] for name, rows in visits.items()}


def moves(page: Page, address: str, press: str, wanted: str) -> list[float]:
    """Milliseconds from a press on a page that is drawn to what it leads to, clocked inside the page."""
    times = []
    for _ in range(OPENINGS + 1):
        page.goto(address)
        settled(page)
        page.wait_for_timeout(AT_REST)
        times.append(page.evaluate(MOVE, [press, wanted]))
    return times[1:]


def judgements(page: Page, address: str) -> list[float]:
    """Milliseconds from pressing an answer to the next pair on the screen, clocked inside the page."""
    page.goto(address)
    settled(page)
    times = []
    for _ in range(CHANGES):
        times.append(page.evaluate(JUDGE))
        page.wait_for_timeout(400)
    return times


def cells(page: Page, address: str) -> list[float]:
    """Milliseconds from Enter in a cell of the table until what follows is drawn, clocked inside the page."""
    page.goto(address)
    settled(page)
    table = page.locator("canvas").first
    expect(table).to_be_visible()
    box = table.bounding_box()
    assert box is not None
    page.evaluate(CLOCK)
    times = []
    for turn in range(CHANGES):
        page.mouse.click(box["x"] + 420, box["y"] + 52 + 35 * (turn % 12))
        page.wait_for_timeout(80)
        page.keyboard.type(str(9 - turn // 12))
        page.evaluate("delete window.took")
        page.wait_for_timeout(120)
        page.keyboard.press("Enter")
        page.wait_for_function("window.took !== undefined")
        times.append(page.evaluate("window.took"))
        page.wait_for_timeout(400)
    return times


def main() -> None:
    """Print one line a figure."""
    executable = chromium()
    if executable is None:
        sys.exit("No Chromium: install one, or name it in CHROMIUM.")
    with tempfile.TemporaryDirectory() as work:
        database = Path(work, "concord.db")
        db = open_database(str(database))
        create_study(db, "Ann", large(), NOW, "large")
        for number in range(1, REVISIONS):
            save(db, "Ann", "large", number, score(2 + number % 4, f"body-{number % 199}", SAVED), NOW)
        db.close()
        folder = Path(work, "plain")
        shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
        with (
            server(f"sqlite:///{database}", Path(work, "log")) as address,
            browser(executable) as chrome,
        ):
            frame, at = f"{address}/frame?study=large&lang=en", f"{address}/bodies?study=large&lang=en&part="
            with _plain_pages(folder) as places:
                for part, content in {"frame": FRAME, **CONTENT}.items():
                    there = (HEADING, content if content == "canvas" else f"text={content}")
                    places[part] = (frame if part == "frame" else at + part, there)
                found = openings(chrome, places)
            base = found.pop(NOTHING)[0]
            _say(f"opening, {NOTHING}", base, base)
            for part, columns in found.items():
                for what, column in zip(("content", "heading"), reversed(columns), strict=False):
                    _say(f"{what}, {part}", column, base)
            page = chrome.new_context(viewport=VIEWPORT).new_page()
            opened = moves(page, f"{address}/?lang=en", ".st-key-studies-open-large button", FRAME)
            _say("the frame, by Open in the list of studies", opened, base)
            for part, content in CONTENT.items():
                place = 1 + list(parts_of("bodies")).index(part)
                press = f".st-key-bodies-part button:nth-of-type({place})"
                before = "weights" if part == "candidates" else "candidates"
                _say(f"{part}, by its name above {before}", moves(page, at + before, press, content), base)
            _changes(page, at, "alone")
            others = [sys.executable, "-m", "tests.load.planners", address, "large", "--seconds", "120"]
            with subprocess.Popen(others, cwd=ROOT, stdout=subprocess.PIPE, text=True) as team:
                assert team.stdout is not None
                team.stdout.readline()
                _changes(page, at, "with 19 others")
                print(team.stdout.read().strip())


def _changes(page: Page, at: str, company: str) -> None:
    for what, clocked in (
        ("a judgement", judgements(page, at + "weights")),
        ("a score", cells(page, at + "scores")),
    ):
        print(f"{what}, {company}: {_figures(clocked)}", flush=True)


@contextmanager
def _plain_pages(folder: Path) -> Iterator[dict[str, tuple[str, tuple[str, ...]]]]:
    """Pages of the same platform with the same settings: their addresses and what is to be there."""
    scripts = {NOTHING: (EMPTY, HEADING)}
    for rows in (3, 200):
        scripts[f"nothing but a table of {rows} rows"] = (TABLE.replace("ROWS", str(rows)), "canvas")
    places = {}
    with ExitStack() as servers:
        for port, (name, (script, wanted)) in enumerate(scripts.items(), 8697):
            folder.joinpath(f"page_{port}.py").write_text(script)
            servers.enter_context(_served(folder, port))
            places[name] = (f"http://127.0.0.1:{port}", (wanted,))
        time.sleep(4)
        yield places


@contextmanager
def _served(folder: Path, port: int) -> Iterator[None]:
    settings = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", f"page_{port}.py", *settings],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def _say(what: str, times: list[float], base: list[float]) -> None:
    ratio = statistics.median(times) / statistics.median(base)
    print(f"{what}: {_figures(times)}, {ratio:.2f} x empty", flush=True)


def _figures(times: list[float]) -> str:
    slow = sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
    return f"median {statistics.median(times):.0f} ms, p95 {slow:.0f} ms"


if __name__ == "__main__":
    main()
