"""One page for each of the three steps: candidates, weights, scores, result."""

from collections.abc import Callable

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.study import StepName
from mcda.workspace import state
from mcda.workspace.candidates_part import candidates_part
from mcda.workspace.result_part import result_part
from mcda.workspace.scores_part import scores_part
from mcda.workspace.weights_part import weights_part
from mcda.workspace.widgets import line, no_study

Part = Callable[[Revision, StepName], None]

PARTS: dict[str, Part] = {
    "candidates": candidates_part,
    "weights": weights_part,
    "scores": scores_part,
    "result": result_part,
}


def step_page(step: StepName) -> None:
    """Draw the page of one step: the part that the address names."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"{step}-head"):
        st.subheader(line(f"step.{step}"), width="content", anchor=False)
        part = _part(step)
    PARTS[part](revision, step)


def _part(step: StepName) -> str:
    """The part on the screen; it stays in the address, and goes along to the other steps."""
    key = f"{step}-part"
    wished = st.query_params.get("part") or st.session_state.get("part")
    if wished not in PARTS:
        wished = "candidates"
    st.session_state[key] = wished
    chosen = st.segmented_control(
        line("step_page.part"),
        list(PARTS),
        format_func={part: line(f"step_page.{part}") for part in PARTS}.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=lambda: st.query_params.update(part=st.session_state[key]),
    )
    here = str(chosen)
    st.session_state["part"] = st.query_params["part"] = here
    return here
