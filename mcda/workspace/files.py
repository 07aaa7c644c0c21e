"""The open study as files to take along, and a file that was filled in elsewhere."""

import streamlit as st

from mcda.actions.importing import ImportPreview, export_workbook, preview_import
from mcda.actions.studies import Revision
from mcda.core.errors import InvalidInput
from mcda.output.study_json import study_json
from mcda.output.wording import remark_text
from mcda.workspace import edits, state
from mcda.workspace.changes_table import changes_table
from mcda.workspace.widgets import READING_WIDTH, fold, line, md

_MOST = 100
"""So many cells that could not be read are listed."""
_TAKEN = "frame-taken"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def files(revision: Revision) -> None:
    """Draw the section; the files are made when they are asked for."""
    st.subheader(line("files.title"), anchor=False)
    with st.container(width=READING_WIDTH):
        st.markdown(line("files.about"))
        _download(revision)
        fold(line("files.take_in"), "frame-take-in", lambda: _take_in(revision))


def _download(revision: Revision) -> None:
    database, language = state.database(), state.language()
    with st.container(horizontal=True):
        st.download_button(
            line("files.json"),
            data=lambda: study_json(revision.study),
            file_name=f"{revision.study_id}.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
            key="frame-download-json",
        )
        st.download_button(
            line("files.workbook"),
            data=lambda: export_workbook(database, revision.study_id, language, revision.number),
            file_name=f"{revision.study_id}-{revision.number}.xlsx",
            mime=_WORKBOOK,
            on_click="ignore",
            icon=":material/download:",
            key="frame-download-workbook",
        )


def _take_in(revision: Revision) -> None:
    """Take a file, show what it would change, and save only then."""
    taken = st.session_state.get(_TAKEN, 0)
    uploaded = st.file_uploader(
        line("files.file"), type=["xlsx", "json"], max_upload_size=5, key=f"frame-take-in-file-{taken}"
    )
    if uploaded is None:
        return
    content, name = uploaded.getvalue(), uploaded.name
    try:
        preview = preview_import(state.database(), revision.study_id, content, name)
    except InvalidInput as problem:
        state.tell(problem)
        for cell in problem.values.get("problems", ())[:_MOST]:
            st.caption(md(remark_text(cell, state.language())))
        return
    _preview(preview)
    if not preview.changes and not preview.conflicts:
        st.markdown(line("files.no_change"))
    elif st.button(line("files.take_in_now"), type="primary", key="frame-take-in-now"):
        if edits.take_in(preview) or edits.unsettled():
            st.session_state[_TAKEN] = taken + 1
        st.rerun()


def _preview(preview: ImportPreview) -> None:
    for remark in preview.remarks:
        st.caption(md(remark_text(remark, state.language())))
    if preview.changes:
        st.markdown(line("files.would_change", n=len(preview.changes)))
        changes_table(preview.changes, preview.names, "frame-take-in-changes")
    if preview.conflicts:
        st.markdown(line("files.would_meet", n=len(preview.conflicts)))
