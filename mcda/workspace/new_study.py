"""A new study: from the shipped criteria sets, or from a study that there is."""

import streamlit as st

from mcda.actions import studies
from mcda.actions.importing import import_study
from mcda.cooperation.study import STEPS, Step, Study, Wording
from mcda.core.errors import InvalidInput
from mcda.storage.criteria_files import shipped_criteria, shipped_kinds
from mcda.storage.studies import Head
from mcda.storage.study_file import read_study
from mcda.workspace import state
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md, short

_MADE = "studies-made"


def new_study(heads: list[Head]) -> None:
    """Draw the two ways: a form, and a file."""
    st.subheader(line("studies.new"), anchor=False)
    _form(heads)
    with st.expander(line("studies.import"), key="studies-import"):
        _file()


def _form(heads: list[Head]) -> None:
    """Ask for a title and where to start from; what was typed stays until the study is there."""
    made = st.session_state.get(_MADE, 0)
    with st.form("studies-new", border=False):
        title = st.text_input(line("studies.new_title"), max_chars=300, key=f"studies-new-title-{made}")
        sources = {"": t("studies.from_criteria")} | {
            head.id: t("studies.from_study", name=short(state.name(head.title))) for head in heads
        }
        source = st.selectbox(
            line("studies.start_from"),
            list(sources),
            format_func=lambda key: sources[key],
            filter_mode=None,
            key=f"studies-new-source-{made}",
        )
        submitted = st.form_submit_button(line("studies.create"), type="primary", key="studies-new-create")
    if submitted:
        name = Wording.model_validate({state.language(): " ".join(title.split())})
        created = state.attempt(lambda: _create(name, source))
        _enter(created)


def _file() -> None:
    """Take a study file, say what is in it, and put it in only then."""
    made = st.session_state.get(_MADE, 0)
    uploaded = st.file_uploader(
        line("studies.file"), type="json", max_upload_size=5, key=f"studies-import-file-{made}"
    )
    if uploaded is None:
        return
    content, name = uploaded.getvalue(), uploaded.name
    study = state.attempt(lambda: read_study(content, name))
    if study is None:
        return
    steps = [study.step(step) for step in STEPS]
    candidates = {step: len(study.step(step).candidates) for step in STEPS}
    scores = sum(len(row) for here in steps for row in here.scores.values())
    st.markdown(f"**{md(short(state.name(study.title)))}**")
    st.markdown(line("studies.in_file", scores=scores, **candidates))
    db, who, now = state.database(), state.who(), state.now()
    if st.button(line("studies.import_now"), type="primary", key="studies-import-now"):
        _enter(state.attempt(lambda: import_study(db, who, content, name, now)))


def _enter(created: str | None) -> None:
    if created is not None:
        st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1
        st.switch_page("app_pages/frame.py", query_params=state.address(study=created))
    st.rerun()


def _create(title: Wording, source: str) -> str:
    if not (title.en or title.zh):
        raise InvalidInput("frame.title_empty")
    db, who, now = state.database(), state.who(), state.now()
    if source:
        return studies.copy(db, who, source, now, title=title, scores=False)
    bodies, issues, solutions = (Step(criteria=shipped_criteria(step)) for step in STEPS)
    study = Study(title=title, kinds=shipped_kinds(), bodies=bodies, issues=issues, solutions=solutions)
    return studies.create_study(db, who, study, now)
