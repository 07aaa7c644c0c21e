"""Who is at this page, in which language, and which study at which revision stands on the screen.

Widget state is not storage: all of this is rebuilt from the page's address and the database.
"""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import unquote

import streamlit as st

from mcda.actions import studies
from mcda.cooperation import adoption, steps
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study, Wording
from mcda.core.errors import InvalidInput
from mcda.output.wording import remark_text
from mcda.storage.database import Database, open_database
from mcda.text import LANGUAGES, Language, preferred

T = TypeVar("T")
Kept = tuple[str | None, str, int]

_STUDY, _LANGUAGE, _WHO, _SEEN, _PROBLEMS = "study", "language", "who", "seen", "problems"
WHO_COOKIE = "concord_who"


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
    for memory in (_STUDY, _SEEN):
        st.session_state.pop(memory, None)
    st.query_params.pop("study", None)
    if study_id:
        st.session_state[_STUDY] = st.query_params["study"] = study_id


def open_study() -> studies.Revision | None:
    """The open study at the revision on the screen; None where none is open or it is no longer there."""
    key = study_id()
    if key is None:
        return None
    at = seen()
    try:
        if at is None or at[0] != key:
            at = key, studies.latest_number(database(), key)
            see(*at)
        return revision_at(*at)
    except InvalidInput as problem:
        if not problem.code.startswith("study."):
            raise
        tell(problem)
        choose_study(None)
        return None


def seen() -> tuple[str, int] | None:
    """The study on the screen and the number of its revision there."""
    at: tuple[str, int] | None = st.session_state.get(_SEEN)
    return at


def see(study_id: str, number: int) -> None:
    """Put another revision on the screen."""
    st.session_state[_SEEN] = (study_id, number)


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
    return adoption.out_of_date(_study)


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


def has_problems() -> bool:
    """Whether something is still to be said."""
    return bool(st.session_state.get(_PROBLEMS))


def problems() -> list[InvalidInput]:
    """What is still to be said, taken off the list."""
    return list(st.session_state.pop(_PROBLEMS, []))


def _url() -> str | None:
    return os.environ.get("CONCORD_DATABASE_URL")
