"""What all light pages share: the database, the language, templates, headers, and reading a plain form."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, quote
from zlib import crc32

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mcda.actions.joining import tidy_code
from mcda.core.errors import InvalidInput
from mcda.output.wording import problem_text
from mcda.storage.database import Database, open_database
from mcda.text import HTML_LANGUAGES, LANGUAGE_NAMES, LANGUAGES, Language, preferred, say

LONGEST_FORM = 64 * 1024
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
STATUS = {
    "join.no_such_code": 404,
    "answer.no_such_link": 404,
    "round.unknown": 404,
    "proposal.unknown": 404,
    "answer.no_such_question": 404,
    "throttle.wait": 429,
    "form.too_long": 413,
    "round.is_draft": 409,
    "round.is_closed": 409,
    "round.is_revealed": 409,
    "answer.left_out": 409,
}


def database() -> Database:
    """The database of the light pages in this process."""
    return _database()


@cache
def _database() -> Database:
    return open_database()


async def run(action: Callable[..., Response], *values: Any) -> Response:
    """What an action answers: at once on SQLite, where a thread costs more than the action; else in a thread,
    as a server somewhere else may keep one waiting. A refusal is a page, too.
    """
    try:
        if database().turn is not None:
            return action(*values)
        return await run_in_threadpool(action, *values)
    except InvalidInput as problem:
        return refused(values[0], problem)


async def run_form(action: Callable[[Request, dict[str, str]], Response], request: Request) -> Response:
    """What an action answers to the form that was sent; a refusal is a page, too."""
    try:
        given = await form(request)
    except InvalidInput as problem:
        return refused(request, problem)
    return await run(action, request, given)


def language_of(request: Request) -> Language:
    """What the page's address chose, else the browser's."""
    wished = request.query_params.get("lang")
    for language in LANGUAGES:
        if language == wished:
            return language
    return preferred(request.headers.get("accept-language"))


def kept_language(request: Request) -> str:
    """What to append to an address so that a chosen language stays chosen; nothing where none was."""
    wished = request.query_params.get("lang")
    return f"?lang={wished}" if wished in LANGUAGES else ""


@cache
def template(name: str) -> Template:
    """A template, compiled once."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("mcda.portal"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def teller(language: Language) -> Callable[..., str]:
    """What templates say sentences with; the last thousands are kept."""

    @lru_cache(maxsize=4096)
    def tell(key: str, **values: Any) -> str:
        return say(key, language, **values)

    return tell


@cache
def style() -> str:
    """The address of the style sheet, another one for another sheet, so that browsers may keep it."""
    content = files("mcda.portal").joinpath("static", "portal.css").read_bytes()
    return f"/portal/portal.css?v={crc32(content):08x}"


def answered(name: str, values: Mapping[str, Any], status: int = 200) -> Response:
    """A page from a template with its headers."""
    return HTMLResponse(template(name).render(values), status, HEADERS)


def page(request: Request, name: str, language: Language, status: int = 200, /, **values: Any) -> Response:
    """The page called `name` in the portal's frame, in a language, with the link to the other one."""
    other: Language = "zh" if language == "en" else "en"
    frame = {
        "t": teller(language),
        "language": language,
        "lang": HTML_LANGUAGES[language],
        "keep": kept_language(request),
        "other": other,
        "other_lang": HTML_LANGUAGES[other],
        "other_name": LANGUAGE_NAMES[other],
        "style": style(),
        "problem": "",
    }
    return answered(f"{name}.html", frame | values, status)


def refused(request: Request, problem: InvalidInput) -> Response:
    """A page that says what could not be done, and what to do next."""
    language = language_of(request)
    status = STATUS.get(problem.code, 503 if problem.code.startswith("database.") else 422)
    said = problem_text(problem, language)
    return page(request, "refused", language, status, problem=said, onward=_onward(request, problem))


def _onward(request: Request, problem: InvalidInput) -> tuple[str, str] | None:
    """Where a person can go on from a refusal, and what that is called; None where there is nothing else."""
    if problem.code == "answer.no_such_link":
        return "/join", "phone.with_code"
    token = request.path_params.get("token") or request.cookies.get(join_cookie(request), "")
    return (f"/answer/{quote(token, safe='')}", "phone.own_page") if token else None


def join_cookie(request: Request) -> str:
    """Where a browser keeps the personal link that it joined the round of this address with."""
    return f"concord_{tidy_code(request.path_params.get('code', ''))}"


def redirect(address: str) -> Response:
    """On to another page, to be fetched anew."""
    return RedirectResponse(address, 303, HEADERS)


async def form(request: Request) -> dict[str, str]:
    """The fields of a plain form. Raises InvalidInput form.too_long."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LONGEST_FORM:
            raise InvalidInput("form.too_long")
    if request.headers.get("content-type", "").startswith("multipart/"):
        raise HTTPException(415)
    try:
        return dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100))
    except ValueError:
        raise InvalidInput("form.too_long") from None


def address_of(request: Request) -> str:
    """Where a request comes from, for throttling only; it is kept in memory for minutes and never written."""
    return request.client.host if request.client else ""
