"""Frame: what the study is about, for which region, with which territories and sources."""

import streamlit as st

from mcda.cooperation.edit_frame import FRAME_FIELDS, set_frame, set_sources
from mcda.cooperation.study import Study
from mcda.text import LANGUAGE_NAMES, LANGUAGES
from mcda.workspace import edits, state
from mcda.workspace.files import files
from mcda.workspace.state import t
from mcda.workspace.territories import territories
from mcda.workspace.widgets import READING_WIDTH, line, md, no_study, prose

_EDITING = "frame-editing"
_LONG = ("region", "purpose", "notice")


def page() -> None:
    """Draw the page."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    st.header(line("page.frame"), anchor=False)
    with st.container(width=READING_WIDTH):
        if st.session_state.get(_EDITING):
            _form(revision.study)
        else:
            _read(revision.study)
    territories(revision.study)
    files(revision)


def _read(study: Study) -> None:
    for field in FRAME_FIELDS:
        _entry(f"frame.{field}", state.name(getattr(study, field)))
    _entry("frame.sources", study.sources)
    st.button(line("frame.edit"), icon=":material/edit:", on_click=_open, key="frame-edit")


def _entry(key: str, text: str) -> None:
    label, value = st.columns([1, 3], gap="small")
    label.markdown(f":gray[{line(key)}]")
    with value:
        prose(text) if text else st.markdown(f":gray[{line('frame.not_said')}]")


def _form(study: Study) -> None:
    edits.hold(_EDITING)
    typed: dict[tuple[str, str], str] = {}
    with st.form("frame-form"):
        for field in FRAME_FIELDS:
            for column, language in zip(st.columns(len(LANGUAGES)), LANGUAGES, strict=True):
                box = column.text_area if field in _LONG else column.text_input
                typed[field, language] = box(
                    md(f"{t(f'frame.{field}')} · {LANGUAGE_NAMES[language]}"),
                    value=getattr(getattr(study, field), language),
                    max_chars=5000,
                    key=f"frame-{field}-{language}",
                )
        sources = st.text_area(
            line("frame.sources"), value=study.sources, max_chars=5000, height=160, key="frame-sources"
        )
        with st.container(horizontal=True):
            saved = st.form_submit_button(line("frame.save"), type="primary", key="frame-save")
            closed = st.form_submit_button(line("frame.cancel"), key="frame-cancel")
    if closed:
        st.session_state.pop(_EDITING)
        st.rerun()
    if saved:
        mine = {
            place: text
            for place, text in typed.items()
            if text != getattr(getattr(study, place[0]), place[1])
        }
        if edits.change(lambda base: _edited(base, mine, None if sources == study.sources else sources)):
            st.session_state.pop(_EDITING)
        st.rerun()


def _edited(study: Study, mine: dict[tuple[str, str], str], sources: str | None) -> Study:
    for (field, language), text in mine.items():
        study = set_frame(study, field, language, text)
    return study if sources is None else set_sources(study, sources)


def _open() -> None:
    st.session_state[_EDITING] = True


page()
