"""Answering by a personal link: where a person is, saving one answer, what they said so far.

Saving is the hot path of a hall: one short transaction, which sees the round's state and writes one row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mcda.actions.inviting import hashed
from mcda.cooperation import questions
from mcda.cooperation.ballot import Ballot, State
from mcda.cooperation.questions import Place, Question
from mcda.core.errors import InvalidInput
from mcda.storage import answers, rounds
from mcda.storage.database import Database
from mcda.storage.rounds import Participant


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a personal link shows: the person, their latest answers, the ballot, and where they are."""

    participant: Participant
    state: State
    ballot: Ballot
    answers: Mapping[str, str]
    place: Place


def sheet(db: Database, token: str) -> Sheet:
    """The person of a link and their first open question.

    Raises InvalidInput: answer.no_such_link; round.is_draft.
    """
    with db.read() as connection:
        person = answers.person(connection, hashed(token))
        if person.state == "draft":
            raise InvalidInput("round.is_draft")
        ballot = answers.ballot(connection, person.participant.round_id)
    return _sheet(person, ballot)


def question_of(found: Sheet, key: str) -> Question:
    """One of the person's own questions, to change its answer; InvalidInput answer.no_such_question."""
    participant = found.participant
    return questions.find(found.ballot, participant.seed, participant.asked, found.answers, key)


def save_answer(
    db: Database, token: str, key: str, value: str, now: datetime, *, desk: bool = False
) -> Sheet:
    """Keeps one answer and says where the person is then. The same answer once more is kept once.

    `desk`: the facilitator entered it. Raises InvalidInput: answer.no_such_link, .no_such_question,
    .nothing_chosen, .same_twice, .not_possible, .left_out; round.is_closed, .is_revealed, .is_draft.
    """
    with db.write(flush=False) as connection:
        person = answers.person(connection, hashed(token), lock=True)
        participant = person.participant
        if person.state != "open":
            raise InvalidInput(f"round.is_{person.state}")
        if participant.left_out:
            raise InvalidInput("answer.left_out")
        ballot = answers.ballot(connection, participant.round_id)
        question = questions.find(ballot, participant.seed, participant.asked, person.answers, key)
        kept_as, kept = questions.check(ballot, question, value, person.answers)
        if person.answers.get(kept_as) != kept:
            answers.add(connection, participant, kept_as, kept, at=now, desk=desk or participant.desk)
            person.answers[kept_as] = kept
        now_at = _sheet(person, ballot)
        changed: dict[str, datetime] = {}
        if participant.joined_at is None:
            changed["joined_at"] = now
        if now_at.place.question is None and participant.finished_at is None:
            changed["finished_at"] = now
        if changed:
            rounds.change_participant(connection, participant.id, **changed)
    return now_at


def _sheet(person: answers.Person, ballot: Ballot) -> Sheet:
    participant = person.participant
    at = questions.place(ballot, participant.seed, participant.asked, person.answers)
    return Sheet(participant, person.state, ballot, person.answers, at)
