"""Intuition first: the winner that the team expects, written down before anybody looks at the result."""

import streamlit as st

from mcda.cooperation.edit_step import set_expected
from mcda.cooperation.intuition import intuition
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.output.wording import remark_text
from mcda.workspace import state
from mcda.workspace.dialogs import saving
from mcda.workspace.labels import distinct_names
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, line, md


def expecting(study: Study, step: StepName, place: str) -> None:
    """Ask for the expected winner while nothing is adopted; `place` is the part that asks."""
    here = study.step(step)
    if here.adopted is not None or len(here.candidates) < 2:
        return
    names, key = distinct_names(here.candidates), f"{step}-{place}-expected"
    st.session_state[key] = here.expected or None
    st.selectbox(
        line("expecting.whom"),
        list(names),
        format_func=names.__getitem__,
        placeholder=t("expecting.nobody"),
        help=line("expecting.help"),
        width=READING_WIDTH,
        key=key,
        on_change=saving(lambda now: set_expected(now, step, st.session_state[key] or "")),
    )


def expectation(study: Study, now: StepResult) -> None:
    """Say how the result compares with what was expected, where something was."""
    remark = intuition(study, now)
    if remark is not None:
        st.caption(md(remark_text(remark, state.language())), width=READING_WIDTH)
