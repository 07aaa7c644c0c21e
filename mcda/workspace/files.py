"""The open study as files to take along."""

import streamlit as st

from mcda.actions.studies import Revision
from mcda.output.study_json import study_json
from mcda.workspace.widgets import READING_WIDTH, line


def files(revision: Revision) -> None:
    """Draw the section; the files are made when they are asked for."""
    st.subheader(line("files.title"), anchor=False)
    st.markdown(line("files.about"), width=READING_WIDTH)
    st.download_button(
        line("files.json"),
        data=lambda: study_json(revision.study),
        file_name=f"{revision.study_id}.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
        key="frame-download-json",
    )
