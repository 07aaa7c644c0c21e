"""Who is at this page, in which language, and which study at which revision stands on the screen.

Widget state is not storage: all of this is rebuilt from the page's address and the database. The revision on
the screen moves on only where nothing typed can be lost: on load, after an own save, and when `catch_up`
finds another's save while no form is open. Every edit is saved on top of the revision that was seen.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import unquote

import streamlit as st

from mcda.actions import studies
from mcda.actions.importing import ImportPreview
from mcda.cooperation import steps
from mcda.cooperation.changes import Change, Conflict, apply, merge
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study, Wording
from mcda.core.errors import InvalidInput
from mcda.output.wording import remark_text
from mcda.storage.database import Database, open_database
from mcda.text import LANGUAGES, Language, preferred
from mcda.workspace.turns import Turns

T = TypeVar("T")
Edit = Callable[[Study], Study]
Kept = tuple[str | None, str, int]

_STUDY, _LANGUAGE, _WHO, _SEEN, _HELD = "study", "language", "who", "seen", "held"
_SAVED, _TOLD, _PROBLEMS, _UNSETTLED, _TURN = "saved", "told", "problems", "unsettled", "turn"
WHO_COOKIE = "concord_who"
_turns = Turns()


@dataclass(frozen=True)
class Unsettled:
    """An edit that met another person's in the same cells: nothing is saved before the person chooses."""

    base: studies.Revision
    theirs: studies.Revision
    edit: Edit
    told: Mapping[str, str]
    clashes: tuple[studies.Clash, ...]


@dataclass(frozen=True)
class OwnSave:
    """This person's last save, revision `number`, which did what revision `what` did, or took that back."""

    study_id: str
    number: int
    what: int
    taken_back: bool = False


def keep_address() -> None:
    """Keep study and language in the page's address: what stands there wins, what is missing is put back.

    Each change of the address is a step of the browser's Back button: links carry it whole (`address`).
    """
    for parameter, memory in (("study", _STUDY), ("lang", _LANGUAGE)):
        if parameter in st.query_params:
            st.session_state[memory] = st.query_params[parameter]
    missing = {key: value for key, value in address().items() if key not in st.query_params}
    if missing:
        st.query_params.update(missing)
    st.session_state.pop(_HELD, None)


def address(**more: str) -> dict[str, str]:
    """What a link to another page carries: the study, the language that was chosen, and `more`."""
    kept = {"study": st.session_state.get(_STUDY), "lang": st.session_state.get(_LANGUAGE), **more}
    return {parameter: value for parameter, value in kept.items() if value}


def language() -> Language:
    """The person's language: their choice, else the browser's."""
    chosen = st.session_state.get(_LANGUAGE)
    for known in LANGUAGES:
        if known == chosen:
            return known
    return preferred(st.context.locale)


def choose_language(chosen: Language) -> None:
    """Speak `chosen` to this person from now on."""
    st.session_state[_LANGUAGE] = st.query_params["lang"] = chosen


def t(key: str, /, **values: Any) -> str:
    """The sentence for `key` in the person's language; plain text, still to pass `md` where it is drawn."""
    return remark_text(Remark(key, values), language())


def name(wording: Wording) -> str:
    """A name in the person's language; plain text, still to pass `md` where it is drawn."""
    return wording.say(language())


def own_name() -> str:
    """The name that this person gave, in this visit or an earlier one; empty where none."""
    if _WHO not in st.session_state:
        remembered = st.context.cookies.get(WHO_COOKIE)
        st.session_state[_WHO] = unquote(remembered) if isinstance(remembered, str) else ""
    return " ".join(st.session_state[_WHO].split())[:100]


def choose_name(given: str) -> None:
    """Let this person's changes stand under `given`."""
    st.session_state[_WHO] = given


def who() -> str:
    """The name under which this person's changes stand in the history."""
    return own_name() or t("who.planner")


def now() -> datetime:
    """The time, for actions that write it down."""
    return datetime.now(UTC)


def database() -> Database:
    """The one engine of this process."""
    return _database(_url())


@st.cache_resource(show_spinner=False)
def _database(url: str | None) -> Database:
    db = open_database(url)
    studies.ensure_example(db, now())
    studies.purge(db, now())
    return db


def study_id() -> str | None:
    """The id of the open study."""
    chosen = st.session_state.get(_STUDY)
    return str(chosen) if chosen else None


def choose_study(study_id: str | None) -> None:
    """Open a study, or none."""
    for memory in (_STUDY, _SEEN, _SAVED, _UNSETTLED):
        st.session_state.pop(memory, None)
    st.query_params.pop("study", None)
    if study_id:
        st.session_state[_STUDY] = st.query_params["study"] = study_id


def open_study() -> studies.Revision | None:
    """The open study at the revision on the screen; None where none is open or it is no longer there."""
    key = study_id()
    if key is None:
        return None
    seen = st.session_state.get(_SEEN)
    try:
        if seen is None or seen[0] != key:
            seen = st.session_state[_SEEN] = (key, studies.latest_number(database(), key))
        return revision_at(*seen)
    except InvalidInput as problem:
        if not problem.code.startswith("study."):
            raise
        tell(problem)
        choose_study(None)
        return None


def revision_at(study_id: str, number: int) -> studies.Revision:
    """A study at one of its revisions, read once."""
    return _revision(_url(), study_id, number)


@st.cache_resource(max_entries=64, show_spinner=False)
def _revision(url: str | None, study_id: str, number: int) -> studies.Revision:
    return studies.open_study(database(), study_id, number)


def result(step: StepName) -> StepResult | InvalidInput:
    """What a step of the open study gives now, or why it cannot be ranked yet."""
    revision = open_study()
    return InvalidInput("workspace.no_study") if revision is None else result_of(revision, step)


def result_of(revision: studies.Revision, step: StepName) -> StepResult | InvalidInput:
    """What a step gives at a revision, or why it cannot be ranked there; computed once."""
    return _result(kept_as(revision), step, revision.study)


def out_of_date(revision: studies.Revision | None = None) -> Mapping[StepName, tuple[Remark, ...]]:
    """The adopted steps that rest on what has changed since, with causes; of the open study by default."""
    revision = revision or open_study()
    if revision is None:
        return {}
    return _out_of_date(kept_as(revision), revision.study)


def kept_as(revision: studies.Revision) -> Kept:
    """What tells a revision from all others, for what is computed once for everybody who looks at it."""
    return _url(), revision.study_id, revision.number


@st.cache_resource(max_entries=256, show_spinner=False)
def _result(kept: Kept, step: StepName, _study: Study) -> StepResult | InvalidInput:
    try:
        return steps.result(_study, step)
    except InvalidInput as problem:
        return problem


@st.cache_resource(max_entries=64, show_spinner=False)
def _out_of_date(kept: Kept, _study: Study) -> Mapping[StepName, tuple[Remark, ...]]:
    return steps.out_of_date(_study)


def change(edit: Edit, reason: str = "") -> bool:
    """Save an edit of the open study at once, on top of the revision that the person sees.

    True: saved, and `open_study` gives the new revision (call it from a callback, or `st.rerun()` after it).
    False: nothing was saved; the page says why, or shows both values where someone changed the same cells.
    """
    revision = open_study()
    if revision is None:
        return False
    return _save(revision, edit, reason=reason)


def take_in(preview: ImportPreview) -> bool:
    """Save what a file changes, as a preview showed it; what it does not touch stays as others saved it."""
    base = revision_at(preview.study_id, preview.base)
    return _save(base, lambda _: preview.study, kind="import", origin=preview.file)


def take_mine() -> None:
    """Save the edit that met another person's, over theirs in the cells where the two meet."""
    _settle(lambda conflict: Change(conflict.path, conflict.theirs, conflict.mine))


def keep_theirs() -> None:
    """Save what of the edit does not meet another person's, and show theirs in the other cells."""
    _settle(lambda _: None)


def _settle(choice: Callable[[Conflict], Change | None]) -> None:
    unsettled: Unsettled = st.session_state.pop(_UNSETTLED)

    def settled(theirs: Study) -> Study:
        merged, conflicts = merge(unsettled.base.study, theirs, unsettled.edit(unsettled.base.study))
        return apply(merged, [change for conflict in conflicts if (change := choice(conflict))])

    form = st.session_state.get(_HELD)
    if _save(unsettled.theirs, settled, **unsettled.told) and isinstance(form, str):
        st.session_state.pop(form, None)


def _save(seen: studies.Revision, edit: Edit, **told: str) -> bool:
    try:
        saved = studies.save(database(), who(), seen.study_id, seen.number, edit, now(), **told)
        if saved.clashes:
            theirs = revision_at(seen.study_id, saved.number)
            st.session_state[_UNSETTLED] = Unsettled(seen, theirs, edit, told, saved.clashes)
            return False
    except InvalidInput as problem:
        tell(problem)
        return False
    st.session_state[_SEEN] = (seen.study_id, saved.number)
    if saved.number != seen.number:
        st.session_state[_SAVED] = OwnSave(seen.study_id, saved.number, saved.number)
    return True


def undo(last: OwnSave) -> None:
    """Take back the last own save; one that took something back is thereby done again.

    A second click on the same button finds another save in its place, and does nothing.
    """
    if st.session_state.get(_SAVED) != last:
        return
    del st.session_state[_SAVED]
    go_back(studies.undo, last.number)
    made = st.session_state.get(_SAVED)
    if made is not None:
        st.session_state[_SAVED] = replace(made, what=last.what, taken_back=not last.taken_back)


def go_back(action: Callable[..., studies.Saved], number: int) -> None:
    """Undo or restore revision `number` of the open study; what it did can be taken back like any save."""
    key = study_id()
    if key is None:
        return
    saved = attempt(lambda: action(database(), who(), key, number, now()))
    if saved is None:
        return
    st.session_state[_SEEN] = (key, saved.number)
    if saved.clashes:
        last = saved.clashes[0]
        tell(InvalidInput("workspace.changed_meanwhile", author=last.author, number=last.number))
    else:
        took_back = action is studies.undo
        st.session_state[_SAVED] = OwnSave(
            key, saved.number, number if took_back else saved.number, took_back
        )


def hold(form: str = "") -> None:
    """Say that this run draws a form that a person may be typing in: others' changes wait till it is closed.

    `form`: the key in `st.session_state` that keeps it open; it is removed when a clash in it is settled.
    """
    st.session_state[_HELD] = form or True


def tell(problem: InvalidInput) -> None:
    """Have the page say what was wrong, above everything else."""
    st.session_state.setdefault(_PROBLEMS, []).append(problem)


def attempt(action: Callable[[], T]) -> T | None:
    """What an action gives; None where it could not be done, and then the page says why."""
    try:
        return action()
    except InvalidInput as problem:
        tell(problem)
        return None


def held() -> bool:
    """Whether this run draws a form that a person may be typing in."""
    return bool(st.session_state.get(_HELD))


def has_problems() -> bool:
    """Whether something is still to be said."""
    return bool(st.session_state.get(_PROBLEMS))


def problems() -> list[InvalidInput]:
    """What is still to be said, taken off the list."""
    return list(st.session_state.pop(_PROBLEMS, []))


def unsettled() -> Unsettled | None:
    """The edit that waits for the person's choice between theirs and mine."""
    found: Unsettled | None = st.session_state.get(_UNSETTLED)
    return found


def own_save() -> OwnSave | None:
    """What the person's last action saved, for the page to tell; what they do next ends that."""
    saved: OwnSave | None = st.session_state.get(_SAVED)
    st.session_state[_TOLD] = saved
    return saved if saved and saved.study_id == study_id() else None


def forget_told() -> None:
    """Let go of a save that was told, unless this run is for another's save; call it first in a run."""
    if not st.session_state.get(_TURN) and st.session_state.get(_SAVED) == st.session_state.get(_TOLD):
        st.session_state.pop(_SAVED, None)


def catch_up() -> studies.Revision | None:
    """Move on to the newest revision if that loses nothing; else the newer one, which waits."""
    seen = st.session_state.get(_SEEN)
    if seen is None:
        return None
    try:
        latest = studies.latest_number(database(), seen[0])
    except InvalidInput:
        # What was typed stays on the screen; whoever saves next is told why it cannot be.
        return None
    if latest <= seen[1]:
        return None
    if held() or unsettled() is not None:
        return revision_at(seen[0], latest)
    _turns.take()
    st.session_state[_TURN] = True
    st.session_state[_SEEN] = (seen[0], latest)
    return st.rerun(scope="app")


def caught_up() -> None:
    """Say that the page is drawn: where that was for another's save, the next page may be."""
    if st.session_state.pop(_TURN, False):
        _turns.give_back()


def _url() -> str | None:
    return os.environ.get("CONCORD_DATABASE_URL")
