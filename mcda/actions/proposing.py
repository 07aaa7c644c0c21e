"""A call for proposals: people propose, see and support others' proposals; the facilitator takes them in."""

from datetime import datetime

from mcda.actions.inviting import hashed
from mcda.actions.studies import Saved, open_study, person_name, save
from mcda.actions.workshop import round_to_change
from mcda.cooperation.edit_step import put_candidate
from mcda.cooperation.study import Study
from mcda.core.errors import InvalidInput
from mcda.storage import answers, proposals, record, rounds
from mcda.storage.database import Database
from mcda.storage.proposals import Proposal

TITLE_LIMIT, TEXT_LIMIT, OWN_LIMIT = 120, 2000, 20


def propose(db: Database, token: str, title: str, description: str, now: datetime) -> int:
    """Keeps a proposal of the person with that link; the same title once more is the same proposal.

    Raises InvalidInput: proposal.no_title, .title_too_long, .too_long, .too_many; answer.…; round.is_….
    """
    said, told = " ".join(title.split()), description.strip()
    if not said:
        raise InvalidInput("proposal.no_title")
    if len(said) > TITLE_LIMIT:
        raise InvalidInput("proposal.title_too_long", limit=TITLE_LIMIT)
    if len(told) > TEXT_LIMIT:
        raise InvalidInput("proposal.too_long", limit=TEXT_LIMIT)
    with db.write() as connection:
        person = _open(answers.person(connection, hashed(token), lock=True))
        author = person.participant
        own = [p for p in proposals.of_round(connection, author.round_id) if p.participant_id == author.id]
        for earlier in own:
            if earlier.title == said:
                return earlier.id
        if len(own) >= OWN_LIMIT:
            raise InvalidInput("proposal.too_many", limit=OWN_LIMIT)
        if author.joined_at is None:
            rounds.change_participant(connection, author.id, joined_at=now)
        return proposals.add(connection, author.round_id, author.id, title=said, description=told, at=now)


def support(db: Database, token: str, proposal_id: int, now: datetime) -> None:
    """Keeps that the person with that link supports a proposal of their round; once."""
    with db.write() as connection:
        person = _open(answers.person(connection, hashed(token), lock=True))
        found = proposals.get(connection, person.participant.round_id, proposal_id)
        if found.merged_into is not None:
            raise InvalidInput("proposal.merged")
        if found.participant_id == person.participant.id:
            raise InvalidInput("proposal.own")
        proposals.support(connection, proposal_id, person.participant.id, now)


def take_back_support(db: Database, token: str, proposal_id: int) -> None:
    """The person with that link no longer supports a proposal, if they did."""
    with db.write() as connection:
        person = _open(answers.person(connection, hashed(token), lock=True))
        proposals.drop_support(connection, proposal_id, person.participant.id)


def proposals_for(db: Database, token: str) -> tuple[list[Proposal], set[int], int]:
    """The proposals of a person's round, those they support, and the person's own number.

    In an anonymous round no name was ever kept; in a named one pages show the authors' bodies, not names.
    """
    with db.read() as connection:
        person = answers.person(connection, hashed(token))
        found = proposals.of_round(connection, person.participant.round_id)
        backed = proposals.supported_by(connection, person.participant.id)
    return [p for p in found if p.merged_into is None], backed, person.participant.id


def proposals_of(db: Database, round_id: str) -> list[Proposal]:
    """All proposals of a round, for the facilitator, the most supported first."""
    with db.read() as connection:
        return proposals.of_round(connection, round_id)


def tally(db: Database, round_id: str) -> tuple[int, int]:
    """How many proposals stand in the list and how often they were supported: cheap enough to ask often."""
    with db.read() as connection:
        return proposals.tally(connection, round_id)


def merge_proposal(  # noqa: PLR0917 - who makes which part of which when
    db: Database, who: str, round_id: str, proposal_id: int, into_id: int, now: datetime
) -> None:
    """Makes one proposal part of another: its supporters support that one, each once."""
    author = person_name(who)
    with db.write() as connection:
        held = round_to_change(connection, round_id)
        found, target = (proposals.get(connection, round_id, key) for key in (proposal_id, into_id))
        if found.id == target.id or found.merged_into or target.merged_into or found.candidate:
            raise InvalidInput("proposal.cannot_merge")
        proposals.move_support(connection, found.id, target.id)
        proposals.change(connection, found.id, merged_into=target.id)
        facts = {"round": held.number, "proposal": found.id, "into": target.id}
        record.write(connection, held.study_id, author, now, "merge_proposal", facts=facts)


def take_in(
    db: Database, who: str, round_id: str, proposal_id: int, *, now: datetime, language: str
) -> Saved:
    """Makes a proposal a candidate of the round's step, named after the body of its author.

    With clashes in what is returned nothing was saved, and the proposal still waits.
    """
    with db.read() as connection:
        held = rounds.get(connection, round_id)
        found = proposals.get(connection, round_id, proposal_id)
    if found.candidate or found.merged_into is not None:
        raise InvalidInput("proposal.taken_in")
    seen = open_study(db, held.study_id)
    body = held.ballot.bodies.get(found.body) if held.ballot else None
    by = body.name.say(language) if body else ""
    known = set(seen.study.step(held.step).candidates)

    def edit(study: Study) -> Study:
        told = {language: found.description}
        return put_candidate(
            study, held.step, None, language, found.title, description=told, proposed_by=by, source=found.name
        )

    saved = save(db, who, held.study_id, seen.number, edit, now, kind="round", origin=str(held.number))
    if saved.clashes:
        return saved
    new = [key for key in saved.study.step(held.step).candidates if key not in known]
    with db.write() as connection:
        proposals.change(connection, proposal_id, candidate=new[0] if new else "")
    return saved


def _open(person: answers.Person) -> answers.Person:
    if person.state != "open":
        raise InvalidInput(f"round.is_{person.state}")
    if person.participant.left_out:
        raise InvalidInput("answer.left_out")
    return person
