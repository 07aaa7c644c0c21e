"""Why the ranking is so: what lifts each candidate, and for one of them every number in between."""

import streamlit as st

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.output.charts import frame
from mcda.output.step_pictures import contributions_picture, in_order
from mcda.output.working import closeness_sentence, working
from mcda.workspace import state
from mcda.workspace.labels import distinct_names
from mcda.workspace.pictures import picture
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, fold, line, md


def why(study: Study, step: StepName, now: StepResult) -> None:
    """Draw the contributions of the criteria, and the working of one candidate on demand."""
    language = state.language()
    contributions = contributions_picture(study, now, language)
    if contributions is not None:
        st.space("small")
        picture(contributions, f"{step}-why")
        st.caption(md(contributions.note), width=READING_WIDTH)
    order = in_order(now)
    if not order:
        return

    def worked() -> None:
        candidates = study.step(step).candidates
        names = distinct_names({key: candidates[key] for key in order})
        chosen = st.selectbox(
            line("why.candidate"),
            order,
            format_func=names.__getitem__,
            key=f"{step}-why-candidate",
            width=READING_WIDTH,
        )
        st.dataframe(
            frame(working(study, now, chosen, language)),
            hide_index=True,
            key=f"{step}-working-table",
            alt=t("why.working"),
        )
        st.markdown(md(closeness_sentence(now, chosen, language)), width=READING_WIDTH)

    fold(line("why.working"), f"{step}-working", worked)
