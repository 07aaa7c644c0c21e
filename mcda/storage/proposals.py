"""What people propose in a call for proposals, and who supports it. Every function takes the connection."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mcda.core.errors import InvalidInput
from mcda.storage.tables import participants, proposals, supports


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal with its author's body. `merged_into` another one, or taken in as `candidate`."""

    id: int
    round_id: str
    participant_id: int
    title: str
    description: str
    body: str
    name: str
    supports: int
    merged_into: int | None
    candidate: str
    at: datetime


def add(connection: Connection, round_id: str, participant_id: int, **values: Any) -> int:
    """Keeps a proposal; returns its number."""
    row = {"round_id": round_id, "participant_id": participant_id, "candidate": ""} | values
    key = connection.execute(insert(proposals).values(row)).inserted_primary_key
    assert key is not None  # both databases give back the number that they made
    return int(key[0])


def of_round(connection: Connection, round_id: str) -> list[Proposal]:
    """All proposals of a round, the most supported first. A merged one's support counts where it went."""
    backed = (
        select(supports.c.proposal_id, func.count().label("n")).group_by(supports.c.proposal_id).subquery()
    )
    query = (
        select(proposals, participants.c.body, participants.c.name, func.coalesce(backed.c.n, 0).label("n"))
        .join(participants, participants.c.id == proposals.c.participant_id)
        .outerjoin(backed, backed.c.proposal_id == proposals.c.id)
        .where(proposals.c.round_id == round_id, participants.c.left_out == "")
        .order_by(func.coalesce(backed.c.n, 0).desc(), proposals.c.id)
    )
    return [
        Proposal(
            row.id,
            row.round_id,
            row.participant_id,
            row.title,
            row.description,
            row.body,
            row.name,
            int(row.n),
            row.merged_into,
            row.candidate,
            row.at,
        )
        for row in connection.execute(query)
    ]


def tally(connection: Connection, round_id: str) -> tuple[int, int]:
    """How many proposals stand in a round's list, and how often they were supported: cheap to ask for."""
    here = (
        select(proposals.c.id)
        .join(participants, participants.c.id == proposals.c.participant_id)
        .where(proposals.c.round_id == round_id, participants.c.left_out == "")
        .where(proposals.c.merged_into.is_(None))
    )
    backed = select(func.count()).select_from(supports).where(supports.c.proposal_id.in_(here))
    listed = select(func.count()).select_from(here.subquery())
    return int(connection.scalar(listed) or 0), int(connection.scalar(backed) or 0)


def contributors(connection: Connection, round_id: str) -> set[int]:
    """Everybody who proposed or supported something in a round, by number."""
    made = select(proposals.c.participant_id).where(proposals.c.round_id == round_id)
    backed = select(supports.c.participant_id).join(proposals, proposals.c.id == supports.c.proposal_id)
    return {*connection.scalars(made), *connection.scalars(backed.where(proposals.c.round_id == round_id))}


def get(connection: Connection, round_id: str, proposal_id: int) -> Proposal:
    """One proposal of a round. Raises InvalidInput proposal.unknown."""
    found = next((p for p in of_round(connection, round_id) if p.id == proposal_id), None)
    if found is None:
        raise InvalidInput("proposal.unknown")
    return found


def change(connection: Connection, proposal_id: int, **values: Any) -> None:
    """Where a proposal was merged into, or the candidate that it became."""
    connection.execute(update(proposals).where(proposals.c.id == proposal_id).values(**values))


def supported_by(connection: Connection, participant_id: int) -> set[int]:
    """The proposals that a person supports."""
    query = select(supports.c.proposal_id).where(supports.c.participant_id == participant_id)
    return set(connection.scalars(query))


def support(connection: Connection, proposal_id: int, participant_id: int, at: datetime) -> None:
    """Keeps that a person supports a proposal; once."""
    if proposal_id not in supported_by(connection, participant_id):
        row = {"proposal_id": proposal_id, "participant_id": participant_id, "at": at}
        connection.execute(insert(supports).values(row))


def drop_support(connection: Connection, proposal_id: int, participant_id: int) -> None:
    """A person no longer supports a proposal."""
    here = (supports.c.proposal_id == proposal_id) & (supports.c.participant_id == participant_id)
    connection.execute(delete(supports).where(here))


def move_support(connection: Connection, from_id: int, to_id: int) -> None:
    """Whoever supported the one supports the other, once."""
    here = select(supports.c.participant_id).where(supports.c.proposal_id == to_id)
    doubled = (supports.c.proposal_id == from_id) & supports.c.participant_id.in_(here)
    connection.execute(delete(supports).where(doubled))
    connection.execute(update(supports).where(supports.c.proposal_id == from_id).values(proposal_id=to_id))
