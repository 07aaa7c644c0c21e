"""A large study beside an empty page, in a real browser: `python -m tests.benchmarks.page_speed`.

Opening: from the address to the first heading, with the platform's files cached as on any second visit.
A change: from the press of a button in the comparison to what it changes on the screen.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from mcda.actions.studies import create_study, save
from mcda.storage.database import open_database
from tests.browser.driving import ROOT, browser, chromium, server, settled
from tests.small_study import NOW, score, study

REVISIONS = 1000
OPENINGS = 15
CHANGES = 40
EMPTY = 'import streamlit as st\n\nst.title("Empty")\nst.button("Nothing")\n'


def openings(page: Page, address: str, there: Callable[[], None]) -> list[float]:
    """Milliseconds to the content, visit after visit, the first one left out."""
    times = []
    for _ in range(OPENINGS + 1):
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        there()
        times.append((time.perf_counter() - start) * 1000)
    return times[1:]


def changes(page: Page, address: str) -> list[float]:
    """Milliseconds from a judgement to the saved state on the screen, from inside the page."""
    page.goto(address)
    settled(page)
    times = []
    for turn in range(CHANGES):
        options = (
            page.locator(".stApp [data-testid=stButtonGroup]").filter(has_text="equal").locator("button")
        )
        button = options.nth(turn % 2 * 2)
        before = page.get_by_test_id("stMain").inner_text()
        start = time.perf_counter()
        button.click()
        page.wait_for_function(
            "before => document.querySelector('[data-testid=stMain]').innerText !== before", arg=before
        )
        times.append((time.perf_counter() - start) * 1000)
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
        create_study(db, "Ann", study(200, 30), NOW, "large")
        for number in range(1, REVISIONS):
            save(
                db, "Ann", "large", number, score(2 + number % 4, f"body-{number % 199}", "criterion-7"), NOW
            )
        db.close()
        empty = Path(work, "empty")
        shutil.copytree(ROOT / ".streamlit", empty / ".streamlit")
        (empty / "empty.py").write_text(EMPTY)
        with (
            server(f"sqlite:///{database}", Path(work, "log")) as address,
            _empty(empty) as nothing,
            browser(executable) as chrome,
        ):
            page = chrome.new_context(viewport={"width": 1440, "height": 900}).new_page()
            heading = page.get_by_test_id("stHeading").first
            base = openings(page, nothing, lambda: expect(heading).to_be_visible())
            for part in ("candidates", "scores"):
                there = openings(
                    page,
                    f"{address}/bodies?study=large&lang=en&part={part}",
                    lambda: expect(page.get_by_test_id("stHeading").first).to_be_visible(),
                )
                _say(f"opening, {part}", there, base)
            _say("opening, empty page", base, base)
            changed = changes(page, f"{address}/bodies?study=large&lang=en&part=weights")
            _say("a change on the screen, large study", changed, base)


class _empty:  # noqa: N801 (reads as the server of an empty page)
    """An empty page of the same platform with the same settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> str:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "empty.py", "--server.port", "8699",
             "--server.address", "127.0.0.1"],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(4)
        return "http://127.0.0.1:8699"

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)


def _say(what: str, times: list[float], base: list[float]) -> None:
    median, slow = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
    print(
        f"{what}: median {median:.0f} ms, p95 {slow:.0f} ms, {median / statistics.median(base):.2f} x empty"
    )


if __name__ == "__main__":
    main()
