"""Where a result stands: provisional, adopted by whom and when, or out of date and why; and its adoption."""

from datetime import datetime

import streamlit as st

from mcda.cooperation.adoption import adopt
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.output.wording import remark_text
from mcda.workspace import edits, state
from mcda.workspace.widgets import READING_WIDTH, line, md, moment


def adopting(study: Study, step: StepName, now: StepResult | None) -> None:
    """Draw where the result of a step stands; `now` is None while the step cannot be ranked."""
    adopted = study.step(step).adopted
    stale = state.out_of_date().get(step, ())
    if adopted is None:
        if now is not None:
            with st.container(horizontal=True, vertical_alignment="center", key=f"{step}-adopting"):
                _button(step, "adopt")
                st.caption(line("adopting.provisional"), width=READING_WIDTH)
        return
    when = moment(datetime.fromisoformat(adopted.at)) if adopted.at else "–"
    if not stale:
        st.caption(line("adopting.adopted", by=adopted.by, at=when))
        return
    with st.container(border=True, width=READING_WIDTH, gap="small", key=f"{step}-stale"):
        st.markdown(f"◐ **{line('adopting.out_of_date', by=adopted.by, at=when)}**")
        st.markdown("\n".join(f"- {md(remark_text(cause, state.language()))}" for cause in stale))
        if now is not None and set(now.chosen) != set(adopted.chosen):
            candidates = study.step(step).candidates
            names = [candidates[key].name for key in adopted.chosen if key in candidates]
            st.markdown(line("adopting.chosen_then", names=names))
        if now is not None:
            _button(step, "adopt_anew")


def _button(step: StepName, label: str) -> None:
    def save() -> None:
        edits.change(lambda study: adopt(study, step, state.who(), state.now().isoformat(timespec="seconds")))

    st.button(line(f"adopting.{label}"), type="primary", on_click=save, key=f"{step}-adopt")
