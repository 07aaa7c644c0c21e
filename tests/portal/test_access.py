"""The key of the workspace: what it closes, what stays open, and how one gets in."""

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from mcda.portal.access import AccessKey
from mcda.portal.routes import routes
from mcda.storage.database import Database
from tests.portal.asgi import Browser
from tests.portal.conftest import opened

KEY = "Taihu 2026"


async def _workspace(_request: object) -> PlainTextResponse:
    return PlainTextResponse("workspace")


async def _stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


@pytest.fixture
def guarded(base: Database, monkeypatch: pytest.MonkeyPatch) -> Browser:
    monkeypatch.setenv("CONCORD_KEY", KEY)
    app = Starlette(
        routes=[
            *routes(),
            WebSocketRoute("/_stcore/stream", _stream),
            Route("/{rest:path}", _workspace),
        ]
    )
    return Browser(AccessKey(app))


def websocket(browser: Browser, path: str = "/_stcore/stream") -> str:
    """The first message that a websocket gets: accepted or closed."""
    sent: list[dict[str, Any]] = []
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    scope = {
        "type": "websocket",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"cookie", cookie.encode())],
        "subprotocols": [],
        "root_path": "",
        "scheme": "ws",
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "state": {},
    }

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(browser.app(scope, receive, send))
    return str(sent[0]["type"])


def test_without_the_key_pages_lead_to_the_door_and_the_websocket_is_closed(guarded: Browser) -> None:
    for path in ("/", "/bodies", "/studies?study=taihu"):
        answer = guarded.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/enter")
    for path in ("/_stcore/host-config", "/_stcore/upload_file/x", "/media/x.png", "/component/x"):
        assert guarded.get(path, headers={"accept": "*/*"}).status_code == 403
    assert websocket(guarded) == "websocket.close"


def test_participants_readers_health_and_static_files_need_no_key(guarded: Browser, base: Database) -> None:
    held = opened(base)
    for path in (
        f"/join/{held.code}",
        "/enter",
        "/p/",
        "/_stcore/health",
        "/static/x.js",
        "/portal/portal.css",
    ):
        answer = guarded.get(path, follow_redirects=False)
        assert answer.headers.get("location") != "/enter", path
        assert answer.status_code != 403, path


@pytest.mark.parametrize("path", ["/joinx", "/answers", "/static/../media/x", "/p/../bodies", "/PORTAL"])
def test_paths_that_only_look_open_are_closed(guarded: Browser, path: str) -> None:
    answer = guarded.get(path, follow_redirects=False)
    assert answer.headers.get("location") == "/enter"


def test_name_and_key_open_the_workspace(guarded: Browser) -> None:
    entered = guarded.post("/enter", data={"name": "李 Hua", "key": KEY}, follow_redirects=False)
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert all("httponly" in cookie.lower() for cookie in entered.cookies)
    assert guarded.cookies["concord_who"] == "%E6%9D%8E%20Hua", "the workspace signs changes with it"
    assert KEY not in str(guarded.cookies)
    assert guarded.get("/bodies").text == "workspace"
    assert websocket(guarded) == "websocket.accept"


@pytest.mark.parametrize("fields", [{"name": "Li", "key": "wrong"}, {"name": " ", "key": KEY}, {}])
def test_a_wrong_key_or_no_name_opens_nothing(guarded: Browser, fields: dict[str, str]) -> None:
    assert guarded.post("/enter", data=fields).status_code == 422
    assert guarded.cookies == {}
    guarded.cookies["concord_key"] = "guessed"
    assert guarded.get("/", follow_redirects=False).headers["location"] == "/enter"


def test_guessing_the_key_is_slowed_down(guarded: Browser) -> None:
    tries = [guarded.post("/enter", data={"name": "x", "key": str(n)}).status_code for n in range(21)]
    assert tries == [422] * 20 + [429]
    assert guarded.post("/enter", data={"name": "x", "key": KEY}).status_code == 429


def test_guesses_that_all_come_at_once_are_slowed_down_too(guarded: Browser) -> None:
    tries = guarded.post_at_once("/enter", [{"name": "x", "key": str(n)} for n in range(100)])
    assert sorted(tries) == [422] * 20 + [429] * 80


def test_another_key_shuts_out_who_came_in_with_the_old_one(
    guarded: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.post("/enter", data={"name": "Li", "key": KEY})
    monkeypatch.setenv("CONCORD_KEY", "another")
    assert guarded.get("/", follow_redirects=False).headers["location"] == "/enter"


def test_without_a_key_everything_is_open(guarded: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONCORD_KEY")
    assert guarded.get("/bodies").text == "workspace"
    assert websocket(guarded) == "websocket.accept"
    assert guarded.get("/enter", follow_redirects=False).headers["location"] == "/"
