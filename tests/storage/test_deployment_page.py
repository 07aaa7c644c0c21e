"""The page on deployment names every setting that the program reads, and its compose file is one."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    sources = [*ROOT.glob("mcda/**/*.py"), ROOT / "app.py"]
    read = {
        name
        for source in sources
        for name in re.findall(r"\bCONCORD_[A-Z_]+", source.read_text(encoding="utf-8"))
    }
    assert "CONCORD_DATABASE_URL" in read
    assert {name for name in read if f"`{name}`" not in PAGE} == set()


def test_the_commands_start_what_there_is() -> None:
    assert (ROOT / "app.py").exists()
    assert "uvicorn app:app" in PAGE
    assert "lb_policy cookie" in PAGE
