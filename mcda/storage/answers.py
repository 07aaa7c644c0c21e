"""Answers, one row each, never changed: the hot path of a hall. Every function takes the connection.

The latest of a person's answers to one question counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from mcda.cooperation.ballot import Ballot, State
from mcda.core.errors import InvalidInput
from mcda.storage import rounds as stored
from mcda.storage.rounds import Participant, participant_of
from mcda.storage.tables import answers, participants, rounds, studies

_BY_TOKEN = (
    select(participants, stored.STATE)
    .join(rounds, rounds.c.id == participants.c.round_id)
    .join(studies, studies.c.id == rounds.c.study_id)
    .where(participants.c.token_hash == bindparam("token_hash"))
)
# First the person, then the round: whoever locks both does it in this order.
_BY_TOKEN_LOCKED = _BY_TOKEN.with_for_update(of=participants).suffix_with(
    "FOR SHARE OF rounds", dialect="postgresql"
)
_OF_PERSON = (
    select(answers.c.question, answers.c.value)
    .where(answers.c.participant_id == bindparam("person"))
    .order_by(answers.c.id)
)
_ADD = insert(answers)
KEPT = 64
_ballots: dict[str, Ballot] = {}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at their personal link: who, the state of their round, their latest answers in order."""

    participant: Participant
    state: State
    answers: dict[str, str]


def person(connection: Connection, token_hash: bytes, lock: bool = False) -> Person:
    """The person of a link; `lock` keeps another device with the same link waiting, and who ends the round.

    Raises InvalidInput answer.no_such_link.
    """
    query = _BY_TOKEN_LOCKED if lock else _BY_TOKEN
    row = connection.execute(query, {"token_hash": token_hash}).one_or_none()
    if row is None:
        raise InvalidInput("answer.no_such_link")
    return Person(participant_of(row), row.state, of_person(connection, row.id))


def of_person(connection: Connection, participant_id: int) -> dict[str, str]:
    """The latest answer of a person to each question."""
    rows = connection.execute(_OF_PERSON, {"person": participant_id})
    return {row[0]: row[1] for row in rows}


def add(
    connection: Connection, participant: Participant, question: str, value: str, *, at: datetime, desk: bool
) -> None:
    """Keeps one answer."""
    row = {
        "round_id": participant.round_id,
        "participant_id": participant.id,
        "question": question,
        "value": value,
        "desk": int(desk),
        "at": at,
    }
    connection.execute(_ADD, row)


def latest(connection: Connection, round_id: str) -> Iterator[tuple[int, str, str]]:
    """Person, question and value of every answer that counts in a round."""
    last = (
        select(func.max(answers.c.id))
        .join(participants, participants.c.id == answers.c.participant_id)
        .where(answers.c.round_id == round_id, participants.c.left_out == "")
        .group_by(answers.c.participant_id, answers.c.question)
    )
    query = select(answers.c.participant_id, answers.c.question, answers.c.value)
    for row in connection.execute(query.where(answers.c.id.in_(last)).order_by(answers.c.id)):
        yield row[0], row[1], row[2]


def last_number(connection: Connection, round_id: str) -> int:
    """The number of a round's latest answer: what tells whether results are still those of the round."""
    return int(connection.scalar(select(func.max(answers.c.id)).where(answers.c.round_id == round_id)) or 0)


def ballot(connection: Connection, round_id: str) -> Ballot:
    """The ballot of a round that was opened; it never changes then, and is read once a process."""
    kept = _ballots.get(round_id)
    if kept is None:
        kept = stored.get(connection, round_id).ballot
        if kept is None:
            raise InvalidInput("round.not_open")
        while len(_ballots) >= KEPT:
            _ballots.pop(next(iter(_ballots)), None)
        _ballots[round_id] = kept
    return kept
