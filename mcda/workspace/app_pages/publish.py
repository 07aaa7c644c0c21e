"""Publish: look first, choose what is public, freeze; then questions, the rhythm, and what was published."""

import streamlit as st

from mcda.workspace import state
from mcda.workspace.publish_form import publish_form
from mcda.workspace.publish_list import published_list
from mcda.workspace.publish_questions import waiting_questions
from mcda.workspace.publish_rhythm import rhythm
from mcda.workspace.widgets import READING_WIDTH, line, no_study


def page() -> None:
    """Draw the page."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    st.header(line("page.publish"), anchor=False)
    st.markdown(line("publish.about"), width=READING_WIDTH)
    with st.container(width=READING_WIDTH):
        waiting_questions(revision.study_id)
        publish_form(revision)
        published_list(revision.study_id)
        rhythm(revision.study_id)


page()
