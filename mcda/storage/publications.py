"""Publications and the questions about them. Every function takes the connection of its action."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, insert, select, text, update

from mcda.cooperation.study import Wording
from mcda.core.errors import InvalidInput
from mcda.storage.tables import public_questions, publications, rhythms, studies

QuestionState = Literal["waiting", "answered", "declined"]
_LOCK = 0x436E6365


@dataclass(frozen=True, slots=True)
class Publication:
    """A numbered, public state of a study; what it froze is read apart, with `frozen`."""

    number: int
    study_id: str
    revision: int
    address: str
    title: Wording
    at: datetime
    by: str
    note: str
    superseded_by: int | None
    withdrawn_at: datetime | None
    withdrawn_note: str


@dataclass(frozen=True, slots=True)
class Question:
    """A reader's question. `about`: "bodies", "bodies/wuxi", "bodies//cost" or "bodies/wuxi/cost"."""

    id: int
    publication: int
    about: str
    text: str
    name: str
    at: datetime
    state: QuestionState
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a study is to be published, and from when on that counts."""

    months: int
    since: datetime


_LISTED = [column for column in publications.c if column is not publications.c.frozen]


def next_number(connection: Connection) -> int:
    """The number of the next publication; other writers wait until this transaction is over."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    return int(connection.scalar(select(func.max(publications.c.number))) or 0) + 1


def add(connection: Connection, new: Publication, frozen: Any) -> None:
    """A new publication; the one before it of the same study is superseded."""
    standing = (publications.c.study_id == new.study_id) & publications.c.superseded_by.is_(None)
    connection.execute(update(publications).where(standing).values(superseded_by=new.number))
    row = {name: getattr(new, name) for name in Publication.__slots__ if name != "title"}
    row |= {"title_en": new.title.en, "title_zh": new.title.zh, "frozen": frozen}
    connection.execute(insert(publications).values(row))


def by_address(connection: Connection, address: str) -> Publication:
    """The publication at an address. Raises InvalidInput publication.unknown."""
    return _one(connection, select(*_LISTED).where(publications.c.address == address), address)


def by_number(connection: Connection, number: int, lock: bool = False) -> Publication:
    """A publication by number. Raises InvalidInput publication.unknown."""
    asked = number if 0 < number < 2**31 else 0
    query = select(*_LISTED).where(publications.c.number == asked)
    return _one(connection, query.with_for_update() if lock else query, str(number))


def listed(
    connection: Connection, study_id: str | None = None, limit: int | None = None
) -> list[Publication]:
    """All publications, or those of a study, the newest first; withdrawn ones with their note."""
    query = select(*_LISTED).order_by(publications.c.number.desc()).limit(limit)
    if study_id is not None:
        query = query.where(publications.c.study_id == study_id)
    return [_publication(row) for row in connection.execute(query)]


def frozen(connection: Connection, number: int) -> Any:
    """What a publication froze, as JSON values."""
    return connection.scalar(select(publications.c.frozen).where(publications.c.number == number))


def withdraw(connection: Connection, number: int, at: datetime, note: str) -> None:
    """Takes a publication from the public; its note stays, and it supersedes no other any more."""
    row = {"withdrawn_at": at, "withdrawn_note": note}
    connection.execute(update(publications).where(publications.c.number == number).values(row))
    after = by_number(connection, number).superseded_by
    before = publications.c.superseded_by == number
    connection.execute(update(publications).where(before).values(superseded_by=after))


def stamp(connection: Connection, number: int) -> tuple[int, str]:
    """Changes whenever a question about the publication was answered or declined: how many, and the last."""
    query = select(func.count(), func.max(public_questions.c.answered_at)).where(
        public_questions.c.publication == number, public_questions.c.state != "waiting"
    )
    count, last = connection.execute(query).one()
    return int(count), str(last or "")


def ask(connection: Connection, publication: int, about: str, *, text: str, name: str, at: datetime) -> None:
    """A question that waits for the facilitator."""
    row = {"publication": publication, "about": about, "text": text, "name": name, "at": at}
    row |= {"state": "waiting", "answer": "", "answered_by": ""}
    connection.execute(insert(public_questions).values(row))


def waiting(connection: Connection, publication: int) -> int:
    """How many questions about a publication wait."""
    query = select(func.count()).where(
        public_questions.c.publication == publication, public_questions.c.state == "waiting"
    )
    return int(connection.scalar(query) or 0)


def question(connection: Connection, question_id: int) -> Question:
    """A question. Raises InvalidInput question.unknown."""
    asked = question_id if 0 < question_id < 2**31 else 0
    row = connection.execute(select(public_questions).where(public_questions.c.id == asked)).one_or_none()
    if row is None:
        raise InvalidInput("question.unknown")
    return Question(**row._mapping)


def questions(connection: Connection, publication: int) -> list[Question]:
    """All questions about a publication, the oldest first."""
    query = select(public_questions).where(public_questions.c.publication == publication)
    return [Question(**row._mapping) for row in connection.execute(query.order_by(public_questions.c.id))]


def settle(
    connection: Connection, question_id: int, state: QuestionState, *, answer: str, who: str, at: datetime
) -> None:
    """The answer to a question, or the reason why it is declined."""
    row = {"state": state, "answer": answer, "answered_by": who, "answered_at": at}
    connection.execute(update(public_questions).where(public_questions.c.id == question_id).values(row))


def rhythm(connection: Connection, study_id: str) -> Rhythm | None:
    """How often a study is to be published; None where nobody said."""
    row = connection.execute(select(rhythms).where(rhythms.c.study_id == study_id)).one_or_none()
    return None if row is None or not row.months else Rhythm(row.months, row.since)


def rhythms_of_all(connection: Connection) -> list[str]:
    """The ids of the studies at work that have a rhythm."""
    at_work = studies.c.archived_at.is_(None) & studies.c.deleted_at.is_(None)
    query = select(rhythms.c.study_id).join(studies).where(at_work, rhythms.c.months > 0)
    return list(connection.scalars(query))


def set_rhythm(connection: Connection, study_id: str, months: int, since: datetime) -> None:
    """Another rhythm of a study whose row the caller has locked; 0 months: none."""
    row = {"months": months, "since": since}
    here = rhythms.c.study_id == study_id
    if connection.execute(update(rhythms).where(here).values(row)).rowcount == 0:
        connection.execute(insert(rhythms).values(row | {"study_id": study_id}))


def _one(connection: Connection, query: Select[Any], place: str) -> Publication:
    row = connection.execute(query).one_or_none()
    if row is None:
        raise InvalidInput("publication.unknown", place=place)
    return _publication(row)


def _publication(row: Row[Any]) -> Publication:
    values = dict(row._mapping)
    return Publication(title=Wording(en=values.pop("title_en"), zh=values.pop("title_zh")), **values)
