"""Frame: what the study is about, for which region, with which territories and sources."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.edit_frame import FRAME_FIELDS, set_frame, set_sources
from mcda.cooperation.study import Study
from mcda.text import LANGUAGE_NAMES, LANGUAGES
from mcda.workspace import edits, state
from mcda.workspace.draft import Draft, Place, close_draft, draft_key, draft_of, open_draft
from mcda.workspace.files import files
from mcda.workspace.state import t
from mcda.workspace.territories import territories
from mcda.workspace.widgets import READING_WIDTH, line, md, no_study, prose

_FORM = "frame"
_SOURCES: Place = ("sources", "")
_LONG = ("region", "purpose", "notice", "sources")


def page() -> None:
    """Draw the page."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    st.header(line("page.frame"), anchor=False)
    with st.container(width=READING_WIDTH):
        draft = draft_of(_FORM, revision.study_id)
        if draft is not None:
            _form(revision, draft)
        else:
            _read(revision)
    territories(revision.study)
    files(revision)


def _read(revision: Revision) -> None:
    study = revision.study
    for field in FRAME_FIELDS:
        _entry(f"frame.{field}", state.name(getattr(study, field)))
    _entry("frame.sources", study.sources)
    st.button(
        line("frame.edit"),
        icon=":material/edit:",
        on_click=open_draft,
        args=(_FORM, revision),
        key="frame-edit",
    )


def _entry(key: str, text: str) -> None:
    label, value = st.columns([1, 3], gap="small")
    label.markdown(f":gray[{line(key)}]")
    with value:
        prose(text) if text else st.markdown(f":gray[{line('frame.not_said')}]")


def _form(revision: Revision, draft: Draft) -> None:
    """The boxes, in no Streamlit form: that would keep what is typed in the browser until it is submitted."""
    edits.hold(draft_key(_FORM, revision.study_id))
    with st.container(border=True, key="frame-form"):
        st.caption(line("frame.unsaved" if draft.typed else "frame.kept"))
        for field in FRAME_FIELDS:
            for column, language in zip(st.columns(len(LANGUAGES)), LANGUAGES, strict=True):
                with column:
                    label = f"{t(f'frame.{field}')} · {LANGUAGE_NAMES[language]}"
                    _box(revision.study, draft, (field, language), label)
        _box(revision.study, draft, _SOURCES, t("frame.sources"))
        with st.container(horizontal=True):
            saved = st.button(line("frame.save"), type="primary", key="frame-save")
            closed = st.button(line("frame.cancel"), key="frame-cancel")
    if closed:
        close_draft(_FORM, revision.study_id)
        st.rerun()
    if saved:
        if edits.change(partial(_edited, typed=draft.typed), base=draft.base):
            close_draft(_FORM, revision.study_id)
        st.rerun()


def _box(study: Study, draft: Draft, place: Place, label: str) -> None:
    """One text as it was typed, else as it is saved."""
    field, language = place
    saved: str = getattr(getattr(study, field), language) if language else getattr(study, field)
    key = "-".join(part for part in ("frame", *place) if part)
    box: Callable[..., Any] = st.text_area if field in _LONG else st.text_input
    box(
        md(label),
        draft.typed.get(place, saved),
        max_chars=5000,
        key=key,
        on_change=draft.keep,
        args=(place, key, saved),
        **({"height": 160} if place == _SOURCES else {}),
    )


def _edited(study: Study, typed: Mapping[Place, str]) -> Study:
    for (field, language), text in typed.items():
        study = set_frame(study, field, language, text) if language else set_sources(study, text)
    return study


page()
