"""Weights typed by hand: saved as typed, their sum said, never rescaled."""

from functools import partial

import streamlit as st

from mcda.cooperation.edit_step import set_direct_weights
from mcda.cooperation.judging import Node
from mcda.cooperation.study import StepName, Study
from mcda.output.wording import problem_text
from mcda.workspace import state
from mcda.workspace.labels import distinct_names
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md


def direct_weights(study: Study, step: StepName, group: str, node: Node) -> None:
    """Draw one group of criteria as a table that takes their weights."""
    import pandas as pd

    here = study.step(step)
    names = distinct_names({key: here.criteria[key] for key in node.children})
    criterion, weight = t("direct_weights.criterion"), t("direct_weights.weight")
    direct = here.weighting.direct
    base = pd.DataFrame(
        {
            criterion: list(names.values()),
            weight: pd.Series([direct.get(key) for key in names], dtype="float64"),
        }
    )
    key = f"{step}-direct-{group}-{state.language()}"

    def save() -> None:
        rows = st.session_state[key]["edited_rows"]
        typed = {node.children[int(row)]: cells.get(weight) for row, cells in rows.items()}
        good = {}
        for child, value in typed.items():
            weighed = None if value is None else state.attempt(partial(_weigh, study, step, child, value))
            if weighed is not None and value != direct.get(child):
                good[child] = float(value)
        if good:
            state.change(lambda now: set_direct_weights(now, step, good))

    st.caption(line("direct_weights.how"))
    st.data_editor(
        base,
        hide_index=True,
        disabled=[criterion],
        column_config={weight: st.column_config.NumberColumn(step=0.01, format="%.4g")},
        key=key,
        on_change=save,
        alt=t("direct_weights.how"),
    )
    if node.problem is None:
        st.caption(line("direct_weights.sum_is_one"))
    else:
        st.warning(md(problem_text(node.problem, state.language())))


def _weigh(study: Study, step: StepName, child: str, weight: float) -> Study:
    return set_direct_weights(study, step, {child: weight})
