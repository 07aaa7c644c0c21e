"""How a person gets into a round: by its code, without an account."""

import secrets
from datetime import datetime
from typing import Any

from mcda.actions.inviting import checked_name, hashed
from mcda.actions.workshop import CODE_LENGTH, deal
from mcda.cooperation.ballot import PUBLIC
from mcda.core.errors import InvalidInput
from mcda.storage import answers, rounds
from mcda.storage.database import Database
from mcda.storage.rounds import Participant, Round


def round_to_join(db: Database, code: str) -> Round:
    """The open round of a code. Raises InvalidInput: join.no_such_code, round.is_…."""
    typed = tidy_code(code)
    if len(typed) != CODE_LENGTH:
        raise InvalidInput("join.no_such_code")
    with db.read() as connection:
        found = rounds.by_code(connection, typed)
        if found is None:
            raise InvalidInput("join.no_such_code")
        state = rounds.state_of(connection, found.id)
    if state != "open":
        raise InvalidInput(f"round.is_{state}")
    return found


def join(db: Database, found: Round, body: str, name: str, now: datetime) -> str:
    """Takes a person into an open round; returns the token of their personal link.

    `body`: one of the ballot's, or PUBLIC. Raises InvalidInput: join.no_body, .no_such_body, .no_name,
    .listed_only, round.is_closed.
    """
    if found.settings.listed:
        raise InvalidInput("join.listed_only")
    ballot = found.ballot
    if ballot is None:
        raise InvalidInput("round.is_draft")
    if not body:
        raise InvalidInput("join.no_body")
    if body != PUBLIC and body not in ballot.bodies:
        raise InvalidInput("join.no_such_body")
    token, seed = secrets.token_urlsafe(16), secrets.randbits(31)
    values: dict[str, Any] = {
        "body": "" if body == PUBLIC else body,
        "name": checked_name(name, found.settings.anonymous),
        "seed": seed,
        "joined_at": now,
    }
    with db.write(flush=False) as connection:
        state = rounds.state_of(connection, found.id, lock=found.settings.share > 0)
        if state != "open":
            raise InvalidInput(f"round.is_{state}")
        values |= deal(connection, found, ballot, seed)
        rounds.add_participant(connection, found.id, hashed(token), **values)
    return token


def started(db: Database, found: Round, token: str) -> Participant | None:
    """The person of a round who has that personal link; None where nobody of the round has it."""
    with db.read() as connection:
        try:
            person = answers.person(connection, hashed(token)).participant
        except InvalidInput:
            return None
    return person if person.round_id == found.id else None


def tidy_code(code: str) -> str:
    """A code as it was handed out, from how people type it."""
    return code.strip().upper().replace(" ", "").replace("-", "")
