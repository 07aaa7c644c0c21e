"""Who is at this page, in which language, and which study at which revision stands on the screen.

Widget state is not storage: all of this is rebuilt from the page's address and the database. The revision that
a person sees moves on only where nothing typed can be lost: on load, after an own save, and when `watch` finds
another's save while no form is open. Every edit is saved on top of the revision that was seen.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from mcda.actions import studies
from mcda.cooperation import steps
from mcda.cooperation.changes import Conflict
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study, Wording
from mcda.core.errors import InvalidInput
from mcda.output.wording import said
from mcda.storage.database import Database, open_database
from mcda.text import LANGUAGES, Language, preferred, say

Edit = Callable[[Study], Study]

_STUDY, _LANGUAGE, _WHO, _SEEN, _HELD = "study", "language", "who", "seen", "held"
_SAVED, _PROBLEMS, _CLASH = "saved", "problems", "clash"
WHO_COOKIE = "concord_who"


@dataclass(frozen=True)
class Clash:
    """An edit that met another person's in the same cells: nothing of it is saved until the person chooses."""

    study_id: str
    edit: Edit
    reason: str
    conflicts: tuple[Conflict, ...]


def keep_address() -> None:
    """Keep study and language in the page's address: what stands there wins, what is missing is put back."""
    for parameter, memory in (("study", _STUDY), ("lang", _LANGUAGE)):
        if parameter in st.query_params:
            st.session_state[memory] = st.query_params[parameter]
        elif st.session_state.get(memory):
            st.query_params[parameter] = st.session_state[memory]
    st.session_state[_HELD] = False


def language() -> Language:
    """The person's language: their choice, else the browser's."""
    chosen = st.session_state.get(_LANGUAGE)
    return next((known for known in LANGUAGES if known == chosen), preferred(st.context.locale))


def choose_language(chosen: Language) -> None:
    """Speak `chosen` to this person from now on."""
    st.session_state[_LANGUAGE] = st.query_params["lang"] = chosen


def t(key: str, /, **values: Any) -> str:
    """The sentence for `key` in the person's language; plain text, still to pass `md` where it is drawn."""
    here = language()
    return say(key, here, **{name: said(value, here) for name, value in values.items()})


def name(wording: Wording) -> str:
    """A name in the person's language; plain text, still to pass `md` where it is drawn."""
    return wording.say(language())


def who() -> str:
    """The name under which this person's changes stand in the history."""
    given = st.session_state.get(_WHO) or st.context.cookies.get(WHO_COOKIE, "")
    return " ".join(str(given).split())[:100] or t("who.planner")


def now() -> datetime:
    """The time, for actions that write it down."""
    return datetime.now(UTC)


def database() -> Database:
    """The one engine of this process."""
    return _database(os.environ.get("CONCORD_DATABASE_URL"))


@st.cache_resource(show_spinner=False)
def _database(url: str | None) -> Database:
    db = open_database(url)
    studies.ensure_example(db, now())
    return db


def study_id() -> str | None:
    """The id of the open study."""
    chosen = st.session_state.get(_STUDY)
    return str(chosen) if chosen else None


def choose_study(study_id: str | None) -> None:
    """Open a study, or none."""
    for memory in (_STUDY, _SEEN, _SAVED, _CLASH):
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
        return _revision(os.environ.get("CONCORD_DATABASE_URL"), *seen)
    except InvalidInput as problem:
        tell(problem)
        choose_study(None)
        return None


@st.cache_resource(max_entries=64, show_spinner=False)
def _revision(url: str | None, study_id: str, number: int) -> studies.Revision:
    return studies.open_study(database(), study_id, number)


def result(step: StepName) -> StepResult | InvalidInput:
    """What a step of the open study gives now, or why it cannot be ranked yet."""
    revision = open_study()
    if revision is None:
        return InvalidInput("workspace.no_study")
    url = os.environ.get("CONCORD_DATABASE_URL")
    return _result(url, revision.study_id, revision.number, step, revision.study)


@st.cache_resource(max_entries=256, show_spinner=False)
def _result(url: str | None, study_id: str, number: int, step: StepName, _study: Study) -> StepResult | InvalidInput:
    try:
        return steps.result(_study, step)
    except InvalidInput as problem:
        return problem


def change(edit: Edit, reason: str = "") -> bool:
    """Save an edit of the open study at once, on top of the revision that the person sees.

    True: saved, and `open_study` gives the new revision (call it from a callback, or `st.rerun()` after it).
    False: nothing was saved; the page says why, or shows both values where someone else changed the same cells.
    """
    revision = open_study()
    if revision is None:
        return False
    return _save(revision.study_id, revision.number, edit, reason)


def take_mine() -> None:
    """Save the edit that met another person's, over theirs."""
    clash: Clash = st.session_state.pop(_CLASH)
    _save(clash.study_id, studies.latest_number(database(), clash.study_id), clash.edit, clash.reason)


def keep_theirs() -> None:
    """Drop the edit that met another person's, and show what they saved."""
    clash: Clash = st.session_state.pop(_CLASH)
    st.session_state[_SEEN] = (clash.study_id, studies.latest_number(database(), clash.study_id))


def _save(study_id: str, base: int, edit: Edit, reason: str) -> bool:
    try:
        saved = studies.save(database(), who(), study_id, base, edit, now(), reason)
    except InvalidInput as problem:
        tell(problem)
        return False
    if saved.conflicts:
        st.session_state[_CLASH] = Clash(study_id, edit, reason, tuple(saved.conflicts))
        return False
    st.session_state[_SEEN] = (study_id, saved.number)
    if saved.number != base:
        st.session_state[_SAVED] = (study_id, saved.number, now())
    return True


def undo() -> None:
    """Take back the last own save."""
    study_id, number, _ = st.session_state.pop(_SAVED)
    try:
        revision = studies.undo(database(), who(), study_id, number, now())
    except InvalidInput as problem:
        tell(problem)
        return
    st.session_state[_SEEN] = (study_id, revision.number)


def hold() -> None:
    """Say that this run draws a form that a person may be typing in: others' changes wait until it is closed."""
    st.session_state[_HELD] = True


def tell(problem: InvalidInput) -> None:
    """Have the page say what was wrong, above everything else."""
    st.session_state.setdefault(_PROBLEMS, []).append(problem)


def problems() -> list[InvalidInput]:
    """What is still to be said, taken off the list."""
    return list(st.session_state.pop(_PROBLEMS, []))


def clash() -> Clash | None:
    """The edit that waits for the person's choice between theirs and mine."""
    found: Clash | None = st.session_state.get(_CLASH)
    return found


def saved_at() -> datetime | None:
    """When the last own save was, while it can still be taken back."""
    saved = st.session_state.get(_SAVED)
    return saved[2] if saved and saved[0] == study_id() else None


def catch_up() -> int | None:
    """Move on to the newest revision if that loses nothing; else the number of the newer one that waits."""
    seen = st.session_state.get(_SEEN)
    if seen is None:
        return None
    latest = studies.latest_number(database(), seen[0])
    if latest <= seen[1]:
        return None
    if st.session_state.get(_HELD) or st.session_state.get(_CLASH):
        return latest
    st.session_state[_SEEN] = (seen[0], latest)
    st.rerun(scope="app")
