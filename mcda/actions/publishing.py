"""Publishing a study: look first, freeze, withdraw, and say how often it is to be done.

A publication is made of one revision, named by its number: what was previewed is what is published.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mcda.actions.studies import head_to_change, open_study, person_name
from mcda.actions.unnamed import is_unnamed
from mcda.cooperation.steps import StepResult, result
from mcda.cooperation.study import STEPS, StepName, Study, Wording
from mcda.core.errors import InvalidInput
from mcda.output.plain import Json
from mcda.output.publication import Shown, publication_json, stamped
from mcda.storage import proposals, publications, record, rounds, studies
from mcda.storage.database import Database
from mcda.storage.publications import Publication, Rhythm

NOTE_LIMIT = 1000
MONTHS = (1, 2, 3, 4, 6, 12, 24)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_ADDRESS_LETTERS = 7


@dataclass(frozen=True, slots=True)
class Due:
    """The next regular publication of a study, and when it is due."""

    study_id: str
    title: Wording
    at: datetime


def preview(db: Database, study_id: str, shown: Shown, number: int | None = None) -> Json:
    """What publishing would freeze of a revision, by default the latest; nothing is kept.

    Raises InvalidInput: study.unknown, .deleted, publication.nothing where no step can be ranked.
    """
    revision = open_study(db, study_id, number)
    people, more = _people(db, study_id, revision.number)
    found = _results(revision.study)
    if not found:
        raise InvalidInput("publication.nothing", title=revision.study.title)
    return publication_json(revision.study, found, people, shown, more_people=more)


def publish(
    db: Database,
    who: str,
    study_id: str,
    shown: Shown,
    now: datetime,
    *,
    number: int | None = None,
    note: str = "",
) -> Publication:
    """Freezes a revision with its results under the next number; the publication before it is superseded.

    Raises InvalidInput as `preview`, and publication.note_too_long.
    """
    author, said = person_name(who), _note(note)
    revision = open_study(db, study_id, number)
    frozen = preview(db, study_id, shown, revision.number)
    with db.write() as connection:
        head_to_change(connection, study_id)
        new = Publication(
            number=publications.next_number(connection),
            study_id=study_id,
            revision=revision.number,
            address="".join(secrets.choice(_LETTERS) for _ in range(_ADDRESS_LETTERS)),
            title=revision.study.title,
            at=now,
            by=author,
            note=said,
            superseded_by=None,
            withdrawn_at=None,
            withdrawn_note="",
        )
        story = record.entries(connection, study_id)
        whole = stamped(
            frozen,
            publication={
                "number": new.number,
                "study": study_id,
                "address": new.address,
                "at": record.written_moment(now),
                "revision": new.revision,
                "note": said,
            },
            record=[record.public_entry(entry, shown.names) for entry in story],
        )
        publications.add(connection, new, whole)
        facts = {
            "publication": new.number,
            "address": new.address,
            "revision": new.revision,
            "sha256": whole["hash"],
            "names": shown.names,
            "reasons": shown.reasons,
        }
        record.write(connection, study_id, author, now, "publish", facts=facts, note=said)
    return new


def withdraw(db: Database, who: str, number: int, note: str, now: datetime) -> None:
    """Takes a publication from the public; its address shows the note.

    Raises InvalidInput: publication.unknown, .withdrawn, .no_reason, .note_too_long.
    """
    author, said = person_name(who), _note(note)
    if not said:
        raise InvalidInput("publication.no_reason")
    study_id = publication(db, number).study_id
    with db.write() as connection:
        studies.head(connection, study_id, lock=True)
        if publications.by_number(connection, number, lock=True).withdrawn_at is not None:
            raise InvalidInput("publication.withdrawn", number=number)
        publications.withdraw(connection, number, now, said)
        record.write(connection, study_id, author, now, "withdraw", facts={"publication": number}, note=said)


def publication(db: Database, number: int) -> Publication:
    """A publication by its number. Raises InvalidInput publication.unknown."""
    with db.read() as connection:
        return publications.by_number(connection, number)


def published(db: Database, study_id: str | None = None, limit: int | None = None) -> list[Publication]:
    """All publications, or those of one study, the newest first. Raises InvalidInput study.unknown."""
    with db.read() as connection:
        if study_id is not None and not studies.ever_had(connection, study_id):
            raise InvalidInput("study.unknown", study=study_id)
        return publications.listed(connection, study_id, limit)


def in_force(found: Sequence[Publication], without: int = 0) -> Publication | None:
    """Of a study's publications, the newest first, the one in force; as if `without` were withdrawn."""
    return next((each for each in found if each.withdrawn_at is None and each.number != without), None)


def set_rhythm(db: Database, who: str, study_id: str, months: int, now: datetime) -> None:
    """Has the study published every so many months from now on; 0: only on occasion.

    Raises InvalidInput publication.rhythm for other numbers than are offered.
    """
    author = person_name(who)
    if months not in (0, *MONTHS):
        raise InvalidInput("publication.rhythm", offered=[str(each) for each in MONTHS])
    with db.write() as connection:
        head_to_change(connection, study_id)
        publications.set_rhythm(connection, study_id, months, now)
        record.write(connection, study_id, author, now, "rhythm", facts={"months": months})


def rhythm(db: Database, study_id: str) -> Rhythm | None:
    """How often the study is to be published; None where only on occasion."""
    with db.read() as connection:
        return publications.rhythm(connection, study_id)


def next_due(db: Database, study_id: str) -> datetime | None:
    """When the next regular publication is due; None where the study has no rhythm."""
    with db.read() as connection:
        wanted = publications.rhythm(connection, study_id)
        if wanted is None:
            return None
        standing = publications.listed(connection, study_id)
    last = max([wanted.since, *(each.at for each in standing if each.withdrawn_at is None)])
    return later(last, wanted.months)


def calendar(db: Database) -> list[Due]:
    """The regular publications of all studies at work, the next first."""
    with db.read() as connection:
        wanted = [studies.head(connection, each) for each in publications.rhythms_of_all(connection)]
    found = [Due(head.id, head.title, due) for head in wanted if (due := next_due(db, head.id)) is not None]
    return sorted(found, key=lambda each: each.at)


def later(moment: datetime, months: int) -> datetime:
    """So many months later, on the same day or the last of a shorter month."""
    from calendar import monthrange

    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.astimezone(UTC).replace(year=year, month=month + 1, day=day)


def _results(study: Study) -> Mapping[StepName, StepResult]:
    """The steps that can be ranked; interim publications show what there is."""
    found: dict[StepName, StepResult] = {}
    for step in STEPS:
        try:
            found[step] = result(study, step)
        except InvalidInput:
            continue
    return found


def _people(db: Database, study_id: str, number: int) -> tuple[tuple[str, ...], bool]:
    """Who worked on the study up to a revision and who took part in its rounds; "" for the nameless.

    And whether more worked on it who gave no name, so that nobody can tell how many they were.

    A second round asks the same people again, so only first rounds count. In anonymous ones nobody can tell
    who was in another, too, so of the nameless the largest round counts.
    """
    with db.read() as connection:
        saves = studies.entries(connection, study_id, before=number + 1)
        authors = {save.author for save in saves if save.kind != "example"}
        known = {author for author in authors if not is_unnamed(author)}
        asked = [
            [
                person.name
                for person, answered in rounds.people(connection, each.id)
                if (answered or person.id in active) and not person.left_out
            ]
            for each in rounds.of_study(connection, study_id)
            if not each.follows
            for active in [proposals.contributors(connection, each.id)]
        ]
    named = {name for names in asked for name in names} - {""}
    nameless = max((names.count("") for names in asked), default=0)
    return (*sorted(known | named), *[""] * nameless), known != authors


def _note(note: str) -> str:
    said = note.strip()
    if len(said) > NOTE_LIMIT:
        raise InvalidInput("publication.note_too_long", limit=NOTE_LIMIT)
    return said
