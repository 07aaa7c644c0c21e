"""A browser without a network: sends requests straight into an ASGI app."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status_code: int
    headers: dict[str, str]
    content: bytes
    cookies: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The page."""
        return self.content.decode()


class Browser:
    """Keeps cookies, follows redirects, speaks the language it is given."""

    def __init__(self, app: Any, language: str = "en", address: str = "127.0.0.1") -> None:
        self.app, self.language, self.address = app, language, address
        self.cookies: dict[str, str] = {}

    def get(self, url: str, **options: Any) -> Answer:
        """Fetches a page; `params` are appended to the address."""
        return self.request("GET", url, **options)

    def post(self, url: str, **options: Any) -> Answer:
        """Sends a plain form, `data`."""
        return self.request("POST", url, **options)

    def request(
        self,
        method: str,
        url: str,
        data: dict[str, str] | bytes | None = None,
        params: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        follow_redirects: bool = True,
    ) -> Answer:
        """One request, and those that it redirects to."""
        if params:
            url = f"{url}?{urlencode(params)}"
        content = data if isinstance(data, bytes) else urlencode(data or {}).encode()
        answer = asyncio.run(self._send(method, url, content, headers or {}))
        if follow_redirects and answer.status_code in {302, 303, 307}:
            return self.request("GET", answer.headers["location"], headers=headers)
        return answer

    def post_at_once(self, url: str, forms: Sequence[dict[str, str]]) -> list[int]:
        """Opens a request for each form, then sends all the forms; the status that each came back with."""

        async def sent() -> list[int]:
            opened = asyncio.Event()

            async def app(scope: Any, receive: Any, send: Any) -> None:
                async def late() -> Any:
                    await opened.wait()
                    return await receive()

                await self.app(scope, late, send)

            slow = Browser(app, self.language, self.address)
            waiting = [
                asyncio.create_task(slow._send("POST", url, urlencode(form).encode(), {})) for form in forms
            ]
            await asyncio.sleep(0)
            opened.set()
            return [answer.status_code for answer in await asyncio.gather(*waiting)]

        return asyncio.run(sent())

    async def _send(self, method: str, url: str, content: bytes, extra: dict[str, str]) -> Answer:
        given = {
            "host": "testserver",
            "accept": "text/html",
            "accept-language": self.language,
            "content-type": "application/x-www-form-urlencoded",
            "cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        } | extra
        parts = urlsplit(url)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
            "client": (self.address, 1234),
            "server": ("testserver", 80),
            "state": {},
        }
        unread = [content]
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            if not unread:
                await asyncio.Event().wait()
            return {"type": "http.request", "body": unread.pop(), "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = sent[0]
        raw = [(name.decode().lower(), value.decode()) for name, value in start["headers"]]
        for name, value in raw:
            if name == "set-cookie":
                self.cookies |= {key: morsel.coded_value for key, morsel in SimpleCookie(value).items()}
        set_cookies = tuple(value for name, value in raw if name == "set-cookie")
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(start["status"], dict(raw), body, set_cookies)
