"""Studies: make one, open it, save an edit beside others, undo and restore, put it away.

Every action takes the person (`who`) and the moment (`now`). A save builds on the revision the person saw.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from mcda.cooperation.changes import Change, Conflict, Path, differences
from mcda.cooperation.study import STEPS, Study, Wording, new_id
from mcda.cooperation.upgrades import invalid
from mcda.core.errors import InvalidInput
from mcda.output.places import names_in
from mcda.storage import drafts, studies
from mcda.storage.database import Database
from mcda.storage.studies import Entry, Head
from mcda.storage.study_file import EXAMPLE, shipped_example

DAYS_TO_RECOVER = 30
_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Revision:
    """A study as it stood after one save."""

    study_id: str
    number: int
    author: str
    at: datetime
    reason: str
    changes: tuple[Change, ...]
    study: Study


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that another person changed, otherwise, since the revision that this edit was made on."""

    conflict: Conflict
    names: Mapping[str, Wording]
    number: int
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save: the latest revision and its study.

    `others` are the revisions since the one that the person saw. With any in `clashes` nothing was saved:
    saving the same edit on `number` takes mine, dropping it keeps theirs.
    """

    number: int
    study: Study
    others: tuple[Entry, ...] = ()
    clashes: tuple[Clash, ...] = ()


def create_study(
    db: Database,
    who: str,
    study: Study,
    now: datetime,
    study_id: str | None = None,
    *,
    kind: str = "create",
    origin: str = "",
) -> str:
    """Keeps a new study as its first revision; returns its id, made from the title where none is given.

    Raises InvalidInput: study.id_taken, study.id_invalid, study.invalid_….
    """
    author = person_name(who)
    made = drafts.draft(study)
    if study_id is not None and new_id(study_id, ()) != study_id:
        raise InvalidInput("study.id_invalid", study=study_id)
    with db.write() as connection:
        chosen = study_id or _free_id(study.title)
        studies.add(connection, made, Entry(chosen, 1, author, now, kind, origin, "", (), {}))
    return chosen


def open_study(db: Database, study_id: str, number: int | None = None) -> Revision:
    """A study's latest revision, or the one with that number.

    Raises InvalidInput: study.unknown, study.deleted, study.no_revision.
    """
    with db.read() as connection:
        head = _not_deleted(studies.head(connection, study_id))
        entry, study = studies.load(connection, study_id, head.number if number is None else number)
    return Revision(study_id, entry.number, entry.author, entry.at, entry.reason, entry.changes, study)


def latest_number(db: Database, study_id: str) -> int:
    """The number of a study's latest revision: cheap enough to ask every second."""
    with db.read() as connection:
        return _not_deleted(studies.head(connection, study_id)).number


def is_archived(db: Database, study_id: str) -> bool:
    """Whether a study can only be read: cheap enough to ask for every page."""
    with db.read() as connection:
        return _not_deleted(studies.head(connection, study_id)).archived_at is not None


def save(  # noqa: PLR0917  (who, where, on what, what and when: every save says all of it)
    db: Database,
    who: str,
    study_id: str,
    base: int,
    edit: Callable[[Study], Study],
    now: datetime,
    *,
    reason: str = "",
    kind: str = "edit",
    origin: str = "",
) -> Saved:
    """Keeps `edit`, made on revision `base`, as the next revision, merged with what others saved since.

    Where somebody changed the same cell otherwise since `base`, nothing is kept and the clashes come back.
    Raises InvalidInput: study.unknown, .deleted, .archived, .no_revision, .invalid_…, .reason_too_long.
    """
    author = person_name(who)
    if len(reason) > 1000:
        raise InvalidInput("study.reason_too_long", limit=1000)
    seen = open_study(db, study_id, base).study
    try:
        mine = edit(seen)
    except ValidationError as error:
        raise invalid(error) from error
    made = drafts.draft_after(seen, mine)
    with db.write() as connection:
        head = head_to_change(connection, study_id)
        others: tuple[Entry, ...] = ()
        latest = seen
        if head.number != base:
            _, latest = studies.load(connection, study_id, head.number)
            others = tuple(studies.entries(connection, study_id, after=base))
            made, conflicts = drafts.draft_merged(seen, latest, made.study)
            if conflicts:
                clashes = tuple(_clash(conflict, others, seen, latest) for conflict in conflicts)
                return Saved(head.number, latest, others, clashes)
        if not made.changes:
            return Saved(head.number, latest, others)
        number = head.number + 1
        names = names_in(made.changes, latest, made.study)
        entry = Entry(study_id, number, author, now, kind, origin, reason.strip(), made.changes, names)
        studies.append(connection, made, entry)
    return Saved(number, made.study, others)


def undo(db: Database, who: str, study_id: str, number: int, now: datetime) -> Saved:
    """Takes back what revision `number` changed, as a new revision; later changes elsewhere stay.

    Raises InvalidInput: study.no_revision, undo.first, undo.nothing, undo.changed_since with who did.
    """
    if number == 1:
        raise InvalidInput("undo.first")
    open_study(db, study_id, number)
    before = open_study(db, study_id, number - 1).study
    saved = save(db, who, study_id, number, lambda _: before, now, kind="undo", origin=str(number))
    if saved.clashes:
        last = saved.clashes[0]
        raise InvalidInput("undo.changed_since", number=number, author=last.author, later=last.number)
    if saved.number == (saved.others[0].number if saved.others else number):
        raise InvalidInput("undo.nothing", number=number)
    return saved


def restore(db: Database, who: str, study_id: str, number: int, now: datetime) -> Saved:
    """Makes the study what it was at revision `number`, as a new revision: nothing in between is lost."""
    then = open_study(db, study_id, number).study
    author = person_name(who)
    with db.write() as connection:
        head = head_to_change(connection, study_id)
        _, latest = studies.load(connection, study_id, head.number)
        made = drafts.draft_after(latest, then)
        if not made.changes:
            raise InvalidInput("restore.same", number=number)
        names = names_in(made.changes, latest, then)
        entry = Entry(study_id, head.number + 1, author, now, "restore", str(number), "", made.changes, names)
        studies.append(connection, made, entry)
    return Saved(head.number + 1, made.study)


def compare(
    db: Database, study_id: str, first: int, second: int
) -> tuple[tuple[Change, ...], dict[str, Wording]]:
    """What differs between two revisions, and what the ids in it are called."""
    one, other = open_study(db, study_id, first).study, open_study(db, study_id, second).study
    changes = differences(one, other)
    return changes, names_in(changes, one, other)


def history(db: Database, study_id: str, limit: int | None = None, before: int | None = None) -> list[Entry]:
    """Who changed what when, the newest first; `before` and `limit` turn pages."""
    with db.read() as connection:
        _not_deleted(studies.head(connection, study_id))
        return studies.entries(connection, study_id, before=before, limit=limit)


def list_studies(db: Database, archived: bool = False, deleted: bool = False) -> list[Head]:
    """The studies at work, the latest changed first; or those put away; or those that can be recovered."""
    with db.read() as connection:
        heads = studies.heads(connection)
    if deleted:
        return [head for head in heads if head.deleted_at]
    return [head for head in heads if not head.deleted_at and bool(head.archived_at) == archived]


def copy(
    db: Database,
    who: str,
    study_id: str,
    now: datetime,
    *,
    title: Wording | None = None,
    scores: bool = True,
) -> str:
    """A new study from the latest state of another; without `scores` it is a template to fill in anew."""
    source = open_study(db, study_id)
    study = source.study if scores else without_scores(source.study)
    if title is not None:
        study = study.model_copy(update={"title": title})
    kind = "copy" if scores else "template"
    return create_study(db, who, study, now, kind=kind, origin=f"{study_id} {source.number}")


def without_scores(study: Study) -> Study:
    """The study without what people judged, estimated and decided in it: a template for the next one.

    Territories, criteria, candidates, typed weights, rules and the authority register stay.
    """
    parts: dict[str, object] = {"participation": {}, "deals": {}, "work": {}}
    for name in STEPS:
        step = study.step(name)
        weighting = step.weighting.model_copy(update={"comparisons": {}})
        emptied: dict[str, object] = {"scores": {}, "adopted": None, "expected": "", "weighting": weighting}
        parts[name] = step.model_copy(update=emptied)
    parts["conditions"] = {
        key: condition.model_copy(update={"met": {}, "reason": {}})
        for key, condition in study.conditions.items()
    }
    return study.model_copy(update=parts)


def archive(db: Database, who: str, study_id: str, now: datetime) -> None:
    """Puts a study away: it can be read, not edited, until it is taken out again."""
    _mark(db, who, study_id, now, "archive", archived_at=now)


def unarchive(db: Database, who: str, study_id: str, now: datetime) -> None:
    """Takes a study that was put away out again."""
    _mark(db, who, study_id, now, "unarchive", archived_at=None)


def delete(db: Database, who: str, study_id: str, name: str, now: datetime) -> None:
    """Deletes a study whose title was typed as `name`; it can be recovered for 30 days.

    Raises InvalidInput study.wrong_name.
    """
    author = person_name(who)
    with db.write() as connection:
        head = _not_deleted(studies.head(connection, study_id, lock=True))
        titles = {_line(head.title.en), _line(head.title.zh)} - {""}
        if _line(name) not in (titles or {study_id}):
            raise InvalidInput("study.wrong_name", title=head.title, study=study_id)
        studies.mark(connection, study_id, author, now, "delete", deleted_at=now)


def recover(db: Database, who: str, study_id: str, now: datetime) -> None:
    """Brings a deleted study back as it was."""
    author = person_name(who)
    with db.write() as connection:
        if studies.head(connection, study_id, lock=True).deleted_at is None:
            raise InvalidInput("study.not_deleted", study=study_id)
        studies.mark(connection, study_id, author, now, "recover", deleted_at=None)


def purge(db: Database, now: datetime) -> list[str]:
    """Removes what was deleted more than 30 days ago; run at start and once a day. Returns the ids."""
    with db.write() as connection:
        return studies.purge(connection, now - timedelta(days=DAYS_TO_RECOVER), now)


def ensure_example(db: Database, now: datetime) -> None:
    """Puts the example into a database that never had it; one that was deleted stays away."""
    with db.read() as connection:
        if studies.ever_had(connection, EXAMPLE):
            return
    try:
        create_study(db, "Concord", shipped_example(), now, EXAMPLE, kind="example")
    except InvalidInput as problem:
        # Another process that starts at the same moment was first.
        if problem.code != "study.id_taken":
            raise


def _mark(  # noqa: PLR0917 - who did what when
    db: Database, who: str, study_id: str, now: datetime, action: str, archived_at: datetime | None
) -> None:
    author = person_name(who)
    with db.write() as connection:
        _not_deleted(studies.head(connection, study_id, lock=True))
        studies.mark(connection, study_id, author, now, action, archived_at=archived_at)


def head_to_change(connection: Any, study_id: str) -> Head:
    """The line of a study that may be changed; other writers of the study wait.

    Raises InvalidInput: study.unknown, .deleted, .archived.
    """
    head = _not_deleted(studies.head(connection, study_id, lock=True))
    if head.archived_at is not None:
        raise InvalidInput("study.archived", title=head.title)
    return head


def person_name(who: str) -> str:
    """The name under which an action is written down. Raises InvalidInput person.no_name, .name_too_long."""
    name = " ".join(who.replace("\0", "").encode("utf-8", "replace").decode().split())
    if not name:
        raise InvalidInput("person.no_name")
    if len(name) > 100:
        raise InvalidInput("person.name_too_long", limit=100)
    return name


def _line(text: str) -> str:
    return " ".join(text.split())


def _not_deleted(head: Head) -> Head:
    if head.deleted_at is not None:
        until = (head.deleted_at + timedelta(days=DAYS_TO_RECOVER)).date().isoformat()
        raise InvalidInput("study.deleted", title=head.title, study=head.id, until=until)
    return head


def _free_id(title: Wording) -> str:
    stem = new_id(title.en or "study", ())[:40].strip("-")
    return f"{stem}-{''.join(secrets.choice(_ID_LETTERS) for _ in range(4))}"


def _clash(conflict: Conflict, others: tuple[Entry, ...], seen: Study, latest: Study) -> Clash:
    """The conflict with the last revision that touched its cell."""
    entry = next(
        (entry for entry in others if any(_touches(change.path, conflict.path) for change in entry.changes)),
        others[0],
    )
    change = Change(conflict.path, conflict.before, conflict.theirs)
    return Clash(conflict, names_in((change,), seen, latest), entry.number, entry.author, entry.at)


def _touches(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
