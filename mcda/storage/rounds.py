"""Rounds and the people in them. Every function takes the connection of its action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, delete, func, insert, select, update

from mcda.cooperation.ballot import Ballot, Settings, State
from mcda.cooperation.study import StepName
from mcda.core.errors import InvalidInput
from mcda.storage.tables import answers, askings, participants, proposals, rounds, studies, supports

STATE = case(
    (
        (rounds.c.state == "open") & (studies.c.archived_at.is_not(None) | studies.c.deleted_at.is_not(None)),
        "closed",
    ),
    else_=rounds.c.state,
).label("state")
"""A round's state for its participants: an open one of a study that was put away is closed to them."""


@dataclass(frozen=True, slots=True)
class Round:
    """One opening of a step for judging; `ballot` is there from its opening on, `follows` is round 1 of 2."""

    id: str
    study_id: str
    step: StepName
    number: int
    state: State
    code: str
    present_key: str
    settings: Settings
    ballot: Ballot | None
    follows: str
    created_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    revealed_at: datetime | None
    opened_by: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in a round. `body` is empty for the public, `name` in an anonymous round.

    `asked` are the pairs that were dealt to them where the room shares the questions; `desk`: the facilitator
    enters their answers; `left_out`: the reason why their answers do not count.
    """

    id: int
    round_id: str
    body: str
    name: str
    seed: int
    asked: tuple[str, ...] | None
    desk: bool
    listed: bool
    left_out: str
    joined_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a round is; people who were left out are not counted. `answers`: kept, with changed ones."""

    participants: int
    answers: int
    finished: int
    by_body: dict[str, tuple[int, int]]


def add(connection: Connection, new: Round) -> None:
    """A new round."""
    connection.execute(
        insert(rounds).values(
            id=new.id,
            study_id=new.study_id,
            step=new.step,
            number=new.number,
            state=new.state,
            code=new.code,
            present_key=new.present_key,
            settings=new.settings.model_dump(mode="json"),
            ballot=None,
            follows=new.follows,
            created_at=new.created_at,
            opened_by=new.opened_by,
        )
    )


def get(connection: Connection, round_id: str, lock: bool = False) -> Round:
    """A round. Raises InvalidInput round.unknown."""
    query = select(rounds).where(rounds.c.id == round_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise InvalidInput("round.unknown")
    return _round(row)


def state_of(connection: Connection, round_id: str, lock: bool = False) -> str:
    """The state of a round for its participants; `lock` keeps others who lock the round waiting."""
    query = select(STATE).join(studies).where(rounds.c.id == round_id)
    return str(connection.scalar(query.with_for_update(of=rounds) if lock else query))


def by_code(connection: Connection, code: str) -> Round | None:
    """The round with that code, if there is one."""
    row = connection.execute(select(rounds).where(rounds.c.code == code)).one_or_none()
    return None if row is None else _round(row)


def by_present_key(connection: Connection, key: str) -> Round | None:
    """The round whose projected view has that secret address, if there is one."""
    row = connection.execute(select(rounds).where(rounds.c.present_key == key)).one_or_none()
    return None if row is None else _round(row)


def of_study(connection: Connection, study_id: str) -> list[Round]:
    """All rounds of a study, the newest first."""
    query = select(rounds).where(rounds.c.study_id == study_id).order_by(rounds.c.number.desc())
    return [_round(row) for row in connection.execute(query)]


def set_state(connection: Connection, round_id: str, state: State, **changed: Any) -> None:
    """The round's next state, with its moment and, at the opening, its ballot."""
    if isinstance(changed.get("ballot"), Ballot):
        changed["ballot"] = changed["ballot"].model_dump(mode="json")
    connection.execute(update(rounds).where(rounds.c.id == round_id).values(state=state, **changed))


def set_settings(connection: Connection, round_id: str, settings: Settings) -> None:
    """Other settings of a round that is not open yet, or its clock."""
    plain = settings.model_dump(mode="json")
    connection.execute(update(rounds).where(rounds.c.id == round_id).values(settings=plain))


def add_participant(connection: Connection, round_id: str, token_hash: bytes, **values: Any) -> int:
    """A new person in a round; returns their number."""
    row = {"round_id": round_id, "token_hash": token_hash, "left_out": "", "desk": 0, "listed": 0} | values
    key = connection.execute(insert(participants).values(row)).inserted_primary_key
    assert key is not None  # both databases give back the number that they made
    return int(key[0])


def change_participant(connection: Connection, participant_id: int, **values: Any) -> None:
    """Another link, a reason to leave out, the moment of joining or finishing."""
    connection.execute(update(participants).where(participants.c.id == participant_id).values(**values))


def participant(connection: Connection, participant_id: int, lock: bool = False) -> Participant:
    """A person by number. Raises InvalidInput participant.unknown."""
    query = select(participants).where(participants.c.id == participant_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise InvalidInput("participant.unknown")
    return participant_of(row)


def people(connection: Connection, round_id: str) -> list[tuple[Participant, int]]:
    """Everybody in a round in the order of joining, each with the number of questions answered."""
    count = func.count(answers.c.question.distinct())
    query = (
        select(participants, count.label("answered"))
        .outerjoin(answers, answers.c.participant_id == participants.c.id)
        .where(participants.c.round_id == round_id)
        .group_by(participants.c.id)
        .order_by(participants.c.id)
    )
    return [(participant_of(row), int(row.answered)) for row in connection.execute(query)]


def speakers(connection: Connection, round_id: str) -> dict[int, str]:
    """Everybody whose answers count in a round, by number, each with the body they speak for."""
    query = select(participants.c.id, participants.c.body).where(
        participants.c.round_id == round_id, participants.c.left_out == ""
    )
    return {row.id: row.body for row in connection.execute(query)}


def counts(connection: Connection, round_id: str) -> Counts:
    """How many people and answers a round has."""
    here = (participants.c.round_id == round_id) & (participants.c.left_out == "")
    finished = func.sum(case((participants.c.finished_at.is_not(None), 1), else_=0))
    query = (
        select(participants.c.body, func.count().label("joined"), finished.label("done"))
        .where(here, participants.c.joined_at.is_not(None))
        .group_by(participants.c.body)
    )
    by_body = {row.body: (int(row.joined), int(row.done)) for row in connection.execute(query)}
    kept = select(func.count()).select_from(answers).where(answers.c.round_id == round_id)
    # Few are left out: theirs are taken off, as to ask each answer for its person takes half a second.
    out = select(participants.c.id).where(participants.c.round_id == round_id, participants.c.left_out != "")
    lost = select(func.count()).select_from(answers).where(answers.c.participant_id.in_(out))
    return Counts(
        participants=sum(joined for joined, _ in by_body.values()),
        answers=int(connection.scalar(kept) or 0) - int(connection.scalar(lost) or 0),
        finished=sum(done for _, done in by_body.values()),
        by_body=by_body,
    )


def pulse(connection: Connection, round_id: str) -> tuple[int, ...]:
    """What moves when the list of a round's people does: cheap to ask for, unlike the list."""
    people = select(
        func.count(),
        func.count(participants.c.joined_at),
        func.count(participants.c.finished_at),
        func.count(case((participants.c.left_out != "", 1))),
    ).where(participants.c.round_id == round_id)
    kept = select(func.count()).select_from(answers).where(answers.c.round_id == round_id)
    return (*connection.execute(people).one(), int(connection.scalar(kept) or 0))


def asked_so_far(connection: Connection, round_id: str, questions: Sequence[str]) -> dict[str, int]:
    """How often each question was dealt in a round, which the caller has locked."""
    query = select(askings.c.question, askings.c.times).where(askings.c.round_id == round_id)
    found = {row.question: int(row.times) for row in connection.execute(query)}
    if not found and questions:
        rows = [{"round_id": round_id, "question": question, "times": 0} for question in questions]
        connection.execute(insert(askings), rows)
    return dict.fromkeys(questions, 0) | found


def deal(connection: Connection, round_id: str, questions: Sequence[str]) -> None:
    """Count that these questions were dealt once more."""
    here = (askings.c.round_id == round_id) & askings.c.question.in_(questions)
    connection.execute(update(askings).where(here).values(times=askings.c.times + 1))


def remove(connection: Connection, study_ids: Sequence[str]) -> None:
    """Removes all that rounds of these studies hold, when the studies are removed for good."""
    gone = select(rounds.c.id).where(rounds.c.study_id.in_(study_ids))
    written = select(proposals.c.id).where(proposals.c.round_id.in_(gone))
    connection.execute(delete(supports).where(supports.c.proposal_id.in_(written)))
    for table in (proposals, askings, answers, participants):
        connection.execute(delete(table).where(table.c.round_id.in_(gone)))
    connection.execute(delete(rounds).where(rounds.c.study_id.in_(study_ids)))


def participant_of(row: Row[Any]) -> Participant:
    """The person of a row that carries the columns of `participants`."""
    return Participant(
        row.id,
        row.round_id,
        row.body,
        row.name,
        row.seed,
        None if row.asked is None else tuple(row.asked),
        bool(row.desk),
        bool(row.listed),
        row.left_out,
        row.joined_at,
        row.finished_at,
    )


def _round(row: Row[Any]) -> Round:
    return Round(
        row.id,
        row.study_id,
        row.step,
        row.number,
        row.state,
        row.code,
        row.present_key,
        Settings.model_validate(row.settings),
        None if row.ballot is None else Ballot.model_validate(row.ballot),
        row.follows,
        row.created_at,
        row.opened_at,
        row.closed_at,
        row.revealed_at,
        row.opened_by,
    )
