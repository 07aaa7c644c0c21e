"""The routes of readers. Pages are kept in memory as they were sent, and looked at again each second."""

import asyncio
import gzip
import hashlib
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mcda.actions import questions
from mcda.actions.publishing import in_force
from mcda.core.errors import InvalidInput
from mcda.output.publication_files import MEDIA_TYPES, file_content, file_names
from mcda.output.wording import problem_text
from mcda.portal.pages import HEADERS, address_of, database, form, language_of, refused
from mcda.portal.public_feed import ENTRIES, feed
from mcda.portal.public_pages import (
    ask_page,
    css_hash,
    framed,
    gone_page,
    list_page,
    publication_page,
    title_of,
)
from mcda.portal.throttle import Throttle
from mcda.storage import publications
from mcda.storage.publications import Publication
from mcda.text import Language, say

FRESH_SECONDS = 1.0
KEPT = 256
_HTML = MEDIA_TYPES["html"]
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{css_hash()}'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = HEADERS | {"content-security-policy": _POLICY}

asking = Throttle(by_address=5, in_all=60)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is sent: `state` is what it was made from, `looked_at` when that was last compared."""

    status: int
    media_type: str
    body: bytes
    packed: bytes
    etag: str
    state: object
    looked_at: float


Key = tuple[str, str, Language, str]
_kept: OrderedDict[Key, Kept] = OrderedDict()
_making: defaultdict[Key, asyncio.Lock] = defaultdict(asyncio.Lock)


async def _publication(request: Request) -> Response:
    return await _answer(request, request.path_params["address"], "")


async def _file(request: Request) -> Response:
    return await _answer(request, request.path_params["address"], request.path_params["file"])


async def _list(request: Request) -> Response:
    return await _answer(request, "", "")


async def _feed(request: Request) -> Response:
    return await _answer(request, "", "feed.atom")


async def _answer(request: Request, address: str, file: str) -> Response:
    """From memory; one request a second looks again, the others take what is there, or wait for it."""
    key = (address, file, language_of(request), str(request.base_url) if file == "feed.atom" else "")
    found = _kept.get(key)
    if found is None or (_stale(found) and not _making[key].locked()):
        async with _making[key]:
            found = _kept.get(key)
            if found is None or _stale(found):
                found = await run_in_threadpool(_looked, key, found)
                if found.status != 404:
                    _kept[key] = found
                    _kept.move_to_end(key)
        if found.status == 404:
            _making.pop(key, None)
        while len(_kept) > KEPT:
            _making.pop(_kept.popitem(last=False)[0], None)
    return _sent(request, found, file)


def _stale(found: Kept) -> bool:
    return time.monotonic() - found.looked_at > FRESH_SECONDS


def _sent(request: Request, found: Kept, file: str) -> Response:
    headers = _HEADERS | {
        "cache-control": "public, max-age=60" if found.status == 200 else "no-cache",
        "etag": found.etag,
        "vary": "accept-language, accept-encoding",
    }
    if file and not file.endswith((".html", ".atom")) and found.status == 200:
        headers["content-disposition"] = f'attachment; filename="{file}"'
    if request.headers.get("if-none-match") == found.etag:
        return Response(status_code=304, headers=headers)
    body = found.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        body = found.packed
    return Response(body, found.status, headers, found.media_type)


def _looked(key: Key, before: Kept | None) -> Kept:
    """The answer as it is now: the one from before where nothing it was made from has changed."""
    address, file, language, site = key
    db = database()
    try:
        with db.read() as connection:
            if not address:
                listed = publications.listed(connection)
                return _again(before, listed, lambda: _of_all(listed, file, language, site))
            found = publications.by_address(connection, address)
            newer = found.superseded_by and publications.by_number(connection, found.superseded_by).address
            state: tuple[object, ...] = (found, newer, publications.stamp(connection, found.number))
            if file == "feed.atom" or found.withdrawn_at is not None:
                listed = publications.listed(connection, found.study_id)
                state = (listed,)
            if before is not None and before.state == state:
                return replace(before, looked_at=time.monotonic())
            if file == "feed.atom":
                return _made(state, *_study_feed(listed, found, language, site))
            if found.withdrawn_at is not None:
                return _made(state, gone_page(found, language, in_force(listed)), _HTML, 410)
            frozen = publications.frozen(connection, found.number)
            answered = publications.questions(connection, found.number)
    except InvalidInput as problem:
        return _made(None, *_unknown(problem, language))
    if not file:
        page = publication_page(found, frozen, answered, language, newer or "")
        return _made(state, page, _HTML)
    if file not in file_names(frozen):
        return _made(None, *_unknown(InvalidInput("publication.no_file", file=file), language))
    return _made(state, file_content(frozen, file, language), MEDIA_TYPES[file.rpartition(".")[2]])


def _again(before: Kept | None, state: object, make: Callable[[], tuple[bytes, str]]) -> Kept:
    if before is not None and before.state == state:
        return replace(before, looked_at=time.monotonic())
    return _made(state, *make())


def _of_all(listed: list[Publication], file: str, language: Language, site: str) -> tuple[bytes, str]:
    if not file:
        return list_page(listed, language), _HTML
    title = say("public.list", language)
    return feed(listed, language, site.rstrip("/"), "/p/feed.atom", title), "application/atom+xml"


def _study_feed(
    listed: list[Publication], found: Publication, language: Language, site: str
) -> tuple[bytes, str]:
    # The same feed for every publication of a study: a reader who follows one learns of the next.
    path = f"/p/{listed[-1].address}/feed.atom"
    title = title_of(found, language)
    return feed(listed[:ENTRIES], language, site.rstrip("/"), path, title), "application/atom+xml"


def _unknown(problem: InvalidInput, language: Language) -> tuple[bytes, str, int]:
    status = 503 if problem.code.startswith("database.") else 404
    page = framed(
        "public_unknown.html",
        language,
        title=say("public.unknown", language),
        path="/p/",
        feed="/p/feed.atom",
        problem=problem_text(problem, language),
    )
    return page, _HTML, status


def _made(state: object, body: bytes, media_type: str, status: int = 200) -> Kept:
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    packed = gzip.compress(body, 6, mtime=0)
    return Kept(status, media_type, body, packed, etag, state, time.monotonic())


async def _ask(request: Request) -> Response:
    about = request.query_params.get("about", "decision")
    done = "asked" in request.query_params
    return await run_in_threadpool(_form_page, request, about[:400], done=done)


async def _asked(request: Request) -> Response:
    try:
        given = await form(request)
    except InvalidInput as problem:
        return refused(request, problem)
    section = given.get("section", "")[:20]
    candidate, criterion = given.get("candidate", "")[:200], given.get("criterion", "")[:200]
    about = "/".join((section, candidate, criterion)).rstrip("/")
    text, name = given.get("text", "").replace("\r\n", "\n"), given.get("name", "")
    address = request.path_params["address"]
    language = language_of(request)
    # A browser shows nobody this field: who fills it in is a program, and is thanked like the others.
    if not given.get("website"):
        try:
            asking.take(address_of(request))
            now = datetime.now(UTC)
            await run_in_threadpool(questions.ask, database(), address, about, text, now, name=name)
        except InvalidInput as problem:
            said = InvalidInput("question.too_often") if problem.code == "throttle.wait" else problem
            return await run_in_threadpool(
                _form_page, request, about, problem=said, typed=(text[:1000], name[:100])
            )
    return RedirectResponse(f"/p/{address}/ask?asked=1&about={section}&lang={language}", 303, _HEADERS)


def _form_page(
    request: Request,
    about: str,
    *,
    problem: InvalidInput | None = None,
    typed: tuple[str, str] = ("", ""),
    done: bool = False,
) -> Response:
    language = language_of(request)
    try:
        with database().read() as connection:
            found = publications.by_address(connection, request.path_params["address"])
            if found.withdrawn_at is not None:
                raise InvalidInput("publication.gone", number=found.number)
            frozen = publications.frozen(connection, found.number)
    except InvalidInput as unknown:
        body, media_type, status = _unknown(unknown, language)
        return Response(body, status, _HEADERS, media_type)
    if about not in questions.things(frozen):
        about = "decision"
    said = problem_text(problem, language) if problem else ""
    page = ask_page(found, frozen, language, about, said, typed, done)
    status = (
        200
        if problem is None
        else 429
        if problem.code in {"question.too_often", "question.too_many"}
        else 422
    )
    return Response(page, status, _HEADERS, _HTML)


async def _slash(request: Request) -> Response:
    return RedirectResponse("/p/", 308, _HEADERS)


ROUTES = [
    Route("/p", _slash, methods=["GET"]),
    Route("/p/", _list, methods=["GET"]),
    Route("/p/feed.atom", _feed, methods=["GET"]),
    Route("/p/{address}", _publication, methods=["GET"]),
    Route("/p/{address}/ask", _ask, methods=["GET"]),
    Route("/p/{address}/ask", _asked, methods=["POST"]),
    Route("/p/{address}/{file}", _file, methods=["GET"]),
]
