"""`/answer/TOKEN`: one question a page, each saved as it is given, then what the person's answers say."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from mcda.actions.answering import Sheet, question_of, save_answer, sheet
from mcda.cooperation.questions import ENOUGH, EQUAL, PASSED, UNKNOWN, Question
from mcda.core.errors import InvalidInput
from mcda.output.wording import name_of, problem_text
from mcda.portal.finished import finished
from mcda.portal.pages import (
    HEADERS,
    database,
    kept_language,
    language_of,
    page,
    redirect,
    run,
    run_form,
)
from mcda.portal.proposing import proposals_page, propose_or_support
from mcda.text import Language

SECONDS_A_QUESTION = 8
TRY_AGAIN = frozenset(
    {"answer.nothing_chosen", "answer.not_possible", "answer.how_much", "answer.same_twice"}
)
CHOICES, LONGEST_CHOICE = ("side", "times", "most", "least", "level"), 200
KEPT = 4096
_TOKEN = secrets.token_hex(16)
"""Stands for the token in drawn pages; nobody's text can hold it."""
_drawn: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
MAIN_STRENGTHS, BETWEEN_STRENGTHS = (3, 5, 7, 9), (2, 4, 6, 8)


async def _show(request: Request) -> Response:
    return await run(_shown, request)


async def _save(request: Request) -> Response:
    return await run_form(_saved, request)


def _shown(request: Request) -> Response:
    found = sheet(database(), request.path_params["token"])
    if _is_call(found):
        return proposals_page(request, found)
    question = found.place.question
    if request.query_params.get("question"):
        question = question_of(found, request.query_params["question"])
    if question is None or found.state != "open" or found.participant.left_out:
        return finished(request, found)
    refused = request.query_params.get("refused", "")
    if refused in TRY_AGAIN:
        said = problem_text(InvalidInput(refused), language_of(request))
        return _question(request, found, question, dict(request.query_params), said)
    if question.key in found.answers:
        return _question(request, found, question, _chosen(found, question))
    return _unanswered(request, found, question)


def _saved(request: Request, given: dict[str, str]) -> Response:
    token, key = request.path_params["token"], given.get("question")
    if key is None:
        found = sheet(database(), token)
        if _is_call(found):
            return propose_or_support(request, found, given)
        raise InvalidInput("answer.no_such_question")
    try:
        save_answer(database(), token, key, _value(given, key), datetime.now(UTC))
    except InvalidInput as problem:
        if problem.code not in TRY_AGAIN:
            raise
        return redirect(_again(request, key, given, problem))
    return redirect(f"/answer/{token}{kept_language(request)}")


def _again(request: Request, key: str, given: Mapping[str, str], problem: InvalidInput) -> str:
    """The address of a refused question, with what was chosen: going back to it sends nothing again."""
    chosen = {field: given[field][:LONGEST_CHOICE] for field in CHOICES if field in given}
    kept = {"lang": request.query_params["lang"]} if kept_language(request) else {}
    query = urlencode({"question": key, "refused": problem.code, **chosen, **kept})
    return f"/answer/{quote(request.path_params['token'], safe='')}?{query}"


def _unanswered(request: Request, found: Sheet, question: Question) -> Response:
    """A question's page as everybody sees it: drawn once, with the person's address put in."""
    at, language, keep = found.place, language_of(request), kept_language(request)
    key = (found.participant.round_id, question, at.answered, at.left, at.enough, language, keep)
    drawn = _drawn.get(key)
    if drawn is None:
        drawn = bytes(_question(request, found, question, {}, token=_TOKEN).body)
        while len(_drawn) >= KEPT:
            _drawn.popitem(last=False)
        _drawn[key] = drawn
    token = quote(request.path_params["token"], safe="")
    return HTMLResponse(drawn.replace(_TOKEN.encode(), token.encode()), headers=HEADERS)


def _value(given: dict[str, str], key: str) -> str:
    passed = given.get("pass", "")
    if passed:
        return passed if passed in PASSED or passed == ENOUGH else "?"
    if key.startswith("o:"):
        most, least = given.get("most", ""), given.get("least", "")
        return f"{most}|{least}" if most and least else ""
    if key.startswith("r:"):
        return given.get("level", "")
    side = given.get("side", "")
    if side in {"", "equal"}:
        return EQUAL if side else ""
    if not given.get("times"):
        raise InvalidInput("answer.how_much")
    return f"{side}:{given['times']}"


def _question(
    request: Request,
    found: Sheet,
    question: Question,
    given: dict[str, str],
    problem: str = "",
    *,
    token: str = "",
) -> Response:
    language = language_of(request)
    ballot, at = found.ballot, found.place
    values: dict[str, Any] = {
        "token": token or quote(request.path_params["token"], safe=""),
        "question": question,
        "number": at.answered + 1,
        "total": at.answered + at.left,
        "minutes": max(1, round(at.left * SECONDS_A_QUESTION / 60)),
        "changing": question.key in found.answers,
        "enough": at.enough and at.question == question,
        "given": given,
        "problem": problem,
        "title": name_of(ballot.title, language),
        "node": name_of(ballot.items[question.node].name, language) if question.node else "",
        "step": ballot.step,
    }
    if question.kind == "pair":
        pair = [_item(found, key, language) for key in (question.first, question.second)]
        values |= {"pair": pair, "main": MAIN_STRENGTHS, "between": BETWEEN_STRENGTHS}
    elif question.kind == "order":
        values["items"] = [_item(found, key, language) for key in ballot.nodes[question.node]]
    else:
        scale = ballot.rated[question.second]
        levels = range(scale.highest, scale.lowest - 1, -1)
        anchors = {level: _anchor(scale.anchors, level, language) for level in levels}
        candidate = ballot.candidates[question.first]
        values |= {
            "criterion": _item(found, question.second, language),
            "candidate": (name_of(candidate.name, language), candidate.meaning.say(language)),
            "levels": anchors,
            "unknown": UNKNOWN,
        }
    return page(request, question.kind, language, 422 if problem else 200, **values)


def _anchor(anchors: Any, level: int, language: Language) -> str:
    found = anchors.get(str(level))
    return "" if found is None else str(found.say(language))


def _item(found: Sheet, key: str, language: Language) -> tuple[str, str, str]:
    item = found.ballot.items[key]
    return key, name_of(item.name, language), item.meaning.say(language)


def _chosen(found: Sheet, question: Question) -> dict[str, str]:
    """What a person chose before, when they come back to change it; nothing is preset otherwise."""
    value = found.answers.get(question.key, "")
    if value in PASSED or not value:
        return {}
    if question.kind == "order":
        most, _, least = value.partition("|")
        return {"most": most, "least": least}
    if question.kind == "rating":
        return {"level": value}
    if value == EQUAL:
        return {"side": "equal"}
    side, _, times = value.partition(":")
    return {"side": side, "times": times}


def _is_call(found: Sheet) -> bool:
    return not found.ballot.nodes and not found.ballot.rated


ROUTES = [
    Route("/answer/{token}", _show, methods=["GET"]),
    Route("/answer/{token}", _save, methods=["POST"]),
]
