"""By which rules a result was computed, and the choice between them."""

import streamlit as st

from mcda.cooperation.edit_step import set_normalisation
from mcda.cooperation.firmness import SEED
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.output.decision import method_section
from mcda.output.method_facts import method_sentences
from mcda.workspace.dialogs import saving
from mcda.workspace.state import language
from mcda.workspace.widgets import READING_WIDTH, line, md

NORMALISATIONS = ("vector", "minmax", "max", "sum", "fixed")


def method_line(study: Study, step: StepName, now: StepResult) -> None:
    """Draw one line that names the method, and a place to change the normalisation."""
    sentences = method_sentences(method_section(study, {step: now}, SEED), step, language())
    st.space("small")
    with st.container(horizontal=True, vertical_alignment="center", key=f"{step}-method"):
        st.caption(" · ".join(md(sentence) for sentence in sentences), width=READING_WIDTH)
        with st.popover(line("method_line.change"), type="tertiary", key=f"{step}-method-change"):
            _choice(study, step)


def switch_to_fixed(study: Study, step: StepName) -> None:
    """Offer the normalisation under which candidates that come and go reorder nobody."""
    st.caption(line("method_line.fixed_helps"))
    st.button(
        line("method_line.use_fixed"),
        on_click=saving(lambda now: set_normalisation(now, step, "fixed")),
        key=f"{step}-use-fixed",
    )


def _choice(study: Study, step: StepName) -> None:
    key = f"{step}-normalisation"
    st.session_state[key] = study.step(step).normalisation
    st.radio(
        line("method_line.normalisation"),
        list(NORMALISATIONS),
        format_func={option: line(f"normalisation.{option}") for option in NORMALISATIONS}.__getitem__,
        captions=[line(f"normalisation.{option}_meaning") for option in NORMALISATIONS],
        key=key,
        on_change=saving(lambda now: set_normalisation(now, step, st.session_state[key])),
    )
