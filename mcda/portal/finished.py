"""The page after the last question: own weights, what to look at again; after the reveal, the group."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from mcda.actions.answering import Sheet
from mcda.actions.hall import shown_findings
from mcda.cooperation.few_people import FEWEST
from mcda.cooperation.own_answers import Again, look_again, own_weights
from mcda.output.wording import name_of
from mcda.portal.pages import database, kept_language, language_of, page
from mcda.text import Language

KEPT = 32
EVEN = 1.25
"""Two criteria matter about equally where one matters less than this times as much as the other."""
_rooms: OrderedDict[str, tuple[Mapping[str, Mapping[str, float]], bool]] = OrderedDict()


def finished(request: Request, found: Sheet) -> Response:
    """Everything answered, the round closed, or the person left out; without any form."""
    language = language_of(request)
    ballot = found.ballot
    room, few = _room(found.participant.round_id) if found.state == "revealed" else ({}, False)
    names = {key: name_of(item.name, language) for key, item in ballot.items.items()}
    open_now = found.state == "open" and not found.participant.left_out
    keep = kept_language(request)
    own = own_weights(ballot, found.answers)
    return page(
        request,
        "finished",
        language,
        title=name_of(ballot.title, language),
        state=found.state,
        left_out=found.participant.left_out,
        done=found.place.question is None,
        rated=bool(ballot.rated) and not ballot.nodes,
        own=[
            {
                "node": names[one.node] if one.node else "",
                "light": one.light,
                "rows": _rows(one.weights, room.get(one.node, {}), names),
            }
            for one in own
        ],
        grouped=bool(room),
        few=FEWEST if few else 0,
        again=[
            {
                "link": f"?question={quote(one.key, safe='')}{keep.replace('?', '&')}",
                **_again(one, names),
            }
            for one in (look_again(ballot, found.answers) if open_now else ())
        ],
        changes=_changes(found, names, language, keep) if open_now else [],
    )


def _again(one: Again, names: Mapping[str, str]) -> dict[str, str]:
    """A pair to look at again, and which sentence says how the other answers see it."""
    more, less, fitting = one.more, one.less, one.fitting
    if one.judged < EVEN:
        said = "from_even"
        if fitting < 1:
            more, less = less, more
    elif 1 / EVEN < fitting < EVEN:
        said = "even"
    else:
        said = "pair" if fitting > 1 else "turned"
    return {
        "said": said,
        "more": names[more],
        "less": names[less],
        "judged": _about(one.judged),
        "fitting": _about(max(fitting, 1 / fitting)),
    }


def _rows(
    own: Mapping[str, float], room: Mapping[str, float], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Criteria from the heaviest down, in percent: mine, and the room's where it is shown."""
    return [
        {
            "name": names[key],
            "own": _percent(own[key]),
            "room": _percent(room[key]) if key in room else "",
        }
        for key in sorted(own, key=lambda key: -own[key])
    ]


def _changes(found: Sheet, names: Mapping[str, str], language: Language, keep: str) -> list[dict[str, str]]:
    ballot = found.ballot
    links = []
    for key in found.answers:
        link = f"?question={quote(key, safe='')}{keep.replace('?', '&')}"
        if key.startswith("c:"):
            first, _, second = key[2:].partition("|")
            links.append({"link": link, "name": f"{names[first]} – {names[second]}"})
        elif key.startswith("r:"):
            candidate, _, leaf = key[2:].partition("/")
            name = name_of(ballot.candidates[candidate].name, language)
            links.append({"link": link, "name": f"{name}: {names[leaf]}"})
    return links


def _room(round_id: str) -> tuple[Mapping[str, Mapping[str, float]], bool]:
    """The room's weights of a revealed round, which no longer change, and whether too few gave them."""
    if round_id not in _rooms:
        shown = shown_findings(database(), round_id)
        _rooms[round_id] = {node: found.weights for node, found in shown.nodes.items()}, shown.withheld
        while len(_rooms) > KEPT:
            _rooms.popitem(last=False)
    return _rooms[round_id]


def _percent(value: float) -> str:
    return f"{100 * value:.0f}"


def _about(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
