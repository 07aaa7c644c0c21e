"""Choosing what is public, a preview as readers will see it, and the button that freezes it."""

from datetime import timedelta

import streamlit as st

from mcda.actions import publishing
from mcda.actions.studies import Revision
from mcda.cooperation.open_points import open_points
from mcda.core.errors import InvalidInput
from mcda.output.plain import Json
from mcda.output.publication import Shown
from mcda.output.report import report
from mcda.output.report_html import report_html
from mcda.workspace import state
from mcda.workspace.widgets import line, md

_SEEN = "publish-seen"
PREVIEW_HEIGHT = 640


def publish_form(revision: Revision) -> None:
    """Draw choices, preview and, once it was looked at, the button."""
    st.subheader(line("publish.new", number=revision.number), anchor=False)
    names = st.radio(
        line("publish.who"),
        options=(False, True),
        format_func=lambda named: line("publish.names" if named else "publish.counts"),
        horizontal=True,
        key="publish-names",
    )
    reasons = st.checkbox(line("publish.reasons"), value=True, key="publish-reasons")
    st.caption(line("publish.counted"))
    st.caption(line("publish.never"))
    note = st.text_input(line("publish.note"), max_chars=publishing.NOTE_LIMIT, key="publish-note")
    _still_open(revision)
    chosen = (revision.study_id, revision.number, names, reasons)
    if st.button(line("publish.preview"), key="publish-preview"):
        st.session_state[_SEEN] = chosen
    if st.session_state.get(_SEEN) != chosen:
        st.caption(line("publish.preview_first"))
        return
    shown = Shown(reasons=reasons, names=names)
    try:
        with st.spinner(line("publish.computing")):
            frozen = _preview(state.database().place, revision.study_id, revision.number, shown)
    except InvalidInput as problem:
        state.tell(problem)
        return
    _show(frozen, revision)
    if frozen["decision"]["out_of_date"]:
        stale = [state.t(f"step.{step}") for step in frozen["decision"]["out_of_date"]]
        st.warning(line("publish.out_of_date", steps=stale), icon=":material/warning:")
    st.button(
        line("publish.publish"),
        type="primary",
        key="publish-publish",
        on_click=_publish,
        args=(revision, shown, note),
    )


def _still_open(revision: Revision) -> None:
    points = open_points(revision.study)
    if points:
        st.info(line("publish.open_points", n=len(points)), icon=":material/info:")


def _show(frozen: Json, revision: Revision) -> None:
    language = state.language()
    title = frozen["decision"]["study"]["title"][language]
    blocks = report(frozen, language, revision.number, revision.at)
    st.iframe(report_html(blocks, title, language).decode(), height=PREVIEW_HEIGHT)


@st.cache_data(max_entries=8, ttl=timedelta(minutes=2), show_spinner=False)
def _preview(place: str, study_id: str, number: int, shown: Shown) -> Json:
    return publishing.preview(state.database(), study_id, shown, number)


def _publish(revision: Revision, shown: Shown, note: str) -> None:
    made = state.attempt(
        lambda: publishing.publish(
            state.database(),
            state.who(),
            revision.study_id,
            shown,
            state.now(),
            number=revision.number,
            note=note,
        )
    )
    if made is not None:
        st.session_state.pop(_SEEN, None)
        st.session_state["publish-note"] = ""
        st.toast(md(state.t("publish.done", number=made.number, address=f"/p/{made.address}")))
