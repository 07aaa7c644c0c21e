"""The document that every address of the workspace loads first: where its server is, what it will draw.

Streamlit's own asks at two addresses before it connects: at `/bodies/`, waits, and then at `/`. That made a
page of a study wait 100 ms longer than the first page. A host may say both in `window.__streamlit`.

It also fetches the code of a button when the first button arrives, of a table when the first table does. What
the pages draw at once is named here, so that it is there when it is needed.
"""

import gzip
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, QueryParams
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

FIRST = "studies"
_DOCUMENT = Path(st.__file__).parent / "static" / "index.html"
_MANIFEST = _DOCUMENT.with_name("manifest.json")
_ON_EVERY_PAGE = ("ButtonGroup", "PageLink", "Button")
_IN_PARTS = {
    "candidates": ("TextInput", "Pagination"),
    "weights": ("Pagination", "BidiComponent"),
    "scores": ("DataFrame", "ReadOnlyGrid", "Selectbox"),
    "result": ("Pagination", "PlotlyChart", "DownloadButton"),
}
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
        """Answer where it is a page of the workspace, the first one by "/"; else pass on."""
        page = _page(scope)
        if page is None:
            await self.app(scope, receive, send)
            return
        if page == FIRST:  # Streamlit knows its first page by "/" only, and would say that it is not found
            query = scope.get("query_string", b"").decode("latin-1")
            await RedirectResponse(f"./?{query}" if query else "./")(scope, receive, send)
            return
        headers = {"cache-control": "no-cache", "vary": "accept-encoding"}
        part = QueryParams(scope.get("query_string", b"")).get("part", "")
        body = document(page, part if part in _IN_PARTS else "")
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            body = _compressed(body)
        await Response(body, media_type="text/html", headers=headers)(scope, receive, send)


@cache
def document(page: str, part: str = "") -> bytes:
    """Streamlit's document for a page, "" for the first one, and a part of it, with what it lacks."""
    own = _DOCUMENT.read_text(encoding="utf-8")
    told = own.replace("<script", _TOLD.replace("PAGE", json.dumps(page)) + "<script", 1)
    links = (
        f'<link rel="modulepreload" crossorigin href="./{file}">\n    '
        for file in _modules(_ON_EVERY_PAGE + _IN_PARTS.get(part, ()))
        if file not in own
    )
    return told.replace("</head>", "".join(links) + "</head>", 1).encode()


@cache
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, 6)


def _modules(names: Iterable[str]) -> list[str]:
    """The files of Streamlit's components with all that they import, in the order of need."""
    manifest = json.loads(_MANIFEST.read_text(encoding="utf-8")) if _MANIFEST.exists() else {}
    needed = [key for key, module in manifest.items() if module.get("name") in set(names)]
    for key in needed:
        needed += [other for other in manifest[key].get("imports", ()) if other not in needed]
    return [manifest[key]["file"] for key in needed if manifest[key]["file"].endswith(".js")]


def _page(scope: Scope) -> str | None:
    """The page that a request asks for; None where it is not for one."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    return "" if path in ("", "/") else _PAGES.get(path)
