"""The door to the workspace: with `CONCORD_KEY` set, its pages and its websocket need a cookie.

The light pages of participants and readers stay open, and so do health checks and static files.
"""

import hashlib
import hmac
import os
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from mcda.core.errors import InvalidInput
from mcda.output.wording import problem_text
from mcda.portal.pages import HEADERS, address_of, form, kept_language, language_of, page, redirect, refused
from mcda.portal.throttle import Throttle

KEY_COOKIE, WHO_COOKIE = "concord_key", "concord_who"
OPEN_PATHS = ("/join", "/answer", "/present", "/portal", "/p", "/enter", "/_stcore/health", "/static")
OPEN_FILES = frozenset({"/robots.txt", "/favicon.ico", "/favicon.png"})
MONTH_SECONDS = 30 * 24 * 3600

guesses = Throttle(by_address=20, in_all=200)


def access_key() -> str:
    """The key that the workspace asks for; empty where it is open to everybody."""
    return os.environ.get("CONCORD_KEY", "")


def pass_of(key: str) -> str:
    """What the cookie holds: nothing from which the key could be read."""
    return hmac.new(key.encode(), b"Concord workspace", hashlib.sha256).hexdigest()


class AccessKey:
    """ASGI middleware: who has no pass is sent to `/enter`, and gets no websocket."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what is open or carries the pass."""
        key = access_key()
        if not key or scope["type"] not in {"http", "websocket"} or _open(scope) or _has_pass(scope, key):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["method"] in {"GET", "HEAD"} and "text/html" in Headers(scope=scope).get("accept", ""):
            await redirect("/enter")(scope, receive, send)
        else:
            await Response(status_code=403, headers=HEADERS)(scope, receive, send)


def _open(scope: Scope) -> bool:
    path = scope["path"]
    if path in OPEN_FILES:
        return True
    # An address that walks upwards could be read otherwise further in.
    return ".." not in path and any(path == start or path.startswith(f"{start}/") for start in OPEN_PATHS)


def _has_pass(scope: Scope, key: str) -> bool:
    cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
    given = cookies.get(KEY_COOKIE, "")
    return hmac.compare_digest(given.encode("utf-8", "replace"), pass_of(key).encode())


async def _show(request: Request) -> Response:
    if not access_key():
        return redirect("/")
    return page(request, "enter", language_of(request), name="")


async def _enter(request: Request) -> Response:
    key = access_key()
    if not key:
        return redirect("/")
    language, name = language_of(request), ""
    try:
        given = await form(request)
        # Nothing is awaited from here to the count: else a thousand tries at once would pass as the first.
        guesses.check(address_of(request))
        name = " ".join(given.get("name", "").replace("\0", "").split())[:100]
        if not name:
            raise InvalidInput("person.no_name")
        if not hmac.compare_digest(given.get("key", "").encode("utf-8", "replace"), key.encode()):
            guesses.wrong(address_of(request))
            raise InvalidInput("enter.wrong_key")
    except InvalidInput as problem:
        if problem.code in {"throttle.wait", "form.too_long"}:
            return refused(request, problem)
        return page(request, "enter", language, 422, name=name, problem=problem_text(problem, language))
    answer = redirect(f"/{kept_language(request)}")
    secure = request.url.scheme == "https"
    for cookie, value in ((KEY_COOKIE, pass_of(key)), (WHO_COOKIE, quote(name))):
        answer.set_cookie(cookie, value, max_age=MONTH_SECONDS, httponly=True, samesite="lax", secure=secure)
    return answer


ROUTES = [
    Route("/enter", _show, methods=["GET"]),
    Route("/enter", _enter, methods=["POST"]),
]
