"""Weights typed by hand: saved as typed, their sum said, never rescaled."""

from functools import partial

import streamlit as st

from mcda.cooperation.edit_step import set_direct_weights
from mcda.cooperation.judging import Node
from mcda.cooperation.study import StepName, Study, found_in_a_round
from mcda.output.wording import problem_text
from mcda.workspace import edits, state
from mcda.workspace.edited_table import TYPED, Cells, edited_table
from mcda.workspace.labels import distinct_names
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md


def direct_weights(study: Study, step: StepName, group: str, node: Node) -> None:
    """Draw one group of criteria as a table that takes their weights."""
    import pandas as pd

    here = study.step(step)
    names = distinct_names({key: here.criteria[key] for key in node.children})
    direct = here.weighting.direct
    weights = pd.Series([direct.get(key) for key in names], dtype="float64")
    frame = pd.DataFrame({"criterion": list(names.values()), "weight": weights})

    def save(cells: Cells) -> bool:
        typed = {key: row["weight"] for key, row in cells.items() if row["weight"] is not None}
        good = {
            key: float(weight)
            for key, weight in typed.items()
            if state.attempt(partial(set_direct_weights, study, step, {key: weight})) is not None
        }
        return bool(good) and edits.change(lambda now: set_direct_weights(now, step, good))

    if found_in_a_round(here.weighting):
        st.caption(line("direct_weights.found", round=here.weighting.note))
    st.caption(line("direct_weights.how"))
    edited_table(
        f"{step}-direct-{group}",
        frame.set_axis(list(names)),
        save,
        disabled=["criterion"],
        column_config={
            "criterion": st.column_config.TextColumn(t("direct_weights.criterion")),
            "weight": st.column_config.NumberColumn(t("direct_weights.weight"), format=TYPED),
        },
        placeholder="",
        alt=t("direct_weights.how"),
    )
    if node.problem is None:
        st.caption(line("direct_weights.sum_is_one"))
    else:
        st.warning(md(problem_text(node.problem, state.language())))
