"""Pictures of every page, to be looked at: `python -m tests.browser.screenshots FOLDER [PAGE ...]`."""

import sys
import tempfile
from itertools import product
from pathlib import Path

from tests.browser.driving import browser, chromium, server, settled, visit

SIZES = {"1440": (1440, 900), "1080p": (1920, 1080), "phone": (360, 740)}
PARTS = ("candidates", "weights", "scores", "result")
OWN_PARTS = {
    "bodies": ("joining", "say"),
    "issues": ("register", "work"),
    "solutions": ("conditions", "deals"),
}
PAGES = {
    "studies": "",
    "frame": "frame",
    **{f"{step}-{part}": f"{step}?part={part}" for step, own in OWN_PARTS.items() for part in (*PARTS, *own)},
    "decision": "decision",
    "workshop": "workshop",
    "history": "history",
}


def pictures(folder: Path, wanted: list[str]) -> None:
    """A picture of each wanted page in each size, both languages, light and dark."""
    executable = chromium()
    if executable is None:
        sys.exit("No Chromium: install one, or name it in CHROMIUM.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        database, log = f"sqlite:///{work}/concord.db", Path(work, "server.log")
        with server(database, log) as address, browser(executable) as chrome:
            for size, language, scheme in product(SIZES, ("en", "zh"), ("light", "dark")):
                width, height = SIZES[size]
                context = chrome.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB"
                )
                page = context.new_page()
                for name in wanted or PAGES:
                    path = PAGES[name]
                    joint = "&" if "?" in path else "?"
                    study = "" if name == "studies" else "study=taihu&"
                    visit(page, f"{address}/{path}{joint}{study}lang={language}")
                    page.wait_for_timeout(600)
                    settled(page)
                    _grow(page, height)
                    page.screenshot(path=folder / f"{name}-{size}-{language}-{scheme}.png")
                    page.set_viewport_size({"width": width, "height": height})
                context.close()


def _grow(page, height: int) -> None:  # type: ignore[no-untyped-def]
    """Make the window as high as the page, which scrolls inside it."""
    tall = page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 0")
    if tall > height:
        page.set_viewport_size({"width": page.viewport_size["width"], "height": min(tall, 4000)})
        page.wait_for_timeout(500)


if __name__ == "__main__":
    pictures(Path(sys.argv[1] if len(sys.argv) > 1 else "out/screenshots"), sys.argv[2:])
