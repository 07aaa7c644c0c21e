"""Light pages in front of an empty database with the example study, driven as a browser would."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette

from mcda.actions import studies
from mcda.actions.workshop import open_round
from mcda.cooperation.ballot import Settings
from mcda.portal import access, joining, pages
from mcda.portal.routes import routes
from mcda.portal.throttle import Throttle
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.storage.study_file import EXAMPLE
from tests.portal.asgi import Browser

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database of the light pages, with the example in it; nobody has guessed wrongly yet."""
    monkeypatch.setenv("CONCORD_DATABASE_URL", f"sqlite:///{tmp_path / 'concord.db'}")
    monkeypatch.delenv("CONCORD_KEY", raising=False)
    monkeypatch.setattr(joining, "guesses", Throttle(60, 600))
    monkeypatch.setattr(access, "guesses", Throttle(20, 200))
    pages._database.cache_clear()
    database = pages.database()
    studies.ensure_example(database, NOW)
    yield database
    database.close()
    pages._database.cache_clear()


@pytest.fixture
def client(base: Database) -> Browser:
    """A browser that speaks English and follows redirects."""
    return Browser(Starlette(routes=routes()))


def opened(db: Database, step: str = "bodies", **settings: object) -> Round:
    """An open round on the example."""
    return open_round(db, "Facilitator", EXAMPLE, step, Settings(**settings), NOW)  # type: ignore[arg-type]


def joined(client: Browser, held: Round, body: str = "wuxi", **fields: str) -> str:
    """The address of a new person's first page."""
    given = {"body": body, "another": "1", **fields}
    answer = client.post(f"/join/{held.code}", data=given, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def question_in(html: str) -> str | None:
    """The key of the question that a page asks; None where it has no form."""
    found = re.search(r'name="question" value="([^"]+)"', html)
    return found.group(1) if found else None


def choice(html: str) -> dict[str, str]:
    """The first choice of every group on a page, and 3 times, as a simple program would fill it in."""
    fields = {"question": question_in(html) or ""}
    for name, value in re.findall(r'type="radio" name="([^"]+)" value="([^"]+)"', html):
        if name == "least":
            fields[name] = value
        else:
            fields.setdefault(name, value)
    return fields


def answer_all(client: Browser, address: str) -> int:
    """Answers until the page has no form any more; says how many screens there were."""
    page = client.get(address)
    screens = 0
    while question_in(page.text):
        page = client.post(address, data=choice(page.text))
        assert page.status_code == 200, page.text
        screens += 1
        assert screens < 500
    return screens
