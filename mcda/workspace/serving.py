"""What a process does around its pages: warms up, checks settings, compresses static files, sends headers."""

import gc
import gzip
import importlib
import logging
import mimetypes
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mcda.core.errors import InvalidInput

WORKSPACE = Path(__file__).with_name("main.py")

# Measured: with the collector forced after every run one process carries 30 people instead of 300.
SETTINGS: dict[str, Any] = {
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "server.disconnectedSessionTTL": 900,
    "server.maxUploadSize": 5,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
}

_COLLECTING = (700, 10, 100)
"""Full passes ten times rarer than by default: each stops everybody for 0.1 s with a large study open."""
_HEAVY = ("pandas", "plotly.graph_objects", "pymcdm.methods", "scipy.optimize", "scipy.linalg", "pyarrow")
_STATIC = (Path(st.__file__).parent / "static").resolve()
_COMPRESSIBLE = (".js", ".css", ".svg", ".json", ".ttf", ".html")
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

log = logging.getLogger("concord")


def settings_amiss() -> dict[str, Any]:
    """The platform settings that are not as measured, each with its present value."""
    present = {name: st.get_option(name) for name in SETTINGS}
    return {name: value for name, value in present.items() if value != SETTINGS[name]}


def warm_up() -> None:
    """Load what the first visitor would wait for, open the database, and spare the collector all that."""
    from mcda.workspace.state import database

    for module in _HEAVY:
        importlib.import_module(module)
    try:
        database()
    except InvalidInput as problem:
        log.error("The database cannot be used: %s", problem)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTING)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Check the settings and warm up before the first visitor comes."""
    for name, value in settings_amiss().items():
        log.warning(
            "Setting %s is %r, measured best is %r: start from the folder with .streamlit/config.toml.",
            name,
            value,
            SETTINGS[name],
        )
    await anyio.to_thread.run_sync(warm_up)
    yield {}


class SecurityHeaders:
    """ASGI middleware: headers that keep foreign content out of pages, and addresses out of referrers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers that the page has not set itself."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class PrecompressedStatic:
    """ASGI middleware: Streamlit's own files, gzipped once and kept; raw, a first visit takes 2.8 MB."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed file where there is one and the browser takes it; else pass on."""
        body = self._compressed(scope) if scope["type"] == "http" else None
        if body is None:
            await self.app(scope, receive, send)
            return
        kind = mimetypes.guess_type(scope["path"])[0] or "application/octet-stream"
        headers = {
            "content-type": kind,
            "content-encoding": "gzip",
            "content-length": str(len(body)),
            "vary": "accept-encoding",
            "cache-control": "public, immutable, max-age=31536000",
        }
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        await send({"type": "http.response.body", "body": body})

    def _compressed(self, scope: Scope) -> bytes | None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        accepts = dict(scope["headers"]).get(b"accept-encoding", b"")
        if scope["method"] != "GET" or b"gzip" not in accepts:
            return None
        if not path.startswith("/static/") or not path.endswith(_COMPRESSIBLE):
            return None
        if path not in self._kept:
            file = (_STATIC / path.lstrip("/")).resolve()
            if not file.is_file() or _STATIC not in file.parents:
                return None
            self._kept[path] = gzip.compress(file.read_bytes(), 6)
        return self._kept[path]
