"""The answers of a round as a table: who said what, without names where the round is anonymous."""

from mcda.cooperation.questions import ENOUGH, EQUAL, FIELD, SKIP, UNKNOWN
from mcda.core.errors import InvalidInput
from mcda.output.cells import csv_bytes, text_cell
from mcda.output.wording import name_of
from mcda.storage import answers, rounds
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.text import Language, say


def answers_csv(db: Database, round_id: str, language: Language) -> bytes:
    """One row an answer that counts, with the number that the person has in the facilitator's list.

    In an anonymous round people are numbered by chance instead: else the order of joining would tell who said
    what. How much one criterion matters of the other is a decimal number.

    Raises InvalidInput round.not_revealed: before the reveal nothing leaves it, unless it is live.
    """
    with db.read() as connection:
        found = rounds.get(connection, round_id)
        if found.state != "revealed" and not found.settings.live:
            raise InvalidInput("round.not_revealed")
        listed = dict(enumerate((person for person, _ in rounds.people(connection, round_id)), 1))
        said: dict[int, list[tuple[str, str]]] = {person.id: [] for person in listed.values()}
        for person_id, question, value in answers.latest(connection, round_id):
            said[person_id].append((question, value))
    named = not found.settings.anonymous
    head = ["person", *(["name"] if named else []), "body", "desk", "question", "answer", "first", "second"]
    rows = [[say(f"answers_table.{column}", language) for column in head]]
    bodies = found.ballot.bodies if found.ballot else {}
    counted = {number: person for number, person in listed.items() if not person.left_out}
    if not named:
        by_chance = sorted(counted.values(), key=lambda person: (person.seed, person.id))
        counted = dict(enumerate(by_chance, 1))
    for number, person in counted.items():
        body = name_of(bodies[person.body].name, language) if person.body in bodies else ""
        desk = say("answers_table.yes", language) if person.desk else ""
        who = [str(number), *([text_cell(person.name)] if named else []), text_cell(body), desk]
        rows += [
            [*who, *_told(found, question, value, language)] for question, value in sorted(said[person.id])
        ]
    return csv_bytes(rows)


def _told(found: Round, question: str, value: str, language: Language) -> list[str]:
    """Kind of question, answer, and what it was about: the pair, or candidate and criterion."""
    kind, _, about = question.partition(":")
    if kind == "c":
        first, _, second = about.partition("|")
    elif kind == "r":
        first, _, second = about.partition("/")
    else:
        first, second = about, ""
    side, _, times = value.partition(":" if kind == "c" else "|")
    if value in {SKIP, FIELD, ENOUGH, UNKNOWN}:
        answer = say(f"answers_table.{value}", language)
    elif value == EQUAL:
        answer = "1"
    elif kind == "c":
        answer = times if side == first else repr(1 / float(times))
    elif kind == "o":
        answer = f"{_name(found, side, language)} | {_name(found, times, language)}"
    else:
        answer = value
    names = [_name(found, key, language) for key in (first, second)]
    return [say(f"answers_table.kind_{kind}", language), text_cell(answer), *map(text_cell, names)]


def _name(found: Round, key: str, language: Language) -> str:
    ballot = found.ballot
    if ballot is None or not key:
        return ""
    known = ballot.candidates.get(key) or ballot.items.get(key)
    return name_of(known.name, language) if known else key
