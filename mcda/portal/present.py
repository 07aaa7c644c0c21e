"""The projected view: one slide a page behind a secret address, moved by links, keys or a presenter."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mcda.actions import hall, proposing, workshop
from mcda.core.errors import InvalidInput
from mcda.output.hall import Slide, before_reveal
from mcda.output.labels import width
from mcda.output.pictures import Bars, Lines, Pairs, Ranges
from mcda.output.wording import name_of
from mcda.portal.pages import HEADERS, answered, database, language_of, redirect, refused, teller
from mcda.storage.rounds import Round
from mcda.text import HTML_LANGUAGES, LANGUAGE_NAMES, LANGUAGES, Language, say

MOST_ROWS = 12
"""So many bars fit on a screen with text of 28 pixels."""
SHORT_LABEL = 30
"""Latin letters that stay on one line where few rows have large letters."""
LONG_TITLES = ((150, "longer"), (75, "long"))
"""Titles wider than this have smaller letters: three lines leave room for twelve rows."""


def rows(picture: Bars | Pairs | Ranges) -> list[dict[str, Any]]:
    """Bars, moves and ranges as rows of the slide: places and lengths in percent of the row."""
    if isinstance(picture, Ranges):
        return [
            _row(one.label, one.text, one.strong) | _span(one.lowest, one.highest, one.now)
            for one in picture.ranges[:MOST_ROWS]
        ]
    if isinstance(picture, Pairs):
        largest = max((max(pair.values) for pair in picture.pairs), default=0.0) or 1.0
        return [
            _row(pair.label, f"{pair.texts[1]} → {pair.texts[0]}", pair.strong)
            | _span(min(pair.values) / largest, max(pair.values) / largest, pair.values[0] / largest)
            for pair in picture.pairs[:MOST_ROWS]
        ]
    largest = picture.longest or 1.0
    return [
        _row(bar.label, f"{bar.text} · {bar.note}" if bar.note else bar.text, bar.strong)
        | {"lead": bar.lead, "share": round(100 * (bar.value or 0.0) / largest, 2)}
        for bar in picture.bars[:MOST_ROWS]
    ]


def places(picture: Lines) -> list[dict[str, Any]]:
    """Ranks as rows of a table; each says whether it is better or worse than in the first column."""
    found = []
    for line in picture.lines[:MOST_ROWS]:
        first = line.values[0]
        moves = ["" if value == first else "up" if value < first else "down" for value in line.values]
        found.append({"label": line.label, "cells": list(zip(line.texts, moves, strict=True))})
    return found


def _row(label: str, text: str, strong: bool) -> dict[str, Any]:
    return {
        "lead": "",
        "label": label,
        "low": None,
        "share": 0.0,
        "now": None,
        "text": text,
        "strong": strong,
    }


def _span(low: float, high: float, now: float) -> dict[str, float]:
    return {"low": round(100 * low, 2), "share": round(100 * (high - low), 2), "now": round(100 * now, 2)}


def seconds_left(shown: Round, now: datetime) -> int | None:
    """What the clock of an open round still has; None where it has none."""
    if shown.state != "open" or not shown.settings.minutes or shown.opened_at is None:
        return None
    ends = shown.opened_at + timedelta(minutes=shown.settings.minutes)
    return max(0, round((ends - now).total_seconds()))


def spelt(code: str) -> str:
    """A code in two groups, as it is read aloud."""
    return f"{code[:3]} {code[3:]}"


def qr(address: str) -> Markup:
    """A QR code as SVG that grows with its box."""
    import segno

    drawn: str = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2)
    return Markup(drawn)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 1


def _join_slide(
    found: Round, counts: Mapping[str, int], request: Request, language: Language
) -> dict[str, Any]:
    address = f"{str(request.base_url).rstrip('/')}/join/{found.code}"
    left = seconds_left(found, datetime.now(UTC))
    closed = {"draft": "hall.not_open", "closed": "hall.closed", "revealed": "hall.over"}
    return {
        "heading": say(f"hall.ask_{found.settings.ask}_{found.step}", language),
        "open": found.state == "open" and not found.settings.listed,
        "closed": say(closed.get(found.state, "hall.by_link"), language),
        "address": address.rpartition("/")[0].partition("://")[2],
        "link": address,
        "qr": qr(address),
        "code": spelt(found.code),
        "counts": counts,
        "left": left,
        "clock": "" if left is None else f"{left // 60:02d}:{left % 60:02d}",
    }


def _size(shown: list[dict[str, Any]]) -> str:
    """How large the letters of rows are: few short ones grow, many shrink."""
    if len(shown) > 6:
        return "many"
    return "few" if len(shown) <= 4 and all(width(row["label"]) <= SHORT_LABEL for row in shown) else ""


def _result_slide(slide: Slide) -> dict[str, Any]:
    drawn = slide.picture
    shown = rows(drawn) if isinstance(drawn, Bars | Pairs | Ranges) else []
    return {
        "heading": slide.title,
        "heading_size": next((size for widest, size in LONG_TITLES if width(slide.title) > widest), ""),
        "slide": slide,
        "rows": shown,
        "size": _size(shown),
        "columns": drawn.columns if isinstance(drawn, Lines) else (),
        "places": places(drawn) if isinstance(drawn, Lines) else [],
        "legend": "hall.moved_mark" if isinstance(drawn, Pairs) else "",
        "more": max(0, (0 if drawn is None else len(drawn.numbers.rows)) - MOST_ROWS),
    }


def _counted(found: Round) -> tuple[dict[str, int], int]:
    """What the hall may know before the reveal, and how much its slides rest on."""
    counted = workshop.counts(database(), found.id)
    if found.settings.ask == "proposals":
        made, supported = proposing.tally(database(), found.id)
        return {
            "participants": counted.participants,
            "proposals": made,
            "supports": supported,
        }, made + supported
    return {"participants": counted.participants, "finished": counted.finished}, counted.answers


def _show(request: Request) -> Response:
    try:
        found = workshop.round_to_present(database(), request.path_params["key"])
        return _page(request, found, language_of(request))
    except InvalidInput as problem:
        return refused(request, problem)


def _counts(request: Request) -> Response:
    try:
        found = workshop.round_to_present(database(), request.path_params["key"])
        counted, answers = _counted(found)
    except InvalidInput:
        return JSONResponse({}, 404, HEADERS)
    told: dict[str, Any] = {"state": found.state, "left": seconds_left(found, datetime.now(UTC)), **counted}
    if found.settings.live:
        told["answers"] = answers
    return JSONResponse(told, headers=HEADERS)


def _ask_to_reveal(request: Request) -> Response:
    """What a reveal means now, before it is done: it cannot be taken back."""
    language = language_of(request)
    try:
        found = workshop.round_to_present(database(), request.path_params["key"])
        counted = workshop.counts(database(), found.id)
    except InvalidInput as problem:
        return refused(request, problem)
    home = f"/present/{found.present_key}"
    if found.state not in {"open", "closed"}:
        return redirect(f"{home}?slide=2&lang={language}")
    shown = {
        "heading": say("reveal.ask", language),
        "said": before_reveal(
            counted.participants, workshop.waited_for(found, counted), found.state, language
        ),
        "back": home,
        "place": max(1, _number(request.query_params.get("slide"))),
    }
    return answered("present_reveal.html", _frame(found, language) | shown)


def _reveal(request: Request) -> Response:
    language, now = language_of(request), datetime.now(UTC)
    try:
        found = workshop.round_to_present(database(), request.path_params["key"])
        if found.state in {"open", "closed"}:
            workshop.reveal(database(), say("hall.screen", language), found.id, now)
    except InvalidInput as problem:
        return refused(request, problem)
    return redirect(f"/present/{found.present_key}?slide=2&lang={language}")


def _page(request: Request, found: Round, language: Language) -> Response:
    db = database()
    counted, answers = _counted(found)  # before the slides: what comes in between is a change to them
    told = hall.hall_slides(db, found, language)
    place = min(max(_number(request.query_params.get("slide")), 1), 1 + len(told))
    if place == 1:
        template = "present_join.html"
        shown = _join_slide(found, counted, request, language)
        if found.state == "revealed" and not told:
            shown["closed"] = say("hall.no_result" if answers else "hall.nobody", language)
    else:
        template, shown = "present_slide.html", _result_slide(told[place - 2])
    follows = {
        "live": found.state != "revealed",
        "state": found.state,
        "counts_address": f"/present/{found.present_key}/counts",
        "answers": answers if found.settings.live else None,
        "place": place,
        "slides": 1 + len(told),
    }
    return answered(template, _frame(found, language) | follows | shown)


def _frame(found: Round, language: Language) -> dict[str, Any]:
    """What stands around every slide."""
    other = next(known for known in LANGUAGES if known != language)
    return {
        "t": teller(language),
        "language": language,
        "html_language": HTML_LANGUAGES[language],
        "other_language": other,
        "other_html_language": HTML_LANGUAGES[other],
        "other_language_name": LANGUAGE_NAMES[other],
        "static": "/portal",
        "study_title": name_of(found.ballot.title, language) if found.ballot else "Concord",
        "where": say("hall.round", language, step=say(f"step.{found.step}", language), number=found.number),
        "live": False,
        "heading_size": "",
        "reveal": f"/present/{found.present_key}/reveal" if found.state in {"open", "closed"} else "",
    }


ROUTES = [
    Route("/present/{key}", _show, methods=["GET"]),
    Route("/present/{key}/counts", _counts, methods=["GET"]),
    Route("/present/{key}/reveal", _ask_to_reveal, methods=["GET"]),
    Route("/present/{key}/reveal", _reveal, methods=["POST"]),
]
