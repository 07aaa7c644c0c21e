"""The page of a call for proposals: propose, see what others proposed, support it."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from mcda.actions.answering import Sheet
from mcda.actions.proposing import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    proposals_for,
    propose,
    support,
    take_back_support,
)
from mcda.core.errors import InvalidInput
from mcda.output.wording import name_of, problem_text
from mcda.portal.pages import database, kept_language, language_of, page, redirect


def proposals_page(
    request: Request, found: Sheet, given: dict[str, str] | None = None, problem: str = ""
) -> Response:
    """All proposals of the round, the form to make one, a button to support each."""
    language = language_of(request)
    proposals, backed, me = proposals_for(database(), request.path_params["token"])
    bodies = {key: name_of(voter.name, language) for key, voter in found.ballot.bodies.items()}
    return page(
        request,
        "proposals",
        language,
        422 if problem else 200,
        title=name_of(found.ballot.title, language),
        step=found.ballot.step,
        open=found.state == "open" and not found.participant.left_out,
        revealed=found.state == "revealed",
        given=given or {},
        problem=problem,
        limits=(TITLE_LIMIT, TEXT_LIMIT),
        proposals=[
            {
                "id": p.id,
                "title": p.title,
                "description": p.description,
                "body": bodies.get(p.body, ""),
                "own": p.participant_id == me,
                "backed": p.id in backed,
                "supports": p.supports,
            }
            for p in sorted(proposals, key=lambda p: -p.supports if found.state == "revealed" else p.id)
        ],
    )


def propose_or_support(request: Request, found: Sheet, given: dict[str, str]) -> Response:
    """Keeps a proposal, or whether the person supports one, and shows the page again.

    What was typed beside a pressed “Support” stays on the page, which is then drawn at once.
    """
    token, now = request.path_params["token"], datetime.now(UTC)
    try:
        if "support" in given:
            support(database(), token, _number(given["support"]), now)
        elif "take_back" in given:
            take_back_support(database(), token, _number(given["take_back"]))
        else:
            propose(database(), token, given.get("title", ""), given.get("description", ""), now)
            given = {}
    except InvalidInput as problem:
        if not problem.code.startswith("proposal."):
            raise
        return proposals_page(request, found, given, problem_text(problem, language_of(request)))
    if given.get("title") or given.get("description"):
        return proposals_page(request, found, given)
    return redirect(f"/answer/{token}{kept_language(request)}")


def _number(given: str) -> int:
    """A proposal's number as a form sent it; 0, which none has, for what no form sends."""
    return int(given) if given.isdecimal() and len(given) < 10 else 0
