"""The document that every address of the workspace loads first, told where its server is.

Streamlit's own asks at two addresses before it connects: at `/bodies/`, waits, and then at `/`. That made a
page of a study wait 100 ms longer than the first page. A host may say both in `window.__streamlit`.
"""

import gzip
import json
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_DOCUMENT = Path(st.__file__).parent / "static" / "index.html"
_PAGES = {f"/{file.stem}": file.stem for file in Path(__file__).with_name("app_pages").glob("*.py")}
_TOLD = """<script>
      {
        const page = PAGE, path = location.pathname.replace(/\\/+$/, "")
        if (path.endsWith(page))
          window.__streamlit = {
            BACKEND_BASE_URL: location.origin + path.slice(0, path.length - page.length),
            HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
          }
      }
    </script>
    """


class StraightConnection:
    """ASGI middleware: answers the workspace's pages with the document that connects at once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer where it is a page of the workspace; else pass on."""
        page = _page(scope)
        if page is None:
            await self.app(scope, receive, send)
            return
        headers = {"cache-control": "no-cache", "vary": "accept-encoding"}
        body = document(page)
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            body = _compressed(page)
        await Response(body, media_type="text/html", headers=headers)(scope, receive, send)


def document(page: str) -> bytes:
    """Streamlit's document for a page, "" for the first one, with the connection told before any script."""
    own = _DOCUMENT.read_text(encoding="utf-8")
    return own.replace("<script", _TOLD.replace("PAGE", json.dumps(page)) + "<script", 1).encode()


@cache
def _compressed(page: str) -> bytes:
    return gzip.compress(document(page), 6)


def _page(scope: Scope) -> str | None:
    """The page that a request asks for; None where it is not for one."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    return "" if path in ("", "/") else _PAGES.get(path)
