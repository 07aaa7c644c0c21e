"""Readers' questions about a publication: asked by anyone, shown once a facilitator answered or declined."""

from collections.abc import Callable
from datetime import datetime

from mcda.actions.studies import person_name
from mcda.cooperation.study import STEPS
from mcda.core.errors import InvalidInput
from mcda.output.plain import Json, one_line
from mcda.storage import publications, record
from mcda.storage.database import Database
from mcda.storage.publications import Publication, Question
from mcda.text import Language, say

QUESTION_LIMIT = 1000
NAME_LIMIT = 100
ANSWER_LIMIT = 5000
WAITING_LIMIT = 200
SECTIONS = {
    "decision": "public.section.decision",
    "who": "report.who",
    "what": "report.what",
    "how": "report.how",
    "open": "report.open",
    "method": "report.method",
}
Settled = Callable[[], None]
Settling = Callable[[Database, str, int, str, datetime], None]


def ask(db: Database, address: str, about: str, text: str, now: datetime, *, name: str = "") -> None:
    """Keeps a question about the decision, a step, a candidate, a criterion or a score, until it is answered.

    Raises InvalidInput: publication.unknown, .gone, question.empty, .too_long, .about, .too_many.
    """
    said, asker = text.strip(), " ".join(name.split())
    if not said:
        raise InvalidInput("question.empty")
    if len(said) > QUESTION_LIMIT or len(asker) > NAME_LIMIT:
        raise InvalidInput("question.too_long", limit=QUESTION_LIMIT)
    with db.write() as connection:
        found = publications.by_address(connection, address)
        if found.withdrawn_at is not None:
            raise InvalidInput("publication.gone", number=found.number)
        if about not in things(publications.frozen(connection, found.number)):
            raise InvalidInput("question.about")
        if publications.waiting(connection, found.number) >= WAITING_LIMIT:
            raise InvalidInput("question.too_many")
        publications.ask(connection, found.number, about, text=said, name=asker, at=now)


def answer(db: Database, who: str, question_id: int, text: str, now: datetime) -> None:
    """Answers a question; question and answer are public from now on. Answering again replaces the answer."""
    _settle(db, who, question_id, text, now, state="answered")


def decline(db: Database, who: str, question_id: int, reason: str, now: datetime) -> None:
    """Declines a question with a reason; both are public from now on."""
    _settle(db, who, question_id, reason, now, state="declined")


def asked(db: Database, number: int) -> list[Question]:
    """All questions about a publication, the oldest first, also those that wait."""
    with db.read() as connection:
        return publications.questions(connection, number)


def waiting(db: Database, study_id: str) -> list[tuple[Publication, Question]]:
    """The questions about any publication of a study that nobody has answered yet, the oldest first."""
    with db.read() as connection:
        return [
            (each, question)
            for each in reversed(publications.listed(connection, study_id))
            for question in publications.questions(connection, each.number)
            if question.state == "waiting"
        ]


def about_text(db: Database, question: Question, language: Language) -> str:
    """What a question is about, in words: the step, and inside it the candidate and the criterion."""
    with db.read() as connection:
        frozen = publications.frozen(connection, question.publication)
    section = question.about.partition("/")[0]
    key = f"step.{section}" if section in STEPS else SECTIONS[section]
    names = things(frozen).get(question.about, (None, None))
    return " · ".join([say(key, language), *(one_line(name, language) for name in names if name)])


def things(frozen: Json) -> dict[str, tuple[Json | None, Json | None]]:
    """What a question can be about: key -> names of candidate and criterion, in both languages.

    "bodies", "bodies/wuxi", "bodies//cost", "bodies/wuxi/cost"; sections without candidates by their name.
    """
    found: dict[str, tuple[Json | None, Json | None]] = dict.fromkeys(SECTIONS, (None, None))
    for step in STEPS:
        section = frozen["decision"].get(step)
        if section is None:
            continue
        rows = [*section["ranking"], *section["unknown"], *section["refused"]]
        leaves = [criterion for criterion in section["criteria"] if criterion["scored"]]
        found[step] = (None, None)
        found |= {f"{step}/{row['id']}": (row["name"], None) for row in rows}
        found |= {f"{step}//{leaf['id']}": (None, leaf["name"]) for leaf in leaves}
        found |= {
            f"{step}/{row['id']}/{leaf['id']}": (row["name"], leaf["name"]) for row in rows for leaf in leaves
        }
    return found


def _settle(
    db: Database, who: str, question_id: int, text: str, now: datetime, *, state: publications.QuestionState
) -> None:
    author, said = person_name(who), text.strip()
    if not said:
        raise InvalidInput("question.no_answer")
    if len(said) > ANSWER_LIMIT:
        raise InvalidInput("question.answer_too_long", limit=ANSWER_LIMIT)
    with db.write() as connection:
        question = publications.question(connection, question_id)
        study_id = publications.by_number(connection, question.publication).study_id
        publications.settle(connection, question_id, state, answer=said, who=author, at=now)
        facts = {"publication": question.publication, "question": question_id, "about": question.about}
        record.write(connection, study_id, author, now, state, facts=facts, text=said)
