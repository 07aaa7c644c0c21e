"""What a process does around its pages."""

import asyncio
import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
import streamlit as st
from starlette.types import Receive, Scope, Send

from mcda.workspace import serving
from mcda.workspace.connecting import StraightConnection
from mcda.workspace.serving import PrecompressedStatic, SecurityHeaders, settings_amiss

STATIC = Path(st.__file__).parent / "static"
PRELOADED = re.compile(r'<link rel="modulepreload" crossorigin href="\./([^"]+)">')
SCRIPT = next(path for path in sorted((STATIC / "static" / "js").glob("*.js")) if path.stat().st_size > 5000)


class Answer(NamedTuple):
    headers: dict[str, str]
    body: bytes


async def page(_scope: Scope, _receive: Receive, send: Send) -> None:
    """The application behind: it answers everything with its page."""
    headers = [(b"referrer-policy", b"same-origin")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"page"})


def get(path: str, accept_encoding: str = "gzip", query: bytes = b"") -> Answer:
    sent = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    asked = [(b"accept-encoding", accept_encoding.encode())]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": asked}
    # In a thread of its own: where browser tests ran before, Playwright's loop still runs in this one.
    answer = SecurityHeaders(PrecompressedStatic(StraightConnection(page)))(scope, receive, send)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, answer).result()
    start, *parts = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(headers, b"".join(part["body"] for part in parts))


def test_a_script_of_the_platform_is_sent_compressed_and_is_the_same() -> None:
    answer = get(f"/static/js/{SCRIPT.name}")
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(answer.body) < SCRIPT.stat().st_size / 2
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()
    assert "immutable" in answer.headers["cache-control"]


def test_a_browser_that_takes_no_gzip_gets_the_platforms_own_answer() -> None:
    assert get(f"/static/js/{SCRIPT.name}", accept_encoding="identity").body == b"page"


@pytest.mark.parametrize(
    "path", ["/static/../../__init__.json", "/static/js/../../../proto/a.js", "/static/no.js"]
)
def test_only_files_of_the_platform_are_sent_compressed(path: str) -> None:
    assert get(path).body == b"page"


@pytest.mark.parametrize("path", ["/", "/bodies", "/decision"])
def test_a_page_of_the_workspace_is_told_where_its_server_is_before_any_script(path: str) -> None:
    plain = get(path, accept_encoding="identity")
    text = plain.body.decode()
    assert text.index("BACKEND_BASE_URL") < text.index("src=")
    assert f'const page = "{path[1:]}"' in text
    assert plain.headers["cache-control"] == "no-cache"
    assert gzip.decompress(get(path).body) == plain.body


def test_but_for_what_it_is_told_the_document_is_the_platforms_own() -> None:
    text = get("/", accept_encoding="identity").body.decode()
    told = text[text.index("<script>") : text.index("</script>") + len("</script>")]
    own = (STATIC / "index.html").read_text()
    named = [link[0] for link in PRELOADED.finditer(text) if link[0] not in own]
    assert named
    for link in (told, *named):
        text = text.replace(link, "", 1)
    assert text.split() == own.split()


@pytest.mark.parametrize(
    ("part", "drawn"),
    [
        ("candidates", "TextInput"),
        ("scores", "DataFrame"),
        ("weights", "BidiComponent"),
        ("result", "PlotlyChart"),
        ("", "ButtonGroup"),
        ("nonsense", "PageLink"),
    ],
)
def test_what_a_part_draws_is_fetched_with_the_document_and_is_there(part: str, drawn: str) -> None:
    text = get("/bodies", "identity", f"study=taihu&part={part}".encode()).body.decode()
    files = PRELOADED.findall(text)
    assert len(files) == len(set(files))
    assert any(Path(file).name.startswith(f"{drawn}.") for file in files)
    assert all((STATIC / file).is_file() for file in files)
    assert ("PlotlyChart" in text) == (part == "result")


@pytest.mark.parametrize(
    ("query", "there"), [(b"", "./"), (b"lang=zh_Hans&reason=%E6%B9%96", "./?lang=zh_Hans&reason=%E6%B9%96")]
)
def test_the_first_page_asked_for_by_its_name_is_at_the_root(query: bytes, there: str) -> None:
    assert get("/studies", query=query).headers["location"] == there


@pytest.mark.parametrize("path", ["/nowhere", "/bodies/_stcore/health", "/p/some-study", "/join"])
def test_what_is_no_page_of_the_workspace_is_answered_by_the_application(path: str) -> None:
    assert get(path).body == b"page"


def test_every_answer_keeps_foreign_content_out_of_pages() -> None:
    headers = get("/").headers
    assert "img-src 'self' data: blob:" in headers["content-security-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_page_may_set_a_header_of_its_own() -> None:
    assert get("/join").headers["referrer-policy"] == "same-origin"


def test_the_settings_that_were_measured_are_in_the_project() -> None:
    assert settings_amiss() == {}


def test_a_setting_that_is_not_as_measured_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(serving.SETTINGS, "server.maxUploadSize", 6)
    assert settings_amiss() == {"server.maxUploadSize": 5}
