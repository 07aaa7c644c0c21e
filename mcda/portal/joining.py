"""`/join`: a code, then a body, then a personal link."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mcda.actions.joining import join, round_to_join, started, tidy_code
from mcda.cooperation.ballot import PUBLIC
from mcda.core.errors import InvalidInput
from mcda.output.wording import name_of, problem_text
from mcda.portal.pages import (
    address_of,
    database,
    join_cookie,
    kept_language,
    language_of,
    page,
    redirect,
    refused,
    run,
    run_form,
)
from mcda.portal.throttle import Throttle
from mcda.storage.rounds import Round
from mcda.text import Language, say

guesses = Throttle(by_address=60, in_all=600)


async def _ask_code(request: Request) -> Response:
    code = tidy_code(request.query_params.get("code", ""))
    if code:
        return redirect(f"/join/{code if code.isascii() and code.isalnum() else '-'}{kept_language(request)}")
    return page(request, "code", language_of(request))


async def _show(request: Request) -> Response:
    return await run(_shown, request)


async def _join(request: Request) -> Response:
    return await run_form(_joined, request)


def _shown(request: Request) -> Response:
    try:
        found = _round(request)
    except InvalidInput as problem:
        return _wrong_code(request, problem)
    if "another" in request.query_params:
        return _form(request, found, language_of(request), another=True)
    token = _token(request)
    person = started(database(), found, token) if token else None
    if person is None:
        return _form(request, found, language_of(request))
    return _started(request, found, person.body, token)


def _joined(request: Request, given: dict[str, str]) -> Response:
    try:
        found = _round(request)
    except InvalidInput as problem:
        return _wrong_code(request, problem)
    body, name = given.get("body", ""), given.get("name", "")
    another, earlier = bool(given.get("another")), _token(request)
    if earlier and not another and started(database(), found, earlier):
        return redirect(f"/answer/{earlier}{kept_language(request)}")
    try:
        token = join(database(), found, body, name, datetime.now(UTC))
    except InvalidInput as problem:
        if problem.code.startswith(("round.", "database.")):
            raise
        language = language_of(request)
        said = problem_text(problem, language)
        return _form(request, found, language, 422, problem=said, body=body, name=name, another=another)
    answer = redirect(f"/answer/{token}{kept_language(request)}")
    secure = request.url.scheme == "https"
    answer.set_cookie(join_cookie(request), token, path="/join", httponly=True, samesite="lax", secure=secure)
    return answer


def _token(request: Request) -> str:
    """The personal link that this browser joined the round with; empty where it did not."""
    return request.cookies.get(join_cookie(request), "")


def _started(request: Request, found: Round, body: str, token: str) -> Response:
    """For whom this browser has started already: it goes on, or somebody else answers on it."""
    language, ballot = language_of(request), found.ballot
    assert ballot is not None  # an open round has its ballot
    voter = ballot.bodies.get(body)
    return page(
        request,
        "started",
        language,
        title=name_of(ballot.title, language),
        code=found.code,
        body=name_of(voter.name, language) if voter else say("phone.public", language),
        own=f"/answer/{quote(token, safe='')}{kept_language(request)}",
    )


def _round(request: Request) -> Round:
    address = address_of(request)
    guesses.check(address)
    try:
        found = round_to_join(database(), request.path_params["code"])
    except InvalidInput as problem:
        if problem.code == "join.no_such_code":
            guesses.wrong(address)
        raise
    if found.settings.listed:
        raise InvalidInput("join.listed_only")
    return found


def _wrong_code(request: Request, problem: InvalidInput) -> Response:
    if problem.code != "join.no_such_code":
        return refused(request, problem)
    language = language_of(request)
    return page(request, "code", language, 404, problem=problem_text(problem, language))


def _form(request: Request, found: Round, language: Language, status: int = 200, **values: Any) -> Response:
    ballot = found.ballot
    assert ballot is not None  # an open round has its ballot
    bodies = [(key, name_of(voter.name, language)) for key, voter in ballot.bodies.items()]
    shown = {"body": "", "name": "", "another": False} | values
    return page(
        request,
        "join",
        language,
        status,
        title=name_of(ballot.title, language),
        code=found.code,
        bodies=bodies,
        public=PUBLIC,
        named=not found.settings.anonymous,
        **shown,
    )


ROUTES = [
    Route("/join", _ask_code, methods=["GET"]),
    Route("/join/{code}", _show, methods=["GET"]),
    Route("/join/{code}", _join, methods=["POST"]),
]
