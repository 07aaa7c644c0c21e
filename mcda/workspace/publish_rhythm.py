"""How often a study is to be published, and the reminder when it is time."""

import streamlit as st

from mcda.actions import publishing
from mcda.workspace import state
from mcda.workspace.state import t
from mcda.workspace.widgets import line, moment


def rhythm(study_id: str) -> None:
    """Draw the choice of a rhythm, when the next publication is due, and the other studies' dates."""
    st.subheader(line("publish.calendar"), anchor=False)
    wanted = publishing.rhythm(state.database(), study_id)
    st.selectbox(
        line("publish.rhythm"),
        options=(0, *publishing.MONTHS),
        index=(0, *publishing.MONTHS).index(wanted.months) if wanted else 0,
        format_func=lambda months: t("publish.months", n=months) if months else t("publish.on_occasion"),
        key=f"publish-rhythm-{study_id}",
        on_change=_choose,
        args=(study_id,),
        width=320,
    )
    for due in publishing.calendar(state.database()):
        said = line("publish.due", title=state.name(due.title), at=moment(due.at))
        st.markdown(f"**{said}**" if due.study_id == study_id else f":gray[{said}]")


def reminder(study_id: str) -> None:
    """Draw one line where the study's next regular publication is due; nothing before."""
    due = publishing.next_due(state.database(), study_id)
    if due is not None and due <= state.now():
        st.warning(line("publish.reminder", at=moment(due)), icon=":material/event:")


def _choose(study_id: str) -> None:
    months = st.session_state[f"publish-rhythm-{study_id}"]
    state.attempt(lambda: publishing.set_rhythm(state.database(), state.who(), study_id, months, state.now()))
