"""One page for each of the three steps: candidates, weights, scores, what is its own, result."""

from collections.abc import Callable, Mapping

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.study import StepName
from mcda.workspace import state
from mcda.workspace.candidates_part import candidates_part
from mcda.workspace.conditions_part import conditions_part
from mcda.workspace.deals_part import deals_part
from mcda.workspace.joining_part import joining_part
from mcda.workspace.register_part import register_part
from mcda.workspace.result_part import result_part
from mcda.workspace.say_part import say_part
from mcda.workspace.scores_part import scores_part
from mcda.workspace.weights_part import weights_part
from mcda.workspace.widgets import line, no_study
from mcda.workspace.work_part import work_part

Part = Callable[[Revision, StepName], None]

PARTS: dict[str, Part] = {
    "candidates": candidates_part,
    "weights": weights_part,
    "scores": scores_part,
    "result": result_part,
}
OWN_PARTS: Mapping[StepName, dict[str, Part]] = {
    "bodies": {"joining": joining_part, "say": say_part},
    "issues": {"register": register_part, "work": work_part},
    "solutions": {"conditions": conditions_part, "deals": deals_part},
}


def parts_of(step: StepName) -> dict[str, Part]:
    """The parts of a step's page: those of every step, and its own about cooperation before the result."""
    before = {part: draw for part, draw in PARTS.items() if part != "result"}
    return before | OWN_PARTS[step] | {"result": PARTS["result"]}


def step_page(step: StepName) -> None:
    """Draw the page of one step: the part that the address names."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"{step}-head"):
        st.subheader(line(f"step.{step}"), width="content", anchor=False)
        part = _part(step)
    parts_of(step)[part](revision, step)


def _part(step: StepName) -> str:
    """The part on the screen; it stays in the address, and goes along to the other steps."""
    key, parts = f"{step}-part", list(parts_of(step))
    wished = st.query_params.get("part") or st.session_state.get("part")
    if wished not in parts:
        wished = "candidates"
    st.session_state[key] = wished
    chosen = st.segmented_control(
        line("step_page.part"),
        parts,
        format_func={part: line(f"step_page.{part}") for part in parts}.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=lambda: st.query_params.update(part=st.session_state[key]),
    )
    here = str(chosen)
    st.session_state["part"] = st.query_params["part"] = here
    return here
