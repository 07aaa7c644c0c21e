"""Who is in a round of a workshop: personal links, and people whose answers do not count."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mcda.actions.studies import open_study, person_name
from mcda.actions.workshop import deal, round_to_change
from mcda.cooperation.ballot import PUBLIC, ballot
from mcda.core.errors import InvalidInput
from mcda.storage import record, rounds
from mcda.storage.database import Database
from mcda.storage.rounds import Participant


@dataclass(frozen=True, slots=True)
class Invited:
    """A person with a personal link. The token is shown once; only its hash is kept."""

    participant_id: int
    token: str


def people(db: Database, round_id: str) -> list[tuple[Participant, int]]:
    """Everybody in a round with the number of questions they answered; never what they answered."""
    with db.read() as connection:
        return rounds.people(connection, round_id)


def pulse(db: Database, round_id: str) -> tuple[int, ...]:
    """What moves when `people` does: cheap enough to ask every few seconds."""
    with db.read() as connection:
        return rounds.pulse(connection, round_id)


def invite(
    db: Database,
    who: str,
    round_id: str,
    listed: Sequence[tuple[str, str]],
    now: datetime,
    *,
    desk: bool = False,
) -> list[Invited]:
    """Personal links for people, each a name and a body ("" for the public); nothing but links in return.

    In an anonymous round the name is not kept. `desk`: the facilitator enters the answers, marked as such.
    Raises InvalidInput: round.is_closed, round.is_revealed, join.no_such_body, join.no_name.
    """
    author = person_name(who)
    with db.write() as connection:
        found = round_to_change(connection, round_id)
        if found.state in {"closed", "revealed"}:
            raise InvalidInput(f"round.is_{found.state}")
        known = found.ballot or ballot(open_study(db, found.study_id).study, found.step, found.settings)
        invited = []
        for name, body in listed:
            if body and body != PUBLIC and body not in known.bodies:
                raise InvalidInput("join.no_such_body")
            token, seed = secrets.token_urlsafe(16), secrets.randbits(31)
            values = {
                "name": checked_name(name, found.settings.anonymous),
                "body": "" if body == PUBLIC else body,
                "seed": seed,
                "listed": 1,
                "desk": int(desk),
                **(deal(connection, found, found.ballot, seed) if found.ballot else {}),
            }
            invited.append(
                Invited(rounds.add_participant(connection, round_id, hashed(token), **values), token)
            )
        facts = {"round": found.number, "people": len(invited), "desk": desk}
        record.write(connection, found.study_id, author, now, "invite", facts=facts)
        return invited


def new_link(db: Database, who: str, participant_id: int, now: datetime) -> Invited:
    """Another personal link for somebody who lost theirs; the old one no longer works."""
    author = person_name(who)
    token = secrets.token_urlsafe(16)
    with db.write() as connection:
        person = rounds.participant(connection, participant_id, lock=True)
        held = round_to_change(connection, person.round_id)
        rounds.change_participant(connection, participant_id, token_hash=hashed(token))
        facts = {"round": held.number, "participant": participant_id}
        record.write(connection, held.study_id, author, now, "new_link", facts=facts)
    return Invited(participant_id, token)


def leave_out(db: Database, who: str, participant_id: int, reason: str, now: datetime) -> None:
    """Does not count somebody's answers, for a reason that is kept; an empty reason counts them again.

    Raises InvalidInput round.is_revealed: what everybody has seen does not change.
    """
    author = person_name(who)
    said = " ".join(reason.split())
    if len(said) > 300:
        raise InvalidInput("round.reason_too_long", limit=300)
    with db.write() as connection:
        person = rounds.participant(connection, participant_id, lock=True)
        held = round_to_change(connection, person.round_id)
        if held.state == "revealed":
            raise InvalidInput("round.is_revealed")
        rounds.change_participant(connection, participant_id, left_out=said)
        facts = {"round": held.number, "participant": participant_id}
        action = "leave_out" if said else "count_again"
        record.write(connection, held.study_id, author, now, action, facts=facts, reason=said)


def hashed(token: str) -> bytes:
    """What is kept of a personal link's token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def checked_name(name: str, anonymous: bool) -> str:
    """The name as it is kept: nothing in an anonymous round. Raises InvalidInput join.no_name."""
    if anonymous:
        return ""
    said = " ".join(name.replace("\0", "").split())
    if not said:
        raise InvalidInput("join.no_name")
    if len(said) > 100:
        raise InvalidInput("person.name_too_long", limit=100)
    return said
