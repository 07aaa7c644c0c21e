"""A new study: from the shipped criteria sets, or from a study that there is."""

import streamlit as st

from mcda.actions import studies
from mcda.cooperation.study import STEPS, Step, Study, Wording
from mcda.core.errors import InvalidInput
from mcda.storage.criteria_files import shipped_criteria
from mcda.storage.studies import Head
from mcda.workspace import state
from mcda.workspace.widgets import line, short

_MADE = "studies-made"


def new_study(heads: list[Head]) -> None:
    """Draw the form; what was typed stays until the study is there."""
    made = st.session_state.get(_MADE, 0)
    st.subheader(line("studies.new"), anchor=False)
    with st.form("studies-new", border=False):
        title = st.text_input(line("studies.new_title"), max_chars=300, key=f"studies-new-title-{made}")
        sources = {"": line("studies.from_criteria")} | {
            head.id: line("studies.from_study", name=short(state.name(head.title))) for head in heads
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
        if created is not None:
            st.session_state[_MADE] = made + 1
            st.switch_page("pages/frame.py", query_params={"study": created, "lang": state.language()})
        st.rerun()


def _create(title: Wording, source: str) -> str:
    if not (title.en or title.zh):
        raise InvalidInput("frame.title_empty")
    db, who, now = state.database(), state.who(), state.now()
    if source:
        return studies.copy(db, who, source, now, title=title, scores=False)
    bodies, issues, solutions = (Step(criteria=shipped_criteria(step)) for step in STEPS)
    study = Study(title=title, bodies=bodies, issues=issues, solutions=solutions)
    return studies.create_study(db, who, study, now)
